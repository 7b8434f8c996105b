package claim

import (
	"math"
	"strconv"
	"strings"
)

// onCheques are numerals that are other words when they stand alone.
const onCheques = "伍陆拾参參佰仟陸"

// ideographs reads a number at token i that holds Chinese numerals, alone or
// mixed with digits: 三百五十, 1万3千, 三分之二, 一又二分之一.
func (s *scanner) ideographs(i int) (number, bool) {
	n, ok := s.hanNumber(i)
	if !ok {
		return n, false
	}
	if s.isAny(n.next, "又", "和") {
		if lower, ok := s.hanNumber(n.next + 1); ok {
			if f := s.hanShare(lower); f.part {
				n.value += f.value
				n.alt, n.step, n.next = n.value, f.value, f.next
			}
		}
		return n, true
	}
	return s.hanShare(n), true
}

// hanNumber reads a number without fraction.
func (s *scanner) hanNumber(i int) (number, bool) {
	h := hanReader{scanner: s, at: i, step: 1, last: 1}
	if !h.read() {
		return number{}, false
	}
	v := h.point(h.total + h.section + h.figure)
	n := number{value: v, alt: v, step: h.step, next: h.at, words: !h.digits, scaled: h.scaled, above: h.above}
	if n.next == i+1 && strings.Contains(onCheques, s.tokens[i].lower) {
		return n, false // alone these are words: 队伍, 拾取
	}
	if s.is(n.next, "打") && (v >= 2 || s.kind(n.next+1) != glyph) {
		n.times(12)
		n.next++
	}
	return n, true
}

// hanShare makes n the denominator of 三分之二 where such a fraction follows.
func (s *scanner) hanShare(n number) number {
	if !s.is(n.next, "分") || !s.isAny(n.next+1, "之", "の") || n.value == 0 {
		return n
	}
	if top, ok := s.hanNumber(n.next + 2); ok {
		n.value = top.value / n.value
		n.alt, n.step, n.part, n.next = n.value, n.value, true, top.next
	}
	return n
}

// hanReader sums a number: figures until a power of ten multiplies them, a
// section below 万, and the total of the sections above.
type hanReader struct {
	*scanner
	at                     int
	total, section, figure float64
	step                   float64
	last                   float64 // the last power, for 二百五 = 250
	run                    int     // figures in a row, as in 二〇二四
	have, powers, zero     bool
	digits                 bool // holds 0-9
	scaled                 bool
	above                  bool // 几 or 余 stands in it
}

func (h *hanReader) read() bool {
	for ; h.at < len(h.tokens); h.at++ {
		if h.tokens[h.at].space && h.have && !h.joined() {
			break
		}
		if !h.addFigure() && !h.addPower() && !h.addMany() {
			break
		}
	}
	if h.figure > 0 && h.powers && !h.zero && !h.digits && h.last >= 100 && h.figure < 10 && h.language == "zh" {
		h.figure *= h.last / 10
	}
	return h.have
}

// joined says whether the token at hand goes on a number after a space.
func (h *hanReader) joined() bool {
	if h.has(h.at, classPower) {
		return true
	}
	return h.has(h.at, classFigure|classMany) && h.language == "zh"
}

// addFigure takes the numeral or the run of digits at hand.
func (h *hanReader) addFigure() bool {
	v, ok := h.numeral()
	if !ok {
		return false
	}
	if h.have && h.run > 0 && h.run < 16 && h.kind(h.at) == glyph && !h.powers {
		h.figure = h.figure*10 + v
	} else {
		h.figure, h.run = v, 0
	}
	if h.kind(h.at) == glyph {
		h.run++
		h.zero = h.zero || v == 0
	}
	h.have = true
	return true
}

// numeral is the value of the numeral or the run of digits at hand.
func (h *hanReader) numeral() (float64, bool) {
	if h.kind(h.at) == digits {
		n, ok := h.grouped(h.at)
		if ok {
			h.at, h.digits, h.step = n.next-1, true, n.step
		}
		return n.value, ok
	}
	f := h.tokens[h.at].form
	if f == nil || f.classes&classFigure == 0 {
		return 0, false
	}
	e, k := h.find(h.at, classFigure)
	return e.value, k == 1
}

// addPower takes the power of ten at hand. A number begins with one only
// where it is below 万, and no 数 or 几 before makes it vague.
func (h *hanReader) addPower() bool {
	e, k := h.find(h.at, classPower)
	if _, unit := h.find(h.at, classUnit); unit > 1 && h.have {
		return false // 2千克 is 2 kg
	}
	if k == 0 || !h.have && (e.value >= 1e4 || h.vague(h.at-1)) {
		return false
	}
	if e.value >= 1e4 {
		h.endSection(e.value)
	} else {
		if h.figure == 0 {
			h.figure = 1 // 十 alone, and 零十
		}
		h.section += h.figure * e.value
	}
	if h.digits {
		h.step *= e.value
	} else {
		h.step = e.value
	}
	h.have, h.powers, h.zero, h.run = true, true, false, 0
	h.figure, h.last = 0, e.value
	return true
}

// vague says whether token i makes a power behind it an unknown number, as in
// 数百 and 上百; 晚上十点 does not.
func (h *hanReader) vague(i int) bool {
	return h.isAny(i, "数", "數", "几", "幾", "成") || h.is(i, "上") && !h.isAny(i-1, "晚", "早")
}

// endSection multiplies what was read by a power of 万 or above.
func (h *hanReader) endSection(power float64) {
	sum := h.section + h.figure
	switch {
	case sum == 0:
		h.total *= power // 万亿: the powers multiply
	case h.total > 0 && h.total < power:
		h.total = (h.total + sum) * power
	default:
		h.total += sum * power
	}
	h.section, h.scaled = 0, true
}

// addMany takes the 几 of 十几万 and the 余 of 三十余.
func (h *hanReader) addMany() bool {
	if !h.have || h.above || !h.has(h.at, classMany) || h.section+h.total+h.figure < 10 {
		return false
	}
	h.above = true
	return true
}

// point adds the decimals behind 点.
func (h *hanReader) point(v float64) float64 {
	if !h.isAny(h.at, "点", "點") {
		return v
	}
	save := h.at
	var figures strings.Builder
	for h.at++; h.at < len(h.tokens) && figures.Len() <= 15 && !h.tokens[h.at].space; h.at++ {
		f, ok := h.numeral()
		if !ok {
			break
		}
		figures.WriteString(strconv.FormatFloat(f, 'f', -1, 64))
	}
	if figures.Len() == 0 || figures.Len() > 15 {
		h.at = save
		return v
	}
	h.step = math.Pow10(-figures.Len())
	return v + atof("0."+figures.String())
}
