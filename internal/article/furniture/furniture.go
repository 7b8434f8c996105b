// Package furniture knows the lines that pages set around an article: share
// and newsletter lines, links to other news, captions, dates and bylines.
package furniture

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

//go:embed furniture.txt
var file string

// lists are the phrases of furniture.txt. Those that begin a line are found by
// its first character.
type lists struct {
	alone, end                  map[string]bool
	heads                       map[string]bool // the first words of those alone
	start                       map[rune][]string
	tail, invite, offer, notice []string
}

var phrases = sync.OnceValue(func() *lists {
	l := &lists{alone: map[string]bool{}, heads: map[string]bool{}, end: map[string]bool{}, start: map[rune][]string{}}
	section := ""
	for line := range strings.SplitSeq(file, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case line[0] == '[':
			section = line[1:strings.IndexByte(line, ']')]
		case section == "alone":
			l.alone[line], l.heads[firstWord(line)] = true, true
		case section == "end":
			l.end[line] = true
		case section == "start":
			first, _ := utf8.DecodeRuneInString(line)
			l.start[first] = append(l.start[first], line)
		case section == "invite":
			l.invite = append(l.invite, line)
		case section == "offer":
			l.offer = append(l.offer, line)
		case section == "notice":
			l.notice = append(l.notice, line)
		default:
			l.tail = append(l.tail, line)
		}
	}
	return l
})

// longest line, in bytes, that can be furniture by its first words.
const longest = 250

// shortest sentence of a story, in bytes.
const shortest = 60

// Line says whether a line of text is furniture by its words alone: nothing
// but a known phrase, or a short reference to other articles.
func Line(line string) bool {
	if len(line) > longest {
		return false
	}
	if isAlone(line) || isWarning(line) || isShareLine(line) {
		return true
	}
	return Reference(line) && !lang.EndsSentence(line)
}

// Invitation says whether a line, or a sentence, invites to a newsletter or the like,
// in however many words.
func Invitation(line string) bool {
	if len(line) > 2*longest {
		return false
	}
	text := strings.ToLower(strings.TrimLeft(line, "[(*–—-•►▶>» \t"))
	invites := slices.ContainsFunc(phrases().invite, func(p string) bool {
		rest, ok := strings.CutPrefix(text, p)
		return ok && !continuesWord(p, rest)
	})
	return invites && slices.ContainsFunc(phrases().offer, func(p string) bool { return strings.Contains(text, p) })
}

// shareWords are the names of what a page is shared by.
const shareWords = " whatsapp facebook twitter x pinterest pint email e-mail mail linkedin telegram reddit tumblr" +
	" instagram flipboard pocket threads bluesky mastodon xing line copy link print share tweet teilen "

// isShareLine says whether a line is a row of such names; one of four may be another.
func isShareLine(line string) bool {
	if len(line) > 100 {
		return false
	}
	words := strings.Fields(strings.ToLower(line))
	if len(words) < 2 {
		return false
	}
	other := 0
	for _, w := range words {
		if !strings.Contains(shareWords, " "+strings.Trim(w, ",|·•/")+" ") {
			other++
		}
		if 4*other > len(words) {
			return false
		}
	}
	return true
}

// isWarning says whether a line is one that the program behind a page has left in it.
func isWarning(line string) bool {
	kind, rest, _ := strings.Cut(line, ":")
	switch kind {
	case "Warning", "Notice", "Deprecated", "Fatal error", "Parse error", "Strict Standards":
		_, number, found := strings.Cut(rest, " on line ")
		return found && strings.Trim(number, "0123456789 ") == ""
	}
	return false
}

// Reference says whether a line starts as one that leads to other articles or
// describes a picture does.
func Reference(line string) bool {
	if len(line) > longest {
		return false
	}
	text := strings.ToLower(strings.TrimLeft(line, "[(*–—-•►▶>» \t"))
	first, _ := utf8.DecodeRuneInString(text)
	for _, p := range phrases().start[first] {
		if rest, ok := strings.CutPrefix(text, p); ok && !continuesWord(p, rest) {
			return true
		}
	}
	return false
}

