package check

import (
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// literally says whether the words of a claim stand in the source in this
// order, where its recogniser reads them as something else.
func literally(v *Verdict, s *Source) bool {
	text := words.Flat(v.Text)
	if len(strings.Fields(text)) < 2 && v.Kind != claim.Date || v.Per != "" {
		return false
	}
	at := s.plain().find(text)
	if at >= 0 {
		v.Sentence = s.plain().sentence(at)
	}
	return at >= 0
}

// otherwise rules on a value that the source states in another form: both
// ends of a range apart, an age as a bare number, the fourth as "a fourth", the
// 60th anniversary as 60 years, a day whose year the article's other dates
// tell.
func otherwise(v *Verdict, p *passage) bool {
	if v.High > v.Value && compare.Numeric(v.Claim) {
		return bothEnds(v, p)
	}
	list := p.source.claims.list
	for _, l := range list[:min(len(list), mostOtherwise)] {
		if addsYear(v.Date, l.Date) && !tellsYear(p.source, v.Date.Year) {
			continue
		}
		if how := otherForm(v.Claim, l.Claim, aside(p.source, l)); how != "" {
			v.Status, v.Sentence, v.Reason = result.Derived, l.Sentence+1, fmt.Sprintf("%s %q", how, l.Text)
			return true
		}
	}
	return false
}

// mostOtherwise bounds the claims of a source that are looked through for
// another form of a value.
const mostOtherwise = 2000

// bothEnds says whether the source states the two ends of a range by
// themselves, in one sentence or in two that follow each other.
func bothEnds(v *Verdict, p *passage) bool {
	low, high := v.Claim, v.Claim
	low.High, high.Value, high.Alt = v.Value, v.High, v.High
	source := p.source.claims
	for _, n := range p.near {
		from, _ := source.bounds(n)
		_, to := source.bounds(min(n+1, len(p.source.article.Sentences)-1))
		list := source.list[from:min(to, from+2*mostEntries)]
		first := slices.IndexFunc(list, func(l Located) bool { return p.source.matches(low, l.Claim) })
		last := slices.IndexFunc(list, func(l Located) bool { return p.source.matches(high, l.Claim) })
		if first >= 0 && last >= 0 {
			v.Status, v.Sentence = result.Derived, list[first].Sentence+1
			v.Reason = fmt.Sprintf("from %q to %q", list[first].Text, list[last].Text)
			return true
		}
	}
	return false
}

// otherForm says how a claim says what the source's claim says; "" where it
// does not. aside says that the source's stands between commas, as an age does.
func otherForm(c, l claim.Claim, aside bool) string {
	switch {
	case c.Kind == claim.Date && l.Kind == claim.Date && addsYear(c.Date, l.Date):
		return "with the year of"
	case aside && bareAge(c, l):
		return "the age"
	case ordinalPart(c, l), ordinalPart(l, c), ordinalYears(c, l), ordinalYears(l, c):
		return "as"
	}
	return ""
}

// bareAge says whether a claim is an age in years, and the source's a number alone
// as large.
func bareAge(c, l claim.Claim) bool {
	bare := compare.Numeric(l) && l.Unit == ""
	return c.Age && c.Unit == "year" && bare && compare.Near(c.Value, l.Value)
}

// ordinalPart says whether one is the fourth and the other a fourth.
func ordinalPart(a, b claim.Claim) bool {
	return a.Ordinal && compare.Part(b) && compare.Near(a.Value, 1/b.Value)
}

// ordinalYears says whether one is the 60th and the other 60 years, of which it
// is the anniversary.
func ordinalYears(a, b claim.Claim) bool {
	const least = 4
	bare := a.Ordinal && a.Kind == claim.Number
	return bare && b.Unit == "year" && a.Value >= least && compare.Near(a.Value, b.Value)
}

// addsYear says whether a date is a day or month of the source with a year
// that the source leaves out.
func addsYear(c, l when.Day) bool {
	if c.Year == 0 || l.Year != 0 || c.Month == 0 || l.Month != c.Month || l.Rel != "" {
		return false
	}
	return c.Day == l.Day
}

// tellsYear says whether a source is of a year: by its day of publication or, of
// one that has none, by its other dates.
func tellsYear(s *Source, year int) bool {
	if !s.issued.IsZero() {
		return s.issued.Year() == year
	}
	return slices.ContainsFunc(s.claims.list, func(l Located) bool { return l.Date.Year == year })
}

// saidToBe says whether a number of nothing is what somebody is: "was 8 and".
func saidToBe(a *article.Article, l Located) bool {
	const lead = 12 // bytes
	words := strings.Fields(a.Text[max(0, l.Start-lead):l.Start])
	verb := len(words) > 0 && lang.Of(a.Language).Has("auxiliary", strings.ToLower(words[len(words)-1]))
	return verb && closesAside(a.Text[l.End:])
}

// aside says whether a claim of the source stands between commas, as in
// "Leo, 3, was".
func aside(s *Source, l Located) bool {
	const lead = 40 // bytes
	before := leadOfAge(s.article.Text[max(0, l.Start-lead):l.Start], s.article.Language)
	return strings.HasSuffix(before, ",") && closesAside(s.article.Text[l.End:]) || saidToBe(s.article, l)
}
