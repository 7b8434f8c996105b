package across

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/numeral"
	"newsbrief/internal/claim/when"
	"newsbrief/internal/lang"
)

// atoms are the values of a passage, each part of a date by itself, since
// languages cut dates and amounts differently.
type atoms struct {
	language string
	text     string
	claims   []claim.Claim // all with a value
	amounts  []claim.Claim // of them those with their units
	plain    map[float64]bool
	months   map[int]bool
	weekdays map[int]bool
	clocks   map[int]bool // minutes of half a day

	decades     bool             // it has some
	otherTables bool             // the other text's language has not all its number words
	scaleWords  map[float64]bool // made where it is asked for
	figureRow   string
}

func newAtoms(list []paragraph, language string) *atoms {
	v := claimAtoms(list, language)
	for _, p := range list {
		for _, n := range figuresOf(p.text) {
			v.set(n)
		}
	}
	v.eras()
	v.nouns()
	v.elided()
	return v
}

// nouns adds the numbers that are nouns of their own: the Russian семёрка for a
// group of seven, a Spanish cuarentón for a man in his forties, and the round of the
// last sixteen where a language calls it the eighths of the final.
func (v *atoms) nouns() {
	known := numberNouns(lang.Of(v.language))
	if len(known) == 0 {
		return
	}
	before, last := "", ""
	for w := range v.words {
		for _, form := range [...]string{w, last + " " + w, before + " " + last + " " + w} {
			if value, found := known[form]; found {
				v.set(value)
			}
		}
		before, last = last, w
	}
}

// numberNouns are the values of a language's nouns that are numbers.
var numberNouns = lang.Each(func(l *lang.Language) map[string]float64 {
	all := map[string]float64{}
	for _, r := range l.Rows("numnoun") {
		value, _ := strconv.ParseFloat(r.Value, 64)
		for _, form := range r.Forms() {
			all[form] = value
		}
	}
	return all
})

// elided adds the tens that Chinese writes as a bare figure before another: 6、70年代
// are the sixties and the seventies.
func (v *atoms) elided() {
	for rest := v.text; ; {
		before, after, found := strings.Cut(rest, "、")
		if !found {
			return
		}
		rest = after
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
		next := strings.IndexFunc(after+" ", func(r rune) bool { return !unicode.IsDigit(r) })
		if n := numeral.Digits(after[:next]); unicode.IsDigit(last) && n >= 20 && n < 100 {
			v.set(10 * numeral.Digits(string(last)))
		}
	}
}

// claimAtoms are the values that the recogniser knows.
func claimAtoms(list []paragraph, language string) *atoms {
	v := &atoms{
		language: language, plain: map[float64]bool{},
		months: map[int]bool{}, weekdays: map[int]bool{}, clocks: map[int]bool{},
	}
	var text strings.Builder
	for _, p := range list {
		text.WriteString(p.text + "\n")
		for _, c := range p.claims {
			if compare.Numeric(c.Claim) {
				v.amounts = append(v.amounts, c.Claim)
			}
			v.add(c.Claim)
		}
		for _, c := range claim.Numbers(p.text, language) {
			v.add(c)
		}
	}
	v.text = text.String()
	return v
}

// set notes a number, to six digits.
func (v *atoms) set(n float64) { v.plain[short(n)] = true }

func (v *atoms) is(n float64) bool { return v.plain[short(n)] }

// short rounds to six significant digits, so that equal values are equal keys.
func short(n float64) float64 {
	if n == 0 || math.IsInf(n, 0) || math.IsNaN(n) {
		return n
	}
	step := math.Pow10(int(math.Floor(math.Log10(math.Abs(n)))) - 5)
	return math.Round(n/step) * step
}

func (v *atoms) add(c claim.Claim) {
	if !compare.Valued(c) {
		return
	}
	v.claims = append(v.claims, c)
	if c.Kind != claim.Date || c.Unit != "" {
		for _, n := range [...]float64{c.Value, c.High, c.Alt, math.Abs(c.Value)} {
			v.set(n)
		}
		if c.Value < 1 && c.Value > 0 {
			v.set(100 * c.Value)
		}
		if c.Value < 1 && c.Value > 0 && c.Unit == "" {
			v.set(1 / c.Value) // a third appearance
		}
		if c.Value == .25 {
			v.set(15) // eight fifteen for a quarter past eight
			v.set(45)
		}
		return
	}
	d := c.Date
	for _, n := range [...]int{d.Year, d.Decade, d.Day, d.Quarter} {
		if n != 0 {
			v.set(float64(n))
		}
	}
	v.decades = v.decades || d.Decade > 0
	if d.Decade > 100 {
		v.set(float64(d.Decade % 100)) // the 80s
	}
	v.months[d.Month], v.weekdays[d.Weekday] = true, true
	if d.Clock > 0 {
		v.clocks[(d.Clock-1)%720] = true
		v.set(float64((d.Clock - 1) / 60))
		v.set(float64((d.Clock - 1) / 60 % 12))
		v.set(float64((d.Clock - 1) % 60))
	}
}

// figuresOf returns the runs of digits of a text, of any script.
func figuresOf(text string) []float64 {
	var list []float64
	for run := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(run) < 40 {
			list = append(list, numeral.Digits(run))
		}
	}
	return list
}

