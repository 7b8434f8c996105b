package words_test

import (
	"slices"
	"strings"
	"testing"

	"newsbrief/internal/article/words"
)

func TestRules(t *testing.T) {
	tests := []struct{ text, language, content, terms, written string }{
		{"The bridges held.", "en", "bridge held", "the bridges held", "The bridges held"},
		{"Maria’s 3,400.5 bolts, 4G", "en", "maria 3,400.5 bolt 4", "maria s 3 400 5 bolts 4g", "Maria’s 3 400 5 bolts 4G"},
		{"In 1994.Then A380", "en", "1994 380", "in 1994 then a380", "In 1994 Then A380"},
		{"l'aube à Évry", "fr", "aube évry", "l aube à évry", "l'aube à Évry"},
		{"东京塔在2024年开放。", "zh", "东京 京塔 塔在 2024 年开 开放", "东京 京塔 塔在 在2 20 02 24 4年 年开 开放", "东京塔在 2024 年开放"},
		{"東京タワー", "ja", "東京 タワー", "東京 京タ タワ ワー", "東京 タワー"},
		{"ສະ ພາ", "lo", "ສະ ພາ", "ສະ ພາ", "ສະ ພາ"},
		{"'quoted' words", "en", "quoted word", "quoted words", "'quoted' words"},
	}
	for _, tt := range tests {
		x := words.New(tt.language, len(tt.text), slices.All([]string{tt.text}))
		var content, terms []string
		for _, w := range x.Words(0) {
			content = append(content, x.Text(w.Stem))
		}
		for _, term := range x.Terms(0) {
			terms = append(terms, x.Text(term.ID))
		}
		var written []string
		for at, w := range words.Written(tt.text) {
			if !strings.HasPrefix(tt.text[at:], w) {
				t.Errorf("%s: %q does not begin at %d", tt.text, w, at)
			}
			written = append(written, w)
		}
		for _, v := range []struct {
			rule, want string
			got        []string
		}{{"content", tt.content, content}, {"terms", tt.terms, terms}, {"written", tt.written, written}} {
			if got := strings.Join(v.got, " "); got != v.want {
				t.Errorf("%s: %s: %q, want %q", tt.text, v.rule, got, v.want)
			}
		}
	}
}

var sentences = []string{
	"The harbour bridge closed in March.",
	"Repairs of the bridge cost 4.2 million euros.",
	"Divers found loose bolts below the bridge.",
}

// index is that of the sentences, whose offsets are those of all in a row.
func index() *words.Index {
	return words.New("en", 120, func(yield func(int, string) bool) {
		start := 0
		for _, s := range sentences {
			if !yield(start, s) {
				return
			}
			start += len(s)
		}
	})
}

func TestOffsets(t *testing.T) {
	x, all := index(), strings.Join(sentences, "")
	for n := range sentences {
		for _, w := range x.Words(n) {
			if stem := x.Text(w.Stem); !strings.HasPrefix(strings.ToLower(all[w.Start:w.End]), stem) {
				t.Errorf("%q stands where %q should", all[w.Start:w.End], stem)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	x := index()
	near := x.Nearest()
	for _, tt := range []struct {
		text string
		want []int
	}{
		{"Divers saw the bridge.", []int{2, 0, 1}},
		{"The repair costs millions.", []int{1}},
		{"Nobody spoke.", nil},
	} {
		if got := near.To(x.Content(tt.text, 0, "en")); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestLine(t *testing.T) {
	l := index().Line("Bolts were loose.")
	sentence, overlap := l.Best()
	if sentence != 2 || overlap <= .5 || overlap >= 1 || overlap != l.Overlap(2) {
		t.Errorf("sentence %d, overlap %v and %v", sentence, overlap, l.Overlap(2))
	}
	if l.Overlap(0) != 0 {
		t.Errorf("overlap with another sentence: %v", l.Overlap(0))
	}
}

func TestLookUp(t *testing.T) {
	x := index()
	if n := x.FirstWith("bridge"); n != 1 {
		t.Errorf("bridge first in %d", n)
	}
	if with := x.With(x.Stem("bridges")); !slices.Equal(with, []int{0, 1, 2}) {
		t.Errorf("bridges in %v", with)
	}
	for _, word := range []string{"ferry", "the", ""} {
		if with := x.With(x.Stem(word)); len(with) > 0 {
			t.Errorf("%q in %v", word, with)
		}
	}
	if !x.Holds(1, x.Stem("repairs")) || x.Holds(0, x.Stem("repairs")) {
		t.Error("repairs are in sentence 1 alone")
	}
}

// An index of terms alone has those of a whole one.
func TestTerms(t *testing.T) {
	sentences := []string{"The mayor's 40 boats, Mayor Lind's, sank.", "橋は5月に閉鎖 of the bridge.", "", "L'eau d'Arles coûte 3,5 euros."}
	whole, alone := words.New("en", 90, slices.All(sentences)), words.Terms("en", 90, slices.All(sentences))
	if whole.Sentences() != alone.Sentences() {
		t.Fatalf("%d sentences, want %d", alone.Sentences(), whole.Sentences())
	}
	for n := range sentences {
		var got, want []string
		for _, term := range alone.Terms(n) {
			got = append(got, alone.Text(term.ID))
		}
		for _, term := range whole.Terms(n) {
			want = append(want, whole.Text(term.ID))
		}
		if !slices.Equal(got, want) || alone.Count(n) != whole.Count(n) {
			t.Errorf("%q: %q, %d words, want %q, %d", sentences[n], got, alone.Count(n), want, whole.Count(n))
		}
	}
}
