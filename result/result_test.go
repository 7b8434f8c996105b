package result

import "testing"

// The order that sums findings up, from what a reader may trust most.
func TestStatusOrder(t *testing.T) {
	order := []Status{Supported, Derived, Unsupported, Contradicted}
	for i, s := range order {
		if s.Good() != (i < 2) {
			t.Errorf("%s: good %v", s, s.Good())
		}
		for k, other := range order {
			if s.Worse(other) != (i > k) {
				t.Errorf("%s worse than %s: %v", s, other, s.Worse(other))
			}
			want := order[max(i, k)]
			if got := Worst([]Finding{{Status: s}, {Status: other}}); got != want {
				t.Errorf("worst of %s and %s: %s", s, other, got)
			}
		}
	}
	if Worst(nil) != Supported {
		t.Error("nothing was found wrong")
	}
}

func TestDoubtful(t *testing.T) {
	for name, b := range map[string]Brief{
		"a bullet": {Bullets: []Bullet{{Status: Supported}, {Status: Contradicted}}},
		"a figure": {Figures: []Figure{{Status: Unsupported}}},
		"a person": {People: []Person{{Status: Unsupported}}},
	} {
		if !b.Doubtful() {
			t.Errorf("%s: not doubtful", name)
		}
	}
	fine := Brief{Bullets: []Bullet{{}, {Status: Derived}}, Figures: []Figure{{Status: Derived}}, People: []Person{{Status: Supported}}}
	if fine.Doubtful() {
		t.Error("a bullet of which nothing is known counts as doubtful, or a good line does")
	}
}

// A value stands in the gap of its label; an ellipsis that shortens a word is none.
func TestFigureLine(t *testing.T) {
	for label, want := range map[string]string{
		"The works cost …":  "The works cost 12 euros",
		"橋は…になる":            "橋は12 eurosになる",
		"cost":              "cost: 12 euros",
		"cost of the work…": "cost of the work…: 12 euros",
	} {
		f := Figure{Measures: label, Text: "12 euros"}
		if got := f.Line(); got != want || got[f.At():][:len(f.Text)] != f.Text {
			t.Errorf("%q: %q, at %d, want %q", label, got, f.At(), want)
		}
	}
}
