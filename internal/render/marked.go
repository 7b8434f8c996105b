package render

import (
	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// marked splits text into words and marks the claims that the source does not
// bear out where they stand: in red and underlined, or with "[?]" behind them.
// The claims' offsets are bytes in text.
func marked(text string, claims []result.Finding, o Options) []word {
	words := split(text)
	for i := range words {
		words[i].text = plain.Clean(words[i].text)
	}
	for i := len(claims) - 1; i >= 0; i-- { // a mark moves what stands behind it
		if c := claims[i]; !c.Status.Good() {
			markClaim(words, c, o)
		}
	}
	return words
}

// markClaim marks the words that hold a part of the claim.
func markClaim(words []word, c result.Finding, o Options) {
	last := -1
	for i, w := range words {
		if w.start < c.End && w.start+len(w.text) > c.Start {
			last = i
			if o.Color {
				words[i].styled = styledPart(w, c, style(o, color.FgRed, color.Underline))
			}
		}
	}
	if last >= 0 && !o.Color {
		w := &words[last]
		at := min(c.End-w.start, len(w.text))
		w.text = w.text[:at] + " " + mark + w.text[at:]
	}
}

// styledPart is a word whose part in the claim has a style; the whole word
// where another claim has a part of it too.
func styledPart(w word, c result.Finding, s *color.Color) string {
	if w.styled != "" {
		return s.Sprint(w.text)
	}
	from, to := max(c.Start-w.start, 0), min(c.End-w.start, len(w.text))
	return w.text[:from] + s.Sprint(w.text[from:to]) + w.text[to:]
}
