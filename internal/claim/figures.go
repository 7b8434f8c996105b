package claim

import (
	"math"
	"strconv"
	"strings"
)

// figures reads a number in digits: 1,234.5 or 1.234,5 or 1 234 or .5 or 2 1/2
// or ½ or 1e3, with an ordinal suffix behind it.
func (s *scanner) figures(i int) (number, bool) {
	if v, ok := s.vulgar(i); ok {
		return number{value: v, alt: v, step: v, next: i + 1, part: true}, true
	}
	n, ok := s.grouped(i)
	if !ok {
		return n, false
	}
	n = s.exponent(n)
	n = s.plusFraction(n)
	if k := s.ordinalEnding(i, n.next); k > 0 && n.value == math.Trunc(n.value) {
		n.ordinal = true
		n.next += k
	}
	return n, true
}

// ordinalEnding returns how many tokens at token i make the digits that begin
// at token from an ordinal: the "th" of 4th, the "-й" of 75-й, the full stop of
// "im 21. Jahrhundert".
func (s *scanner) ordinalEnding(from, i int) int {
	if _, k := s.find(i, classOrdsfx); k > 0 && s.suffixed(i, k) {
		return k
	}
	switch s.language {
	case "ru":
		if _, k := s.find(i+1, classOrdsfx); k == 1 && s.is(i, "-") && s.glued(i) && s.suffixed(i+1, k) {
			return 2
		}
	case "de":
		if s.is(i, ".") && s.glued(i) && s.kind(i+1) == word && !s.glued(i+1) && i == from+1 && s.declined(from) {
			return 1
		}
	}
	return 0
}

// declined says whether the German digits at token i stand where an ordinal
// does: behind an article or before a word in lower case, which begins no
// sentence.
func (s *scanner) declined(i int) bool {
	v, width := s.integer(i)
	return width > 0 && width <= 3 && v > 0 &&
		(s.isAny(i-1, "der", "die", "das", "den", "dem", "des", "im", "am", "zum", "zur", "vom", "beim", "seit", "ihren", "seinen", "ihr", "sein", "jeder", "jede", "jeden") || !s.upper(i+2))
}

// suffixed says whether the ordinal suffix of k tokens at token i belongs to
// the digits before it.
func (s *scanner) suffixed(i, k int) bool {
	return s.glued(i) && !(s.glued(i+k) && s.kind(i+k) == word)
}

// grouped reads digits with their separators.
func (s *scanner) grouped(i int) (number, bool) {
	var runBuf, sepBuf [8]string
	runs, separators := runBuf[:0], sepBuf[:0]
	next := i
	switch {
	case s.kind(i) == digits:
		runs = append(runs, ascii(s.tokens[i].lower))
		next = i + 1
	case s.isAny(i, ".", ",") && s.kind(i+1) == digits && s.glued(i+1) && (!s.glued(i) || s.isAny(i-1, "-", "−")):
		runs = append(runs, "")
	default:
		return number{}, false
	}
	for {
		sep, at := s.separator(next, runs, separators)
		if at == 0 {
			break
		}
		separators = append(separators, sep)
		runs = append(runs, ascii(s.tokens[at].lower))
		next = at + 1
	}
	n := decode(runs, separators, s.decimalComma())
	n.next = next
	return n, true
}

// separator returns the separator at token i and the digits token behind it;
// 0 where the number ends.
func (s *scanner) separator(i int, runs, separators []string) (string, int) {
	last := runs[len(runs)-1]
	if s.kind(i) == digits && s.tokens[i].space {
		return s.spaceSeparator(i, last, separators)
	}
	if s.kind(i) != punct || s.kind(i+1) != digits || !s.glued(i+1) || last != "" && !s.glued(i) {
		return "", 0
	}
	sep := canonical(s.tokens[i].lower)
	if sep == "" || sep == "'" && len(s.tokens[i+1].lower) != 3 {
		return "", 0
	}
	return sep, i + 1
}

// canonical maps the marks inside numbers to . , ' and "" for other marks.
func canonical(mark string) string {
	switch mark {
	case ".", "．", "·", "٫":
		return "."
	case ",", "，", "٬":
		return ","
	case "'", "’":
		return "'"
	}
	return ""
}

