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

// cutFrontMatter splits a YAML head of Markdown from the text and returns its
// plain "key: value" lines.
func cutFrontMatter(text string) (head map[string]string, body string) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text
	}
	yaml, body, ok := strings.Cut(rest, "\n---\n")
	if !ok || strings.Contains(yaml, "\n\n") {
		return nil, text
	}
	head = map[string]string{}
	for line := range strings.SplitSeq(yaml, "\n") {
		key, value, found := strings.Cut(line, ":")
		if !found {
			return nil, text // a rule and a text, not a head
		}
		head[strings.ToLower(strings.TrimSpace(key))] = strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return head, strings.TrimSpace(body)
}
