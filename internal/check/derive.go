package check

import (
	"fmt"
	"math"
	"strings"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// derive tries to compute the claim from the source: rounding, hedges and
// conversion, then sum, difference and ratio where the sentence says so.
// other is the most similar place with another value: rounding must come from
// a place as similar.
func derive(v *Verdict, p *passage, around context, other place) bool {
	if v.Kind == claim.Date {
		return deriveDate(v, p)
	}
	if from := roundedFrom(p, v.Claim, around); from.found {
		l := from.claim
		distant := other.similarity < sameThing && !losesBound(v.Claim, l.Claim)
		if !other.found || distant || from.similarity >= other.similarity-derivedBy {
			v.Status, v.Sentence = result.Derived, l.Sentence+1
			v.Reason = fmt.Sprintf("%s of %q", compare.Rounded(v.Claim, l.Claim), l.Text)
			return true
		}
	}
	return compute(v, p, other)
}

// losesBound says whether c states exactly what the source's value in another
// unit only limits: "90 days" for "less than three months". Such a value may as
// well be of something else.
func losesBound(c, l claim.Claim) bool {
	return c.Hedge == claim.Exact && (l.Hedge == claim.Under || l.Hedge == claim.Over) && c.Unit != l.Unit
}

// roundedFrom is the most similar place whose value the claim rounds, among
// those that the candidate does not state as they are.
func roundedFrom(p *passage, c claim.Claim, around context) place {
	var nearest place
	left, claims := mostPlaces, p.source.claims
	try := func(i int) bool {
		if l := claims.list[i]; left > 0 && compare.Rounded(c, l.Claim) != "" && !p.stated(i) {
			left--
			nearest.take(l, around.similarity(p.source.words, l))
		}
		return true
	}
	for _, n := range p.near {
		from, to := claims.bounds(n)
		for i := from; i < min(to, from+mostEntries); i++ {
			try(i)
		}
	}
	if nearest.found {
		return nearest
	}
	for _, v := range readings(c) {
		claims.between(math.Min(v*.75, v*1.35), math.Max(v*.75, v*1.35), try)
	}
	if compare.Part(c) {
		claims.between(100*c.Value-9, 100*c.Value+9, try)
	} else if c.Kind == claim.Percent {
		claims.between(c.Value/100-.09, c.Value/100+.09, try)
	}
	return nearest
}

// compute looks for two values near by whose sum, difference or ratio the
// claim is. The sentence must say that it computes; ratios are so many that
// one proves nothing where the source gives another value of the same thing.
func compute(v *Verdict, p *passage, other place) bool {
	cue := computes(p, v.Claim)
	cue.ratio = cue.ratio && (!other.found || other.similarity < movedAbove)
	head := counted(p.article.Text, p.words, v.End)
	if cue == (cues{}) && head == 0 || v.High != v.Value {
		return false
	}
	const most, values = 12, 40 // sentences, and values from one of them on
	for _, n := range p.near[:min(len(p.near), most)] {
		from, _ := p.source.claims.bounds(n)
		_, to := p.source.claims.bounds(min(n+1, p.source.words.Sentences()-1))
		list := p.source.claims.list[from:max(from, min(to, from+values))]
		for i, a := range list {
			if cue.sum && total(v, list[i:]) || pair(v, cue, a, list[i+1:]) || bothOf(v, p, head, a, list[i+1:]) {
				return true
			}
		}
	}
	return false
}

// pair tries a value with each of those that follow.
func pair(v *Verdict, cue cues, a Located, list []Located) bool {
	for _, b := range list {
		if way := relation(v.Claim, cue, a.Claim, b.Claim); way != "" {
			computed(v, way, a, b)
			return true
		}
	}
	return false
}

// bothOf tries the sum of two counts of one sentence that count what the claim
// does: 12 attacks in Iraq and four attacks in Syria.
func bothOf(v *Verdict, p *passage, head words.ID, a Located, list []Located) bool {
	content := p.source.words.Words(a.Sentence)
	counts := func(l Located) bool {
		return compare.Numeric(l.Claim) && counted(p.source.article.Text, content, l.End) == head
	}
	if head == 0 || !sameUnit(v.Claim, a.Claim) || !counts(a) {
		return false
	}
	for _, b := range list {
		if b.Sentence != a.Sentence {
			break
		}
		if alike(a.Claim, b.Claim) && counts(b) && compare.Near(v.Value, a.Value+b.Value) {
			computed(v, "sum", a, b)
			return true
		}
	}
	return false
}

// total tries the sum of three or more values in a row.
func total(v *Verdict, list []Located) bool {
	first := list[0]
	sum, n := 0.0, 0
	for _, l := range list {
		if !compare.Numeric(l.Claim) || l.Ordinal || l.Unit != first.Unit || l.Kind != first.Kind {
			continue
		}
		sum += l.Value
		if n++; n > 2 && sameUnit(v.Claim, l.Claim) && compare.Near(sum, v.Value) {
			computed(v, "sum", first, l)
			return true
		}
	}
	return false
}

func computed(v *Verdict, way string, x, y Located) {
	v.Status, v.Sentence = result.Derived, y.Sentence+1
	v.Reason = fmt.Sprintf("%s of %q and %q", way, x.Text, y.Text)
}

// cues are the computations that a sentence speaks of.
type cues struct{ sum, diff, ratio bool }

// computes says how a claim may be computed in the passage.
func computes(p *passage, c claim.Claim) cues {
	if p.cues == nil {
		p.cues = spokenCues(p.text, p.article.Language)
	}
	found := *p.cues
	found.ratio = found.ratio || c.Fold || c.Kind == claim.Percent || compare.Part(c)
	// The difference of two years is an age or a time span by itself.
	found.diff = found.diff || c.Unit == "year"
	return found
}

func spokenCues(text, language string) *cues {
	found := &cues{}
	between := func(r rune) bool { return strings.ContainsRune(" ,.;:()\n\"“”'’-", r) }
	for w := range strings.FieldsFuncSeq(text, between) {
		w = strings.ToLower(w)
		found.sum = found.sum || lex.InClass(w, language, lex.Sum)
		found.diff = found.diff || lex.InClass(w, language, lex.Diff)
		found.ratio = found.ratio || lex.InClass(w, language, lex.Ratio)
	}
	return found
}

// relation says how c follows from two values; "" where it does not.
func relation(c claim.Claim, cue cues, x, y claim.Claim) string {
	if c.Unit == "year" && cue.diff && x.Date.Year != 0 && y.Date.Year != 0 && c.Value == math.Abs(x.Value-y.Value) {
		return "years between"
	}
	if !compare.Numeric(x) || !compare.Numeric(y) || x.Ordinal || y.Ordinal || !alike(x, y) {
		return ""
	}
	large := math.Abs(c.Value) >= 10 || c.Kind != claim.Number
	apart := math.Abs(x.Value - y.Value)
	switch {
	case cue.sum && sameUnit(c, x) && compare.Near(c.Value, x.Value+y.Value):
		return "sum"
	case cue.diff && large && isDifference(c, x, apart):
		return "difference"
	case cue.ratio && isRatio(c, x, y):
		return "ratio"
	}
	return ""
}

// isDifference says whether c is by how much two values like x are apart; of
// shares it is in points.
func isDifference(c, x claim.Claim, apart float64) bool {
	if c.Kind != claim.Percent && sameUnit(c, x) && c.Value != 0 && compare.Near(c.Value, apart) {
		return true
	}
	inPoints := c.Unit == "pp" || c.Unit == "bp"
	return inPoints && x.Kind == claim.Percent && compare.Near(c.Value, points(c.Unit)*apart)
}

// alike says whether two values measure one thing; in "from 200 to 250 euros"
// the first has no unit of its own.
func alike(x, y claim.Claim) bool {
	return x.Unit == y.Unit && x.Kind == y.Kind || x.Unit == "" && x.Kind == claim.Number && !compare.Trivial(x)
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
	bare := c.Fold || compare.Part(c) || c.Kind == claim.Percent || c.Unit == ""
	if !bare || x.Value <= 0 || y.Value <= 0 || x.Value == y.Value {
		return false
	}
	low, high := math.Min(x.Value, y.Value), math.Max(x.Value, y.Value)
	slack := math.Max(math.Min(c.Step/2, .03*c.Value), .005*c.Value)
	if c.Hedge != claim.Exact || c.Fold || compare.Part(c) {
		slack = .08 * c.Value
	}
	var ways []float64
	switch {
	case c.Kind == claim.Percent:
		ways = []float64{100 * (high - low) / low, 100 * (high - low) / high, 100 * low / high}
	case compare.Part(c):
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
