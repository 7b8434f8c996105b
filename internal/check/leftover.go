package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// leftOver finds a word of the source's language that a translation of the
// same script kept: one in lower case with a letter that the target's language
// does not have.
func (t *translation) leftOver(p pair, a, b string) (Verdict, bool) {
	if t.target.Language != "en" || t.figuresOnly || t.article.Language == "en" {
		return Verdict{}, false
	}
	have := map[string]bool{}
	for w := range words.Written(a) {
		have[w] = true
	}
	found, at := -1, 0
	length := 0
	for w := range words.Written(b) {
		at += strings.Index(b[at:], w)
		r, _ := utf8.DecodeRuneInString(w)
		if found < 0 && unicode.IsLower(r) && have[w] && foreignWord(w) {
			found, length = at, len(w)
		}
		at += len(w)
	}
	if found < 0 {
		return Verdict{}, false
	}
	start := t.to[p.to].start + found
	return Verdict{Claim: claim.Claim{Kind: result.SegmentKind, Start: start, End: start + length}, Text: b[found : found+length], Status: result.Unsupported,
		Sentence: t.from[p.from].sentence, Reason: "untranslated: a word of the article's language"}, true
}

// loanWords are those that English dictionaries spell with their accents.
const loanWords = " café cafés cliché clichés fiancé fiancée façade façades naïve naïveté résumé résumés décor soirée soirées protégé protégés première premières entrée entrées attaché attachés communiqué communiqués exposé jalapeño piñata señor señora doppelgänger über crème brûlée purée pâté sauté soufflé élan élite émigré émigrés mêlée risqué roué séance séances déjà née fête fêtes matinée matinées outré passé "

// foreignWord says whether a word has letters that English has not.
func foreignWord(w string) bool {
	return !isASCII(strings.ReplaceAll(w, "’", "")) && !strings.Contains(loanWords, " "+w+" ")
}
