package document

import (
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/subtitle"
)

// readPlain takes plain text apart: a paragraph is a segment.
func readPlain(d *Document) {
	clean, lines := trimLines(d.source)
	at := 0
	for _, p := range article.Paragraphs(clean) {
		b := newBuilder(d, sameText, undecoded)
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

// readSubtitles takes SRT and WebVTT apart: a cue's text is a segment, and in a
// dialogue each speaker's.
func readSubtitles(d *Document) {
	decode := undecoded
	if d.Kind == input.VTT {
		decode = htmlDecode
	}
	b := newBuilder(d, cueText(d.Kind), decode)
	cues := subtitle.Cues(d.source, d.Kind == input.VTT)
	if d.rolling == nil {
		rolling := subtitle.Rolling(d.source, cues)
		d.rolling = &rolling
	}
	if *d.rolling {
		readRolling(d, cues, decode)
		return
	}
	for _, cue := range cues {
		end := -1 // of the line before, where the segment goes on
		for _, l := range cue.Lines {
			if dash := dashLength(d.source[l.Start:l.End]); dash > 0 {
				b.finish()
				end = -1
				l.Start += dash
			}
			if end >= 0 {
				b.joint(span{end, l.Start})
			}
			b.cueLine(span{l.Start, l.End})
			end = l.End
		}
		b.finish()
	}
}

// readRolling takes captions that roll apart: a line is a segment, since it stands below
// the next one, too. The times of its words stay, whatever the words become.
func readRolling(d *Document, cues []subtitle.Cue, decode func(string) (string, string)) {
	for _, cue := range cues {
		for _, l := range cue.Lines {
			p := captionOf(d.source, span{l.Start, l.End})
			var text strings.Builder
			for _, w := range p.words {
				shown, _ := decode(d.source[w.start:w.end])
				text.WriteString(shown)
			}
			s := &Segment{Text: strings.Join(strings.Fields(text.String()), " "), span: p.span, encode: cueText(d.Kind)}
			if len(p.words) > 1 {
				s.wrap = func(text string) string { return p.write(d.source, text) }
			}
			if s.Text != "" && (hasLetter(s.Text) || d.strict) && len(scan(s.Text)) == 1 {
				d.Segments = append(d.Segments, s)
			}
		}
	}
}

// caption is a line of words between tags; it begins and ends with words.
type caption struct {
	span
	words []span
}

// captionOf leaves out the tags around a line.
func captionOf(source string, line span) caption {
	var c caption
	start := line.start
	add := func(end int) {
		if strings.TrimSpace(source[start:end]) != "" {
			c.words = append(c.words, span{start, end})
		}
	}
	for at := line.start; at < line.end; {
		size := 0
		if strings.IndexByte("<{", source[at]) >= 0 {
			size = cueTag(source[at:line.end])
		}
		if size == 0 {
			at++
			continue
		}
		add(at)
		at += size
		start = at
	}
	add(line.end)
	if n := len(c.words); n > 0 {
		first, last := &c.words[0], &c.words[n-1]
		first.start = first.end - len(strings.TrimLeft(source[first.start:first.end], " "))
		last.end = last.start + len(strings.TrimRight(source[last.start:last.end], " "))
		c.span = span{first.start, last.end}
	}
	return c
}

// write puts a text in the place of the words, each of its words where about as much
// was said before it.
func (c caption) write(source, text string) string {
	said := make([]int, len(c.words)+1)
	for i, w := range c.words {
		said[i+1] = said[i] + w.end - w.start
	}
	parts := make([]string, len(c.words))
	size := max(len(text), 1)
	at, k := 0, 0
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			word = " " + word
		}
		middle := (at + len(word)/2) * said[len(c.words)] / size
		for k+1 < len(c.words) && middle >= said[k+1] {
			k++
		}
		parts[k] += word
		at += len(word)
	}
	var b strings.Builder
	for i, w := range c.words {
		if i > 0 {
			b.WriteString(source[c.words[i-1].end:w.start])
		}
		b.WriteString(parts[i])
	}
	return b.String()
}

// dashLength is the length of the mark before what a speaker says.
func dashLength(line string) int {
	for _, dash := range []string{"-", "–", "—"} {
		if rest, ok := strings.CutPrefix(line, dash); ok {
			return len(line) - len(strings.TrimLeft(rest, " "))
		}
	}
	return 0
}

// cueLine adds a line of a cue: text, tags <…> and SubRip's {\an8}.
func (b *builder) cueLine(p span) {
	for p.start < p.end {
		raw := b.document.source[p.start:p.end]
		open := strings.IndexAny(raw, "<{")
		if open < 0 {
			break
		}
		size := cueTag(raw[open:])
		b.text(span{p.start, p.start + open})
		p.start += open
		if size == 0 {
			b.text(span{p.start, p.start + 1})
			p.start++
			continue
		}
		tag := span{p.start, p.start + size}
		switch name := tagName(raw[open : open+size]); {
		case name == "" || raw[open+1] >= '0' && raw[open+1] <= '9':
			b.single(tag, "")
		case raw[open+1] == '/':
			b.close(tag, cueElement(name))
		default:
			b.open(tag, cueElement(name))
		}
		p.start += size
	}
	b.text(p)
}

// cueElement is a tag's name without the classes of <c.yellow>.
func cueElement(name string) string {
	name, _, _ = strings.Cut(name, ".")
	return name
}

// cueTag is the length of the tag at the start of rest, 0 for text.
func cueTag(rest string) int {
	closing := ">"
	if rest[0] == '{' {
		closing = "}"
		if !strings.HasPrefix(rest, `{\`) {
			return 0
		}
	}
	end := strings.Index(rest, closing)
	if end < 2 || rest[0] == '<' && !wordByte(strings.TrimPrefix(rest[1:], "/")[0]) {
		return 0
	}
	return end + 1
}

// cueText writes text that is no tag and no time code.
func cueText(kind input.Kind) encoder {
	return func(text string, s *Segment, start, careful bool) string {
		text = strings.ReplaceAll(text, "-->", "→")
		if kind == input.VTT {
			return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
		}
		// SubRip has no escapes: what would be a tag gets other brackets.
		for i := 0; i < len(text); i++ {
			if (text[i] == '<' || text[i] == '{') && cueTag(text[i:]) > 0 {
				return strings.NewReplacer("<", "‹", ">", "›", `{\`, `(\`).Replace(text)
			}
		}
		return text
	}
}
