package subtitle

import (
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"

	"newsbrief/internal/lang"
)

// Spoken is what is spoken, in paragraphs, and when: each Time holds from its byte
// in Text to the next.
type Spoken struct {
	Text  string
	Times []Time
}

// Time is when the text from byte At on is spoken.
type Time struct {
	At    int
	Start time.Duration
}

// Format writes a time as people do: 00:12:04.
func Format(d time.Duration) string {
	s := int(d / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

// utterance is what one speaker says in one cue.
type utterance struct {
	start   time.Duration
	speaker string // "" where it is not told
	turn    bool   // somebody else speaks than before
	text    string
}

// Read is what is spoken in a file of cues: no tags, sounds in brackets or notes, and
// rolling captions, which show each line again below the next, once.
func Read(text string, webVTT bool) Spoken {
	var all []utterance
	var before []string
	cues := Cues(text, webVTT)
	shown := linesOf(text, cues)
	rolling := isRolling(shown)
	for i, c := range cues {
		lines := shown[i]
		if rolling {
			lines, _ = newLines(before, lines)
			if len(shown[i]) > 0 {
				before = shown[i]
			}
		}
		all = append(all, utterances(c.Start, lines)...)
	}
	return join(all)
}

// linesOf are the lines of each cue.
func linesOf(text string, cues []Cue) [][]string {
	shown := make([][]string, len(cues))
	for i, c := range cues {
		for _, l := range c.Lines {
			shown[i] = append(shown[i], text[l.Start:l.End])
		}
	}
	return shown
}

// Rolling says whether a third of the cues of a text begin with the lines that the one
// before ends with. Of a translation in which equal lines are equal it says the same.
func Rolling(text string, cues []Cue) bool {
	again, all := 0, 0
	var before []string
	for _, lines := range linesOf(text, cues) {
		if len(lines) == 0 {
			continue
		}
		all++
		if repeated(before, lines) > 0 {
			again++
		}
		before = lines
	}
	return all >= 3 && 3*again >= all
}

// isRolling says whether a third of the cues begin with what the one before ends with.
func isRolling(cues [][]string) bool {
	again, all := 0, 0
	var before []string
	for _, lines := range cues {
		if len(lines) == 0 {
			continue
		}
		all++
		if _, shared := newLines(before, lines); shared {
			again++
		}
		before = lines
	}
	return all >= 3 && 3*again >= all
}

// newLines are the lines of a cue that the one before did not show, neither a line as
// it stood nor the beginning of one that grew, and whether it showed any.
func newLines(before, lines []string) (rest []string, shared bool) {
	if n := repeated(before, lines); n > 0 {
		return lines[n:], true
	}
	if len(before) != 1 || len(lines) == 0 || bare(before[0]) == "" {
		return lines, false
	}
	more, grew := strings.CutPrefix(bare(lines[0]), bare(before[0])+" ")
	if !grew {
		return lines, false
	}
	return append([]string{more}, lines[1:]...), true
}

// repeated is with how many lines that the one before ends with a cue begins.
func repeated(before, lines []string) int {
	for from := range before {
		if n := len(before) - from; n <= len(lines) && equalText(before[from:], lines[:n]) {
			return n
		}
	}
	return 0
}

func equalText(a, b []string) bool {
	for i := range a {
		if bare(a[i]) != bare(b[i]) {
			return false
		}
	}
	return true
}

// utterances are what is spoken in a cue, a speaker at a time.
func utterances(start time.Duration, lines []string) []utterance {
	var list []utterance
	for _, line := range lines {
		u := utterance{start: start, speaker: voice(line)}
		u.text = bare(line)
		for _, mark := range []string{"-", "–", "—", ">>"} {
			if rest, ok := strings.CutPrefix(u.text, mark); ok {
				u.text, u.turn = strings.TrimLeft(rest, "> "), true
				break
			}
		}
		switch n := len(list) - 1; {
		case u.text == "":
		case n >= 0 && !u.turn && (u.speaker == "" || u.speaker == list[n].speaker):
			list[n].text += " " + u.text
		default:
			list = append(list, u)
		}
	}
	return list
}

// voice is the speaker of WebVTT's <v Name>.
func voice(line string) string {
	_, rest, ok := strings.Cut(line, "<v")
	tag, _, closed := strings.Cut(rest, ">")
	if !ok || !closed || tag == "" || tag[0] != ' ' && tag[0] != '.' {
		return ""
	}
	_, name, _ := strings.Cut(tag, " ")
	return strings.TrimSpace(html.UnescapeString(name))
}

// bare is a line as it is heard: without tags, SubRip's {\an8}, sounds in brackets and
// the marks of music.
func bare(line string) string {
	line = without(line, "<", ">", func(tag string) bool {
		first := strings.TrimPrefix(tag, "/")
		return first != "" && (first[0] == '.' || unicode.IsLetter(rune(first[0])) || unicode.IsDigit(rune(first[0])))
	})
	line = without(line, "{", "}", func(tag string) bool { return strings.HasPrefix(tag, `\`) })
	line = html.UnescapeString(line)
	sound := func(text string) bool { return len(text) < 60 && !strings.ContainsAny(text, ".?!0123456789") }
	line = without(line, "[", "]", sound)
	if all := strings.TrimSpace(line); strings.HasPrefix(all, "(") && strings.HasSuffix(all, ")") {
		line = without(all, "(", ")", sound)
	}
	line = strings.NewReplacer("♪", " ", "♫", " ", "\u200b", "").Replace(line)
	return strings.Join(strings.Fields(line), " ")
}

// longestTag is how many bytes stand between marks that are looked at.
const longestTag = 200

// without drops what stands between marks where drop says so.
func without(line, open, closing string, drop func(string) bool) string {
	if !strings.Contains(line, open) || !strings.Contains(line, closing) {
		return line
	}
	var b strings.Builder
	for {
		start := strings.Index(line, open)
		if start < 0 {
			break
		}
		next := start + 1
		size := strings.Index(line[start:min(len(line), start+longestTag)], closing)
		if size > 0 && drop(line[start+1:start+size]) {
			b.WriteString(line[:start])
			next = start + size + 1
		} else {
			b.WriteString(line[:next])
		}
		line = line[next:]
	}
	return b.String() + line
}

// Where a paragraph ends: at a pause, at another speaker, or where it has got long.
// Captions that nobody wrote full stops in have shorter ones: they are its sentences.
const (
	pause         = 4 * time.Second
	longParagraph = 600 // bytes
	unpunctuated  = 120
)

func join(all []utterance) Spoken {
	var s Spoken
	var b strings.Builder
	begin, long := 0, longParagraph
	if !punctuated(all) {
		long = unpunctuated
	}
	speaker := ""
	for i, u := range all {
		turn := u.turn || u.speaker != "" && u.speaker != speaker
		if i > 0 {
			length := b.Len() - begin
			paused := u.start-all[i-1].start > pause+reading(all[i-1].text)
			if turn || paused || length > long && (long == unpunctuated || lang.EndsSentence(all[i-1].text)) {
				b.WriteString("\n\n")
				begin = b.Len()
			} else {
				b.WriteByte(' ')
			}
		}
		if n := len(s.Times); n == 0 || s.Times[n-1].Start != u.start {
			s.Times = append(s.Times, Time{b.Len(), u.start})
		}
		if u.speaker != "" && turn {
			b.WriteString(u.speaker + ": ")
			speaker = u.speaker
		}
		b.WriteString(u.text)
	}
	s.Text = b.String()
	return s
}

// reading is about how long it takes to say a text.
func reading(text string) time.Duration { return time.Duration(len(text)) * 60 * time.Millisecond }

// punctuated says whether sentences end in the text: once in 300 bytes or more.
func punctuated(all []utterance) bool {
	ends, size := 0, 0
	for _, u := range all {
		size += len(u.text)
		ends += strings.Count(u.text, ". ") + strings.Count(u.text, "? ") + strings.Count(u.text, "! ")
		if lang.EndsSentence(u.text) {
			ends++
		}
	}
	return 300*ends >= size
}
