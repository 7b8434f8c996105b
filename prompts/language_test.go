package prompts

import "testing"

func TestParseLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"fr": "fr", "French": "fr", "japanese": "ja", "pt-BR": "pt-BR", "zh-Hant": "zh-Hant", "gsw": "gsw", "es-419": "es-419",
		"PT-br": "pt-BR", "zh-hant-tw": "zh-Hant-TW", "SR-latn": "sr-Latn", "pt_BR": "pt-BR", "eng": "en", "deu-AT": "de-AT",
		"brazilian portuguese": "pt-BR", "Traditional Chinese": "zh-Hant", "jp": "", "xx": "", "cz-CZ": "",
		"": "", "Klingonish": "", "f": "", "fr_": "", "fr-": "", "12": "",
	} {
		got, err := ParseLanguage(in)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("ParseLanguage(%q) = %q, %v", in, got, err)
		}
	}
}

func TestLanguageName(t *testing.T) {
	for tag, want := range map[string]string{
		"fr": "French", "pt-BR": "Portuguese (pt-BR)", "tlh": "the language tlh", "und": "the article's language", "": "the article's language",
	} {
		if got := LanguageName(tag); got != want {
			t.Errorf("LanguageName(%q) = %q, want %q", tag, got, want)
		}
	}
}
