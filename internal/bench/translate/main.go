// Translate times a translation of a long document against a server that takes
// a while for each request, and compares it with the ideal: as many rounds of
// that while as there are requests for each job. Usage:
//
//	go run ./internal/bench/translate [-paragraphs N] [-latency D] [-jobs N]
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/document"
	"newsbrief/internal/llm"
	"newsbrief/internal/mock"
	"newsbrief/prompts"
	"newsbrief/translate"
)

func main() {
	paragraphs := flag.Int("paragraphs", 300, "paragraphs of the document")
	latency := flag.Duration("latency", 100*time.Millisecond, "what a request takes")
	jobs := flag.Int("jobs", 8, "requests in flight")
	runs := flag.Int("runs", 5, "runs")
	flag.Parse()
	handler := mock.NewHandler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/chat/completions") { // not where the client asks for the context
			time.Sleep(*latency)
		}
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	client, err := llm.New(llm.Config{BaseURL: server.URL + "/v1", Timeout: time.Minute})
	check(err)
	template, err := prompts.Loader{}.Load("translate")
	check(err)
	text := longText(*paragraphs)
	a, err := article.Parse("long.txt", []byte(text))
	check(err)
	d, err := document.Parse(document.Text, text)
	check(err)
	options := translate.Options{Template: template, To: "fr", Tone: "neutral", Repair: 1, Jobs: *jobs, Model: "mock"}
	for range *runs {
		start := time.Now()
		t, err := translate.Run(context.Background(), client, a, d, options)
		check(err)
		took := time.Since(start)
		n := t.Usage.Requests
		ideal := time.Duration((n+*jobs-1) / *jobs) * *latency
		fmt.Printf("%d segments, %d requests, %d jobs: %v, ideal %v, ratio %.2f; without rounds %.2f\n", len(t.Segments), n, *jobs,
			took.Round(time.Millisecond), ideal, float64(took)/float64(ideal), float64(took)/(float64(n)/float64(*jobs)*float64(*latency)))
	}
}

// longText is a text of n paragraphs that all differ.
func longText(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Paragraph %d says that the port authority closed the harbour bridge for %d days in spring, and that the repairs "+
			"cost %d.5 million euros. Engineers of the town of Corran found cracks in %d of its hangers, which nobody had expected so early.\n\n", i+1, i+20, i%9+1, i%60+2)
	}
	return b.String()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
