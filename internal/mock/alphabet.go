package mock

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// alphabets are the letters of the scripts that are not Latin, by language.
const alphabets = `ar fa ur ps ابتثجحخدذرزسشصضطظعغفقكلمنهوي
he אבגדהוזחטיכלמנסעפצקרשת
ru uk bg be sr mk kk ky mn tg абвгдежзклмнопрстуфхцчш
el αβγδεζηθικλμνξοπρστυφχψω
hi mr ne कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह
th กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศสห
ko 가나다라마바사아자차카타파하거너더러머버서어
ja あいうえおかきくけこさしすせそたちつてとなにぬねの
zh 的是不了在人有我他中大上到子和你地出道也年日月山水火木金土石天心手口目耳力文方平小少多高`

// alphabet is the letters of the target's script; "" for Latin.
func (p *pseudonym) alphabet() string {
	for line := range strings.SplitSeq(alphabets, "\n") {
		fields := strings.Fields(line)
		if last := len(fields) - 1; slices.Contains(fields[:last], p.to) {
			return fields[last]
		}
	}
	return ""
}

// word writes a word in the letters of the target's script.
func (p *pseudonym) word(word string) string {
	if p.letters != "" {
		return mapped(word, []rune(p.letters), sizeOf(p.to))
	}
	return accented(word)
}

// sizeOf is how many letters one sign of a language's script stands for.
func sizeOf(language string) int {
	switch language {
	case "zh":
		return 3
	case "ja", "ko":
		return 2
	}
	return 1
}

func mapped(word string, alphabet []rune, size int) string {
	var b strings.Builder
	if size == 1 && utf8.RuneCountInString(word) == 1 {
		word += word // a letter alone may be a unit
	}
	for i, r := range []rune(word) {
		if i%size == 0 {
			b.WriteRune(alphabet[(int(r)+i)%len(alphabet)])
		}
	}
	return b.String()
}

// accented doubles the vowels of a word with accents that no language has;
// letters of other scripts become syllables.
func accented(word string) string {
	const vowels = "aeiou"
	marked := []rune("ȧėǐȯǔ")
	var b strings.Builder
	for i, r := range []rune(norm.NFD.String(strings.ToLower(word))) {
		at := strings.IndexRune(vowels, r)
		switch {
		case at >= 0:
			b.WriteRune(marked[at])
			b.WriteRune(marked[at])
		case r == 'ß':
			b.WriteString("ss")
		case unicode.Is(unicode.Latin, r):
			b.WriteRune(r)
		case unicode.IsMark(r): // none of the source's accents stays
		default:
			b.WriteByte("bdfgklmnprstvz"[int(r)%14])
			b.WriteRune(marked[(int(r)+i)%5])
			if r > 0x3000 {
				b.WriteByte("nrst"[int(r)%4])
			}
			if i%3 == 2 && r > 0x3000 {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}
