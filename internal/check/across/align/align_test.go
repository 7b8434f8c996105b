package align

import (
	"slices"
	"strconv"
	"testing"
)

// units are passages of these lengths, each with a mark of its own where it is even.
func units(lengths ...float64) []Unit {
	list := make([]Unit, len(lengths))
	for i, length := range lengths {
		list[i] = Unit{Length: length}
		if i%2 == 0 {
			list[i].Marks = []string{"=" + strconv.Itoa(100+i)}
		}
	}
	return list
}

func TestAlign(t *testing.T) {
	whole := units(80, 150, 60, 210, 95, 130)
	without := func(i int) []Unit { return slices.Delete(slices.Clone(whole), i, i+1) }
	swapped := slices.Clone(whole)
	swapped[2], swapped[3] = swapped[3], swapped[2]
	merged := slices.Clone(without(3))
	merged[2] = Unit{Length: whole[2].Length + whole[3].Length, Marks: whole[2].Marks}
	one := func(i, j int) Pair { return Pair{From: i, FromEnd: i + 1, To: j, ToEnd: j + 1} }
	tests := []struct {
		name     string
		from, to []Unit
		want     []Pair
	}{
		{"one for one", whole, whole, []Pair{one(0, 0), one(1, 1), one(2, 2), one(3, 3), one(4, 4), one(5, 5)}},
		{"one missing", whole, without(4),
			[]Pair{one(0, 0), one(1, 1), one(2, 2), one(3, 3), {From: 4, FromEnd: 5, To: 4, ToEnd: 4}, one(5, 4)}},
		{"one added", without(4), whole,
			[]Pair{one(0, 0), one(1, 1), one(2, 2), one(3, 3), {From: 4, FromEnd: 4, To: 4, ToEnd: 5}, one(4, 5)}},
		{"two in one", whole, merged,
			[]Pair{one(0, 0), one(1, 1), {From: 2, FromEnd: 4, To: 2, ToEnd: 3}, one(4, 3), one(5, 4)}},
		{"two swapped", whole, swapped,
			[]Pair{one(0, 0), one(1, 1), {From: 2, FromEnd: 4, To: 2, ToEnd: 4, Crossed: true}, one(4, 4), one(5, 5)}},
		{"nothing", nil, whole, nil},
	}
	for _, tt := range tests {
		if got := Align(tt.from, tt.to, 1); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", tt.name, got, tt.want)
		}
	}
}

// TestCover sees to it that each passage is in exactly one pair, however unlike the
// texts are, also far from the diagonal.
func TestCover(t *testing.T) {
	for n := 1; n < 60; n += 7 {
		for m := 1; m < 200; m += 31 {
			var from, to []Unit
			for i := range n {
				from = append(from, Unit{Length: float64(20 + i*37%190)})
			}
			for j := range m {
				to = append(to, Unit{Length: float64(15 + j*53%170)})
			}
			i, j := 0, 0
			for _, p := range Align(from, to, .7) {
				if p.From != i || p.To != j || p.Missing() && p.Added() {
					t.Fatalf("%d and %d: %+v behind %d and %d", n, m, p, i, j)
				}
				i, j = p.FromEnd, p.ToEnd
			}
			if i != n || j != m {
				t.Fatalf("%d and %d: ends at %d and %d", n, m, i, j)
			}
		}
	}
}

func TestSentences(t *testing.T) {
	from := units(90, 120, 75)
	if _, beside := Sentences(from, units(90, 120, 75), 1); beside > 0 {
		t.Errorf("nothing is missing, and leaving out costs %g less", beside)
	}
	pairs, beside := Sentences(from, from[1:], 1)
	if !pairs[0].Missing() || beside < 2 {
		t.Errorf("the first is missing: %+v, %g", pairs, beside)
	}
	if pairs := Whole(from, from[1:], 1); slices.ContainsFunc(pairs, Pair.Missing) {
		t.Errorf("every one has a counterpart: %+v", pairs)
	}
}

func TestDeviation(t *testing.T) {
	if d := Deviation(100, 100); d != 0 {
		t.Errorf("as long as expected: %g", d)
	}
	if few, many := Deviation(40, 20), Deviation(400, 200); !(many < few && few < 0) {
		t.Errorf("half of 40 is off by %g, half of 400 by %g", few, many)
	}
}

func TestRatio(t *testing.T) {
	from, to := units(100, 100, 100, 100, 100), units(130, 130, 130, 130, 130)
	if r := Ratio(Align(from, to, 1.2), from, to, 1.2); r != 1.3 {
		t.Errorf("five passages of 1.3: %g", r)
	}
	if r := Ratio(Align(from[:1], to[:1], 1), from[:1], to[:1], 1); r != 1 {
		t.Errorf("one passage tells less than what is usual: %g", r)
	}
}
