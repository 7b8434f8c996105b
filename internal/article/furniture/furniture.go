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
	alone, end          map[string]bool
	start               map[rune][]string
	tail, invite, offer []string
}

var phrases = sync.OnceValue(func() *lists {
	l := &lists{map[string]bool{}, map[string]bool{}, map[rune][]string{}, nil, nil, nil}
	section := ""
	for line := range strings.SplitSeq(file, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case line[0] == '[':
			section = line[1:strings.IndexByte(line, ']')]
		case section == "alone":
			l.alone[line] = true
		case section == "end":
			l.end[line] = true
		case section == "start":
			first, _ := utf8.DecodeRuneInString(line)
			l.start[first] = append(l.start[first], line)
		case section == "invite":
			l.invite = append(l.invite, line)
		case section == "offer":
			l.offer = append(l.offer, line)
		default:
			l.tail = append(l.tail, line)
		}
	}
	return l
})

// longest line, in bytes, that can be furniture by its first words.
const longest = 250

// Line says whether a line of text is furniture by its words alone: nothing
// but a known phrase, or a short reference to other articles.
func Line(line string) bool {
	if len(line) > longest {
		return false
	}
	if phrases().alone[normal(line)] {
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
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// Ending says whether a heading starts what follows an article: comments,
// lists of other articles.
func Ending(heading string) bool {
	return phrases().end[normal(heading)]
}

// Caption says whether a line ends with the credit of a picture.
func Caption(line string) bool {
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

// normal is a line in lower case without marks around it and counts behind it.
func normal(line string) string {
	line = strings.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.Join(strings.Fields(strings.ToLower(line)), " ")
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
