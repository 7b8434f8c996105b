package claim

import (
	"math"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
)

// amount completes the number at place i with what stands around it.
func amount(t *lex.Text, i int, n numeral.Number) (Claim, int) {
	if yearLike(t, i, n) && t.Has(n.Next, lex.YearWord) {
		end := yearwordEnd(t, n.Next)
		return yearClaim(t, i, end, int(n.Value)), end
	}
	if c, end := feet(t, i, n); end > i {
		return hedged(t, c, i, end), end
	}
	n.Next = tolerance(t, n.Next)
	end := n.Next
	c := plain(n)
	unit, kind, unitEnd := readUnit(t, halfOf(t, end, n), n)
	if hi, next := rangeTo(t, i, 0, n, unit); next > 0 {
		end = next
		unit, kind, unitEnd = readUnit(t, end, hi)
		c = between(c, n, hi, unitEnd > end)
	}
	if unitEnd > end {
		c.Kind, c.Unit, end = kind, unit, unitEnd
	}
	c, end = scaledUnit(t, c, n, end)
	c, end = smallerUnit(t, c, end)
	c, end = aged(t, c, i, end)
	c, end = belowZero(t, c, end)
	c = hedged(t, c, i, end)
	if bareYear(t, c, i, n) && !hedgedCount(t, c, end) {
		c.Kind = Date
		c.Date.Year = int(n.Value)
	}
	return c, end
}

// feet reads a height as in 6'1" and 5’11″.
func feet(t *lex.Text, i int, n numeral.Number) (Claim, int) {
	at := n.Next
	tall := n.Value >= 1 && n.Value <= 8 && !n.Words && at == i+1
	if !tall || !t.IsAny(at, "'", "’", "′") || !t.Solid(i, 3) {
		return Claim{}, i
	}
	inches, ok := numeral.Unsigned(t, at+1)
	if !ok || inches.Value >= 12 || t.Kind(at+1) != lex.Digits {
		return Claim{}, i
	}
	c := plain(n)
	c.Unit = "foot"
	end := inches.Next
	if t.IsAny(end, "\"", "”", "″") && t.Glued(end) {
		end++
	}
	return c.plus(inches.Value/12, 1./12), end
}

// bareYear says whether the number at place i, which c states, can be a year.
func bareYear(t *lex.Text, c Claim, i int, n numeral.Number) bool {
	return bare(c) && !c.Age && c.High == c.Value && yearLike(t, i, n)
}

// belowZero reads what makes degrees negative behind them.
func belowZero(t *lex.Text, c Claim, end int) (Claim, int) {
	_, k := t.Find(end, lex.Below)
	degrees := c.Unit == "degree" || c.Unit == "celsius" || c.Unit == "fahrenheit"
	if k == 0 || c.Value <= 0 || !degrees {
		return c, end
	}
	c.Value, c.High, c.Alt = -c.High, -c.Value, -c.Alt
	return c, end + k
}

// tolerance steps over the "±0.5" behind a number.
func tolerance(t *lex.Text, i int) int {
	if !t.Is(i, "±") {
		return i
	}
	if n, ok := numeral.Figures(t, i+1); ok {
		return n.Next
	}
	return i
}

// halfOf steps over what stands between a fraction and its unit: "half an
// hour", "half-inch".
func halfOf(t *lex.Text, i int, n numeral.Number) int {
	at := i
	if t.Is(at, "-") && t.Glued(at) {
		at++
	} else if _, k := t.Find(at, lex.Art); k > 0 {
		at += k
	}
	if n.Part && n.Words && at > i && t.Has(at, lex.Unit) {
		return at
	}
	return i
}

// plain is the claim of a number alone, without its place.
func plain(n numeral.Number) Claim {
	c := Claim{Kind: Number, Value: n.Value, High: n.Value, Alt: n.Alt, Step: n.Step}
	c.Ordinal, c.Words = n.Ordinal, n.Words
	if n.Above {
		c.Hedge, c.Limit = Over, Open
	}
	return c
}

// between makes c the range from n to hi; "3 to 5 million" scales both.
func between(c Claim, n, hi numeral.Number, unit bool) Claim {
	c.High, c.Step = hi.Value, hi.Step
	if unit && hi.Scaled && !n.Scaled && n.Value < hi.Value {
		c.Value = n.Value * scaleOf(hi)
	}
	if c.High < c.Value {
		c.Value, c.High = c.High, c.Value
	}
	return c
}

// scaleOf is the power of a thousand that a scaled number carries.
func scaleOf(n numeral.Number) float64 {
	scale := 1.0
	for math.Abs(n.Value) >= scale*1000 {
		scale *= 1000
	}
	return scale
}

