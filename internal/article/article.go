// Package article turns what people have (a file, a folder, standard input)
// into clean text with its sentences located. It hides encodings, kinds of
// input and sentence segmentation.
package article

import (
	"math"
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/article/input"
	"newsbrief/internal/article/subtitle"
	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// Article is one clean text. All offsets in newsbrief are bytes in Text.
type Article struct {
	Name      string // as the user gave it; "-" for standard input
	URL       string
	Title     string
	Byline    string
	Published string
	Language  string // BCP 47; "und" where it could not be told
	Text      string
	Input     *input.Content // what it was read from; nil where that is no text file
	Kind      string         // of what it was read from, as html; "" where that is not known
	Encoding  string         // of what it was read from, as utf-8; "" where it was no text
	LeftOut   []string       // kinds of passages that are not in Text, as a mail's signature
	Sentences []Sentence
	SHA256    string // of Text, in hexadecimal
	Words     int

	times []subtitle.Time // when it was spoken; nil where it was written

	once  sync.Once
	index *words.Index // of Text, made by once

	headed   sync.Once
	headings []int // made by headed
}

// Sentence is a span of Article.Text, without surrounding white space.
type Sentence struct {
	Start, End int
	// Paragraph counts from 0; sentences of one paragraph share it.
	Paragraph int
}

// Sentence returns the text of sentence n, which counts from 1.
func (a *Article) Sentence(n int) string {
	s := a.Sentences[n-1]
	return a.Text[s.Start:s.End]
}

// Headings are the sentences that are headings, by their numbers, in order; they are not to
// be changed. Headings do not end as sentences do. In an article of which most do not,
// nothing tells them.
func (a *Article) Headings() []int {
	a.headed.Do(func() {
		var list []int
		for n := range a.Sentences {
			if !lang.EndsSentence(a.Sentence(n + 1)) {
				list = append(list, n+1)
			}
		}
		if 2*len(list) <= len(a.Sentences) {
			a.headings = list
		}
	})
	return a.headings
}

// StartTime is when the byte of Text at a place was spoken, as 00:12:04; "" where the
// article was written.
func (a *Article) StartTime(at int) string {
	next, _ := slices.BinarySearchFunc(a.times, at+1, func(t subtitle.Time, at int) int { return t.At - at })
	if next == 0 {
		return ""
	}
	return subtitle.Format(a.times[next-1].Start)
}

// About describes the article as results do.
func (a *Article) About() result.Source {
	return result.Source{
		Name: a.Name, URL: a.URL, Title: a.Title, Byline: a.Byline, Published: a.Published,
		Language: a.Language, Words: a.Words, SHA256: a.SHA256,
	}
}

// Result is the article as it is printed.
func (a *Article) Result() *result.Article {
	r := &result.Article{
		Schema: result.Schema, Kind: "article", Source: a.About(), Type: a.Kind, Encoding: a.Encoding,
		LeftOut: append([]string{}, a.LeftOut...), Text: a.Text, Sentences: []result.Sentence{},
	}
	for _, s := range a.Sentences {
		r.Sentences = append(r.Sentences, result.Sentence{
			Start: s.Start, End: s.End, Paragraph: s.Paragraph + 1, StartTime: a.StartTime(s.Start),
		})
	}
	return r
}

// Again is an article whose clean text and what is known of it were read before.
func Again(known result.Source, text string) (*Article, error) {
	a, err := newArticle(text, meta{known.Title, known.Byline, known.Published, known.Language, known.URL})
	if err == nil {
		a.Name = known.Name
	}
	return a, err
}

// Index is the words of the article by sentence, which count from 0 there and
// have byte offsets in Text. It is made at the first call.
func (a *Article) Index() *words.Index {
	a.once.Do(func() {
		a.index = words.New(a.Language, len(a.Text), func(yield func(int, string) bool) {
			for _, s := range a.Sentences {
				if !yield(s.Start, a.Text[s.Start:s.End]) {
					return
				}
			}
		})
	})
	return a.index
}

// Source is the text file that the article was read from, as it stands; "" where
// it was read from something else.
func (a *Article) Source() string {
	if a.Input == nil {
		return ""
	}
	return a.Input.Mark + a.Input.Text
}

// Exact makes an article of text as it stands, so that its offsets are those
// of text. An empty language is detected.
func Exact(name, text, language string) *Article {
	if language == "" {
		language = lang.Detect(text)
	}
	a := &Article{Name: name, Text: unifyLineEnds(text), Language: language}
	a.segment(math.MaxInt)
	return a
}

// unifyLineEnds writes every run of line ends as spaces and then newlines, of
// the same length in all: "\r\n\r\n" becomes two spaces and two newlines.
func unifyLineEnds(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		start, newlines := i, 0
		for ; i < len(b) && (b[i] == '\r' || b[i] == '\n'); i++ {
			if b[i] == '\n' || i+1 == len(b) || b[i+1] != '\n' {
				newlines++
			}
		}
		for k := start; k < i; k++ {
			b[k] = " \n"[min(max(k-(i-newlines)+1, 0), 1)]
		}
		i = max(i, start+1)
	}
	return string(b)
}
