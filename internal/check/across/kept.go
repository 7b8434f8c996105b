package across

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/lang"
	"newsbrief/internal/lang/lexicon"
)

// keptWord finds a word of the source's language inside a translated sentence: one
// in lower case that stands in the source's sentence as it is, and that the target's
// language does not have. Names, links and titles of several words stay.
func keptWord(c *crossing) (check.Verdict, bool) {
	if lang.Same(c.article.Language, c.target.Language) || scriptOf(c.source.text) != unicode.Latin {
		return check.Verdict{}, false // words of another script are found by their letters
	}
	own := map[string]bool{}
	for w := range writtenWords(c.from) {
		own[w] = true
	}
	left := c.leftWords()
	for _, q := range c.to {
		for at, w := range words.Written(q.text) {
			r, size := utf8.DecodeRuneInString(w)
			brand := strings.ContainsFunc(w[size:], unicode.IsUpper)
			if !own[w] || brand || !left(withoutDigits(w), unicode.IsUpper(r)) {
				continue
			}
			if inAddress(q.text, at) || inCompound(q.text, at, len(w)) || c.inTitle(q.text, at, len(w)) {
				continue
			}
			reason := fmt.Sprintf("untranslated: %q is a word of the article's language", w)
			v := segment(q.start+at, q.start+at+len(w), w, reason)
			v.Sentence = c.from[0].sentence
			return v, true
		}
	}
	return check.Verdict{}, false
}

