package numeral

import (
	"math"
	"strconv"
	"strings"

	"newsbrief/internal/claim/lex"
)

// onCheques are numerals that are other words when they stand alone.
const onCheques = "伍陆拾参參佰仟陸"

// Ideographs reads a number at token i that holds Chinese numerals, alone or
// mixed with digits: 三百五十, 1万3千, 三分之二, 一又二分之一.
func Ideographs(t *lex.Text, i int) (Number, bool) {
	n, ok := hanNumber(t, i)
	if !ok {
		return n, false
	}
	if t.IsAny(n.Next, "又", "和") {
		if lower, ok := hanNumber(t, n.Next+1); ok {
			if f := hanShare(t, lower); f.Part {
				n = n.plus(f.Value, f.Value, f.Next)
			}
		}
		return n, true
	}
	return hanShare(t, n), true
}

// hanNumber reads a number without fraction.
func hanNumber(t *lex.Text, i int) (Number, bool) {
	h := hanReader{Text: t, at: i, step: 1, last: 1}
	if !h.read() {
		return Number{}, false
	}
	v := h.point(h.total + h.section + h.figure)
	n := Number{Value: v, Alt: v, Step: h.step, Next: h.at, Words: !h.digits, Scaled: h.scaled, Above: h.above}
	if n.Next == i+1 && strings.Contains(onCheques, t.Tokens[i].Lower) {
		return n, false // alone these are words: 队伍, 拾取
	}
	if t.Is(n.Next, "打") && (v >= 2 || t.Kind(n.Next+1) != lex.Glyph) && !batted(t, n.Next+1) {
		n.Times(12)
		n.Next++
	}
	return n, true
}

// batted says whether the 打 before place i is no dozen but of a game, as in 打点
// and 打席.
func batted(t *lex.Text, i int) bool {
	return t.IsAny(i, "点", "席", "数", "者", "線", "球", "率", "算", "破", "撃", "击", "分")
}

// hanShare makes n the denominator of 三分之二 where such a fraction follows.
func hanShare(t *lex.Text, n Number) Number {
	if !t.Is(n.Next, "分") || !t.IsAny(n.Next+1, "之", "の") || n.Value == 0 {
		return n
	}
	if top, ok := hanNumber(t, n.Next+2); ok {
		n.Value = top.Value / n.Value
		n.Alt, n.Step, n.Part, n.Next = n.Value, n.Value, true, top.Next
	}
	return n
}

// hanReader sums a number: figures until a power of ten multiplies them, a
// section below 万, and the total of the sections above.
type hanReader struct {
	*lex.Text
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
	for ; h.at < len(h.Tokens); h.at++ {
		if h.Tokens[h.at].Space && h.have && !h.joined() {
			break
		}
		if !h.addFigure() && !h.addPower() && !h.addMany() {
			break
		}
	}
	tens := h.powers && !h.zero && !h.digits && h.last >= 100
	if tens && h.figure > 0 && h.figure < 10 && h.Trait(lex.TensImplied) {
		h.figure *= h.last / 10
	}
	return h.have
}

// joined says whether the token at hand goes on a number after a space.
func (h *hanReader) joined() bool {
	if h.Has(h.at, lex.Power) {
		return true
	}
	return h.Trait(lex.WideFigures) && h.Has(h.at, lex.Figure|lex.Many)
}

// addFigure takes the numeral or the run of digits at hand.
func (h *hanReader) addFigure() bool {
	v, ok := h.numeral()
	if !ok {
		return false
	}
	glyph := h.Kind(h.at) == lex.Glyph
	goesOn := glyph && h.have && !h.powers
	if goesOn && h.run > 0 && h.run < 16 {
		h.figure = h.figure*10 + v
	} else {
		h.figure, h.run = v, 0
	}
	if glyph {
		h.run++
		h.zero = h.zero || v == 0
	}
	h.have = true
	return true
}

// numeral is the value of the numeral or the run of digits at hand.
func (h *hanReader) numeral() (float64, bool) {
	if h.Kind(h.at) == lex.Digits {
		n, ok := Grouped(h.Text, h.at)
		if ok {
			h.at, h.digits, h.step = n.Next-1, true, n.Step
		}
		return n.Value, ok
	}
	e, k := h.Find(h.at, lex.Figure)
	return e.Value, k == 1
}

// addPower takes the power of ten at hand. A number begins with one only
// where it is below 万, and no 数 or 几 before makes it vague.
func (h *hanReader) addPower() bool {
	e, k := h.Find(h.at, lex.Power)
	if _, unit := h.Find(h.at, lex.Unit); unit > 1 && h.have {
		return false // 2千克 is 2 kg
	}
	if k == 0 || !h.have && (e.Value >= 1e4 || h.vague(h.at-1)) {
		return false
	}
	if e.Value >= 1e4 {
		h.endSection(e.Value)
	} else {
		if h.figure == 0 {
			h.figure = 1 // 十 alone, and 零十
		}
		h.section += h.figure * e.Value
	}
	if h.digits {
		h.step *= e.Value
	} else {
		h.step = e.Value
	}
	h.have, h.powers, h.zero, h.run = true, true, false, 0
	h.figure, h.last = 0, e.Value
	return true
}

// vague says whether token i makes a power behind it an unknown number, as in
// 数百 and 上百; 晚上十点 does not.
func (h *hanReader) vague(i int) bool {
	return h.IsAny(i, "数", "數", "几", "幾", "成") || h.Is(i, "上") && !h.IsAny(i-1, "晚", "早")
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
	if !h.have || h.above || !h.Has(h.at, lex.Many) || h.section+h.total+h.figure < 10 {
		return false
	}
	h.above = true
	return true
}

// point adds the decimals behind 点.
func (h *hanReader) point(v float64) float64 {
	if !h.IsAny(h.at, "点", "點") {
		return v
	}
	save := h.at
	var figures strings.Builder
	for h.at++; h.at < len(h.Tokens) && figures.Len() <= 15 && !h.Tokens[h.at].Space; h.at++ {
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
