// Package wire reads what servers of the chat completions protocol write: pieces of
// answers, and errors, in one form whatever the server's dialect.
package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// IsDone knows the end mark of a stream.
func IsDone(data string) bool { return strings.Trim(data, " \t\"") == "[DONE]" }

// Event is what one event holds.
type Event struct {
	Name  string
	Data  []byte
	wire  wireChunk
	stale bool  // Data has more than was decoded
	wrong error // why Data is no wireChunk
}

// Add takes a line of data, and says whether it is the first and whole, and so
// decoded.
func (v *Event) Add(line string) bool {
	v.stale = v.Data != nil
	if v.stale {
		v.Data = append(v.Data, '\n')
	}
	v.Data = append(v.Data, line...)
	switch {
	case v.stale:
		return false
	case IsDone(line):
		return true
	}
	v.Decode()
	return v.Valid()
}

// Decode reads the data.
func (v *Event) Decode() {
	v.wire = wireChunk{}
	v.wrong = json.Unmarshal(v.Data, &v.wire)
}

// Valid says whether the data is JSON, of whatever shape.
func (v *Event) Valid() bool {
	var syntax *json.SyntaxError
	return !errors.As(v.wrong, &syntax)
}

// Stale says that the data has more than was decoded.
func (v *Event) Stale() bool { return v.stale }

// IsPart says whether JSON is a part of an answer that is not the last.
func (v *Event) IsPart() bool {
	if v.wrong != nil || len(v.wire.Choices) == 0 {
		return false
	}
	c := v.wire.Choices[0]
	finish, _ := c.Finish.(string)
	return c.Delta != nil && c.Message == nil && finishReason(finish) == ""
}

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

// Usage counts tokens; its members are read by Number.
type Usage struct {
	Prompt     any `json:"prompt_tokens"`
	Completion any `json:"completion_tokens"`
	Details    struct {
		Reasoning any `json:"reasoning_tokens"`
	} `json:"completion_tokens_details"`
	// What was read before, as OpenAI, DeepSeek and Moonshot tell it.
	PromptDetails struct {
		Cached any `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
	CacheHit any `json:"prompt_cache_hit_tokens"`
	Cached   any `json:"cached_tokens"`
}

// CachedTokens is how many tokens of the prompt the server had read before.
func (u *Usage) CachedTokens() int {
	return min(max(Number(u.PromptDetails.Cached), Number(u.CacheHit), Number(u.Cached)), Number(u.Prompt))
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

// Piece is a piece of an answer, in one form for all servers.
type Piece struct {
	Model   string
	Choices []Choice
	Usage   *Usage // nil: none
}

// Choice is what a piece adds to the answer.
type Choice struct {
	Text, Reasoning, Refusal string
	Finish                   openai.FinishReason
}

// Errors of data that is no piece of an answer.
var (
	ErrDamaged  = errors.New("no whole JSON")
	ErrNoAnswer = errors.New("neither an answer nor an error")
)

// Reader reads the pieces of one answer.
type Reader struct {
	inParts bool // the text comes in parts
}

// Piece is what an event holds, or what the server says in its place, or an error.
func (r *Reader) Piece(v Event) (*Piece, *Said, error) {
	in := v.wire
	switch {
	case v.Name == "error" || v.Data[0] == '[' && v.Valid(): // Gemini lists its errors
		return nil, said(v.Data), nil
	case !v.Valid():
		return nil, nil, ErrDamaged
	case v.wrong != nil:
		return nil, nil, ErrNoAnswer
	case in.failed():
		return nil, said(v.Data), nil
	}
	out := &Piece{}
	out.Model, _ = in.Model.(string)
	var used Usage
	if Present(in.Usage) && json.Unmarshal(in.Usage, &used) == nil && used != (Usage{}) {
		out.Usage = &used
	}
	for _, c := range in.Choices {
		if Number(c.Index) != 0 {
			continue // nobody asked for a second answer
		}
		choice := r.normal(c)
		switch {
		case Present(c.Error):
			return nil, said([]byte(`{"error":` + string(c.Error) + `}`)), nil
		case choice.Finish == finishFailed:
			return nil, &Said{Message: fmt.Sprint("the answer ended with finish_reason ", c.Finish)}, nil
		}
		out.Choices = append(out.Choices, choice)
	}
	return out, nil, nil
}

func said(body []byte) *Said {
	s := ReadSaid(body)
	return &s
}

// failed says whether an error stands in the place of an answer: {"error"} of
// most servers, a bare message of vLLM.
func (w *wireChunk) failed() bool {
	message, _ := w.Message.(string)
	words := message != "" || w.Detail != nil || Number(w.Base.Code) != 0
	return Present(w.Error) || len(w.Choices) == 0 && !Present(w.Usage) && words
}

// normal is a choice in the form for all. Where a text comes in parts, some
// servers write all of it once more as a message: beside each part, or last.
func (r *Reader) normal(c wireChoice) Choice {
	var out Choice
	c.Delta.addTo(&out)
	if out.Text != "" || out.Reasoning != "" {
		r.inParts = true
	}
	if !r.inParts {
		c.Message.addTo(&out)
		(&wireMessage{Content: c.Text}).addTo(&out)
	}
	finish, _ := c.Finish.(string)
	out.Finish = finishReason(finish)
	return out
}

// Present says whether a member holds more than a word for nothing.
func Present(raw json.RawMessage) bool {
	switch string(raw) {
	case "", "null", `""`, "false", "{}", "[]", "0":
		return false
	}
	return true
}

// addTo adds the texts of m, if any, to those of a choice.
func (m *wireMessage) addTo(c *Choice) {
	if m == nil {
		return
	}
	text, reasoning := contentText(m.Content)
	c.Text += text
	refusal, _ := m.Refusal.(string)
	c.Refusal += refusal
	for _, v := range []any{m.Reasoning, m.ReasoningContent} {
		more, _ := v.(string)
		reasoning += more
	}
	c.Reasoning += reasoning
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
	case "error", "network_error", "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled",
		"timeout":
		return finishFailed
	case "tool_calls", "function_call":
		return openai.FinishReasonToolCalls
	}
	return openai.FinishReasonStop
}
