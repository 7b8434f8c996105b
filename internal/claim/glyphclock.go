package claim

// glyphClock reads 下午3時半, 晚上十点, 9时30分.
func (s *scanner) glyphClock(i int) (Day, int) {
	if !s.glyphs {
		return Day{}, i
	}
	from := i
	half, k := s.find(i, classAm|classPm)
	if k > 0 {
		from += k
	}
	hour, next := s.glyphInt(from)
	if next == from || hour > 24 || !s.isAny(next, "点", "點", "时", "時") || s.isAny(next+1, "间", "間") {
		return Day{}, i
	}
	minute, end := s.glyphMinutes(next + 1)
	if k == 0 && end == next+1 && !s.isAny(next, "时", "時") && !s.hourStands(from, end) {
		return Day{}, i
	}
	if s.isAny(end, "钟", "鐘", "整") {
		end++
	}
	if k > 0 && half.class == classPm && hour < 12 {
		hour += 12
	}
	return at(hour, minute), end
}

// glyphMinutes reads 半, 一刻 and 30分 at token i.
func (s *scanner) glyphMinutes(i int) (int, int) {
	if s.is(i, "半") {
		return 30, i + 1
	}
	m, next := s.glyphInt(i)
	switch {
	case next > i && s.is(next, "分") && !s.is(next+1, "之") && m < 60:
		return m, next + 1
	case next > i && s.is(next, "刻") && m < 4:
		return 15 * m, next + 1
	}
	return 0, i
}

// hourStands says whether 9点 without more is the hour: in digits, and nothing
// that would be counted follows.
func (s *scanner) hourStands(from, end int) bool {
	if s.isAny(end, "钟", "鐘") {
		return true
	}
	return s.kind(from) == digits && (s.kind(end) == punct || s.isAny(end, "左", "以", "前", "后", "後", "至", "到", "开", "開", "出", "结", "才", "就"))
}
