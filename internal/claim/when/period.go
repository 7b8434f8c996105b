package when

import (
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// decade reads "1990s", "the nineties", "années 90", "1990er", "1990-х".
func decade(t *lex.Text, i int) (Day, int) {
	if e, k := t.Find(i, lex.Decades); k > 0 && (t.Lang.Rows("the") == nil || t.InList(i-1, "the")) {
		return Day{Decade: int(e.Value)}, i + k
	}
	if _, k := t.Find(i, lex.DecadeWord); k > 0 {
		if v, next := decadeAfter(t, i+k); v > 0 {
			return Day{Decade: v}, next
		}
	}
	v, ok := decadeDigits(t, i)
	if !ok || t.Is(i-1, "-") && t.Glued(i) && t.Glued(i-1) {
		return Day{}, i // A-10s
	}
	at := i + 1
	if t.IsAny(at, "'", "’") || t.Is(at, "-") && t.Trait(lex.OrdinalHyphen) {
		at++
	}
	if !t.Glued(at) || !t.InList(at, "decadesfx") {
		return Day{}, i
	}
	return Day{Decade: v}, at + 1
}

// decadeDigits reads 1990 and 90.
func decadeDigits(t *lex.Text, i int) (int, bool) {
	v, width := numeral.Integer(t, i)
	return v, (width == 4 || width == 2) && v%10 == 0
}

// decadeAfter reads the decade behind a word such as "années": 90, '90, 1990,
// quatre-vingt-dix; 0 where there is none.
func decadeAfter(t *lex.Text, i int) (int, int) {
	if t.IsAny(i, "'", "’") {
		i++
	}
	if v, ok := decadeDigits(t, i); ok && v > 0 {
		return v, i + 1
	}
	if !t.Has(i, lex.Card) {
		return 0, i
	}
	n, _ := numeral.Cardinal(t, i)
	v := int(n.Value)
	if n.Ordinal || v < 20 || v >= 100 || v%10 != 0 {
		return 0, i
	}
	return v, n.Next
}

// named reads weekdays, quarters, seasons with a year, and relative dates.
func named(t *lex.Text, i int) (Day, int) {
	if e, k := t.Find(i, lex.Quarter); k > 0 {
		year, end := yearAfter(t, i+k)
		return Day{Quarter: int(e.Value), Year: year}, end
	}
	if e, k := t.Find(i, lex.Rel); k > 0 {
		return Day{Rel: e.Name}, i + k
	}
	if e, k := t.Find(i, lex.Weekday); k > 0 && weekdayWord(t, i) {
		return Day{Weekday: int(e.Value)}, i + k
	}
	if e, k := t.Find(i, lex.Season); k > 0 {
		if year, end := yearAfter(t, i+k); year > 0 {
			return Day{Season: int(e.Value), Year: year}, end
		}
		if _, this := t.Before(i, lex.Next); this > 0 {
			return Day{Season: int(e.Value)}, i + k
		}
	}
	return Day{}, i
}

// weekdayWord rules out "sat" and "sun" in lower case, and "sexta" where it
// counts: "na sexta," is Friday, "na sexta edição" is not.
func weekdayWord(t *lex.Text, i int) bool {
	size := len(t.Tokens[i].Lower)
	if t.Trait(lex.WeekdayOrdinal) && size <= len("segunda") && t.Has(i, lex.Ord) {
		return t.InList(i-1, "weekdaylead") && t.Kind(i+1) == lex.Punct
	}
	if !t.Trait(lex.CapitalDates) || size > 5 {
		return true
	}
	return t.Capital(i) && (t.Glued(i+1) || t.Has(i+1, lex.Month))
}

// Century reads "XXI век", "XIXe siècle", "siglo XX" and "século 19": the
// centuries in Roman numerals, and those whose number stands behind the word.
// It returns the number and the place behind it; i where there is none.
func Century(t *lex.Text, i int) (int, int) {
	if t.Kind(i) != lex.Word {
		return 0, i
	}
	if v := numeral.ReadRoman(t, i); v > 0 {
		if e, k := t.Find(i+1, lex.Unit); k > 0 && e.Name == "century" {
			return v, i + 1 + k
		}
		return 0, i
	}
	if !t.Trait(lex.CenturyFirst) || t.Own(i)&lex.Unit == 0 {
		return 0, i
	}
	if e, k := t.Find(i, lex.Unit); k != 1 || e.Name != "century" {
		return 0, i
	}
	v := numeral.ReadRoman(t, i+1)
	if n, ok := small(t, i+1, 99); ok {
		v = n
	}
	if v == 0 {
		return 0, i
	}
	return v, i + 2
}
