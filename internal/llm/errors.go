package llm

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Kind says what went wrong, and so what can be done.
type Kind int

// The kinds of failure.
const (
	Protocol    Kind = iota // the server does not speak the protocol
	Auth                    // the key is missing or refused
	Quota                   // the account has nothing left for now
	RateLimit               // too many requests
	Model                   // no such model
	Overflow                // the request does not fit the model's context
	BadRequest              // the server refuses the request
	Server                  // the server failed
	Network                 // no connection
	Timeout                 // no token in time
	Broken                  // the connection ended in the middle of the answer
	Length                  // the answer hit the token limit
	Empty                   // the answer is empty
	Thinking                // the answer is nothing but reasoning
	Refused                 // a content filter, or the model, declined
	Missing                 // the cache lacks the answer, and nothing may be asked
	NotSent                 // a dry run, or left to a batch
	Insecure                // the key would travel in the clear; nothing was sent
	Unreachable             // nothing that can answer is at the address
)

// Permanent says whether every other request would fail the same way.
func (k Kind) Permanent() bool {
	return k == Auth || k == Quota || k == Model || k == Insecure || k == Unreachable
}

// Passing says whether the same request may well succeed some minutes later.
func (k Kind) Passing() bool {
	switch k {
	case RateLimit, Server, Network, Timeout, Broken, Empty:
		return true
	}
	return false
}

// Incomplete says whether the request was good and its answer came to an end,
// but not to what was asked for: asking for what is missing may help.
func (k Kind) Incomplete() bool { return k == Length || k == Empty || k == Thinking }

// Error is a failed request. Its text is clean and holds no key.
type Error struct {
	Kind    Kind
	Status  int // of HTTP, 0 where there is none
	Message string
	Hint    string // what the user can do; may be ""

	// Limit and PromptTokens are what an Overflow says of the context and of
	// the prompt, in tokens; 0 where the server does not say.
	Limit, PromptTokens int
	// Silent is set where the server cut the prompt and answered all the same.
	Silent bool
	// Partial says that lines of the answer were handed over before it broke,
	// so that the rest can be asked for.
	Partial bool

	wait    time.Duration // before another try; 0 where the server does not say
	again   bool          // the server asks to try again
	never   bool          // another try is useless
	refuses refusal       // parameters that the server does not take
	loading bool          // the server is up, and loads its model
	sent    refusal       // parameters that the request went without
	cause   error
}

func (e *Error) Error() string { return e.Message }

// Unwrap returns what the error came from, if anything.
func (e *Error) Unwrap() error { return e.cause }

// Help is the next step for the user; "" where there is none.
func (e *Error) Help() string { return e.Hint }

// retryable says whether the same request may succeed a moment later.
func (e *Error) retryable() bool {
	switch e.Kind {
	case RateLimit, Server, Network, Timeout, Broken, Unreachable:
		return !e.never
	case BadRequest, Protocol:
		return e.again
	}
	return false
}

// statusError explains an answer whose status is not good.
func (t *try) statusError(r *http.Response, s said) *Error {
	e := &Error{Status: r.StatusCode, Kind: s.kindOf(r.StatusCode), refuses: s.refuses(r.StatusCode, t.sent)}
	words := t.client.config.redact(s.message)
	if words == "" || compressed(r.Header.Get("Content-Encoding")) {
		words = strings.ToLower(http.StatusText(r.StatusCode))
	}
	e.Message = strings.TrimSuffix(fmt.Sprintf("endpoint answered %d: %s", r.StatusCode, words), ": ")
	e.wait = askedWait(r.Header, s)
	e.loading = r.StatusCode == http.StatusServiceUnavailable && hasAny(s.text(), "loading model", "model is loading", "is currently loading", "still loading")
	e.again = r.Header.Get("X-Should-Retry") == "true"
	e.never = r.Header.Get("X-Should-Retry") == "false"
	t.client.config.help(e, s)
	if t.client.config.Whole && r.StatusCode == http.StatusTooEarly {
		e.Kind = NotSent // a batch will ask
	}
	return e
}

// inBandError explains an error that stands where an answer should be, under a
// good status. begun says that a part of the answer came before.
func (t *try) inBandError(s said, begun bool) *Error {
	e := &Error{Status: t.status, Kind: s.kindOf(s.status), refuses: s.refuses(s.status, t.sent), wait: wordedWait(s)}
	if e.Kind == BadRequest && s.status == 0 {
		e.Kind = Server
	}
	e.Message = "endpoint answered with an error: "
	if begun {
		e.Message = "endpoint failed in the middle of the answer: "
	}
	e.Message += t.client.config.redact(s.message)
	t.client.config.help(e, s)
	return e
}

// help adds what is known of e's kind: the next step, the numbers.
func (c Config) help(e *Error, s said) {
	versioned := hasVersion(c.BaseURL) || c.AzureVersion != ""
	switch {
	case e.Kind == Auth && c.APIKey == "":
		e.Message, e.Hint = fmt.Sprintf("endpoint answered %d: it wants a key", e.Status), "set OPENAI_API_KEY, or name a file with --api-key-file"
	case e.Kind == Auth && e.Status != http.StatusForbidden:
		e.Message = fmt.Sprintf("endpoint answered %d: the key in %s was refused", e.Status, c.KeySource)
	case e.Kind == Model && c.AzureVersion != "":
		e.Hint = "on Azure --model names the deployment, not the model in it"
	case e.Kind == Model:
		e.Hint = "choose another with --model; newsbrief lists an endpoint's models when none is named"
	case e.Kind == Overflow:
		e.Limit, e.PromptTokens = s.overflow()
		e.Hint = "the article is longer than the model's context; take a model with a larger one"
	case strings.Contains(s.text(), "http request to an https server"):
		e.Hint = "write https:// in the base URL"
	case !versioned && (e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed || strings.Contains(s.text(), "unexpected endpoint")):
		e.Hint, e.never = "most base URLs end in /v1: "+c.BaseURL+"/v1", true
	}
}

// hasVersion says whether a part of an address is a version: v1, v4, v1beta.
func hasVersion(base string) bool {
	for part := range strings.SplitSeq(strings.ToLower(base), "/") {
		if len(part) > 1 && part[0] == 'v' && part[1] >= '0' && part[1] <= '9' && !strings.ContainsAny(part, ".:") {
			return true
		}
	}
	return false
}
