package translate

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/check/across"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
)

// endMark is the line after an answer's last translation.
const endMark = "[end]"

// reply is the answer for one passage.
type reply struct {
	text    string
	whole   bool     // it was answered, and not cut
	remarks []string // what is wrong with its form
}

// answer reads the lines "[n] text" of one completion.
type answer struct {
	passages []*passage
	replies  []reply
	last     int  // index of the reply before the current line; -1: none
	ended    bool // the end mark was there
	open     bool // the last line may be cut
}

func newAnswer(passages []*passage) *answer {
	return &answer{passages: passages, replies: make([]reply, len(passages)), last: -1}
}

// says is a line that is a translation or the end mark, "" for any other.
func says(line string) string {
	text := strings.TrimSpace(plain.Line(line))
	if _, _, numbered := cutNumber(text); numbered || isEnd(text) {
		return text
	}
	return ""
}

func isEnd(text string) bool { return strings.EqualFold(strings.Trim(text, "*`"), endMark) }

// line takes the next line. What stands before the first number or behind the
// end mark is talk; between them it may be the rest of a translation.
func (a *answer) line(l llm.Line) {
	if l.Restart {
		*a = *newAnswer(a.passages)
	}
	text := strings.TrimSpace(plain.Line(l.Text))
	n, body, numbered := cutNumber(text)
	switch {
	case a.ended || text == "":
	case isEnd(text):
		a.ended, a.open = true, false
	case numbered && n >= 1 && n <= len(a.replies):
		a.translated(n-1, body)
		a.open = !l.Ended
	case numbered:
		a.remark("the answer goes on with a line for a passage that was not asked for")
	case across.IsNote(text):
	default:
		a.remark("the answer has text that belongs to no number: " + shorten(text))
	}
}

func (a *answer) translated(i int, body string) {
	r := &a.replies[i]
	a.last = i
	text := cutNote(body, a.passages[i].source)
	switch {
	case text == "":
	case r.whole && r.text != text:
		a.remark("the passage was translated twice, in different words")
	default:
		r.text, r.whole = text, true
	}
}

// remark notes a fault in the form of the last passage's answer.
func (a *answer) remark(what string) {
	if a.last >= 0 {
		r := &a.replies[a.last]
		r.remarks = append(r.remarks, what)
	}
}

// finish judges the last line where neither a line end nor the end mark
// proves it whole: it may be cut.
func (a *answer) finish() {
	if !a.open || a.last < 0 {
		return
	}
	r, source := &a.replies[a.last], a.passages[a.last].source
	if len(a.replies) > 1 || lang.EndsSentence(source) && !lang.EndsSentence(r.text) {
		r.whole = false
	}
}

// cutNumber splits "[12] text". Other ways in which models write the number
// are understood: **[12]**, 【12】, "[12]:".
func cutNumber(line string) (n int, text string, ok bool) {
	rest := strings.TrimLeft(line, "*- ")
	switch r, size := utf8.DecodeRuneInString(rest); r {
	case '[', '【':
		rest = rest[size:]
	default:
		return 0, "", false
	}
	end := strings.IndexAny(rest, "]】")
	if end < 1 || end > 6 {
		return 0, "", false
	}
	n, err := strconv.Atoi(strings.TrimSpace(rest[:end]))
	if err != nil {
		return 0, "", false
	}
	_, size := utf8.DecodeRuneInString(rest[end:])
	text = rest[end+size:]
	if strings.HasPrefix(line, "**") {
		text = strings.TrimPrefix(text, "**")
	}
	return n, strings.TrimSpace(strings.TrimPrefix(text, ":")), true
}

// cutNote removes a translator's remark in brackets at the end of a line. One
// that the source has, too, is no remark.
func cutNote(text, source string) string {
	for _, pair := range [...]string{"()", "[]", "（）", "【】"} {
		open, closing := firstRune(pair)
		if !strings.HasSuffix(strings.TrimRight(text, ".。 "), closing) {
			continue
		}
		i := strings.LastIndex(text, open)
		if i >= 0 && across.IsNote(text[i:]) && !strings.HasSuffix(strings.TrimRight(source, ".。 "), closing) {
			return strings.TrimSpace(text[:i])
		}
	}
	return text
}

func firstRune(pair string) (first, rest string) {
	_, size := utf8.DecodeRuneInString(pair)
	return pair[:size], pair[size:]
}
