package across

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// likely says how a value of the translation follows from the source's sentence
// where people write the same thing in another way; "" where it does not.
func (c *crossing) likely(x claim.Claim, text string) string {
	switch {
	case x.Kind == claim.Date && x.Unit == "":
		return c.source.likelyDate(x)
	case c.source.onTheHour(x):
		return "the time of day"
	case x.Unit == "h" && x.Value == 24:
		return "a day" // 24 hours for "round the clock"
	case c.source.scaledBy(x.Value) && c.source.scaledBy(x.High):
		return "the same value"
	case x.High > x.Value && c.source.sharedScale(x):
		return "the same value"
	case c.source.roman(x.Value), c.figuresInRow(text) && !measuredOtherwise(c, x) && !c.source.scaledOtherwise(x):
		return "the same figures"
	}
	return ""
}

// likelyDate accepts a month or a year that the source leaves to its reader, a
// weekday for a day, and months that are other words.
func (v *atoms) likelyDate(x claim.Claim) string {
	d := x.Date
	for _, l := range v.claims {
		s := l.Date
		if l.Kind != claim.Date || s.Day == 0 || s.Day != d.Day {
			continue
		}
		sameMonth := s.Month == d.Month || s.Month == 0
		if sameMonth && (s.Year == 0 || s.Year == d.Year) {
			return "the same day, told in full"
		}
	}
	if d.Clock != 0 && v.is(float64((d.Clock-1)/60*100+(d.Clock-1)%60)) {
		return "the same time" // 0430
	}
	month := d.Month != 0 && v.wordFor(lex.Month, float64(d.Month))
	whole := func(n int) bool { return n == 0 || v.is(float64(n)) }
	if month && whole(d.Day) && whole(d.Year) {
		return "the same month"
	}
	if d.Clock != 0 && v.wordFor(lex.Clock, math.Floor(float64(d.Clock-1)/60)) {
		return "the same time"
	}
	if d.Decade != 0 && v.wordFor(lex.Decades, float64(d.Decade)) {
		return "the same decade"
	}
	return ""
}

