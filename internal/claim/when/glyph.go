package when

import (
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// glyphDate reads 2024年3月12日 and its parts.
func glyphDate(t *lex.Text, i int) (Day, int) {
	if !t.Glyphs {
		return Day{}, i
	}
	if year, end := era(t, i); end > i {
		return glyphMonth(t, Day{Year: year}, end)
	}
	year, next := glyphInt(t, i)
	if next == i || !t.Is(next, "年") {
		return glyphMonth(t, Day{}, i)
	}
	whole := year >= 1000 && year < 2200
	switch {
	case t.Is(next+1, "代") && (whole || year%10 == 0):
		return Day{Decade: year}, next + 2
	case !whole:
		return glyphMonth(t, Day{}, i)
	case t.Is(next+1, "度"):
		next++
	}
	return glyphMonth(t, Day{Year: year}, next+1)
}

// era reads a year counted from the beginning of a reign, as 令和5年.
func era(t *lex.Text, i int) (int, int) {
	e, k := t.Find(i, lex.Era)
	if k == 0 {
		return 0, i
	}
	if t.Is(i+k, "元") && t.Is(i+k+1, "年") {
		return int(e.Value) + 1, i + k + 2
	}
	v, next := glyphInt(t, i+k)
	if next == i+k || v < 1 || v > 149 || !t.Is(next, "年") {
		return 0, i
	}
	return int(e.Value) + v, next + 1
}

// glyphMonth reads 3月12日 and 12日, behind the year of d or alone.
func glyphMonth(t *lex.Text, d Day, at int) (Day, int) {
	v, next := glyphInt(t, at)
	switch {
	case next == at:
	case t.Is(next, "月") && isMonth(v) && !t.Is(next+1, "間"):
		d.Month, at = v, next+1
		if v, next := glyphInt(t, at); next > at && isDay(v) && t.IsAny(next, "日", "号", "號") {
			d.Day, at = v, next+1
		}
	case d.Year == 0 && isDay(v) && glyphDay(t, next):
		return Day{Day: v}, next + 1
	}
	return d, at
}

// glyphDay says whether the sign at place i makes a day of the number before
// it, and not a count of days.
func glyphDay(t *lex.Text, i int) bool {
	return t.IsAny(i, "日", "号") &&
		!t.IsAny(i+1, "間", "间", "元", "本", "前", "後", "后", "目", "以", "連", "连", "ぶ")
}

// glyphInt reads a small whole number in digits or ideographs.
func glyphInt(t *lex.Text, i int) (int, int) {
	if t.Kind(i) == lex.Digits && t.Kind(i+1) == lex.Glyph {
		if v, width := numeral.Integer(t, i); width > 0 {
			return v, i + 1
		}
	}
	if t.Kind(i) != lex.Glyph {
		return 0, i
	}
	n, ok := numeral.Ideographs(t, i)
	v := int(n.Value)
	if !ok || !n.Words || n.Value >= 3000 || n.Value != float64(v) {
		return 0, i
	}
	return v, n.Next
}

// glyphClock reads 下午3時半, 晚上十点, 9时30分.
func glyphClock(t *lex.Text, i int) (Day, int) {
	if !t.Glyphs {
		return Day{}, i
	}
	half, k := t.Find(i, lex.Am|lex.Pm)
	from := i + k
	hour, next := glyphInt(t, from)
	if next == from || hour > 24 || !t.IsAny(next, "点", "點", "时", "時") || t.IsAny(next+1, "间", "間") {
		return Day{}, i
	}
	minute, end := glyphMinutes(t, next+1)
	plain := k == 0 && end == next+1 && t.IsAny(next, "点", "點")
	if plain && !hourStands(t, from, end) {
		return Day{}, i
	}
	if t.IsAny(end, "钟", "鐘", "整") {
		end++
	}
	if k > 0 && half.Class == lex.Pm && hour < 12 {
		hour += 12
	}
	return at(hour, minute), end
}

// glyphMinutes reads 半, 一刻 and 30分 at place i.
func glyphMinutes(t *lex.Text, i int) (int, int) {
	if t.Is(i, "半") {
		return 30, i + 1
	}
	m, next := glyphInt(t, i)
	switch {
	case next == i:
	case m < 60 && t.Is(next, "分") && !t.Is(next+1, "之"):
		return m, next + 1
	case m < 4 && t.Is(next, "刻"):
		return 15 * m, next + 1
	}
	return 0, i
}

// hourStands says whether 9点 without more is the hour: in digits, and nothing
// that would be counted follows.
func hourStands(t *lex.Text, from, end int) bool {
	if t.IsAny(end, "钟", "鐘") {
		return true
	}
	follows := t.Kind(end) == lex.Punct || t.IsAny(end, "左", "以", "前", "后", "後",
		"至", "到", "开", "開", "出", "结", "才", "就")
	return t.Kind(from) == lex.Digits && follows
}
