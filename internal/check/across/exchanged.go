package across

import (
	"iter"
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

// How unlike the sounds of two words are: less than the first and they may well be of
// one name, more than the last and they are not. Measured on names of news and their
// human translations into Russian, Arabic, Japanese and Chinese: one in twelve is
// farther from its own than that, one in five of others is nearer.
const (
	sameSound  = .2
	sameKana   = .25 // in Katakana, which has fewer
	nearSound  = .3  // of adjectives, and of Chinese characters, which write sounds alone
	sameWhole  = .32 // of a name of several words
	otherSound = .4
)

// exchangedName finds a name of the article that stands in the translation in the
// place of another, between scripts. Two signs must stand together: a name of the
// sentence that nothing in its translation sounds like, and in that one which sounds
// as a name that the article has elsewhere, and as nothing here. Of a name of several
// words that no sentence near has the second is enough.
func exchangedName(c *crossing) (check.Verdict, bool) {
	var written []spoken
	for _, other := range c.names.spoken {
		if hasPart(c.source.text, other) {
			continue
		}
		if written == nil {
			written = spokenNames(c.translation, c.to)
		}
		i := slices.IndexFunc(written, func(w spoken) bool { return rendered(other, w) })
		if i < 0 || partHeard(c, other) {
			continue
		}
		known, lost := "another name", unheard(c)
		switch {
		case lost != "" && !c.oneName(lost, other.text):
			known = lost
		case !strings.Contains(other.text, " ") || besideHas(c, other):
			continue
		}
		w := written[i]
		v := check.Verdict{Text: w.text, Status: result.Contradicted, Sentence: c.from[0].sentence}
		v.Claim = claim.Claim{Kind: claim.Name, Start: w.at, End: w.at + len(w.text)}
		v.Reason = "the article has " + known + " here, and " + other.text + " elsewhere"
		return v, true
	}
	return check.Verdict{}, false
}

// spokenNames are what may be names in some sentences.
func spokenNames(t *translation, list []paragraph) []spoken {
	var all []spoken
	for _, q := range list {
		for at, w := range namesWritten(q.text) {
			s := spell(t, w)
			s.at = q.start + at
			all = append(all, s)
		}
	}
	return all
}

// properParts are the parts of the names of a sentence, and the words that have a
// capital and that English does not know.
func properParts(q paragraph, language string) []string {
	parts := nameParts(q.claims, language)
	if !lang.Same(language, "en") {
		return parts
	}
	for _, l := range q.claims {
		if l.Kind == claim.Name && strings.Count(l.Text, " ") == 1 && !strings.ContainsFunc(l.Text, notPart) {
			parts = append(parts, lang.WithoutGenitive(l.Text))
		}
	}
	for w := range writtenWords([]paragraph{q}) {
		w = lang.WithoutGenitive(w)
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) && utf8.RuneCountInString(w) > 3 && !common(w, lang.Of(language)) {
			parts = append(parts, w)
		}
	}
	return parts
}

// besideHas says whether a sentence near has a name, or a part of it.
func besideHas(c *crossing, name spoken) bool {
	const near = 3
	first, last := c.from[0].sentence, c.from[len(c.from)-1].sentence
	for n := max(first-near, 1); n <= min(last+near, len(c.article.Sentences)); n++ {
		if hasPart(c.article.Sentence(n), name) {
			return true
		}
	}
	return false
}

// hasPart says whether a text has a part of a name in its letters.
func hasPart(text string, name spoken) bool {
	for w := range strings.FieldsSeq(name.text) {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// namesWritten yields the words that may be names, with the byte of each, and before
// them the names of several words.
func namesWritten(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, names := range [...]iter.Seq2[int, string]{dotted(text), wholeNames(text), nameWords(text)} {
			for at, w := range names {
				if !yield(at, w) {
					return
				}
			}
		}
	}
}

// wholeNames yields the names of several words with capitals, or in Katakana.
func wholeNames(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start, end, count := 0, 0, 0
		for at, w := range words.Written(text) {
			r, _ := utf8.DecodeRuneInString(w)
			part := unicode.IsUpper(r) || unicode.Is(unicode.Katakana, r)
			if count > 0 && part && joins(text[end:at], r) {
				end, count = at+len(w), count+1
				continue
			}
			if count > 1 && !yield(start, text[start:end]) {
				return
			}
			if count = 0; part {
				start, end, count = at, at+len(w), 1
			}
		}
		if count > 1 {
			yield(start, text[start:end])
		}
	}
}

// dotted yields the names in characters that write sounds, with a dot between their
// parts.
func dotted(text string) iter.Seq2[int, string] {
	const dot = '·'
	return func(yield func(int, string) bool) {
		start, parts := 0, 0
		for i, r := range text + " " {
			switch {
			case r == dot && i > start:
				parts++
				continue
			case unicode.Is(unicode.Han, r) && sound.Known(r):
				continue
			case parts > 0 && !yield(start, text[start:i]):
				return
			}
			start, parts = i+utf8.RuneLen(r), 0
		}
	}
}

func notPart(r rune) bool { return notLetter(r) && r != ' ' && r != '-' }

