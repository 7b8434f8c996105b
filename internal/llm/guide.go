package llm

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Guide is the form that a server may hold the model to, in each of the two ways in
// which servers are told. Small models write a good answer without it more often
// than with it; it is for a second try.
type Guide struct {
	Schema  json.RawMessage // of an answer in JSON; most servers
	Grammar string          // GBNF of an answer in lines; llama.cpp's server
}

// responseFormat asks for JSON by a schema.
type responseFormat struct {
	Type   string     `json:"type"`
	Schema jsonSchema `json:"json_schema"`
}

type jsonSchema struct {
	Name   string          `json:"name"`
	Strict bool            `json:"strict"`
	Schema json.RawMessage `json:"schema"`
}

// guided are the parameters of a guide: the schema, or where that is refused the
// grammar, or neither.
func (g *Guide) guided(left refusal) (*responseFormat, string) {
	switch {
	case g == nil:
		return nil, ""
	case left&format == 0:
		return &responseFormat{"json_schema", jsonSchema{"answer", true, g.Schema}}, ""
	case left&grammar == 0:
		return nil, g.Grammar
	}
	return nil, ""
}

// notSent are the parameters that r does without, whatever the server takes. A batch
// service cannot be asked once more, and a server nearby needs no key.
func (r Request) notSent(c *Config) (left refusal) {
	if r.Guide == nil || c.Repeatable {
		left |= format | grammar
	}
	if r.CacheKey == "" || c.Repeatable || IsLocal(c.BaseURL) {
		left |= cacheKey
	}
	return left
}

// refusesGuide finds a guide that an error is about: in whatever words it names one,
// it is not taken.
func refusesGuide(text string, left refusal) refusal {
	switch {
	case left&format == 0 && hasAny(text, "response_format", "response format", "json_schema", "structured output"):
		return format
	case left&grammar == 0 && left&format != 0 && strings.Contains(text, "grammar"):
		return grammar
	}
	return 0
}

// refusesExtra finds the parameter that is the likely cause of an error which names
// none: one that servers may take or not, unless an answer came with it before.
func refusesExtra(status int, kind Kind, left refusal) refusal {
	if kind != BadRequest || status != http.StatusBadRequest && status != http.StatusUnprocessableEntity {
		return 0
	}
	for _, bit := range []refusal{format, grammar, cacheKey} {
		if left&bit == 0 {
			return bit
		}
	}
	return 0
}
