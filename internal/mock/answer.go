package mock

import (
	"fmt"
	"strconv"
	"strings"

	"newsbrief/internal/extractive"
)

// question is what the mock reads of a request: the machine-readable head and
// the numbered sentences, never the prose.
type question struct {
	task       string
	bullets    int
	sentences  []string
	numbers    []int // as the client numbered them
	paragraphs []int
}

// parseQuestion reads a conversation. ok is false where its system message
// does not begin with a head.
func parseQuestion(messages []message) (q question, ok bool) {
	if len(messages) < 2 || messages[0].Role != "system" {
		return q, false
	}
	head := parseHead(string(messages[0].Content))
	q.task = head["task"]
	q.bullets, _ = strconv.Atoi(head["bullets"])
	if q.task != "summarize" || q.bullets < 1 {
		return q, false
	}
	said := ""
	for _, m := range messages[2:] {
		if m.Role == "assistant" {
			said += string(m.Content) + "\n"
		}
		if more := parseHead(string(m.Content)); m.Role == "user" && more["task"] == "continue" {
			q.bullets, _ = strconv.Atoi(more["bullets"])
		}
	}
	q.readSentences(string(messages[1].Content), said)
	return q, true
}

// parseHead reads "key: value" lines up to the first line of another shape.
func parseHead(text string) map[string]string {
	head := map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			break
		}
		head[key] = strings.TrimSpace(value)
	}
	return head
}

// readSentences takes the lines "[n] text" up to the tag that closes the one
// on the first line, without those that the assistant has said already.
func (q *question) readSentences(text, said string) {
	tag, text, _ := strings.Cut(text, "\n")
	text, _, _ = strings.Cut(text, "</"+strings.TrimPrefix(tag, "<"))
	paragraph := 0
	for line := range strings.SplitSeq(text, "\n") {
		number, sentence, ok := strings.Cut(strings.TrimPrefix(line, "["), "] ")
		n, err := strconv.Atoi(number)
		switch {
		case line == "":
			paragraph++
		case ok && err == nil && !strings.Contains(said, "- "+sentence):
			q.sentences = append(q.sentences, sentence)
			q.numbers = append(q.numbers, n)
			q.paragraphs = append(q.paragraphs, paragraph)
		}
	}
}

// answer is the n best sentences, each with its number, in their order.
func (q *question) answer(n int) string {
	var b strings.Builder
	for _, i := range extractive.Rank(q.sentences, q.paragraphs, max(n, 0)) {
		fmt.Fprintf(&b, "- %s [%d]\n", q.sentences[i], q.numbers[i])
	}
	return b.String()
}

// noHead answers other clients.
const noHead = "mock: this server summarises for newsbrief; the system message has no head with task and bullets.\n"
