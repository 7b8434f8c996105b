package summarize

import (
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/result"
)

// labels name the sentences of several articles as models are told them: B3 is the
// third of the second. Everything else counts them through, as article.Joined does.
// nil: they are counted through everywhere.
type labels struct{ from *article.Joined }

// of is the label of a sentence.
func (l *labels) of(n int) string {
	part, own := l.from.Part(n)
	return result.SourceLabel(part) + strconv.Itoa(own)
}

// number is the sentence of a label; 0: there is none.
func (l *labels) number(label string) int {
	label = strings.ToUpper(label)
	digits := strings.TrimLeft(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	part, name := 0, label[:len(label)-len(digits)]
	for _, r := range name {
		part = 26*part + int(r-'A') + 1
	}
	own, err := strconv.Atoi(digits)
	if err != nil || part < 1 || part > len(l.from.Parts) || own < 1 || own > len(l.from.Parts[part-1].Sentences) {
		return 0
	}
	return l.from.Number(part-1, own)
}

// read is a line with its citations counted through: [B3,C1] becomes [7,12]. A
// number without its letter says nothing where there are several articles: at the
// line's end it becomes 0, which no sentence has.
func (l *labels) read(line string) string {
	return eachGroup(line, func(group, behind string) string {
		var numbers []string
		for _, word := range strings.FieldsFunc(group, func(r rune) bool { return strings.ContainsRune(" ,;", r) }) {
			number, ok := l.numbers(word, strings.Trim(behind, " .*[]") == "")
			if !ok {
				return "[" + group + "]"
			}
			numbers = append(numbers, number)
		}
		return "[" + strings.Join(numbers, ",") + "]"
	})
}

// numbers are what stands for a label, or for a range of them; not ok: it is none.
func (l *labels) numbers(word string, atEnd bool) (string, bool) {
	from, to, isRange := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	first, last := l.number(from), l.number(to)
	switch {
	case isRange && first > 0 && last > first:
		return strconv.Itoa(first) + "-" + strconv.Itoa(last), true
	case !isRange && first > 0:
		return strconv.Itoa(first), true
	}
	_, err := strconv.Atoi(from)
	if len(l.from.Parts) == 1 {
		return word, err == nil
	}
	return "0", err == nil && atEnd
}

// write is a text with its citations as labels.
func (l *labels) write(text string) string {
	return eachGroup(text, func(group, _ string) string {
		var names []string
		for _, n := range parseNumbers(group) {
			if n >= 1 && n <= len(l.from.Sentences) {
				names = append(names, l.of(n))
			}
		}
		if len(names) == 0 {
			return "[" + group + "]"
		}
		return "[" + strings.Join(names, ",") + "]"
	})
}

// eachGroup replaces what stands in square brackets; change is told what is behind.
func eachGroup(text string, change func(group, behind string) string) string {
	const longest = 200 // bytes of a citation
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "[")
		group, behind, closed := strings.Cut(rest, "]")
		if !found || !closed {
			return b.String() + text
		}
		b.WriteString(before)
		if group == "" || len(group) > longest {
			b.WriteString("[" + group + "]")
		} else {
			b.WriteString(change(group, behind))
		}
		text = behind
	}
}

// lines are lines of an answer with labels.
func (l *labels) lines(lines []string) []string {
	if l == nil {
		return lines
	}
	written := make([]string, len(lines))
	for i, line := range lines {
		written[i] = l.write(line)
	}
	return written
}

// written is a conversation whose messages behind the opening have labels.
func (l *labels) written(conversation []llm.Message, opening int) []llm.Message {
	if l == nil || opening == 0 || len(conversation) <= opening {
		return conversation
	}
	conversation = slices.Clone(conversation)
	for i := opening; i < len(conversation); i++ {
		conversation[i].Content = l.write(conversation[i].Content)
	}
	return conversation
}

// reads is a request whose lines are counted through before they are looked at.
func (l *labels) reads(r llm.Request, onLine func(llm.Line)) (llm.Request, func(llm.Line)) {
	if l == nil {
		return r, onLine
	}
	if form := r.Form; form != nil {
		r.Form = func(line string) string { return form(l.read(line)) }
	}
	return r, func(line llm.Line) {
		line.Text = l.read(line.Text)
		onLine(line)
	}
}
