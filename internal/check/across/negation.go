package across

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/lang"
	"newsbrief/internal/lang/lexicon"
	"newsbrief/result"
)

// negation finds a sentence that one of the two texts denies and the other does
// not: where the other has no word at all that may deny, the translation says the
// opposite. Of languages without lists of such words nothing is said, nor of
// questions, which may be asked either way.
func negation(c *crossing) (check.Verdict, bool) {
	if len(c.from) != 1 || len(c.to) != 1 {
		return check.Verdict{}, false
	}
	source, own := denials(c.from[0].text, c.article.Language), denials(c.to[0].text, c.target.Language)
	switch {
	case source == nil || own == nil || source.asks || own.asks || !own.told:
	case source.strong && !own.weak:
		return denied(c, "the article denies this: the translation has no word for it"), true
	case own.strong && !source.weak && source.told:
		return denied(c, "the article does not deny this"), true
	}
	return check.Verdict{}, false
}

func denied(c *crossing, reason string) check.Verdict {
	v := segment(c.to[0].start, c.to[0].end, c.to[0].text, reason)
	v.Kind, v.Status, v.Sentence = check.Sense, result.Contradicted, c.from[0].sentence
	return v
}

// denial is by what a sentence is denied.
type denial struct {
	strong bool // it has a word that denies it
	weak   bool // it has one that may: only, fails, impossible
	told   bool // the sentence has words of its language's grammar
	asks   bool
}

// denials looks for the words that deny a sentence; nil where the language has no
// list of them.
func denials(text, language string) *denial {
	l := lang.Of(language)
	if l.Rows("notword") == nil || l.Rows("softly") == nil {
		return nil
	}
	d := &denial{asks: strings.ContainsAny(text, "?？؟")}
	text = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	if l.Rows("denies") != nil {
		d.read(text, l)
		return d
	}
	plain := withoutIdioms(text, l.Forms("nodeny"))
	d.weak = plain != text
	d.count(plain, l)
	return d
}

// count looks for the words that deny in a language that sets them apart.
func (d *denial) count(text string, l *lang.Language) {
	soft, proclitics := affixesOf(l), l.Forms("proclitic")
	before, seen, told := "", 0, 0
	strong, next := 0, 0 // words that deny, and where the word behind the last one stands
	for at, w := range words.Written(text) {
		head, bare := parted(w, proclitics)
		seen++
		if l.Has("grammar", bare) || l.Has("stop", bare) {
			told++
		}
		has := func(class string) bool {
			return l.Has(class, w) || l.Has(class, bare) || head != "" && l.Has(class, head)
		}
		switch {
		case has("concord"): // it denies only beside another
		case has("softly") || has("denial") || l.Has("softly", before+" "+w) || soft.fit(w):
			d.weak = true
		case strings.HasSuffix(w, "n't") || has("notword") || has("negation"):
			deny, alone := denies(text[at+len(w):])
			d.weak = d.weak || deny
			if deny && alone {
				strong++
				next = seen + 1
			}
		case lang.Same(l.Tag(), "en") && opposite(w):
			d.weak = true
			if next == seen {
				strong-- // not unrelated
			}
		}
		before = w
	}
	least := 5 // a third to a half of the words of a text are of its grammar
	if proclitics != nil {
		least = 8
	}
	d.strong, d.told = strong > 0, least*told >= seen
}

// denies says by what follows a word such as "no" whether it denies, and whether it
// denies the sentence: not as a part of another word, nor as an answer.
func denies(rest string) (deny, alone bool) {
	return !numbered(rest), !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, ",")
}

// parted parts a word from what is written before it as one: French n'est, Arabic
// ولم.
func parted(w string, proclitics []string) (head, bare string) {
	if i := strings.LastIndexByte(w, '\''); i > 0 {
		return w[:i], w[i+1:]
	}
	for _, p := range proclitics {
		if rest, found := strings.CutPrefix(w, p); found && rest != "" {
			return p, rest
		}
	}
	return "", w
}

// read looks for the forms that deny in a language that sets no spaces, or joins
// them to their verbs.
func (d *denial) read(text string, l *lang.Language) {
	in := func(form string) bool { return strings.Contains(text, form) }
	for _, class := range [...]string{"notword", "negation", "softly"} {
		d.weak = d.weak || slices.ContainsFunc(l.Forms(class), in)
	}
	text = withoutIdioms(text, l.Forms("nodeny"))
	d.told, d.strong = true, slices.ContainsFunc(l.Forms("denies"), in)
}

// withoutIdioms leaves out the phrases that hold a word of denial and deny nothing.
func withoutIdioms(text string, idioms []string) string {
	for _, idiom := range idioms {
		if strings.Contains(text, idiom) {
			text = strings.ReplaceAll(text, idiom, " ")
		}
	}
	return text
}

// numbered says whether a figure follows, as in "No 10".
func numbered(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " .\u00a0"))
	return unicode.IsDigit(r)
}

// opposite says whether an English word denies another by its beginning: unclear,
// intolerant, disagree, and not under, important, discover.
func opposite(w string) bool {
	for _, start := range [...]string{"un", "in", "im", "ir", "il", "dis", "non", "mis"} {
		rest, found := strings.CutPrefix(w, start)
		if !found || len(rest) < 4 || !lexicon.English(rest) {
			continue
		}
		if start != "in" && start != "im" && start != "dis" {
			return true
		}
		const ends = " able ible ent ant al ity ncy ful ous ect ete ree eed eing ike ose ear ared ied est ust bey "
		last := func(n int) bool { return strings.Contains(ends, " "+rest[max(len(rest)-n, 0):]+" ") }
		return last(4) || last(3)
	}
	return false
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

// fit says whether a word begins or ends so.
func (a affixes) fit(w string) bool {
	const stem = 3 // letters before an end
	if slices.ContainsFunc(a.starts, func(start string) bool { return strings.HasPrefix(w, start) }) {
		return true
	}
	return slices.ContainsFunc(a.ends, func(end string) bool { return strings.HasSuffix(w, end) && len(w) >= len(end)+stem })
}
