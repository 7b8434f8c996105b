//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/creack/pty"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
)

// client measures what the program adds to a server's own time.
func (b *bench) client(add func(row)) {
	b.throughput(add)
	b.lines(add)
	tokens(add)
}

// throughput is how near a batch comes to what the server's time allows, and to the
// same requests sent by the smallest client there can be, in turn.
func (b *bench) throughput(add func(row)) {
	const articles, jobs, latency, runs = 200, 8, 200 * time.Millisecond, 3
	news := b.articles(articles)
	var best cost
	var bare time.Duration
	var result string
	for n := range runs {
		s, out := newServer(latency, false), fmt.Sprintf("%s/throughput-%d", b.dir, n)
		last, took, err := b.run(remote(s, news, out)...)
		if n == 0 || took.took < best.took {
			best, result = took, fmt.Sprintf("%v, %d connections, %d lost%s", took, s.connections,
				articles-len(outputs(out)), unless("articles done", last, err))
		}
		if took := bareRequests(s.URL+"/v1", articles, jobs); n == 0 || took < bare {
			bare = took
		}
		s.Close()
	}
	ideal := articles / jobs * latency
	add(row{
		what:   fmt.Sprintf("%d articles, %v a request, %d jobs", articles, latency, jobs),
		result: result,
		floor:  fmt.Sprintf("%.2f s: %d rounds; bare requests %.2f s", ideal.Seconds(), articles/jobs, bare.Seconds()),
		ratio:  fmt.Sprintf("%.3f; %.3f", best.took.Seconds()/ideal.Seconds(), best.took.Seconds()/bare.Seconds()),
	})
}

// bareRequests asks n short questions, jobs at once, and copies the answers.
func bareRequests(url string, n, jobs int) time.Duration {
	start := time.Now()
	questions := make(chan int)
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for i := range questions {
				body := fmt.Sprintf(`{"model":"mock","stream":true,"messages":[{"role":"user","content":%q}]}`, text(i))
				response, err := http.Post(url+"/chat/completions", "application/json", strings.NewReader(body))
				must(err)
				_, err = io.Copy(io.Discard, response.Body)
				must(err)
				must(response.Body.Close())
			}
		})
	}
	for i := range n {
		questions <- i
	}
	close(questions)
	workers.Wait()
	return time.Since(start)
}

// lines is how long after a line of an answer is whole its bullet is printed: the
// first of an answer, and those that follow.
func (b *bench) lines(add func(row)) {
	var first, others []time.Duration
	for range b.runs {
		waits := b.bullets()
		first, others = append(first, waits[0]), append(others, waits[1:]...)
	}
	for _, of := range []struct {
		what  string
		waits []time.Duration
	}{{"the first bullet behind its line", first}, {"the others", others}} {
		slices.Sort(of.waits)
		add(row{what: of.what, result: fmt.Sprintf("median %v, longest %v of %d", middle(of.waits).Round(10*time.Microsecond),
			of.waits[len(of.waits)-1].Round(10*time.Microsecond), len(of.waits))})
	}
}

func middle[T any](sorted []T) T { return sorted[len(sorted)/2] }

// bullets runs newsbrief on a server that takes its time between the lines, and
// returns how long each bullet came behind its line.
func (b *bench) bullets() (waits []time.Duration) {
	source := article.Exact("", read(shortArticle), "en")
	var told []string
	for _, s := range source.Sentences[:5] {
		told = append(told, strings.ReplaceAll(source.Text[s.Start:s.End], `"`, `\"`))
	}
	var mu sync.Mutex
	var whole []time.Time
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/chat/completions") {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		for n := range 5 {
			for token := range strings.SplitAfterSeq(fmt.Sprintf(`- %s [%d]\n`, told[n], n+1), " ") {
				time.Sleep(5 * time.Millisecond)
				mu.Lock()
				_, _ = io.WriteString(w, event(token))
				_ = http.NewResponseController(w).Flush()
				if strings.HasSuffix(token, `\n`) {
					whole = append(whole, time.Now())
				}
				mu.Unlock()
			}
		}
		_, _ = io.WriteString(w, ending)
	}))
	defer server.Close()
	c := b.command([]string{b.newsbrief, "summarize", "--base-url", server.URL + "/v1", "--model", "m", "--cache", "off",
		"--color", "never", shortArticle})
	out, err := pty.Start(c) // bullets are printed as they come where a person reads
	must(err)
	defer out.Close()
	for printed := bufio.NewScanner(out); printed.Scan(); {
		if now := time.Now(); strings.HasPrefix(printed.Text(), "•") {
			mu.Lock()
			waits = append(waits, now.Sub(whole[len(waits)]))
			mu.Unlock()
		}
	}
	must(c.Wait())
	return waits
}

// event is one of a stream; text is JSON already.
func event(text string) string {
	return `data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,` +
		`"delta":{"content":"` + text + `"},"finish_reason":null}]}` + "\n\n"
}

const ending = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n"

// tokens is what the client does with each token of a long answer that comes at once,
// beside reading the same bytes.
func tokens(add func(row)) {
	const lines, each = 1000, 20
	var answer bytes.Buffer
	for n := range lines {
		answer.WriteString(event(fmt.Sprintf("- Line %d", n)))
		for range each - 2 {
			answer.WriteString(event(" word"))
		}
		answer.WriteString(event(`. [1]\n`))
	}
	answer.WriteString(ending)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write(answer.Bytes())
	}))
	defer server.Close()
	client, err := llm.New(llm.Config{BaseURL: server.URL + "/v1", Timeout: time.Minute})
	must(err)
	defer client.Close()
	question := llm.Request{Model: "m", Messages: []llm.Message{{Role: "user", Content: "?"}}}
	r := compare("", answer.Len(), func() {
		got := 0
		_, err := client.Complete(context.Background(), question, func(llm.Line) { got++ })
		if must(err); got != lines {
			panic(fmt.Sprintf("%d lines", got))
		}
	}, "reading its bytes", func() {
		response, err := http.Post(server.URL+"/v1/chat/completions", "application/json", strings.NewReader("{}"))
		must(err)
		_, err = io.Copy(io.Discard, response.Body)
		must(err)
		must(response.Body.Close())
	})
	r.what = fmt.Sprintf("an answer of %d tokens", lines*each)
	add(r)
}
