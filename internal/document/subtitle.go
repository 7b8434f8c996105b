package document

import (
	"strings"

	"newsbrief/internal/article/input"
)

// subtitles takes SRT and WebVTT apart: a cue's text is a segment, and in a
// dialogue each speaker's.
func (d *Document) subtitles() {
	b := d.newBuilder(d.cueText(), d.cueDecode())
	at, cue, end := 0, false, 0
	for line := range strings.Lines(d.source) {
		text := strings.TrimRight(line, " \t\r\n")
		switch {
		case text == "":
			cue = false
			b.finish()
		case input.IsTiming(text):
			cue = true
			b.finish()
		case cue:
			if dash := dashLength(text); dash > 0 {
				b.finish()
				end, text = at+dash, text[dash:]
				d.cueLine(b, span{end, end + len(text)})
				end += len(text)
				break
			}
			if len(b.pieces) > 0 {
				b.joint(span{end, at})
			}
			d.cueLine(b, span{at, at + len(text)})
			end = at + len(text)
		}
		at += len(line)
	}
	b.finish()
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
func (d *Document) cueLine(b *builder, p span) {
	for p.start < p.end {
		raw := d.source[p.start:p.end]
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

func (d *Document) cueDecode() func(string) (string, string) {
	if d.Kind == input.VTT {
		return htmlDecode
	}
	return undecoded
}

// cueText writes text that is no tag and no time code.
func (d *Document) cueText() encoder {
	return func(text string, s *Segment, start, careful bool) string {
		text = strings.ReplaceAll(text, "-->", "→")
		if d.Kind == input.VTT {
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
