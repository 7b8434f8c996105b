package numeral

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
)

// Figures reads a number in digits: 1,234.5 or 1.234,5 or 1 234 or .5 or 2 1/2
// or ½ or 1e3, with an ordinal suffix behind it.
func Figures(t *lex.Text, i int) (Number, bool) {
	if v, ok := vulgar(t, i); ok {
		return Number{Value: v, Alt: v, Step: v, Next: i + 1, Part: true}, true
	}
	n, ok := Grouped(t, i)
	if !ok {
		return n, false
	}
	n = exponent(t, n)
	n = plusFraction(t, n)
	if k := OrdinalEnding(t, i, n.Next); k > 0 && n.Value == math.Trunc(n.Value) {
		n.Ordinal = true
		n.Next += k
	}
	return n, true
}

// OrdinalEnding returns how many tokens at token i make the digits that begin
// at token from an ordinal: the "th" of 4th, the "-й" of 75-й, the full stop of
// "im 21. Jahrhundert".
func OrdinalEnding(t *lex.Text, from, i int) int {
	if _, k := t.Find(i, lex.OrdSuffix); k > 0 && suffixed(t, i, k) {
		return k
	}
	if t.Trait(lex.OrdinalHyphen) && t.GluedIs(i, "-") {
		if _, k := t.Find(i+1, lex.OrdSuffix); k == 1 && suffixed(t, i+1, k) {
			return 2
		}
	}
	if i == from+1 && t.GluedIs(i, ".") && declined(t, from) {
		return 1
	}
	return 0
}

// declined says whether digits at place i with a full stop stand where an
// ordinal does, in a language that writes it so: behind an article or before a
// word in lower case, which begins no sentence.
func declined(t *lex.Text, i int) bool {
	v, width := Integer(t, i)
	if v == 0 || width > 3 || t.Kind(i+2) != lex.Word || t.Glued(i+2) {
		return false
	}
	return t.Lang.Rows("ordlead") != nil && (t.InList(i-1, "ordlead") || !t.Capital(i+2))
}

// suffixed says whether the ordinal suffix of k tokens at token i belongs to
// the digits before it.
func suffixed(t *lex.Text, i, k int) bool {
	return t.Glued(i) && !(t.Glued(i+k) && t.Kind(i+k) == lex.Word)
}

// Grouped reads digits with their separators.
func Grouped(t *lex.Text, i int) (Number, bool) {
	var runBuf, sepBuf [8]string
	runs, separators := runBuf[:0], sepBuf[:0]
	next := i
	switch {
	case t.Kind(i) == lex.Digits:
		runs = append(runs, ascii(t.Tokens[i].Lower))
		next = i + 1
	case t.IsAny(i, ".", ",") && leads(t, i):
		runs = append(runs, "")
	default:
		return Number{}, false
	}
	for {
		sep, at := separator(t, next, runs, separators)
		if at == 0 {
			break
		}
		separators = append(separators, sep)
		runs = append(runs, ascii(t.Tokens[at].Lower))
		next = at + 1
	}
	n := decode(runs, separators, t.DecimalComma)
	n.Next = next
	return n, true
}

// leads says whether the mark at place i begins a number, as in .5.
func leads(t *lex.Text, i int) bool {
	digits := t.Kind(i+1) == lex.Digits && t.Glued(i+1)
	return digits && (!t.Glued(i) || t.IsAny(i-1, "-", "−"))
}

