package llm

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"

	openai "github.com/sashabaranov/go-openai"

	"newsbrief/internal/llm/tokens"
	"newsbrief/internal/llm/wire"
)

// Message of a conversation. Role is system, user or assistant.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Request is one question. What is nil or 0 is left to the server.
type Request struct {
	Model       string    `json:"model"`
	Messages    []Message `json:"messages"`
	Temperature *float64  `json:"temperature,omitempty"`
	Seed        *int      `json:"seed,omitempty"`
	MaxTokens   int       `json:"max_tokens,omitempty"`

	// Guide is a form that the answer is to be held to, where the server can; nil: none.
	Guide *Guide `json:"-"`
	// CacheKey is the same for requests that begin alike: a hosted server brings them
	// together where it has read the beginning already. "": none.
	CacheKey string `json:"-"`
	// Answer is about how many tokens the answer should have; 0: nobody knows.
	Answer int `json:"-"`
	// Form is what a line of the answer says, "" where it has not the form that was
	// asked for; nil: every line has. Lines is how many different ones there can be
	// at most, 0: any number. Where nothing more of use can come, no more is read.
	Form  func(line string) string `json:"-"`
	Lines int                      `json:"-"`
	// Live hands lines over as they arrive. An answer that breaks after the
	// first is not asked for again: nothing is handed over twice.
	Live bool `json:"-"`
	// Blanks hands over empty lines, too: they end the paragraphs of a text.
	Blanks bool `json:"-"`
	// Whole asks for the answer in one piece instead of a stream.
	Whole bool `json:"-"`

	size tokens.Range // what prompt estimates, once it has; zero: it has not
}

// refusal is a set of parameters that a server does not take.
type refusal uint32

const (
	streamOptions refusal = 1 << iota
	maxTokens             // goes as max_completion_tokens
	maxCompletionTokens
	temperature
	seed
	streaming
	systemRole   // its text goes into the user message
	earlierTurns // all goes in one message
	ownLimit     // of tokens, where the user names none: the model thinks before it answers
	format
	grammar
	cacheKey
)

// refusalNames are in the order of the bits.
var refusalNames = [...]string{"stream_options", "max_tokens", "max_completion_tokens", "temperature", "seed",
	"stream", "system role", "earlier messages", "a limit of tokens", "response_format", "grammar", "prompt_cache_key"}

// aliases are names that some servers use in their errors.
var aliases = map[refusal]string{maxTokens: "maxtokens", streaming: "streaming", format: "json_schema"}

// refused remembers for a whole run what the server does not take.
type refused struct{ bits atomic.Uint32 }

func (r *refused) learn(what refusal) { r.bits.Or(uint32(what)) }

func (r *refused) forget(what refusal) { r.bits.And(^uint32(what)) }

func (r *refused) get() refusal { return refusal(r.bits.Load()) }

// add remembers what e refuses; false where it refuses nothing that was sent.
func (r *refused) add(e *Error) bool {
	found := e.refuses &^ e.sent
	r.learn(found)
	return found != 0
}

