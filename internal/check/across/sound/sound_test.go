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

// A name is nearer to its own in another script than to others.
func TestUnlike(t *testing.T) {
	for _, name := range [][]string{
		{"London", "Лондон", "ロンドン", "لندن", "런던", "लंदन", "Λονδίνο", "伦敦"},
		{"Sturridge", "Старридж", "スターリッジ", "斯图里奇", "ستوريدج"},
		{"Johnson", "Джонсон", "ジョンソン", "约翰逊", "جونسون", "존슨"},
		{"Merkel", "Меркель", "メルケル", "默克尔", "메르켈", "मर्केल"},
		{"Kovacic", "Ковачич", "コヴァチッチ"},
		{"Harvard", "Гарвард", "ハーバード"},
	} {
		for _, own := range name[1:] {
			if got := Unlike(Spell(name[0]), Spell(own)); got > .4 {
				t.Errorf("%s (%s) and %s (%s): %.2f", name[0], Spell(name[0]), own, Spell(own), got)
			}
			for _, other := range []string{"Livingston", "Patrick", "Widodo"} {
				if got := Unlike(Spell(other), Spell(own)); got <= .4 {
					t.Errorf("%s (%s) and %s (%s): %.2f", other, Spell(other), own, Spell(own), got)
				}
			}
		}
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct {
		what      string
		got, most float64
	}{
		{"a case's ending", Begins(Spell("Bryson"), Spell("Брайсоном")), .3},
		{"at the start of a compound", Starts(Spell("Ryder"), Spell("ライダーカップ")), .45},
		{"at its end", Ends(Spell("Lartin"), Spell("ロングラーティン")), .3},
		{"among other characters", Within(Spell("Chelsea"), Spell("切尔西队将在")), .3},
	} {
		if c.got > c.most {
			t.Errorf("%s: %.2f", c.what, c.got)
		}
	}
}
