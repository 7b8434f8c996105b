package article

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/furniture"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/office"
	"newsbrief/internal/article/page"
	"newsbrief/internal/article/subtitle"
	"newsbrief/internal/frontmatter"
	"newsbrief/internal/lang"
	"newsbrief/internal/plain"
)

// meta is what an input says about its article; what is empty is unknown.
type meta struct{ title, byline, published, language, url string }

// or fills what is unknown with what else says.
func (m meta) or(other meta) meta {
	return meta{
		cmp.Or(m.title, other.title), cmp.Or(m.byline, other.byline), cmp.Or(m.published, other.published),
		cmp.Or(m.language, other.language), cmp.Or(m.url, other.url),
	}
}

// Parse makes an article of an input's bytes, whose kind and encoding it tells
// by themselves. An input that holds more than one article is an error.
func Parse(name string, data []byte) (*Article, error) {
	c, err := input.Read(data, input.Origin{Name: name})
	if err != nil {
		return nil, err
	}
	a, err := From(context.Background(), c, "")
	if err != nil {
		return nil, err
	}
	a.Name = name
	return a, nil
}

// ParseText is Parse for a text. A PDF or an archive is an error: reading one
// takes another process, which only the newsbrief program can start.
func ParseText(name, text string) (*Article, error) {
	if kind, _ := (input.Origin{Name: name}).Sniff([]byte(text)); kind == input.PDF || kind == input.Archive {
		return nil, input.Refuse("is no text", "save its text first: newsbrief extract FILE")
	}
	return Parse(name, []byte(text))
}

// large is how many bytes a text must have for its memory to matter more than
// the time of a garbage collection between two steps.
const large = 4 << 20

// tidy collects what the step before left of a large text. How often the
// process collects is its own affair: this package may be another program's.
func tidy(text string) string {
	if len(text) > large {
		runtime.GC()
	}
	return text
}

// From makes an article of what an input holds; url is where it was fetched from,
// "" for a file.
func From(ctx context.Context, c *input.Content, url string) (*Article, error) {
	a, err := from(ctx, c, url)
	if err != nil {
		return nil, err
	}
	a.Kind, a.Encoding = string(c.Kind), c.Encoding
	if c.Data == nil {
		a.Input = c
	}
	return a, nil
}

// withoutArticle is a text file in which there is no article: a template, code.
func withoutArticle(c *input.Content) *Article {
	known, sum := headMeta(c.Head, c.Text), sha256.Sum256([]byte(c.Text))
	return &Article{
		Title: plain.Line(known.title), Language: cmp.Or(known.language, "und"), Input: c, Kind: string(c.Kind),
		Encoding: c.Encoding, SHA256: hex.EncodeToString(sum[:]),
	}
}

func from(ctx context.Context, c *input.Content, url string) (*Article, error) {
	known := headMeta(c.Head, c.Text)
	known.url = url
	switch {
	case c.Kind == input.PDF || c.Kind == input.Archive:
		return fromOffice(ctx, c.Data, known)
	case c.Kind == input.Mail:
		return fromMail(c.Data)
	case c.Kind == input.SRT || c.Kind == input.VTT:
		return fromSpoken(subtitle.Read(c.Body(), c.Kind == input.VTT), known)
	case c.Kind == input.HTML && url != "":
		return fromSite(c.Body(), known)
	case c.Kind == input.HTML:
		return fromHTML(c.Body(), known)
	}
	return fromText(c.Body(), known)
}

// headMeta is what a text's head says of it, clean as the text.
func headMeta(h frontmatter.Head, text string) meta {
	a := h.About(text)
	return meta{normalize(a.Title), normalize(a.Byline), normalize(a.Published), a.Language, ""}
}

func fromOffice(ctx context.Context, data []byte, known meta) (*Article, error) {
	d, err := office.Read(ctx, data)
	if err != nil {
		return nil, err
	}
	return newArticle(d.Text, known.or(meta{d.Title, d.Byline, d.Published, d.Language, ""}))
}

// fromSpoken makes an article of what is spoken in a recording.
func fromSpoken(s subtitle.Spoken, known meta) (*Article, error) {
	a, err := newArticle(s.Text, known)
	if err != nil {
		return nil, err
	}
	a.Title = plain.Line(known.title) // the first thing that is said is none
	if a.Text == s.Text {
		a.times = s.Times
	}
	return a, nil
}

// fromText reads plain text and Markdown without its head.
func fromText(text string, known meta) (*Article, error) {
	// Before the text is held twice; lines may stand apart by an empty one.
	if strings.Count(text, "\n") > 2*mostSentences || strings.Count(text, ". ") > mostSentences {
		return nil, errSentences()
	}
	text = normalize(text)
	if spoken, ok := subtitle.Transcript(text); ok {
		return fromSpoken(spoken, known)
	}
	return newArticle(furniture.Strip(text), known)
}

