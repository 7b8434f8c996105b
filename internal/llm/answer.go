package llm

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"newsbrief/internal/llm/tokens"
	"newsbrief/internal/llm/wire"
	"newsbrief/result"
)

// answer gathers one completion and judges its end.
type answer struct {
	config   *Config
	lines    *lineFilter
	ends     ends
	used     result.Usage
	finish   openai.FinishReason
	size     int     // bytes of text, reasoning counted
	tokens   float64 // an estimate
	begun    bool    // a choice came, be it without text
	reasoned bool
	torn     bool // letters were lost
	refusal  string
	recounts int // requests that only counted what the server has read
}

func newAnswer(c *Config, r Request, emit func(Line)) *answer {
	a := &answer{config: c, ends: ends{request: r}}
	a.lines = &lineFilter{blanks: r.Blanks, emit: func(l Line) {
		if a.ends.takes(l) {
			emit(l)
		}
	}}
	return a
}

// read takes all pieces, or as many as are needed.
func (a *answer) read(events *eventReader) error {
	for a.ends.why == "" {
		chunk, err := events.next()
		if err == io.EOF {
			return a.end()
		}
		if err != nil {
			return err
		}
		if chunk.Model != "" {
			a.used.Model = a.config.redact(chunk.Model)
		}
		if chunk.Usage != nil {
			a.used.PromptTokens = wire.Number(chunk.Usage.Prompt)
			a.used.CompletionTokens = wire.Number(chunk.Usage.Completion)
			a.used.CachedPromptTokens = chunk.Usage.CachedTokens()
			a.reasoned = a.reasoned || wire.Number(chunk.Usage.Details.Reasoning) > 0
		}
		for _, choice := range chunk.Choices {
			a.take(choice)
		}
		switch {
		case a.size > maxAnswer:
			return tooLarge("the answer's text", maxAnswer)
		case a.lines.partial.Len() > maxLine:
			return tooLarge("a line of the answer's text", maxLine)
		}
	}
	a.lines.close(false)
	return nil
}

func (a *answer) take(c wire.Choice) {
	a.begun = true
	a.reasoned = a.reasoned || c.Reasoning != ""
	a.size += len(c.Text) + len(c.Reasoning) + len(c.Refusal)
	a.refusal += c.Refusal
	a.torn = a.torn || strings.ContainsRune(c.Text, '\uFFFD')
	a.lines.write(c.Text)
	size := tokens.Mean(c.Text)
	if c.Reasoning != "" || a.lines.thinking {
		a.ends.thought()
	} else {
		a.ends.more(size, a.lines.partial.String())
	}
	a.tokens += size + tokens.Mean(c.Reasoning) + tokens.Mean(c.Refusal)
	if c.Finish != "" {
		a.finish = c.Finish
	}
}

// thought says whether the model has reasoned before it answered.
func (a *answer) thought() bool { return a.reasoned || a.lines.thought }

// starved says whether the limit of tokens left the model's thoughts none for an
// answer. Some servers keep thoughts for themselves.
func (a *answer) starved() bool {
	thoughts := a.thought() || a.ends.muses || a.size == 0
	return a.finish == openai.FinishReasonLength && thoughts && len(a.ends.seen) == 0
}

// count estimates what the server has not counted: it need not, and cannot of an
// answer that is read no further. prompt is the estimate of the question.
func (a *answer) count(prompt int) {
	if a.used.PromptTokens+a.used.CompletionTokens == 0 && a.size > 0 {
		a.used.PromptTokens, a.used.CompletionTokens = prompt, a.written()
		a.used.Estimated = true
	}
}

// String is what --verbose says of the answer.
func (a *answer) String() string {
	about := ""
	if a.used.Estimated {
		about = "about "
	}
	s := fmt.Sprintf(", %s%d+%d tokens", about, a.used.PromptTokens, a.used.CompletionTokens)
	if a.ends.why != "" {
		s += "; read no further: " + a.ends.why
	}
	return s
}

// end judges an answer that the server calls finished.
func (a *answer) end() error {
	whole := a.finish != openai.FinishReasonLength
	a.lines.close(whole)
	switch {
	case a.finish == openai.FinishReasonContentFilter:
		return &Error{Kind: Refused, Message: "the endpoint's content filter stopped the answer"}
	case !a.lines.answered && a.refusal != "":
		return &Error{Kind: Refused, Message: "the model refused: " + a.config.redact(a.refusal)}
	case !a.lines.answered && a.thought():
		return &Error{Kind: Thinking, Message: "the model used its tokens on thinking and gave no answer",
			Hint: "raise --max-tokens, or turn the model's thinking off"}
	case !a.lines.answered && a.finish == openai.FinishReasonToolCalls:
		return &Error{Kind: Empty, Message: "the model called a tool instead of answering",
			Hint: "turn the server's tools off, or take another model with --model"}
	case !whole:
		return &Error{Kind: Length, Message: "the answer hit the token limit",
			Hint: "raise --max-tokens or the server's context"}
	case !a.lines.answered && a.begun && a.finish == "":
		return endedEarly()
	case !a.lines.answered:
		return &Error{Kind: Empty, Message: "the answer is empty"}
	}
	return nil
}

// written is about how many tokens the model has written.
func (a *answer) written() int { return int(math.Ceil(a.tokens)) }

// torn is the error of an answer with letters that are none: servers that cut a
// stream within a letter do so, and are asked once more for one piece.
func torn(whole bool) error {
	e := &Error{Kind: Broken, Message: "the answer's text is damaged: it holds letters that the server tore apart"}
	if !whole {
		e.refuses = streaming
	}
	return e
}

// holds says whether a message of r holds a text.
func (r Request) holds(text string) bool {
	return slices.ContainsFunc(r.Messages, func(m Message) bool { return strings.Contains(m.Content, text) })
}
