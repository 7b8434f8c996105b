// Package limits measures on a virtual clock what many processes lose at one rate
// limit: the program's own client, against an endpoint that counts requests as
// providers do. One process that sends everything is the shared queue that a
// scheduler of our own would be. Usage:
//
//	go -C measure test ./limits -v
package limits

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"newsbrief/internal/llm"
	"newsbrief/internal/outputs"
)

const (
	perMinute = 600  // the endpoint's limit
	articles  = 3000 // of one request each
)

// What a request takes, as the endpoint counts.
const question, reply = 1500, 100

// text is such a question.
var text = strings.Repeat("The bridge is closed. ", question/5)

// endpoint answers after 2 to 6 seconds, and lets so many requests a minute
// through, of which it saves up a second's worth, as providers do that count by
// the second, or a minute's. What it refuses does not count. Since all requests
// are alike, its limit is one of tokens, too.
type endpoint struct {
	saved  float64                                         // requests that it saves up at most
	hint   func(wait time.Duration) (header, value string) // of a 429
	others float64                                         // part of the limit that others use

	mu      sync.Mutex
	left    float64 // requests that may come now
	at      time.Time
	asked   int
	refused int
}

// The ways in which providers say when to come again.
func inMilliseconds(wait time.Duration) (string, string) {
	return "Retry-After-Ms", strconv.FormatInt(wait.Milliseconds()+1, 10)
}

func inSeconds(wait time.Duration) (string, string) {
	return "Retry-After", fmt.Sprint(math.Ceil(wait.Seconds()))
}

func unsaid(time.Duration) (string, string) { return "X-Request-Id", "1" }

// RoundTrip implements http.RoundTripper.
func (e *endpoint) RoundTrip(r *http.Request) (*http.Response, error) {
	number, wait := e.take()
	if wait > 0 {
		header, value := e.hint(wait)
		body := `{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}`
		return answer(r, http.StatusTooManyRequests, http.Header{header: {value}}, body), nil
	}
	select {
	case <-time.After(2*time.Second + time.Duration(rand.New(rand.NewPCG(1, uint64(number))).Int64N(4e9))):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	body := `{"choices":[{"index":0,"message":{"role":"assistant","content":"- The bridge is closed. [1]\n"},` +
		`"finish_reason":"stop"}],` + fmt.Sprintf(`"usage":{"prompt_tokens":%d,"completion_tokens":%d}}`, question, reply)
	return answer(r, http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body), nil
}

// take counts a request; wait is how long until it would be let through, 0: it is.
func (e *endpoint) take() (number int, wait time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	rate := perMinute / 60. * (1 - e.others)
	e.left = min(e.left+time.Since(e.at).Seconds()*rate, e.saved)
	e.at = time.Now()
	e.asked++
	if e.left < 1 {
		e.refused++
		return e.asked, time.Duration((1 - e.left) / rate * float64(time.Second))
	}
	e.left--
	return e.asked, 0
}

func answer(r *http.Request, status int, header http.Header, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: header, Request: r, ContentLength: int64(len(body)),
		Body: io.NopCloser(strings.NewReader(body))}
}

// setting is a way to share the limit.
type setting struct {
	name      string
	processes int
	shards    int  // of which each process takes the next that nobody has; 0: one each
	jobs      int  // of each; 0: 8
	rpm       int  // of each; 0: it obeys the endpoint alone
	tpm       int  // as rpm
	saved     int  // requests that the endpoint saves up; 0: a second's worth
	even      bool // each process has as many articles; else they are hashed, as --shard does
	hint      func(time.Duration) (string, string)
	others    float64
	most      float64 // that the time may be beside the ideal
}

// outcome is what came of it.
type outcome struct {
	took, free      time.Duration // free: when the first process had nothing more to do
	refused, failed int
}

// run gives every process its articles and waits for them.
func (s setting) run() (o outcome) {
	saved := s.saves()
	e := &endpoint{hint: s.hint, others: s.others, saved: saved, left: saved, at: time.Now()}
	start, ends := time.Now(), make([]time.Duration, s.processes)
	failed := make([]int, s.processes)
	parts := make(chan int, cmp.Or(s.shards, s.processes))
	for _, n := range s.parts() {
		parts <- n
	}
	close(parts)
	var all sync.WaitGroup
	for k := range s.processes {
		all.Go(func() {
			time.Sleep(time.Duration(k*617%2000) * time.Millisecond) // they do not start at one moment
			for n := range parts {
				failed[k] += s.process(e, n)
			}
			ends[k] = time.Since(start)
		})
	}
	all.Wait()
	o = outcome{took: time.Since(start), free: ends[0], refused: e.refused}
	for k := range ends {
		o.free = min(o.free, ends[k])
		o.failed += failed[k]
	}
	return o
}

