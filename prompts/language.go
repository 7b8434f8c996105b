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

// otherNames are more names of languages, and their tags.
const otherNames = "|brazilian portuguese=pt-BR|european portuguese=pt-PT|traditional chinese=zh-Hant|simplified chinese=zh-Hans|mandarin=zh|" +
	"british english=en-GB|american english=en-US|canadian french=fr-CA|mexican spanish=es-MX|castilian=es|farsi=fa|flemish=nl-BE|" +
	"norwegian bokmal=nb|bokmål=nb|nynorsk=nn|slovene=sl|tagalog=tl|moldovan=ro|"

// shortTags are the tags of two letters: ISO 639-1.
const shortTags = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj " +
	"fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg " +
	"li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si " +
	"sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "

// longTags are tags of three letters that have a short one (ISO 639-2, 639-3).
const longTags = " ara=ar bul=bg ces=cs cze=cs chi=zh cmn=zh dan=da deu=de dut=nl ell=el eng=en fas=fa fin=fi fra=fr fre=fr ger=de gre=el heb=he hin=hi hrv=hr hun=hu ind=id ita=it jpn=ja kor=ko nld=nl nob=nb nor=no per=fa pol=pl por=pt ron=ro rum=ro rus=ru " +
	"slk=sk slo=sk spa=es srp=sr swe=sv tha=th tur=tr ukr=uk vie=vi zho=zh "

// countryTags are countries that are often given for their language.
const countryTags = " jp=ja cn=zh cz=cs dk=da gr=el kr=ko ua=uk us=en gb=en br=pt by=be at=de "

// ParseLanguage returns the BCP 47 tag that the user means: a tag itself, in
// any case and with _ for -, or an English name, as "French". The error is an
// *Error.
func ParseLanguage(s string) (string, error) {
	for tag, name := range Languages() {
		if strings.EqualFold(s, name) {
			return tag, nil
		}
	}
	if tag := after(otherNames, "|"+strings.ToLower(s)+"=", "|"); tag != "" {
		return tag, nil
	}
	base, rest, more := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if !subtag(base, 2, 3) || strings.ContainsAny(base, "0123456789") {
		return "", notLanguage(s)
	}
	tag := strings.ToLower(base)
	if short := after(longTags, " "+tag+"=", " "); short != "" {
		tag = short
	}
	if len(tag) == 2 && !strings.Contains(shortTags, " "+tag+" ") {
		return "", notLanguage(s)
	}
	for more {
		base, rest, more = strings.Cut(rest, "-")
		if !subtag(base, 1, 8) {
			return "", notLanguage(s)
		}
		tag += "-" + canonical(base)
	}
	return tag, nil
}

// canonical writes a subtag as BCP 47 recommends: Latn, BR, others small.
func canonical(subtag string) string {
	switch subtag = strings.ToLower(subtag); {
	case len(subtag) == 4 && subtag[0] > '9':
		return strings.ToUpper(subtag[:1]) + subtag[1:]
	case len(subtag) == 2:
		return strings.ToUpper(subtag)
	}
	return subtag
}

// after is what stands in table behind key, up to end; "" where key is not.
func after(table, key, end string) string {
	_, rest, _ := strings.Cut(table, key)
	value, _, _ := strings.Cut(rest, end)
	return value
}

// subtag reports whether s is of ASCII letters and digits, least to most.
func subtag(s string, least, most int) bool {
	const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return len(s) >= least && len(s) <= most && strings.Trim(s, alphanumeric) == ""
}

func notLanguage(s string) error {
	if tag := after(countryTags, " "+strings.ToLower(s)+"=", " "); tag != "" {
		return &Error{Message: fmt.Sprintf("unknown language %q: %s is %s", s, LanguageName(tag), tag)}
	}
	return &Error{Message: fmt.Sprintf("unknown language %q: give a tag, as fr or pt-BR, or an English name", s)}
}
