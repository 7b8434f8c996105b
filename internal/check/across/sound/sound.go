// Package sound compares names across alphabets by their consonants: London and
// Лондон, Putin and プーチン. It hides how the letters of a script sound.
package sound

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
)

// Key is the consonants of a word, each by its class as data/shared/sounds.tsv
// has them; a word whose letters have no sounds there has none.
func Key(word string) string {
	var key []byte
	for rest := spelling.Replace(words.Bare(word)); rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		sounds, known := table()[r]
		switch {
		case r >= hangulFirst && r <= hangulLast:
			sounds = hangul(r)
		case !known:
			sounds = table()[baseLetter(r)]
		}
		for i := range len(sounds) {
			if c := sounds[i]; len(key) == 0 || key[len(key)-1] != c || size > 2 {
				key = append(key, c)
			}
		}
	}
	return string(key)
}

// spelling replaces the groups of letters that are one sound, and c before a
// bright vowel.
var spelling = strings.NewReplacer("sch", "s", "tsch", "s", "ch", "s", "sh", "s", "zh", "s", "ph", "f", "th", "t",
	"gh", "g", "dge", "se", "ck", "k", "cz", "s", "tz", "s", "ts", "s",
	"ce", "se", "ci", "si", "cy", "sy", "дж", "ж", "тс", "ц")

// table maps a letter to its sounds; those without any are there, too.
var table = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for _, r := range lang.Shared("sounds") {
		for _, form := range r.Forms() {
			letter, _ := utf8.DecodeRuneInString(form)
			all[letter] = strings.Trim(r.Value, "-")
		}
	}
	return all
})

// baseLetter is a Latin letter without the marks that words.Bare leaves.
func baseLetter(r rune) rune {
	switch {
	case r < 0x100 || r > 0x17f:
		return r
	case strings.ContainsRune("ĺļľŀł", r):
		return 'l'
	case strings.ContainsRune("ŕŗř", r):
		return 'r'
	case strings.ContainsRune("ďđťţŧ", r):
		return 't'
	case strings.ContainsRune("ńņňŉŋ", r):
		return 'n'
	case strings.ContainsRune("śŝşšźżžćĉċč", r):
		return 's'
	case strings.ContainsRune("ĝğġģķĸ", r):
		return 'k'
	}
	return r
}

// Syllables of Hangul are a first, a middle and a last letter, in the order of
// the Unicode Standard, section 3.12.
const (
	hangulFirst, hangulLast   = 0xac00, 0xd7a3
	hangulMiddles, hangulEnds = 21, 28
)

var (
	hangulInitials = [...]string{"K", "K", "M", "T", "T", "L", "M", "P", "P", "S", "S", "", "S", "S", "S", "K", "T",
		"P", "h"}
	hangulFinals = [hangulEnds]string{"", "K", "K", "K", "M", "M", "M", "T", "L", "L", "L", "L", "L", "L", "L", "L",
		"M", "P", "P", "S", "S", "M", "S", "S", "K", "T", "P", "h"}
)

func hangul(r rune) string {
	n := int(r - hangulFirst)
	return hangulInitials[n/hangulMiddles/hangulEnds] + hangulFinals[n%hangulEnds]
}

// Known says whether a letter has a row, or sounds.
func Known(r rune) bool {
	_, known := table()[r]
	return known || unicode.Is(unicode.Hangul, r)
}

// Alike says whether two keys may be of one name: they begin alike, and differ in
// no more than one sound of four.
func Alike(a, b string) bool {
	if len(a) < 2 || len(b) < 2 || !BeginAlike(a, b) {
		return false
	}
	return Distance(a, b) <= (max(len(a), len(b)))/4
}

// BeginAlike says whether two keys have the same first sound, or one that languages
// leave out.
func BeginAlike(a, b string) bool {
	return a[0] == b[0] || soft(a[0]) || soft(b[0])
}

// soft sounds are those that languages leave out: h and w.
func soft(c byte) bool { return c == 'h' || c == 'w' }

// Distance counts the sounds to change, add or leave out; soft ones count
// nothing where they are left out, or stand for the hard one near them.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range len(b) {
		row[j+1] = row[j] + weight(b[j])
	}
	for i := range len(a) {
		corner := row[0]
		row[0] += weight(a[i])
		for j := range len(b) {
			change := corner + exchange(a[i], b[j])
			corner = row[j+1]
			row[j+1] = min(change, row[j+1]+weight(a[i]), row[j]+weight(b[j]))
		}
	}
	return row[len(b)]
}

func weight(c byte) int {
	if soft(c) {
		return 0
	}
	return 1
}

func exchange(a, b byte) int {
	switch {
	case a == b, a == 'h' && b == 'K', a == 'K' && b == 'h', a == 'w' && b == 'P', a == 'P' && b == 'w':
		return 0
	}
	return 1
}
