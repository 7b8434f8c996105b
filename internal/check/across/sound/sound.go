// Package sound compares names across alphabets: London and Лондон, Putin and
// プーチン. It hides how the letters of a script sound.
package sound

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
)

// Key is the consonants of a word by classes that survive every transliteration: P (b,
// p, f, v), T (d, t), K (g, k), S (s, z, sh), L (l, r), M (m, n), and h and w. A word
// whose letters have no sounds has none, nor have Chinese characters that write no
// foreign names.
func Key(word string) string {
	var key []byte
	for r, sounds := range spelled(word) {
		if unicode.Is(unicode.Han, r) && !Known(r) {
			continue
		}
		for i := range len(sounds) {
			c := class(sounds[i])
			if c != 0 && (len(key) == 0 || key[len(key)-1] != c || r >= 0x800) {
				key = append(key, c)
			}
		}
	}
	return string(key)
}

// class is that of a sound in a key; 0 where it has none there.
func class(sound byte) byte {
	switch sound {
	case 'b', 'p', 'f', 'v':
		return 'P'
	case 'd', 't':
		return 'T'
	case 'g', 'k':
		return 'K'
	case 's', 'z', 'S':
		return 'S'
	case 'l', 'r':
		return 'L'
	case 'm', 'n':
		return 'M'
	case 'h', 'w':
		return sound
	}
	return 0
}

// Spell is how a word sounds, as data/shared/sounds.tsv spells it.
func Spell(word string) string {
	var b strings.Builder
	last := rune(0)
	for r, sounds := range spelled(word) {
		if r != last || r >= 0x800 {
			b.WriteString(sounds)
		}
		last = r
	}
	return b.String()
}

// spelled yields the letters of a word with their sounds.
func spelled(word string) func(func(rune, string) bool) {
	return func(yield func(rune, string) bool) {
		for rest := spelling.Replace(words.Bare(word)); rest != ""; {
			r, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
			if !yield(r, soundsOf(r)) {
				return
			}
		}
	}
}

func soundsOf(r rune) string {
	sounds, known := table().letters[r]
	switch {
	case r >= hangulFirst && r <= hangulLast:
		return hangul(r)
	case known:
		return sounds
	case unicode.Is(unicode.Han, r):
		return readings()[r]
	}
	return table().letters[baseLetter(r)]
}

// spelling replaces the groups of letters that are one sound, and c before a
// bright vowel.
var spelling = strings.NewReplacer("sch", "j", "tsch", "j", "ch", "j", "sh", "j", "zh", "j", "ph", "f", "th", "t",
	"gh", "g", "dge", "je", "ck", "k", "cz", "s", "tz", "s", "ts", "s",
	"ce", "se", "ci", "si", "cy", "sy", "дж", "ж", "тс", "ц")

// letters have sounds, of which those without any are empty; foreign are the Chinese
// characters that write the sounds of foreign names.
type letters struct {
	letters map[rune]string
	foreign map[rune]bool
}

var table = sync.OnceValue(func() letters {
	all := letters{map[rune]string{}, map[rune]bool{}}
	for _, row := range lang.Shared("sounds") {
		for _, form := range row.Forms() {
			r, _ := utf8.DecodeRuneInString(form)
			if row.Class == "sound" {
				all.letters[r] = strings.Trim(row.Value, "-")
			}
			if unicode.Is(unicode.Han, r) {
				all.foreign[r] = true
			}
		}
	}
	return all
})

// readings are how Chinese characters sound.
var readings = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for _, row := range lang.Shared("pinyin") {
		sounds := pinyin.Replace(row.Value)
		for _, form := range row.Forms() {
			for _, r := range form {
				all[r] = sounds
			}
		}
	}
	return all
})

// pinyin replaces the letters of pinyin by what is near them in other languages.
var pinyin = strings.NewReplacer("zh", "S", "ch", "S", "sh", "S", "x", "S", "q", "S", "j", "S", "c", "s", "z", "s",
	"ng", "n", "er", "r", "yi", "i", "yu", "u", "wu", "u")

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
	hangulInitials = [...]string{"k", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "S", "S", "S", "k", "t",
		"p", "h"}
	hangulVowels = [hangulMiddles]string{"a", "e", "a", "e", "o", "e", "o", "e", "o", "a", "e", "e", "o", "u", "o",
		"e", "i", "u", "u", "i", "i"}
	hangulFinals = [hangulEnds]string{"", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l", "l", "l",
		"m", "p", "p", "s", "s", "n", "s", "s", "k", "t", "p", "h"}
)

func hangul(r rune) string {
	n := int(r - hangulFirst)
	first, middle := n/hangulMiddles/hangulEnds, n/hangulEnds%hangulMiddles
	return hangulInitials[first] + hangulVowels[middle] + hangulFinals[n%hangulEnds]
}

