package claim

import (
	"math"
	"strings"
)

// decimals reads "point two five" behind n.
func (s *scanner) decimals(n number) number {
	_, k := s.find(n.next, classPoint)
	if k == 0 || n.ordinal {
		return n
	}
	at := n.next + k
	if f, ok := s.partAt(at); ok {
		n.value += f.value
		n.alt, n.step, n.next = n.value, f.value, f.next
		return n
	}
	figures, at := s.spelledFigures(at)
	if figures == "" {
		return n
	}
	n.step = math.Pow10(-len(figures))
	n.value += atof(figures) * n.step
	n.alt, n.next = n.value, at
	return n
}

// spelledFigures reads the figures behind the decimal point, one by one or as
// one number of two figures and more.
func (s *scanner) spelledFigures(at int) (string, int) {
	var figures strings.Builder
	for figures.Len() < 12 {
		c := s.cardinal(at)
		v := c.total()
		if v > 999 {
			v, c = s.figureWord(at) // eleven point five million
		}
		if !c.some || c.ordinal || v != math.Trunc(v) || v > 1e6 {
			break
		}
		writeInt(&figures, v)
		at = c.next
		if v >= 10 {
			break
		}
	}
	return figures.String(), at
}

// figureWord reads one word for a figure at token i.
func (s *scanner) figureWord(i int) (float64, cardinal) {
	if e, k := s.find(i, classCard); k > 0 && e.value < 10 {
		return e.value, cardinal{some: true, next: i + k}
	}
	return 0, cardinal{}
}

// partAt reads "un medio" or "two fifths" at token i.
func (s *scanner) partAt(i int) (number, bool) {
	c := s.cardinal(i)
	if c.some && !c.ordinal && c.total() > 0 {
		if f, k := s.fraction(c.next); k > 0 && f > c.total() {
			return words(c.total()/f, c.next+k), true
		}
	}
	n, ok := s.article(i)
	return n, ok && n.part
}
