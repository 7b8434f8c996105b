package translate

import (
	"strings"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// adapt returns text with the figures that stand in source, too, in the
// notation of the language to; origin says for each byte where it was.
func adapt(text, source, from, to string) (adapted string, origin []int) {
	var b strings.Builder
	decimal := lang.Of(to).Decimal()
	swap := lang.Of(from).Decimal() != decimal
	group := ','
	if decimal == "," {
		group = '.'
	}
	for i := 0; i < len(text); {
		n := figureLength(text[i:])
		known := n > 0 && strings.Contains(source, text[i:i+n])
		for end := i + max(n, 1); i < end; {
			sign, size := text[i], 1
			if known {
				sign, size = adaptSign(text[i:], swap, group)
			}
			b.WriteByte(sign)
			origin = append(origin, i)
			i += size
		}
	}
	return b.String(), append(origin, len(text))
}

// adaptSign is what the first sign of a figure's rest becomes, and its size.
func adaptSign(figure string, swap bool, group rune) (sign byte, size int) {
	r, size := utf8.DecodeRuneInString(figure)
	switch {
	case r >= '0' && r <= '9':
	case r != ',' && r != '.':
		r = group
	case swap:
		r = ',' + '.' - r
	}
	return byte(r), size
}

// figureLength is the length of the figure that text begins with: digits, and
// between them points, commas and the spaces that group by three.
func figureLength(text string) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		rest := text[min(n+size, len(text)):]
		digit := r >= '0' && r <= '9'
		if !digit && (n == 0 || !joins(r, rest)) {
			break
		}
		n += size
	}
	return n
}

// joins says whether a sign goes on a figure whose rest stands behind it.
func joins(sign rune, rest string) bool {
	switch sign {
	case '.', ',':
		return startsWithDigits(rest, 1)
	case ' ', '\u00a0', '\u202f':
		return startsWithDigits(rest, 3)
	}
	return false
}

func startsWithDigits(text string, least int) bool {
	n := len(text) - len(strings.TrimLeft(text, "0123456789"))
	return n == least || least == 1 && n > 0
}
