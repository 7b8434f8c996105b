package across

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/when"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// crossing compares the values of paired passages, or of the sentences in them.
type crossing struct {
	*translation
	from, to    []paragraph // those that it is of
	source, own *atoms
	wide        func() *crossing // the passages that the sentences are part of; nil: they are all of it
	strict      bool             // digits alone prove nothing: the passage is a whole text
	measured    []claim.Claim    // made where it is asked for
}

// passages are paired passages in their sentences.
type passages struct {
	*translation
	from, to []paragraph
	all      func() *crossing
}

func newPassages(t *translation, from, to []paragraph) *passages {
	w := &passages{translation: t, from: from, to: to}
	w.all = sync.OnceValue(func() *crossing { return newCrossing(t, from, to) })
	return w
}

// part compares the sentences of a pair.
func (w *passages) part(q align.Pair) *crossing {
	if q.FromEnd-q.From == len(w.from) && q.ToEnd-q.To == len(w.to) {
		return w.all()
	}
	c := newCrossing(w.translation, w.from[q.From:q.FromEnd], w.to[q.To:q.ToEnd])
	c.wide = w.all
	return c
}

func newCrossing(t *translation, from, to []paragraph) *crossing {
	c := &crossing{
		translation: t, from: from, to: to,
		source: newAtoms(from, t.article.Language), own: newAtoms(to, t.target.Language),
	}
	c.source.otherTables, c.own.otherTables = !lex.Spells(c.own.language), !lex.Spells(c.source.language)
	return c
}

// values checks the values of paired sentences in both directions.
func (c *crossing) values() []check.Verdict {
	var list []check.Verdict
	for _, q := range c.to {
		for _, l := range q.claims {
			v := check.Verdict{Claim: l.Claim, Text: l.Text, Sentence: c.from[0].sentence}
			if c.rule(&v) {
				list = append(list, v)
			}
		}
	}
	list = append(list, c.codenames()...)
	for _, find := range [...]func(*crossing) (check.Verdict, bool){negation, otherName, alienName, keptWord} {
		if v, ok := find(c); ok {
			list = append(list, v)
		}
	}
	if slices.ContainsFunc(list, func(v check.Verdict) bool { return !v.Status.Good() }) {
		return list // a value that differs would be reported twice
	}
	return append(append(list, c.dropped()...), c.lost()...)
}

// mostConverted bounds the values of one passage that are tried for a
// conversion.
const mostConverted = 500

// rule compares one claim of the translation with its sentence's values, and
// where these do not have it with the passage's; false drops one that says too
// little.
func (c *crossing) rule(v *check.Verdict) bool {
	known := c.judge(v)
	if !known || v.Status.Good() || c.wide == nil {
		return known
	}
	if moved := *v; c.wide().judge(&moved) && moved.Status.Good() {
		*v = moved
	}
	return true
}

// judge is rule for one pair of texts.
func (c *crossing) judge(v *check.Verdict) bool {
	switch v.Kind {
	case claim.URL, claim.Code:
		v.Status, v.Reason = result.Supported, "it stands in the article"
		if !c.hasLink(check.BareLink(v.Text)) {
			v.Status, v.Reason = result.Unsupported, "it does not stand in the article here"
		}
		return true
	case claim.Name, claim.Quote:
		return false
	}
	if weekday(c, v) {
		return true
	}
	if l, ok := otherSingle(c, v.Claim); ok {
		v.Status, v.Reason = result.Contradicted, fmt.Sprintf("the article has %s here", figure(l))
		return true
	}
	if c.loose(v.Claim, v.Text) {
		return false
	}
	if l, ok := otherUnit(c, v.Claim); ok {
		v.Status, v.Reason = result.Contradicted, fmt.Sprintf("the article has %s here", figure(l))
		return true
	}
	if c.source.hold(v.Claim) || c.figures(v.Claim, v.Text) {
		v.Status, v.Reason = result.Supported, "the article has the same value here"
		return true
	}
	if otherCalendar(v.Value, c.own.language, c.source, 1) || otherCalendar(v.Value, c.source.language, c.source, -1) {
		v.Status, v.Reason = result.Derived, "the same year in another calendar"
		return true
	}
	if l, way := c.source.converts(v.Claim, c.own.language); way != "" {
		v.Status, v.Reason = result.Derived, fmt.Sprintf("%s of %g %s", way, l.Value, l.Unit)
		return true
	}
	if way := c.likely(v.Claim, v.Text); way != "" && !c.strict {
		v.Status, v.Reason = result.Derived, way
		return true
	}
	return c.wrong(v)
}

