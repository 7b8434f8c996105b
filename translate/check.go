package translate

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across"
	"newsbrief/internal/lang"
	"newsbrief/internal/talk"
	"newsbrief/result"
)

// judge adds to what is wrong with each translation by itself what is wrong
// beside its neighbours.
func judge(passages []*passage) {
	for i, p := range passages {
		if !p.answered {
			p.claims = []result.Finding{segmentFinding(p.source, "missing: the answer has no translation of it")}
			continue
		}
		if p.person() {
			p.claims = append([]result.Finding{}, p.staleFinding()...)
			continue
		}
		p.claims = append(slices.Clip(p.own), confusions(passages, i)...) // never nil
	}
	addMoved(passages)
}

// findings checks target as a translation of the passage.
func (p *passage) findings(target string, remarks []string, o Options) []result.Finding {
	text, shown := p.Masked(target), p.Plain(target)
	claims := p.claimsOf(text, o)
	for i := range claims {
		if strings.Contains(claims[i].Text, "_") {
			claims[i].Text = shorten(shown)
		}
	}
	add := func(reason string) { claims = append(claims, segmentFinding(shown, reason)) }
	for _, r := range remarks {
		add(r)
	}
	if wrong := p.Misplaced(target); len(wrong) > 0 {
		add("each placeholder belongs there once, and nested as in the source: " + strings.Join(wrong, ", "))
	}
	if other := p.foreign(text, o); other != "" && !untranslated(claims) {
		add(other)
	}
	repeats := strings.EqualFold(text, p.masked) && lang.SmallWords(text) >= 2
	if repeats && !lang.Same(o.From, o.To) && result.Worst(claims).Good() {
		add("untranslated: the source's own words")
	}
	for _, term := range p.terms {
		if !term.renders(text, o.To) {
			add("glossary: " + term.Source + " is " + term.Target)
		}
	}
	clear(p.checked) // it is large, and hardly needed again
	return claims
}

// foreign says which other language a translation is in; "" where it is not,
// and where the passage itself is no text in the document's language.
func (p *passage) foreign(text string, o Options) string {
	other := lang.Foreign(text, o.To)
	switch {
	case other != "" && other == lang.Foreign(p.masked, o.From), lang.WrongScript(p.masked, o.From):
		return ""
	case other == "" && lang.WrongScript(text, o.To):
		return "wrong language: these are not the letters of " + lang.Name(o.To)
	case other == "":
		return ""
	case lang.SameForm(other, o.From):
		return "untranslated: this is " + lang.Name(other)
	}
	return "wrong language: this is " + lang.Name(other) + ", not " + lang.Name(o.To)
}

func untranslated(claims []result.Finding) bool {
	return slices.ContainsFunc(claims, func(c result.Finding) bool {
		return strings.HasPrefix(c.Reason, "untranslated")
	})
}

// confusions are what is wrong with a translation beside those around it.
func confusions(passages []*passage, i int) []result.Finding {
	p := passages[i]
	var claims []result.Finding
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(passages) {
			continue
		}
		if reason := confused(p, passages[k], k > i); reason != "" {
			claims = append(claims, segmentFinding(p.shown, reason))
		}
	}
	return claims
}

// claimsOf compares the values of a translation with its source's. A text too
// short to tell its language may be English as well as unknown: the reading
// that fits better counts.
func (p *passage) claimsOf(text string, o Options) []result.Finding {
	claims := p.compare(text, o.From, o)
	if o.From == "und" && flaws(claims) > 0 {
		if other := p.compare(text, "en", o); flaws(other) < flaws(claims) {
			return other
		}
	}
	return claims
}

func (p *passage) compare(text, from string, o Options) []result.Finding {
	if p.checked[from] == nil {
		p.checked[from] = check.NewSource(article.Exact("", p.masked, from))
	}
	source := p.checked[from]
	claims := source.Findings(across.Translation(source, article.Exact("", text, o.To)))
	if o.Localize || flaws(claims) == 0 {
		return claims
	}
	// Figures may be kept as the source writes them, whatever they would mean
	// in the language of the translation.
	adapted, origin := adapt(text, p.masked, from, o.To)
	other := source.Findings(across.Translation(source, article.Exact("", adapted, o.To)))
	if flaws(other) >= flaws(claims) {
		return claims
	}
	for i := range other {
		c := &other[i]
		c.Start, c.End = origin[c.Start], origin[c.End]
		if c.End > c.Start {
			c.Text = text[c.Start:c.End]
		}
	}
	return other
}

func segmentFinding(text, reason string) result.Finding {
	return result.Finding{Kind: result.SegmentKind, Text: shorten(text), Status: result.Unsupported, Reason: reason}
}

// confused finds two neighbours whose translations are the same, in each
// other's place, or joined in one.
func confused(p, q *passage, next bool) string {
	if !q.answered {
		if next {
			return "the next passage is missing and may be part of this one"
		}
		return ""
	}
	switch {
	case p.source == q.source:
	case p.shown == q.shown && utf8.RuneCountInString(p.shown) > 20:
		return "doubled: the passage beside it has the same translation"
	case crossed(p, q):
		return "swapped: this looks like the translation of the passage beside it"
	}
	return ""
}

// crossed says whether two neighbouring translations seem to stand in each
// other's place: each shares more of what survives a translation (figures,
// names, words of common origin) with the other's source than with its own.
func crossed(p, q *passage) bool {
	a, b := p.anchors.source, q.anchors.source
	x, y := p.anchors.target, q.anchors.target
	own := shared(a, x) + shared(b, y)
	other := shared(a, y) + shared(b, x)
	// Human translations of 1,757 passages into eight languages all pass.
	const margin = 0.2
	return other >= own+margin && shared(a, y) > shared(a, x) && shared(b, x) > shared(b, y)
}

// anchors are a text's figures and the beginnings of its longer words, in lower case,
// each once, as hashes: there are many of them in a long document.
func anchors(text string) []uint32 {
	const stem = 5 // letters: endings differ between languages
	var list []uint32
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), between) {
		runes := []rune(w)
		if len(runes) >= stem || unicode.IsDigit(runes[0]) {
			h := fnv.New32a()
			_, _ = h.Write([]byte(string(runes[:min(stem, len(runes))])))
			list = append(list, h.Sum32())
		}
	}
	slices.Sort(list)
	return slices.Clip(slices.Compact(list))
}

// shared is the part of the smaller list that the other holds, 0 to 1; 0 where
// there is too little to tell.
func shared(a, b []uint32) float64 {
	return float64(common(a, b)) / float64(max(min(len(a), len(b)), 2))
}

// common is how many of one list the other holds.
func common(a, b []uint32) int {
	n := 0
	for _, s := range a {
		if _, found := slices.BinarySearch(b, s); found {
			n++
		}
	}
	return n
}

// flaws measures how bad a translation is; a fault of the passage as a whole is
// worse than a few wrong details.
func flaws(claims []result.Finding) int { return talk.Flaws(claims, 10) }
