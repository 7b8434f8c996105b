package llm

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
)

// Draft is a request that was made ready and not sent.
type Draft struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"` // the key masked
	Body    json.RawMessage   `json:"body"`
	// PromptTokens and CompletionTokens are estimates.
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	// Then says what a later request is for whose text depends on answers;
	// there is nothing of it but its tokens.
	Then string `json:"then,omitempty"`
}

// dryTransport stands where the network would: what reaches it is what would
// have been sent.
type dryTransport struct{ draft func(Draft) }

// Foretell tells a dry run of a request that depends on answers: r with more
// tokens in its prompt.
func (c *Client) Foretell(then string, r Request, more int) {
	if c.config.DryRun != nil {
		c.config.DryRun(Draft{Then: then, PromptTokens: c.Window.Tokens(r) + more, CompletionTokens: r.Answer})
	}
}

// questionKey finds the Request that a http.Request carries.
type questionKey struct{}

func (t dryTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	question, ok := r.Context().Value(questionKey{}).(Request)
	if ok {
		answer := question.Answer
		if question.MaxTokens > 0 {
			answer = min(answer, question.MaxTokens)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		t.draft(Draft{
			Method: r.Method, URL: r.URL.String(), Headers: maskedHeaders(r.Header), Body: body,
			PromptTokens: question.prompt().Most, CompletionTokens: answer,
		})
	}
	return nil, &Error{Kind: NotSent, Message: "a dry run sends nothing"}
}

// maskedHeaders are the headers without what may be secret in them.
func maskedHeaders(h http.Header) map[string]string {
	list := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		list[name] = h.Get(name)
	}
	for name, masked := range map[string]string{"Authorization": "Bearer [key]", "Api-Key": "[key]"} {
		if list[name] != "" {
			list[name] = masked
		}
	}
	return list
}
