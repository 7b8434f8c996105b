package rank

import (
	"math"
	"strings"
	"unicode"

	"newsbrief/internal/offline/alone"
)

// Features of a sentence, all from 0 to 1.
const (
	Opening    = iota // one divided by its place in the text
	Early             // the same, falling more slowly
	Keynote           // of the first sentence: degree times centrality, high where it is about what the text is about
	Degree            // words it shares with others, for the length of both (the edges of TextRank's graph)
	Centrality        // cosine with the whole text (LexRank's idea, in one step)
	Title             // share of the title's words
	Lead              // cosine with the first sentence
	Length            // logarithm of the words
	Short             // how far below 12 words
	Quote             // share that stands in quotation marks
	Late              // its place as a share of the text
	Frequency         // mean logarithm of how many sentences hold its terms
	Fresh             // share of its terms that no sentence before holds
	Number            // holds a figure
	Name              // share of its words that have a capital within the sentence
	Long              // how far above 30 words
	Second            // stands right behind the first
	FeatureCount
)

// Traits of a text and of what is wanted of it, about -1 to 1.
const (
	Always         = iota // 1
	Size                  // logarithm of the sentences
	Extent                // logarithm of the words
	Spread                // how much the sentences' lengths differ
	Dateline              // opens with a place, an agency or a date
	Unity                 // likeness of the first three sentences
	LeadBreadth           // length of the first three sentences, for the others
	FirstBreadth          // logarithm of the words of the first sentence, for the others
	FirstDegree           // what the first sentence shares with the others
	LeadDegree            // what the first three sentences share with the others, for all
	Echo                  // likeness of the sentences to the first
	Paragraph             // logarithm of the sentences a paragraph
	FirstParagraph        // logarithm of the sentences of the first one
	Terse                 // share of sentences under 8 words
	Unrepeated            // share of the terms that stand in one sentence only
	Flat                  // has no paragraphs
	Titled                // has a title
	Wanted                // share of the sentences that is wanted
	Few                   // one divided by the sentences wanted
	TraitCount
)

// Analysis is what is known of a document's sentences.
type Analysis struct {
	Features [][FeatureCount]float64
	document *document
	text     [TraitCount]float64 // without Wanted and Few
}

// Analyze reads a document.
func Analyze(source Document) *Analysis {
	a := &Analysis{Features: make([][FeatureCount]float64, len(source.Sentences)), document: newDocument(source)}
	for i, s := range source.Sentences {
		f := &a.Features[i]
		a.ownFeatures(f, i, s)
		a.sharedFeatures(f, i)
	}
	if d := a.document; len(d.body) > 0 && d.sentences[d.body[0]].setsScene() {
		a.ignoreOpening(source.Paragraphs)
	}
	a.scale(Degree)
	a.scale(Centrality)
	a.scale(Frequency)
	if len(a.document.body) > 0 {
		first := &a.Features[a.document.body[0]]
		first[Keynote] = first[Degree] * first[Centrality]
		a.textTraits(source.Sentences[a.document.body[0]])
		a.sharedTraits()
		a.paragraphTraits(source.Paragraphs)
	}
	return a
}

// ignoreOpening makes little of where a sentence stands and of the first one: a text
// that opens with a scene or somebody's words tells what it is about further on. Its
// first paragraph is the scene.
func (a *Analysis) ignoreOpening(paragraphs []int) {
	const little = 0.25
	d := a.document
	for _, i := range d.body {
		first := !d.flat && paragraphs[i] == paragraphs[d.body[0]]
		d.sentences[i].scene = first && a.Features[i][Number] == 0
	}
	for i := range a.Features {
		for _, f := range []int{Opening, Early, Lead, Second} {
			a.Features[i][f] *= little
		}
	}
}

// ownFeatures are those that a sentence has by itself.
func (a *Analysis) ownFeatures(f *[FeatureCount]float64, i int, s string) {
	own := &a.document.sentences[i]
	f[Opening] = 1 / float64(1+own.place)
	f[Early] = 1 / math.Sqrt(1+float64(own.place)/2)
	f[Length] = min(math.Log(float64(max(own.words, 1)))/math.Log(60), 1)
	f[Short] = max(0, 1-float64(own.words)/12)
	f[Long] = min(max(0, float64(own.words)/30-1), 1)
	f[Quote] = quoted(s)
	f[Late] = float64(own.place) / float64(max(len(a.document.body), 1))
	f[Number] = indicator(strings.ContainsFunc(s, unicode.IsDigit))
	f[Name] = named(s)
	f[Second] = indicator(own.place == 1)
}

// sharedFeatures are those that a sentence has among the others.
func (a *Analysis) sharedFeatures(f *[FeatureCount]float64, i int) {
	d := a.document
	f[Degree] = d.degree(i)
	f[Centrality] = d.centrality(i)
	f[Frequency], f[Fresh] = d.terms(i)
	if d.title >= 0 && d.title != i {
		f[Title] = d.share(d.title, i)
	}
	if len(d.body) > 0 && d.body[0] != i {
		f[Lead] = d.likeness(d.body[0], i)
	}
}

