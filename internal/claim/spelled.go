package claim

// atom is one meaningful part of a number in words.
type atom struct {
	class class
	value float64
}

// spelled reads a number in words at token i: "three hundred and twelve",
// "einundzwanzig", "two thirds", "a dozen", "half a million", "twenty-first".
func (s *scanner) spelled(i int) (number, bool) {
	if i >= len(s.tokens) || s.kind(i) != word {
		return number{}, false
	}
	if e, k := s.find(i, classMixed); k > 0 {
		n := s.scales(words(e.value, i+k))
		if n.part = n.value < 1; n.part {
			n.step = n.value
		}
		return n, true
	}
	if n, ok := s.halfA(i); ok {
		return n, true
	}
	c := s.cardinal(i)
	if !c.some {
		return s.article(i)
	}
	n := words(c.total(), c.next)
	n.ordinal = c.ordinal
	n.step = c.step
	n.scaled = len(c.parts) > 0 && !c.counted && !c.ordinal
	if n.ordinal {
		return n, true
	}
	if f, k := s.fraction(n.next); k > 0 && n.value > 0 {
		if s.language == "en" {
			n = n.shareOfTens(f)
		} else {
			n = n.share(f)
		}
		n.next += k
		return s.hyphenScale(n), true
	}
	return s.decimals(n), true
}

// hyphenScale reads the scale of "un demi-million".
func (s *scanner) hyphenScale(n number) number {
	if s.is(n.next, "-") && s.glued(n.next) && s.has(n.next+1, classScale) {
		n.next++
	}
	return s.scales(n)
}

// words makes a number that was written in words.
func words(v float64, next int) number {
	return number{value: v, alt: v, step: 1, next: next, words: true}
}

// article reads "a dozen", "a third", "un million"; and the bare article,
// which says 1 only where something is counted.
func (s *scanner) article(i int) (number, bool) {
	_, k := s.find(i, classArt)
	if k == 0 {
		return number{}, false
	}
	at := i + k
	if n, ok := s.halfA(at); ok && n.scaled {
		return n, true
	}
	if e, m := s.find(at, classScale|classMult); m > 0 {
		n := words(e.value, at+m)
		n.step, n.scaled = e.value, true
		if c := s.cardinal(at); c.next > n.next && !c.ordinal {
			n = words(c.total(), c.next) // a hundred and twenty thousand
			n.step, n.scaled = c.step, !c.counted
		}
		if f, k := s.fraction(n.next); k > 0 && s.language == "en" {
			n = n.share(f) // a hundred millionths
			n.next += k
		}
		return s.scales(n), true
	}
	if f, m := s.fraction(at); m > 0 {
		n := words(1/f, at+m)
		n.part, n.step = true, 1/f
		return s.scales(n), true
	}
	n := words(1, at)
	n.article = true
	return n, true
}
