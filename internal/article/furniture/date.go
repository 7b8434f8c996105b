package furniture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// Stamp says whether a line is little more than the date, byline or reading
// time of an article.
func Stamp(line string) bool {
	if len(line) > 160 || !strings.ContainsAny(line, "0123456789") || lang.EndsSentence(line) && len(line) > 60 {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.'
	})
	all := lang.Of("und")
	digits, known, dated := 0, 0, false
	for _, w := range words {
		w = strings.Trim(w, ".")
		switch {
		case strings.ContainsAny(w, "0123456789"):
			digits++
			dated = dated || isYear(w)
		case all.Has("stamp", w) || all.Has("stampdate", w):
			known++
			dated = dated || all.Has("stampdate", w)
		}
	}
	if digits == 0 || !dated {
		return false
	}
	return known > 0 && len(words)-digits-known <= known+digits || known == 0 && digits == len(words) && digits >= 3
}

// isYear says whether a word is a year or a date in digits that ends with one.
func isYear(w string) bool {
	w = w[strings.LastIndexByte(w, '.')+1:]
	if len(w) != 4 || strings.Trim(w, "0123456789") != "" {
		return false
	}
	return w[:2] == "19" || w[:2] == "20"
}

// Byline says whether a line names an author and nothing else.
func Byline(line string) bool {
	words := strings.Fields(line)
	if len(words) < 1 || len(words) > 12 || lang.EndsSentence(line) {
		return false
	}
	first := strings.ToLower(strings.Trim(words[0], ":"))
	all := lang.Of("und")
	return all.Has("byline", first) || strings.HasSuffix(words[0], ":") && all.Has("bylabel", first)
}

// Heading says whether a line at the beginning of a paragraph stands alone, though no
// full stop ends it: an author, a date, a place, a line in capitals, or a title, above next.
func Heading(line, next string) bool {
	const longest = 100
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "\"“„«‘'(["))
	if len(line) > longest || unicode.IsLower(first) || lang.EndsSentence(line) || strings.HasSuffix(line, ",") {
		return false
	}
	return Stamp(line) || isAuthor(line) || isTitle(line, next) ||
		isPlace(line) && strings.ContainsFunc(next, unicode.IsLower)
}

// isTitle says whether a short line of three words or more begins and ends with a capital,
// and ends long before the next does, though that one's first word had room on it: nobody
// has broken it for its length, and few clauses end with a name.
func isTitle(line, next string) bool {
	const most, fewest = 60, 3 // bytes, words
	words := strings.Fields(line)
	if len(line) > most || len(words) < fewest {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	word, _, spaced := strings.Cut(next, " ")
	early := spaced && 4*(len(line)+1+len(word)) < 3*len(next)
	return unicode.IsUpper(first) && unicode.IsUpper(last) && early
}

// isAuthor says whether all words behind the "By" of a line are those of names.
func isAuthor(line string) bool {
	if !Byline(line) {
		return false
	}
	all := lang.Of("und")
	for i, w := range strings.Fields(line)[1:] {
		first, _ := utf8.DecodeRuneInString(w)
		w = strings.ToLower(strings.Trim(w, ".,:"))
		inNames := unicode.IsUpper(first) || all.Has("nameparticle", w) || all.Has("byand", w)
		if i == 0 && all.Has("stamp", w) || !inNames && unicode.IsLower(first) {
			return false
		}
	}
	return strings.Contains(line, " ")
}

// isPlace says whether a line is in capitals but for a date: "HALVERD, 3 May".
func isPlace(line string) bool {
	all, capitals := lang.Of("und"), false
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	for w := range strings.FieldsFuncSeq(line, other) {
		switch {
		case strings.ToUpper(w) == w:
			capitals = capitals || len(w) > 2 && unicode.IsUpper([]rune(w)[0])
		case !all.Has("stamp", strings.ToLower(w)):
			return false
		}
	}
	return capitals
}