// eraNames are the reigns and calendars in which years are counted from a
// name, with the year before their first. Source: Unicode CLDR, Japanese and
// ROC calendars.
var eraNames = [...]struct {
	name string
	zero int
}{{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"大正", 1911}, {"明治", 1867}, {"民国", 1911}, {"民國", 1911}}

// eras adds the years that are counted in another calendar.
func (v *atoms) eras() {
	for _, e := range eraNames {
		for rest := v.text; ; {
			_, after, ok := strings.Cut(rest, e.name)
			if !ok {
				break
			}
			rest = after
			if n := figuresOf(firstRunes(after, 4)); len(n) > 0 {
				v.set(float64(e.zero) + n[0])
			} else if strings.HasPrefix(after, "元年") {
				v.set(float64(e.zero + 1))
			}
		}
	}
}

// ofEra says whether a claim is a year counted from the name before it.
func ofEra(text string, c claim.Claim) bool {
	for _, e := range eraNames {
		if strings.HasSuffix(text[:c.Start], e.name) {
			return true
		}
	}
	return false
}

// calendarShifts are what is added to the years of a language's own calendar
// for those of the Gregorian.
func calendarShifts(language string) []float64 {
	var shifts []float64
	for _, r := range lang.Of(language).Rows("calendar") {
		years, _ := strconv.ParseFloat(r.Value, 64)
		shifts = append(shifts, years)
	}
	return shifts
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// hold says whether the passage has every part of a claim.
func (v *atoms) hold(c claim.Claim) bool {
	if c.Kind == claim.Date && c.Unit == "" {
		return v.holdDate(c.Date)
	}
	if c.Unit == "century" {
		return v.holdCentury(c.Value) || v.decadeOf(c.Value)
	}
	return v.has(c.Value, c) && v.has(c.High, c)
}

func (v *atoms) holdDate(d when.Day) bool {
	whole := func(n int) bool { return n == 0 || v.is(float64(n)) }
	switch {
	case !whole(d.Year) && !v.holdShortYear(d.Year):
		return false
	case d.Month != 0 && v.otherMonth(d.Month), !whole(d.Day):
		return false
	case d.Month != 0 && !v.months[d.Month] && !whole(d.Month) && lex.Spells(v.language):
		return false
	case d.Decade != 0 && !whole(d.Decade) && !whole(d.Decade%100) &&
		(v.decades || !v.holdCentury(float64(d.Decade/100+1))):
		return false
	}
	return d.Clock == 0 || v.clocks[(d.Clock-1)%720] || v.clockParts(d.Clock-1)
}

// otherMonth says whether the passage has months, and not this one.
func (v *atoms) otherMonth(month int) bool {
	known := 0
	for m := range v.months {
		if m != 0 {
			known++
		}
	}
	return known > 0 && !v.months[month]
}

// holdShortYear accepts a year without its century, and 1800 for the 19th
// century: 1800-talet.
func (v *atoms) holdShortYear(year int) bool {
	if year%100 == 0 {
		return v.holdCentury(float64(year/100 + 1))
	}
	return v.is(float64(year % 100))
}

// clockParts accepts 18.30 read as numbers and, where the passage has no time
// that the recogniser knows, "half past six".
func (v *atoms) clockParts(minutes int) bool {
	hour, rest := minutes/60, minutes%60
	if !v.is(float64(hour)) && !v.is(float64(hour%12)) {
		return false
	}
	return v.is(float64(rest)) || rest == 0 || rest%15 == 0 && len(v.clocks) == 0
}

// holdCentury accepts a century as a number, in Roman numerals, and as its
// first year.
func (v *atoms) holdCentury(n float64) bool {
	if v.is(n) || v.is((n-1)*100) {
		return true
	}
	return v.romanNumeral(int(n))
}

// decadeOf says whether the passage has a decade of a century: 1880s.
func (v *atoms) decadeOf(century float64) bool {
	return slices.ContainsFunc(v.claims, func(l claim.Claim) bool {
		return l.Date.Decade > 100 && l.Date.Decade/100 == int(century)-1
	})
}

// romanNumeral says whether a number stands in the passage in Roman numerals.
func (v *atoms) romanNumeral(n int) bool {
	numeral := numeral.Roman(n)
	for w := range strings.FieldsFuncSeq(v.text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if cyrillicNumerals.Replace(strings.ToUpper(w)) == numeral && w != strings.ToLower(w) {
			return true
		}
	}
	return false
}

// cyrillicNumerals maps the Cyrillic letters that are typed for Roman numerals.
var cyrillicNumerals = strings.NewReplacer("Х", "X", "І", "I", "Ι", "I")

func (v *atoms) has(x float64, c claim.Claim) bool {
	switch {
	case v.is(x), x == c.Value && v.is(c.Alt), v.is(-x):
		return true
	case c.Kind == claim.Percent && v.is(x/100):
		return true
	case c.Kind == claim.Number && c.Unit == "" && x >= 1 && x <= 12 && v.months[int(x)]:
		return true // a date in figures
	case !lex.Spells(v.language) || v.otherTables:
		return v.scaled(x)
	}
	return false
}

// scaled accepts another scale where the words for thousands and millions of
// the passage's language are not known.
func (v *atoms) scaled(x float64) bool {
	for _, f := range [...]float64{1e3, 1e6, 1e9, 1e4, 1e5, 1e7, 1e8, 1e12} {
		if math.Abs(x) >= f && v.is(x/f) || x != 0 && math.Abs(x) < 1000 && v.is(x*f) {
			return true
		}
	}
	return false
}
