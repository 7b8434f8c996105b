package check

import (
	"fmt"
	"math"
	"strings"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
)

// details sets what a reader of JSON learns of a claim with a value: what it is
// of and the time it is said of, in the candidate's words.
func (v *Verdict) details(p *passage, text string) {
	if !compare.Numeric(v.Claim) {
		return
	}
	v.Of = whatOf(p.words, v.Claim, text)
	at := countBefore(len(p.claims), v.Start, func(i int) int { return p.claims[i].Start })
	beside := p.claims[max(at-mostBeside, 0):min(at+mostBeside, len(p.claims))]
	nearest := math.MaxInt
	for _, l := range beside {
		if l.Kind == claim.Date && apart(l, v.Claim) < nearest {
			nearest, v.Period = apart(l, v.Claim), text[l.Start:l.End]
		}
	}
}

// apart is the distance of two claims in bytes.
func apart(l Located, c claim.Claim) int { return max(l.Start-c.End, c.Start-l.End) }

// mostOf is how many words tell what a value is of.
const mostOf = 2

// whatOf are the words beside a value that tell what it is of: behind a bare number
// those that it counts, else those before it; "" where a mark or another claim
// parts them from it.
func whatOf(list []words.Word, c claim.Claim, text string) string {
	at := countBefore(len(list), c.End, func(i int) int { return list[i].Start })
	behind := list[at:min(at+mostOf, len(list))]
	if c.Kind == claim.Number && c.Unit == "" {
		if counted := phrase(behind, c.End, text); counted != "" {
			return counted
		}
	}
	at = countBefore(len(list), c.From, func(i int) int { return list[i].Start })
	before := list[max(at-mostOf, 0):at]
	for len(before) > 0 && parted(text[before[0].Start:c.From]) {
		before = before[1:]
	}
	if len(before) == 0 {
		return ""
	}
	return text[before[0].Start:before[len(before)-1].End]
}

// phrase are the words behind a byte that stand next to each other.
func phrase(list []words.Word, from int, text string) string {
	start, end := 0, from
	for i, w := range list {
		if text[end:w.Start] != " " {
			break
		}
		if i == 0 {
			start = w.Start
		}
		end = w.End
	}
	if start == 0 {
		return ""
	}
	return text[start:end]
}

// parted says whether a mark or a figure stands in a text.
func parted(text string) bool { return strings.ContainsAny(text, ",;:.!?()\"“”\n0123456789") }

// bound says how a text limits a value, in words; "" where it does not.
func bound(c claim.Claim) string {
	if c.High > c.Value {
		return fmt.Sprintf("to %v", c.High)
	}
	type limits struct {
		claim.Hedge
		claim.Limit
	}
	switch (limits{c.Hedge, c.Limit}) {
	case limits{claim.About, claim.NoLimit}:
		return "about"
	case limits{claim.Under, claim.NoLimit}:
		return "nearly"
	case limits{claim.Under, claim.Open}:
		return "less than"
	case limits{claim.Under, claim.Closed}:
		return "at most"
	case limits{claim.Over, claim.Open}:
		return "more than"
	case limits{claim.Over, claim.Closed}:
		return "at least"
	}
	return ""
}
