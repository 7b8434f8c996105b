package claim

// money reads an amount whose sign or code stands first: $5bn, EUR 3 million,
// 人民币50元.
func (s *scanner) money(i int) ([]Claim, int) {
	e, k := s.find(i, classSign|classCode)
	if k == 0 || e.class == classCode && s.text[s.tokens[i].start:s.tokens[i].end] == s.tokens[i].lower {
		return nil, i
	}
	n, ok := s.figures(i + k)
	if !ok {
		n, ok = s.spelled(i + k)
		ok = ok && n.scaled
	}
	if !ok || n.ordinal {
		return nil, i
	}
	n = s.moneyScale(i+k, n)
	n.sign = k
	c := n.claim()
	c.Kind, c.Unit = Money, e.name
	end := n.next
	if hi, next := s.rangeTo(i+k, n, ""); next > 0 {
		c, end = between(c, n, s.moneyScale(0, hi), true), next
	}
	if x, m := s.find(end, classCur|classCode|classSign); m > 0 && SameCurrency(x.name, e.name) && s.currencyFits(end, x) && !(x.class != classCur && s.kind(end+m) == digits) {
		c.Unit, end = x.name, end+m
	}
	if s.signed(i-1) == 1 && s.glued(i) {
		c.Value, c.High, c.Alt = -c.Value, -c.High, -c.Alt
	}
	return s.list(s.hedged(c, i, end)), end
}

// moneyScale reads the scale behind an amount of money; letters may stand for
// it here. The number began at token i; 0 where that does not matter.
func (s *scanner) moneyScale(i int, n number) number {
	n = s.tail(n)
	if !n.scaled {
		if x, m := s.find(n.next, classSuffix); m > 0 && (s.glued(n.next) || s.kind(n.next+m) != digits && s.upper(n.next)) {
			n.times(x.value)
			n.next, n.scaled = n.next+m, true
		}
	}
	if i > 0 && s.kind(n.next) == glyph {
		if h, ok := s.ideographs(i); ok {
			return h
		}
	}
	return n
}

// upper says whether token i begins with a capital.
func (s *scanner) upper(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	return s.text[t.start] != t.lower[0]
}

// percentFirst reads 百分之五, 七成 and 八折.
func (s *scanner) percentFirst(i int) ([]Claim, int) {
	if !s.glyphs || s.kind(i) != glyph && s.kind(i) != digits {
		return nil, i
	}
	n, ok := s.perHundred(i)
	if !ok {
		if n, ok = s.tenths(i); !ok {
			return nil, i
		}
	}
	c := n.claim()
	c.Kind, c.Unit = Percent, "%"
	return s.list(s.hedged(c, i, n.next)), n.next
}

// perHundred reads 百分之五 and 千分之五.
func (s *scanner) perHundred(i int) (number, bool) {
	if !s.is(i+1, "分") || !s.is(i+2, "之") || !s.isAny(i, "百", "千", "万") {
		return number{}, false
	}
	n, ok := s.number(i + 3)
	switch {
	case ok && s.is(i, "千"):
		n.times(.1)
	case ok && s.is(i, "万"):
		n.times(.01)
	}
	return n, ok
}

// tenths reads 七成, 三割 and the 八折 of a discount, with a second figure
// behind them.
func (s *scanner) tenths(i int) (number, bool) {
	n, ok := s.unsigned(i)
	if !ok || n.value > 10 || n.ordinal || !s.isAny(n.next, "成", "折", "割") {
		return n, false
	}
	if s.isAny(n.next+1, "为", "立", "員", "员", "扣", "断", "り", "れ", "る", "引", "本", "就", "果", "功") {
		return n, false
	}
	n.times(10)
	n.next++
	if more, ok := s.unsigned(n.next); ok && more.value < 10 && (s.kind(n.next) == glyph || s.is(more.next, "分")) {
		n.value, n.step, n.next = n.value+more.value, 1, more.next
		n.alt = n.value
		if s.is(n.next, "分") {
			n.next++
		}
	}
	return n, true
}
