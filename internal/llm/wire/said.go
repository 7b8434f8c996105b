package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Said is what a server's error body says, in any of the shapes that servers
// use.
type Said struct {
	Message string // for people
	Code    string // all machine-readable words: code, type, param
	Status  int    // where the code is an HTTP status
	Limit   int    // tokens, where a field says so
	Prompt  int
}

// Text is what was said, in lower case, to search in.
func (s Said) Text() string { return strings.ToLower(Head(s.Message) + " " + Head(s.Code)) }

// ReadSaid reads an error body: {"error": {"message"}} of most servers,
// {"error": "…"} of LM Studio and TGI, [{"error"}] of Gemini, {"object":
// "error", "message"} of vLLM, {"detail"} of FastAPI, {"errors"} of
// Cloudflare, a page or plain text of gateways.
func ReadSaid(body []byte) Said {
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
		return Said{Message: PageTitle(string(body))}
	}
	var inner errorFields
	var text string
	switch {
	case json.Unmarshal(outer.Error, &text) == nil && text != "":
		return Said{Message: text, Code: outer.words()}
	case json.Unmarshal(outer.Error, &inner) == nil && inner.any():
		return inner.said()
	case outer.Base.Message != "":
		return Said{Message: outer.Base.Message}
	case len(outer.Errors) > 0:
		return outer.Errors[0].said()
	case json.Unmarshal(outer.Detail, &text) == nil && text != "":
		return Said{Message: text}
	case len(outer.Detail) > 0 && string(outer.Detail) != "null":
		return Said{Message: string(outer.Detail)} // a list of refused fields
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

func (e errorFields) said() Said {
	message := ""
	if json.Unmarshal(e.Message, &message) != nil {
		message = string(e.Message)
	}
	s := Said{Message: message, Code: e.words(), Limit: Number(e.Limit), Prompt: Number(e.Prompt)}
	if status := Number(e.Code); status >= 400 && status <= 599 {
		s.Status = status
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

// Number reads a count, which some servers write as a text; what can be none is
// 0.
func Number(v any) int {
	f, _ := v.(float64)
	if s, ok := v.(string); ok {
		f, _ = strconv.ParseFloat(s, 64)
	}
	if !(f > 0 && f < 1e9) {
		return 0
	}
	return int(f)
}

// PageTitle is the title of an HTML page, or a short text as it is.
func PageTitle(body string) string {
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

// overflowPatterns find the model's limit and the prompt's tokens in the words
// of a server. The limit follows its name ("maximum context length is 4096"),
// or stands before it ("4096 maximum context length").
var overflowPatterns = sync.OnceValue(func() (p struct{ limit, limitBefore, prompt *regexp.Regexp }) {
	p.limit = regexp.MustCompile(`(?i)(?:context (?:length|size|window)|model length|maximum number of tokens|` +
		`less than|limit|<=|>)\D{0,30}?(\d[\d,]*)`)
	p.limitBefore = regexp.MustCompile(`(?i)(\d[\d,]*) (?:token )?(?:maximum|context)`)
	p.prompt = regexp.MustCompile(`(?i)(\d[\d,]*) (?:in the messages|of text input|input tokens|in your prompt|` +
		"`inputs` tokens)")
	return p
})

// Overflow is the model's context and the prompt's size in tokens, each 0
// where the server does not say.
func (s Said) Overflow() (limit, prompt int) {
	if s.Limit > 0 {
		return s.Limit, s.Prompt
	}
	p, text := overflowPatterns(), Head(s.Message)
	if limit = firstNumber(p.limit, text); limit == 0 {
		limit = firstNumber(p.limitBefore, text)
	}
	if prompt = firstNumber(p.prompt, text); prompt > 0 || limit == 0 {
		return limit, prompt
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != ',' }) {
		if n := parseCount(word); n > limit {
			return limit, n
		}
	}
	return limit, 0
}

func firstNumber(pattern *regexp.Regexp, s string) int {
	m := pattern.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	return parseCount(m[1])
}

// parseCount reads digits with or without commas; 0 where there are none.
func parseCount(s string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		return 0
	}
	return n
}

// maxHead is the most bytes of a server's words that are looked at.
const maxHead = 4 << 10

// Head is the beginning of a server's words, which is all that is looked at. Its end
// is never printed, nor a key that it cuts.
func Head(s string) string { return s[:min(len(s), maxHead)] }
