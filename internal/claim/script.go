package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Common characters that differ between the two ways to write Chinese.
const (
	simplified  = "们这国来时说对会为学发经个门问间见长车东马风书动现与点义关务员总报华万产业电资应机"
	traditional = "們這國來時說對會為學發經個門問間見長車東馬風書動現與點義關務員總報華萬產業電資應機"
)

// otherCharacters is Foreign for Chinese whose script the tag names.
func otherCharacters(text, tag string) string {
	hans, hant := countRunes(text, simplified), countRunes(text, traditional)
	const least = 3
	tag = strings.ToLower(tag)
	for _, place := range [...]string{"-hant", "-tw", "-hk", "-mo"} {
		if strings.Contains(tag, place) && hans >= least && hans > 3*hant {
			return "zh-Hans"
		}
	}
	for _, place := range [...]string{"-hans", "-cn", "-sg"} {
		if strings.Contains(tag, place) && hant >= least && hant > 3*hans {
			return "zh-Hant"
		}
	}
	return ""
}

func countRunes(text, set string) int {
	n := 0
	for _, r := range text {
		if strings.ContainsRune(set, r) {
			n++
		}
	}
	return n
}

// WrongScript says whether a text is written in letters that the language of a
// BCP 47 tag is not written in. Names and short texts prove nothing.
func WrongScript(text, tag string) bool {
	scripts := scriptsOf(strings.ToLower(tag))
	if scripts == nil {
		return false
	}
	const signSize = 3 // letters that a sign of an East Asian script stands for
	own, latin, kana, other := 0, 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.In(r, scripts...):
			own++
			if unicode.In(r, unicode.Han, unicode.Hangul) {
				own += signSize - 1
			}
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
			other += signSize
		case unicode.In(r, unicode.Han, unicode.Hangul):
			other += signSize
		default:
			other++
		}
	}
	foreign := other >= 20 && other > 2*own
	prose := latin >= 20 && latin > 8*own && smallWords(text) >= 4
	switch scripts[0] {
	case unicode.Latin:
		return foreign
	case unicode.Han:
		return foreign || prose || kana > 3 && kana > own/4
	}
	return foreign || prose
}

// smallWords counts words of three letters and more that begin with a small one.
func smallWords(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && utf8.RuneCountInString(w) >= 3 {
			n++
		}
	}
	return n
}

// scriptsOf are the scripts of a tag in lower case; nil for what is not known,
// or is written in several.
func scriptsOf(tag string) []*unicode.RangeTable {
	base, rest, _ := strings.Cut(tag, "-")
	switch script, _, _ := strings.Cut(rest, "-"); script {
	case "latn":
		return []*unicode.RangeTable{unicode.Latin}
	case "cyrl":
		return []*unicode.RangeTable{unicode.Cyrillic}
	case "arab":
		return []*unicode.RangeTable{unicode.Arabic}
	case "hans", "hant":
		return []*unicode.RangeTable{unicode.Han}
	}
	switch base {
	case "ru", "uk", "be", "bg", "mk":
		return []*unicode.RangeTable{unicode.Cyrillic}
	case "el":
		return []*unicode.RangeTable{unicode.Greek}
	case "ar", "fa", "ur", "ps":
		return []*unicode.RangeTable{unicode.Arabic}
	case "he":
		return []*unicode.RangeTable{unicode.Hebrew}
	case "hi", "mr", "ne":
		return []*unicode.RangeTable{unicode.Devanagari}
	case "zh":
		return []*unicode.RangeTable{unicode.Han}
	case "ja":
		return []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana, unicode.Han}
	case "ko":
		return []*unicode.RangeTable{unicode.Hangul}
	case "th":
		return []*unicode.RangeTable{unicode.Thai}
	case "sr":
		return nil
	}
	if tells(base) {
		return []*unicode.RangeTable{unicode.Latin}
	}
	return nil
}
