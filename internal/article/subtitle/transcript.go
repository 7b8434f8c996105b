package subtitle

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Transcript is what is spoken in a text with a time code at the start of its
// paragraphs, as "[00:12:04] Anna: …", "0:12" on a line above, or "Anna  0:12". ok is
// false for any other text, as an agenda whose hours are the matter itself.
func Transcript(text string) (s Spoken, ok bool) {
	var all []utterance
	codes, lines, back := 0, 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		start, speaker, rest, found := timeCode(line)
		switch {
		case found:
			if codes == 0 && (lines > 5 || start > 10*time.Minute) {
				return s, false
			}
			if codes > 0 && start < all[len(all)-1].start {
				back++
			}
			codes++
			all = append(all, utterance{start: start, speaker: speaker, text: bare(rest)})
		case codes > 0:
			u := &all[len(all)-1]
			u.text = strings.TrimSpace(u.text + " " + bare(line))
		case lines > 5:
			return s, false
		}
	}
	if codes < 3 || 8*codes < lines || 20*back > codes {
		return s, false
	}
	kept := all[:0]
	for _, u := range all {
		if u.text != "" {
			kept = append(kept, u)
		}
	}
	return join(kept), true
}

// timeCode reads the time code that a line begins or ends with. Two numbers alone
// are minutes and seconds only where nothing else stands on the line, or in brackets:
// elsewhere they are hours.
func timeCode(line string) (start time.Duration, speaker, rest string, ok bool) {
	bracket := strings.IndexByte("[(", line[0])
	body := line
	if bracket >= 0 {
		body = line[1:]
	}
	if start, rest, ok = clock(body, false); ok {
		closing := ""
		if bracket >= 0 {
			closing = "])"[bracket : bracket+1]
		}
		rest, ok = strings.CutPrefix(rest, closing)
		exact := bracket >= 0 || rest == "" || strings.Count(body[:len(body)-len(rest)], ":") == 2
		rest = strings.TrimLeft(rest, " \t-–—:|")
		return start, "", rest, ok && exact
	}
	at := strings.LastIndexAny(line, " \t([")
	if at <= 0 || utf8.RuneCountInString(line[:at]) > 40 {
		return 0, "", "", false
	}
	start, rest, ok = clock(line[at+1:], false)
	ok = ok && strings.Trim(rest, ")]") == ""
	return start, strings.Trim(line[:at], " \t([:"), "", ok
}
