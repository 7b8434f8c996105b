package lang

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"fr": "fr", "French": "fr", "japanese": "ja", "pt-BR": "pt-BR", "zh-Hant": "zh-Hant", "gsw": "gsw", "es-419": "es-419",
		"PT-br": "pt-BR", "zh-hant-tw": "zh-Hant-TW", "SR-latn": "sr-Latn", "pt_BR": "pt-BR", "eng": "en", "deu-AT": "de-AT",
		"brazilian portuguese": "pt-BR", "Traditional Chinese": "zh-Hant", "svenska": "sv", "Norsk": "no", "ger": "de", "cmn": "zh", "x-mine": "", "jp": "", "xx": "", "cz-CZ": "",
		"": "", "Klingonish": "", "f": "", "fr_": "", "fr-": "", "12": "",
	} {
		got, err := Parse(in)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("Parse(%q) = %q, %v", in, got, err)
		}
	}
}

func TestParseCountry(t *testing.T) {
	if _, err := Parse("jp"); err == nil || !strings.Contains(err.Error(), "Japanese is ja") {
		t.Errorf("a country is told as %v", err)
	}
}

func TestName(t *testing.T) {
	for tag, want := range map[string]string{
		"fr": "French", "pt-BR": "Portuguese (pt-BR)", "tlh": "the language tlh", "und": "the article's language", "": "the article's language",
	} {
		if got := Name(tag); got != want {
			t.Errorf("Name(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		pair            string
		same, may, form bool
	}{
		{"en en", true, true, true},
		{"en en-GB", true, true, true},
		{"en-US en-GB", true, true, false},
		{"EN-us en-US", true, true, true},
		{"en fr", false, false, false},
		{"und fr", false, true, false},
		{"und und", true, true, true},
		{"zh-Hans zh-hans", true, true, true},
		{"zh-Hans zh-Hant", true, true, false},
		{"nb no", true, true, true},
		{"deu de-AT", true, true, true},
		{"bs hr", false, false, false},
	} {
		a, b, _ := strings.Cut(c.pair, " ")
		if Same(a, b) != c.same || MayBeSame(a, b) != c.may || SameForm(a, b) != c.form {
			t.Errorf("%s: same %t, may be same %t, in one form %t", c.pair, Same(a, b), MayBeSame(a, b), SameForm(a, b))
		}
	}
	if got := MayBeSame("", "fr"); !got {
		t.Error("a text of no known language may be in any")
	}
}
