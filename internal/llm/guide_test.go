package llm

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// picky is a server that refuses what refuse finds in a body. Bodies are kept.
type picky struct {
	refuse func(body string) (status int, says string)
	bodies []string
}

func (p *picky) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	p.bodies = append(p.bodies, string(data))
	if status, says := p.refuse(string(data)); status != 0 {
		w.WriteHeader(status)
		fmt.Fprint(w, says)
		return
	}
	fmt.Fprint(w, `{"choices":[{"message":{"content":"- x [1]\n"},"finish_reason":"stop"}],`+
		`"usage":{"prompt_tokens":900,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":768}}}`)
}

// hosted is a client of a server that counts as hosted.
func hosted(t *testing.T, base string, p *picky) *Client {
	t.Helper()
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	c, err := New(Config{BaseURL: base, Timeout: time.Second, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, s.Listener.Addr().String())
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// A guide and a key for the prompt's cache go along until the server refuses them,
// by name or in no words at all; the question itself is always answered.
func TestExtrasAreLearnedByRefusal(t *testing.T) {
	refuse := func(word string, status int, says string) func(string) (int, string) {
		return func(body string) (int, string) {
			if strings.Contains(body, word) {
				return status, says
			}
			return 0, ""
		}
	}
	for _, tt := range []struct {
		name, base string
		refuse     func(string) (int, string)
		want       string // of each request: format, grammar, key
	}{
		{"all is taken", "http://api.example.com/v1", refuse("nothing", 0, ""), "f-k f-k"},
		{"on this network no key", "http://10.0.0.7/v1", refuse("nothing", 0, ""), "f-- f--"},
		{"Mistral", "http://api.example.com/v1", refuse("prompt_cache_key", 422,
			`{"detail":[{"type":"extra_forbidden","loc":["body","prompt_cache_key"],"msg":"Extra inputs are not permitted"}]}`),
			"f-k f-- f--"},
		{"LM Studio", "http://10.0.0.7/v1", refuse("response_format", 400,
			`{"error":"'response_format.type' must be 'text', json_schema is not supported"}`), "f-- -g- -g-"},
		{"llama-cpp-python", "http://10.0.0.7/v1", refuse("json_schema", 500,
			`{"error":{"message":"1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), `+
				`'msg': \"Input should be 'text' or 'json_object'\", 'input': 'json_schema', 'ctx': {'expected': `+
				`\"'text' or 'json_object'\"}}\n","type":"internal_server_error","param":null,"code":null}}`), "f-- -g- -g-"},
		{"a grammar that is none", "http://10.0.0.7/v1", func(body string) (int, string) {
			switch {
			case strings.Contains(body, "response_format"):
				return 400, `{"error":"response_format is not supported"}`
			case strings.Contains(body, "grammar"):
				return 400, `{"error":{"message":"failed to parse grammar","code":400}}`
			}
			return 0, ""
		}, "f-- -g- --- ---"},
		{"no words", "http://api.example.com/v1", refuse("prompt_cache_key", 400, `{}`), "f-k -gk --k --- ---"},
	} {
		p := &picky{refuse: tt.refuse}
		c := hosted(t, tt.base, p)
		r := Request{Model: "m", Messages: []Message{{"user", "x"}}, CacheKey: "a",
			Guide: &Guide{Schema: []byte(`{}`), Grammar: "root ::= x"}}
		for range 2 {
			used, err := c.Complete(t.Context(), r, func(Line) {})
			if err != nil || used.CachedPromptTokens != 768 || used.PromptTokens != 900 {
				t.Errorf("%s: %+v, %v", tt.name, used, err)
			}
		}
		var got []string
		for _, body := range p.bodies {
			extras := ""
			for i, name := range []string{`"response_format":{"type":"json_schema"`, `"grammar":"root`, `"prompt_cache_key":"a"`} {
				if strings.Contains(body, name) {
					extras += "fgk"[i : i+1]
				} else {
					extras += "-"
				}
			}
			got = append(got, extras)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}
