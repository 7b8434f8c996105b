package document

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Segment is a passage that is translated as a whole: a paragraph, a heading,
// a table cell, a cue, an attribute.
//
// Text is one line. Markup in it travels as numbered placeholders: <1>…</1>
// around text, <2/> where the markup holds no text of its own.
type Segment struct {
	Text    string
	Heading bool

	span
	marks  []mark
	joints []joint
	encode encoder
	wrap   func(string) string // encodes the whole; nil: nothing more to do
	bare   string              // characters that are special in the format and harmless here
	// spelled are the characters that the source writes as entities, and how.
	spelled map[rune]string
}

// mark is what a placeholder stands for.
type mark struct {
	open, close span   // close is empty for <n/>
	literal     string // instead of the source at open, where it is not ""
	ending      string // instead of the source at close, where it is not ""
	paired      bool
	show        string // what a reader sees of <n/>: code, a link
}

// joint is a line end inside a segment's text, with the bytes around it that
// belong to neither line. It stands for one space, or for none between scripts
// without spaces.
type joint struct {
	span
	at float64 // how far into the text, 0 to 1
}

// encoder writes text as the format wants it. start is set at the segment's
// first character; careful asks for more escapes than are needed.
type encoder func(text string, s *Segment, start, careful bool) string

// Plain is a translation (or Text itself) as a reader sees it, without
// placeholders.
func (s *Segment) Plain(target string) string {
	return s.visible(target, func(show string) string { return show })
}

func (s *Segment) visible(target string, as func(string) string) string {
	if !strings.ContainsAny(target, "<\t\n") && !strings.Contains(target, "  ") && strings.TrimSpace(target) == target {
		return target // most have no markup
	}
	var b strings.Builder
	for _, t := range scan(target) {
		switch {
		case t.kind == textToken:
			b.WriteString(t.text)
		case t.kind == singleToken && t.number <= len(s.marks):
			b.WriteString(as(s.marks[t.number-1].show))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Masked is Plain with what stands for code and links made unreadable, at the
// same offsets: it is no text to compare.
func (s *Segment) Masked(target string) string {
	return s.visible(target, mask)
}

// mask replaces all but white space, byte for byte.
func mask(show string) string {
	var b strings.Builder
	for _, r := range show {
		if unicode.IsSpace(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Repeat("_", utf8.RuneLen(r)))
		}
	}
	return b.String()
}

// Misplaced names the placeholders that a translation lost, doubled or nested
// wrongly, as "<1>…</1>"; none where all are in order.
func (s *Segment) Misplaced(target string) []string {
	count := make([]int, len(s.marks))
	var stack, wrong []int
	for _, t := range scan(target) {
		n := t.number
		if t.kind == textToken {
			continue
		}
		if n < 1 || n > len(s.marks) || s.marks[n-1].paired == (t.kind == singleToken) {
			wrong = append(wrong, n)
			continue
		}
		switch t.kind {
		case openToken:
			stack = append(stack, n)
		case closeToken:
			if len(stack) == 0 || stack[len(stack)-1] != n {
				wrong = append(wrong, n)
				continue
			}
			stack = stack[:len(stack)-1]
			count[n-1]++
		default:
			count[n-1]++
		}
	}
	for i, c := range count {
		if c != 1 {
			wrong = append(wrong, i+1)
		}
	}
	slices.Sort(wrong)
	return s.names(slices.Compact(wrong))
}

func (s *Segment) names(numbers []int) []string {
	var list []string
	for _, n := range numbers {
		name := strconv.Itoa(n)
		if n >= 1 && n <= len(s.marks) && s.marks[n-1].paired {
			list = append(list, "<"+name+">…</"+name+">")
		} else {
			list = append(list, "<"+name+"/>")
		}
	}
	return list
}

// token is a piece of a text with placeholders.
type token struct {
	kind   tokenKind
	number int
	text   string
}

type tokenKind int8

const (
	textToken tokenKind = iota
	openToken
	closeToken
	singleToken
)

// scan cuts a text at its placeholders.
func scan(text string) []token {
	var list []token
	for text != "" {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			break
		}
		t, n := placeholder(text[i:])
		if n == 0 {
			i, n = i+1, 0
			t = token{}
		}
		if i > 0 {
			list = appendText(list, text[:i])
		}
		if n > 0 {
			list = append(list, t)
		}
		text = text[i+n:]
	}
	return appendText(list, text)
}

func appendText(list []token, text string) []token {
	switch last := len(list) - 1; {
	case text == "":
	case last >= 0 && list[last].kind == textToken:
		list[last].text += text
	default:
		list = append(list, token{kind: textToken, text: text})
	}
	return list
}

// placeholder reads <12>, </12> or <12/> at the start of text, with the spaces
// that models put into it, and returns its length; 0 for anything else.
func placeholder(text string) (token, int) {
	end := strings.IndexByte(text, '>')
	if end < 2 || end > 8 {
		return token{}, 0
	}
	body := strings.TrimSpace(text[1:end])
	t := token{kind: openToken, text: text[:end+1]}
	if rest, ok := strings.CutPrefix(body, "/"); ok {
		t.kind, body = closeToken, rest
	} else if rest, ok := strings.CutSuffix(body, "/"); ok {
		t.kind, body = singleToken, rest
	}
	number, err := strconv.ParseUint(strings.TrimSpace(body), 10, 16)
	if err != nil {
		return token{}, 0
	}
	t.number = int(number)
	return t, end + 1
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func sortedJoin(list []string) string {
	slices.Sort(list)
	return strings.Join(list, "\x02")
}
