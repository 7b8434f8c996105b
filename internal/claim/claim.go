// Package claim finds what a text states by value: numbers, money, percentages,
// dates, durations, names, quotations, links. It hides how languages write
// them; its callers compare values.
package claim

// Kind says what a claim states.
type Kind string

// The kinds, named as in newsbrief's JSON.
const (
	Number   Kind = "number"
	Money    Kind = "money"
	Percent  Kind = "percent"
	Date     Kind = "date"
	Duration Kind = "duration"
	Name     Kind = "name"
	Quote    Kind = "quote"
	URL      Kind = "url"
	Code     Kind = "code"
)

// Hedge says how a text limits a value.
type Hedge int8

// The hedges: as written, "about 5", "nearly 5", "more than 5".
const (
	Exact Hedge = iota
	About
	Under
	Over
)

// Limit says whether a hedge is a limit: "more than 5" is open, "at least 5"
// closed, "about 5" and "nearly 5" are none.
type Limit int8

// The limits.
const (
	NoLimit Limit = iota
	Open
	Closed
)

// Claim is one statement. Start and End are bytes of the text. A claim of
// kind Date has its Date set; of kind Number, Money, Percent and Duration its
// values.
type Claim struct {
	Kind       Kind
	Start, End int
	// From and To are the bytes of the claim with its hedges, as "more than 12 km".
	From, To int

	// Value is the stated value in Unit; High is above it for a range.
	Value, High float64
	// Alt is the value under the other reading of digits such as 1.234, which
	// is a thousand in some languages and one in others; else it is Value.
	Alt float64
	// Step is the worth of the last digit written: 0.1e9 for "3.1 billion".
	Step float64
	// Unit is canonical ("km", "EUR", "%", "day"); "" for plain numbers.
	Unit  string
	Hedge Hedge
	Limit Limit
	// Fold is set for "double" and "three times": a ratio, not an amount.
	Fold    bool
	Ordinal bool
	Age     bool // of a person or thing: "61 years old"
	Words   bool // written in words
	Score   bool // one half of a pair such as 3-1
	Date    Day
}

// Find returns the claims of text in order, without overlap except that
// quotations hold other claims. language is a BCP 47 tag; one without word
// tables still gets digits, signs, quotations, links and names. The time is
// linear in the length of text.
func Find(text, language string) []Claim {
	s := newScanner(text, language)
	defer s.done()
	values := s.values()
	return merge(values, s.names(values), quotes(text))
}

// merge joins ordered lists; of claims at one place, an earlier list's comes
// first.
func merge(lists ...[]Claim) []Claim {
	size := 0
	for _, list := range lists {
		size += len(list)
	}
	all := make([]Claim, 0, size)
	for len(all) < size {
		first := -1
		for i, list := range lists {
			if len(list) > 0 && (first < 0 || list[0].Start < lists[first][0].Start) {
				first = i
			}
		}
		all = append(all, lists[first][0])
		lists[first] = lists[first][1:]
	}
	return all
}

// Numbers returns the plain numbers of text without their units, articles
// that stand for one included: what Find builds its claims on.
func Numbers(text, language string) []Claim {
	s := newScanner(text, language)
	defer s.done()
	var claims []Claim
	for i := 0; i < len(s.tokens); {
		if next := s.notNumber(i); next > i {
			i = next
			continue
		}
		n, ok := s.number(i)
		if !ok || n.article && language == "en" {
			i++
			continue
		}
		c := n.claim()
		c.Start, c.End = s.tokens[i].start, s.tokens[n.next-1].end
		c.From, c.To = c.Start, c.End
		if !s.inUnit(n) {
			claims = append(claims, c)
		}
		i = n.next
	}
	return claims
}

// notNumber returns the token behind a link or an idiom at token i; i where
// there is none.
func (s *scanner) notNumber(i int) int {
	if end, _ := s.link(i); end > i {
		return end
	}
	return i + s.idiom(i)
}

// inUnit says whether a number in digits runs on in letters, as in 29km.
func (s *scanner) inUnit(n number) bool {
	return s.kind(n.next-1) == digits && s.kind(n.next) == word && s.glued(n.next)
}
