package document

import (
	"strconv"
	"strings"
)

// Adopt is what segment j of an edited translation of the document says, as a translation
// of segment i, with that one's placeholders. ok is false where their markup differs.
func (d *Document) Adopt(i int, edited *Document, j int) (target string, ok bool) {
	s, t := d.Segments[i], edited.Segments[j]
	numbers, ok := d.numbers(s, edited, t)
	if !ok {
		return "", false
	}
	var b strings.Builder
	for _, token := range scan(t.Text) {
		switch token.kind {
		case textToken:
			b.WriteString(token.text)
		case openToken:
			b.WriteString("<" + strconv.Itoa(numbers[token.number-1]) + ">")
		case closeToken:
			b.WriteString("</" + strconv.Itoa(numbers[token.number-1]) + ">")
		default:
			b.WriteString("<" + strconv.Itoa(numbers[token.number-1]) + "/>")
		}
	}
	return d.edged(s, edited, t, b.String(), numbers)
}

// numbers are those that the marks of t have in s, each once; ok is false where one is
// none of s's.
func (d *Document) numbers(s *Segment, edited *Document, t *Segment) (numbers []int, ok bool) {
	taken := make([]bool, len(s.marks))
	for _, m := range t.marks {
		found := 0
		for k, own := range s.marks {
			if !taken[k] && own.paired == m.paired && d.written(own) == edited.written(m) {
				taken[k], found = true, k+1
				break
			}
		}
		if found == 0 {
			return nil, false
		}
		numbers = append(numbers, found)
	}
	return numbers, true
}

// written is a mark as it stands in the document, without the text of attributes.
func (d *Document) written(m mark) string {
	open := m.literal
	if open == "" {
		open = d.emptied(m.open)
	}
	ending := m.ending
	if ending == "" {
		ending = d.emptied(m.close)
	}
	return open + "\x00" + ending
}

// edged adds the marks of s that have no number yet: at the edge of t, where a segment
// leaves out what holds no text.
func (d *Document) edged(s *Segment, edited *Document, t *Segment, text string, numbers []int) (string, bool) {
	taken := make([]bool, len(s.marks))
	for _, n := range numbers {
		taken[n-1] = true
	}
	before, behind := edited.source[:t.start], edited.source[t.end:]
	for again := true; again; {
		again = false
		for k, m := range s.marks {
			if taken[k] {
				continue
			}
			open, closing, _ := strings.Cut(d.written(m), "\x00")
			left, isLeft := strings.CutSuffix(strings.TrimRight(before, " "), open)
			right, isRight := strings.CutPrefix(strings.TrimLeft(behind, " "), closing)
			number := strconv.Itoa(k + 1)
			switch {
			case m.paired && isLeft && isRight:
				text = "<" + number + ">" + text + "</" + number + ">"
				before, behind = left, right
			case m.paired:
				continue
			case isLeft:
				text = "<" + number + "/>" + before[len(strings.TrimRight(before, " ")):] + text
				before = left
			default:
				if right, isRight = strings.CutPrefix(strings.TrimLeft(behind, " "), open); !isRight {
					continue
				}
				text += behind[:len(behind)-len(strings.TrimLeft(behind, " "))] + "<" + number + "/>"
				behind = right
			}
			taken[k], again = true, true
		}
	}
	for _, done := range taken {
		if !done {
			return "", false
		}
	}
	return text, true
}

// SameBetween says whether what stands before segment i, back to the one before, is as
// before segment j of an edited translation. Where a translation may have moved markup
// between the two it cannot be told, and counts as the same.
func (d *Document) SameBetween(i int, edited *Document, j int) bool {
	start, before := 0, 0
	if i > 0 && j > 0 {
		s, t := d.Segments[i-1], edited.Segments[j-1]
		if len(s.marks) != len(t.marks) {
			return true
		}
		start, before = s.end, t.end
	}
	s, t := d.Segments[i], edited.Segments[j]
	if len(s.marks) != len(t.marks) || start > s.start || before > t.start {
		return true
	}
	without := func(text string) string { return strings.ReplaceAll(text, " "+Doubtful, "") }
	return without(d.between(start, s.start)) == without(edited.between(before, t.start))
}

// SameEnd says whether what stands behind the last segment is as in an edited translation.
func (d *Document) SameEnd(edited *Document) bool {
	s, t := d.Segments[len(d.Segments)-1], edited.Segments[len(edited.Segments)-1]
	own, other := d.between(s.end, len(d.source)), edited.between(t.end, len(edited.source))
	return len(s.marks) != len(t.marks) || own == strings.TrimPrefix(other, " "+Doubtful)
}

// Shown is segment i as it stands in the document, in one line; marked says that it bears
// the mark of doubt, which Shown leaves out.
func (d *Document) Shown(i int) (text string, marked bool) {
	text, marked = strings.CutSuffix(d.Segments[i].Text, Doubtful)
	return strings.TrimSpace(text), marked
}