// scaledUnit reads a scale that follows the unit: "75 USD million".
func scaledUnit(t *lex.Text, c Claim, n numeral.Number, end int) (Claim, int) {
	if c.Kind != Money || n.Scaled {
		return c, end
	}
	e, k := t.Find(end, lex.Scale)
	if k == 0 || e.Value < 1e6 || !t.Has(end-1, lex.Code|lex.Sign) {
		return c, end
	}
	c.Value, c.High, c.Alt, c.Step = c.Value*e.Value, c.High*e.Value, c.Alt*e.Value, c.Step*e.Value
	return c, end + k
}

// smallerUnit adds the second unit of "5 ft 2 in", "two hours 30 minutes", "13
// euros and 45 cents", and the half of "十五斤半".
func smallerUnit(t *lex.Text, c Claim, end int) (Claim, int) {
	if c.Unit == "" || c.High != c.Value || end >= len(t.Tokens) {
		return c, end
	}
	if t.Is(end, "半") && c.Kind != Percent && t.Kind(end-1) == lex.Glyph {
		return c.plus(.5, .5), end + 1
	}
	if v, next := numeral.AndFraction(t, end); next > 0 && c.Kind != Percent && c.Kind != Money {
		return c.plus(v, v), next // two hours and a half
	}
	if c.Unit == "foot" && t.Is(end, "-") && t.Solid(end-1, 3) {
		if n, ok := numeral.Unsigned(t, end+1); ok && n.Value < 12 {
			return c.plus(n.Value/12, 1./12), n.Next // 6-foot-2
		}
	}
	at := end
	if _, k := t.Find(at, lex.And); k > 0 {
		at += k
	} else if t.InList(at, "centsand") {
		at++
	}
	n, ok := numeral.Unsigned(t, at)
	if !ok || n.Article || n.Ordinal || n.Value < 0 {
		return c, end
	}
	unit, kind, next := readUnit(t, n.Next, n)
	if next == n.Next && t.Is(next, "in") && c.Unit == "foot" {
		unit, kind, next = "inch", Number, next+1
	}
	if next == n.Next {
		return hundredths(t, c, n, end, at)
	}
	if share := shareOf(unit, c.Unit); kind == c.Kind && share > 0 && n.Value*share < 1 {
		return c.plus(n.Value*share, share), next
	}
	return c, end
}

// plus adds the part that a smaller unit states.
func (c Claim) plus(part, step float64) Claim {
	c.Value += part
	c.High, c.Alt, c.Step = c.Value, c.Value, step
	return c
}

// shareOf is how much of unit big one small is; 0 where that is not below 1.
func shareOf(small, big string) float64 {
	if share := families()[small][big]; share > 0 && share < 1 {
		return share
	}
	a, baseA := Base(1, small)
	b, baseB := Base(1, big)
	if baseA != baseB || a >= b {
		return 0
	}
	return a / b
}

// hundredths reads the cents of "15 Dollar 50" and "25 euros con 50": two
// figures behind an amount that nothing follows.
func hundredths(t *lex.Text, c Claim, n numeral.Number, end, at int) (Claim, int) {
	whole := c.Value == math.Trunc(c.Value) && n.Value == math.Trunc(n.Value)
	cents := whole && n.Value >= 10 && n.Value <= 99
	if c.Kind != Money || !cents || n.Scaled || n.Part {
		return c, end
	}
	unnamed := at == end && t.Trait(lex.CoinsNamed)
	alone := t.Kind(n.Next) == lex.Punct && !t.Is(n.Next, ":")
	if unnamed || !alone || !t.Has(end-1, lex.Cur) {
		return c, end
	}
	return c.plus(n.Value/100, .01), n.Next
}

// bare says whether a claim is a number of nothing.
func bare(c Claim) bool { return c.Kind == Number && c.Unit == "" }

// aged reads what makes a number an age: "aged 61", "61 years old".
func aged(t *lex.Text, c Claim, start, end int) (Claim, int) {
	if c.Kind != Duration && (!bare(c) || c.Ordinal || c.Value > 130) {
		return c, end
	}
	at := end
	if t.Is(at, "-") && t.Glued(at) || t.Is(at, "‑") {
		at++
	}
	e, k := t.Find(at, lex.Age)
	if k > 0 && e.Value == 3 && t.Glued(at) {
		c.Kind, c.Unit, c.Age = Duration, "year", true // 61-jährig, 13enne
		return c, at + k
	}
	if c.Kind == Duration {
		if k > 0 && e.Value == 1 {
			c.Age = true
			return c, at + k
		}
		c.Age = t.IsAny(end-1, "岁", "歲", "歳", "才")
	}
	if e, k := t.Before(start, lex.Age); k > 0 && e.Value == 2 {
		c.Age = true
	}
	return c, end
}

// hedgedCount says whether the hedge of a number makes it an amount: "more than
// 1500", "about 2000 people", but not "around 1990".
func hedgedCount(t *lex.Text, c Claim, end int) bool {
	r, _ := utf8.DecodeRuneInString(t.Source[c.From:])
	if c.From == c.Start || !unicode.IsLetter(r) {
		return false // 2019 or later, <2019
	}
	counts := t.Kind(end) == lex.Word && !t.Has(end, lex.Func)
	return c.Hedge != About || counts || t.Is(end, "of")
}

