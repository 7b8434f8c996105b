package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/llm"
	"newsbrief/prompts"
)

// dictation is an endpoint that answers what a script tells it to. A model is
// named after files of the script's folder: "first,second" answers the first
// request with what stands in the file first, and every later one with second. A file
// that begins with "<" is a web page, one that begins with "HTTP 403" an answer of that
// status, and one with "data:" events as they stand; any other is what a model says.
// What it was asked, it writes to asked/1, asked/2 and so on, without the worked
// examples, which are the same in every question, and the key to authorization. The
// list of its models is the file models.json, if there is one.
type dictation struct {
	dir string

	mu    sync.Mutex
	asked int            // requests in all
	turns map[string]int // answers given by each model
}

func newDictation(dir string) *httptest.Server {
	return httptest.NewServer(&dictation{dir: dir, turns: map[string]int{}})
}

func (d *dictation) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.ServeFile(w, r, filepath.Join(d.dir, "models.json"))
		return
	}
	var question struct {
		Model    string
		Messages []llm.Message
		Format   json.RawMessage `json:"response_format"`
	}
	err := json.NewDecoder(r.Body).Decode(&question)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var said strings.Builder
	for _, m := range withoutExamples(question.Messages) {
		fmt.Fprintf(&said, "%s: %s\n", m.Role, m.Content)
	}
	if question.Format != nil {
		fmt.Fprintf(&said, "response_format: %s\n", question.Format)
	}
	answer, err := d.answer(question.Model, said.String(), r.Header.Get("Authorization"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	dictate(w, question.Model, answer)
}

func withoutExamples(messages []llm.Message) []llm.Message {
	for _, task := range []string{prompts.Summarize, prompts.Translate, prompts.Write, prompts.Record} {
		for _, turn := range prompts.Examples(task) {
			messages = slices.DeleteFunc(messages, func(m llm.Message) bool {
				return m.Content == turn.Answer || strings.HasSuffix(m.Content, turn.Question)
			})
		}
	}
	return messages
}

// answer is the next of a model's answers.
func (d *dictation) answer(model, question, key string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked++
	name := filepath.Join(d.dir, "asked", fmt.Sprint(d.asked))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(name, []byte(question), 0o644); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(d.dir, "authorization"), []byte(key+"\n"), 0o644); err != nil {
		return "", err
	}
	files := strings.Split(model, ",")
	text, err := os.ReadFile(filepath.Join(d.dir, files[min(d.turns[model], len(files)-1)]))
	d.turns[model]++
	return string(text), err
}

// dictate streams an answer, a line an event; as models do, it ends no last
// line.
func dictate(w http.ResponseWriter, model, answer string) {
	var status int
	switch _, err := fmt.Sscanf(answer, "HTTP %d", &status); {
	case err == nil:
		_, body, _ := strings.Cut(answer, "\n")
		http.Error(w, body, status)
		return
	case strings.HasPrefix(answer, "<"):
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, answer)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	if strings.HasPrefix(strings.TrimPrefix(answer, "\ufeff"), "data:") {
		fmt.Fprint(w, answer)
		return
	}
	event := func(delta, end string) {
		text, _ := json.Marshal(delta)
		fmt.Fprintf(w, `data: {"id":"1","object":"chat.completion.chunk","model":%q,"choices":[{"index":0,"delta":{"content":%s},`+
			`"finish_reason":%s}]}`+"\n\n", model, text, end)
	}
	for line := range strings.Lines(strings.TrimSuffix(answer, "\n")) {
		event(line, "null")
	}
	event("", `"stop"`)
	fmt.Fprint(w, "data: [DONE]\n\n")
}
