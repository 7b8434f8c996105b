package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/fatih/color"
)

// word is a piece of text that no line break may divide.
type word struct {
	text  string
	space bool         // white space stands before it
	style *color.Color // nil: none
	start int          // byte in the text that was split
	// styled is the text with parts of it in styles; "": text.
	styled string
}

// width returns the terminal cells that s takes.
func width(s string) int { return displaywidth.String(s) }

// wrap lays out words in lines of at most limit cells, the first of which has
// indent cells taken; the others are indented by as many spaces. A word wider
// than a line is left whole, as a link must be. Limit 0 gives a single line.
func wrap(words []word, limit, indent int) string { return wrapFrom(words, limit, indent, indent) }

// wrapFrom is wrap where the first line has so many cells taken.
func wrapFrom(words []word, limit, indent, column int) string {
	var out strings.Builder
	for i, w := range words {
		cells, gap := 0, 0
		if limit > 0 {
			cells = width(w.text)
		}
		if w.space && i > 0 {
			gap = 1
		}
		switch {
		case limit > 0 && column > indent && column+gap+cells > limit:
			out.WriteString("\n" + strings.Repeat(" ", indent))
			column = indent
		case gap > 0:
			out.WriteByte(' ')
			column++
		}
		column += cells
		switch {
		case w.styled != "":
			w.text = w.styled
		case w.style != nil:
			w.text = w.style.Sprint(w.text)
		}
		out.WriteString(w.text)
	}
	return out.String()
}

// split cuts s into words: at white space, and between the characters of
// scripts that write none. Runs of white space count as one space.
func split(s string) []word {
	if isASCII(s) {
		return splitASCII(s)
	}
	var words []word
	var last string // the cluster before; "" at the start of a word
	space, at := false, 0
	for g := displaywidth.StringGraphemes(s); g.Next(); {
		cluster := g.Value()
		start := at
		at += len(cluster)
		if strings.TrimFunc(cluster, isSpace) == "" {
			last, space = "", true
			continue
		}
		if last == "" || canBreak(last, cluster) {
			words = append(words, word{space: space, start: start})
		}
		w := &words[len(words)-1]
		w.text = s[w.start:at]
		last, space = cluster, false
	}
	return words
}

// splitASCII is split where every byte but those of a line end is a cluster.
func splitASCII(s string) []word {
	words := make([]word, 0, strings.Count(s, " ")+1)
	for at := 0; at < len(s); {
		length := strings.IndexAny(s[at:], " \t\n\v\f\r")
		if length < 0 {
			length = len(s) - at
		}
		if length > 0 {
			words = append(words, word{text: s[at : at+length], space: at > 0, start: at})
		}
		at += length + 1
	}
	return words
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isSpace reports whether a line may break at r. The spaces that glue, as in
// "12 000 €", are part of words.
func isSpace(r rune) bool {
	const nbsp, figure, narrow = 0x00A0, 0x2007, 0x202F
	return unicode.IsSpace(r) && r != nbsp && r != figure && r != narrow
}

// canBreak reports whether a line may end between the clusters a and b, which
// no space divides.
func canBreak(a, b string) bool {
	left, _ := utf8.DecodeLastRuneInString(a)
	right, _ := utf8.DecodeRuneInString(b)
	if unicode.In(left, unicode.Ps, unicode.Pi) {
		return false // an opening bracket ends no line
	}
	if unicode.In(right, unicode.Pe, unicode.Pf, unicode.Po, unicode.Lm) {
		return false // a closing bracket, a full stop or a long mark begins none
	}
	return unspaced(a, left) || unspaced(b, right)
}

// unspaced reports whether the cluster, which holds r, is of a script without
// spaces between words. Korean is wide, but has them.
func unspaced(cluster string, r rune) bool {
	if unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return true
	}
	return width(cluster) > 1 && !unicode.Is(unicode.Hangul, r)
}
