package llm

import (
	"regexp"
	"strings"
	"sync"
)

// Line is one whole line of an answer. Restart says that every line before it
// was the model's reasoning, which a closing tag without an opening one shows.
// Ended says that a line end followed, so that the line cannot be cut.
type Line struct {
	Text    string
	Restart bool
	Ended   bool
}

// lineFilter cuts an answer into lines and leaves out reasoning blocks and
// code fences. How the text was cut into chunks makes no difference.
type lineFilter struct {
	emit     func(Line)
	partial  strings.Builder
	thinking bool // inside a block
	thought  bool // there was a block
	restart  bool // for the next line
	answered bool // a line with text was emitted since the last restart
	blanks   bool // empty lines are emitted, too
}

func (f *lineFilter) write(chunk string) {
	for chunk != "" {
		line, rest, ended := strings.Cut(chunk, "\n")
		f.partial.WriteString(line)
		if ended {
			f.flush(true)
		}
		chunk = rest
	}
}

// close ends the answer; what stands behind the last newline is a line only
// where the answer is whole.
func (f *lineFilter) close(whole bool) {
	if whole && f.partial.Len() > 0 {
		f.flush(false)
	}
}

func (f *lineFilter) flush(ended bool) {
	text := withoutMarks(f.withoutThinking(f.partial.String()))
	f.partial.Reset()
	text = strings.TrimRight(text, " \t\r")
	if strings.HasPrefix(strings.TrimSpace(text), "```") {
		return
	}
	if text == "" && !f.restart && !f.blanks {
		return
	}
	f.answered = f.answered || strings.TrimSpace(text) != ""
	f.emit(Line{text, f.restart, ended})
	f.restart = false
}

// withoutThinking removes the parts of a line that are reasoning.
func (f *lineFilter) withoutThinking(line string) string {
	var kept strings.Builder
	for {
		open, opened := findMark(line, thoughtBegins)
		closing, closed := findMark(line, thoughtEnds)
		switch {
		case f.thinking && closing < 0:
			return kept.String()
		case closing >= 0 && (f.thinking || open < 0 || closing < open):
			if !f.thinking {
				f.restart, f.answered = true, false
				kept.Reset()
			}
			f.thinking, f.thought = false, true
			line = line[closed:]
		case open >= 0:
			kept.WriteString(line[:open])
			f.thinking, f.thought = true, true
			line = line[opened:]
		default:
			kept.WriteString(line)
			return kept.String()
		}
	}
}

// The marks around models' thoughts: elements of many names, Magistral's,
// Kimi's, Cohere's, OpenThinker's, gpt-oss's channels (the last also as its
// server leaves them), MedGemma's.
var (
	thoughtBegins = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)<(?:think|thinking|thought|reasoning|reflection|seed:think)(?: [^<>]*)?>|` +
			`\[THINK\]|◁think▷|<\|start_thinking\|>|<\|begin_of_thought\|>|` +
			`<\|channel\|>(?:analysis|commentary)[^<]*<\|message\|>|<unused94>(?:thought)?`)
	})
	thoughtEnds = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)</(?:think|thinking|thought|reasoning|reflection|seed:think)>|` +
			`\[/THINK\]|◁/think▷|<\|end_thinking\|>|<\|end_of_thought\|>|` +
			`<\|channel\|>final[^<]*<\|message\|>|<unused95>|(?-i:assistantfinal)`)
	})
	// turnMarks are marks of chat templates at the beginning or end of a line.
	turnMarks = sync.OnceValue(func() *regexp.Regexp {
		const mark = `(?:<\|[A-Za-z_]+\|>|<｜[^<>｜]+｜>|<eos>|<end_of_turn>)`
		return regexp.MustCompile(`^(?:\s*` + mark + `)+|(?:` + mark + `\s*)+$`)
	})
)

// mayHoldMark says whether a line can hold a mark at all; few do.
func mayHoldMark(line string) bool {
	return strings.ContainsAny(line, "<◁") || hasAny(line, "THINK]", "assistantfinal")
}

// findMark returns where the first mark stands in line, and its end; -1 where
// there is none. One behind a quotation mark is what the text is about.
func findMark(line string, marks func() *regexp.Regexp) (start, end int) {
	if !mayHoldMark(line) {
		return -1, -1
	}
	for _, at := range marks().FindAllStringIndex(line, -1) {
		before := strings.TrimRight(line[:at[0]], "`\"'“«„‘")
		if len(before) == at[0] {
			return at[0], at[1]
		}
	}
	return -1, -1
}

// withoutMarks removes what some servers leave of a chat's template.
func withoutMarks(line string) string {
	if !strings.Contains(line, "<") {
		return line
	}
	line = turnMarks().ReplaceAllString(line, "")
	if rest, ok := strings.CutSuffix(strings.TrimRight(line, " \r"), "</s>"); ok && !strings.Contains(rest, "<s>") {
		return rest // no text that was struck out
	}
	return line
}
