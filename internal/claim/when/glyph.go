package when

import (
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// glyphDate reads 2024年3月12日 and its parts.
func glyphDate(t *lex.Text, i int) (Day, int) {
	var d Day
	if !t.Glyphs {
		return d, i
	}
	at := i
	if d.Year, at = era(t, i); at > i {
		return glyphMonth(t, d, at)
	}
	if v, next := glyphInt(t, at); next > at && t.Is(next, "年") && (v >= 1000 && v < 2200) {
		if t.Is(next+1, "代") {
			return Day{Decade: v}, next + 2
		}
		d.Year, at = v, next+1
		if t.Is(at, "度") {
			at++
		}
	} else if next > at && t.Is(next, "年") && t.Is(next+1, "代") && v%10 == 0 {
		return Day{Decade: v}, next + 2
	}
	return glyphMonth(t, d, at)
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
	if v, next := glyphInt(t, i+k); next > i+k && t.Is(next, "年") && v > 0 && v < 150 {
		return int(e.Value) + v, next + 1
	}
	return 0, i
}

// glyphMonth reads 3月12日 and 12日, behind the year of d or alone.
func glyphMonth(t *lex.Text, d Day, at int) (Day, int) {
	if v, next := glyphInt(t, at); next > at && t.Is(next, "月") && v >= 1 && v <= 12 && !t.Is(next+1, "間") {
		d.Month, at = v, next+1
		if v, next := glyphInt(t, at); next > at && (t.Is(next, "日") || t.Is(next, "号") || t.Is(next, "號")) && v >= 1 && v <= 31 {
			d.Day, at = v, next+1
		}
	} else if next > at && d.Year == 0 && (t.Is(next, "日") || t.Is(next, "号")) && v >= 1 && v <= 31 && !t.IsAny(next+1, "間", "间", "元", "本", "前", "後", "后", "目", "以", "連", "连", "ぶ") {
		return Day{Day: v}, next + 1
	}
	return d, at
}

// glyphInt reads a small whole number in digits or ideographs.
func glyphInt(t *lex.Text, i int) (int, int) {
	if t.Kind(i) == lex.Digits && t.Kind(i+1) == lex.Glyph {
		v, w := numeral.Integer(t, i)
		if w > 0 {
			return v, i + 1
		}
	}
	if t.Kind(i) == lex.Glyph {
		if n, ok := numeral.Ideographs(t, i); ok && n.Words && n.Value < 3000 && n.Value == float64(int(n.Value)) {
			return int(n.Value), n.Next
		}
	}
	return 0, i
}

// glyphClock reads 下午3時半, 晚上十点, 9时30分.
func glyphClock(t *lex.Text, i int) (Day, int) {
	if !t.Glyphs {
		return Day{}, i
	}
	from := i
	half, k := t.Find(i, lex.Am|lex.Pm)
	if k > 0 {
		from += k
	}
	hour, next := glyphInt(t, from)
	if next == from || hour > 24 || !t.IsAny(next, "点", "點", "时", "時") || t.IsAny(next+1, "间", "間") {
		return Day{}, i
	}
	minute, end := glyphMinutes(t, next+1)
	if k == 0 && end == next+1 && !t.IsAny(next, "时", "時") && !hourStands(t, from, end) {
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

// glyphMinutes reads 半, 一刻 and 30分 at token i.
func glyphMinutes(t *lex.Text, i int) (int, int) {
	if t.Is(i, "半") {
		return 30, i + 1
	}
	m, next := glyphInt(t, i)
	switch {
	case next > i && t.Is(next, "分") && !t.Is(next+1, "之") && m < 60:
		return m, next + 1
	case next > i && t.Is(next, "刻") && m < 4:
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
	return t.Kind(from) == lex.Digits && (t.Kind(end) == lex.Punct || t.IsAny(end, "左", "以", "前", "后", "後", "至", "到", "开", "開", "出", "结", "才", "就"))
}
