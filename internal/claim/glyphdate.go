package claim

// glyphDate reads 2024年3月12日 and its parts.
func (s *scanner) glyphDate(i int) (Day, int) {
	var d Day
	if !s.glyphs {
		return d, i
	}
	at := i
	if d.Year, at = s.era(i); at > i {
		return s.glyphMonth(d, at)
	}
	if v, next := s.glyphInt(at); next > at && s.is(next, "年") && (v >= 1000 && v < 2200) {
		if s.is(next+1, "代") {
			return Day{Decade: v}, next + 2
		}
		d.Year, at = v, next+1
		if s.is(at, "度") {
			at++
		}
	} else if next > at && s.is(next, "年") && s.is(next+1, "代") && v%10 == 0 {
		return Day{Decade: v}, next + 2
	}
	return s.glyphMonth(d, at)
}

// era reads a year counted from the beginning of a reign, as 令和5年.
func (s *scanner) era(i int) (int, int) {
	e, k := s.find(i, classEra)
	if k == 0 {
		return 0, i
	}
	if s.is(i+k, "元") && s.is(i+k+1, "年") {
		return int(e.value) + 1, i + k + 2
	}
	if v, next := s.glyphInt(i + k); next > i+k && s.is(next, "年") && v > 0 && v < 150 {
		return int(e.value) + v, next + 1
	}
	return 0, i
}

// glyphMonth reads 3月12日 and 12日, behind the year of d or alone.
func (s *scanner) glyphMonth(d Day, at int) (Day, int) {
	if v, next := s.glyphInt(at); next > at && s.is(next, "月") && v >= 1 && v <= 12 && !s.is(next+1, "間") {
		d.Month, at = v, next+1
		if v, next := s.glyphInt(at); next > at && (s.is(next, "日") || s.is(next, "号") || s.is(next, "號")) && v >= 1 && v <= 31 {
			d.Day, at = v, next+1
		}
	} else if next > at && d.Year == 0 && (s.is(next, "日") || s.is(next, "号")) && v >= 1 && v <= 31 && !s.isAny(next+1, "間", "间", "元", "本", "前", "後", "后", "目", "以", "連", "连", "ぶ") {
		return Day{Day: v}, next + 1
	}
	return d, at
}

// glyphInt reads a small whole number in digits or ideographs.
func (s *scanner) glyphInt(i int) (int, int) {
	if s.kind(i) == digits && s.kind(i+1) == glyph {
		v, w := s.integer(i)
		if w > 0 {
			return v, i + 1
		}
	}
	if s.kind(i) == glyph {
		if n, ok := s.ideographs(i); ok && n.words && n.value < 3000 && n.value == float64(int(n.value)) {
			return int(n.value), n.next
		}
	}
	return 0, i
}
