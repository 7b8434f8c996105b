package summarize

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// bulletMarks are the characters that models put before a list item.
const bulletMarks = "-*•–—·‣▪◦●○+"

// item is one parsed line of an answer.
type item struct {
	text  string
	cites []int  // sentence numbers as written, in order, each once
	label string // of a cell or a leaf: what it is of; a repair is told it
	named bool   // it states nothing by itself: its claims alone are checked
}

// line is the item as parseItem reads it back; not ok where no line can be
// (an odd bracket in its text).
func (it item) line(sentences int) (line string, ok bool) {
	line = "- " + it.text + it.written()
	back, ok := parseItem(line, 1, sentences)
	return line, ok && back.text == it.text && slices.Equal(back.cites, it.cites)
}

// labelled is the text behind its label.
func (it item) labelled() string {
	if it.label == "" {
		return it.text
	}
	return it.label + ": " + it.text
}

// as is an item that mends it, without the label.
func (it item) as(mended item) item {
	mended.text = strings.TrimPrefix(mended.text, it.label+": ")
	mended.label, mended.named = it.label, it.named
	return mended
}

// written is " [3,5]" for the sentences that the item cites.
func (it item) written() string {
	if len(it.cites) == 0 {
		return ""
	}
	return " " + strings.ReplaceAll(fmt.Sprint(it.cites), " ", ",")
}

// parseItem reads one line of an answer in the shape "- text [3,5]".
// Other bullet marks, a number where it is the next in the list (next counts
// from 1), and a missing mark before a cited line are understood too.
// sentences is the number of sentences that may be cited. ok is false for
// preambles, headings and everything else that is not an item.
func parseItem(line string, next, sentences int) (it item, ok bool) {
	body, marked := cutMark(strings.TrimSpace(line), next)
	text, cites := cutCitations(body, sentences)
	text = cutEmphasis(strings.TrimSpace(text))
	heading := strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
	switch {
	case !strings.ContainsFunc(text, unicode.IsLetter): // bare numbers say nothing
		return item{}, false
	case len(cites) == 0 && (!marked || heading):
		return item{}, false
	}
	return item{text: text, cites: cites}, true
}

// cutMark removes a list mark: a bullet with a space behind it, or the number
// next followed by a dot or bracket. A number out of turn is part of the text
// ("12. Oktober"). "[1]" before the first line, "[2]" before the second count the
// lines: small models do so, and what they write so rests on any sentence or none.
func cutMark(line string, next int) (rest string, marked bool) {
	r, size := utf8.DecodeRuneInString(line)
	if size > 0 && strings.ContainsRune(bulletMarks, r) {
		rest = line[size:]
		if r == '•' || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\t") {
			return strings.TrimSpace(rest), true
		}
		if !strings.HasPrefix(line, "**") {
			return line, false
		}
	}
	number := strings.Trim(strings.TrimPrefix(line, "**"), " ")
	number = strings.TrimLeft(number, "([")
	number, found := strings.CutPrefix(number, strconv.Itoa(next))
	if !found || number == "" || !strings.ContainsRune(".):]", rune(number[0])) {
		return line, false
	}
	rest = strings.TrimPrefix(strings.TrimLeft(number, ".):]"), "**")
	if rest == strings.TrimLeft(rest, " \t") {
		return line, false
	}
	return strings.TrimSpace(rest), true
}

// cutCitations removes every group such as [3], [3, 5] or [2-4] whose numbers
// are sentences, and at the end of the line also groups whose numbers are not.
func cutCitations(s string, sentences int) (text string, cites []int) {
	text, placed := cutPlaced(s, sentences)
	for _, p := range placed {
		cites = appendNew(cites, p.numbers)
	}
	return tidyEnd(text), cites
}

// placed are the numbers of a citation and the byte behind which it stood.
type placed struct {
	at      int
	numbers []int
}

// cutPlaced is cutCitations for a text of several sentences.
func cutPlaced(s string, sentences int) (text string, cites []placed) {
	var kept strings.Builder
	for {
		open, end, numbers := findGroup(s)
		if open < 0 {
			break
		}
		atEnd := strings.Trim(s[end:], " .。*_[]0123456789,") == ""
		if atEnd || inRange(numbers, sentences) {
			kept.WriteString(strings.TrimRight(s[:open], " "))
			cites = append(cites, placed{kept.Len(), numbers})
		} else {
			kept.WriteString(s[:end])
		}
		s = s[end:]
	}
	kept.WriteString(s)
	return kept.String(), cites
}

// tidyEnd removes what remains of "text. [3], [4]." behind the text.
func tidyEnd(s string) string {
	s = strings.TrimSpace(s)
	if trimmed := strings.TrimRight(s, ",; "); lang.EndsSentence(trimmed) {
		s = trimmed
	}
	for _, stop := range []string{".", "。"} {
		if strings.HasSuffix(s, stop+stop) && !strings.HasSuffix(s, stop+stop+stop) {
			return strings.TrimSuffix(s, stop)
		}
	}
	return s
}

// findGroup finds the first bracketed list of numbers in s: s[open:end].
func findGroup(s string) (open, end int, numbers []int) {
	for from := 0; ; {
		i := strings.IndexAny(s[from:], "[【")
		if i < 0 {
			return -1, -1, nil
		}
		open = from + i
		_, size := utf8.DecodeRuneInString(s[open:])
		length := strings.IndexAny(s[open+size:], "]】")
		if length < 0 {
			return -1, -1, nil
		}
		closing := open + size + length
		_, closeSize := utf8.DecodeRuneInString(s[closing:])
		if numbers = parseNumbers(s[open+size : closing]); numbers != nil {
			return open, closing + closeSize, numbers
		}
		from = open + size
	}
}

// parseNumbers reads "3, 5", "2-4", "^3" or "sentences 3 and 5"; nil where
// the group holds anything else, so that "[sic]" and "[2024 budget]" stay.
func parseNumbers(group string) []int {
	var numbers []int
	for _, word := range strings.FieldsFunc(group, func(r rune) bool { return strings.ContainsRune(" ,;，、^", r) }) {
		switch strings.ToLower(strings.Trim(word, "[]")) {
		case "sentence", "sentences", "and", "&", "s", "":
			continue
		}
		first, last, ok := parseRange(strings.Trim(word, "[]"))
		if !ok {
			return nil
		}
		for n := first; n <= last; n++ {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// parseRange reads "4" or "4-6"; ranges of more than 20 sentences are refused.
func parseRange(word string) (first, last int, ok bool) {
	from, to, isRange := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	first, err := strconv.Atoi(from)
	if err != nil || first < 0 {
		return 0, 0, false
	}
	if !isRange {
		return first, first, true
	}
	last, err = strconv.Atoi(to)
	return first, last, err == nil && last >= first && last-first <= 20
}

func inRange(numbers []int, most int) bool {
	return !slices.ContainsFunc(numbers, func(n int) bool { return n < 1 || n > most })
}

func appendNew(list, more []int) []int {
	for _, n := range more {
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// cutEmphasis removes Markdown bold around the text or around its first words.
func cutEmphasis(s string) string {
	if strings.Count(s, "**") > 0 && strings.Count(s, "**")%2 == 0 {
		return strings.ReplaceAll(s, "**", "")
	}
	return s
}
