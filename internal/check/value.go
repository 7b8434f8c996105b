package check

import (
	"fmt"
	"math"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// Thresholds of the context's similarity. A claim whose value stands in the
// source is moved where the source speaks of the same thing elsewhere with
// another value: that place must be similar enough by itself, and by far more
// than the best place with the claim's value. A value that needs rounding is
// weaker evidence, so less is enough.
const (
	sameThing  = 0.30 // another value there contradicts
	movedAbove = 0.45
	movedBy    = 0.25
	derivedBy  = 0.06
)

// passage is a sentence of the candidate with what the source has near it.
type passage struct {
	start, end int
	words      []words.Word
	claims     []located // the candidate's
	near       []int     // sentences of the source, best first, from 0
	cues       *cues     // of its words; nil where nobody asked
}

func (j *judge) passage(n int) *passage {
	span := j.candidate.Sentences[n]
	p := &passage{start: span.Start, end: span.End}
	p.words = j.words.Content(j.candidate.Text[span.Start:span.End], span.Start, j.candidate.Language)
	from, to := j.own.of(n)
	p.claims = j.own.claims[from:to]
	p.near = j.nearest.To(p.words)
	return p
}

// value rules on numbers, money, percentages, durations and dates; false
// drops a claim that says too little.
func (j *judge) value(v *Verdict, p *passage) bool {
	if trivial(v.Claim) {
		return false
	}
	around := j.contextOf(p.words, p.claims, v.Start, v.End)
	equal, other := j.places(v.Claim, p, around)
	switch {
	case equal.found && other.found && j.moved(v.Claim, equal, other):
		j.contradict(v, other, "elsewhere in the article, but not of this: ")
	case equal.found && j.mislabelled(v):
	case equal.found:
		j.support(v, equal.at)
	case j.derive(v, p, around, other):
	case other.found && other.similarity >= sameThing:
		j.contradict(v, other, "")
	case weak(v.Claim):
		return false
	default:
		v.Status, v.Reason = result.Unsupported, "the article does not say this"
		if len(p.near) > 0 {
			v.Sentence = p.near[0] + 1
		}
	}
	return true
}

// places finds the most similar places with the claim's value, and with
// another value of the same unit that the candidate does not state.
func (j *judge) places(c claim.Claim, p *passage, around context) (equal, other best) {
	left := mostPlaces
	for _, n := range p.near {
		from, to := j.index.of(n)
		for i := from; i < min(to, from+mostEntries) && left > 0; i++ {
			l := j.index.claims[i]
			switch {
			case j.matches(c, l.Claim):
				equal.take(i, j.similarity(around, l))
				left--
			case comparable(c, l.Claim) && !j.stated(i):
				other.take(i, j.similarity(around, l))
				left--
			}
		}
	}
	if !equal.found {
		if i := j.index.find(c, func(i int) bool { return j.matches(c, j.index.claims[i].Claim) }); i >= 0 {
			equal.take(i, j.similarity(around, j.index.claims[i]))
		}
	}
	return equal, other
}

// best keeps the most similar of several claims.
type best struct {
	found      bool
	at         int
	similarity float64
}

func (b *best) take(at int, similarity float64) {
	if !b.found || similarity > b.similarity {
		b.found, b.at, b.similarity = true, at, similarity
	}
}

func (j *judge) support(v *Verdict, at int) {
	l := j.index.claims[at]
	v.Status, v.Sentence, v.Reason = result.Supported, l.sentence+1, fmt.Sprintf("the article says %q", l.text)
	if v.Kind != claim.Date && inBase(v.Claim, l.Claim) && v.Unit != l.Unit {
		v.Status, v.Reason = result.Derived, fmt.Sprintf("conversion of %q", l.text)
	}
}

func (j *judge) contradict(v *Verdict, other best, lead string) {
	l := j.index.claims[other.at]
	v.Status, v.Sentence = result.Contradicted, l.sentence+1
	v.Reason = lead + fmt.Sprintf("the article says %q here", l.text)
}

// stated says whether the candidate makes a claim of the source too: such a
// value belongs to its own line and contradicts no other.
func (j *judge) stated(i int) bool {
	if j.known == nil {
		j.known = make([]int8, len(j.index.claims))
	}
	if j.known[i] == 0 {
		l := j.index.claims[i].Claim
		j.known[i] = -1
		if j.own.find(l, func(k int) bool { return j.matches(j.own.claims[k].Claim, l) }) >= 0 {
			j.known[i] = 1
		}
	}
	return j.known[i] > 0
}

// trivial claims say too little: "one" of something, "first".
func trivial(c claim.Claim) bool {
	if c.Kind != claim.Number || !c.Words || c.Unit != "" || c.Fold {
		return false
	}
	return c.High <= 2 && c.High >= 1 || c.Ordinal && c.High <= 3
}

// weak claims count where they agree with the source or contradict it, but
// prove nothing where the source is silent: small counts in words, which
// people make for themselves, "half", "double", "hundreds".
func weak(c claim.Claim) bool {
	if c.Kind != claim.Number || c.Unit != "" {
		return false
	}
	return c.Fold || c.Words && !c.Ordinal && (c.High <= 12 || magnitude(c))
}

// magnitude says whether words name only the size of a number: "dozens".
func magnitude(c claim.Claim) bool {
	return c.Words && (c.Value == 20 || c.Value == 12 || c.Value >= 100 && near(math.Log10(c.Value), math.Round(math.Log10(c.Value))))
}

// moved says whether the claim's value belongs to something else.
func (j *judge) moved(c claim.Claim, equal, other best) bool {
	if c.Words && c.Value < 10 || c.Score {
		return false
	}
	return other.similarity >= movedAbove && other.similarity-equal.similarity >= movedBy
}