// figure is an amount in digits.
func figure(x claim.Claim) string {
	return strings.TrimSpace(strconv.FormatFloat(x.Value, 'f', -1, 64) + " " + x.Unit)
}

// hasLink says whether the source has a link or handle; letters of the target's
// language may follow it without a space.
func (c *crossing) hasLink(link string) bool {
	if strings.Contains(c.article.Text[c.from[0].start:c.from[len(c.from)-1].end], link) {
		return true
	}
	for _, q := range c.from {
		for _, l := range q.claims {
			bare := check.BareLink(l.Text)
			if (l.Kind == claim.URL || l.Kind == claim.Code) && len(bare) > 3 && strings.HasPrefix(link, bare) {
				rest, _ := utf8.DecodeRuneInString(link[len(bare):])
				return unicode.IsLetter(rest)
			}
		}
	}
	return false
}

// otherCalendar says whether a passage has a year of a language's calendar in
// the Gregorian, or with sign -1 the other way round.
func otherCalendar(year float64, language string, passage *atoms, sign float64) bool {
	return slices.ContainsFunc(calendarShifts(language), func(shift float64) bool {
		return year > 1000 && year < 2800 && passage.is(year+sign*shift)
	})
}

// wrong reports a value that the source's passage does not have. A small
// number in words is wrong only where the source has another that the
// translation lacks.
func (c *crossing) wrong(v *check.Verdict) bool {
	v.Status, v.Reason = result.Unsupported, "the article does not have this value here"
	l, ok := c.replaced(v.Claim)
	if !ok {
		l, ok = outsized(c, v.Claim)
	}
	if ok {
		v.Status, v.Reason = result.Contradicted, fmt.Sprintf("the article has %s here", figure(l))
	}
	return ok || !small(v.Claim) && !c.habitual(v.Claim)
}

// replaced finds a value of the source, comparable and without counterpart,
// in whose place the claim stands.
func (c *crossing) replaced(x claim.Claim) (claim.Claim, bool) {
	for _, l := range measures(c) {
		alike := l.Kind == x.Kind && l.Ordinal == x.Ordinal && compare.SameBase(x, l)
		one := l.Value == 1 && l.Unit == x.Unit && physical(l)
		if alike && (counts(l) || one) && !c.own.hold(l) {
			return l, true
		}
	}
	for _, l := range c.source.claims {
		day := float64(l.Date.Day)
		figure := x.Kind == claim.Number && x.Unit == "" && !x.Words
		if figure && x.Value <= 31 && day != 0 && !c.own.is(day) {
			return claim.Claim{Kind: claim.Number, Value: day}, true
		}
	}
	return claim.Claim{}, false
}

// counts says whether a claim is an amount that another may stand in place of.
func counts(l claim.Claim) bool {
	vague := l.Fold || compare.Part(l) || compare.Magnitude(l)
	part := l.Value != math.Trunc(l.Value) && l.Unit == "" && l.Kind == claim.Number // 2017/18
	return l.Kind != claim.Date && l.Value > 1 && !vague && !part
}

// loose says that languages differ too much over a claim to compare it:
// relative dates, seasons, "double", "hundreds", and "one" of something.
func (c *crossing) loose(x claim.Claim, text string) bool {
	d := x.Date
	switch {
	case x.Unit == "century":
		return false
	case x.Kind == claim.Date && d == (when.Day{Day: 1}) && c.ideographs():
		return true // 一日, a day
	case x.Kind == claim.Date:
		return d.Year == 0 && d.Month == 0 && d.Day == 0 && d.Decade == 0 && d.Clock == 0
	case x.Fold, compare.Magnitude(x), x.Value == 1 && x.High == 1:
		return true
	case vaguePair(text), c.ideographs() && x.Value == 1 && x.High == 1:
		return true
	case x.Kind == claim.Percent && x.Value == 100:
		return true // "completely"
	case x.Words && x.Value < 1:
		return true
	case small(x):
		return x.Ordinal || !lex.Spells(c.own.language) || !lex.Spells(c.source.language)
	}
	return false
}