// joins says whether what stands before a word makes it a further word of a name: a
// dot in Katakana, a space elsewhere.
func joins(gap string, r rune) bool {
	if unicode.IsUpper(r) {
		return gap == " "
	}
	return gap == "・"
}

// spoken is a word, or a name of several, as it is written and as it sounds.
type spoken struct {
	text, sounds string
	at           int // in its text, where it is of a translation
	consonants   sound.Consonants
}

// spell is a word with its sounds, made once.
func spell(t *translation, w string) spoken {
	s, known := t.spells[w]
	if !known {
		s = spoken{text: w, sounds: sound.Spell(w)}
		s.consonants = sound.Count(s.sounds)
		t.spells[w] = s
	}
	return s
}

// speak lists the parts of the article's names, each once, that a translation writes
// by their sounds.
func speak(t *translation, parts []string) []spoken {
	slices.Sort(parts)
	var list []spoken
	for _, w := range slices.Compact(parts) {
		if len(sound.Key(w)) > 1 && !reworded(w, t.article.Language) {
			list = append(list, spell(t, w))
		}
	}
	return list
}

// reworded says whether a part of a name may become another word in a translation.
func reworded(w, language string) bool {
	lower := strings.ToLower(w)
	if strings.Contains(w, " ") {
		return false // where it is, it is heard
	}
	if !lang.Same(language, "en") {
		return hasAny(lang.Of(language), lower, "exonym")
	}
	return lexicon.English(lower) || claim.IsPlace(lower) || hasAny(lang.Of(language), lower, "exonym")
}

// rendered says whether a text is a name as a translation spells it; of several words
// where the name is.
func rendered(name, word spoken) bool {
	const long = 3 // consonants; a shorter name is like too many parts of a text
	r, _ := utf8.DecodeRuneInString(word.text)
	whole := strings.ContainsAny(name.text, " ")
	far := name.consonants.Lacking(word.consonants) > 1+len(name.sounds)/6
	if far || whole != strings.ContainsAny(word.text, " ・·") {
		return false
	}
	switch {
	case unicode.Is(unicode.Latin, r):
		return false // left as it is
	case unicode.Is(unicode.Han, r):
		return len(sound.Key(name.text)) > long && sound.Within(name.sounds, word.sounds) <= sameSound
	case whole:
		return sound.Begins(name.sounds, word.sounds) <= sameWhole
	case unicode.IsUpper(r):
		return sound.Begins(name.sounds, word.sounds) <= sameSound
	case unicode.Is(unicode.Katakana, r):
		return sound.Unlike(name.sounds, word.sounds) <= sameKana
	}
	return caseless(r) && len(sound.Key(name.text)) >= long && sound.Begins(name.sounds, word.sounds) <= sameSound
}

// unheard is a name of the sentence that no word of its translation sounds like;
// "" where there is none.
func unheard(c *crossing) string {
	var own []spoken
	for w := range writtenWords(c.from) {
		s, known := c.names.spokenPart(lang.WithoutGenitive(w))
		if !known || strings.Contains(c.own.text, s.text) {
			continue
		}
		if own == nil {
			own = spellings(c.translation, c.to)
		}
		if !heard(own, s, otherSound) {
			return s.text
		}
	}
	return ""
}

// spokenPart finds a part by its letters.
func (n *namesakes) spokenPart(w string) (spoken, bool) {
	i, found := slices.BinarySearchFunc(n.spoken, w, func(s spoken, w string) int { return strings.Compare(s.text, w) })
	if !found {
		return spoken{}, false
	}
	return n.spoken[i], true
}

// spellings are how the words of some sentences sound.
func spellings(t *translation, list []paragraph) []spoken {
	var all []spoken
	for w := range writtenWords(list) {
		if s := spell(t, w); s.sounds != "" {
			all = append(all, s)
		}
	}
	return all
}

// partHeard says whether a name of the source's sentence sounds as a part of another.
func partHeard(c *crossing, name spoken) bool {
	list := spokenNames(c.translation, c.from)
	return slices.ContainsFunc(strings.Fields(name.text), func(w string) bool {
		return len(w) > 3 && heard(list, spell(c.translation, w), nearSound)
	})
}

// heard says whether one of some words sounds as a name, or holds it. Words in small
// letters are nearer to theirs: adjectives of it.
func heard(list []spoken, name spoken, far float64) bool {
	return slices.ContainsFunc(list, func(s spoken) bool {
		r, _ := utf8.DecodeRuneInString(s.text)
		if unicode.IsLower(r) || unicode.Is(unicode.Han, r) {
			return unlike(name, s) <= min(far, nearSound)
		}
		return unlike(name, s) <= far
	})
}

// unlike compares a name with a word that may have an ending, or, where words are not
// set apart, hold it.
func unlike(name, word spoken) float64 {
	r, _ := utf8.DecodeRuneInString(word.text)
	switch {
	case len(word.sounds) <= len(name.sounds)+1:
	case unicode.Is(unicode.Katakana, r):
		return min(sound.Starts(name.sounds, word.sounds), sound.Ends(name.sounds, word.sounds))
	case lang.Unspaced(r) || unicode.In(r, unicode.Arabic, unicode.Hangul):
		return sound.Within(name.sounds, word.sounds)
	}
	return sound.Begins(name.sounds, word.sounds)
}
