package subtitle

import (
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
)

// Limits are those of subtitles that people can read; 0: none.
type Limits struct {
	Line  int     // characters of a line
	Speed float64 // characters a second
}

// mostLines is how many lines of a cue are shown at once.
const mostLines = 2

// Fit wraps the cues that have a longer line than the limits allow, and says which then
// have too many lines, lines that are still too long, or more than can be read while
// they are shown.
func Fit(text string, webVTT bool, l Limits) (fitted string, warnings []string) {
	cues := Cues(text, webVTT)
	rolling := Rolling(text, cues)
	var b strings.Builder
	var long, many, fast cueList
	at := 0
	for _, c := range cues {
		lines := linesOf(text, []Cue{c})[0]
		if l.Line > 0 && longest(lines, webVTT) > l.Line {
			if !rolling {
				lines = wrapped(lines, l.Line, webVTT)
			}
			long.addIf(longest(lines, webVTT) > l.Line, c, "")
			many.addIf(len(lines) > mostLines && len(lines) > len(c.Lines), c, "")
			first, last := c.Lines[0].Start, c.Lines[len(c.Lines)-1].End
			if !rolling {
				b.WriteString(text[at:first] + strings.Join(lines, lineEnd(text)))
				at = last
			}
		}
		if seconds := (c.End - c.Start).Seconds(); l.Speed > 0 && len(lines) > 0 && seconds > 0 {
			n := 0
			for _, line := range lines {
				n += width(line, webVTT)
			}
			fast.addIf(float64(n)/seconds > l.Speed, c, fmt.Sprintf(" (%.0f)", float64(n)/seconds))
		}
	}
	b.WriteString(text[at:])
	for _, w := range []string{
		long.told(fmt.Sprintf("a line of more than %d characters", l.Line)),
		many.told(fmt.Sprintf("more than %d lines", mostLines)),
		fast.told(fmt.Sprintf("more than %v characters a second", l.Speed)),
	} {
		if w != "" {
			warnings = append(warnings, w)
		}
	}
	return b.String(), warnings
}

// cueList counts cues.
type cueList struct {
	n      int
	first  time.Duration
	detail string
}

func (l *cueList) addIf(yes bool, c Cue, detail string) {
	if !yes {
		return
	}
	if l.n++; l.n == 1 {
		l.first, l.detail = c.Start, detail
	}
}

// told says what is wrong with the cues; "" where there are none.
func (l *cueList) told(what string) string {
	switch l.n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("the cue at %s has %s%s", Format(l.first), what, l.detail)
	}
	return fmt.Sprintf("%d cues have %s, the first at %s%s", l.n, what, Format(l.first), l.detail)
}

func lineEnd(text string) string {
	if strings.Contains(text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

func longest(lines []string, webVTT bool) int {
	n := 0
	for _, line := range lines {
		n = max(n, width(line, webVTT))
	}
	return n
}

// width is how many characters of a line are seen.
func width(line string, webVTT bool) int {
	n := 0
	for rest := line; rest != ""; {
		size := tag(rest)
		if size > 0 {
			rest = rest[size:]
			continue
		}
		end := strings.IndexAny(rest[1:], "<{") + 1
		if end == 0 {
			end = len(rest)
		}
		shown := rest[:end]
		if webVTT {
			shown = html.UnescapeString(shown)
		}
		for _, r := range shown {
			if !unicode.Is(unicode.Mn, r) {
				n++
			}
		}
		rest = rest[end:]
	}
	return n
}

// tag is the length of the tag that a text begins with; 0: it begins with none.
func tag(text string) int {
	end := 0
	switch {
	case strings.HasPrefix(text, `{\`):
		end = strings.IndexByte(text, '}')
	case len(text) > 1 && text[0] == '<' && (text[1] == '/' || isWordByte(text[1])):
		end = strings.IndexByte(text, '>')
	}
	if end > 0 && end < longestTag {
		return end + 1
	}
	return 0
}

func isWordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|' ' && c|' ' <= 'z'
}

// wrapped are lines of a cue within a width; what each speaker says begins one.
func wrapped(lines []string, most int, webVTT bool) []string {
	var parts []string
	for _, line := range lines {
		speaks := strings.ContainsAny(firstRune(line), "-–—")
		if len(parts) == 0 || speaks {
			parts = append(parts, line)
			continue
		}
		parts[len(parts)-1] += glue(parts[len(parts)-1], line) + line
	}
	var out []string
	for _, part := range parts {
		n := (width(part, webVTT) + most - 1) / most
		even := (width(part, webVTT) + n - 1) / max(n, 1)
		best := filled(part, most, webVTT)
		for ; even < most; even++ { // lines that are about as long as each other
			if list := filled(part, even, webVTT); len(list) <= len(best) {
				best = list
				break
			}
		}
		out = append(out, best...)
	}
	return out
}

func firstRune(line string) string {
	_, size := utf8.DecodeRuneInString(line)
	return line[:size]
}

// glue is what stands for a line end: a space, but between scripts that write none.
func glue(before, after string) string {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	if lang.Unspaced(a) && lang.Unspaced(b) {
		return ""
	}
	return " "
}

// filled fills lines up to a width, at spaces outside of tags, and between characters
// of scripts without spaces.
func filled(text string, most int, webVTT bool) []string {
	var lines []string
	line := ""
	for _, w := range words(text) {
		switch {
		case line == "":
			line = strings.TrimLeft(w, " ")
		case width(line+w, webVTT) > most:
			lines = append(lines, line)
			line = strings.TrimLeft(w, " ")
		default:
			line += w
		}
	}
	return append(lines, line)
}

// words are the parts of a text between which a line may end, each with the space before it.
func words(text string) []string {
	var list []string
	start, wide := 0, false
	for i := 0; i < len(text); {
		if size := tag(text[i:]); size > 0 {
			i += size
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		unspaced := lang.Unspaced(r)
		if i > start && (r == ' ' || unspaced && wide) {
			list = append(list, text[start:i])
			start = i
		}
		wide = unspaced
		i += size
	}
	return append(list, text[start:])
}
