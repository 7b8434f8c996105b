// Package check compares what a text claims with its source: by value and by
// context. It hides how values are compared, and how the sentence that speaks
// of the same thing is found.
package check

import (
	"slices"
	"sync"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// Verdict is what the source says of one claim. Its claim's offsets are bytes
// in the candidate; a missing passage has none there.
type Verdict struct {
	claim.Claim
	Text   string
	Status result.Status
	// Sentence of the source that speaks of the same thing, from 1; 0: none.
	Sentence int
	// Reason is one clause for the reader.
	Reason string
}

// Source is an article prepared for comparing.
type Source struct {
	article *article.Article
	index   *valueIndex
	words   *words.Index
	names   *nameIndex
	plain   func() *plainText // made when the first quotation or link is looked up
	issued  time.Time         // the day of publication; zero where it is unknown
}

// located is a claim with its sentence, which counts from 0.
type located struct {
	claim.Claim
	sentence int
	text     string
}

// NewSource prepares an article: it recognises the claims and indexes the
// words. Its time is linear in the length of the text.
func NewSource(a *article.Article) *Source {
	claims := locate(a)
	return &Source{
		article: a,
		index:   newValueIndex(claims, len(a.Sentences)),
		words:   a.Index(),
		names:   newNameIndex(a),
		plain:   sync.OnceValue(func() *plainText { return newPlainText(a, claims) }),
		issued:  published(a),
	}
}

// locate finds the claims of a text and their sentences.
func locate(a *article.Article) []located {
	claims := claim.Find(a.Text, a.Language)
	list := make([]located, 0, len(claims))
	n := 0
	for _, c := range claims {
		for n+1 < len(a.Sentences) && a.Sentences[n+1].Start <= c.Start {
			n++
		}
		list = append(list, located{c, n, a.Text[c.Start:c.End]})
	}
	return list
}

// Check returns a verdict for each claim of a candidate in the source's own
// language, in order.
func (s *Source) Check(candidate *article.Article) []Verdict {
	j := &judge{Source: s, candidate: candidate, own: newValueIndex(locate(candidate), len(candidate.Sentences)), nearest: s.words.Nearest()}
	verdicts := slices.Grow([]Verdict(nil), len(j.own.claims))
	for n := range candidate.Sentences {
		verdicts = j.sentence(verdicts, n)
	}
	return verdicts
}

// judge rules on the claims of one candidate.
type judge struct {
	*Source
	candidate *article.Article
	own       *valueIndex
	nearest   *words.Nearest
	known     []int8 // of each claim of the source: 1 stated, -1 not, 0 not looked up
}

// sentence appends the verdicts on the claims of one sentence, which counts
// from 0.
func (j *judge) sentence(verdicts []Verdict, n int) []Verdict {
	if from, to := j.own.of(n); from == to {
		return verdicts
	}
	p, before := j.passage(n), len(verdicts)
	for _, c := range p.claims {
		v := Verdict{Claim: c.Claim, Text: c.text}
		if j.rule(&v, p) {
			verdicts = append(verdicts, v)
		}
	}
	j.bind(verdicts[before:], p)
	return verdicts
}

// rule sets the verdict's status; false drops a claim that says too little to
// be checked.
func (j *judge) rule(v *Verdict, p *passage) bool {
	switch v.Kind {
	case claim.Name:
		return j.name(v, p)
	case claim.Quote:
		return j.quote(v)
	case claim.URL, claim.Code:
		j.literal(v)
		return true
	}
	return j.value(v, p)
}
