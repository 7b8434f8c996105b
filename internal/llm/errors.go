package llm

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"

	"newsbrief/internal/plain"
)

// Kind says what went wrong, and so what can be done.
type Kind int

// The kinds of failure.
const (
	Protocol   Kind = iota // the server does not speak the protocol
	Auth                   // the key is missing or refused
	Quota                  // the account has nothing left
	RateLimit              // too many requests, for now
	Model                  // no such model
	Context                // the article does not fit the model
	BadRequest             // the server refuses the request
	Server                 // the server failed
	Network                // no connection
	Timeout                // no token in time
	Cut                    // the answer ended in the middle
	Empty                  // the answer is empty
	Thinking               // the answer is nothing but reasoning
	Refused                // a content filter stopped the answer
)

// Permanent says whether every other request would fail the same way.
func (k Kind) Permanent() bool { return k == Auth || k == Quota || k == Model }

// Incomplete says whether the request was good and the answer was not, so that
// asking for what is missing may help.
func (k Kind) Incomplete() bool {
	return k == Cut || k == Empty || k == Thinking || k == Timeout || k == Protocol
}

// Error is a failed request. Its text is clean and holds no key.
type Error struct {
	Kind    Kind
	Status  int // of HTTP, 0 where there is none
	Message string
	Hint    string // what the user can do; may be ""
	cause   error
}

func (e *Error) Error() string { return e.Message }

// Unwrap returns what the error came from, if anything.
func (e *Error) Unwrap() error { return e.cause }

// Help is the next step for the user; "" where there is none.
func (e *Error) Help() string { return e.Hint }

// statusError explains an answer that is not 200. body is its beginning.
func (d *doer) statusError(status int, body []byte) *Error {
	said, code := serverMessage(body)
	e := &Error{Status: status, Kind: kindOf(status, strings.ToLower(said+" "+code))}
	e.Message = fmt.Sprintf("endpoint answered %d: %s", status, d.redact(said))
	if said == "" {
		e.Message = fmt.Sprintf("endpoint answered %d: %s", status, strings.ToLower(http.StatusText(status)))
	}
	switch {
	case e.Kind == Auth && d.config.APIKey != "":
		e.Message = fmt.Sprintf("endpoint answered %d: the key in %s was refused", status, d.config.KeySource)
	case e.Kind == Auth:
		e.Message = fmt.Sprintf("endpoint answered %d: it wants a key", status)
		e.Hint = "set OPENAI_API_KEY, or name a file with --api-key-file"
	case e.Kind == Model:
		e.Hint = "choose another with --model; newsbrief lists an endpoint's models when none is named"
	case e.Kind == Context:
		e.Hint = "the article is longer than the model's context; take a model with a larger one"
	case status == http.StatusNotFound && !strings.HasSuffix(d.config.BaseURL, "/v1"):
		e.Hint = "most base URLs end in /v1: " + d.config.BaseURL + "/v1"
	}
	return e
}

func kindOf(status int, said string) Kind {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(said, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("context_length", "exceed_context", "context size", "context length", "maximum context") || status == http.StatusRequestEntityTooLarge:
		return Context
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return Auth
	case status == http.StatusPaymentRequired || has("insufficient_quota", "billing"):
		return Quota
	case status == http.StatusTooManyRequests:
		return RateLimit
	case has("model_not_found") || status == http.StatusNotFound && has("model"):
		return Model
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusConflict:
		return Server
	}
	return BadRequest
}

// serverMessage finds the words for people in an error body of any server:
// {"error": {"message"}}, {"error": "…"}, {"message"}, {"detail"}, a page.
func serverMessage(body []byte) (message, code string) {
	var shape struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  json.RawMessage `json:"detail"`
	}
	if json.Unmarshal(body, &shape) != nil {
		return pageTitle(string(body)), ""
	}
	var inner struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    any    `json:"code"`
	}
	var text string
	switch {
	case json.Unmarshal(shape.Error, &inner) == nil && (inner.Message != "" || inner.Code != nil):
		return inner.Message, fmt.Sprint(inner.Code, " ", inner.Type)
	case json.Unmarshal(shape.Error, &text) == nil && text != "":
		return text, ""
	case json.Unmarshal(shape.Detail, &text) == nil && text != "":
		return text, ""
	}
	return shape.Message, ""
}

// pageTitle is the title of an HTML page, or a short text as it is.
func pageTitle(body string) string {
	lower := strings.ToLower(body)
	if len(lower) != len(body) {
		return ""
	}
	if i := strings.Index(lower, "<title>"); i >= 0 {
		if n := strings.Index(lower[i:], "</title>"); n >= 0 {
			return html.UnescapeString(body[i+len("<title>") : i+n])
		}
	}
	if strings.HasPrefix(strings.TrimSpace(body), "<") {
		return ""
	}
	return body
}

// redact makes a server's words fit to print: clean, short, and without the
// key, which some servers echo whole or in part.
func (d *doer) redact(s string) string {
	key := string(d.config.APIKey)
	if key != "" {
		s = strings.ReplaceAll(s, key, "[key]")
	}
	words := strings.Fields(plain.Line(s))
	for i, w := range words {
		if strings.HasPrefix(w, "sk-") || len(key) >= 8 && strings.Contains(w, key[:6]) {
			words[i] = "[key]"
		}
	}
	s = strings.Join(words, " ")
	const most = 300
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
