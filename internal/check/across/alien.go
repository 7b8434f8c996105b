package across

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/sound"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/lang/lexicon"
	"newsbrief/result"
)

// alienName finds a name in an English translation of which the source has nothing
// near, in letters or in sound: one that is no word of English, nor a place that
// languages name each in their own way. Where the source's names stand out, it must
// have one that the translation lacks.
func alienName(c *crossing) (check.Verdict, bool) {
	if !lang.Same(c.target.Language, "en") || lang.Same(c.article.Language, "en") || !soundsKnown(c) {
		return check.Verdict{}, false
	}
	for _, q := range c.to {
		for at, w := range words.Written(q.text) {
			w = lang.WithoutGenitive(w)
			if !strange(c, w) || related(c, w) || inAddress(q.text, at) {
				continue
			}
			if !losesName(c) {
				return check.Verdict{}, false
			}
			v := check.Verdict{Text: w, Status: result.Unsupported, Sentence: c.from[0].sentence}
			v.Claim = claim.Claim{Kind: claim.Name, Start: q.start + at, End: q.start + at + len(w)}
			v.Reason = "the article has no such name here"
			return v, true
		}
	}
	return check.Verdict{}, false
}

// soundsKnown says whether the source is of a script whose letters tell how names
// sound, or Japanese, which writes those of others in such letters.
func soundsKnown(c *crossing) bool {
	if strings.ContainsFunc(c.source.text, lang.Unspaced) {
		return lang.Same(c.article.Language, "ja")
	}
	switch scriptOf(c.source.text) {
	case unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Devanagari:
		return true
	}
	return false
}

// strange says whether an English text has a word as a name alone.
func strange(c *crossing, w string) bool {
	const shortest = 4
	r, size := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || utf8.RuneCountInString(w) < shortest || strings.ContainsFunc(w, notLetter) {
		return false
	}
	if strings.ContainsFunc(w[size:], unicode.IsUpper) {
		return false // an acronym
	}
	lower, l := strings.ToLower(w), lang.Of("en")
	singular := strings.TrimSuffix(lower, "s")
	if lexicon.English(lower) || lexicon.English(singular) || common(w, l) {
		return false
	}
	if hasAny(l, lower, "exonym", "unit", "loan") || hasAny(l, singular, "exonym") {
		return false
	}
	if lang.Same(c.article.Language, "ja") && openSyllables(lower) {
		return false
	}
	return !slices.ContainsFunc(l.Forms("peopleend"), func(end string) bool { return strings.HasSuffix(singular, end) })
}

// related says whether the source has a word in the sentence or beside it that a
// name may be of: one that begins alike, or that may be a name and sounds alike.
func related(c *crossing, w string) bool {
	heard, start := sound.Key(strings.TrimSuffix(w, "s")), words.Start(words.Bare(w))
	whole := sound.Key(w)
	if len(heard) < 2 {
		return true
	}
	first, last := c.from[0].sentence, c.from[len(c.from)-1].sentence
	for n := max(first-2, 1); n <= min(last+1, len(c.article.Sentences)); n++ {
		text := c.article.Sentence(n)
		for _, o := range words.Written(text) {
			if c.otherScript && strings.HasPrefix(sound.Key(o), heard) {
				return true // an adjective of the name
			}
			if !c.otherScript && start != "" && words.Start(words.Bare(o)) == start {
				return true
			}
		}
		for _, o := range nameWords(text) {
			if k := sound.Key(o); near(c, k, heard) || near(c, k, whole) {
				return true
			}
		}
	}
	return false
}

// near says whether two keys may be of one name as languages spell it, of which one
// may have an ending, or be part of a compound. Languages of one script spell names
// more alike.
func near(c *crossing, a, b string) bool {
	const long = 4
	shorter, longer := min(len(a), len(b)), max(len(a), len(b))
	switch {
	case shorter >= long && (strings.Contains(a, b) || strings.Contains(b, a)):
		return true
	case shorter < 2 || !sound.BeginAlike(a, b):
		return false
	case c.otherScript:
		return sound.Distance(a, b) <= 1+longer/5
	}
	return sound.Distance(a, b) <= (longer-1)/4
}

// openSyllables says whether a word in lower case may be a name of East Asia in Latin
// letters, whose characters do not tell how it sounds: its consonants stand alone, or
// in the few groups that occur there, and it ends with a vowel, n, ng or h.
func openSyllables(w string) bool {
	const groups = " ch sh zh ts ky gy ny hy my ry by py kk tt pp ss tch ssh mb "
	for rest := w; rest != ""; {
		rest = strings.TrimLeft(rest, "aeiouüōū'’")
		i := strings.IndexAny(rest, "aeiouüōū")
		if i < 0 {
			return rest == "" || rest == "n" || rest == "ng" || rest == "h"
		}
		group := rest[:i]
		if len(group) > 1 && (group[0] == group[1] || group[0] == 'h') {
			group = group[1:] // Rikkyo, Ohno
		}
		after := strings.TrimPrefix(strings.TrimPrefix(group, "n"), "g")
		known := strings.Contains(groups, " "+group+" ") || strings.Contains(groups, " "+after+" ")
		if len(group) > 1 && len(after) > 1 && !known {
			return false
		}
		rest = rest[i:]
	}
	return true
}

// losesName says whether the source's sentence has a name without counterpart in the
// translation; so it is taken for a language that gives a capital to other words too,
// or to none.
func losesName(c *crossing) bool {
	source := lang.Of(c.article.Language)
	if source.Has("trait", "capitalnouns") || caselessText(c.source.text) {
		return true
	}
	own := c.nameKeys(c.to)
	for _, q := range c.from {
		for at, w := range words.Written(q.text) {
			r, _ := utf8.DecodeRuneInString(w)
			key := c.nameKey(w)
			plain := at == 0 && hasAny(source, strings.ToLower(w), "stop", "grammar", "func")
			if !unicode.IsUpper(r) || key == "" || plain {
				continue
			}
			if !slices.ContainsFunc(own, func(k string) bool { return mayBe(c.translation, k, key) }) {
				return true
			}
		}
	}
	return false
}

// mayBe says whether two keys are of one name, be it an initial or far in spelling.
func mayBe(t *translation, a, b string) bool {
	if t.otherScript {
		return sound.Alike(a, b)
	}
	short := strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
	return short || t.sameName(a, b) || sound.Alike(sound.Key(a), sound.Key(b))
}

// caselessText says whether a text is of a script without capitals.
func caselessText(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, notLetter))
	return !unicode.IsUpper(r) && !unicode.IsLower(r)
}