// ideographs says whether the translation is of a language that counts in figures
// what others leave uncounted: 2階 for upstairs, 1日 for a day.
func (c *crossing) ideographs() bool {
	script := scriptOf(c.own.text)
	return script == unicode.Han || script == unicode.Hiragana
}

// habitual says whether a small count in figures is one of those.
func (c *crossing) habitual(x claim.Claim) bool {
	if !c.ideographs() || !compare.Numeric(x) || x.Value != math.Trunc(x.Value) {
		return false
	}
	return x.High <= 3 || x.Unit == "" && x.High < 10
}

// vaguePair says whether a text is two figures that follow each other, as ２，３.
func vaguePair(text string) bool {
	runs := figuresOf(text)
	return len(runs) == 2 && runs[1] == runs[0]+1 && runs[1] < 10 && strings.ContainsAny(text, "，、")
}

// small says whether a number is one that languages write in words.
func small(c claim.Claim) bool { return c.Words && c.High <= 12 }

// figures says whether each run of digits of a claim's text stands in the
// source: scores, fractions and dates are written in many ways. The parts of
// one number, as 4 and 2 of 4.2, say nothing.
func (c *crossing) figures(x claim.Claim, text string) bool {
	runs := figuresOf(text)
	if c.strict || len(runs) < 2 && !(x.Ordinal && len(runs) == 1) || x.Date.Clock != 0 {
		return false
	}
	if measuredOtherwise(c, x) {
		return false
	}
	if x.Date.Month != 0 && c.source.otherMonth(x.Date.Month) {
		return false
	}
	if compare.Numeric(x) && lex.Spells(c.own.language) && oneNumber(text) {
		return false
	}
	for _, n := range runs {
		if !c.source.is(n) {
			return false
		}
	}
	return true
}

// oneNumber says whether the digits of a text are those of one number, with
// its marks and spaces.
func oneNumber(text string) bool {
	first := strings.IndexFunc(text, unicode.IsDigit)
	last := strings.LastIndexFunc(text, unicode.IsDigit)
	return first >= 0 && !strings.ContainsFunc(text[first:last], func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.IsSpace(r) && !strings.ContainsRune(".,'’٫٬", r)
	})
}

// dropped lists the values of the source in digits that the translation does
// not have.
func (c *crossing) dropped() []check.Verdict {
	const nowhere = "the translation does not have this value here"
	var list []check.Verdict
	for _, q := range c.from {
		for i, l := range q.claims {
			if c.unneeded(l.Claim, l.Text) || !c.mustStay(l.Claim, l.Text) {
				continue
			}
			here := c.own.hold(l.Claim) || saidTwice(q.claims, i, c.own) || c.rewritten(l.Claim)
			if here || c.elsewhere(l.Claim) {
				continue
			}
			list = append(list, missingClaim(l.Kind, l.Text, l.Sentence+1, nowhere))
		}
	}
	return list
}

// missingClaim is the verdict on what the source says in a sentence and the candidate
// does not: it has no place there.
func missingClaim(kind claim.Kind, text string, sentence int, reason string) check.Verdict {
	return check.Verdict{
		Claim: claim.Claim{Kind: kind}, Text: text, Status: result.Unsupported, Sentence: sentence,
		Reason: "missing: " + reason,
	}
}

// lost lists the links and codes of the source, as M25, that stand nowhere in the
// translation: they are the same in every language.
func (c *crossing) lost() []check.Verdict {
	const nowhere = "it stands nowhere in the translation"
	var list []check.Verdict
	for _, q := range c.from {
		for _, l := range q.claims {
			if l.Kind == claim.URL && !strings.Contains(c.target.Text, check.BareLink(l.Text)) {
				list = append(list, missingClaim(claim.URL, l.Text, l.Sentence+1, nowhere))
			}
		}
		for _, w := range words.Written(q.text) {
			if isCode(w) && !strings.Contains(c.target.Text, w) && !c.keepsFigures(w) {
				list = append(list, missingClaim(claim.Name, w, c.from[0].sentence, nowhere))
			}
		}
	}
	return list
}

