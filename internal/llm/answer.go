package llm

import (
	"errors"
	"io"
	"slices"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"newsbrief/result"
)

// answer gathers one completion and judges its end.
type answer struct {
	config   Config
	lines    *lineFilter
	used     result.Usage
	finish   openai.FinishReason
	size     int // bytes of text, reasoning counted
	reasoned bool
	torn     bool // letters were lost
	refusal  string
}

func newAnswer(c Config, emit func(Line)) *answer {
	return &answer{config: c, lines: &lineFilter{emit: emit}}
}

// read takes the whole stream.
func (a *answer) read(stream *openai.ChatCompletionStream) error {
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return a.end()
		}
		if err != nil {
			return err
		}
		if chunk.Model != "" {
			a.used.Model = a.config.redact(chunk.Model)
		}
		if chunk.Usage != nil {
			a.used.PromptTokens = chunk.Usage.PromptTokens
			a.used.CompletionTokens = chunk.Usage.CompletionTokens
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
}

func (a *answer) take(choice openai.ChatCompletionStreamChoice) {
	d := choice.Delta
	a.reasoned = a.reasoned || d.ReasoningContent != ""
	a.size += len(d.Content) + len(d.ReasoningContent) + len(d.Refusal)
	a.refusal += d.Refusal
	a.torn = a.torn || strings.ContainsRune(d.Content, '\uFFFD')
	a.lines.write(d.Content)
	if choice.FinishReason != "" {
		a.finish = choice.FinishReason
	}
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
	case !a.lines.answered && (a.reasoned || a.lines.thought):
		return &Error{Kind: Thinking, Message: "the model used its tokens on thinking and gave no answer",
			Hint: "raise --max-tokens, or turn the model's thinking off"}
	case !a.lines.answered && a.finish == openai.FinishReasonToolCalls:
		return &Error{Kind: Empty, Message: "the model called a tool instead of answering", Hint: "turn the server's tools off, or take another model with --model"}
	case !whole:
		return &Error{Kind: Length, Message: "the answer hit the token limit", Hint: "raise --max-tokens or the server's context"}
	case !a.lines.answered:
		return &Error{Kind: Empty, Message: "the answer is empty"}
	}
	return nil
}

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
