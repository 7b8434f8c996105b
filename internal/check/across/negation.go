package across

import (
	"cmp"
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
	v := deniersOf(lang.Of(language))
	if v == nil {
		return nil
	}
	d := &denial{asks: strings.ContainsAny(text, "?？؟")}
	text = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	if v.joined != nil {
		d.read(text, v)
		return d
	}
	plain := withoutIdioms(text, v.idioms)
	d.weak = plain != text
	d.count(plain, v)
	return d
}

// deniers are a language's words of denial.
type deniers struct {
	*lang.Language
	kinds      map[string]kind
	seconds    map[string]bool // second words of pairs that only may deny
	starts     map[string][]string
	ends       []string
	idioms     []string
	proclitics []string
	joined     []string // forms that deny where words are not set apart
	maybe      []string // and those that may
}

// kind is what a word does to its sentence.
type kind byte

const (
	denies  kind = 1 + iota
	may          // it may deny, in another way
	concord      // it denies only beside another
)

var deniersOf = lang.Each(readDeniers)

func readDeniers(l *lang.Language) *deniers {
	if l.Rows("notword") == nil || l.Rows("softly") == nil {
		return nil
	}
	v := &deniers{Language: l, kinds: map[string]kind{}, seconds: map[string]bool{}, starts: map[string][]string{}}
	v.idioms, v.proclitics, v.joined = l.Forms("nodeny"), l.Forms("proclitic"), l.Forms("denies")
	for _, form := range slices.Concat(l.Forms("notword"), l.Forms("negation")) {
		v.kinds[form] = denies
	}
	for _, form := range slices.Concat(l.Forms("denial"), l.Forms("softly")) {
		v.addSoft(form)
	}
	for _, form := range l.Forms("concord") {
		v.kinds[form] = concord
	}
	if v.joined != nil {
		v.maybe = slices.Concat(l.Forms("notword"), l.Forms("negation"), l.Forms("softly"))
	}
	return v
}

// addSoft notes a form that may deny: a word, a pair of words, or with a hyphen the
// beginning or end of words.
func (v *deniers) addSoft(form string) {
	if start, ok := strings.CutSuffix(form, "-"); ok {
		first := firstRunes(start, 1)
		v.starts[first] = append(v.starts[first], start)
		return
	}
	if end, ok := strings.CutPrefix(form, "-"); ok {
		v.ends = append(v.ends, end)
		return
	}
	if _, second, pair := strings.Cut(form, " "); pair {
		v.seconds[second] = true
	}
	v.kinds[form] = may
}

// fit says whether a word begins or ends as those do that may deny.
func (v *deniers) fit(w string) bool {
	const stem = 3 // bytes before an end
	if slices.ContainsFunc(v.starts[firstRunes(w, 1)], func(start string) bool { return strings.HasPrefix(w, start) }) {
		return true
	}
	return slices.ContainsFunc(v.ends, func(end string) bool {
		return strings.HasSuffix(w, end) && len(w) >= len(end)+stem
	})
}

// kind says what a word does behind another.
func (v *deniers) kind(before, w, head, bare string) kind {
	if k := v.kinds[w]; k != 0 {
		return k
	}
	if head != "" {
		if k := cmp.Or(v.kinds[bare], v.kinds[head]); k != 0 {
			return k
		}
	}
	switch {
	case v.seconds[w] && v.kinds[before+" "+w] != 0, v.fit(w):
		return may
	case strings.HasSuffix(w, "n't"):
		return denies
	}
	return 0
}

// count looks for the words that deny in a language that sets them apart.
func (d *denial) count(text string, v *deniers) {
	before, seen, told := "", 0, 0
	strong, next := 0, 0 // words that deny, and where the word behind the last one stands
	english := lang.Same(v.Tag(), "en")
	for at, w := range words.Written(text) {
		head, bare := parted(w, v.proclitics)
		seen++
		if v.Has("grammar", bare) || v.Has("stop", bare) {
			told++
		}
		switch k := v.kind(before, w, head, bare); {
		case k == may:
			d.weak = true
		case k == denies && !numbered(text[at+len(w):]):
			d.weak = true
			if alone(text[at+len(w):]) {
				strong++
				next = seen + 1
			}
		case k == 0 && english && opposite(w):
			d.weak = true
			if next == seen {
				strong-- // not unrelated
			}
		}
		before = w
	}
	least := 5 // a third to a half of the words of a text are of its grammar
	if v.proclitics != nil {
		least = 8
	}
	d.strong, d.told = strong > 0, least*told >= seen
}

// alone says by what follows a word that denies whether it denies the sentence: not
// as a part of another word, nor as an answer.
func alone(rest string) bool {
	return !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, ",")
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
func (d *denial) read(text string, v *deniers) {
	d.weak = containsAny(text, v.maybe)
	d.told, d.strong = true, containsAny(withoutIdioms(text, v.idioms), v.joined)
}

func containsAny(text string, forms []string) bool {
	return slices.ContainsFunc(forms, func(form string) bool { return strings.Contains(text, form) })
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
