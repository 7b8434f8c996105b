package summarize

import (
	"cmp"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// line is a bullet in the articles that it is from: who bears it out, and who says
// otherwise.
func (s *storytelling) line(b result.Bullet, differences []result.Difference) result.StoryLine {
	b = s.named(b)
	l := result.StoryLine{Bullet: b, SupportedBy: []string{}, ContradictedBy: []string{}}
	l.Evidence, l.Claims = slices.Clone(b.Evidence), slices.Clone(b.Claims)
	for i, e := range l.Evidence {
		l.Evidence[i] = s.evidence(e)
		l.SupportedBy = appendName(l.SupportedBy, l.Evidence[i].Source)
	}
	for i, c := range l.Claims {
		if c.Sentence > 0 {
			part, n := s.from.Part(c.Sentence)
			l.Claims[i].Sentence, l.Claims[i].Source = n, s.from.Parts[part].Name
		}
	}
	for part, a := range s.from.Parts {
		if b.Status.Good() && s.supports(part, b.Text) {
			l.SupportedBy = appendName(l.SupportedBy, a.Name)
		}
	}
	for _, d := range differences {
		for _, name := range otherwise(l, d) {
			l.ContradictedBy = appendName(l.ContradictedBy, name)
		}
	}
	l.SupportedBy = slices.DeleteFunc(l.SupportedBy, func(name string) bool {
		return slices.Contains(l.ContradictedBy, name)
	})
	return l
}

func appendName(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// named is a bullet whose evidence holds what it names, too, where only another
// article does: a citation is to show what the line says.
func (s *storytelling) named(b result.Bullet) result.Bullet {
	shown := func(text string) bool {
		return slices.ContainsFunc(b.Evidence, func(e result.Evidence) bool { return strings.Contains(e.Quote, text) })
	}
	for _, c := range b.Claims {
		if c.Sentence > 0 && c.Status == result.Supported && !shown(c.Text) &&
			strings.Contains(s.article.Sentence(c.Sentence), c.Text) {
			b.Evidence = append(slices.Clip(b.Evidence), evidenceOf(s.article, c.Sentence))
		}
	}
	return b
}

// supports says whether an article in the line's language bears out all that the line
// claims, which is a value or a name at least.
func (s *storytelling) supports(part int, line string) bool {
	a := s.from.Parts[part]
	if !lang.MayBeSame(s.language, a.Language) {
		return false
	}
	verdicts := s.source(part).Check(article.Exact("", line, a.Language))
	bad := func(v check.Verdict) bool { return !v.Status.Good() }
	return len(verdicts) > 0 && !slices.ContainsFunc(verdicts, bad)
}

// source is an article by itself, prepared once.
func (s *storytelling) source(part int) *check.Source {
	if s.sources[part] == nil {
		s.sources[part] = check.NewSource(s.from.Parts[part])
	}
	return s.sources[part]
}

// otherwise are the sources that give another value than the line, which gives one
// alone.
func otherwise(l result.StoryLine, d result.Difference) []string {
	told := func(v result.SourceValue) bool { return strings.Contains(l.Text, v.Text) }
	cited := func(v result.SourceValue) bool {
		return told(v) && slices.ContainsFunc(l.Evidence, func(e result.Evidence) bool {
			return e.Source == v.Evidence.Source && e.Sentence == v.Evidence.Sentence
		})
	}
	if !slices.ContainsFunc(d.Values, cited) {
		return nil
	}
	var names []string
	for _, v := range d.Values {
		if !told(v) {
			names = append(names, v.Evidence.Source)
		}
	}
	return names[:len(names):len(names)]
}

// differences are the values that the articles give differently, those of one thing
// together.
func (s *storytelling) differences() []result.Difference {
	part := func(n int) int { p, _ := s.from.Part(n); return p }
	var groups [][]check.Located
	var of []string
	for _, d := range slices.Concat(s.answer.support.source().Differences(part), s.meant()) {
		at := slices.IndexFunc(groups, func(g []check.Located) bool {
			return holds(g, d.Value) || holds(g, d.Other)
		})
		if at < 0 {
			at = len(groups)
			groups, of = append(groups, nil), append(of, d.Of)
		}
		for _, l := range []check.Located{d.Value, d.Other} {
			if !holds(groups[at], l) {
				groups[at] = append(groups[at], l)
			}
		}
	}
	list := []result.Difference{}
	for i, g := range groups {
		list = append(list, s.difference(of[i], g))
	}
	return list
}

// meant are the differences between articles in two languages, placed among all. What
// they are of is said in the story's language where one article is in it.
func (s *storytelling) meant() (list []check.Difference) {
	for k, b := range s.from.Parts {
		for i, a := range s.from.Parts[:k] {
			if lang.MayBeSame(a.Language, b.Language) {
				continue
			}
			x, y := i, k
			if lang.MayBeSame(b.Language, s.language) {
				x, y = k, i
			}
			for _, d := range check.Meant(s.source(x), s.source(y)) {
				d.Value, d.Other = s.placed(x, d.Value), s.placed(y, d.Other)
				list = append(list, d)
			}
		}
	}
	return list
}

// placed is a value of an article as it stands in all of them.
func (s *storytelling) placed(part int, l check.Located) check.Located {
	n := s.from.Number(part, l.Sentence+1) - 1
	shift := s.from.Sentences[n].Start - s.from.Parts[part].Sentences[l.Sentence].Start
	l.Sentence = n
	l.Start, l.End, l.From, l.To = l.Start+shift, l.End+shift, l.From+shift, l.To+shift
	return l
}

// difference is values of one thing, those of the latest article last.
func (s *storytelling) difference(of string, values []check.Located) result.Difference {
	slices.SortStableFunc(values, func(a, b check.Located) int { return cmp.Compare(b.Sentence, a.Sentence) })
	d := result.Difference{Kind: string(values[0].Kind), Of: of}
	for _, l := range values {
		d.Values = append(d.Values, s.value(l))
	}
	last := len(d.Values) - 1
	earlier := func(v result.SourceValue) bool { return v.Published != "" && v.Published != d.Values[last].Published }
	alike := func(v result.SourceValue) bool { return v.Text == d.Values[last].Text }
	unsure := func(v result.SourceValue) bool { return !alike(v) && !earlier(v) }
	d.Values[last].Later = d.Values[last].Published != "" && !slices.ContainsFunc(d.Values[:last], unsure)
	return d
}

// holds says whether a value is among others.
func holds(list []check.Located, l check.Located) bool {
	return slices.ContainsFunc(list, func(o check.Located) bool { return o.Start == l.Start })
}

func (s *storytelling) value(l check.Located) result.SourceValue {
	part, _ := s.from.Part(l.Sentence + 1)
	v := result.SourceValue{
		Text: l.Text, Published: s.from.Parts[part].Published,
		Evidence: s.evidence(result.Evidence{Sentence: l.Sentence + 1}),
	}
	if value, unit, ok := claim.Claim(l.Claim).Stated(); ok {
		v.Value, v.Unit = &value, unit
	}
	return v
}
