package article

import (
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"newsbrief/internal/claim"
)

// detectLanguage returns the BCP 47 tag of the text's language, told by the
// first 600 bytes; "und" where there is too little to tell by.
func detectLanguage(text string) string {
	const sample, least = 600, 20 // bytes
	if len(text) < least {
		return "und"
	}
	text = strings.ToValidUTF8(text[:min(len(text), sample)], "")
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) {
		return "ja" // a text with many Chinese characters is taken for Chinese otherwise
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: newsLanguages()})
	const short = 120 // bytes; longer texts are told well enough
	code := info.Lang.Iso6391()
	switch {
	case code == "" || len(text) <= short && !info.IsReliable():
		return "und"
	case claim.Foreign(text, code) != "":
		return claim.Foreign(text, code) // a neighbour that is not on the list
	}
	return code
}

// newsLanguages are the languages told apart. Without such a list the detector
// prefers small neighbours (Russian becomes Bulgarian or Macedonian).
var newsLanguages = sync.OnceValue(func() map[whatlanggo.Lang]bool {
	return map[whatlanggo.Lang]bool{
		whatlanggo.Eng: true, whatlanggo.Fra: true, whatlanggo.Deu: true, whatlanggo.Spa: true,
		whatlanggo.Ita: true, whatlanggo.Por: true, whatlanggo.Nld: true, whatlanggo.Rus: true,
		whatlanggo.Ukr: true, whatlanggo.Pol: true, whatlanggo.Ces: true, whatlanggo.Swe: true,
		whatlanggo.Dan: true, whatlanggo.Nob: true, whatlanggo.Fin: true, whatlanggo.Tur: true,
		whatlanggo.Arb: true, whatlanggo.Pes: true, whatlanggo.Heb: true, whatlanggo.Hin: true,
		whatlanggo.Cmn: true, whatlanggo.Jpn: true, whatlanggo.Kor: true, whatlanggo.Ell: true,
		whatlanggo.Ron: true, whatlanggo.Hun: true, whatlanggo.Bul: true, whatlanggo.Ind: true,
		whatlanggo.Vie: true, whatlanggo.Tha: true,
	}
})