// fromHTML finds the article of a page.
func fromHTML(source string, known meta) (*Article, error) {
	p, err := page.Extract(source)
	if err != nil {
		return nil, err
	}
	return fromPage(p, known)
}

// fromSite is fromHTML for a page that nobody has looked at: it may hold a
// paywall or a question in the article's place.
func fromSite(source string, known meta) (*Article, error) {
	p, err := page.Extract(source)
	switch {
	case err != nil:
		return nil, err
	case p.Stub != nil:
		return nil, p.Stub
	}
	return fromPage(p, known)
}

func fromPage(p *page.Page, known meta) (*Article, error) {
	return newArticle(p.Text, known.or(meta{p.Title, p.Byline, p.Published, p.Language, ""}))
}

// newArticle cleans text and finds its sentences.
func newArticle(text string, known meta) (*Article, error) {
	body := tidy(normalize(tidy(text)))
	if !strings.ContainsFunc(body, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return nil, input.Empty()
	}
	sum := sha256.Sum256([]byte(body))
	a := &Article{
		URL: known.url, Title: plain.Line(known.title), Byline: plain.Line(known.byline),
		Published: plain.Line(known.published), Language: lang.Detect(body),
		Text: body, SHA256: hex.EncodeToString(sum[:]), Words: countWords(body),
	}
	if known.language != "" && (a.Language == "und" || a.Words < sureWords) {
		a.Language = plain.Line(known.language)
	}
	paragraphs, ok := a.segment(mostSentences)
	if !ok {
		return nil, errSentences()
	}
	if a.Title == "" {
		a.Title = titleOf(body, paragraphs)
	}
	return a, nil
}

// sureWords is how many words a text needs for its language to be told by them rather
// than by what is said of it.
const sureWords = 15

// mostSentences is how many sentences, and lines, an article may have: some 50 times
// a novel's.
const mostSentences = 500_000

func errSentences() error {
	return input.Refusef("holds more than %d sentences or lines", mostSentences)
}

// segment fills in the sentences and returns the paragraphs; ok is false where there
// are more than most.
func (a *Article) segment(most int) (paragraphs []span, ok bool) {
	paragraphs = paragraphsOf(a.Text)
	for n, p := range paragraphs {
		for _, s := range sentencesOf(a.Text[p.start:p.end], a.Language) {
			for _, part := range cutLong(a.Text, span{p.start + s.start, p.start + s.end}) {
				a.Sentences = append(a.Sentences, Sentence{part.start, part.end, n})
			}
		}
		if len(a.Sentences) > most {
			return nil, false
		}
	}
	return paragraphs, true
}

// longestSentence is the most bytes of a sentence. A longer one is a text
// without full stops: it is cut at white space, so that what looks at every
// word of a sentence stays linear in the text.
const longestSentence = 2000

func cutLong(text string, s span) []span {
	var parts []span
	for s.end-s.start > longestSentence {
		end := s.start + longestSentence
		if space := strings.LastIndexFunc(text[s.start:end], unicode.IsSpace); space > 0 {
			end = s.start + space
		}
		for k := 1; k < utf8.UTFMax && !utf8.RuneStart(text[end]); k++ {
			end--
		}
		parts = append(parts, span{s.start, end})
		rest := strings.TrimLeftFunc(text[end:s.end], unicode.IsSpace)
		s.start = s.end - len(rest)
	}
	return append(parts, s)
}

// span is a part of a text, in bytes.
type span struct{ start, end int }

// titleOf is a Markdown heading on the first line, or a short first paragraph
// that does not end as a sentence.
func titleOf(text string, paragraphs []span) string {
	if len(paragraphs) < 2 {
		return ""
	}
	first := text[paragraphs[0].start:paragraphs[0].end]
	if strings.HasPrefix(text, "#") || len(first) <= 150 && !endsParagraph(first) {
		return plain.Line(first)
	}
	return ""
}

// countWords counts words between white space; in scripts written without
// spaces every letter counts as half a word.
func countWords(text string) int {
	words, letters, in := 0, 0, false
	for _, r := range text {
		switch {
		case lang.Unspaced(r):
			letters++
			in = false
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			in = true
		}
	}
	return words + (letters+1)/2
}

// uniform replaces what only typesetting tells apart: kinds of line ends and
// spaces, soft hyphens, ligatures.
var uniform = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(
		"\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n", "\u0085", "\n",
		"\u00ad", "", "\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u3000", " ",
		"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	)
})

// normalize makes line ends, spaces and invisible characters uniform.
func normalize(text string) string {
	text = uniform().Replace(text)
	text = plain.Clean(text)
	var b strings.Builder
	b.Grow(len(text))
	blank := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(blank+1, 2)])
		}
		blank = 0
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}
