package across

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// negation finds a sentence that one of the two texts denies and the other does
// not: where neither language's lists have a word by which it could be denied in
// another way, the translation says the opposite. Of languages without such lists
// nothing is said.
func negation(c *crossing) (check.Verdict, bool) {
	if len(c.from) != 1 || len(c.to) != 1 {
		return check.Verdict{}, false
	}
	source, own := denials(c.from[0].text, c.article.Language), denials(c.to[0].text, c.target.Language)
	if source == nil || own == nil {
		return check.Verdict{}, false
	}
	switch {
	case !source.spaced || source.soft || own.soft || !own.told:
	case source.plain && !own.plain && !own.affix:
		return denied(c, "the article denies this: the translation has no word for it"), true
	case own.plain && !source.plain && !source.affix && own.spaced:
		return denied(c, "the article does not deny this"), true
	}
	return check.Verdict{}, false
}

func denied(c *crossing, reason string) check.Verdict {
	v := segment(c.to[0].start, c.to[0].end, c.to[0].text, reason)
	v.Kind, v.Status, v.Sentence = check.Sense, result.Contradicted, c.from[0].sentence
	return v
}

// denial is by what a sentence is denied: plainly, or by what only may deny it.
type denial struct {
	plain, soft bool
	affix       bool // a word has the beginning or end of one that denies
	told        bool // the sentence has words of its language's grammar
	spaced      bool
}

// denials looks for the words that deny a sentence; nil where the language has no
// list of them.
func denials(text, language string) *denial {
	l := lang.Of(language)
	if l.Rows("notword") == nil {
		return nil
	}
	d := &denial{spaced: !strings.ContainsFunc(text, lang.Unspaced)}
	if !d.spaced {
		plain := slices.Concat(l.Forms("notword"), l.Forms("negation"))
		d.plain = slices.ContainsFunc(plain, func(form string) bool { return strings.Contains(text, form) })
		d.told = true
		return d
	}
	if l.Rows("softly") == nil {
		return nil
	}
	soft := affixesOf(l)
	before, count, told := "", 0, 0
	for at, w := range words.Written(text) {
		w = strings.ToLower(strings.ReplaceAll(w, "’", "'"))
		bare := w[strings.LastIndexByte(w, '\'')+1:]
		count++
		if l.Has("grammar", bare) || l.Has("stop", bare) {
			told++
		}
		switch {
		case l.Has("softly", w) || l.Has("softly", bare) || l.Has("softly", before+" "+w) || l.Has("denial", w):
			d.soft = true
		case soft.fit(w):
			d.affix = true
		case strings.HasSuffix(w, "n't") || l.Has("notword", bare) || l.Has("negation", bare):
			d.plain = d.plain || !numbered(text[at+len(w):])
		}
		before = w
	}
	d.told = 5*told >= count // a third to a half of the words of a text are
	d.soft = d.soft || strings.ContainsAny(text, "?？؟")
	return d
}

// numbered says whether a figure follows, as in "No 10".
func numbered(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " .\u00a0"))
	return unicode.IsDigit(r)
}

// affixes are the beginnings and ends of words that may deny.
type affixes struct{ starts, ends []string }

func affixesOf(l *lang.Language) affixes {
	var a affixes
	for _, form := range l.Forms("softly") {
		if start, ok := strings.CutSuffix(form, "-"); ok {
			a.starts = append(a.starts, start)
		} else if end, ok := strings.CutPrefix(form, "-"); ok {
			a.ends = append(a.ends, end)
		}
	}
	return a
}

// fit says whether a word begins or ends so, and is longer by what may be a word.
func (a affixes) fit(w string) bool {
	const stem = 4 // letters
	n := utf8.RuneCountInString(w)
	for _, start := range a.starts {
		if strings.HasPrefix(w, start) && n >= utf8.RuneCountInString(start)+stem {
			return true
		}
	}
	return slices.ContainsFunc(a.ends, func(end string) bool {
		return strings.HasSuffix(w, end) && n >= utf8.RuneCountInString(end)+stem
	})
}
