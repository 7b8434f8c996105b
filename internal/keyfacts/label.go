package keyfacts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
)

// Most words of a label on each side of its value; a word of a script without
// spaces is a character.
const (
	sideWords      = 8
	sideCharacters = 14
)

// labeller makes labels from one sentence.
type labeller struct {
	sentence string
	claims   []claim.Claim
	language string
	all      []part // of the sentence
}

func newLabeller(sentence, language string) labeller {
	claims := claim.Find(sentence, language)
	return labeller{sentence, claims, language, parts(sentence, claims)}
}

// between returns the parts that begin in the bytes from to to.
func (l labeller) between(from, to int) []part {
	first, _ := slices.BinarySearchFunc(l.all, from, func(p part, at int) int { return p.start - at })
	last, _ := slices.BinarySearchFunc(l.all, to, func(p part, at int) int { return p.start - at })
	return l.all[first:max(first, last)]
}

// label is the smallest phrase around claim k that tells what it measures:
// the words behind a count ("vehicles a day"), else the clause without the
// value and without the other values in it.
func (l labeller) label(k int) string {
	c := l.claims[k]
	behind := l.behind(c)
	counted := len(behind) > 0 && !l.grammar(behind[0]) // "17 hangers", not "17 of the hangers"
	behind = l.trim(behind)
	if c.Kind == claim.Number && c.Unit == "" && counted && l.content(behind) >= 2 {
		return phrase(behind)
	}
	before := l.trim(l.before(c))
	switch {
	case l.content(before) == 0:
		return phrase(behind)
	case l.content(before) >= 2 && c.Kind != claim.Number && c.Kind != claim.Percent || len(behind) == 0:
		return phrase(before)
	}
	return phrase(before) + " … " + phrase(behind)
}

// part is a word, a character or a mark.
type part struct {
	text  string
	start int  // byte in the sentence
	value bool // it belongs to a claim
}

// before returns the words before a claim back to a mark that ends a clause.
func (l labeller) before(c claim.Claim) []part {
	list := l.between(0, c.From)
	from, letters := len(list), 0
	for from > 0 && !ends(list[from-1].text) && letters < limit(list[from-1]) {
		from--
		if !list[from].value {
			letters++
		}
	}
	return l.withoutValues(list[from:])
}

// behind returns the words behind a claim up to a mark that ends a clause.
func (l labeller) behind(c claim.Claim) []part {
	list := l.between(c.To, len(l.sentence))
	n := 0
	for n < len(list) && !ends(list[n].text) && n < limit(list[n]) {
		n++
	}
	return l.withoutValues(list[:n])
}

func limit(p part) int {
	if r, _ := utf8.DecodeRuneInString(p.text); glyph(r) {
		return sideCharacters
	}
	return sideWords
}

// ends says whether a part is a mark that ends a clause.
func ends(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(",;:.!?()–—\"“”„«»、。，；：！？（）「」|", r)
}

// withoutValues drops the other values, and the words of grammar that lead to
// them: "close on 3 May for repairs" becomes "close for repairs".
func (l labeller) withoutValues(list []part) []part {
	var kept []part
	for i, p := range list {
		if p.value {
			for i > 0 && !list[i-1].value && len(kept) > 0 && l.grammar(kept[len(kept)-1]) {
				kept = kept[:len(kept)-1]
			}
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// trim drops words of grammar from both ends.
func (l labeller) trim(list []part) []part {
	for len(list) > 0 && l.grammar(list[0]) {
		list = list[1:]
	}
	for len(list) > 0 && l.grammar(list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list
}

func (l labeller) grammar(p part) bool {
	r, _ := utf8.DecodeRuneInString(p.text)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) || claim.FunctionWord(strings.ToLower(p.text), l.language)
}

// content counts the words that say something; a character of a script
// without spaces is half a word.
func (l labeller) content(list []part) int {
	words, characters := 0, 0
	for _, p := range list {
		r, _ := utf8.DecodeRuneInString(p.text)
		switch {
		case l.grammar(p):
		case glyph(r):
			characters++
		default:
			words++
		}
	}
	return words + characters/2
}

func phrase(list []part) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 && p.start > list[i-1].start+len(list[i-1].text) {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// parts splits a sentence into words, characters and marks.
func parts(sentence string, claims []claim.Claim) []part {
	values := slices.DeleteFunc(slices.Clone(claims), func(c claim.Claim) bool { return c.Kind == claim.Name || c.Kind == claim.Quote })
	var list []part
	for i := 0; i < len(sentence); {
		r, size := utf8.DecodeRuneInString(sentence[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		end := i + size
		if inWord(r) && !glyph(r) {
			end = i + wordLength(sentence[i:])
		}
		for len(values) > 0 && values[0].To <= i {
			values = values[1:]
		}
		inValue := len(values) > 0 && values[0].From <= i
		list = append(list, part{text: sentence[i:end], start: i, value: inValue})
		i = end
	}
	return list
}

func wordLength(s string) int {
	for i, r := range s {
		if !inWord(r) || glyph(r) {
			if joined := strings.ContainsRune("-'’.", r) && i+utf8.RuneLen(r) < len(s); joined {
				if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); inWord(next) {
					continue
				}
			}
			return i
		}
	}
	return len(s)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// glyph says whether a character is of a script without spaces.
func glyph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
