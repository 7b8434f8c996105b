package mock

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// The protocol's messages, as far as the mock reads and writes them.

type request struct {
	Model         string    `json:"model"`
	Messages      []message `json:"messages"`
	Stream        bool      `json:"stream"`
	StreamOptions *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	MaxTokens   *int     `json:"max_tokens"`
	Temperature *float64 `json:"temperature"`
}

type message struct {
	Role    string  `json:"role"`
	Content content `json:"content"`
}

// content is a string, or a list of text parts.
type content string

func (c *content) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*c = content(text)
		return nil
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return errors.New("content must be a string or a list of parts")
	}
	for _, p := range parts {
		if p.Type != "text" {
			return errors.New("the mock reads text parts only")
		}
		*c += content(p.Text)
	}
	return nil
}

// check says what is wrong with a request, and with which parameter.
func (r *request) check() (message, param string) {
	switch {
	case r.Model == "":
		return "you must provide a model parameter", "model"
	case len(r.Messages) == 0:
		return "messages must not be empty", "messages"
	case r.MaxTokens != nil && *r.MaxTokens < 1:
		return "max_tokens must be at least 1", "max_tokens"
	case r.Temperature != nil && (*r.Temperature < 0 || *r.Temperature > 2):
		return "temperature must be between 0 and 2", "temperature"
	case r.StreamOptions != nil && !r.Stream:
		return "stream_options goes with stream: true only", "stream_options"
	}
	for _, m := range r.Messages {
		switch m.Role {
		case "system", "developer", "user", "assistant", "tool":
		default:
			return "unknown role: " + m.Role, "messages"
		}
	}
	return "", ""
}

type usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

type completion struct {
	Choices []*choice `json:"choices"`
	Created int       `json:"created"`
	ID      string    `json:"id"`
	Model   string    `json:"model"`
	Object  string    `json:"object"`
	Usage   *usage    `json:"usage,omitempty"`
}

type choice struct {
	Delta   map[string]any `json:"delta,omitzero"` // of a stream
	Finish  any            `json:"finish_reason"`
	Index   int            `json:"index"`
	Message map[string]any `json:"message,omitzero"` // of an answer in one piece
}

type apiError struct {
	Message string  `json:"message"`
	Type    string  `json:"type"`
	Param   *string `json:"param"`
	Code    *string `json:"code"`
}

// writeError answers in OpenAI's shape; empty param and code are null.
func writeError(w http.ResponseWriter, status int, kind, text, param, code string) {
	e := apiError{Message: text, Type: kind}
	if param != "" {
		e.Param = &param
	}
	if code != "" {
		e.Code = &code
	}
	writeJSON(w, status, map[string]apiError{"error": e})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

// tokens is the mock's count: four bytes each, rounded up.
func tokens(texts ...string) int {
	return (len(strings.Join(texts, "")) + 3) / 4
}
