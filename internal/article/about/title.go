package about

import (
	"strings"
	"unicode"

	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
)

// separators stand between a title and the name of its site.
var separators = [...]string{
	" | ", "｜", " - ", " – ", " — ", " － ", " :: ", " » ", " • ", " · ", " ‹ ", " : ", "：", ": ", "_", "|",
}

// chooseTitle prefers the heading that a reader sees where it says what the page
// states elsewhere, and leaves the site's name out.
func (f *facts) chooseTitle() string {
	stated := first(f.headline, first(f.first("og:title", "twitter:title", "dc.title"), f.title))
	stated = spaced(stated)
	for _, h := range f.heads {
		if h.text != "" && len(h.text) < 300 && !f.isSite(h.text) && (h.stated || isSameTitle(h.text, stated)) {
			return f.bare(h.text, "")
		}
	}
	if stated == "" && len(f.heads) == 1 {
		return f.heads[0].text
	}
	return f.bare(stated, f.title)
}

// isSameTitle says whether a heading and a stated title share most of their words.
func isSameTitle(heading, stated string) bool {
	a, b := words.Set(heading), words.Set(stated)
	if len(a) < 3 {
		a, b = pairsOf(heading), pairsOf(stated)
	}
	shared := 0
	for w := range a {
		if b[w] {
			shared++
		}
	}
	return shared > 1 && 2*shared >= min(len(a), len(b)) && 3*shared >= len(a)
}

// pairsOf are the pairs of characters of a text without spaces between words, or of
// few words.
func pairsOf(s string) map[string]bool {
	pairs := map[string]bool{}
	last := rune(0)
	for _, r := range strings.ToLower(s) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if last != 0 {
			pairs[string([]rune{last, r})] = true
		}
		last = r
	}
	return pairs
}

// bare is a title without the name of its site before or behind it. whole is the
// document's own title: what it has beside the stated one is the site's name.
func (f *facts) bare(title, whole string) string {
	for range 3 {
		shorter := f.cut(title)
		if shorter == title {
			return title
		}
		title = shorter
	}
	return title
}

// cut takes one name of the site from a title.
func (f *facts) cut(title string) string {
	for _, s := range separators {
		at := strings.LastIndex(title, s)
		if at <= 0 {
			continue
		}
		before, behind := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(s):])
		switch {
		case f.isSite(behind) || f.isHeading(before):
			return before
		case f.isSite(before) && behind != "" || f.isHeading(behind):
			return behind
		case isBar(s) && len([]rune(before)) >= 15 && len(behind) < len(before) && len(strings.Fields(behind)) < 4:
			return before
		}
		if i := strings.Index(title, s); i > 0 && i < at && f.isSite(strings.TrimSpace(title[:i])) {
			return strings.TrimSpace(title[i+len(s):])
		}
	}
	return title
}

// isBar: nothing but the name of a site or a section stands behind a bar.
func isBar(separator string) bool {
	return strings.ContainsAny(separator, "|｜")
}

func (f *facts) isHeading(text string) bool {
	for _, h := range f.heads {
		if len([]rune(text)) >= 8 && letters(h.text) == letters(text) {
			return true
		}
	}
	return false
}

// isSite says whether a text is the name of the site or its address.
func (f *facts) isSite(text string) bool {
	name := letters(text)
	if name == "" {
		return false
	}
	for _, s := range f.sites {
		label, _, isHost := strings.Cut(s, ".")
		site := letters(s)
		if site != "" && (name == site || isHost && name == letters(label)) {
			return true
		}
		if len(site) > 4 && strings.HasPrefix(name, site) && lang.Of("und").Has("bylabel", lastWord(text)) {
			return true // its staff
		}
	}
	return false
}

func lastWord(text string) string {
	return strings.ToLower(text[strings.LastIndexByte(text, ' ')+1:])
}

// letters is a text in lower case without all but letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
