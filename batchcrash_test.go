package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"newsbrief/internal/mock"
)

// TestBatchKilled kills newsbrief, as kill -9 does, at each request that a batch
// takes, before and after the endpoint has done what it was asked. The same
// commands again then lose nothing, and every article is answered once.
func TestBatchKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts some hundred processes")
	}
	for _, after := range []bool{false, true} {
		t.Run(map[bool]string{false: "before", true: "after"}[after], func(t *testing.T) {
			t.Parallel()
			for n := 1; ; n++ {
				k := &killer{t: t, at: n, after: after}
				if k.run(); !k.killed {
					if n < 10 {
						t.Errorf("a batch took only %d requests", n-1)
					}
					return
				}
			}
		})
	}
}

// killer is an endpoint that kills its client at a request.
type killer struct {
	t     *testing.T
	at    int
	after bool // the endpoint does what it is asked

	mu      sync.Mutex
	mock    http.Handler
	count   int
	killed  bool
	process *os.Process
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.count++; k.count != k.at {
		k.mock.ServeHTTP(w, r)
		return
	}
	if k.after {
		k.mock.ServeHTTP(httptest.NewRecorder(), r)
	}
	k.killed = true
	_ = k.process.Kill()
	panic(http.ErrAbortHandler)
}

// run takes a batch from its submission to its end.
func (k *killer) run() {
	dir, state := k.t.TempDir(), k.t.TempDir()
	var err error
	if k.mock, err = mock.NewBatchHandler(state); err != nil {
		k.t.Fatal(err)
	}
	server := httptest.NewServer(k)
	defer server.Close()
	for i, text := range []string{"The river rose by 3 metres.", "The bridge is closed for 12 days.", "The choir sang 9 songs."} {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.txt", i)), []byte(text+" Nobody was hurt.\n"), 0o600); err != nil {
			k.t.Fatal(err)
		}
	}
	submit := []string{"batch", "submit", "summarize", "--cache", "off", "--model", "mock:batchhalf,ok", "--per-batch", "2", "--out", "out/", "0.txt", "1.txt", "2.txt"}
	k.untilDone(dir, server.URL, submit...)
	k.untilDone(dir, server.URL, "batch", "fetch", "out")
	for i := range 3 {
		if data, err := os.ReadFile(filepath.Join(dir, "out", fmt.Sprintf("%d.txt.txt", i))); err != nil || !strings.Contains(string(data), "Nobody was hurt. [2]") {
			k.t.Errorf("killed at %d: article %d: %v: %s", k.at, i, err, data)
		}
	}
	k.checkPaid(state)
}

// untilDone runs a command as often as it takes.
func (k *killer) untilDone(dir, url string, args ...string) {
	var said []byte
	for range 5 {
		cmd := exec.Command("newsbrief", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "OPENAI_BASE_URL="+url+"/v1", "HOME="+dir, "XDG_CONFIG_HOME="+dir, "NO_PROXY=*")
		var errors strings.Builder
		cmd.Stderr = &errors
		k.mu.Lock()
		err := cmd.Start()
		k.process = cmd.Process
		k.mu.Unlock()
		if err != nil {
			k.t.Fatal(err)
		}
		if cmd.Wait() == nil {
			return
		}
		said = append(said, errors.String()...)
	}
	k.t.Fatalf("killed at %d: %v does not end well:\n%s", k.at, args, said)
}

// checkPaid counts the answers in the endpoint's outputs: one an article. A
// batch that nobody asked for is run too.
func (k *killer) checkPaid(state string) {
	batches, _ := filepath.Glob(filepath.Join(state, "batches", "*.json"))
	for _, b := range batches {
		id := strings.TrimSuffix(filepath.Base(b), ".json")
		k.mock.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/v1/batches/"+id, nil))
	}
	paid := map[string]int{}
	outputs, _ := filepath.Glob(filepath.Join(state, "files", "*.json"))
	for _, meta := range outputs {
		var f struct{ Filename string }
		data, _ := os.ReadFile(meta)
		if json.Unmarshal(data, &f) != nil || !strings.HasSuffix(f.Filename, "_output.jsonl") {
			continue
		}
		content, _ := os.ReadFile(strings.TrimSuffix(meta, ".json"))
		for line := range strings.Lines(string(content)) {
			var answer struct {
				CustomID string `json:"custom_id"`
			}
			_ = json.Unmarshal([]byte(line), &answer)
			paid[answer.CustomID]++
		}
	}
	if len(paid) != 3 {
		k.t.Errorf("killed at %d: %d articles answered", k.at, len(paid))
	}
	for id, n := range paid {
		if n != 1 {
			k.t.Errorf("killed at %d: %s was paid %d times", k.at, id, n)
		}
	}
}