// separator returns the separator at token i and the digits token behind it;
// 0 where the number ends.
func separator(t *lex.Text, i int, runs, separators []string) (string, int) {
	last := runs[len(runs)-1]
	if t.Kind(i) == lex.Digits && t.Tokens[i].Space {
		return spaceSeparator(t, i, last, separators)
	}
	digits := t.Kind(i+1) == lex.Digits && t.Glued(i+1)
	if t.Kind(i) != lex.Punct || !digits || last != "" && !t.Glued(i) {
		return "", 0
	}
	sep := canonical(t.Tokens[i].Lower)
	if sep == "" || sep == "'" && len(t.Tokens[i+1].Lower) != 3 {
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
func spaceSeparator(t *lex.Text, i int, last string, separators []string) (string, int) {
	goesOn := len(separators) > 0
	grouped := last != "" && len(last) <= 3
	if goesOn {
		grouped = separators[0] == " "
	}
	if !grouped || len(t.Tokens[i].Lower) != 3 {
		return "", 0
	}
	switch t.Gap(i) {
	case " ":
		if t.Spaced || goesOn || millions(t, i, last) {
			return " ", i
		}
	case "\u00a0", "\u202f", "\u2009":
		return " ", i
	}
	return "", 0
}

// millions says whether the groups of three at place i make 1 234 567, which
// every language may write.
func millions(t *lex.Text, i int, first string) bool {
	three := t.Kind(i+1) == lex.Digits && len(t.Tokens[i+1].Lower) == 3
	return three && len(first) < 3 && t.Gap(i+1) == " " && !t.Glued(i+2)
}

// decode gives runs of digits between separators their value. Where a single
// separator stands before three digits, both readings are possible.
func decode(runs, separators []string, comma bool) Number {
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
func decodePair(runs []string, separator string, comma bool) Number {
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
	value.Alt = join(runs, 1-decimals).Value
	return value
}

// join is the value of runs of digits, of which the last are decimals.
func join(runs []string, decimals int) Number {
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
	return Number{Value: v, Alt: v, Step: step}
}

// exponent reads e3 or e-3 or x10^-3 behind digits.
func exponent(t *lex.Text, n Number) Number {
	at, sign := n.Next+1, 1
	power := t.Is(n.Next, "^")
	switch {
	case !t.Glued(n.Next):
		return n
	case t.IsAny(n.Next, "x", "×") && t.Is(at, "10"):
		if at++; t.Is(at, "^") {
			at++
		} else if !t.IsAny(at, "-", "−") {
			return n
		}
	case !t.IsAny(n.Next, "e", "ｅ") && !power:
		return n
	}
	if t.IsAny(at, "-", "−", "－") && t.Glued(at) {
		at, sign = at+1, -1
	} else if t.Is(at, "+") && t.Glued(at) {
		at++
	}
	if t.Kind(at) != lex.Digits || !t.Glued(at) {
		return n
	}
	e, err := strconv.Atoi(ascii(t.Tokens[at].Lower))
	if err != nil || e > 300 {
		return n
	}
	if power {
		n.Value = math.Pow(n.Value, float64(sign*e))
		n.Alt = n.Value
	} else {
		n.Times(math.Pow10(sign * e))
	}
	n.Next = at + 1
	return n
}

// digitValue is the value of a decimal digit of any script.
func digitValue(r rune) int {
	if r < utf8.RuneSelf {
		return int(r - '0')
	}
	// In Unicode the digits of a script stand together, zero first.
	zero := r
	for n := 0; n < 9 && unicode.IsDigit(zero-1); n++ {
		zero--
	}
	return int(r - zero)
}

// ascii returns a run of digits of any script in 0-9.
func ascii(run string) string {
	if run == "" || run[0] < utf8.RuneSelf {
		return run
	}
	var b strings.Builder
	for _, r := range run {
		b.WriteByte(byte('0' + digitValue(r)%10))
	}
	return b.String()
}

// Integer reads plain digits at token i.
func Integer(t *lex.Text, i int) (v, width int) {
	if t.Kind(i) != lex.Digits || len(t.Tokens[i].Lower) > 12 {
		return 0, 0
	}
	run := ascii(t.Tokens[i].Lower)
	if len(run) > 4 {
		return 0, 0
	}
	for _, c := range run {
		v = v*10 + int(c-'0')
	}
	return v, len(run)
}

// Digits is the value of a run of decimal digits of any script.
func Digits(run string) float64 { return atof(ascii(run)) }

func atof(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}