// saves is how many requests the endpoint lets through at once after a pause.
func (s setting) saves() float64 { return float64(cmp.Or(s.saved, perMinute/60)) }

// best is the least time that the limit allows for.
func (s setting) best() float64 {
	return (articles - s.saves()) / (perMinute / 60.) / (1 - s.others)
}

// parts are how many articles each shard has.
func (s setting) parts() []int {
	counts := make([]int, cmp.Or(s.shards, s.processes))
	for k := range counts {
		for i := range articles {
			shard := outputs.Shard{Part: k + 1, Of: len(counts)}
			if s.even && i%len(counts) == k || !s.even && shard.Holds(fmt.Sprintf("%05d.txt", i)) {
				counts[k]++
			}
		}
	}
	return counts
}

// process is one newsbrief: n articles, each a request, with a client of its own.
func (s setting) process(e *endpoint, n int) (failed int) {
	jobs := cmp.Or(s.jobs, 8)
	client, err := llm.New(llm.Config{BaseURL: "http://endpoint.example/v1", Transport: e, Timeout: 2 * time.Minute,
		Retries: 4, Jobs: jobs, RPM: s.rpm, TPM: s.tpm})
	if err != nil {
		panic(err)
	}
	before := ""
	if s.tpm > 0 { // else nobody counts its tokens
		before = text
	}
	left, results := make(chan int), make(chan bool)
	for range jobs + jobs/4 { // as many articles are worked on at once
		go func() {
			for i := range left {
				r := llm.Request{Model: "m", Messages: []llm.Message{{Role: "user", Content: before + fmt.Sprint(i)}}}
				_, err := client.Complete(context.Background(), r, func(llm.Line) {})
				results <- err == nil
			}
		}()
	}
	go func() {
		for i := range n {
			left <- i
		}
		close(left)
	}()
	for range n {
		if !<-results {
			failed++
		}
	}
	return failed
}

// TestShards prints a row for each way to share the limit: the time beside that of
// the limit itself, when the first process had nothing more to do, and what was
// refused of a hundred requests.
func TestShards(t *testing.T) {
	const processes = 16
	const share = perMinute / processes
	t.Log("| | time | first ends | refused | failed |")
	for _, s := range []setting{
		{name: "1, --rpm 600", processes: 1, jobs: 64, rpm: perMinute, hint: inMilliseconds, most: 1.05},
		{name: "1 without --rpm", processes: 1, jobs: 64, hint: inMilliseconds, most: 1.4},
		{name: "16, --rpm 37, as many articles each", processes: processes, rpm: share, even: true,
			hint: inMilliseconds, most: 1.06},
		{name: "16, --rpm 37", processes: processes, rpm: share, hint: inMilliseconds, most: 1.25},
		{name: "16, --rpm 37, 128 shards", processes: processes, shards: 128, rpm: share, hint: inMilliseconds, most: 1.2},
		{name: "16 without --rpm, told in milliseconds", processes: processes, hint: inMilliseconds, most: 1.15},
		{name: "16 without --rpm, told in seconds", processes: processes, hint: inSeconds, most: 1.15},
		{name: "16 without --rpm, told nothing", processes: processes, hint: unsaid, most: 1.15},
		{name: "16, --rpm 37, others use a third", processes: processes, rpm: share, others: 1. / 3,
			hint: inMilliseconds, most: 1.3},
		{name: "16, --tpm 60000, counted by the minute", processes: processes, tpm: share * (question + reply),
			saved: perMinute, hint: inMilliseconds, most: 1.3},
		{name: "16, --tpm 60000, counted by the second", processes: processes, tpm: share * (question + reply),
			hint: inMilliseconds, most: 1.3},
	} {
		synctest.Test(t, func(t *testing.T) {
			o := s.run()
			best := s.best()
			ratio := o.took.Seconds() / best
			t.Logf("| %s | %.2f | %.2f | %.1f %% | %d |", s.name, ratio, o.free.Seconds()/best,
				100*float64(o.refused)/float64(articles+o.refused), o.failed)
			if ratio > s.most || ratio < 0.9 || o.failed > articles/100 {
				t.Errorf("the time is not at most %.2f, or too many articles failed", s.most)
			}
		})
	}
}