// isCode says whether a word is a few capitals and then digits, as A7 or M25.
func isCode(w string) bool {
	const letters = 3
	digits := strings.TrimLeftFunc(w, unicode.IsUpper)
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	return len(digits) < len(w) && len(w)-len(digits) <= letters
}

// keepsFigures says whether the translation has the figures of a word of the source,
// also as those of a year: SS19 is a summer of 2019.
func (c *crossing) keepsFigures(word string) bool {
	kept := func(n float64) bool { return c.own.is(n) || c.wide != nil && c.wide().own.is(n) }
	return allFigures(word, func(n float64) bool { return kept(n) || kept(1900+n) || kept(2000+n) })
}

// elsewhere says whether another sentence of the passage has a value.
func (c *crossing) elsewhere(l claim.Claim) bool { return c.wide != nil && c.wide().own.hold(l) }

// rewritten says whether the translation has a value that follows from l.
func (c *crossing) rewritten(l claim.Claim) bool {
	theirs := otherCalendar(l.Value, c.source.language, c.own, 1)
	if theirs || otherCalendar(l.Value, c.own.language, c.own, -1) || ofEra(c.article.Text, l) {
		return true
	}
	for _, x := range c.own.claims[:min(len(c.own.claims), mostConverted)] {
		if crosses(x, l, c.own.language) != "" || compare.Rounded(l, x) != "" {
			return true
		}
	}
	return false
}

// mustStay says whether a value of the source has to stand in the translation
// in a form that the recogniser knows.
func (c *crossing) mustStay(l claim.Claim, text string) bool {
	if !compare.Valued(l) || l.Words || c.loose(l, text) {
		return false
	}
	if l.Kind == claim.Date {
		return l.Date.Year != 0 || l.Date.Day != 0
	}
	if l.Age && !lex.Spells(c.own.language) || l.Ordinal && lang.Of(c.own.language).Rows("ord") == nil {
		return false // ages are words of their own in many languages, and ordinals are of several
	}
	return l.High > 20 || lex.Spells(c.own.language) && !l.Ordinal
}

// saidTwice says whether claim i says the same as one beside it in another
// unit, as "six metres (18 feet)": a translation may keep either.
func saidTwice(claims []check.Located, i int, own *atoms) bool {
	x := claims[i].Claim
	for k := max(i-2, 0); k < min(i+3, len(claims)); k++ {
		l := claims[k].Claim
		if !compare.Numeric(l) || !compare.Numeric(x) || !otherUnits(l, x) {
			continue
		}
		a, _ := claim.Base(x.Value, x.Unit)
		b, _ := claim.Base(l.Value, l.Unit)
		if math.Abs(a-b) <= .15*math.Abs(b) && own.hold(l) {
			return true
		}
	}
	return false
}

// codenames checks names that end in digits, as SS19 or A380: the digits
// survive a translation.
func (c *crossing) codenames() []check.Verdict {
	var list []check.Verdict
	for _, q := range c.to {
		for at, w := range words.Written(q.text) {
			if i := strings.IndexFunc(w, unicode.IsDigit); i > 0 && !c.hasFigures(w) && !c.unitWord(w) {
				list = append(list, check.Verdict{
					Claim: claim.Claim{Kind: claim.Name, Start: q.start + at, End: q.start + at + len(w)}, Text: w,
					Status: result.Unsupported, Sentence: c.from[0].sentence,
					Reason: "the article does not have these digits here",
				})
			}
		}
	}
	return list
}

// unitWord says whether a word with digits is a unit, as m2.
func (c *crossing) unitWord(w string) bool {
	return lex.InClass(strings.ToLower(w), c.own.language, lex.Unit)
}

// hasFigures says whether the source has the figures of a word of the translation.
func (c *crossing) hasFigures(word string) bool {
	return allFigures(word, func(n float64) bool { return c.source.is(n) || c.wide != nil && c.wide().source.is(n) })
}

// allFigures says whether a test holds for all figures of a word.
func allFigures(word string, holds func(float64) bool) bool {
	return !slices.ContainsFunc(figuresOf(word), func(n float64) bool { return !holds(n) })
}
