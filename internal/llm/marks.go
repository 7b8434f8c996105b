package llm

import (
	"regexp"
	"strings"
	"sync"
)

// The marks around models' thoughts: elements of many names, Magistral's,
// Kimi's, Cohere's, OpenThinker's, gpt-oss's channels (the last also as its
// server leaves them), MedGemma's.
var (
	thoughtBegins = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)<(?:think|thinking|thought|reasoning|reflection|seed:think)(?: [^<>]*)?>|\[THINK\]|◁think▷|` +
			`<\|start_thinking\|>|<\|begin_of_thought\|>|<\|channel\|>(?:analysis|commentary)[^<]*<\|message\|>|<unused94>(?:thought)?`)
	})
	thoughtEnds = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)</(?:think|thinking|thought|reasoning|reflection|seed:think)>|\[/THINK\]|◁/think▷|` +
			`<\|end_thinking\|>|<\|end_of_thought\|>|<\|channel\|>final[^<]*<\|message\|>|<unused95>|(?-i:assistantfinal)`)
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
