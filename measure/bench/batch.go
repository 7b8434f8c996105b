//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// batch measures many articles at once.
func (b *bench) batch(add func(row)) {
	b.throughput(add)
	news, out := b.articles(10_000), filepath.Join(b.dir, "scale")
	for _, what := range []string{"10,000 articles, mock", "the same again, unchanged"} {
		last, took, err := b.run("summarize", "--backend", "mock", news, "--out", out)
		add(row{what: what, result: fmt.Sprintf("%v%s", took, unless("articles done", last, err))})
	}
	must(os.RemoveAll(out))
}

// throughput is how near a batch comes to what the server's time allows.
func (b *bench) throughput(add func(row)) {
	const articles, jobs, latency = 200, 8, 200 * time.Millisecond
	s := newServer(latency, false)
	defer s.Close()
	last, took, err := b.run(remote(s, b.articles(articles), filepath.Join(b.dir, "throughput"))...)
	floor := articles / jobs * latency
	add(row{
		what:   fmt.Sprintf("%d articles, %v a request, %d jobs", articles, latency, jobs),
		result: fmt.Sprintf("%v, %d connections, %d lost%s", took, s.connections, articles-len(outputs(filepath.Join(b.dir, "throughput"))), unless("articles done", last, err)),
		floor:  fmt.Sprintf("%.2f s: %d rounds", floor.Seconds(), articles/jobs),
		ratio:  fmt.Sprintf("%.2f", took.took.Seconds()/floor.Seconds()),
	})
}

// unless is the last message of a run that did not go as it should.
func unless(good, last string, err error) string {
	if err == nil && strings.Contains(last, good) {
		return ""
	}
	return fmt.Sprintf("; %v: %s", err, last)
}

// articles makes a folder of n short articles, all different.
func (b *bench) articles(n int) string {
	dir := filepath.Join(b.dir, fmt.Sprintf("news-%d", n))
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprintf("%03d", i/100))
		must(os.MkdirAll(sub, 0o755))
		must(os.WriteFile(filepath.Join(sub, fmt.Sprintf("%05d.txt", i)), []byte(text(i)), 0o644))
	}
	return dir
}

// text is an article of about 1,000 bytes.
func text(i int) string {
	towns := []string{"Halverd", "Corran", "Olm", "Varn", "Brock", "Tarn", "Halm", "Skarn"}
	var s strings.Builder
	for k := range 10 {
		town := towns[(i+k)%len(towns)]
		fmt.Fprintf(&s, "The council of %s spent %d.%d million euros on its bridge number %d in %d, said the mayor. ", town, (i*7+k)%90+10, k, i, 1980+k)
		if k%3 == 2 {
			s.WriteString("\n\n")
		}
	}
	return s.String()
}

// remote are the flags of a run against the server.
func remote(s *server, news, out string) []string {
	return []string{"summarize", "--base-url", s.URL + "/v1", "--model", "mock", "--cache", "off", "-j", "8", news, "--out", out}
}