// Known says whether a letter has sounds; of Chinese characters those that write
// foreign names.
func Known(r rune) bool {
	if unicode.Is(unicode.Han, r) {
		return table().foreign[r]
	}
	_, known := table().letters[r]
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

// Distance counts the sounds of keys to change, add or leave out; soft ones count
// nothing where they are left out, or stand for the hard one near them.
func Distance(a, b string) int {
	return int(distance(a, b, 0, 0, keyWeight, keyExchange))
}

func keyWeight(c byte) float64 {
	if soft(c) {
		return 0
	}
	return 1
}

func keyExchange(a, b byte) float64 {
	switch {
	case a == b, a == 'h' && b == 'K', a == 'K' && b == 'h', a == 'w' && b == 'P', a == 'P' && b == 'w':
		return 0
	}
	return 1
}

// distance is the least cost of making a of b, or of the part of b before which and
// behind which at most so many sounds stand, as Wagner and Fischer find it (The
// String-to-String Correction Problem, 1974).
func distance(a, b string, before, behind int, weight func(byte) float64, exchange func(a, b byte) float64) float64 {
	row := make([]float64, len(b)+1)
	for j := min(before, len(b)); j < len(b); j++ {
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
	return slices.Min(row[max(len(b)-behind, 0):])
}

// Unlike is how far two spellings by Spell are from each other: 0 for the same, about
// .5 for any two names, and up to 1.
func Unlike(a, b string) float64 {
	most := max(total(a), total(b))
	if most == 0 {
		return 1
	}
	return min(distance(a, b, 0, 0, spellWeight, spellExchange)/most, 1)
}

func total(spelling string) float64 {
	sum := 0.0
	for i := range len(spelling) {
		sum += spellWeight(spelling[i])
	}
	return sum
}

func vowel(c byte) bool { return strings.IndexByte("aeiouyw", c) >= 0 }

// spellWeight is the cost of leaving out a sound.
func spellWeight(c byte) float64 {
	switch {
	case vowel(c):
		return .2
	case c == 'h' || c == 'r':
		return .5 // ハーバード for Harvard
	}
	return 1
}

// spellExchange is the cost of one sound for another.
func spellExchange(a, b byte) float64 {
	switch {
	case a == b:
		return 0
	case vowel(a) && vowel(b):
		return .15
	case a == 'v' && b == 'w' || a == 'w' && b == 'v':
		return .3
	case vowel(a) || vowel(b):
		return 1
	case class(a) == 'S' && class(b) == 'S':
		return .2
	case class(a) == class(b):
		return .3
	case near(a, b), near(b, a):
		return .5
	}
	return 1
}

// near are sounds that languages write for each other: Hazard and Газар, Putin and
// プーチン.
func near(a, b byte) bool {
	switch a {
	case 'h':
		return b == 'k' || b == 'g' || b == 'f'
	case 'S':
		return b == 't' || b == 'd' || b == 'g' || b == 'k'
	case 't':
		return b == 's' // リスゴー for Lithgow
	}
	return false
}

// Within is Unlike of a spelling and the part of another that is most like it.
func Within(a, b string) float64 { return partly(a, b, len(b), len(b)) }

// Starts and Ends are Within at either end of the other.
func Starts(a, b string) float64 { return partly(a, b, 0, len(b)) }

// Ends is Starts at the other end.
func Ends(a, b string) float64 { return partly(a, b, len(b), 0) }

// Begins is Unlike of a spelling and another that may have an ending.
func Begins(a, b string) float64 {
	const ending = 3 // sounds: Брайсоном, Донаськами
	most := max(total(a), total(b[:max(len(b)-ending, 0)]))
	if most == 0 {
		return 1
	}
	return min(Unlike(a, b), partly(a, b, 0, ending)*total(a)/most)
}

// partly is how unlike a spelling is to the part of another that is most like it, before
// which and behind which at most so many sounds stand.
func partly(a, b string, before, behind int) float64 {
	most := total(a)
	if most == 0 {
		return 1
	}
	return distance(a, b, before, behind, spellWeight, spellExchange) / most
}

// Consonants counts the sounds of a spelling by their classes.
type Consonants [6]int8

// Count counts the sounds of a spelling by Spell.
func Count(spelling string) (n Consonants) {
	for i := range len(spelling) {
		if k := strings.IndexByte("PTKSLM", class(spelling[i])); k >= 0 {
			n[k]++
		}
	}
	return n
}

// Lacking is how many of the sounds another spelling does not have: a cheap bound of
// how far it is.
func (n Consonants) Lacking(other Consonants) int {
	sum := 0
	for k := range n {
		sum += max(int(n[k]-other[k]), 0)
	}
	return sum
}
