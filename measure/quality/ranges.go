package main

import (
	"math"
	"strconv"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
)

// span is a range as the rows write it: "more than 20" is (20,).
type span struct {
	from, to              int // bytes of the text, hedges included, units not
	low, high             float64
	lowClosed, highClosed bool
}

func (s span) String() string {
	open, shut, low, high := "(", ")", "", ""
	if s.lowClosed {
		open = "["
	}
	if s.highClosed {
		shut = "]"
	}
	if !math.IsInf(s.low, -1) {
		low = strconv.FormatFloat(s.low, 'f', -1, 64)
	}
	if !math.IsInf(s.high, 1) {
		high = strconv.FormatFloat(s.high, 'f', -1, 64)
	}
	return interval(open + low + "," + high + shut)
}

// interval writes an interval in one way. Whether the last value of "20 to 30"
// belongs to it, the rows tell in both ways.
func interval(value string) string {
	if strings.HasPrefix(value, "[") && !strings.HasSuffix(value, ",)") {
		return strings.TrimSuffix(strings.TrimSuffix(value, ")"), "]") + "]"
	}
	return value
}

// rangesIn lists the ranges that the recogniser sees, as "text=interval".
func rangesIn(input, language string) []string {
	var list []string
	spans := spansOf(input, language)
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		if i+1 < len(spans) && joined(s, spans[i+1], input, language) {
			s.merge(spans[i+1])
			i++
		}
		list = append(list, text(input[s.from:s.to])+"="+s.String())
	}
	return list
}

// spansOf returns the ranges and the limited values of a text.
func spansOf(input, language string) []span {
	numbers := claim.Numbers(input, language)
	var list []span
	for _, c := range claim.Find(input, language) {
		s := span{from: c.From, to: c.To, low: c.Value, high: c.High, lowClosed: true, highClosed: true}
		switch {
		case c.High > c.Value:
		case c.Hedge == claim.Over && c.Limit != claim.NoLimit:
			s.high, s.highClosed, s.lowClosed = math.Inf(1), false, c.Limit == claim.Closed
		case c.Hedge == claim.Under && c.Limit != claim.NoLimit:
			s.low, s.lowClosed, s.highClosed = math.Inf(-1), false, c.Limit == claim.Closed
		case c.Hedge == claim.Exact && c.Limit == claim.Closed: // "equal to"
		default:
			continue
		}
		// The rows' text ends with the number or the hedge behind it.
		if c.To == c.End {
			s.to = lastNumber(numbers, c)
		}
		list = append(list, s)
	}
	return list
}

func lastNumber(numbers []claim.Claim, c claim.Claim) int {
	end := c.End
	for _, n := range numbers {
		if n.Start >= c.Start && n.End <= c.End {
			end = n.End
		}
	}
	return end
}

// joined says whether a lower and an upper limit make one range: "more than 3
// and less than 5".
func joined(a, b span, input, language string) bool {
	if math.IsInf(a.low, -1) == math.IsInf(b.low, -1) || math.IsInf(a.high, 1) == math.IsInf(b.high, 1) {
		return false
	}
	between := strings.ToLower(strings.TrimSpace(input[a.to:b.from]))
	if between != "," && !lex.InClass(between, language, lex.And) {
		return false
	}
	return math.Max(a.low, b.low) < math.Min(a.high, b.high)
}

func (s *span) merge(other span) {
	if math.IsInf(s.low, -1) {
		s.low, s.lowClosed = other.low, other.lowClosed
	} else {
		s.high, s.highClosed = other.high, other.highClosed
	}
	s.to = other.to
}
