package search

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
)

// The kinds of answers that questions ask for: the values of the rows "asks" of a
// language, and money, which a question about an amount or a thing asks for where it
// speaks of a price.
const (
	count   = "count"   // how many
	amount  = "amount"  // how much
	portion = "share"   // which part
	span    = "span"    // how long
	length  = "length"  // how far
	heat    = "heat"    // how cold
	age     = "age"     // how old
	speed   = "speed"   // how fast
	weight  = "weight"  // how heavy
	measure = "measure" // how big
	time    = "time"    // when
	name    = "name"    // who
	place   = "place"   // where
	cause   = "cause"   // why
	thing   = "thing"   // what
	money   = "money"
)

// values are the kinds that a sentence has or has not.
var values = []string{count, amount, portion, span, length, heat, age, speed, weight, measure, time, money}

// kinds are the signals of a sentence by what the question asks for.
func (m *Match) kinds(s *sentence) (x Signals) {
	q := m.question
	x[valued] = is(m.answers(q.asks, s))
	x[counted] = m.counted(s)
	x[named] = is(q.asks == name && m.names(s, false))
	x[placed] = is(q.asks == place && m.names(s, true))
	x[causes] = is(q.asks == cause && holdsAny(strings.ToLower(s.text), m.lang.Forms("because")))
	x[asking] = is(lang.Asks(s.text))
	return x
}

// answers says whether a sentence has a kind of value.
func (r *reader) answers(kind string, s *sentence) bool {
	if kind == time && holdsAny(strings.ToLower(s.text), r.lang.Forms("season")) {
		return true
	}
	return slices.ContainsFunc(s.claims, func(c claim.Claim) bool { return isOf(kind, c) })
}

// isOf says whether a claim is of a kind of value.
func isOf(kind string, c claim.Claim) bool {
	switch kind {
	case money:
		return c.Kind == claim.Money
	case portion:
		return c.Kind == claim.Percent || c.Kind == claim.Number && c.Value > 0 && c.Value < 1
	case span:
		return c.Kind == claim.Duration || c.Kind == claim.Date || dimension(c) == length
	case time:
		return c.Kind == claim.Date || c.Kind == claim.Duration
	case age:
		return c.Age || c.Kind == claim.Date || c.Kind == claim.Duration && c.Unit == "year"
	case length, heat, speed, weight:
		return dimension(c) == kind
	case count, amount, measure:
		return isAmount(c)
	}
	return false
}

// dimension is what a value in a unit measures, as questions ask for it.
func dimension(c claim.Claim) string {
	switch _, base := claim.Base(1, c.Unit); base {
	case "m":
		return length
	case "g":
		return weight
	case "km/h":
		return speed
	case "celsius", "fahrenheit", "kelvin", "degree":
		return heat
	}
	return ""
}

func isAmount(c claim.Claim) bool {
	kinds := []claim.Kind{claim.Number, claim.Money, claim.Percent, claim.Duration}
	return !c.Ordinal && slices.Contains(kinds, c.Kind)
}

// counted is how near the words of a value, or those behind it, are to what the question
// counts: how many people.
func (m *Match) counted(s *sentence) (near float64) {
	const behind = 25 // bytes
	head := m.question.head
	if head < 0 || !slices.Contains(values, m.question.asks) {
		return 0
	}
	for _, c := range s.claims {
		if !isAmount(c) && c.Kind != claim.Date {
			continue
		}
		for _, w := range s.words {
			if w.at >= c.Start && w.at < c.End+behind {
				near = max(near, m.nearness(w.Word)[head])
			}
		}
	}
	return near
}

// names says whether a sentence has a name that the question has not; of a place only,
// where that is asked for: that of a country, or one behind "in".
func (m *Match) names(s *sentence, places bool) bool {
	return slices.ContainsFunc(s.claims, func(c claim.Claim) bool {
		text := strings.ToLower(s.text[c.Start:c.End])
		if c.Kind != claim.Name || strings.Contains(m.question.lower, text) {
			return false
		}
		return !places || claim.IsPlace(text) || m.lang.Has("placed", lastWord(strings.ToLower(s.text[:c.Start])))
	})
}

func lastWord(text string) string {
	list := strings.Fields(text)
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}
