// Package subtitle finds the cues of SubRip and WebVTT files and of transcripts with
// time codes, and what is spoken in them. It hides how programs really write them.
package subtitle

import (
	"strings"
	"time"
)

// Cue is a time and the lines that are shown then. Lines are without white space at
// their ends and not empty.
type Cue struct {
	Start, End time.Duration
	Lines      []Span
}

// Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Cues are those of a file in their order. In WebVTT an empty line ends a cue; in
// SubRip only the next one does, for empty lines stand anywhere there.
func Cues(text string, webVTT bool) []Cue {
	var cues []Cue
	var last above
	style, ended := above{}, true // of the first number
	at := 0
	for line := range strings.Lines(text) {
		shown := strings.TrimSpace(line)
		start := at + strings.Index(line, shown)
		at += len(line)
		begin, end, timing := timing(shown)
		switch {
		case shown == "":
			ended = ended || webVTT && len(cues) > 0 && len(cues[len(cues)-1].Lines) > 0
			last.gap++
			continue
		case timing:
			if len(cues) == 0 {
				style = last
			} else if last.numbers(style) {
				cues[len(cues)-1].dropLast(text, last.text)
			}
			cues = append(cues, Cue{Start: begin, End: end})
			ended = false
		case !ended:
			c := &cues[len(cues)-1]
			c.Lines = append(c.Lines, Span{start, start + len(shown)})
		}
		last = above{text: shown, before: last.gap}
	}
	return cues
}

// above is the last line that is not empty, and how many empty ones stand before and
// behind it.
type above struct {
	text        string
	before, gap int
}

// numbers says whether the line above a time is the number of a cue and not spoken.
// style is that line of the first cue. Some programs leave numbers out here and there.
func (a above) numbers(style above) bool {
	switch numbered := isNumber(style.text); {
	case !isNumber(a.text):
		return false
	case a.gap > 0:
		return numbered && style.gap > 0
	default:
		return numbered || a.before > 0
	}
}

// dropLast drops the number of the next cue.
func (c *Cue) dropLast(text, number string) {
	if n := len(c.Lines) - 1; n >= 0 && text[c.Lines[n].Start:c.Lines[n].End] == number {
		c.Lines = c.Lines[:n]
	}
}

func isNumber(line string) bool { return line != "" && strings.Trim(line, "0123456789") == "" }

// Timing is when a cue begins by the line above its text, as "00:01:02,500 -->
// 00:01:04,000" or "0:01:02.500,0:01:04.000"; ok is false for any other line.
func Timing(line string) (start time.Duration, ok bool) {
	start, _, ok = timing(line)
	return start, ok
}

func timing(line string) (start, end time.Duration, ok bool) {
	start, rest, ok := clock(strings.TrimSpace(line), true)
	if !ok {
		return 0, 0, false
	}
	rest = strings.TrimLeft(rest, " \t")
	mark := ""
	for _, m := range []string{"-->", "->", ","} {
		if strings.HasPrefix(rest, m) {
			mark = m
			break
		}
	}
	if mark == "" {
		return 0, 0, false
	}
	end, rest, ok = clock(strings.TrimLeft(rest[len(mark):], " \t"), true)
	return start, end, ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// clock reads "1:02:03.500" or "02:03" at the start of text. A time of cues has a
// fraction, and may have minutes and seconds of one digit.
func clock(text string, ofCues bool) (d time.Duration, rest string, ok bool) {
	groups := 0
	for rest = text; groups < 3; groups++ {
		n, after := digits(rest)
		size := len(rest) - len(after)
		odd := size > 2 || size < 2 && !ofCues || n > 59
		if after == rest || groups > 0 && odd || size > 4 {
			break
		}
		d = 60*d + time.Duration(n)*time.Second
		rest = after
		if !strings.HasPrefix(rest, ":") {
			groups++
			break
		}
		rest = rest[1:]
	}
	if groups < 2 || strings.HasSuffix(text[:len(text)-len(rest)], ":") {
		return 0, text, false
	}
	if rest == "" || rest[0] != '.' && rest[0] != ',' {
		return d, rest, !ofCues
	}
	n, after := digits(rest[1:])
	size := len(rest) - 1 - len(after)
	if size == 0 || size > 3 {
		return d, rest, !ofCues && size == 0
	}
	for range 3 - size {
		n *= 10
	}
	return d + time.Duration(n)*time.Millisecond, after, true
}

func digits(text string) (n int, rest string) {
	for rest = text; rest != "" && '0' <= rest[0] && rest[0] <= '9' && len(text)-len(rest) < 5; rest = rest[1:] {
		n = 10*n + int(rest[0]-'0')
	}
	return n, rest
}
