package llm

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// overflowPatterns find the model's limit and the prompt's tokens in the words
// of a server. The limit follows its name ("maximum context length is 4096"),
// or stands before it ("4096 maximum context length").
var overflowPatterns = sync.OnceValue(func() (p struct{ limit, limitBefore, prompt *regexp.Regexp }) {
	p.limit = regexp.MustCompile(`(?i)(?:context (?:length|size|window)|model length|maximum number of tokens|less than|limit|<=|>)\D{0,30}?(\d[\d,]*)`)
	p.limitBefore = regexp.MustCompile(`(?i)(\d[\d,]*) (?:token )?(?:maximum|context)`)
	p.prompt = regexp.MustCompile(`(?i)(\d[\d,]*) (?:in the messages|of text input|input tokens|in your prompt|` + "`inputs` tokens)")
	return p
})

// overflow is the model's context and the prompt's size in tokens, each 0
// where the server does not say.
func (s said) overflow() (limit, prompt int) {
	if s.limit > 0 {
		return s.limit, s.prompt
	}
	p, text := overflowPatterns(), beginning(s.message)
	if limit = firstNumber(p.limit, text); limit == 0 {
		limit = firstNumber(p.limitBefore, text)
	}
	if prompt = firstNumber(p.prompt, text); prompt > 0 || limit == 0 {
		return limit, prompt
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != ',' }) {
		if n := parseCount(word); n > limit {
			return limit, n
		}
	}
	return limit, 0
}

func firstNumber(pattern *regexp.Regexp, s string) int {
	m := pattern.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	return parseCount(m[1])
}

// parseCount reads digits with or without commas; 0 where there are none.
func parseCount(s string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		return 0
	}
	return n
}
