package lex

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// cutIn writes the tokens of a text with their kinds; "_" is white space.
func cutIn(text string) string {
	var b strings.Builder
	for _, token := range Cut(text) {
		if token.Space {
			b.WriteByte('_')
		}
		fmt.Fprintf(&b, "%s%c ", token.Lower, "pwdg"[token.Kind])
	}
	return strings.TrimSpace(b.String())
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"It cost  $4.2bn.", "itw _costw _$p 4d .p 2d bnw .p"},
		{"Été\n1º—x", "étéw _1d ºp —p xw"},
		{"東京タワーで３人、ไทย", "東g 京g タワーw でg ３d 人g 、p ไทยw"},
		{"نِيل ٣", "نِيلw _٣d"},
		{"", ""}, {" \t", ""},
	} {
		if got := cutIn(c.text); got != c.want {
			t.Errorf("%q is cut into %s, want %s", c.text, got, c.want)
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, seed := range []string{"It cost $4.2bn.", "ＡＢＣ　１２", "a\xffb\x80", "İ ẞ", "\u200d\u00ad", "一１a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, token := range Cut(text) {
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("%+v is no place in %q", token, text)
			}
			if gap := text[end:token.Start]; strings.TrimSpace(gap) != "" || token.Space != (gap != "") {
				t.Fatalf("%+v follows %q in %q", token, gap, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[token.Start:token.End]) {
				t.Fatalf("%+v cuts a character of %q", token, text)
			}
			end = token.End
		}
		if strings.TrimSpace(text[end:]) != "" {
			t.Fatalf("%q is in no token of %q", text[end:], text)
		}
	})
}

func TestFind(t *testing.T) {
	text := Read("in March, more than one hundred", "en")
	defer text.Done()
	if e, k := text.Find(1, Month); k != 1 || e.Value != 3 {
		t.Errorf("March is %v of %d tokens", e, k)
	}
	if e, k := text.Before(5, Hedge); k != 2 || e.Name != "over" {
		t.Errorf("before one stands %v of %d tokens", e, k)
	}
	if text.Has(0, Month) || text.Has(-1, Month) || text.Has(7, Month) || !text.Begins(3, Hedge) {
		t.Error("a word has a class of another")
	}
}

// TestTraits: every trait is some language's, under its name.
func TestTraits(t *testing.T) {
	var all Trait
	for tag := range lang.Names() {
		all |= traitsOf(lang.Of(tag))
	}
	for i, name := range traitNames {
		if all&(1<<i) == 0 {
			t.Errorf("no language has the trait %s", name)
		}
	}
	if spells != 1<<(len(traitNames)-1) {
		t.Error("a trait has the name of another")
	}
	if !lexiconOf("de-AT").Trait(CapitalNouns) || lexiconOf("en").Trait(CapitalNouns) {
		t.Error("capital nouns are another language's")
	}
}

// TestLexicons: what is no language shares the words of all, and a stream of
// invented tags does not fill the memory.
func TestLexicons(t *testing.T) {
	for i := range mostTags + 50 {
		if tag := fmt.Sprintf("x%d", i); !InClass("€", tag, Sign) {
			t.Fatalf("%s has no euro sign", tag)
		}
	}
	if n := len(*lexicons.Load()); n > mostTags+2 {
		t.Errorf("%d tags are kept", n)
	}
	if !Spells("pt-BR") || Spells("fi") || Spells("") {
		t.Error("the languages whose numbers are known are others")
	}
}