func (r refusal) String() string {
	var names []string
	for i, name := range refusalNames {
		if r&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// steady is r with the temperature 0 for a server nearby, where the user names none:
// what such servers take by themselves is made for talk, and small models then invent
// figures and leave the form.
func (r Request) steady(c *Config) Request {
	if r.Temperature == nil && IsLocal(c.BaseURL) && c.Dial == nil && !c.Repeatable {
		r.Temperature = new(float64)
	}
	return r
}

// encode is the body of r without what the server refuses. own is a limit of tokens
// where the user names none; it is sent as max_tokens alone: a server that takes
// another name for it runs models that reason. whole says that the answer is asked
// for in one piece.
func encode(r Request, own int, left refusal) (body []byte, whole bool, err error) {
	wire := struct {
		Request
		MaxTokens           int                   `json:"max_tokens,omitempty"`
		MaxCompletionTokens int                   `json:"max_completion_tokens,omitempty"`
		Stream              bool                  `json:"stream"`
		StreamOptions       *openai.StreamOptions `json:"stream_options,omitempty"`
		ResponseFormat      *responseFormat       `json:"response_format,omitempty"`
		Grammar             string                `json:"grammar,omitempty"`
		CacheKey            string                `json:"prompt_cache_key,omitempty"`
	}{Request: r, Stream: !r.Whole && left&streaming == 0}
	wire.ResponseFormat, wire.Grammar = r.Guide.guided(left)
	if left&cacheKey == 0 {
		wire.CacheKey = r.CacheKey
	}
	switch {
	case r.MaxTokens == 0:
		wire.MaxTokens = own
	case left&maxTokens == 0:
		wire.MaxTokens = r.MaxTokens
	case left&maxCompletionTokens == 0:
		wire.MaxCompletionTokens = r.MaxTokens
	}
	if wire.Stream && left&streamOptions == 0 {
		wire.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if left&temperature != 0 {
		wire.Temperature = nil
	}
	if left&seed != 0 {
		wire.Seed = nil
	}
	switch {
	case left&earlierTurns != 0:
		wire.Messages = inOneMessage(r.Messages)
	case left&systemRole != 0:
		wire.Messages = withoutSystem(r.Messages)
	}
	body, err = json.Marshal(wire)
	return body, !wire.Stream, err
}

// inOneMessage puts all that was said into one message.
func inOneMessage(messages []Message) []Message {
	texts := make([]string, len(messages))
	for i, m := range messages {
		texts[i] = strings.TrimSpace(m.Content)
	}
	return []Message{{"user", strings.Join(texts, "\n\n") + "\n"}}
}

// withoutSystem puts the system message before the first user message's text.
func withoutSystem(messages []Message) []Message {
	if len(messages) == 0 || messages[0].Role != "system" {
		return messages
	}
	if len(messages) == 1 || messages[1].Role != "user" {
		return append([]Message{{"user", messages[0].Content}}, messages[1:]...)
	}
	first := Message{"user", messages[0].Content + "\n\n" + messages[1].Content}
	return append([]Message{first}, messages[2:]...)
}

// refuses finds the parameter that an error is about: one that it names, with
// a word that says that it is not taken at all. A bad value is the user's to
// mend. left is what the request went without.
func refuses(s wire.Said, status int, left refusal) refusal {
	switch status {
	case 0, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusInternalServerError,
		http.StatusNotImplemented:
	default:
		return 0
	}
	text := s.Text()
	if bit := refusesGuide(text, left); bit != 0 {
		return bit
	}
	if !hasAny(text, "not support", "n't support", "unsupported", "only support", "unrecognized", "unknown",
		"unexpected", "not permitted",
		"not allowed", "is allowed", "forbidden", "additional properties", "deprecated", "only the default",
		"must be verified",
		"not enabled", "not available", "not implemented", "cannot be set", "must alternate", "should be 'user'",
		"user and assistant",
		"not accept", "n't accept", "not a valid param", "not recogni", "not be set", "only be set", "be unset",
		"be omitted", "be null", "incompatible", "not compatible",
		"temperature must be 1", "strictly positive") {
		return 0
	}
	for i, name := range refusalNames {
		bit := refusal(1 << i)
		switch {
		case left&bit != 0 || bit == ownLimit || bit == earlierTurns:
		case bit == systemRole && hasAny(text, "system role", "system message", "system instruction",
			"developer instruction",
			"'system'", `"system"`, "role system", "role: system", "roles must alternate",
			"user and assistant roles", "should be 'user'"):
			return bit
		case bit == maxCompletionTokens && left&maxTokens == 0:
		case bit != systemRole && (namesWord(text, name) || namesWord(text, aliases[bit])):
			return bit
		}
	}
	return 0
}

// last is r with its last message alone.
func (r Request) last() Request {
	r.Messages, r.size = r.Messages[max(len(r.Messages)-1, 0):], tokens.Range{}
	return r
}

// messageTokens is what the chat format adds for each message (tiktoken's
// documentation counts 3 or 4; templates of local models up to 10).
const messageTokens = 8

// prompt estimates the tokens of a request's prompt.
func (r Request) prompt() (t tokens.Range) {
	if r.size != (tokens.Range{}) {
		return r.size
	}
	for _, m := range r.Messages {
		n := tokens.Count(m.Content)
		t.Least += n.Least
		t.Most += n.Most + messageTokens
	}
	return t
}

// namesWord says whether name stands in text as a word of its own.
func namesWord(text, name string) bool {
	part := func(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' }
	for rest := text; name != ""; {
		i := strings.Index(rest, name)
		if i < 0 {
			return false
		}
		end := i + len(name)
		if (i == 0 || !part(rest[i-1])) && (end == len(rest) || !part(rest[end])) {
			return true
		}
		rest = rest[end:]
	}
	return false
}
