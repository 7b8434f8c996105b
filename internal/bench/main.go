// Bench times whole processes: newsbrief against the smallest programs that do
// the same, in turn within one run, since machines drift. Usage:
//
//	go run ./internal/bench [-runs N] [ARTICLE]
package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

func main() {
	runs := flag.Int("runs", 41, "counted runs of each program")
	flag.Parse()
	article := cmp.Or(flag.Arg(0), "testdata/articles/harbour-bridge.txt")
	dir, err := os.MkdirTemp("", "newsbrief-bench")
	check(err)
	defer os.RemoveAll(dir)
	newsbrief := build(dir, "newsbrief", ".")
	hello := build(dir, "hello", "./internal/bench/hello")
	client := build(dir, "client", "./internal/bench/client")

	compare("start-up: newsbrief --version / hello", *runs, []string{newsbrief, "--version"}, []string{hello})

	server := newCanned()
	defer server.Close()
	ask := []string{newsbrief, "summarize", "--base-url", server.URL + "/v1", "--model", "m", article}
	check(exec.Command(ask[0], ask[1:]...).Run())
	request := filepath.Join(dir, "request.json")
	check(os.WriteFile(request, server.request, 0o600))
	compare("one article: newsbrief summarize / minimal client", *runs, ask, []string{client, server.URL + "/v1", request})
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
	c.mu.Lock()
	c.request = body
	c.mu.Unlock()
	w.Header().Set("Content-Type", "text/event-stream")
	for n := 1; n <= 5; n++ {
		fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"- Bullet number %d of the answer. [%d]\\n\"}}]}\n\n", n, n)
	}
	io.WriteString(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
}

// compare prints the median times of a and b and the median of their ratios.
func compare(title string, runs int, a, b []string) {
	var as, bs, ratios []float64
	for i := range runs + 2 {
		ta, tb := measure(a), measure(b)
		if i >= 2 { // the first two warm the caches
			as, bs, ratios = append(as, ta), append(bs, tb), append(ratios, ta/tb)
		}
	}
	fmt.Printf("%-52s %6.2f ms / %6.2f ms  ratio %.2f\n", title, median(as), median(bs), median(ratios))
}

// measure runs a program once and returns milliseconds.
func measure(argv []string) float64 {
	command := exec.Command(argv[0], argv[1:]...)
	start := time.Now()
	check(command.Run())
	return float64(time.Since(start).Microseconds()) / 1000
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

func build(dir, name, pkg string) string {
	path := filepath.Join(dir, name)
	out, err := exec.Command("go", "build", "-o", path, pkg).CombinedOutput()
	if err != nil {
		log.Fatalf("%s", out)
	}
	return path
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
