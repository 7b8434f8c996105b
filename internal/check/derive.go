package check

import (
	"fmt"
	"math"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// derive tries to compute the claim from the source: rounding, hedges and
// conversion, then sum, difference and ratio where the sentence says so.
// other is the most similar place with another value: rounding must come from
// a place as similar.
func (j *judge) derive(v *Verdict, p *passage, around context, other best) bool {
	if v.Kind == claim.Date {
		return j.deriveDate(v, p)
	}
	if from := j.roundedFrom(v.Claim, p, around); from.found {
		l := j.index.claims[from.at]
		distant := other.similarity < sameThing && !losesBound(v.Claim, l.Claim)
		if !other.found || distant || from.similarity >= other.similarity-derivedBy {
			v.Status, v.Sentence, v.Reason = result.Derived, l.sentence+1, fmt.Sprintf("%s of %q", rounded(v.Claim, l.Claim), l.text)
			return true
		}
	}
	return j.compute(v, p, other)
}

// losesBound says whether c states exactly what the source's value in another
// unit only limits: "90 days" for "less than three months". Such a value may as
// well be of something else.
func losesBound(c, l claim.Claim) bool {
	return c.Hedge == claim.Exact && (l.Hedge == claim.Under || l.Hedge == claim.Over) && c.Unit != l.Unit
}

// roundedFrom is the most similar place whose value the claim rounds, among
// those that the candidate does not state as they are.
func (j *judge) roundedFrom(c claim.Claim, p *passage, around context) best {
	var from best
	left := mostPlaces
	try := func(i int) bool {
		if l := j.index.claims[i]; left > 0 && rounded(c, l.Claim) != "" && !j.stated(i) {
			left--
			from.take(i, j.similarity(around, l))
		}
		return true
	}
	for _, n := range p.near {
		from, to := j.index.of(n)
		for i := from; i < min(to, from+mostEntries); i++ {
			try(i)
		}
	}
	if !from.found {
		for _, v := range readings(c) {
			j.index.between(math.Min(v*.75, v*1.35), math.Max(v*.75, v*1.35), try)
		}
		if part(c) {
			j.index.between(100*c.Value-9, 100*c.Value+9, try)
		} else if c.Kind == claim.Percent {
			j.index.between(c.Value/100-.09, c.Value/100+.09, try)
		}
	}
	return from
}

// compute looks for two values near by whose sum, difference or ratio the
// claim is. The sentence must say that it computes; ratios are so many that
// one proves nothing where the source gives another value of the same thing.
func (j *judge) compute(v *Verdict, p *passage, other best) bool {
	cue := j.cues(v.Claim, p)
	cue.ratio = cue.ratio && (!other.found || other.similarity < movedAbove)
	if cue == (cues{}) || v.High != v.Value {
		return false
	}
	for _, n := range p.near[:min(len(p.near), 12)] {
		from, _ := j.index.of(n)
		_, to := j.index.of(min(n+1, j.words.Sentences()-1))
		to = min(to, from+40)
		for a := from; a < to; a++ {
			if j.total(v, cue, a, to) {
				return true
			}
			for b := a + 1; b < to; b++ {
				if way := relation(v.Claim, cue, j.index.claims[a].Claim, j.index.claims[b].Claim); way != "" {
					j.computed(v, way, a, b)
					return true
				}
			}
		}
	}
	return false
}

// cues are the computations that a sentence speaks of.
type cues struct{ sum, diff, ratio bool }

func (j *judge) cues(c claim.Claim, p *passage) cues {
	if p.cues == nil {
		p.cues = j.spokenCues(p)
	}
	found := *p.cues
	found.ratio = found.ratio || c.Fold || c.Kind == claim.Percent || part(c)
	// The difference of two years is an age or a time span by itself.
	found.diff = found.diff || c.Unit == "year"
	return found
}

func (j *judge) spokenCues(p *passage) *cues {
	text, language := j.candidate.Text[p.start:p.end], j.candidate.Language
	found := &cues{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ,.;:()\n\"“”'’-", r) }) {
		w = strings.ToLower(w)
		found.sum = found.sum || lex.InClass(w, language, lex.Sum)
		found.diff = found.diff || lex.InClass(w, language, lex.Diff)
		found.ratio = found.ratio || lex.InClass(w, language, lex.Ratio)
	}
	return found
}

