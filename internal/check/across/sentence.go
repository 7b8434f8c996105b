package across

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/lang"
)

// By how much the cost of an alignment must fall where sentences are let go
// without counterpart, for one to be missing or added, and by how many deviations
// a passage is longer where one is added: translators explain more than they
// leave out.
const (
	left   = 2.5
	put    = 4.5
	longer = 1.2
)

// sentences checks an aligned passage sentence by sentence.
func sentences(t *translation, p align.Pair) []check.Verdict {
	from, to := split(t.article, t.from[p.From:p.FromEnd]), split(t.target, t.to[p.To:p.ToEnd])
	t.markAll(from)
	t.markAll(to)
	whole := newPassages(t, from, to)
	list := []check.Verdict{}
	gone, pairs := unpaired(t, from, to)
	list = append(list, gone...)
	for _, q := range pairs {
		c := whole.part(q)
		if v, ok := untranslatedSentence(c); ok {
			list = append(list, v)
			continue
		}
		list = append(list, c.values()...)
	}
	return list
}

// untranslatedSentence finds one that repeats the words of its source.
func untranslatedSentence(c *crossing) (check.Verdict, bool) {
	from, to := c.from[0].text, c.to[0].text
	if len(c.to) > 1 || lang.Same(c.article.Language, c.target.Language) || !c.untranslated(from, to) {
		return check.Verdict{}, false
	}
	v := segment(c.to[0].start, c.to[0].end, to, "untranslated: the article's own words")
	v.Sentence = c.from[0].sentence
	return v, true
}

// keptWord finds a word of the source's language inside a translated sentence: one
// of its grammar, or for what people are, that the target's language does not have.
func keptWord(c *crossing) (check.Verdict, bool) {
	source, target := lang.Of(c.article.Language), lang.Of(c.target.Language)
	if c.otherScript || lang.Same(c.article.Language, c.target.Language) {
		return check.Verdict{}, false
	}
	own := map[string]bool{}
	for _, q := range c.from {
		for _, w := range words.Written(q.text) {
			own[w] = true
		}
	}
	for _, q := range c.to {
		for at, w := range words.Written(q.text) {
			r, _ := utf8.DecodeRuneInString(w)
			if !unicode.IsLower(r) || len(w) < 5 || !own[w] || !foreignTo(w, source, target) {
				continue
			}
			v := segment(q.start+at, q.start+at+len(w), w, "untranslated: a word of the article's language")
			v.Sentence = c.from[0].sentence
			return v, true
		}
	}
	return check.Verdict{}, false
}

// foreignTo says whether the tables of a language have a word and those of another
// do not.
func foreignTo(w string, source, target *lang.Language) bool {
	known := func(l *lang.Language, classes ...string) bool {
		return slices.ContainsFunc(classes, func(class string) bool { return l.Has(class, w) })
	}
	const own = 8 // letters; shorter names of roles go from language to language
	if source.Has("role", w) || source.Has("role", strings.TrimSuffix(w, "s")) {
		return len(w) >= own && !known(target, "role", "body", "thing", "loan")
	}
	return known(source, "stop", "grammar", "func", "report", "negation", "notword") &&
		!known(target, "role", "stop", "grammar", "func", "body", "thing", "loan")
}

// unpaired finds the sentences without counterpart, and pairs the others.
func unpaired(t *translation, from, to []paragraph) ([]check.Verdict, []align.Pair) {
	a, b := units(from), units(to)
	pairs, beside := align.Sentences(a, b, t.ratio)
	off := align.Deviation(total(from)*t.ratio, total(to))
	var list []check.Verdict
	for _, q := range pairs {
		switch {
		case q.Missing() && beside > left && off < 0 && from[q.From].unit.Length > telling:
			list = append(list, t.missing(from[q.From]))
		case q.Added() && beside > put && off > longer && to[q.To].unit.Length > telling:
			list = append(list, t.added(to[q.To]))
		}
	}
	if list == nil {
		pairs = align.Whole(a, b, t.ratio)
	}
	if list == nil && slices.ContainsFunc(pairs, unmatched) {
		return nil, []align.Pair{{FromEnd: len(from), ToEnd: len(to)}} // far more of one than of the other
	}
	return list, slices.DeleteFunc(pairs, unmatched)
}

func unmatched(q align.Pair) bool { return q.Missing() || q.Added() }
