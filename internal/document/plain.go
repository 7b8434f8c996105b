package document

import (
	"strings"

	"newsbrief/internal/article"
)

// plain takes plain text apart: a paragraph is a segment.
func (d *Document) plain() {
	clean, lines := trimLines(d.source)
	at := 0
	for _, p := range article.Paragraphs(clean) {
		b := d.newBuilder(sameText, undecoded)
		for p.Start < p.End {
			for at+1 < len(lines) && lines[at+1].clean <= p.Start {
				at++
			}
			l := lines[at]
			end := min(p.End, l.clean+l.length)
			b.text(span{l.raw + p.Start - l.clean, l.raw + end - l.clean})
			if end < p.End {
				next := lines[at+1]
				indent := len(d.source[next.raw:]) - len(strings.TrimLeft(d.source[next.raw:], " \t"))
				b.joint(span{l.raw + l.length, next.raw + indent})
				end = next.clean + min(indent, next.length)
			}
			p.Start = end
		}
		b.finish()
	}
}

// sourceLine says where a line stands in the source and without line ends'
// white space.
type sourceLine struct{ raw, clean, length int }

// trimLines cuts the white space at the lines' ends.
func trimLines(text string) (string, []sourceLine) {
	var b strings.Builder
	var lines []sourceLine
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		trimmed := strings.TrimRight(line, " \t\r")
		lines = append(lines, sourceLine{at, b.Len(), len(trimmed)})
		b.WriteString(trimmed + "\n")
		at += len(line) + 1
	}
	return strings.TrimRight(b.String(), "\n"), lines
}

func sameText(text string, _ *Segment, _, _ bool) string { return text }

func undecoded(raw string) (text, bare string) { return raw, "" }