func (j *judge) computed(v *Verdict, way string, a, b int) {
	x, y := j.index.claims[a], j.index.claims[b]
	v.Status, v.Sentence = result.Derived, y.sentence+1
	v.Reason = fmt.Sprintf("%s of %q and %q", way, x.text, y.text)
}

// total tries the sum of three or more values in a row.
func (j *judge) total(v *Verdict, cue cues, a, to int) bool {
	if !cue.sum {
		return false
	}
	first := j.index.claims[a].Claim
	sum, n := 0.0, 0
	for b := a; b < to; b++ {
		l := j.index.claims[b].Claim
		if !numeric(l) || l.Ordinal || l.Unit != first.Unit || l.Kind != first.Kind {
			continue
		}
		sum += l.Value
		if n++; n > 2 && sameUnit(v.Claim, l) && near(sum, v.Value) {
			j.computed(v, "sum", a, b)
			return true
		}
	}
	return false
}

// relation says how c follows from two values; "" where it does not.
func relation(c claim.Claim, cue cues, x, y claim.Claim) string {
	if c.Unit == "year" && cue.diff && x.Date.Year != 0 && y.Date.Year != 0 && c.Value == math.Abs(x.Value-y.Value) {
		return "years between"
	}
	if !numeric(x) || !numeric(y) || x.Ordinal || y.Ordinal || !alike(x, y) {
		return ""
	}
	exact := math.Abs(c.Value) >= 10 || c.Kind != claim.Number
	switch {
	case cue.sum && sameUnit(c, x) && near(c.Value, x.Value+y.Value):
		return "sum"
	case cue.diff && exact && c.Kind != claim.Percent && sameUnit(c, x) && c.Value != 0 && near(c.Value, math.Abs(x.Value-y.Value)):
		return "difference"
	case cue.diff && exact && (c.Unit == "pp" || c.Unit == "bp") && x.Kind == claim.Percent && near(c.Value, points(c.Unit)*math.Abs(x.Value-y.Value)):
		return "difference"
	case cue.ratio && isRatio(c, x, y):
		return "ratio"
	}
	return ""
}

// alike says whether two values measure one thing; in "from 200 to 250 euros"
// the first has no unit of its own.
func alike(x, y claim.Claim) bool {
	return x.Unit == y.Unit && x.Kind == y.Kind || x.Unit == "" && x.Kind == claim.Number && !trivial(x)
}

// points is how many of a unit make one percentage point.
func points(unit string) float64 {
	if unit == "bp" {
		return 100
	}
	return 1
}

func sameUnit(a, b claim.Claim) bool { return a.Unit == b.Unit || a.Unit == "" }

// isRatio says whether c is how many times or what share one value is of the
// other, or the change between them in percent.
func isRatio(c, x, y claim.Claim) bool {
	if x.Value <= 0 || y.Value <= 0 || x.Value == y.Value || !(c.Fold || part(c) || c.Kind == claim.Percent || c.Unit == "") {
		return false
	}
	low, high := math.Min(x.Value, y.Value), math.Max(x.Value, y.Value)
	slack := math.Max(math.Min(c.Step/2, .03*c.Value), .005*c.Value)
	if c.Hedge != claim.Exact || c.Fold || part(c) {
		slack = .08 * c.Value
	}
	var ways []float64
	switch {
	case c.Kind == claim.Percent:
		ways = []float64{100 * (high - low) / low, 100 * (high - low) / high, 100 * low / high}
	case part(c):
		ways = []float64{low / high}
	case c.Value >= 1.5 || c.Fold:
		ways = []float64{high / low, low / high}
	}
	for _, w := range ways {
		if math.Abs(w-c.Value) <= slack+1e-9 {
			return true
		}
	}
	return false
}
