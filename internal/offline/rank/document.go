package rank

import (
	"math"
	"slices"
	"strings"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// kind tells the text proper from what surrounds it.
type kind int

const (
	prose       kind = iota
	caption          // describes pictures
	heading          // does not end as a sentence does
	boilerplate      // about the page, not the news
	fragment         // too short to say anything
)

// sentence is one sentence as its terms, ascending, each once.
type sentence struct {
	terms []int
	words int
	norm  float64 // the length of its vector
	kind  kind
	place int // how many sentences of the text proper stand before it

	question bool
	toll     bool // counts people hurt
	dangling bool // needs the sentence before
	spoken   bool // says "I" or "you"
	roll     bool // a row of names and numbers
	scene    bool // of the first paragraph, where that only leads into the text
	author   bool // names who wrote the text
	stamp    bool // tells when it was published
	open     bool // a quotation that goes on elsewhere, or leads to what follows
}

// setsScene says whether a first sentence leads into a text that is about something
// else: it says "it" or "he" of what was not named yet, asks, or quotes.
func (s *sentence) setsScene() bool { return s.dangling || s.question || s.open }

// document holds the sentences of a text and how many of them hold each term.
type document struct {
	lang      *lang.Language
	sentences []sentence
	body      []int // the sentences of the text proper
	opening   int   // where the first sentence behind the author's name stands in body
	begun     bool  // a sentence of the text proper was seen
	flat      bool  // it has no paragraphs
	title     int   // the sentence that is the title; -1: none
	count     []float64
	spread    []float64 // the logarithm of one more than count
	first     []int     // the sentence of the text proper that holds each term first
	weight    []float64 // the square of each term's inverse document frequency
	log       float64   // the mean logarithm of the words of a sentence
}

func newDocument(source Document) *document {
	d := &document{title: -1, lang: lang.Of(source.Language), sentences: make([]sentence, len(source.Sentences))}
	v := newVocabulary(source.Language, source.Sentences)
	for i, s := range source.Sentences {
		terms, toll := v.of(i)
		slices.Sort(terms)
		d.sentences[i] = sentence{
			terms: slices.Compact(terms), words: v.index.Count(i), toll: toll,
			question: lang.Asks(s), dangling: dangles(s, v.lang), open: isOpen(s),
			spoken: speaks(s, v.lang), roll: isRoll(s),
		}
	}
	d.readLabels(source.Sentences)
	last := len(source.Paragraphs) - 1
	d.flat = last > 0 && source.Paragraphs[0] == source.Paragraphs[last]
	d.classify(source)
	d.weigh(len(v.numbers))
	return d
}

// readLabels takes what stands behind the label of an interview's questions for one,
// whatever its mark: "Q: Two ferries were promised."
func (d *document) readLabels(sentences []string) {
	const fewest = 2 // questions with the label
	asked := map[string]int{}
	for i, s := range sentences {
		if label := labelOf(s); label != "" && d.sentences[i].question {
			asked[label]++
		}
	}
	for i, s := range sentences {
		if len(asked) > 0 && asked[labelOf(s)] >= fewest {
			d.sentences[i].question = true
		}
	}
}

// labelOf is the first word of a sentence where a colon ends it; else "".
func labelOf(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if first = strings.Trim(first, "*_"); !strings.HasSuffix(first, ":") {
		return ""
	}
	return first
}

// classify tells what each sentence is. A text that hardly ever ends a
// sentence with a mark, as in Thai, has no headings.
func (d *document) classify(source Document) {
	ended := 0
	for _, s := range source.Sentences {
		if lang.EndsSentence(s) {
			ended++
		}
	}
	about := false // what a firm says of itself, to the end
	marked := 2*ended >= len(source.Sentences)
	title := titleEnd(source)
	for i, s := range source.Sentences {
		own := &d.sentences[i]
		own.kind = d.kindOf(i, s, marked && (i < title || isAlone(source.Paragraphs, i)), marked)
		about = about || 2*i > len(source.Sentences) && opensAbout(s, own)
		if about {
			own.kind = boilerplate
		}
	}
	d.markCaptions(source)
	for i := range d.sentences {
		own := &d.sentences[i]
		own.place = len(d.body)
		if own.kind == prose || own.kind == caption {
			d.body = append(d.body, i)
		}
	}
	d.opening = d.behindByline(source.Sentences)
}

// behindByline is where the first sentence stands in body that no line with the author's name
// follows near the top; what stands before such a line leads into the text.
func (d *document) behindByline(sentences []string) (at int) {
	const near, fewest = 12, 4 // sentences before and behind it
	for i, s := range sentences[:min(near, len(sentences))] {
		own := &d.sentences[i]
		own.author, own.stamp = own.kind != prose && namesAuthor(s), hasClock(s)
		if own.author && len(d.body)-own.place >= fewest {
			at = own.place
		}
	}
	return at
}

// titleEnd is the end of a first paragraph that does not end as a sentence does: a title with a
// full stop within. 0: there is none.
func titleEnd(source Document) int {
	const longest = 3 // sentences
	end := 0
	for end < len(source.Sentences) && source.Paragraphs[end] == source.Paragraphs[0] {
		end++
	}
	if end == 0 || end > longest || end == len(source.Sentences) || lang.EndsSentence(source.Sentences[end-1]) {
		return 0
	}
	return end
}

// markCaptions marks what stands in a short paragraph with the one who made a picture.
func (d *document) markCaptions(source Document) {
	const longest = 4 // sentences
	for i, s := range source.Sentences {
		if d.sentences[i].kind != boilerplate || !showsPictures(s) {
			continue
		}
		from, to := i, i+1
		for from > 0 && source.Paragraphs[from-1] == source.Paragraphs[i] {
			from--
		}
		for to < len(source.Sentences) && source.Paragraphs[to] == source.Paragraphs[i] {
			to++
		}
		for k := from; k < to && to-from <= longest; k++ {
			if d.sentences[k].kind == prose {
				d.sentences[k].kind = caption
			}
		}
	}
}

// opensAbout says whether a line is the heading of what a firm says of itself.
func opensAbout(s string, own *sentence) bool {
	const longest = 5 // words
	s = strings.ReplaceAll(s, "*", "")
	first, _, _ := strings.Cut(s, " ")
	second, _, _ := strings.Cut(strings.TrimPrefix(s, first+" "), " ")
	title, _, labelled := strings.Cut(s, ": ")
	labelled = labelled && len(strings.Fields(title)) <= longest
	opens := own.kind == heading && own.words <= longest || labelled || isJoined(s, second)
	return opens && lang.Of("und").Has("aboutus", strings.ToLower(first))
}

// isJoined says whether a heading of two words runs into the sentence below it: "About
// Veridia Founded in 2019, Veridia …".
func isJoined(s, second string) bool {
	_, rest, ok := strings.Cut(s, " "+second+" ")
	return ok && startsUpper(second) && startsUpper(rest) && strings.Contains(rest, second)
}

func (d *document) kindOf(i int, s string, alone, marked bool) kind {
	const shortest, shortHeading = 4, 12 // words
	own := &d.sentences[i]
	switch {
	case strings.HasPrefix(s, "!["), isBoilerplate(s, own.words), isByline(s, d.lang): // a picture in Markdown
		return boilerplate
	case exclaims(s) && i == 0 && alone && marked && own.words <= shortHeading && i < len(d.sentences)-1,
		!lang.EndsSentence(s) && (alone || marked && own.words < shortHeading):
		if d.title < 0 && !d.begun && alone && i < len(d.sentences)-1 {
			d.title = i
		}
		return heading
	case own.words < shortest || len(own.terms) < 2 || syntax.IsTable(s):
		return fragment
	case showsPictures(s):
		return caption
	}
	d.begun = true
	return prose
}

// isAlone says whether sentence i is a paragraph of its own.
func isAlone(paragraphs []int, i int) bool {
	return (i == 0 || paragraphs[i-1] != paragraphs[i]) && (i == len(paragraphs)-1 || paragraphs[i+1] != paragraphs[i])
}

// weigh counts and weighs the terms.
func (d *document) weigh(terms int) {
	d.count, d.weight, d.first = make([]float64, terms), make([]float64, terms), make([]int, terms)
	for _, i := range d.body {
		for _, t := range d.sentences[i].terms {
			if d.count[t]++; d.count[t] == 1 {
				d.first[t] = i
			}
		}
		d.log += math.Log(float64(1+d.sentences[i].words)) / float64(len(d.body))
	}
	d.spread = make([]float64, terms)
	for t, c := range d.count {
		d.spread[t] = math.Log(1 + c)
		idf := math.Log(1 + float64(len(d.sentences))/(c+0.5))
		d.weight[t] = idf * idf
	}
	for i := range d.sentences {
		s := &d.sentences[i]
		for _, t := range s.terms {
			s.norm += d.weight[t]
		}
		s.norm = math.Sqrt(s.norm)
	}
}

// degree is the weight of a sentence's edges in TextRank's graph, whose ranks
// follow it closely, with the mean length in place of each neighbour's: so it
// costs no more than the sentence's words.
func (d *document) degree(i int) float64 {
	var shared float64
	for _, t := range d.sentences[i].terms {
		shared += max(d.count[t]-1, 0)
	}
	return shared / (math.Log(float64(1+d.sentences[i].words)) + d.log + 1)
}

// centrality is the cosine of a sentence with the sum of the others, up to a
// factor.
func (d *document) centrality(i int) float64 {
	var shared float64
	for _, t := range d.sentences[i].terms {
		shared += max(d.count[t]-1, 0) * d.weight[t]
	}
	if shared == 0 {
		return 0
	}
	return shared / d.sentences[i].norm
}

// terms are the mean logarithm of how many sentences hold a term of sentence i, and the
// share of its terms that no sentence before it holds.
func (d *document) terms(i int) (frequency, fresh float64) {
	list := d.sentences[i].terms
	for _, t := range list {
		frequency += d.spread[t]
		fresh += indicator(d.first[t] >= i)
	}
	n := float64(max(len(list), 1))
	return frequency / n, fresh / n
}

// share is the weighted share of the terms of sentence i that j holds too.
func (d *document) share(i, j int) float64 {
	shared := d.common(i, j)
	if shared == 0 {
		return 0
	}
	return shared / (d.sentences[i].norm * d.sentences[i].norm)
}

// likeness is the cosine of two sentences.
func (d *document) likeness(i, j int) float64 {
	shared := d.common(i, j)
	if shared == 0 {
		return 0
	}
	return shared / (d.sentences[i].norm * d.sentences[j].norm)
}

// common is the weight of the terms that two sentences share.
func (d *document) common(i, j int) float64 {
	a, b := d.sentences[i].terms, d.sentences[j].terms
	var shared float64
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			shared += d.weight[a[0]]
			a, b = a[1:], b[1:]
		}
	}
	return shared
}

// lengths are the words of each sentence of the text proper.
func (d *document) lengths() []float64 {
	list := make([]float64, len(d.body))
	for n, i := range d.body {
		list[n] = float64(d.sentences[i].words)
	}
	return list
}

// unrepeated is the share of the terms that stand in one sentence only.
func (d *document) unrepeated() float64 {
	once, all := 0.0, 0.0
	for _, c := range d.count {
		all += indicator(c > 0)
		once += indicator(c == 1)
	}
	return once / max(all, 1)
}
