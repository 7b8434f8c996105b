package alone

import "testing"

func TestPossessed(t *testing.T) {
	for _, c := range []struct{ before, text, want string }{
		{"The pool was used by 2,900 people.", "Its running costs are £780,000.", "The pool's running costs are £780,000."},
		{"The ferry's owner, Strand & Hull Lines, said no.", "Its shares fell.", "Strand & Hull Lines' shares fell."},
		{"The campaign group Fair Rents Now said no.", "Its director, Ann Lee, left.", "The campaign group Fair Rents Now's director, Ann Lee, left."},
		{"Veridia sells sensors, and Veridia grows.", "Its debt rose.", "Veridia's debt rose."},
		{"They say that Veridia sells sensors.", "Its debt rose.", ""},
		{"The head of the agency resigned.", "Its debt rose.", ""},
		{"The takeover failed.", "Its founder, Ann Lee, left.", ""},
		{"The mayor left.", "Its debt rose.", ""},
		{"The mill makes paper.", "Its debt rose.", ""},
		{"The mills closed.", "Its debt rose.", ""},
		{"Ann Lee resigned.", "Its debt rose.", ""},
		{"\"The pool closed,\" she said.", "Its debt rose.", ""},
		{"The pool closed.", "The debt rose.", ""},
		{"The cat business, launched in May, is small.", "Sales were $29 million.", "The cat business's sales were $29 million."},
		{"The yen fell.", "Sales were $29 million.", ""},
		{"The business is small.", "Sales were $29 million.", ""},
		{"The pool is run by Swimwell.", "Its debt rose.", ""},
		{"The factory was sold to Halden Works.", "Its debt rose.", ""},
		{"The pool was due to close.", "It costs £640,000 a year.", ""},
	} {
		if got, _ := NewText([]string{c.before, c.text}, []int{0, 0}, 0, "en").Possessed(1, c.text); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.before, c.text, got, c.want)
		}
	}
	x := NewText([]string{"A firm in Brest, Veridia, grows.", "Veridia sells sensors.", "It grows.", "Its debt rose."}, []int{0, 0, 0, 0}, 0, "en")
	if got, _ := x.Possessed(3, "Its debt rose."); got != "Veridia's debt rose." {
		t.Errorf("behind a pronoun: %q", got)
	}
}
