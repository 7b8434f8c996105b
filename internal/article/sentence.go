package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

//go:embed abbreviations.txt
var abbreviationsFile string

// abbreviations returns the words that do not end a sentence though a full
// stop follows them, in lower case, by language.
var abbreviations = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for line := range strings.SplitSeq(abbreviationsFile, "\n") {
		language, words, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if all[language] == nil {
			all[language] = map[string]bool{}
		}
		for _, w := range strings.Fields(words) {
			all[language][w] = true
		}
	}
	return all
})

// sentencesOf splits one paragraph by Unicode's rules (UAX 29), joined again
// where a full stop belongs to an abbreviation, an initial or an ordinal, or
// where a Japanese or Chinese quotation goes on.
func sentencesOf(paragraph, language string) []span {
	// A line end inside a paragraph is a soft wrap; UAX 29 would break there.
	text := strings.ReplaceAll(paragraph, "\n", " ")
	var list []span
	open, start := 0, 0
	for tokens := sentences.FromString(text); tokens.Next(); {
		end := tokens.End()
		part := text[tokens.Start():end]
		if open = max(open+quoteDepth(part), 0); end < len(text) && (open > 0 || goesOn(text[start:end], text[end:], language)) {
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

// quoteDepth counts how many corner brackets a part opens more than it closes.
func quoteDepth(part string) int {
	return strings.Count(part, "「") + strings.Count(part, "『") - strings.Count(part, "」") - strings.Count(part, "』")
}

func trim(text string, s span) span {
	part := text[s.start:s.end]
	left := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	return span{s.start + left, s.start + left + len(strings.TrimSpace(part))}
}

// goesOn says whether the sentence that UAX 29 ends here goes on in next.
func goesOn(sentence, next, language string) bool {
	if strings.HasSuffix(sentence, ".") {
		return true // no space follows: a dot inside a word
	}
	sentence = strings.TrimRightFunc(sentence, unicode.IsSpace)
	if strings.HasSuffix(sentence, "」") && (strings.HasPrefix(next, "と") || strings.HasPrefix(next, "など")) {
		return true
	}
	body, ok := strings.CutSuffix(sentence, ".")
	if !ok {
		return false
	}
	word := body[strings.LastIndexFunc(body, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(\"“„«'", r) })+1:]
	word = strings.TrimLeft(word, "“„«’(")
	next = strings.TrimLeftFunc(next, unicode.IsSpace)
	switch {
	case isInitial(word):
		return startsUpper(next)
	case isOrdinal(word):
		return language == "de" && startsUpper(next) && isMonth(next) || startsLower(next)
	}
	return isAbbreviation(strings.ToLower(word), language)
}

// isInitial says whether word is a single capital letter ("J").
func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r) && r != 'I'
}

func isOrdinal(word string) bool {
	return word != "" && len(word) <= 3 && strings.Trim(word, "0123456789") == ""
}

// isMonth looks for what follows an ordinal in German dates and names.
func isMonth(next string) bool {
	for _, m := range []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Jahrhundert", "Bundes", "Liga"} {
		if strings.HasPrefix(next, m) {
			return true
		}
	}
	return false
}

func isAbbreviation(word, language string) bool {
	return word != "" && (abbreviations()[language][word] || abbreviations()["all"][word])
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
