//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// batch measures many articles at once.
func (b *bench) batch(add func(row)) {
	news, out := b.articles(10_000), filepath.Join(b.dir, "scale")
	for _, what := range []string{"10,000 articles, mock", "the same again, unchanged"} {
		last, took, err := b.run("summarize", "--backend", "mock", news, "--out", out)
		add(row{what: what, result: fmt.Sprintf("%v%s", took, unless("articles done", last, err))})
	}
	must(os.RemoveAll(out))
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