// scale divides a feature by its highest value in the text proper.
func (a *Analysis) scale(feature int) {
	top := 0.0
	for _, i := range a.document.body {
		top = max(top, a.Features[i][feature])
	}
	for i := range a.Features {
		if top > 0 {
			a.Features[i][feature] = min(a.Features[i][feature]/top, 1)
		}
	}
}

// textTraits sets the traits of the text. Each is moved so that it is about 0
// in an ordinary article, which keeps their weights apart.
func (a *Analysis) textTraits(opening string) {
	d := a.document
	lengths := d.lengths()
	n, mean, deviation := float64(len(lengths)), average(lengths), 0.0
	terse := 0.0
	for _, words := range lengths {
		deviation += (words - mean) * (words - mean)
		terse += indicator(words < 8)
	}
	a.text[Always] = 1
	a.text[Size] = math.Log(1+n) - 3
	a.text[Extent] = math.Log(1+n*mean) - 6
	a.text[Spread] = math.Sqrt(deviation/n)/mean - 0.5
	a.text[Dateline] = indicator(alone.Dateline(opening) > 0)
	a.text[LeadBreadth] = min(average(lengths[:min(len(lengths), 3)])/mean, 2) - 1
	a.text[FirstBreadth] = math.Log((1 + lengths[0]) / (1 + mean))
	a.text[Terse] = terse/n - 0.1
	a.text[Unrepeated] = d.unrepeated() - 0.7
	a.text[Flat] = indicator(d.flat)
	a.text[Titled] = indicator(d.title >= 0)
	if len(d.body) >= 3 {
		one, two, three := d.body[0], d.body[1], d.body[2]
		a.text[Unity] = 5*(d.likeness(one, two)+d.likeness(one, three)+d.likeness(two, three))/3 - 0.25
	}
}

// sharedTraits sets those of what the sentences share.
func (a *Analysis) sharedTraits() {
	body := a.document.body
	a.text[FirstDegree] = a.Features[body[0]][Degree] - 0.6
	a.text[LeadDegree] = 2 * (a.mean(Degree, body[:min(len(body), 3)]) - a.mean(Degree, body))
	a.text[Echo] = 5*a.mean(Lead, body) - 0.4
}

func (a *Analysis) mean(feature int, sentences []int) float64 {
	sum := 0.0
	for _, i := range sentences {
		sum += a.Features[i][feature]
	}
	return sum / float64(len(sentences))
}

// paragraphTraits sets those of the paragraphs; a text without any has none.
func (a *Analysis) paragraphTraits(paragraphs []int) {
	body := a.document.body
	if a.document.flat {
		return
	}
	first, all := 0, 1
	for n, i := range body {
		first += int(indicator(paragraphs[i] == paragraphs[body[0]]))
		all += int(indicator(n > 0 && paragraphs[i] != paragraphs[body[n-1]]))
	}
	a.text[Paragraph] = math.Log(float64(len(body))/float64(all)) - 0.3
	a.text[FirstParagraph] = math.Log(float64(first))
}

// Body are the indices of the sentences of the text proper.
func (a *Analysis) Body() []int { return a.document.body }

// Opening is the first sentence of the text proper behind the author's name; 0 too where there is
// no text proper, which an empty Body tells.
func (a *Analysis) Opening() int {
	if d := a.document; len(d.body) > 0 {
		return d.body[d.opening]
	}
	return 0
}

// Words counts the words of a sentence.
func (a *Analysis) Words(i int) int { return a.document.sentences[i].words }

// IsFurniture says whether sentence i is about the page, and not the news, or a row of names
// and numbers.
func (a *Analysis) IsFurniture(i int) bool {
	own := &a.document.sentences[i]
	return own.kind == boilerplate || own.roll
}

// IsQuestion says whether a sentence is a question.
func (a *Analysis) IsQuestion(i int) bool { return a.document.sentences[i].question }

// IsStatement says whether a sentence is no question, no caption and no row of names and
// numbers.
func (a *Analysis) IsStatement(i int) bool {
	s := &a.document.sentences[i]
	return !s.question && !s.roll && s.kind != caption
}

// IsHeading says whether a sentence is a heading other than the title.
func (a *Analysis) IsHeading(i int) bool {
	return a.document.sentences[i].kind == heading && i != a.document.title
}

// IsTitle says whether sentence i is a title, or a heading beside it that names no author and no time
// of day.
func (a *Analysis) IsTitle(i int) bool {
	own := &a.document.sentences[i]
	return own.kind == heading && !own.author && !own.stamp
}

// Traits are those of the text and of the wish for k sentences of it.
func (a *Analysis) Traits(k int) [TraitCount]float64 {
	t := a.text
	t[Wanted] = min(float64(k)/float64(max(len(a.document.body), 1)), 1) - 0.2
	t[Few] = 1/float64(k) - 0.33
	return t
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func average(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}
