package mock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const head = "task: summarize\nbullets: 2\nlanguage: en\n\nProse that is not read. bullets: 9"

const text = "<article-1>\n[1] The river rose by 3 metres.\n[2] Nobody was hurt at all.\n\n[3] The mayor thanked 140 volunteers.\n</article-1>\n"

func body(model string, stream bool, more ...message) string {
	return bodyOf(model, stream, head, text, more...)
}

// example is what clients may write before the text that is asked about.
var example = []message{
	{"system", "task: figures\nProse that is not read."},
	{"user", "<article-example>\n[1] The pier lost 9 posts.\n</article-example>\n\ntask: summarize\nbullets: 1\n"},
	{"assistant", "- The river rose by 3 metres. [1]\n"},
}

func bodyOf(model string, stream bool, head, article string, more ...message) string {
	messages := append(slices.Clone(example), message{"user", content(article + "\n" + head)})
	messages = append(messages, more...)
	data, _ := json.Marshal(map[string]any{"model": model, "stream": stream, "messages": messages})
	return string(data)
}

func post(h http.Handler, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/v1/chat/completions", strings.NewReader(body)))
	return w
}

func answer(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var a struct {
		Choices []struct{ Message struct{ Content string } }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || len(a.Choices) != 1 {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return a.Choices[0].Message.Content
}

func TestAnswer(t *testing.T) {
	got := answer(t, post(NewHandler(), body("mock", false)))
	want := "- The river rose by 3 metres. [1]\n- The mayor thanked 140 volunteers. [3]\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got = answer(t, post(NewHandler(), body("mock", false, message{"assistant", "- The river rose by 3 metres. [1]"}, message{"user", "task: continue\nbullets: 1\n\nMore."})))
	if want = "- The mayor thanked 140 volunteers. [3]\n"; got != want {
		t.Errorf("continued: got %q, want %q", got, want)
	}
	if got = answer(t, post(NewHandler(), `{"model":"mock","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}`)); got != noHead {
		t.Errorf("without a head: %q", got)
	}
}

// The answer is part of the contract: the same bytes on every machine.
func TestSameBytes(t *testing.T) {
	want := `{"choices":[{"finish_reason":"stop","index":0,"message":{"content":"- The river rose by 3 metres. [1]\n- The mayor thanked 140 volunteers. [3]\n","role":"assistant"}}],"created":1767225600,"id":"ID","model":"mock","object":"chat.completion","usage":{"prompt_tokens":91,"completion_tokens":19,"total_tokens":110}}` + "\n"
	for range 2 {
		got := post(NewHandler(), body("mock", false)).Body.String()
		var id struct{ ID string }
		if err := json.Unmarshal([]byte(got), &id); err != nil {
			t.Fatal(err)
		}
		if got = strings.Replace(got, id.ID, "ID", 1); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"POST", "/v1/chat/completions", `{`, 400, "could not parse"},
		{"POST", "/v1/chat/completions", `{}`, 400, `"param":"model"`},
		{"POST", "/v1/chat/completions", `{"model":"mock","messages":[]}`, 400, `"param":"messages"`},
		{"POST", "/v1/chat/completions", `{"model":"mock","messages":[{"role":"king","content":"x"}]}`, 400, "unknown role: king"},
		{"POST", "/v1/chat/completions", `{"model":"mock","messages":[{"role":"user","content":7}]}`, 400, "content must be"},
		{"POST", "/v1/chat/completions", `{"model":"mock","messages":[{"role":"user","content":"x"}],"temperature":3}`, 400, `"param":"temperature"`},
		{"POST", "/v1/chat/completions", `{"model":"gpt","messages":[{"role":"user","content":"x"}]}`, 404, "model_not_found"},
		{"POST", "/v1/chat/completions", `{"model":"mock:nosuch","messages":[{"role":"user","content":"x"}]}`, 400, "valid steps: 400 … 599, ok"},
		{"GET", "/v1/chat/completions", "", 405, "use POST"},
		{"GET", "/v1/nothing", "", 404, "unknown_url"},
		{"GET", "/v1/models/gpt", "", 404, "model_not_found"},
		{"GET", "/v1/models/mock", "", 200, `"id":"mock"`},
		{"GET", "/v1/models", "", 200, `"object":"list"`},
	} {
		w := httptest.NewRecorder()
		NewHandler().ServeHTTP(w, httptest.NewRequest(tt.method, tt.path, strings.NewReader(tt.body)))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s %s %s: %d %s", tt.method, tt.path, tt.body, w.Code, w.Body)
		}
	}
}

func TestStepsCountForEachArticle(t *testing.T) {
	h := NewHandler()
	other := strings.Replace(body("mock:503,429,ok", false), "Nobody", "Somebody", 1)
	var got []int
	for range 4 {
		got = append(got, post(h, body("mock:503,429,ok", false)).Code)
	}
	got = append(got, post(h, other).Code)
	if want := "[503 429 200 200 503]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestAlterNumber(t *testing.T) {
	for in, want := range map[string]string{
		"- In 1999 3 came [1]": "- In 1990 3 came [1]",
		"- none [1]\n- 12 [2]": "- none [1]\n- 13 [2]",
		"- none [12]":          "- none [12]",
	} {
		if got := alterNumber(in); got != want {
			t.Errorf("alterNumber(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestServer(t *testing.T) {
	s := Start()
	client := &http.Client{Transport: &http.Transport{DialContext: s.Dial}}
	for range 3 {
		r, err := client.Post(s.BaseURL()+"/chat/completions", "application/json", strings.NewReader(body("mock", true)))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || !bytes.HasSuffix(data, []byte("data: [DONE]\n\n")) {
			t.Errorf("%v: %s", err, data)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := client.Get(s.BaseURL() + "/models"); err == nil {
		t.Error("a closed server answers")
	}
}

// FuzzChat: whatever is sent, the handler answers with JSON and 200 or 400s.
func FuzzChat(f *testing.F) {
	f.Add(body("mock", false))
	f.Add(body("mock:few", false, message{"assistant", "- x"}, message{"user", "task: continue\nbullets: -1"}))
	f.Add(body("mock:liar", false))
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Contains(body, "stall") || strings.Contains(body, "hang") || strings.Contains(body, "cut") || strings.Contains(body, "drop") {
			t.Skip("these do not answer")
		}
		w := post(NewHandler(), body)
		if w.Code == 200 && strings.HasPrefix(w.Body.String(), "{") && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%q: %s", body, w.Body)
		}
	})
}
