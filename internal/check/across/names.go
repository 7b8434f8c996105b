package across

import (
	"cmp"
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

// namesakes are the names of a source as its translation writes them: which words
// of the whole article are parts of names, by their sounds.
type namesakes struct {
	parts  map[string]string // key of a part: the part as the article writes it
	seen   map[string]string // the same of all words that are capitalised within a sentence
	own    map[string]bool   // keys of the words of the translation that may be names
	spoken []spoken          // the parts
	kept   bool              // most parts stand in the translation in the same letters
}

// nameParts are the parts of names in a text: words with a capital, of four letters
// and more, that are no words of the language's tables.
func nameParts(claims []check.Located, language string) []string {
	var list []string
	l := lang.Of(language)
	for _, c := range claims {
		if c.Kind != claim.Name {
			continue
		}
		for _, w := range words.Written(c.Text) {
			r, _ := utf8.DecodeRuneInString(w)
			w = lang.WithoutGenitive(w)
			if !unicode.IsUpper(r) || utf8.RuneCountInString(w) < 4 || common(w, l) {
				continue
			}
			list = append(list, w)
		}
	}
	return list
}

// capitals are the words of four letters and more of an English sentence that have a
// capital, though the sentence or the language would not give them one.
func (t *translation) capitals(text string) []string {
	if t.otherScript || !lang.Same(t.article.Language, "en") {
		return nil
	}
	var list []string
	for at, w := range words.Written(text) {
		w = lang.WithoutGenitive(w)
		r, _ := utf8.DecodeRuneInString(w)
		plain := !unicode.IsUpper(r) || utf8.RuneCountInString(w) < 4 || common(w, lang.Of("en"))
		if plain || begun(text[:at]) && lexicon.English(strings.ToLower(w)) {
			continue
		}
		list = append(list, w)
	}
	return list
}

// begun says whether what stands before a word is nothing, or the start of a
// quotation or of another sentence.
func begun(before string) bool {
	before = strings.TrimRight(before, " \u00a0“\"'‘(")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".:!?-")
}

// common says whether a word of a name is one of the language, which a translation
// writes in its own words.
func common(w string, l *lang.Language) bool {
	lower := strings.ToLower(w)
	for _, class := range [...]string{
		"thing", "body", "role", "title", "func", "stop", "month", "weekday", "season", "grammar",
	} {
		if l.Has(class, lower) {
			return true
		}
	}
	return w == strings.ToUpper(w) || strings.ContainsFunc(w, unicode.IsDigit)
}

// readNames reads the names of both texts.
func (t *translation) readNames() {
	t.names = &namesakes{parts: map[string]string{}, seen: map[string]string{}, own: map[string]bool{}}
	var parts []string
	for _, p := range split(t.article, t.from) {
		for _, w := range nameParts(p.claims, t.article.Language) {
			if key := t.nameKey(w); key != "" {
				t.names.parts[key] = w
			}
		}
		if t.otherScript {
			parts = append(parts, properParts(p, t.article.Language)...)
		}
		for _, w := range t.capitals(p.text) {
			t.names.seen[t.nameKey(w)] = w
		}
	}
	for _, p := range t.to {
		for _, w := range nameWords(p.text) {
			if key := t.nameKey(w); key != "" {
				t.names.own[key] = true
			}
		}
	}
	if t.otherScript {
		t.names.spoken = speak(t, parts)
	}
	t.names.kept = !t.otherScript && t.names.keeps()
}

// keeps says whether most parts stand in the translation as they are.
func (n *namesakes) keeps() bool {
	same := 0
	for key := range n.parts {
		if n.own[key] {
			same++
		}
	}
	return same >= 3 && 10*same >= 6*len(n.parts)
}

// nameKey is what a name is compared by: its letters, or its sounds where the
// scripts differ; "" where that is too little.
func (t *translation) nameKey(w string) string {
	if !t.otherScript {
		return words.Bare(lang.WithoutGenitive(w))
	}
	if key := t.soundKey(w); len(key) > 2 {
		return key
	}
	return ""
}

