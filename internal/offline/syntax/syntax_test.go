package syntax

import (
	"slices"
	"testing"
)

func TestParts(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"en", "The well-known firm's 4.2 million euros, (said Ann).",
			[]string{"The", "well-known", "firm's", "4.2 million euros", ",", "(", "said", "Ann", ")", "."}},
		{"en", "about 120\n days ago", []string{"about 120 days", "ago"}},
		{"ja", "橋は5月に閉鎖", []string{"橋", "は", "5月", "に", "閉", "鎖"}},
		{"und", "", nil},
	} {
		var got []string
		for _, p := range Read(c.text, c.language).Parts {
			got = append(got, p.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// part is the part of a sentence that is a word, and its place.
func part(t *testing.T, s *Sentence, word string) (Part, int) {
	t.Helper()
	i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.Text == word })
	if i < 0 {
		t.Fatalf("%q does not have %q", s.Text, word)
	}
	return s.Parts[i], i
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		language, text, word string
		kind                 Kind
		empty                bool
	}{
		{"en", "Mayor Lind said so.", "Mayor", Role | Office, false},
		{"en", "Mayor Lind said so.", "said", Report, true},
		{"en", "A pier in the bay.", "in", Preposition, true},
		{"en", "They want more bridges.", "more", Telling, false},
		{"fr", "Il faut qu'il parle.", "qu'il", That, false},
		{"de-AT", "Er soll kommen.", "soll", Auxiliary, true},
		{"rw", "Mayor Lind", "Mayor", 0, false},
	} {
		p, _ := part(t, Read(c.text, c.language), c.word)
		if p.Empty != c.empty || c.kind == 0 && p.kinds != 0 || p.kinds&c.kind != c.kind {
			t.Errorf("%s: %q of %q is of kinds %b, empty %t", c.language, c.word, c.text, p.kinds, p.Empty)
		}
	}
}

func TestOpens(t *testing.T) {
	for _, c := range []struct {
		language, text, word string
		want                 bool
	}{
		{"en", "The flood that swept through the valley.", "that", true},
		{"en", "She says that the dam broke.", "that", false},
		{"en", "The bridge that is closed.", "that", true},
		{"en", "Those who came left.", "who", true},
		{"de", "Die Brücke, die brach, war alt.", "die", true},
		{"de", "Er sah die Brücke.", "die", false}, // no comma
	} {
		s := Read(c.text, c.language)
		if _, i := part(t, s, c.word); s.Opens(i) != c.want {
			t.Errorf("%q: %q opens a clause: %t", c.text, c.word, !c.want)
		}
	}
}

// What multiplies a number is known by the language; where that is not known,
// the words of all count.
func TestMultiplies(t *testing.T) {
	for _, c := range []struct {
		language, word string
		want           bool
	}{{"tr", "milyon", true}, {"tr", "juta", false}, {"und", "juta", true}, {"", "milyon", true}, {"und", "metre", false}} {
		if got := Read("x", c.language).Multiplies(c.word); got != c.want {
			t.Errorf("%q in %q: %t", c.word, c.language, got)
		}
	}
}

func TestIsContact(t *testing.T) {
	for text, want := range map[string]bool{
		"Call 01632 960 144.": true, "+1 512 555 0142": true, "Call 305-555-0128.": true, "press@veridia.example": true, "Telefon (0491) 555 0182": true,
		"It sold 3,000,000 of 4 500 000.": false, "From 2017 to 2023 it sold 612 000 cars.": false,
	} {
		if got := IsContact(text); got != want {
			t.Errorf("%q is a contact: %t", text, got)
		}
	}
}
