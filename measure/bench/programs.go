//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// program is another program to compare with: its name, a command that does
// nothing, and one that summarises an article; "" where there is none.
type program struct{ name, idle, ask string }

// readPrograms reads lines "NAME | COMMAND | COMMAND".
func readPrograms(file string) (list []program) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	must(err)
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "|")
		if len(fields) != 3 {
			log.Fatalf("%s: %q is not of the form NAME | COMMAND | COMMAND", file, line)
		}
		list = append(list, program{strings.TrimSpace(fields[0]), fields[1], fields[2]})
	}
	return list
}

// rivals are the other programs that have such a command and are installed.
func (b *bench) rivals(command func(program) string, fill *strings.Replacer, add func(row)) (list []entrant) {
	for _, p := range b.others {
		argv := strings.Fields(fill.Replace(command(p)))
		if len(argv) == 0 {
			continue
		}
		if _, err := exec.LookPath(argv[0]); err != nil {
			add(row{what: p.name, result: "is not installed"})
			continue
		}
		list = append(list, entrant{name: p.name, argv: argv})
	}
	return list
}

// startUp times programs that have nothing to do.
func (b *bench) startUp(add func(row)) {
	entrants := []entrant{{name: "hello-world with net/http", argv: []string{b.hello}}, {name: "newsbrief --version", argv: []string{b.newsbrief, "--version"}}}
	b.race("start-up", append(entrants, b.rivals(func(p program) string { return p.idle }, strings.NewReplacer(), add)...), add)
}

const shortArticle = "../testdata/articles/harbour-bridge.txt"

// article times one article against a server that answers at once.
func (b *bench) article(add func(row)) {
	server := newCanned()
	defer server.Close()
	url := server.URL + "/v1"
	ask := entrant{name: "newsbrief summarize", argv: []string{b.newsbrief, "summarize", "--base-url", url, "--model", "m", "--cache", "off", shortArticle}}
	_, err := b.enter(ask)
	must(err)
	request := filepath.Join(b.dir, "request.json")
	must(os.WriteFile(request, server.request, 0o600))
	entrants := []entrant{{name: "minimal client, same request", argv: []string{b.minimal, url, request}}, ask}
	for _, e := range b.rivals(func(p program) string { return p.ask }, strings.NewReplacer("{url}", url, "{article}", shortArticle), add) {
		e.env = []string{"OPENAI_BASE_URL=" + url, "OPENAI_API_KEY=none", "OPENAI_MODEL=m"}
		e.stdin = shortArticle
		entrants = append(entrants, e)
	}
	b.race("one article", entrants, add)
}

// canned answers every request at once with the same five bullets, and keeps
// the last request.
type canned struct {
	*httptest.Server
	mu      sync.Mutex
	request []byte
}

func newCanned() *canned {
	c := &canned{}
	c.Server = httptest.NewServer(c)
	return c
}

func (c *canned) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if strings.HasSuffix(r.URL.Path, "/chat/completions") {
		c.mu.Lock()
		c.request = body
		c.mu.Unlock()
	}
	var asked struct{ Stream bool }
	_ = json.Unmarshal(body, &asked)
	var lines []string
	for n := range 5 {
		lines = append(lines, fmt.Sprintf(`- Bullet number %d of the answer. [%d]\n`, n+1, n+1))
	}
	if !asked.Stream {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]}`, strings.Join(lines, ""))
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for _, line := range lines {
		io.WriteString(w, event(line))
	}
	io.WriteString(w, ending)
}