// yearwordEnd is the token behind the word for a year at token i, as in "2024
// года"; i where there is none.
func yearwordEnd(t *lex.Text, i int) int {
	_, k := t.Find(i, lex.YearWord)
	if k > 0 && t.Is(i, "г") && t.GluedIs(i+1, ".") && t.Kind(i+2) == lex.Word {
		k++
	}
	return i + k
}

// yearLike says whether a plain number of four digits is a year.
func yearLike(t *lex.Text, i int, n numeral.Number) bool {
	whole := n.Value == math.Trunc(n.Value) && !n.Scaled && !n.Ordinal
	counts := t.Kind(n.Next) == lex.Glyph && t.Has(n.Next, lex.Counter)
	if !whole || n.Value < 1100 || n.Value > 2100 || counts {
		return false
	}
	return n.Words || t.Kind(i) == lex.Digits && n.Next == i+1
}

// hedged completes a claim of the tokens from start to end with its place and
// the hedges around it: those before it ("about") and behind it ("or more").
func hedged(t *lex.Text, c Claim, start, end int) Claim {
	from, to := start, end
	if _, k := t.Before(start, lex.Between); k > 0 && c.High > c.Value {
		from -= k
	}
	e, k := t.Before(from, lex.Hedge)
	if e.Name == "atmost" && reached(t, from, k) {
		e, k = lex.Entry{}, 0
	}
	if after, more := hedgeBehind(t, end); more > end && (k == 0 || e.Name == "about") {
		e, k, to = after, 1, more // "about 20 or more"
	} else if outer, more := t.Before(from-k, lex.Hedge); k > 0 && more > 0 && e.Name == "about" {
		e, from = outer, from-k-more // "no more than about 20"
	} else {
		from -= k
	}
	if k > 0 {
		c.Hedge, c.Limit = hedgeOf(e.Name)
	}
	c.Start, c.End = t.Tokens[start].Start, t.Tokens[end-1].End
	c.From, c.To = t.Tokens[from].Start, t.Tokens[to-1].End
	c.Per = period(t, end)
	return c
}

// period is the unit of time behind the amount that ends at token i, and what
// it counts, that makes it a rate: month in "90 units a month".
func period(t *lex.Text, i int) string {
	const most = 2 // words between
	for at := i; at <= i+most && t.Kind(at) == lex.Word; at++ {
		if t.InList(at, "per") {
			e, k := t.Find(at+1, lex.Unit)
			_, base := Base(1, e.Name)
			if k == 0 || base != "s" || t.InList(at+1+k, "notper") || t.Kind(at+1+k) == lex.Digits {
				return ""
			}
			return e.Name
		}
		if t.Has(at, lex.Func) {
			break
		}
	}
	return ""
}

// hedgeBehind returns the hedge behind a number and the token behind it; in
// ideographs a counter may stand between them, as in 300人以上.
func hedgeBehind(t *lex.Text, end int) (lex.Entry, int) {
	if after, k := t.Find(end, lex.After); k > 0 {
		if t.Has(end+k, lex.Card) || t.Kind(end+k) == lex.Digits && after.Name == "about" {
			return lex.Entry{}, end // "alle 17 circa 200"
		}
		return after, end + k
	}
	if t.Kind(end) == lex.Glyph {
		if _, counter := t.Find(end, lex.Counter); counter > 0 {
			if after, k := t.Find(end+counter, lex.After); k > 0 {
				return after, end + counter + k
			}
		}
	}
	return lex.Entry{}, end
}

// reached says whether the k tokens before token i, which may mean "up to",
// mean "to" here: a change before them ends at the value, as in "выросла до 5".
func reached(t *lex.Text, i, k int) bool {
	if _, own := t.Find(i-k, lex.Range); k == 0 || own != k {
		return false
	}
	for at := i - k - 1; at >= max(i-k-8, 0) && !pause(t, at); at-- {
		if t.Has(at, lex.Diff) {
			return true
		}
	}
	return false
}

// pause says whether token i ends a clause, as no mark inside a number does.
func pause(t *lex.Text, i int) bool {
	return t.IsAny(i, ".", ",", ";", ":") && !t.Glued(i+1)
}

// hedgeOf is what a hedge of the tables says.
func hedgeOf(name string) (Hedge, Limit) {
	switch name {
	case "about":
		return About, NoLimit
	case "nearly":
		return Under, NoLimit
	case "under":
		return Under, Open
	case "atmost":
		return Under, Closed
	case "over":
		return Over, Open
	case "atleast":
		return Over, Closed
	case "equal":
		return Exact, Closed
	}
	return Exact, NoLimit
}