// continuesWord says whether phrase ends in the middle of a word.
func continuesWord(phrase, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(phrase)
	next, _ := utf8.DecodeRuneInString(rest)
	return last < 0x500 && unicode.IsLetter(last) && unicode.IsLetter(next)
}

// Closing says whether a line near the end is about the authors, the site or
// its rights.
func Closing(line string) bool {
	if len(line) > 2*longest {
		return false
	}
	text := strings.ToLower(line)
	for _, p := range phrases().tail {
		if at := strings.Index(text, p); at >= 0 {
			return !followsSentence(text[:at])
		}
	}
	return false
}

// Notice says whether a line tells readers that their browser shows a page badly, or
// that somebody pays for it.
func Notice(line string) bool {
	if len(line) > longest {
		return false
	}
	text := strings.ToLower(line)
	for _, p := range phrases().notice {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// followsSentence says whether a whole sentence stands before what begins a closing
// line: one of the story, in the same paragraph.
func followsSentence(before string) bool {
	end := max(strings.LastIndex(before, ". "), strings.LastIndex(before, ".\" "), strings.LastIndex(before, ".” "))
	return end > shortest
}

// Ending says whether a heading starts what follows an article: comments,
// lists of other articles.
func Ending(heading string) bool {
	heading = normal(heading)
	return phrases().end[heading] || strings.HasPrefix(heading, "more ") && strings.HasSuffix(heading, " stories")
}

// Caption says whether a line ends with the credit of a picture.
func Caption(line string) bool {
	if credit := strings.LastIndex(line, "©"); credit >= 0 && len(line) < 2*longest && len(line)-credit < 80 {
		return true
	}
	open := strings.LastIndexByte(line, '(')
	if len(line) > 2*longest || open < 0 || !strings.HasSuffix(strings.TrimRight(line, ". "), ")") {
		return false
	}
	credit := strings.ToLower(line[open+1:])
	for _, word := range []string{"image", "photo", "foto", "picture", "credit", "file photo", "©"} {
		if strings.HasPrefix(credit, word) {
			return true
		}
	}
	for _, agency := range []string{"photo/", "getty", "shutterstock", "©"} {
		if strings.Contains(credit, agency) {
			return true
		}
	}
	return false
}

// isAlone says whether a line is one of the phrases that stand alone. Most are not by
// their first word.
func isAlone(line string) bool {
	return phrases().heads[strings.ToLower(firstWord(letters(line)))] && phrases().alone[normal(line)]
}

// firstWord is a text up to its first white space.
func firstWord(text string) string {
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		return text[:end]
	}
	return text
}

// letters is a line from its first letter to its last.
func letters(line string) string {
	return strings.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) })
}

// normal is a line in lower case without marks around it and counts behind it.
func normal(line string) string {
	return strings.Join(strings.Fields(strings.ToLower(letters(line))), " ")
}

// Strip drops from plain text the paragraphs of one line that are furniture.
func Strip(text string) string {
	lines := strings.Split(text, "\n")
	wrapped := isWrapped(lines)
	kept := make([]string, 0, len(lines))
	for i, line := range lines {
		alone := (i == 0 || lines[i-1] == "") && (i+1 == len(lines) || lines[i+1] == "")
		if (alone || !wrapped) && (Line(line) || Invitation(line)) {
			continue
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// isWrapped says whether lines end where the margin is, not where paragraphs
// do: fewer than two thirds of those that another follows end a sentence.
func isWrapped(lines []string) bool {
	joints, ended := 0, 0
	for i, line := range lines[:len(lines)-1] {
		if line == "" || lines[i+1] == "" {
			continue
		}
		joints++
		if lang.EndsSentence(line) {
			ended++
		}
	}
	return 3*ended < 2*joints
}