// writtenWords yields the words of some sentences.
func writtenWords(list []paragraph) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, q := range list {
			for _, w := range words.Written(q.text) {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// withoutDigits is what follows the digits that a word begins with: 24jährigen.
func withoutDigits(w string) string { return strings.TrimLeftFunc(w, unicode.IsDigit) }

// Letters of the shortest word that is found by what the lexicon knows, and by the
// tables of the languages.
const (
	lexical = 4
	tabled  = 3
)

// leftWords says which words of the source's sentence a translation would not keep.
// Those with a capital are names, but in a language that gives one to its nouns.
func (c *crossing) leftWords() func(w string, capital bool) bool {
	source, target := lang.Of(c.article.Language), lang.Of(c.target.Language)
	fromEnglish, toEnglish := lang.Same(c.article.Language, "en"), lang.Same(c.target.Language, "en")
	nouns := source.Has("trait", "capitalnouns") && !target.Has("trait", "capitalnouns")
	return func(w string, capital bool) bool {
		n := utf8.RuneCountInString(w)
		switch {
		case capital:
			lower := strings.ToLower(w)
			return nouns && toEnglish && isNoun(lower, source) && !lexicon.English(lower) && !target.Has("unit", lower)
		case n < tabled && words.IsASCII(w) || strings.ContainsFunc(w, notLetter) || hasAny(target, w, "loan", "unit"):
			return false
		case c.otherScript && source.Has("unit", w):
			return false // (190 miles)
		case c.otherScript && fromEnglish:
			return n >= lexical && lexicon.English(w)
		case c.otherScript:
			return n >= lexical
		case toEnglish:
			return !lexicon.English(w) && (n >= lexical || !words.IsASCII(w) || foreignTo(w, source, target))
		case fromEnglish && lexicon.EnglishAlone(w):
			return n > lexical
		}
		return n > lexical && foreignTo(w, source, target)
	}
}

// isNoun says whether a word is a noun that names nobody.
func isNoun(w string, l *lang.Language) bool {
	return hasAny(l, w, "role", "body", "office", "month", "weekday", "season") ||
		slices.ContainsFunc(l.Forms("nounend"), func(end string) bool {
			return len(w) > len(end)+2 && strings.HasSuffix(w, end)
		})
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// foreignTo says whether the tables of a language have a word and those of another
// do not.
func foreignTo(w string, source, target *lang.Language) bool {
	const own = 8 // letters; shorter names of roles go from language to language
	if hasAny(source, w, "role") || hasAny(source, strings.TrimSuffix(w, "s"), "role") {
		return len(w) >= own && !hasAny(target, w, "role", "body", "thing", "loan")
	}
	return hasAny(source, w, "stop", "grammar", "func", "report", "negation", "notword") &&
		!hasAny(target, w, "role", "stop", "grammar", "func", "body", "thing", "loan")
}

func hasAny(l *lang.Language, w string, classes ...string) bool {
	return slices.ContainsFunc(classes, func(class string) bool { return l.Has(class, w) })
}

// inAddress says whether the word at a byte is part of a link, a handle or a name of
// a file.
func inAddress(text string, at int) bool {
	start := strings.LastIndexFunc(text[:at], unicode.IsSpace) + 1
	end := len(text)
	if i := strings.IndexFunc(text[at:], unicode.IsSpace); i >= 0 {
		end = at + i
	}
	field := strings.TrimRight(text[start:end], ".,;:!?)]”\"»")
	return strings.ContainsAny(field, "@#_/\\<>=") || strings.Contains(field, ".")
}

// inCompound says whether a hyphen joins the word at a byte to a short one, as in
// on-line: such words travel between languages.
func inCompound(text string, at, size int) bool {
	const short = 3 // letters
	first, joined := strings.CutSuffix(text[:at], "-")
	n := len(first) - strings.LastIndexFunc(first, notLetter) - 1
	return joined && n > 0 && n <= short || strings.HasPrefix(text[at+size:], "-") && size <= short
}

// inTitle says whether the word at a byte stands among words that the source has in
// the same order, and that begin with a capital: a title, or the name of a body.
func (c *crossing) inTitle(text string, at, size int) bool {
	start, end, count := at, at+size, 1
	from := " " + c.source.text
	for grown := true; grown; {
		grown = false
		if i := wordBefore(text, start); i >= 0 && strings.Contains(from, text[i:end]) {
			start, count, grown = i, count+1, true
		}
		if i := wordAfter(text, end); i >= 0 && strings.Contains(from, text[start:i]) {
			end, count, grown = i, count+1, true
		}
	}
	first, _ := utf8.DecodeRuneInString(text[start:])
	return count > 2 && unicode.IsUpper(first)
}

// wordBefore is where the word begins that a space parts from a byte; -1: none.
func wordBefore(text string, at int) int {
	before := strings.TrimRightFunc(text[:at], unicode.IsSpace)
	if len(before) == at || before == "" {
		return -1
	}
	return strings.LastIndexFunc(before, unicode.IsSpace) + 1
}

// wordAfter is where the word ends that a space parts from a byte; -1: none.
func wordAfter(text string, at int) int {
	behind := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
	if len(behind) == len(text)-at || behind == "" {
		return -1
	}
	size := strings.IndexFunc(behind, notLetter)
	if size < 0 {
		size = len(behind)
	}
	return len(text) - len(behind) + size
}

// foreign finds words left in the source's script where the target's is another.
func foreign(t *translation, p align.Pair, a, b string) (check.Verdict, bool) {
	script, own := scriptOf(a), scriptOf(b)
	ideographs := own == unicode.Han || own == unicode.Hiragana
	if script == nil || script == unicode.Latin || own == nil || own == script || ideographs {
		return check.Verdict{}, false
	}
	least, scripts := 2, []*unicode.RangeTable{script} // °С with a Cyrillic С
	if script == unicode.Han || script == unicode.Hiragana {
		least, scripts = 1, []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}
	}
	end := 0
	for start, r := range b {
		if start < end || !unicode.In(r, scripts...) {
			continue
		}
		end = start
		for end < len(b) {
			r, size := utf8.DecodeRuneInString(b[end:])
			if !unicode.In(r, scripts...) && !unicode.IsMark(r) {
				break
			}
			end += size
		}
		if word := b[start:end]; utf8.RuneCountInString(word) >= least {
			return kept(t, p, word, start, fmt.Sprintf("untranslated: %q is in the article's script", word)), true
		}
	}
	return check.Verdict{}, false
}

// kept is the verdict on a word that stands at a byte of the target's passage
// as the source has it.
func kept(t *translation, p align.Pair, word string, at int, reason string) check.Verdict {
	start := t.to[p.To].start + at
	v := segment(start, start+len(word), word, reason)
	v.Text, v.Sentence = word, t.from[p.From].sentence
	return v
}
