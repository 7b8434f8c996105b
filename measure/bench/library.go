//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"golang.org/x/net/html"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/check"
	"newsbrief/internal/claim"
	"newsbrief/internal/document"
	"newsbrief/internal/llm"
	"newsbrief/internal/mock"
	"newsbrief/prompts"
	"newsbrief/translate"
)

// library measures the work inside the process.
func library(add func(row)) {
	page := longPage(300)
	_, err := article.Parse("page.html", page)
	must(err)
	add(compare(fmt.Sprintf("extraction from a page of %d KB", len(page)>>10), len(page),
		func() { _, _ = article.Parse("page.html", page) },
		"parsing the HTML alone", func() { _, _ = html.Parse(bytes.NewReader(page)) }))

	source := article.Exact("long", strings.Repeat(read(shortArticle)+"\n\n", 40), "en")
	summary := article.Exact("lead", source.Text[:source.Sentences[4].End], "en")
	add(compare(fmt.Sprintf("checking five sentences against %d KB", len(source.Text)>>10), len(source.Text),
		func() { check.NewSource(source).Check(summary) },
		"finding the claims alone", func() { claim.Find(source.Text, "en") }))
	translation(add)
}

// compare times work beside its floor, in turn, and takes the best of each.
func compare(what string, size int, work func(), floorName string, floor func()) row {
	best, least := timed(work), timed(floor)
	for range 40 {
		best, least = min(best, timed(work)), min(least, timed(floor))
	}
	return row{
		what:   what,
		result: fmt.Sprintf("%.1f ms, %.1f MB/s", best, float64(size)/1000/best),
		floor:  fmt.Sprintf("%.1f ms: %s", least, floorName),
		ratio:  fmt.Sprintf("%.2f", best/least),
	}
}

// timed is how many milliseconds work takes.
func timed(work func()) float64 {
	start := time.Now()
	work()
	return float64(time.Since(start).Microseconds()) / 1000
}

// translation times a long document against a server that takes a while: the
// floor is as many rounds of that while as there are requests for each job.
func translation(add func(row)) {
	const paragraphs, jobs, latency = 300, 8, 100 * time.Millisecond
	handler := mock.NewHandler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/chat/completions") { // not where the client asks for the context
			time.Sleep(latency)
		}
		handler.ServeHTTP(w, r)
	}))
	defer server.Close()
	client, err := llm.New(llm.Config{BaseURL: server.URL + "/v1", Timeout: time.Minute})
	must(err)
	template, err := prompts.Loader{}.Load("translate")
	must(err)
	text := longText(paragraphs)
	a, err := article.Parse("long.txt", []byte(text))
	must(err)
	d, err := document.Parse(input.Plain, text)
	must(err)
	start := time.Now()
	t, err := translate.Run(context.Background(), client, a, d,
		translate.Options{Asking: prompts.Asking{Template: template, Repair: 1, Jobs: jobs, Model: "mock"}, To: "fr", Tone: "neutral"})
	must(err)
	took := time.Since(start)
	floor := time.Duration((t.Usage.Requests+jobs-1)/jobs) * latency
	add(row{
		what:   fmt.Sprintf("translation of %d paragraphs, %v a request, %d jobs", paragraphs, latency, jobs),
		result: fmt.Sprintf("%.2f s", took.Seconds()),
		floor:  fmt.Sprintf("%.2f s: %d requests in rounds", floor.Seconds(), t.Usage.Requests),
		ratio:  fmt.Sprintf("%.2f", took.Seconds()/floor.Seconds()),
	})
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

// longPage is a web page with that many paragraphs and what stands around them.
func longPage(n int) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><head><title>The harbour bridge</title></head><body><nav>")
	for i := range 60 {
		fmt.Fprintf(&b, `<a href="/section/%d">Section %d</a> `, i, i)
	}
	b.WriteString("</nav><article><h1>The harbour bridge</h1>")
	for paragraph := range strings.SplitSeq(strings.TrimSpace(longText(n)), "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", paragraph)
	}
	b.WriteString("</article><footer>")
	for i := range 60 {
		fmt.Fprintf(&b, `<li><a href="/more/%d">Read more about matter %d</a></li>`, i, i)
	}
	b.WriteString("</footer></body></html>")
	return []byte(b.String())
}

func read(file string) string {
	data, err := os.ReadFile(file)
	must(err)
	return string(data)
}