// words yields the words of the passage in lower case.
func (v *atoms) words(yield func(string) bool) {
	for w := range strings.FieldsFuncSeq(strings.ToLower(v.text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !yield(w) {
			return
		}
	}
}

// wordFor says whether the passage has a word of a class with a value; decades
// compare without their century.
func (v *atoms) wordFor(class lex.Class, value float64) bool {
	for w := range v.words {
		n, ok := lex.ValueOf(w, v.language, class)
		if ok && (n == value || class == lex.Decades && math.Mod(n, 100) == math.Mod(value, 100)) {
			return true
		}
	}
	return false
}

// onTheHour says whether an amount may be an hour of the day that the passage
// has: 15 for 3 p.m., 13.30 for half past one, 10 to 22 hours.
func (v *atoms) onTheHour(x claim.Claim) bool {
	if x.Unit != "" && x.Unit != "h" || x.Words || len(v.clocks) == 0 {
		return false
	}
	return v.hour(x.Value) && v.hour(x.High)
}

func (v *atoms) hour(x float64) bool {
	whole, rest := math.Modf(x)
	minutes := math.Round(rest * 100)
	return x >= 0 && x <= 24 && minutes < 60 && v.clocks[(int(whole)*60+int(minutes))%720]
}

// scaledBy says whether the passage has a number as figures and a word of scale
// apart, or alone: a million for 1,000,000, 16-миллионный.
func (v *atoms) scaledBy(x float64) bool {
	x = math.Abs(x)
	if x < 1000 {
		return false
	}
	for f := range v.scales() {
		if x == f || v.is(x/f) {
			return true
		}
	}
	return false
}

// scales are the values of the words of scale in the passage, also of those that
// only begin as one does.
func (v *atoms) scales() map[float64]bool {
	if v.scaleWords != nil {
		return v.scaleWords
	}
	v.scaleWords = map[float64]bool{}
	forms := scaleForms(v.language)
	for w := range v.words {
		for _, f := range forms {
			if strings.HasPrefix(w, f.form) {
				v.scaleWords[f.value] = true
			}
		}
	}
	return v.scaleWords
}

// sharedScale accepts a range whose ends share a scale word that only the second
// has: "4 to 6 million".
func (v *atoms) sharedScale(x claim.Claim) bool {
	for _, f := range [...]float64{1e3, 1e4, 1e6, 1e8, 1e9} {
		if x.High >= f && x.Value < x.High/100 && v.is(x.Value*f) && v.is(x.High) {
			return true
		}
	}
	return false
}

// roman says whether the passage has a number in Roman numerals.
func (v *atoms) roman(x float64) bool {
	return x >= 1 && x <= 30 && x == math.Trunc(x) && v.romanNumeral(int(x))
}

// figuresInRow accepts figures that stand in the source in the same row, whatever
// they are there: a telephone number, a list, 3・5 for 3.5.
func (c *crossing) figuresInRow(text string) bool {
	run := rowOf(text)
	return run != "" && strings.Contains(c.source.row(), " "+run+" ") && strings.Contains(run, " ")
}

// scaledOtherwise says whether the passage has the figures of an amount with another word
// of scale: 1.1 billion where the amount is 1.1 million.
func (v *atoms) scaledOtherwise(x claim.Claim) bool {
	const thousand = 1000
	return slices.ContainsFunc(v.claims, func(l claim.Claim) bool {
		if min(x.Value, l.Value) < thousand || min(x.Step, l.Step) <= 0 {
			return false
		}
		if !compare.Near(l.Value/l.Step, x.Value/x.Step) {
			return false
		}
		times := max(x.Value, l.Value) / min(x.Value, l.Value)
		return slices.Contains([]float64{1e3, 1e6, 1e9}, math.Round(times))
	})
}

// row is the passage's runs of digits, with a space around each.
func (v *atoms) row() string {
	if v.figureRow == "" {
		v.figureRow = " " + rowOf(v.text) + " "
	}
	return v.figureRow
}

func rowOf(text string) string {
	var runs []string
	for _, n := range figuresOf(text) {
		runs = append(runs, fmt.Sprint(n))
	}
	return strings.Join(runs, " ")
}

// unneeded says that a translation may well leave out a value of the source, or
// has it in a form that only its figures tell.
func (c *crossing) unneeded(l claim.Claim, text string) bool {
	own := c.own
	switch {
	case l.Value == 0, l.Unit == "h" && l.Value == 24:
		return true
	case c.shortYear(l) || l.Value == 2 && own.wordFor(lex.Pair, 2):
		return true
	case l.Unit == "" && l.Kind == claim.Number && l.High <= 12:
		return true // a count that becomes part of a word
	case l.Value >= 20 && l.Value < 100 && own.wordFor(lex.Decades, l.Value):
		return true // in his sixties
	case own.scaledBy(l.Value), own.roman(l.Value), own.onTheHour(l), own.sharedScale(l):
		return true
	case l.Kind == claim.Date && l.Unit == "" && own.likelyDate(l) != "":
		return true
	}
	if _, way := own.single(l); way != "" {
		return true
	}
	return c.hasRuns(text)
}

// shortYear says whether two figures of the source are a year that the translation
// writes in full: ’98, США-86, 1827～91年.
func (c *crossing) shortYear(l claim.Claim) bool {
	const plain = 31 // higher figures are no days of a month
	if l.Value >= 100 || l.Unit != "year" && (l.Unit != "" || l.Value <= plain) {
		return false
	}
	whole := func(year float64) bool {
		return slices.ContainsFunc(c.own.claims, func(x claim.Claim) bool { return float64(x.Date.Year) == year })
	}
	if whole(1900+l.Value) || whole(2000+l.Value) {
		return true
	}
	return slices.ContainsFunc(c.source.claims, func(s claim.Claim) bool {
		return s.Date.Year > 0 && whole(float64(s.Date.Year/100*100)+l.Value)
	})
}

// hasRuns says whether the translation has every run of digits of a text.
func (c *crossing) hasRuns(text string) bool {
	runs := figuresOf(text)
	for _, n := range runs {
		if !c.own.is(n) {
			return false
		}
	}
	return len(runs) > 0
}

// scaleForm is a word of scale without its ending.
type scaleForm struct {
	form  string
	value float64
}

// scaleForms are a language's words for thousands and more.
func scaleForms(language string) []scaleForm {
	var list []scaleForm
	for _, class := range [...]string{"scale", "mult"} {
		for _, r := range lang.Of(language).Rows(class) {
			value, _ := strconv.ParseFloat(r.Value, 64)
			if value < 1000 {
				continue
			}
			for _, form := range r.Forms() {
				if letters := []rune(form); len(letters) > 4 {
					form = string(letters[:len(letters)-1])
				}
				list = append(list, scaleForm{form, value})
			}
		}
	}
	return list
}
