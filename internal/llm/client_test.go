package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"newsbrief/result"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "sk-live-0123456789abcdef"

// ask sends one request to a real server and returns the lines and the error.
func ask(t *testing.T, retries int, h http.HandlerFunc) (string, error) {
	t.Helper()
	server := httptest.NewServer(h)
	defer server.Close()
	defer server.CloseClientConnections()
	c, err := New(Config{BaseURL: server.URL + "/v1", APIKey: secret, KeySource: "OPENAI_API_KEY", Timeout: time.Second, Retries: retries})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var lines strings.Builder
	_, err = c.Complete(context.Background(), Request{Model: "o1-local", MaxTokens: 9}, func(l Line) { lines.WriteString(l.Text + "\n") })
	return lines.String(), err
}

func send(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		io.WriteString(w, body)
	}
}

const (
	sse  = "text/event-stream"
	one  = `data: {"choices":[{"index":0,"delta":{"content":"- one [1]\n"}}]}` + "\n\n"
	stop = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"
	done = "data: [DONE]\n\n"
)

// thought is almost a mebibyte of reasoning.
var thought = `data: {"choices":[{"delta":{"reasoning":"` + strings.Repeat("so ", 300_000) + `"}}]}` + "\n\n"

func TestComplete(t *testing.T) {
	const good = "- one [1]\n"
	for _, tt := range []struct {
		name string
		h    http.HandlerFunc
		want string
		kind Kind
		err  string // "" where the answer is good
	}{
		{"stream", send(sse, one+stop+done), good, 0, ""},
		{"no [DONE]", send(sse, one+stop), good, 0, ""},
		{"no finish_reason", send(sse, one+done), good, 0, ""},
		{"last frame without newline", send(sse, one+strings.TrimSpace(stop)), good, 0, ""},
		{"CRLF", send(sse, strings.ReplaceAll(one+stop+done, "\n\n", "\r\n\r\n")), good, 0, ""},
		{"data over two lines", send(sse, strings.Replace(one, `"delta"`, "\ndata: \"delta\"", 1)+done), good, 0, ""},
		{"no space behind data:", send(sse, strings.ReplaceAll(one+done, "data: ", "data:")), good, 0, ""},
		{"a thousand comments", send(sse, strings.Repeat(": wait\n\n", 1000)+one+done), good, 0, ""},
		{"empty choices", send(sse, "data: {\"choices\":[]}\n\n"+one+done), good, 0, ""},
		{"a second answer that nobody asked for", send(sse,
			one+"data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"other\"}}]}\n\n"+stop+done), good, 0, ""},
		{"in one piece", send("application/json",
			`{"choices":[{"message":{"role":"assistant","content":"- one [1]"},"finish_reason":"stop"}]}`), good, 0,
			""},

		{"text that is no answer", send(sse, "gateway is up\n\nand more\n\n"), "", Protocol,
			"no answer: gateway is up"},
		{"text and the end mark", send(sse, "gateway is up\n\n"+done), "", Protocol, "no answer: gateway is up"},
		{"an error before the answer", send(sse,
			"data: {\"choices\":[]}\n\ndata: {\"error\":{\"message\":\"no GPU\"}}\n\n"), "", Server,
			"answered with an error: no GPU"},
		{"an error in the answer", send(sse, one+"data: {\"error\":{\"message\":\"no GPU\"}}\n\n"), "", Server,
			"in the middle of the answer: no GPU"},
		{"an error that is the question's", send(sse,
			"data: {\"error\":{\"message\":\"bad seed\",\"code\":400}}\n\n"), "", BadRequest, "bad seed"},
		{"a tool", send(sse, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"+done), "",
			Empty, "called a tool"},
		{"a refusal", send(sse,
			"data: {\"choices\":[{\"delta\":{\"refusal\":\"I will not\"},\"finish_reason\":\"stop\"}]}\n\n"+done), "",
			Refused, "I will not"},
		{"letters torn apart", send("application/json",
			`{"choices":[{"message":{"content":"caf\ufffd"},"finish_reason":"stop"}]}`), "", Broken, "tore apart"},
		{"too long a thought", send(sse, strings.Repeat(thought, 3)+one+done), "", Protocol,
			"text is larger than 2 MiB"},
		{"broken off", send(sse, one), "", Broken, "broke off"},
		{"cut frame", send(sse, one+one[:30]), "", Broken, "broke off"},
		{"no bytes", send(sse, ""), "", Broken, "nothing at all"},
		{"page", send("text/html", "<html><title>Log in</title>"), "", Protocol, "a web page: Log in"},
		{"200 with an error", send("application/json", `{"error":{"message":"no GPU"}}`), "", Server, "no GPU"},
		{"no choices", send("application/json", `{"choices":null}`), "", Empty, "empty"},
		{"error in the stream", send(sse, one+`data: {"error":{"message":"no GPU","code":500}}`+"\n\n"), "", Server,
			"no GPU"},
		{"error event", send(sse, "event: error\ndata: {\"message\":\"no GPU\"}\n\n"), "", Server, "no GPU"},
		{"vLLM error", send(sse, `data: {"object":"error","message":"no GPU"}`+"\n\n"), "", Server, "no GPU"},
		{"error is a string", send(sse, `data: {"error":"no GPU"}`+"\n\n"), "", Server, "no GPU"},
		{"length", send(sse,
			one+`data: {"choices":[{"delta":{"content":"- tw"},"finish_reason":"length"}]}`+"\n\n"+done), good,
			Length, "token limit"},
		{"filter", send(sse, `data: {"choices":[{"delta":{},"finish_reason":"content_filter"}]}`+"\n\n"+done), "",
			Refused, "content filter"},
		{"reasoning only", send(sse,
			`data: {"choices":[{"delta":{"reasoning_content":"hm"},"finish_reason":"length"}]}`+"\n\n"+done), "",
			Thinking, "thinking"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ask(t, 0, tt.h)
			if got != tt.want {
				t.Errorf("lines %q, want %q", got, tt.want)
			}
			check(t, err, tt.kind, tt.err)
		})
	}
}

