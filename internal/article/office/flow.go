package office

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// flow makes paragraphs of the lines of a PDF: words that a line end divides
// are joined, page numbers are dropped, lines that every page repeats are kept
// once, and a paragraph goes on over a page's end.
func flow(text string) string {
	pages := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\f")
	repeated := repeatedLines(pages)
	f := &flower{words: wordsOf(text), seen: map[string]bool{}, language: lang.Of(lang.Detect(text))}
	for _, page := range pages {
		lines := strings.Split(strings.TrimSpace(page), "\n")
		for i, line := range lines {
			line = strings.TrimSpace(line)
			if atEdge(i, len(lines)) {
				outermost := i == 0 || i == len(lines)-1
				if f.seen[shape(line)] || outermost && isNumber(line) {
					continue
				}
			}
			f.seen[shape(line)] = repeated[shape(line)]
			f.line(line)
		}
		f.gap = true
	}
	f.flush()
	return strings.TrimSpace(f.out.String())
}

// flower collects the lines of one paragraph.
type flower struct {
	out, paragraph strings.Builder
	words          map[string]bool
	seen           map[string]bool // lines of every page that were written once
	gap            bool            // an empty line was read
	language       *lang.Language
}

func (f *flower) line(line string) {
	if line == "" {
		f.gap = true
		return
	}
	so := f.paragraph.String()
	if so != "" && f.gap && !goesOn(so, line) {
		f.flush()
		so = ""
	}
	f.gap = false
	switch {
	case so == "":
	case divided(so, line):
		f.paragraph.Reset()
		f.paragraph.WriteString(f.joined(so, line))
		return
	default:
		f.paragraph.WriteByte(' ')
	}
	f.paragraph.WriteString(line)
}

func (f *flower) flush() {
	if f.paragraph.Len() > 0 {
		f.out.WriteString(f.paragraph.String() + "\n\n")
	}
	f.paragraph.Reset()
}

// goesOn says whether a paragraph is continued after a gap, as at the end of a
// page: it has no end, and what follows no beginning.
func goesOn(paragraph, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(paragraph)
	first, _ := utf8.DecodeRuneInString(next)
	return (unicode.IsLower(last) || last == ',' || last == '-') && unicode.IsLower(first)
}

// divided says whether a hyphen at a line's end belongs to one word with what follows:
// the end of a syllable, or the hyphen of 31-14, COVID-19, Solheim-Berg.
func divided(before, after string) bool {
	body := strings.TrimRight(before, hyphens)
	if len(before)-len(body) == 0 || strings.HasSuffix(body, " ") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(body)
	first, _ := utf8.DecodeRuneInString(after)
	return isLetter(last) && isLetter(first)
}

const hyphens = "-\u2010\u00ad"

// joined drops the hyphen between syllables and keeps that of a compound. Before a
// figure or a capital it is one, and in a word that has a hyphen already. Else the
// text itself tells: by how it writes the word elsewhere, or by its parts, which
// stand there as words of their own.
func (f *flower) joined(before, after string) string {
	body := strings.TrimRight(before, hyphens)
	left := strings.ToLower(body[strings.LastIndexFunc(body, unicode.IsSpace)+1:])
	left = strings.TrimLeftFunc(left, unicode.IsPunct)
	right := strings.ToLower(strings.TrimRightFunc(strings.SplitN(after, " ", 2)[0], unicode.IsPunct))
	last, _ := utf8.DecodeLastRuneInString(body)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.HasSuffix(before, "\u00ad"):
	case unicode.IsDigit(last), unicode.IsDigit(first), unicode.IsUpper(first) && unicode.IsLower(last),
		strings.Contains(left, "-"), unicode.IsUpper(first) && len(left) > 1 && strings.ToUpper(left) != left:
		return body + "-" + after
	case f.words[left+right]:
	case f.words[left+"-"+right], f.isCompound(left, right):
		return body + "-" + after
	}
	return body + after
}

// isCompound says whether both parts are words, and the first is one that makes
// compounds or both stand in the text alone.
func (f *flower) isCompound(left, right string) bool {
	right, _, _ = strings.Cut(right, "-")
	return len(left) > 2 && len(right) > 2 && (f.language.Has("hyphenated", left) || f.words[left] && f.words[right])
}

// wordsOf are the words of a text but for those that a line end may divide.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	divides := false
	for line := range strings.Lines(text) {
		fields := strings.Fields(strings.ToLower(line))
		if divides && len(fields) > 0 {
			fields = fields[1:]
		}
		n := len(fields)
		if n == 0 {
			continue
		}
		if divides = strings.TrimRight(fields[n-1], hyphens) != fields[n-1]; divides {
			fields = fields[:n-1]
		}
		for _, w := range fields {
			words[strings.TrimFunc(w, unicode.IsPunct)] = true
		}
	}
	return words
}

// repeatedLines are the first and last lines that most pages share but for
// their numbers.
func repeatedLines(pages []string) map[string]bool {
	counts, repeated := map[string]int{}, map[string]bool{}
	for _, page := range pages {
		lines := slices.DeleteFunc(strings.Split(page, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
		seen := map[string]bool{}
		for i, line := range lines {
			if s := shape(line); atEdge(i, len(lines)) && s != "" && !seen[s] {
				seen[s] = true
				counts[s]++
			}
		}
	}
	for s, n := range counts {
		repeated[s] = n >= 3 && 2*n > len(pages)
	}
	return repeated
}

// atEdge says whether a line is one of the first or last two of a page, of
// which a page of few lines has fewer.
func atEdge(i, lines int) bool {
	edge := min(2, max(1, lines/4))
	return i < edge || i >= lines-edge
}

// shape is a line without its digits.
func shape(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, strings.TrimSpace(line))
}

// isNumber says whether a line is a page number: "7", "- 7 -", "Page 7 of 9".
// A year may be the end of a sentence and is none.
func isNumber(line string) bool {
	line = strings.ToLower(strings.Trim(line, "-–— "))
	for _, word := range []string{"page ", "seite ", "página ", " of ", " von ", " sur ", "/"} {
		line = strings.ReplaceAll(line, word, "")
	}
	year := len(line) == 4 && (line[:2] == "19" || line[:2] == "20")
	return line != "" && len(line) <= 8 && !year && strings.Trim(line, "0123456789 ") == ""
}
