package llm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
)

// said is what a server's error body says, in any of the shapes that servers
// use.
type said struct {
	message string // for people
	code    string // all machine-readable words: code, type, param
	status  int    // where the code is an HTTP status
	limit   int    // tokens, where a field says so
	prompt  int
}

// text is what was said, in lower case, to search in.
func (s said) text() string { return strings.ToLower(beginning(s.message) + " " + beginning(s.code)) }

// kindOf tells a failure's kind by the HTTP status (0: it stood in an answer)
// and by what was said. Words go before the status: overflows come as 400, 413,
// 429 and 500, a spent quota as 402, 403 and 429.
func (s said) kindOf(status int) Kind {
	text := s.text()
	switch {
	case status == http.StatusRequestEntityTooLarge || hasAny(text, "context_length", "exceed_context", "context size",
		"context length", "context window", "maximum context", "prompt is too long", "request too large", "too many tokens",
		"maximum model length", "input token count", "`inputs` must have less", "`inputs` tokens", "prompt too long",
		"maximum prompt length", "input is too l", "context limit", "model token limit", "input length", "exceeds max length",
		"maximum allowed length", "max_seq_len", "tokens_limit_reached", "reduce the length", "string_above_max_length"):
		return Overflow
	case status == http.StatusPaymentRequired || hasAny(text, "insufficient_quota", "insufficient balance", "credit balance", "billing_hard_limit",
		"insufficient_user_quota", "exceeded_current_quota", "billing_not_active", "balance is insufficient", "insufficient credit", "available credits",
		"arrearage", "余额不足", "欠费"):
		return Quota
	case strings.Contains(text, "exceeded your current quota") && wordedWait(s) == 0:
		return Quota // where Gemini names a wait, its quota is one of a minute
	case hasAny(text, "content_filter", "content management policy", "data_inspection_failed", "moderation"):
		return Refused
	case hasAny(text, "model_not_found"): // also as 403
		return Model
	case status == http.StatusUnauthorized || status == http.StatusForbidden || hasAny(text, "invalid_api_key", "api key not valid", "invalid api key", "incorrect api key", "authentication_error"):
		return Auth
	case status == http.StatusTooManyRequests || hasAny(text, "rate_limit"):
		return RateLimit
	case s.unknownModel(status):
		return Model
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusConflict:
		return Server
	}
	return BadRequest
}

// unknownModel says whether the model is not there: each server words it in
// another way.
func (s said) unknownModel(status int) bool {
	text := s.text()
	if hasAny(text, "model_not_found", "model_not_exist", "invalid_model", "deploymentnotfound", "model_decommissioned") {
		return true
	}
	missing := hasAny(text, "not found", "not_found", "not exist", "not a valid model", "no such model", "unknown model", "invalid model", "no models loaded", "could not find", "no endpoints found", "no router for")
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

// readSaid reads an error body: {"error": {"message"}} of most servers,
// {"error": "…"} of LM Studio and TGI, [{"error"}] of Gemini, {"object":
// "error", "message"} of vLLM, {"detail"} of FastAPI, {"errors"} of
// Cloudflare, a page or plain text of gateways.
func readSaid(body []byte) said {
	body = bytes.TrimSpace(body)
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && len(list) > 0 {
		body = list[0]
	}
	var outer struct {
		errorFields
		Error  json.RawMessage `json:"error"`
		Errors []errorFields   `json:"errors"`
		Detail json.RawMessage `json:"detail"`
		Base   baseResponse    `json:"base_resp"`
	}
	if json.Unmarshal(body, &outer) != nil {
		return said{message: pageTitle(string(body))}
	}
	var inner errorFields
	var text string
	switch {
	case json.Unmarshal(outer.Error, &text) == nil && text != "":
		return said{message: text, code: outer.words()}
	case json.Unmarshal(outer.Error, &inner) == nil && inner.any():
		return inner.said()
	case outer.Base.Message != "":
		return said{message: outer.Base.Message}
	case len(outer.Errors) > 0:
		return outer.Errors[0].said()
	case json.Unmarshal(outer.Detail, &text) == nil && text != "":
		return said{message: text}
	case len(outer.Detail) > 0 && string(outer.Detail) != "null":
		return said{message: string(outer.Detail)} // a list of refused fields
	}
	return outer.said()
}

// errorFields are the members of error objects. Their types differ among
// servers, so that each is read for itself.
type errorFields struct {
	Message json.RawMessage `json:"message"`
	Code    any             `json:"code"`
	Type    any             `json:"type"`
	Param   any             `json:"param"`
	Inner   json.RawMessage `json:"innererror"`
	Meta    json.RawMessage `json:"metadata"`
	Details json.RawMessage `json:"details"`
	Limit   any             `json:"n_ctx"`
	Prompt  any             `json:"n_prompt_tokens"`
}

func (e errorFields) any() bool { return len(e.Message) > 0 || e.Code != nil || e.Type != nil }

func (e errorFields) said() said {
	message := ""
	if json.Unmarshal(e.Message, &message) != nil {
		message = string(e.Message)
	}
	s := said{message: message, code: e.words(), limit: number(e.Limit), prompt: number(e.Prompt)}
	if status := number(e.Code); status >= 400 && status <= 599 {
		s.status = status
	}
	return s
}

// words are the machine-readable members in one line.
func (e errorFields) words() string {
	var words []string
	for _, v := range []any{e.Code, e.Type, e.Param} {
		if v != nil {
			words = append(words, fmt.Sprint(v))
		}
	}
	// OpenRouter puts what its provider said into the metadata, Azure the
	// filter's verdict into the inner error, Google its wait into the details.
	return strings.Join(append(words, string(e.Meta), string(e.Inner), string(e.Details)), " ")
}

// number reads a count, which some servers write as a text; what can be none is
// 0.
func number(v any) int {
	f, _ := v.(float64)
	if s, ok := v.(string); ok {
		f, _ = strconv.ParseFloat(s, 64)
	}
	if !(f > 0 && f < 1e9) {
		return 0
	}
	return int(f)
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