// spaceSeparator reads white space before the digits at token i: it groups
// thousands where it does not break the line, and in languages that write so.
func (s *scanner) spaceSeparator(i int, last string, separators []string) (string, int) {
	gap := s.text[s.tokens[i-1].end:s.tokens[i].start]
	first := len(separators) == 0 && len(last) <= 3 && last != ""
	narrow := gap == "\u00a0" || gap == "\u202f" || gap == "\u2009" || gap == " " && (s.spaced() || s.millions(i, last, separators))
	if narrow && (first || len(separators) > 0 && separators[0] == " ") && len(s.tokens[i].lower) == 3 {
		return " ", i
	}
	return "", 0
}

// millions says whether the groups of three at token i make 1 234 567, which
// every language may write.
func (s *scanner) millions(i int, first string, separators []string) bool {
	if len(separators) > 0 {
		return separators[0] == " "
	}
	return len(first) < 3 && s.kind(i+1) == digits && len(s.tokens[i+1].lower) == 3 && s.text[s.tokens[i].end:s.tokens[i+1].start] == " " && !s.glued(i+2)
}

// spaced says whether the language groups thousands by spaces.
func (s *scanner) spaced() bool {
	switch s.language {
	case "en", "zh", "ja", "ar", "hi", "nl", "it":
		return false
	}
	return true
}

// decimalComma says whether the language writes 1,5 for one and a half.
func (s *scanner) decimalComma() bool {
	switch s.language {
	case "en", "zh", "ja", "hi", "ar", "und":
		return false
	}
	return true
}

// decode gives runs of digits between separators their value. Where a single
// separator stands before three digits, both readings are possible.
func decode(runs, separators []string, comma bool) number {
	n := len(separators)
	switch {
	case n == 0 || separators[n-1] == " " || separators[n-1] == "'":
		return join(runs, 0)
	case n == 1:
		return decodePair(runs, separators[0], comma)
	case separators[n-1] != separators[n-2], len(runs[n]) != 3:
		// 1.2.3 is a version, not a number; its first part is enough to tell it.
		return join(runs, 1)
	}
	return join(runs, 0)
}

// decodePair gives two runs of digits with one separator their value.
func decodePair(runs []string, separator string, comma bool) number {
	grouping := ","
	if comma {
		grouping = "."
	}
	three := len(runs[1]) == 3 && len(runs[0]) >= 1 && len(runs[0]) <= 3 && runs[0] != "0"
	if !three {
		return join(runs, 1)
	}
	decimals := 1
	if separator == grouping {
		decimals = 0
	}
	value := join(runs, decimals)
	value.alt = join(runs, 1-decimals).value
	return value
}

// join is the value of runs of digits, of which the last are decimals.
func join(runs []string, decimals int) number {
	whole := runs[0]
	if len(runs) > 1 {
		whole = strings.Join(runs[:len(runs)-decimals], "")
	}
	step := 1.0
	if decimals > 0 {
		last := runs[len(runs)-1]
		whole += "." + last
		step = math.Pow10(-len(last))
	}
	v := atof(whole)
	return number{value: v, alt: v, step: step}
}

// exponent reads e3 or e-3 or x10^-3 behind digits.
func (s *scanner) exponent(n number) number {
	at, sign := n.next+1, 1
	power := s.is(n.next, "^")
	switch {
	case !s.glued(n.next):
		return n
	case s.isAny(n.next, "x", "×") && s.is(at, "10"):
		if at++; s.is(at, "^") {
			at++
		} else if !s.isAny(at, "-", "−") {
			return n
		}
	case !s.isAny(n.next, "e", "ｅ") && !power:
		return n
	}
	if s.isAny(at, "-", "−", "－") && s.glued(at) {
		at, sign = at+1, -1
	} else if s.is(at, "+") && s.glued(at) {
		at++
	}
	if s.kind(at) != digits || !s.glued(at) {
		return n
	}
	e, err := strconv.Atoi(ascii(s.tokens[at].lower))
	if err != nil || e > 300 {
		return n
	}
	if power {
		n.value = math.Pow(n.value, float64(sign*e))
		n.alt = n.value
	} else {
		n.times(math.Pow10(sign * e))
	}
	n.next = at + 1
	return n
}
