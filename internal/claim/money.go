package claim

import (
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// money reads an amount whose sign or code stands first: $5bn, EUR 3 million,
// 人民币50元.
func money(t *lex.Text, i int) (c Claim, end int) {
	e, k := t.Find(i, lex.Sign|lex.Code)
	if k == 0 || e.Class == lex.Code && t.Written(i) == t.Tokens[i].Lower {
		return c, i
	}
	n, ok := numeral.Figures(t, i+k)
	if !ok {
		n, ok = numeral.Spelled(t, i+k)
		ok = ok && n.Scaled
	}
	if !ok || n.Ordinal {
		return c, i
	}
	n = moneyScale(t, i+k, n)
	c = plain(n)
	c.Kind, c.Unit = Money, e.Name
	end = n.Next
	if hi, next := rangeTo(t, i+k, k, n, ""); next > 0 {
		c, end = between(c, n, moneyScale(t, 0, hi), true), next
	}
	if x, m := t.Find(end, lex.Cur|lex.Code|lex.Sign); m > 0 && currencyFits(t, end, x) {
		next := x.Class != lex.Cur && t.Kind(end+m) == lex.Digits
		if !next && SameCurrency(x.Name, e.Name) {
			c.Unit, end = x.Name, end+m
		}
	}
	if numeral.Signed(t, i-1) == 1 && t.Glued(i) {
		c.Value, c.High, c.Alt = -c.Value, -c.High, -c.Alt
	}
	return hedged(t, c, i, end), end
}

// moneyScale reads the scale behind an amount of money; letters may stand for
// it here. The number began at token i; 0 where that does not matter.
func moneyScale(t *lex.Text, i int, n numeral.Number) numeral.Number {
	n = numeral.Tail(t, n)
	if x, m := t.Find(n.Next, lex.Suffix); m > 0 && !n.Scaled {
		if t.Glued(n.Next) || t.Kind(n.Next+m) != lex.Digits {
			n.Times(x.Value)
			n.Next, n.Scaled = n.Next+m, true
		}
	}
	if i > 0 && t.Kind(n.Next) == lex.Glyph {
		if h, ok := numeral.Ideographs(t, i); ok {
			return h
		}
	}
	return n
}

// percentFirst reads 百分之五, 七成 and 八折.
func percentFirst(t *lex.Text, i int) (c Claim, end int) {
	if !t.Glyphs || t.Kind(i) != lex.Glyph && t.Kind(i) != lex.Digits {
		return c, i
	}
	n, ok := perHundred(t, i)
	if !ok {
		if n, ok = tenths(t, i); !ok {
			return c, i
		}
	}
	c = plain(n)
	c.Kind, c.Unit = Percent, "%"
	return hedged(t, c, i, n.Next), n.Next
}

// perHundred reads 百分之五 and 千分之五.
func perHundred(t *lex.Text, i int) (numeral.Number, bool) {
	if !t.Is(i+1, "分") || !t.Is(i+2, "之") || !t.IsAny(i, "百", "千", "万") {
		return numeral.Number{}, false
	}
	n, ok := numeral.Read(t, i+3)
	switch {
	case ok && t.Is(i, "千"):
		n.Times(.1)
	case ok && t.Is(i, "万"):
		n.Times(.01)
	}
	return n, ok
}

// tenths reads 七成, 三割 and the 八折 of a discount, with a second figure
// behind them.
func tenths(t *lex.Text, i int) (numeral.Number, bool) {
	n, ok := numeral.Unsigned(t, i)
	if !ok || n.Value > 10 || n.Ordinal || !t.IsAny(n.Next, "成", "折", "割") {
		return n, false
	}
	if t.IsAny(n.Next+1, "为", "立", "員", "员", "扣", "断", "り", "れ", "る", "引", "本", "就", "果", "功") {
		return n, false
	}
	n.Times(10)
	n.Next++
	more, ok := numeral.Unsigned(t, n.Next)
	if ok && more.Value < 10 && (t.Kind(n.Next) == lex.Glyph || t.Is(more.Next, "分")) {
		n.Value, n.Step, n.Next = n.Value+more.Value, 1, more.Next
		n.Alt = n.Value
		if t.Is(n.Next, "分") {
			n.Next++
		}
	}
	return n, true
}