func check(t *testing.T, err error, kind Kind, text string) {
	t.Helper()
	var e *Error
	switch {
	case text == "":
		if err != nil {
			t.Errorf("error %v", err)
		}
	case !errors.As(err, &e) || e.Kind != kind || !strings.Contains(err.Error(), text):
		t.Errorf("error %v (kind %v), want kind %v with %q", err, e, kind, text)
	case strings.Contains(err.Error()+e.Hint, "0123456789"):
		t.Errorf("the key shows: %v", err)
	}
}

func TestStatus(t *testing.T) {
	for _, tt := range []struct {
		status int
		body   string
		kind   Kind
		want   string
	}{
		{401, `{"error":{"message":"Incorrect API key provided: ` + secret + `"}}`, Auth,
			"endpoint answered 401: the key in OPENAI_API_KEY was refused"},
		{400, `{"error":{"message":"bad ` + secret + ` or sk-live-01***ef"}}`, BadRequest, "bad [key] or [key]"},
		{404, `{"error":{"message":"model not found","code":"model_not_found"}}`, Model, "model not found"},
		{404, `404 page not found`, BadRequest, "page not found"},
		{400, `{"error":{"code":400,"message":"request (9 tokens) exceeds","type":"exceed_context_size_error"}}`,
			Overflow, "exceeds"},
		{500, `{"error":"Context size has been exceeded."}`, Overflow, "Context size"},
		{413, ``, Overflow, "too large"},
		{429, `{"error":{"message":"no credit","code":"insufficient_quota"}}`, Quota, "no credit"},
		{429, `{"error":{"message":"slow down"}}`, RateLimit, "slow down"},
		{502, `<html><head><title>Bad gateway</title></head>`, Server, "502: Bad gateway"},
		{422, `{"detail":"no such field"}`, BadRequest, "no such field"},
		{503, "\x1b[31mred\u202e", Server, "503: red"},
	} {
		_, err := ask(t, 0, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(tt.status)
			io.WriteString(w, tt.body)
		})
		check(t, err, tt.kind, tt.want)
	}
}

// What is known of an answer besides its lines: the counts are the last that
// were told, also where an event without any follows.
func TestCompletion(t *testing.T) {
	const counts = `data: {"model":"m-1","choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9}}` + "\n\n"
	for name, stream := range map[string]string{
		"counts last":            one + stop + counts + done,
		"counts first":           counts + one + stop + done,
		"an empty one behind":    one + counts + `data: {"model":"","choices":[],"usage":{}}` + "\n\n" + stop + done,
		"a sum alone behind":     one + counts + `data: {"choices":[],"usage":{"total_tokens":5}}` + "\n\n" + stop + done,
		"null behind":            one + counts + `data: {"choices":[],"usage":null}` + "\n\n" + stop + done,
		"numbers as texts":       one + stop + strings.NewReplacer("70", `"70"`, "9}", `"9"}`).Replace(counts) + done,
		"what is no count aside": one + counts + `data: {"choices":[],"usage":"none"}` + "\n\n" + stop + done,
	} {
		inMemory(t, Config{}, send(sse, stream), func(t *testing.T, c *Client) {
			got, err := c.Complete(t.Context(), Request{}, func(Line) {})
			if want := (result.Usage{Model: "m-1", PromptTokens: 70, CompletionTokens: 9, Requests: 1}); err != nil || got != want {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		})
	}
}

// A list of models that is a page, or no list, is an error that says so.
func TestModels(t *testing.T) {
	for _, tt := range []struct{ body, want, err string }{
		{`{"data":[{"id":"a"},{"id":"b"}]}`, "a b", ""},
		{`[{"id":"a"}]`, "a", ""},
		{`{"data":[]}`, "", ""},
		{"<html><title>Log in</title>", "", "a web page: Log in"},
		{`"no"`, "", "is not one"},
	} {
		inMemory(t, Config{}, send("application/json", tt.body), func(t *testing.T, c *Client) {
			got, err := c.Models(t.Context())
			if strings.Join(got, " ") != tt.want {
				t.Errorf("%s: %q", tt.body, got)
			}
			check(t, err, Protocol, tt.err)
		})
	}
}

func TestRedirect(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("followed") }))
	defer other.Close()
	_, err := ask(t, 0, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	check(t, err, Protocol, "redirects to "+other.URL)
}

