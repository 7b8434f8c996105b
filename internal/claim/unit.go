package claim

import (
	"sync"

	"newsbrief/internal/lang"
	"strconv"
	"strings"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// readUnit reads the percent sign, currency or unit behind a number, at token i;
// the token it returns is i where there is none.
func readUnit(t *lex.Text, i int, n numeral.Number) (string, Kind, int) {
	at := toUnit(t, i, n)
	if n.Ordinal {
		if e, k := t.Find(at, lex.Unit); k > 0 && e.Name == "century" {
			return e.Name, Date, at + k
		}
		return "", Number, i
	}
	if e, k := t.Find(at, lex.Pct|lex.Pp|lex.Bp|lex.Permille); k > 0 && (t.Kind(at) != lex.Word || !n.Article) {
		return percentUnit(e.Class), Percent, at + k
	}
	e, k := t.Find(at, lex.Cur|lex.Sign|lex.Code)
	next := at == i && signOfNext(t, at, e, k)
	switch {
	case k == 0 || next || !currencyFits(t, at, e):
		return measure(t, i, at, n)
	case e.Name == "pound" && (at > i && !t.InList(at+k, "cash") || weighed(t, i, at+k)):
		return e.Name, Number, at + k
	}
	return e.Name, Money, at + k
}

// toUnit steps over what may stand between a number and its unit: a hyphen,
// the "de" of "millions de dollars", the 余 of 三十余人.
func toUnit(t *lex.Text, i int, n numeral.Number) int {
	switch {
	case t.Has(i, lex.Next) && t.Has(i+1, lex.Unit) && !t.Has(i, lex.Rel) && !n.Ordinal:
		return i + 1 // les dix derniers mois, but not 184 last year
	case t.Is(i, "-") && t.Solid(i-1, 3), t.Is(i, "‑"):
		return i + 1
	case n.Scaled && t.InList(i, "unitof"):
		if t.IsAny(i+1, "'", "’") {
			return i + 2
		}
		return i + 1
	case n.Part && (t.InList(i, "unitof") || t.IsAny(i, "a", "an")):
		if t.Is(i, "of") && t.Has(i+1, lex.Art) {
			return i + 2
		}
		return i + 1
	case t.IsAny(i, "余", "多", "餘", "几", "幾"):
		return i + 1
	}
	return i
}

// weighed says whether the pounds of a number that ends at token i are a weight:
// a verb such as "weighs" stands before, or "of" and its like behind them.
func weighed(t *lex.Text, i, end int) bool {
	if t.InList(end, "weighed") && !t.Has(i-1, lex.Sign) {
		return true
	}
	for at := i - 1; at >= max(i-8, 0) && !pause(t, at); at-- {
		if t.Has(at, lex.Weigh) {
			return true
		}
	}
	return false
}

func percentUnit(c lex.Class) string {
	switch c {
	case lex.Pp:
		return "pp"
	case lex.Bp:
		return "bp"
	case lex.Permille:
		return "permille"
	}
	return "%"
}

// currencyFits rules out codes in lower case that are words ("all", "try"),
// and words for coins that are other things.
func currencyFits(t *lex.Text, i int, e lex.Entry) bool {
	if e.Class == lex.Code {
		return t.Written(i) != t.Tokens[i].Lower || t.Glued(i)
	}
	if e.Name == "CNY" && t.Is(i, "元") {
		return !t.IsAny(i+1, "旦", "首", "素", "年")
	}
	return true
}

// signOfNext says whether the money sign at place i, of k tokens, belongs to
// the number behind it: "in 2023 $5 million".
func signOfNext(t *lex.Text, i int, e lex.Entry, k int) bool {
	digits := t.Glued(i+k) && t.Kind(i+k) == lex.Digits
	return e.Class&(lex.Sign|lex.Code) != 0 && digits && !t.Glued(i)
}

// measure reads a unit of measurement or time at token at; i is where the
// number ended.
func measure(t *lex.Text, i, at int, n numeral.Number) (string, Kind, int) {
	if t.Is(at, "in") && t.Trait(lex.InchIn) {
		if at > i || t.IsAny(at+1, "thick", "long", "wide", "tall", "high", "deep") {
			return "inch", Number, at + 1
		}
	}
	e, k := t.Find(at, lex.Unit)
	if k == 0 || !unitFits(t, at, k, e, n) {
		return "", Number, i
	}
	if _, base := Base(1, e.Name); base == "s" {
		return e.Name, Duration, at + k
	}
	return e.Name, Number, at + k
}

// unitFits rules out units that are other words: letters such as "m" behind
// words or in capitals, "min" and "s" in running text, 日 and 年 of dates.
func unitFits(t *lex.Text, at, k int, e lex.Entry, n numeral.Number) bool {
	token := &t.Tokens[at]
	letters := len(token.Lower) <= 2 && token.Kind == lex.Word
	switch {
	case k > 1:
		return true
	case letters && (n.Words || t.Glued(at+1) && t.Kind(at+1) == lex.Digits):
		return false
	case letters && len(token.Lower) == 1 && t.Written(at) != token.Lower && !strings.Contains("lк", token.Lower):
		return false
	case letters && (e.Name == "s" || e.Name == "h"), t.Is(at, "min") && (n.Words || t.Trait(lex.MinWord)):
		return t.Glued(at) || t.Kind(at+1) != lex.Word
	case token.Kind == lex.Glyph:
		return glyphUnit(t, at, e)
	}
	return true
}

// glyphUnit rules out the 日, 月 and 年 that make dates.
func glyphUnit(t *lex.Text, at int, e lex.Entry) bool {
	if e.Name != "day" && e.Name != "month" && e.Name != "year" {
		return true
	}
	ago := t.Is(at, "日") && t.IsAny(at+1, "前", "後", "后")
	return ago || t.IsAny(at, "天", "歳", "岁", "歲", "才", "年")
}

// conversions maps a unit to its base unit and how many of those it is.
var conversions = sync.OnceValue(func() map[string]conversion {
	all := map[string]conversion{}
	for _, r := range lang.Shared("units") {
		f, _ := strconv.ParseFloat(r.Value, 64)
		for _, u := range r.Forms() {
			all[u] = conversion{r.Class, f}
		}
	}
	return all
})

type conversion struct {
	base   string
	factor float64
}

// Base converts a value of unit into the unit's base, as 3 km into 3000 m;
// a unit without a base stays.
func Base(value float64, unit string) (float64, string) {
	if c, ok := conversions()[unit]; ok {
		return value * c.factor, c.base
	}
	return value, unit
}

// families maps a currency that several countries share to its members.
var families = sync.OnceValue(func() map[string]map[string]float64 {
	all := map[string]map[string]float64{}
	for _, r := range lang.Shared("currencies") {
		f, _ := strconv.ParseFloat(r.Value, 64)
		all[r.Class] = map[string]float64{}
		for _, m := range r.Forms() {
			all[r.Class][m] = f
		}
	}
	return all
})

// SameCurrency says whether a and b may be one currency: equal, or one of
// them a shared name such as "dollar" of the other.
func SameCurrency(a, b string) bool {
	return a == b || families()[a][b] == 1 || families()[b][a] == 1
}
