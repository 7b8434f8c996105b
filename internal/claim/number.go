package claim

import "math"

// number is a value as written, without unit.
type number struct {
	value, alt, step float64
	next             int // the token after it
	words            bool
	ordinal          bool
	part             bool // a fraction
	article          bool // only an article such as "a" or "un" stands for 1
	sign             int  // tokens of the money sign before it
	above            bool // somewhat more than the value, as 十几万
	scaled           bool // ends in a scale word: "5 million"
}

func (n *number) times(f float64) {
	n.value, n.alt, n.step = n.value*f, n.alt*f, n.step*f
}

// number reads the number at token i.
func (s *scanner) number(i int) (number, bool) {
	if k := s.signed(i); k > 0 {
		if n, ok := s.unsigned(i + k); ok && !n.ordinal && !n.article {
			n.times(-1)
			n.step = -n.step
			return n, true
		}
	}
	return s.unsigned(i)
}

// signed returns how many tokens at token i make the number behind them
// negative.
func (s *scanner) signed(i int) int {
	if _, n := s.find(i, classNeg); n > 0 {
		if s.insideHedge(i) {
			return 0
		}
		return n
	}
	if !s.isAny(i, "-", "−", "–", "－") || !s.glued(i+1) {
		return 0
	}
	if i == 0 || s.tokens[i].space || s.kind(i-1) == punct && !s.isAny(i-1, ")", "]", "%", "°") || s.kind(i-1) == glyph {
		return 1
	}
	return 0
}

// insideHedge says whether token i goes on a hedge, as the "menos" of "al
// menos".
func (s *scanner) insideHedge(i int) bool {
	for back := 1; back <= 3; back++ {
		if _, n := s.find(i-back, classHedge|classAfter); n > back {
			return true
		}
	}
	return false
}

func (s *scanner) unsigned(i int) (number, bool) {
	if s.is(i, "第") && !s.is(i+1, "第") {
		if n, ok := s.unsigned(i + 1); ok {
			n.ordinal = true
			return n, true
		}
	}
	if s.is(i, "半") && s.has(i+1, classUnit) {
		return number{value: .5, alt: .5, step: .5, next: i + 1, words: true}, true
	}
	if s.kind(i) == glyph {
		if !s.has(i, classFigure|classPower) {
			return number{}, false
		}
		return s.ideographs(i)
	}
	n, ok := s.figures(i)
	if ok && s.kind(n.next) == glyph {
		if h, ok := s.ideographs(i); ok && h.next >= n.next {
			return h, true
		}
	}
	if !ok {
		if n, ok = s.spelled(i); !ok {
			return n, false
		}
	}
	return s.tail(n), true
}

// tail reads what may follow a number: scales, "and a half", "over three".
func (s *scanner) tail(n number) number {
	n = s.scales(n)
	if v, next := s.andFraction(n.next); next > 0 && !n.ordinal && !n.part {
		unit := 1.0
		if e, k := s.find(next, classScale); n.scaled && k > 0 {
			unit, next = e.value, next+k // a billion and half a million
		} else if n.scaled {
			unit = s.lastScale(n.next)
		}
		n.value += v * unit
		n.alt, n.step = n.value, v*unit
		n.next = next
		n = s.scales(n)
	}
	if !n.ordinal && !n.part {
		n = s.over(n)
	}
	return n
}

// scales multiplies n by the scale words behind it: 3.5 million, 10k.
func (s *scanner) scales(n number) number {
	for !n.ordinal {
		e, k := s.scaleAt(n)
		if k == 0 {
			break
		}
		n.times(e.value)
		n.next += k
		n.scaled = true
		if s.is(n.next, ".") && s.glued(n.next) && s.abbreviated(n.next-1) {
			n.next++
		}
		if more, ok := s.lowerScale(n.next); ok && more.value < e.value {
			n.value += more.value
			n.alt, n.step, n.next = n.value, more.step, more.next
		} else if s.has(n.next, classCard) {
			if more, ok := s.spelled(n.next); ok && more.value < e.value && !more.ordinal && !more.article {
				n.value += more.value
				n.alt, n.step, n.next = n.value, more.step, more.next
			}
		}
	}
	return n
}

// lowerScale reads the "200 thousand" of "1 million 200 thousand" at token i.
func (s *scanner) lowerScale(i int) (number, bool) {
	if s.kind(i) != digits {
		return number{}, false
	}
	n, ok := s.grouped(i)
	if !ok {
		return n, false
	}
	e, k := s.find(n.next, classScale|classMult)
	if k == 0 || e.value < 100 || s.has(n.next, classCur) {
		return n, false
	}
	n.times(e.value)
	n.next += k
	return n, true
}

// scaleAt returns the scale word or letter behind n, and its tokens.
func (s *scanner) scaleAt(n number) (entry, int) {
	e, k := s.find(n.next, classScale|classMult)
	if k == 0 && s.kind(n.next-1) == digits {
		if e, k = s.find(n.next, classSuffix); k > 0 && !s.suffixFits(n.next, k, e) {
			k = 0
		}
	}
	if k == 0 || e.class != classSuffix && n.words && e.value < 1000 && (e.value != 12 || n.value < 100) {
		return entry{}, 0
	}
	if e.value == 100 && s.kind(n.next-1) == digits && s.has(n.next, classCur) && n.value > 9 {
		return entry{}, 0 // 12 cents
	}
	return e, k
}

// suffixFits tells the scale letter of 10k and 2.5 M from a unit: it stands
// alone, and apart from the number only as k or in capitals.
func (s *scanner) suffixFits(i, k int, e entry) bool {
	if s.glued(i+k) && s.kind(i+k) != punct && s.kind(i+k) != glyph {
		return false
	}
	return s.glued(i) || e.value == 1000 || len(s.tokens[i].lower) > 1 && s.upper(i) || e.value == 1e6 && s.upper(i) && s.kind(i+k) != digits
}

// abbreviated says whether the full stop behind token i belongs to it (Mrd.)
// rather than to the sentence.
func (s *scanner) abbreviated(i int) bool {
	return i+2 < len(s.tokens) && s.isAny(i, "mrd", "mio", "тыс", "tys", "mld", "mln", "млн", "млрд", "трлн", "tsd", "bn", "mn")
}

// lastScale is the scale word that ends right before token i.
func (s *scanner) lastScale(i int) float64 {
	if e, k := s.before(i, classScale|classMult); k > 0 {
		return e.value
	}
	return 1
}

// over reads "1 over 3", "one out of three" behind n.
func (s *scanner) over(n number) number {
	_, k := s.find(n.next, classOver)
	if k == 0 || n.scaled || s.language == "de" {
		return n
	}
	d, ok := s.figures(n.next + k)
	if !ok {
		if d, ok = s.spelled(n.next + k); !ok || d.article {
			return n
		}
	}
	d = s.scales(d)
	if s.is(n.next, "in") && (n.words != d.words || n.value > 9 || d.value < 3 || d.value > 12 && (math.Mod(d.value, 10) != 0 || d.value > 100 && math.Mod(math.Log10(d.value), 1) != 0) || s.has(d.next, classUnit|classCur|classPct|classSign) || s.is(d.next, "-")) {
		return n
	}
	if d.value <= n.value || d.value == 0 || d.ordinal || d.value != math.Trunc(d.value) {
		return n
	}
	n.value /= d.value
	n.alt, n.step, n.part, n.next = n.value, n.value, true, d.next
	return n
}
