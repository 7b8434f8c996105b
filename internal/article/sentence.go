package article

import (
	"strings"
	"sync"
	"unicode"

	"github.com/clipperhouse/uax29/v2/sentences"

	"newsbrief/internal/lang"
)

// sentencesOf splits one paragraph by Unicode's rules (UAX 29), joined again
// where a full stop belongs to an abbreviation, an initial or an ordinal, or
// where a Japanese or Chinese quotation goes on.
func sentencesOf(paragraph, language string) []span {
	l := lang.Of(language)
	text := unified(paragraph, l)
	var list []span
	open, start := 0, 0
	for tokens := sentences.FromString(text); tokens.Next(); {
		end := tokens.End()
		part := text[tokens.Start():end]
		open = max(open+quoteDepth(part), 0)
		if end < len(text) && (open > 0 || goesOn(text[start:end], text[end:], l)) {
			continue
		}
		if s := trim(text, span{start, end}); s.end > s.start {
			list = append(list, s)
		}
		start = end
	}
	if s := trim(text, span{start, len(text)}); s.end > s.start {
		list = append(list, s)
	}
	return list
}

var unifier = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("\n", " ", "? - ", "? * ", "! - ", "! * ",
		"? – ", "? ※ ", "! – ", "! ※ ", "? — ", "? ※ ", "! — ", "! ※ ")
})

// unified is a paragraph for UAX 29, byte for byte as long: a line end is a
// soft wrap, a dash behind a question begins what the next speaker says, and
// marks of a language that Unicode's rules do not know are
// exchanged for ones they do.
func unified(paragraph string, l *lang.Language) string {
	text := unifier().Replace(paragraph)
	for _, r := range l.Rows("mark") {
		for _, mark := range r.Forms() {
			text = strings.ReplaceAll(text, mark, r.Value)
		}
	}
	return text
}

// quoteDepth counts how many corner brackets a part opens more than it closes.
func quoteDepth(part string) int {
	return strings.Count(part, "「") + strings.Count(part, "『") - strings.Count(part, "」") - strings.Count(part, "』")
}

func trim(text string, s span) span {
	part := text[s.start:s.end]
	left := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	return span{s.start + left, s.start + left + len(strings.TrimSpace(part))}
}