func TestRetry(t *testing.T) {
	tries := 0
	got, err := ask(t, 3, func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries < 3 {
			w.Header().Set("Retry-After-Ms", "1")
			w.WriteHeader(503)
			return
		}
		io.WriteString(w, one+stop+done)
	})
	if got != "- one [1]\n" || err != nil || tries != 3 {
		t.Errorf("%q, %v after %d tries", got, err, tries)
	}
	tries = 0
	_, err = ask(t, 3, func(w http.ResponseWriter, _ *http.Request) {
		tries++
		w.WriteHeader(400)
	})
	if check(t, err, BadRequest, "400"); tries != 1 {
		t.Errorf("a bad request was tried %d times", tries)
	}
}

func TestSleepEndsWithContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		start := time.Now()
		if err := sleep(ctx, time.Hour); err == nil || time.Since(start) != time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestKeyIsNeverPrinted(t *testing.T) {
	c := Config{APIKey: secret}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if s := fmt.Sprintf(format, c); strings.Contains(s, "0123") {
			t.Errorf("%s: %s", format, s)
		}
	}
}

// TestCutAnywhere: an answer is good from the byte on that says that it is
// finished, and broken before, however the connection ends.
func TestCutAnywhere(t *testing.T) {
	c, err := New(Config{BaseURL: "http://127.0.0.1", Timeout: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	const whole = `{"choices":[{"index":0,"message":{"content":"- one é [1]\n"},"finish_reason":"stop"}],"usage":null}`
	ends := func(s, mark string) int { return strings.Index(s, mark) + len(mark) }
	lines := strings.ReplaceAll(one+stop+one, "data: ", "")
	for name, tt := range map[string]struct {
		text string
		good int // bytes
	}{
		"LF":           {one + stop + done, len(one+stop) - 2},
		"CRLF":         {strings.ReplaceAll(one+stop+done, "\n", "\r\n"), len(one + stop)},
		"CR":           {strings.ReplaceAll(one+stop+done, "\n", "\r"), len(one+stop) - 2},
		"[DONE] alone": {one + done, len(one+done) - 2},
		"JSON lines":   {lines, ends(lines, `"stop"}]}`)},
		"one piece":    {whole, len(whole)},
	} {
		for cut := range len(tt.text) + 1 {
			for _, end := range []error{io.EOF, io.ErrUnexpectedEOF, errors.New("connection reset by peer")} {
				c.endpoint.finishes.Store(false) // what one server does is no matter of another
				try := &try{endpoint: c.endpoint, deadline: newDeadline(context.Background(), time.Hour, 0, false)}
				events, err := try.events(&http.Response{Header: http.Header{}, Body: io.NopCloser(io.MultiReader(strings.NewReader(tt.text[:cut]), iotest.ErrReader(end)))})
				for err == nil {
					_, err = events.next()
				}
				if err == io.EOF {
					err = nil
				}
				try.deadline.stop()
				if (err == nil) != (cut >= tt.good) {
					t.Errorf("%s cut at %d of %d: %v", name, cut, tt.good, err)
				}
			}
		}
	}
}

// FuzzEvents: whatever a server sends, the answer is finished or an error.
func FuzzEvents(f *testing.F) {
	f.Add(one + stop + done)
	f.Add(": c\r\ndata: {\"error\":1}\n\nevent: error\ndata:\n\n")
	f.Add(`[{"error":{"code":429}}]`)
	f.Add(`{"choices":[{"message":{"content":[{"type":"text","text":"x"}]}}]}`)
	c, err := New(Config{BaseURL: "http://127.0.0.1", Timeout: time.Hour})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, stream string) {
		try := &try{endpoint: c.endpoint, deadline: newDeadline(context.Background(), time.Hour, 0, false)}
		defer try.deadline.stop()
		r := &http.Response{Header: http.Header{}, Body: io.NopCloser(strings.NewReader(stream))}
		events, err := try.events(r)
		for err == nil {
			_, err = events.next()
		}
		if err == io.EOF && !events.done {
			t.Errorf("%q ends well before its end", stream)
		}
	})
}
