package check

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strconv"

	"newsbrief/internal/article"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
)

// Bounds of what one question to the index looks at, so that a text of
// millions of words with one value everywhere takes linear time.
const (
	mostEntries = 256 // claims with one value, or one date
	mostPlaces  = 64  // claims of the source whose context is compared with one of the candidate's
	mostBeside  = 24  // claims on either side of one in its sentence
)

// Located is a claim with its sentence, which counts from 0, and its text.
type Located struct {
	claim.Claim
	Sentence int
	Text     string
}

// Locate finds the claims of a text and their sentences.
func Locate(a *article.Article) []Located {
	claims := claim.Find(a.Text, a.Language)
	list := make([]Located, 0, len(claims))
	n := 0
	for _, c := range claims {
		for n+1 < len(a.Sentences) && a.Sentences[n+1].Start <= c.Start {
			n++
		}
		list = append(list, Located{c, n, a.Text[c.Start:c.End]})
	}
	return list
}

// claimIndex finds the claims of a text by their values.
type claimIndex struct {
	list   []Located
	values []entry          // sorted by value
	days   map[string][]int // claims by the parts of their dates, as "y2024"
	dates  []int            // the first claims that are dates
	first  []int            // the first claim of each sentence, and their end
}

// entry is one value under which a claim is found.
type entry struct {
	value float64
	claim int
}

func newClaimIndex(claims []Located, sentences int) *claimIndex {
	x := &claimIndex{
		list: claims, values: make([]entry, 0, len(claims)+len(claims)/2),
		days: map[string][]int{}, first: make([]int, sentences+1),
	}
	for i, l := range claims {
		for _, v := range readings(l.Claim) {
			x.values = append(x.values, entry{v, i})
		}
		if l.Kind == claim.Date && len(x.dates) < mostEntries {
			x.dates = append(x.dates, i)
		}
		for _, part := range dayParts(l.Claim) {
			x.days[part] = append(x.days[part], i)
		}
	}
	slices.SortFunc(x.values, func(a, b entry) int { return cmp.Or(cmp.Compare(a.value, b.value), a.claim-b.claim) })
	n := 0
	for s := range x.first {
		for n < len(claims) && claims[n].Sentence < s {
			n++
		}
		x.first[s] = n
	}
	return x
}

// bounds are the first claim of a sentence, which counts from 0, and the one
// behind its last.
func (x *claimIndex) bounds(sentence int) (from, to int) {
	return x.first[sentence], x.first[sentence+1]
}

// of returns the claims of a sentence, which counts from 0.
func (x *claimIndex) of(sentence int) []Located {
	return x.list[x.first[sentence]:x.first[sentence+1]]
}

// readings lists the values under which a claim may be found: both ends of a
// range, both readings of ambiguous digits, and the value in base units.
func readings(c claim.Claim) []float64 {
	if !compare.Valued(c) {
		return nil
	}
	list := append(make([]float64, 0, 4), c.Value)
	if c.High == c.Value && c.Alt == c.Value && c.Unit == "" {
		return list
	}
	for _, v := range [...]float64{c.High, c.Alt} {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	if c.Unit != "" {
		if v, _ := claim.Base(c.Value, c.Unit); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// dayParts names what a date tells, the most telling part first.
func dayParts(c claim.Claim) []string {
	if c.Kind != claim.Date {
		return nil
	}
	var parts []string
	d := c.Date
	for _, p := range [...]struct {
		sign  string
		value int
	}{
		{"y", d.Year}, {"t", d.Clock}, {"e", d.Decade % 100}, {"q", d.Quarter},
		{"m", d.Month}, {"d", d.Day}, {"w", d.Weekday},
	} {
		if p.value != 0 {
			parts = append(parts, p.sign+strconv.Itoa(p.value))
		}
	}
	if d.Rel != "" {
		parts = append(parts, "r"+d.Rel)
	}
	return parts
}

// between calls f for claims with a value from low to high until f says stop.
func (x *claimIndex) between(low, high float64, f func(i int) bool) {
	at := sort.Search(len(x.values), func(i int) bool { return x.values[i].value >= low })
	for n := 0; at < len(x.values) && x.values[at].value <= high && n < mostEntries; at, n = at+1, n+1 {
		if !f(x.values[at].claim) {
			return
		}
	}
}

// with calls f for the claims that may state what c does.
func (x *claimIndex) with(c claim.Claim, f func(i int) bool) {
	for _, part := range dayParts(c) {
		list := x.days[part]
		for _, i := range list[:min(len(list), mostEntries)] {
			if !f(i) {
				return
			}
		}
	}
	for _, v := range readings(c) {
		slack := 1e-6 * math.Abs(v)
		going := true
		x.between(v-slack, v+slack, func(i int) bool { going = f(i); return going })
		if !going {
			return
		}
	}
}

// find returns the first claim that accept takes among those that may state
// what c does; -1 where there is none.
func (x *claimIndex) find(c claim.Claim, accept func(l Located) bool) int {
	found := -1
	x.with(c, func(i int) bool {
		if accept(x.list[i]) {
			found = i
		}
		return found < 0
	})
	return found
}
