package prompts

import (
	"fmt"
	"iter"
	"strings"
)

// languages are the English names of the languages that news is written in,
// by their primary subtag. A string, because a map would be built at start.
const languages = `
af Afrikaans
am Amharic
ar Arabic
az Azerbaijani
be Belarusian
bg Bulgarian
bn Bengali
bs Bosnian
ca Catalan
cs Czech
cy Welsh
da Danish
de German
el Greek
en English
eo Esperanto
es Spanish
et Estonian
eu Basque
fa Persian
fi Finnish
fil Filipino
fr French
ga Irish
gl Galician
gu Gujarati
ha Hausa
he Hebrew
hi Hindi
hr Croatian
hu Hungarian
hy Armenian
id Indonesian
ig Igbo
is Icelandic
it Italian
ja Japanese
jv Javanese
ka Georgian
kk Kazakh
km Khmer
kn Kannada
ko Korean
ku Kurdish
ky Kyrgyz
lo Lao
lt Lithuanian
lv Latvian
mk Macedonian
ml Malayalam
mn Mongolian
mr Marathi
ms Malay
mt Maltese
my Burmese
nb Norwegian Bokmål
ne Nepali
nl Dutch
nn Norwegian Nynorsk
no Norwegian
pa Punjabi
pl Polish
ps Pashto
pt Portuguese
ro Romanian
ru Russian
si Sinhala
sk Slovak
sl Slovenian
so Somali
sq Albanian
sr Serbian
sv Swedish
sw Swahili
ta Tamil
te Telugu
tg Tajik
th Thai
tk Turkmen
tl Tagalog
tr Turkish
uk Ukrainian
ur Urdu
uz Uzbek
vi Vietnamese
xh Xhosa
yo Yoruba
zh Chinese
zu Zulu
`

// LanguageName returns how a prompt calls the language of a BCP 47 tag:
// "French", "Portuguese (pt-BR)", "the article's language" for "und" and "",
// and "the language xx" for what it does not know.
func LanguageName(tag string) string {
	base, _, more := strings.Cut(strings.ToLower(tag), "-")
	if base == "" || base == "und" {
		return "the article's language"
	}
	_, rest, found := strings.Cut(languages, "\n"+base+" ")
	if !found {
		return "the language " + tag
	}
	name, _, _ := strings.Cut(rest, "\n")
	if more {
		name += " (" + tag + ")"
	}
	return name
}

// Languages yields the tags and English names of the languages known by name.
func Languages() iter.Seq2[string, string] {
	return func(yield func(tag, name string) bool) {
		for line := range strings.Lines(languages) {
			tag, name, ok := strings.Cut(strings.TrimSpace(line), " ")
			if ok && !yield(tag, name) {
				return
			}
		}
	}
}

// ParseLanguage returns the BCP 47 tag that the user means: a tag itself, or
// an English name, as "French". A tag is judged by its form alone. The error
// is an *Error.
func ParseLanguage(s string) (string, error) {
	for tag, name := range Languages() {
		if strings.EqualFold(s, name) {
			return tag, nil
		}
	}
	base, rest, more := strings.Cut(s, "-")
	if !subtag(base, 2, 3) || strings.ContainsAny(base, "0123456789") {
		return "", notLanguage(s)
	}
	tag := strings.ToLower(base)
	for more {
		base, rest, more = strings.Cut(rest, "-")
		if !subtag(base, 1, 8) {
			return "", notLanguage(s)
		}
		tag += "-" + base
	}
	return tag, nil
}

// subtag reports whether s is of ASCII letters and digits, least to most.
func subtag(s string, least, most int) bool {
	const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return len(s) >= least && len(s) <= most && strings.Trim(s, alphanumeric) == ""
}

func notLanguage(s string) error {
	return &Error{Message: fmt.Sprintf("unknown language %q: give a tag, as fr or pt-BR, or an English name", s)}
}
