package across

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// crossing compares the values of paired passages, or of the sentences in them.
type crossing struct {
	*translation
	from, to    []paragraph // those that it is of
	source, own *atoms
	wide        func() *crossing // the passages that the sentences are part of; nil: they are all of it
	strict      bool             // digits alone prove nothing: the passage is a whole text
}

// passages are paired passages in their sentences.
type passages struct {
	*translation
	from, to []paragraph
	all      func() *crossing
}

func newPassages(t *translation, from, to []paragraph) *passages {
	w := &passages{translation: t, from: from, to: to}
	w.all = sync.OnceValue(func() *crossing { return t.crossing(from, to) })
	return w
}

// part compares the sentences of a pair.
func (w *passages) part(q align.Pair) *crossing {
	if q.FromEnd-q.From == len(w.from) && q.ToEnd-q.To == len(w.to) {
		return w.all()
	}
	c := w.crossing(w.from[q.From:q.FromEnd], w.to[q.To:q.ToEnd])
	c.wide = w.all
	return c
}

func (t *translation) crossing(from, to []paragraph) *crossing {
	return &crossing{
		translation: t, from: from, to: to,
		source: newAtoms(from, t.article.Language), own: newAtoms(to, t.target.Language),
	}
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
	if slices.ContainsFunc(list, func(v check.Verdict) bool { return !v.Status.Good() }) {
		return list // a value that differs would be reported twice
	}
	return append(list, c.dropped()...)
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
		if !strings.Contains(c.source.text, check.BareLink(v.Text)) {
			v.Status, v.Reason = result.Unsupported, "it does not stand in the article here"
		}
		return true
	case claim.Name, claim.Quote:
		return false
	}
	if c.loose(v.Claim) {
		return false
	}
	if l, ok := c.otherUnit(v.Claim); ok {
		v.Status, v.Reason = result.Contradicted, fmt.Sprintf("the article has %g %s here", l.Value, l.Unit)
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
	return c.wrong(v)
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
	if ok {
		v.Status, v.Reason = result.Contradicted, fmt.Sprintf("the article has %g %s here", l.Value, l.Unit)
		if l.Unit == "" {
			v.Reason = fmt.Sprintf("the article has %g here", l.Value)
		}
	}
	return ok || !small(v.Claim)
}

// replaced finds a value of the source, comparable and without counterpart,
// in whose place the claim stands.
func (c *crossing) replaced(x claim.Claim) (claim.Claim, bool) {
	for _, l := range c.source.claims[:min(len(c.source.claims), mostConverted)] {
		alike := l.Kind == x.Kind && l.Ordinal == x.Ordinal && compare.SameBase(x, l)
		if alike && counts(l) && !c.own.hold(l) {
			return l, true
		}
	}
	return claim.Claim{}, false
}

// counts says whether a claim is an amount that another may stand in place of.
func counts(l claim.Claim) bool {
	vague := l.Fold || compare.Part(l) || compare.Magnitude(l)
	return l.Kind != claim.Date && l.Value > 1 && !vague
}

// loose says that languages differ too much over a claim to compare it:
// relative dates, seasons, "double", "hundreds", and "one" of something.
func (c *crossing) loose(x claim.Claim) bool {
	d := x.Date
	switch {
	case x.Unit == "century":
		return false
	case x.Kind == claim.Date:
		return d.Year == 0 && d.Month == 0 && d.Day == 0 && d.Decade == 0 && d.Clock == 0
	case x.Fold, compare.Magnitude(x), x.Value == 1 && x.High == 1:
		return true
	case x.Kind == claim.Percent && x.Value == 100:
		return true // "completely"
	case x.Words && x.Value < 1:
		return true
	case small(x):
		return x.Ordinal || !lex.Spells(c.own.language)
	}
	return false
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
	var list []check.Verdict
	for _, q := range c.from {
		for i, l := range q.claims {
			if !c.mustStay(l.Claim) || c.own.hold(l.Claim) || saidTwice(q.claims, i, c.own) || c.rewritten(l.Claim) || c.elsewhere(l.Claim) {
				continue
			}
			// A value of the source has no place in the candidate.
			list = append(list, check.Verdict{
				Claim: claim.Claim{Kind: l.Kind}, Text: l.Text, Status: result.Unsupported, Sentence: l.Sentence + 1,
				Reason: "missing: the translation does not have this value here",
			})
		}
	}
	return list
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
func (c *crossing) mustStay(l claim.Claim) bool {
	if !compare.Valued(l) || l.Words || c.loose(l) {
		return false
	}
	if l.Kind == claim.Date {
		return l.Date.Year != 0 || l.Date.Day != 0
	}
	if l.Age && !lex.Spells(c.own.language) {
		return false // ages are words of their own in many languages
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
			if i := strings.IndexFunc(w, unicode.IsDigit); i > 0 && !c.hasFigures(w) {
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

func (c *crossing) hasFigures(word string) bool {
	for _, n := range figuresOf(word) {
		if !c.source.is(n) {
			return false
		}
	}
	return true
}
