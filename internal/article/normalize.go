package article

import (
	"strings"
	"sync"
	"unicode"

	"newsbrief/internal/plain"
)

// uniform replaces what only typesetting tells apart: kinds of line ends and
// spaces, soft hyphens, ligatures.
var uniform = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(
		"\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n", "\u0085", "\n",
		"\u00ad", "", "\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u3000", " ",
		"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	)
})

// normalize makes line ends, spaces and invisible characters uniform.
func normalize(text string) string {
	text = uniform().Replace(text)
	text = plain.Clean(text)
	var b strings.Builder
	b.Grow(len(text))
	blank := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(blank+1, 2)])
		}
		blank = 0
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}
