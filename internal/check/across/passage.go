package across

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

func (t *translation) missing(p paragraph) check.Verdict {
	v := segment(0, 0, p.text, "missing: the translation has no such passage")
	v.Sentence = p.sentence
	return v
}

func (t *translation) added(p paragraph) check.Verdict {
	return segment(p.start, p.end, p.text, "added: the article has no such passage")
}

func (t *translation) passage(p align.Pair, sentence int, reason string) check.Verdict {
	start, end := t.to[p.To].start, t.to[p.ToEnd-1].end
	v := segment(start, end, t.target.Text[start:end], reason)
	v.Sentence = sentence
	return v
}

// segment is the verdict on a passage of the target as a whole.
func segment(start, end int, text, reason string) check.Verdict {
	return check.Verdict{
		Claim: claim.Claim{Kind: result.SegmentKind, Start: start, End: end},
		Text:  firstWords(text), Status: result.Unsupported, Reason: reason,
	}
}

func firstWords(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}

// Limits of a passage's length in standard deviations and letters.
const (
	farOff   = 3.7
	farOver  = 4.3 // translators explain more than they leave out
	farAlone = 5.5 // where too few passages tell the languages' usual ratio
	openEnd  = 2.6 // where the last sentence has no end
	farFew   = 4.6 // where these are known from the tables
	fewPairs = 5
	telling  = 30  // letters; shorter passages prove nothing
	muchLess = .62 // of the expected letters
)

// whole judges a passage by its length, its script and its words.
func (t *translation) whole(p align.Pair) (check.Verdict, bool) {
	from, to := total(t.from[p.From:p.FromEnd])*t.ratio, total(t.to[p.To:p.ToEnd])
	a := t.article.Text[t.from[p.From].start:t.from[p.FromEnd-1].end]
	b := t.target.Text[t.to[p.To].start:t.to[p.ToEnd-1].end]
	sentence, off, far, over := t.from[p.From].sentence, align.Deviation(from, to), farOff, farOver
	switch {
	case len(t.pairs) >= fewPairs:
	case t.lengthsKnown():
		far, over = farFew, farFew
	default:
		far, over = farAlone, farAlone
	}
	switch {
	case !lang.Same(t.article.Language, t.target.Language) && t.untranslated(a, b):
		return t.passage(p, sentence, "untranslated: the article's own words"), true
	case from > telling && off < -far && to < muchLess*from:
		return t.passage(p, sentence, "cut short: the article says more here"), true
	case t.closes && off < -openEnd && closed(a) && !closed(b):
		return t.passage(p, sentence, "cut short: it ends inside a sentence"), true
	case to > telling && off > over && from < muchLess*to:
		return t.passage(p, sentence, "added: the article says less here"), true
	}
	return foreign(t, p, a, b)
}

// lengthsKnown says whether the usual lengths of both languages are.
func (t *translation) lengthsKnown() bool {
	known := func(tag string) bool { return tag == "en" || lang.Of(tag).Length() != 1 }
	return known(t.article.Language) && known(t.target.Language)
}

// closed says whether a text ends with a punctuation mark.
func closed(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return unicode.IsPunct(r)
}

// closing says whether the target ends its passages with a mark where the
// source does; some languages have none.
func (t *translation) closing() bool {
	both, from := 0, 0
	for _, p := range t.pairs {
		if !p.Missing() && !p.Added() && closed(t.from[p.FromEnd-1].text) {
			from++
			if closed(t.to[p.ToEnd-1].text) {
				both++
			}
		}
	}
	return from >= 3 && both*10 >= from*6
}

// repeated finds a passage that the target has twice in a row and the source
// once.
func (t *translation) repeated(p align.Pair) (check.Verdict, bool) {
	for k := max(p.To, 1); k < p.ToEnd; k++ {
		if t.to[k].unit.Length > telling/3 && t.to[k].text == t.to[k-1].text && !t.twice() {
			v := t.added(t.to[k])
			v.Reason = "added: the translation has this passage twice"
			return v, true
		}
	}
	return check.Verdict{}, false
}

// twice says whether the source itself repeats a passage.
func (t *translation) twice() bool {
	for k := 1; k < len(t.from); k++ {
		if t.from[k].text == t.from[k-1].text {
			return true
		}
	}
	return false
}

// untranslated says whether a passage repeats the words of its source. Links,
// names and numbers alone do; a heading in capitals is told by its words of
// grammar.
func (t *translation) untranslated(a, b string) bool {
	own, plain := plainWords(b)
	seen := map[string]bool{}
	all, _ := plainWords(a)
	for _, w := range all {
		seen[w] = true
	}
	same, grammar := 0, 0
	source, target := lang.Of(t.article.Language), lang.Of(t.target.Language)
	for _, w := range own {
		if seen[w] {
			same++
		}
		if source.Has("grammar", w) && !target.Has("grammar", w) {
			grammar++
		}
	}
	if len(own) < 3 || same*10 < len(own)*8 {
		return false
	}
	return plain >= 4 || grammar > 0 || plain >= 3 && a == b
}

// plainWords are the words of a text outside links and tags, in lower case, and
// how many of them a translation would change by all means: those that have no
// capital, or are of a script without.
func plainWords(text string) (list []string, plain int) {
	for field := range strings.FieldsSeq(withoutTags(text)) {
		if strings.Contains(field, "://") || strings.HasPrefix(field, "www.") || strings.HasPrefix(field, "@") {
			continue
		}
		for _, w := range words.Written(field) {
			r, _ := utf8.DecodeRuneInString(w)
			if unicode.IsLetter(r) && !unicode.IsUpper(r) {
				plain++
			}
			if unicode.IsLetter(r) {
				list = append(list, strings.ToLower(w))
			}
		}
	}
	return list, plain
}

// withoutTags leaves out what stands between angle brackets.
func withoutTags(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "<")
		b.WriteString(before)
		_, after, closed := strings.Cut(rest, ">")
		if !ok || !closed {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteByte(' ')
		text = after
	}
}

// scriptOf is the script of most letters.
func scriptOf(text string) *unicode.RangeTable {
	scripts := [...]*unicode.RangeTable{
		unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Cyrillic, unicode.Arabic,
		unicode.Devanagari, unicode.Greek, unicode.Hebrew, unicode.Hangul, unicode.Thai,
	}
	var count [len(scripts)]int
	for _, r := range text {
		if r < utf8.RuneSelf {
			if l := r | 0x20; 'a' <= l && l <= 'z' {
				count[0]++
			}
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s, r) {
				count[i]++
				break
			}
		}
	}
	most := 0
	for i, n := range count {
		if n > count[most] {
			most = i
		}
	}
	if count[most] == 0 {
		return nil
	}
	return scripts[most]
}
