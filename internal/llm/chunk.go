package llm

import (
	"encoding/json"
	"fmt"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// wireChunk is one event of a stream, or a whole answer, as servers write it.
// Members whose type differs among servers are read by hand.
type wireChunk struct {
	Model   any             `json:"model"`
	Error   json.RawMessage `json:"error"`
	Message any             `json:"message"`
	Detail  any             `json:"detail"` // of FastAPI
	Choices []wireChoice    `json:"choices"`
	Usage   json.RawMessage `json:"usage"`
	Base    baseResponse    `json:"base_resp"`
}

// baseResponse is where MiniMax puts its errors.
type baseResponse struct {
	Code    any    `json:"status_code"`
	Message string `json:"status_msg"`
}

type wireUsage struct {
	Prompt     any `json:"prompt_tokens"`
	Completion any `json:"completion_tokens"`
}

type wireChoice struct {
	Index   any             `json:"index"`
	Delta   *wireMessage    `json:"delta"`
	Message *wireMessage    `json:"message"`
	Text    any             `json:"text"`
	Finish  any             `json:"finish_reason"`
	Error   json.RawMessage `json:"error"`
}

type wireMessage struct {
	Content          any `json:"content"`
	Refusal          any `json:"refusal"`
	Reasoning        any `json:"reasoning"`
	ReasoningContent any `json:"reasoning_content"`
}

// chunk is a piece of an answer in go-openai's form: the members that answer
// reads. With all the others, which every few letters of an answer would carry,
// it is several times as large.
type chunk struct {
	Model   string        `json:"model,omitempty"`
	Choices []choice      `json:"choices,omitempty"`
	Usage   *openai.Usage `json:"usage,omitempty"`
}

type choice struct {
	Delta        openai.ChatCompletionStreamChoiceDelta `json:"delta,omitzero"`
	FinishReason openai.FinishReason                    `json:"finish_reason,omitempty"`
}

// chunk reads one piece of an answer into go-openai's form, or finds the error
// that stands in its place. failed says that the event's name is error, begun
// that a part of the answer came before.
func (t *try) chunk(data []byte, failed, begun bool) (*chunk, error) {
	var in wireChunk
	switch err := json.Unmarshal(data, &in); {
	case failed || data[0] == '[' && json.Valid(data): // Gemini lists its errors
		return nil, t.inBandError(readSaid(data), begun)
	case err != nil && !json.Valid(data):
		return nil, &Error{Kind: Broken, Message: "an event of the answer is damaged"}
	case err != nil:
		return nil, t.noAnswer(data)
	case in.failed():
		return nil, t.inBandError(readSaid(data), begun)
	}
	out := &chunk{}
	out.Model, _ = in.Model.(string)
	var used wireUsage
	if present(in.Usage) && json.Unmarshal(in.Usage, &used) == nil && used != (wireUsage{}) {
		out.Usage = &openai.Usage{PromptTokens: number(used.Prompt), CompletionTokens: number(used.Completion)}
	}
	for _, c := range in.Choices {
		if number(c.Index) != 0 {
			continue // nobody asked for a second answer
		}
		choice := t.normal(c)
		switch {
		case present(c.Error):
			return nil, t.inBandError(readSaid([]byte(`{"error":`+string(c.Error)+`}`)), begun)
		case choice.FinishReason == finishFailed:
			return nil, t.inBandError(said{message: fmt.Sprint("the answer ended with finish_reason ", c.Finish)}, begun)
		}
		out.Choices = append(out.Choices, choice)
	}
	return out, nil
}

// noAnswer is the error of JSON that is neither an answer nor an error.
func (t *try) noAnswer(data []byte) error {
	return &Error{Kind: Protocol, Message: "endpoint answered with JSON that is no answer: " + t.client.config.redact(string(data)),
		Hint: "is the base URL right? Most end in /v1"}
}

// failed says whether an error stands in the place of an answer: {"error"} of
// most servers, a bare message of vLLM.
func (w *wireChunk) failed() bool {
	message, _ := w.Message.(string)
	words := message != "" || w.Detail != nil || number(w.Base.Code) != 0
	return present(w.Error) || len(w.Choices) == 0 && !present(w.Usage) && words
}

// normal is a choice in go-openai's form. Where a text comes in parts, some
// servers write all of it once more as a message: beside each part, or last.
func (t *try) normal(c wireChoice) choice {
	var out choice
	d := &out.Delta
	c.Delta.addTo(d)
	if d.Content != "" || d.ReasoningContent != "" {
		t.inParts = true
	}
	if !t.inParts {
		c.Message.addTo(d)
		(&wireMessage{Content: c.Text}).addTo(d)
	}
	finish, _ := c.Finish.(string)
	out.FinishReason = finishReason(finish)
	return out
}

// present says whether a member holds more than a word for nothing.
func present(raw json.RawMessage) bool {
	switch string(raw) {
	case "", "null", `""`, "false", "{}", "[]", "0":
		return false
	}
	return true
}

// addTo adds the texts of m, if any, to those of a delta.
func (m *wireMessage) addTo(d *openai.ChatCompletionStreamChoiceDelta) {
	if m == nil {
		return
	}
	text, reasoning := contentText(m.Content)
	d.Content += text
	refusal, _ := m.Refusal.(string)
	d.Refusal += refusal
	for _, v := range []any{m.Reasoning, m.ReasoningContent} {
		more, _ := v.(string)
		reasoning += more
	}
	d.ReasoningContent += reasoning
}

// contentText reads a text, or a list of parts; Mistral's models think in
// parts of their own.
func contentText(content any) (text, reasoning string) {
	if s, ok := content.(string); ok {
		return s, ""
	}
	parts, _ := content.([]any)
	for _, p := range parts {
		part, _ := p.(map[string]any)
		s, _ := part["text"].(string)
		text += s
		if part["thinking"] != nil {
			reasoning += "…"
		}
	}
	return text, reasoning
}

// finishFailed stands for the finish reasons of a server that gave up.
const finishFailed openai.FinishReason = "error"

// finishReason maps the words of all servers to go-openai's; one that is not
// known is a finished answer's.
func finishReason(word string) openai.FinishReason {
	switch strings.ToLower(word) {
	case "", "null":
		return ""
	case "length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded":
		return openai.FinishReasonLength
	case "content_filter", "safety", "sensitive", "recitation", "prohibited_content", "blocklist", "refusal":
		return openai.FinishReasonContentFilter
	case "error", "network_error", "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "timeout":
		return finishFailed
	case "tool_calls", "function_call":
		return openai.FinishReasonToolCalls
	}
	return openai.FinishReasonStop
}
