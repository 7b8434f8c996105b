package check

import (
	"sort"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// quote rules on a quotation: its words must stand in the source in this
// order, apart from what brackets and an ellipsis say was changed.
func quote(v *Verdict, p *passage) bool {
	parts, s := quoted(v.Text), p.source
	if len(parts) == 0 || setApart(v, p) {
		return false
	}
	for i, part := range parts {
		at := s.plain().find(part)
		if at < 0 {
			if n := s.plain().nearly(part); n > 0 {
				v.Status, v.Sentence, v.Reason = result.Derived, n, "the article has these words with others of grammar"
				return true
			}
			v.Status, v.Sentence, v.Reason = result.Unsupported, 0, "these words do not stand in the article"
			if n := s.plain().closest(part); n > 0 {
				v.Status, v.Sentence, v.Reason = result.Contradicted, n, "the article quotes other words"
			}
			return true
		}
		if i == 0 {
			v.Sentence = s.plain().sentence(at)
		}
	}
	v.Status, v.Reason = result.Supported, "the same words stand in the article"
	return true
}

// mostSetApart is how many words marks may set apart that are no quotation.
const mostSetApart = 4

// setApart says whether the marks around a few words set them apart rather than
// quote: "so-called" stands before them, or they are words of the source and
// nobody says them in the sentence.
func setApart(v *Verdict, p *passage) bool {
	if len(strings.Fields(v.Text)) > mostSetApart {
		return false
	}
	const lead = 32 // bytes that may hold "so-called" and marks
	before := strings.ToLower(p.article.Text[max(0, v.Start-lead):v.Start])
	before = strings.TrimRight(before, " \"'“‘„«")
	if strings.HasSuffix(before, "so-called") || strings.HasSuffix(before, "sogenannte") {
		return true
	}
	for _, w := range words.Written(v.Text) {
		l := words.Bare(w)
		if !lex.InClass(l, p.article.Language, lex.Func) && len(p.source.words.With(p.source.words.Stem(l))) == 0 {
			return false
		}
	}
	return !Says(p.text, p.article.Language)
}

// Says says whether a verb of saying stands in a text of a language; false in one
// whose tables have none.
func Says(text, language string) bool {
	l := lang.Of(language)
	for _, w := range words.Written(text) {
		if l.Has("report", strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// sentenceEnds lets something stand between the sentences of a quotation, as
// "he said" does in the source.
var sentenceEnds = strings.NewReplacer(". ", ".…", "? ", "?…", "! ", "!…")

// quoted splits a quotation at its ellipses, brackets and sentences into flat
// parts.
func quoted(text string) []string {
	text = sentenceEnds.Replace(strings.ReplaceAll(withoutBrackets(text), "...", "…"))
	var parts []string
	for part := range strings.SplitSeq(text, "…") {
		if n := words.Flat(part); strings.TrimSpace(n) != "" {
			parts = append(parts, n)
		}
	}
	return parts
}

// withoutBrackets puts an ellipsis for each bracket and what it holds.
func withoutBrackets(text string) string {
	var b strings.Builder
	for {
		open := strings.IndexAny(text, "[(")
		if open < 0 {
			break
		}
		end := strings.IndexAny(text[open:], "])")
		if end < 0 {
			break
		}
		b.WriteString(text[:open] + "…")
		text = text[open+end+1:]
	}
	return b.String() + text
}

// literal rules on links and code: the same characters stand in the source.
func literal(v *Verdict, s *Source) {
	v.Status, v.Sentence, v.Reason = result.Supported, s.plain().link(BareLink(v.Text)), "it stands in the article"
	if v.Sentence == 0 {
		v.Status, v.Reason = result.Unsupported, "it does not stand in the article"
	}
}

// BareLink is a link or code without what may differ in writing.
func BareLink(text string) string {
	text = strings.Trim(text, "`")
	for _, prefix := range [...]string{"https://", "http://", "www."} {
		text = strings.TrimPrefix(text, prefix)
	}
	return strings.TrimSuffix(text, "/")
}

// plainText is a text as quotations and links are looked up in it.
type plainText struct {
	article *article.Article
	text    string         // words without marks
	start   []int          // of each sentence in text
	links   map[string]int // to their sentences, from 1
}

func newPlainText(a *article.Article, claims []Located) *plainText {
	var b strings.Builder
	b.Grow(len(a.Text) + len(a.Sentences))
	b.WriteByte(' ')
	p := &plainText{article: a, start: make([]int, 0, len(a.Sentences)), links: map[string]int{}}
	for n := range a.Sentences {
		p.start = append(p.start, b.Len()-1)
		words.WriteFlat(&b, a.Sentence(n+1))
	}
	p.text = b.String()
	for _, l := range claims {
		if l.Kind == claim.URL || l.Kind == claim.Code {
			p.links[BareLink(l.Text)] = l.Sentence + 1
		}
	}
	return p
}

// sentence is the one, from 1, in which the words at a byte of text stand.
func (p *plainText) sentence(at int) int {
	return sort.Search(len(p.start), func(i int) bool { return p.start[i] > at })
}

// end is the byte behind sentence n, which counts from 0.
func (p *plainText) end(n int) int {
	if n+1 < len(p.start) {
		return p.start[n+1]
	}
	return len(p.text)
}

// find is where a flat part stands in the text; -1: nowhere. It looks around
// the rarest of its words only, so that many quotations of a long text take
// linear time.
func (p *plainText) find(part string) int {
	const short, most = 1 << 16, 1 << 20 // bytes
	x := p.article.Index()
	var rarest words.ID
	for w := range strings.FieldsSeq(part) {
		if id := x.Stem(w); id != 0 && (rarest == 0 || len(x.With(id)) < len(x.With(rarest))) {
			rarest = id
		}
	}
	if rarest == 0 || len(p.text) < short {
		return strings.Index(p.text[:min(len(p.text), most)], part)
	}
	sentences := x.With(rarest)
	for _, n := range sentences[:min(len(sentences), words.Rare)] {
		from, to := max(p.start[n]-len(part), 0), min(p.end(n)+len(part), len(p.text))
		if at := strings.Index(p.text[from:to], part); at >= 0 {
			return from + at
		}
	}
	return -1
}

// nearly is the sentence that has the words of a part in their order, but for
// "and", "that" and articles; 0: none.
func (p *plainText) nearly(part string) int {
	const least = 5 // words
	want := p.content(part)
	n := p.closest(part)
	if n == 0 || len(strings.Fields(want)) < least {
		return 0
	}
	sentence := p.content(p.text[p.start[n-1]:p.end(n-1)])
	if strings.Contains(" "+sentence+" ", " "+want+" ") {
		return n
	}
	return 0
}

// content is flat text without "and", "that" and articles.
func (p *plainText) content(flat string) string {
	var list []string
	l := lang.Of(p.article.Language)
	for w := range strings.FieldsSeq(flat) {
		if !l.Has("art", w) && !l.Has("the", w) && !l.Has("and", w) && !l.Has("that", w) {
			list = append(list, w)
		}
	}
	return strings.Join(list, " ")
}

// closest is the sentence that holds most words of a part that stands nowhere
// as a whole, at least four in five; 0: none.
func (p *plainText) closest(part string) int {
	count, x := map[int]int{}, p.article.Index()
	most, sentence, content := 0, 0, 0
	for w := range strings.FieldsSeq(part) {
		if lex.InClass(w, p.article.Language, lex.Func) {
			continue
		}
		content++
		sentences := x.With(x.Stem(w))
		if len(sentences) > words.Rare {
			continue
		}
		for _, n := range sentences {
			if count[n]++; count[n] > most {
				most, sentence = count[n], n+1
			}
		}
	}
	if content >= 3 && most*5 >= content*4 {
		return sentence
	}
	return 0
}

// link is the sentence, from 1, that has a bare link; 0: none.
func (p *plainText) link(bare string) int {
	const most = 1 << 20 // bytes
	if n := p.links[bare]; n > 0 || len(p.article.Text) >= most {
		return n
	}
	at := strings.Index(p.article.Text, bare)
	for n, span := range p.article.Sentences {
		if span.Start <= at && at < span.End {
			return n + 1
		}
	}
	return 0
}
