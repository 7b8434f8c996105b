package llm

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"newsbrief/internal/llm/wire"
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
	NotSent                 // on purpose, as in a dry run
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

// Incomplete says whether the request was good and its answer came to an end,
// but not to what was asked for: asking for what is missing may help.
func (e *Error) Incomplete() bool {
	return !e.never && (e.Kind == Length || e.Kind == Empty || e.Kind == Thinking)
}

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
func (t *try) statusError(r *http.Response, s wire.Said) *Error {
	e := &Error{Status: r.StatusCode, Kind: kindOf(s, r.StatusCode), refuses: refuses(s, r.StatusCode, t.sent)}
	words := t.endpoint.config.redact(s.Message)
	if words == "" || compressed(r.Header.Get("Content-Encoding")) {
		words = strings.ToLower(http.StatusText(r.StatusCode))
	}
	e.Message = strings.TrimSuffix(fmt.Sprintf("endpoint answered %d: %s", r.StatusCode, words), ": ")
	e.wait = askedWait(r.Header, s)
	e.loading = r.StatusCode == http.StatusServiceUnavailable && hasAny(s.Text(), "loading model",
		"model is loading", "is currently loading", "still loading")
	e.again = r.Header.Get("X-Should-Retry") == "true"
	e.never = r.Header.Get("X-Should-Retry") == "false"
	t.endpoint.config.help(e, s)
	t.blame(e, s)
	if e.refuses == 0 {
		e.refuses = refusesExtra(e.Status, e.Kind, t.sent)
	}
	return e
}

// blame finds errors that are about our own limit of tokens: it has no room besides
// the prompt, is more than the model may write, or has another name.
func (t *try) blame(e *Error, s wire.Said) {
	about := e.refuses&(maxTokens|maxCompletionTokens) != 0
	switch {
	case !t.limited:
		return
	case e.Kind == Overflow:
		about = 0 < e.PromptTokens && e.PromptTokens < e.Limit
	case e.Kind == BadRequest:
		about = about || hasAny(s.Text(), "max_tokens", "max_new_tokens", "completion tokens")
	}
	if about {
		e.refuses = ownLimit
	}
}

// inBandError explains an error that stands where an answer should be, under a
// good status. begun says that a part of the answer came before.
func (t *try) inBandError(s wire.Said, begun bool) *Error {
	e := &Error{Status: t.status, Kind: kindOf(s, s.Status), refuses: refuses(s, s.Status, t.sent), wait: wordedWait(s)}
	if e.Kind == BadRequest && s.Status == 0 {
		e.Kind = Server
	}
	e.Message = "endpoint answered with an error: "
	if begun {
		e.Message = "endpoint failed in the middle of the answer: "
	}
	e.Message += t.endpoint.config.redact(s.Message)
	t.endpoint.config.help(e, s)
	t.blame(e, s)
	return e
}

// help adds what is known of e's kind: the next step, the numbers.
func (c Config) help(e *Error, s wire.Said) {
	versioned := hasVersion(c.BaseURL) || c.AzureVersion != ""
	switch {
	case e.Kind == Auth && c.APIKey == "":
		e.Hint = "set OPENAI_API_KEY, or name a file with --api-key-file"
		if e.Status != http.StatusForbidden { // whose words say what is forbidden
			e.Message = fmt.Sprintf("endpoint answered %d: it wants a key", e.Status)
		}
	case e.Kind == Auth && e.Status == http.StatusForbidden:
	case e.Kind == Auth:
		e.Message = fmt.Sprintf("endpoint answered %d: the key in %s was refused", e.Status, c.KeySource)
	case e.Kind == Model && c.AzureVersion != "":
		e.Hint = "on Azure --model names the deployment, not the model in it"
	case e.Kind == Model:
		e.Hint = "choose another with --model; newsbrief lists an endpoint's models when none is named"
	case e.Kind == Overflow:
		e.Limit, e.PromptTokens = s.Overflow()
		e.Hint = "the article is longer than the model's context; take a model with a larger one"
	case strings.Contains(s.Text(), "http request to an https server"):
		e.Hint = "write https:// in the base URL"
	case !versioned && (e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed ||
		strings.Contains(s.Text(), "unexpected endpoint")):
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

// kindOf tells a failure's kind by the HTTP status (0: it stood in an answer)
// and by what was said. Words go before the status: overflows come as 400, 413,
// 429 and 500, a spent quota as 402, 403 and 429.
func kindOf(s wire.Said, status int) Kind {
	text := s.Text()
	switch {
	case status == http.StatusRequestEntityTooLarge || hasAny(text, "context_length", "exceed_context", "context size",
		"context length", "context window", "maximum context", "prompt is too long", "request too large",
		"too many tokens",
		"maximum model length", "input token count", "`inputs` must have less", "`inputs` tokens", "prompt too long",
		"maximum prompt length", "input is too l", "context limit", "model token limit", "input length",
		"exceeds max length",
		"maximum allowed length", "max_seq_len", "tokens_limit_reached", "reduce the length",
		"string_above_max_length"):
		return Overflow
	case status == http.StatusPaymentRequired || hasAny(text, "insufficient_quota", "insufficient balance",
		"credit balance", "billing_hard_limit",
		"insufficient_user_quota", "exceeded_current_quota", "billing_not_active", "balance is insufficient",
		"insufficient credit", "available credits",
		"arrearage", "余额不足", "欠费"):
		return Quota
	case strings.Contains(text, "exceeded your current quota") && wordedWait(s) == 0:
		return Quota // where Gemini names a wait, its quota is one of a minute
	case hasAny(text, "content_filter", "content management policy", "data_inspection_failed", "moderation"):
		return Refused
	case hasAny(text, "model_not_found"): // also as 403
		return Model
	case status == http.StatusUnauthorized || status == http.StatusForbidden || hasAny(text, "invalid_api_key",
		"api key not valid", "invalid api key", "incorrect api key", "authentication_error"):
		return Auth
	case status == http.StatusTooManyRequests || hasAny(text, "rate_limit"):
		return RateLimit
	case unknownModel(s, status):
		return Model
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusConflict:
		return Server
	}
	return BadRequest
}

// unknownModel says whether the model is not there: each server words it in
// another way.
func unknownModel(s wire.Said, status int) bool {
	text := s.Text()
	if hasAny(text, "model_not_found", "model_not_exist", "invalid_model", "deploymentnotfound",
		"model_decommissioned") {
		return true
	}
	missing := hasAny(text, "not found", "not_found", "not exist", "not a valid model", "no such model",
		"unknown model", "invalid model", "no models loaded", "could not find", "no endpoints found", "no router for")
	about := hasAny(strings.ReplaceAll(text, "/models", ""), "model", "no endpoints found")
	return about && (missing && status < 500 || status == http.StatusNotFound)
}

func hasAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
