package syntax

import "strings"

// IsContact says whether a sentence tells how to reach somebody: an address of the
// net, or a number of a telephone.
func IsContact(s string) bool {
	return strings.ContainsRune(s, '@') || strings.Contains(s, "www.") || strings.Contains(s, "://") || holdsPhone(s)
}

// holdsPhone says whether a text holds a run of nine digits and more, broken by spaces
// and the marks of telephone numbers, that begins with a zero, a plus or a bracket, or
// is of the form 305-555-0128.
func holdsPhone(s string) bool {
	const fewest = 9 // digits
	digits, dashes, opened := 0, 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			if digits == 0 {
				opened = opened || c == '0'
			}
			if digits++; digits >= fewest && (opened || dashes >= 2) {
				return true
			}
		case c == '-' && digits > 0:
			dashes++
		case digits == 0 && (c == '+' || c == '('):
			opened = true
		case c == ' ' || digits > 0 && strings.IndexByte("()/+", c) >= 0:
		default:
			digits, dashes, opened = 0, 0, false
		}
	}
	return false
}

const digits = "0123456789"

// IsTable says whether most words of a sentence are numbers: a row of a table.
func IsTable(s string) bool {
	if !strings.ContainsAny(s, digits) {
		return false
	}
	words, numbers := 0, 0
	for word := range strings.FieldsSeq(s) {
		if words++; '0' <= word[0] && word[0] <= '9' {
			numbers++
		}
	}
	return words > 3 && 2*numbers > words
}