// soundKey is the key of a word by its sounds, made once.
func (t *translation) soundKey(w string) string {
	key, known := t.keys[w]
	if !known {
		key = sound.Key(w)
		t.keys[w] = key
	}
	return key
}

// sameName says whether two keys may be of one name in one script.
func (t *translation) sameName(a, b string) bool {
	const least, spelt = 3, .25
	if start := words.Start(a); start != "" && start == words.Start(b) {
		return true
	}
	switch {
	case a == b, len(a) >= least && strings.HasPrefix(b, a), len(b) >= least && strings.HasPrefix(a, b):
		return true
	case min(len(a), len(b)) < least || a[0] != b[0] && !strings.Contains("ckq", a[:1]):
		return false
	}
	return sound.Unlike(sound.Spell(a), sound.Spell(b)) <= spelt
}

func (t *translation) anySame(keys []string, key string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return t.sameName(k, key) })
}

// otherName finds a name of the article that stands in the translation of a
// sentence in the place of another: the sentence has one that the translation
// keeps elsewhere and lacks here, and lacks one that the translation has here.
func otherName(c *crossing) (check.Verdict, bool) {
	if c.otherScript {
		return exchangedName(c)
	}
	missing := c.lostNames()
	if missing == nil {
		return check.Verdict{}, false
	}
	source := c.nameKeys(c.from)
	for _, q := range c.to {
		for at, w := range nameWords(q.text) {
			key := c.nameKey(w)
			part := cmp.Or(c.names.parts[key], c.names.seen[key])
			if part == "" || !tellsNames(w) || c.anySame(source, key) {
				continue
			}
			lost := slices.IndexFunc(missing, func(m string) bool { return !c.oneName(m, part) })
			if lost < 0 {
				continue
			}
			v := check.Verdict{Text: w, Status: result.Contradicted, Sentence: c.from[0].sentence}
			v.Claim = claim.Claim{Kind: claim.Name, Start: q.start + at, End: q.start + at + len(w)}
			v.Reason = "the article has " + missing[lost] + " here, and " + part + " elsewhere"
			return v, true
		}
	}
	return check.Verdict{}, false
}

// oneName says whether the article has two words in one name somewhere: a
// translation may call a person by either.
func (c *crossing) oneName(a, b string) bool {
	for _, p := range c.translation.from {
		for _, l := range p.claims {
			if l.Kind == claim.Name && strings.Contains(l.Text, a) && strings.Contains(l.Text, b) {
				return true
			}
		}
	}
	return false
}

// tellsNames says whether a word is of a script in which names stand out: with
// capitals, or in the letters that foreign words are written in.
func tellsNames(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.In(r, unicode.Katakana, unicode.Han)
}

// lostNames are the names of the sentence that its translation lacks, and that the
// translation has in another place, or as most names would have if it wrote them.
func (c *crossing) lostNames() []string {
	own := c.nameKeys(c.to)
	var list []string
	for _, q := range c.from {
		for _, w := range nameParts(q.claims, c.article.Language) {
			if key := c.nameKey(w); (c.names.own[key] || c.names.kept) && !c.anySame(own, key) {
				list = append(list, w)
			}
		}
		for _, w := range c.capitals(q.text) {
			if key := c.nameKey(w); c.names.own[key] && !c.anySame(own, key) {
				list = append(list, w)
			}
		}
	}
	return list
}

// nameKeys are the keys of all words of some sentences that may be names.
func (c *crossing) nameKeys(list []paragraph) []string {
	var keys []string
	for _, q := range list {
		for _, w := range words.Written(q.text) {
			if r, _ := utf8.DecodeRuneInString(w); unicode.Is(unicode.Han, r) {
				for _, run := range soundRuns(w) {
					keys = append(keys, c.nameKey(run))
				}
				continue
			}
			if key := c.nameKey(w); key != "" {
				keys = append(keys, key)
			}
		}
	}
	return keys
}
