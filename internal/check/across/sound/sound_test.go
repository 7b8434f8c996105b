package sound

import "testing"

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"London", "Лондон", true},
		{"London", "Londres", false},
		{"Putin", "プーチン", false}, // chi is no t
		{"Putin", "Путин", true},
		{"Washington", "Вашингтон", true},
		{"Washington", "ワシントン", true},
		{"Washington", "واشنطن", true},
		{"Washington", "华盛顿", true},
		{"Merkel", "默克尔", true},
		{"Merkel", "메르켈", true},
		{"Merkel", "Меркель", true},
		{"Merkel", "मर्केल", true},
		{"Papadopoulos", "Παπαδόπουλος", true},
		{"Hamburg", "Гамбург", true},
		{"Sturridge", "Старридж", true},
		{"Hazard", "Kovacic", false},
		{"Hazard", "Ковачич", false},
		{"Chelsea", "利物浦", false},
		{"Berlin", "Париж", false},
	} {
		if got := Alike(Key(c.a), Key(c.b)); got != c.want {
			t.Errorf("%s (%s) and %s (%s): %t", c.a, Key(c.a), c.b, Key(c.b), got)
		}
	}
}
