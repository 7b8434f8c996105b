//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// compare runs newsbrief beside an earlier one, in turn, on the same work, and adds
// for each the ratio of their processor times with an interval. It takes user and
// system time together: how systems divide the two is a guess where a process is
// short. Where there is nothing to compare with, it says so.
func (b *bench) compare(add func(row)) {
	before, err := b.program(b.before)
	if err != nil {
		add(row{what: "beside " + b.before, result: "passed over: " + err.Error()})
		return
	}
	work := b.work()
	for _, w := range work {
		add(b.beside(before, w, b.within/time.Duration(len(work))))
	}
}

// program is the executable file of that name, or what is built of a commit.
func (b *bench) program(name string) (path string, err error) {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		return filepath.Abs(name)
	}
	source := filepath.Join(b.dir, "before")
	must(os.MkdirAll(source, 0o755))
	unpack := exec.Command("sh", "-c", `git -C .. archive "$1" >"$2.tar" && tar -xf "$2.tar" -C "$2"`, "sh", name, source)
	if out, err := unpack.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s", strings.TrimSpace(string(out)))
	}
	path = filepath.Join(b.dir, "newsbrief-before")
	if out, err := goBuild(path, source, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("it cannot be built: %s", out)
	}
	return path, nil
}

// work is what both do, with all that is heavy in it: reading, checking, the prompt,
// the client, rendering.
func (b *bench) work() []entrant {
	page, lines := filepath.Join(b.dir, "page.html"), filepath.Join(b.dir, "articles.jsonl")
	long, claims := filepath.Join(b.dir, "long.md"), filepath.Join(b.dir, "claims.txt")
	for file, text := range map[string]string{page: string(longPage(300)), lines: jsonLines(40), long: longText(40),
		claims: longText(20)} {
		must(os.WriteFile(file, []byte(text), 0o644))
	}
	ask := []string{"--backend", "mock", "--cache", "off"}
	return []entrant{
		{name: "--version", argv: []string{"--version"}},
		{name: "one article, offline", argv: []string{"summarize", "--backend", "offline", shortArticle}},
		{name: "40 articles as JSON lines, mock", argv: append([]string{"summarize", "--format", "jsonl"}, ask...),
			stdin: lines},
		{name: "a page of 78 KB", argv: []string{"extract", page}},
		{name: "a check of 4 KB", argv: []string{"check", "--source", long, claims}},
		{name: "40 paragraphs translated, mock", argv: append([]string{"translate", "--to", "fr", long}, ask...)},
	}
}

// jsonLines are n articles, all different.
func jsonLines(n int) string {
	var s strings.Builder
	for i := range n {
		line, err := json.Marshal(map[string]any{"id": i, "text": text(i)})
		must(err)
		fmt.Fprintf(&s, "%s\n", line)
	}
	return s.String()
}

// pair is what the same work took both programs, in seconds of processors.
type pair struct{ now, before float64 }

// beside runs both programs in turn, each as often first, until the time is over.
func (b *bench) beside(before string, work entrant, within time.Duration) row {
	const atLeast = 10
	var pairs []pair
	for start := time.Now(); len(pairs) < atLeast || time.Since(start) < within; {
		p, err := b.pair(before, work, len(pairs)%2 == 1)
		if err != nil {
			return row{what: work.name, result: err.Error()}
		}
		pairs = append(pairs, p)
	}
	now, earlier := medians(pairs)
	low, high := interval(pairs)
	return row{
		what:   work.name,
		result: fmt.Sprintf("%.1f ms of processors, %d pairs", 1000*now, len(pairs)),
		floor:  fmt.Sprintf("%.1f ms: %s", 1000*earlier, b.before),
		ratio:  fmt.Sprintf("%.2f (%.2f–%.2f)", now/earlier, low, high),
	}
}

// pair runs both once, in an order.
func (b *bench) pair(before string, work entrant, beforeFirst bool) (p pair, err error) {
	if beforeFirst {
		if p.before, err = b.once(before, work); err != nil {
			return p, err
		}
	}
	if p.now, err = b.once(b.newsbrief, work); err == nil && !beforeFirst {
		p.before, err = b.once(before, work)
	}
	return p, err
}

// once runs a copy of the program, made for this run: where in memory its file lies
// makes a difference of a tenth and more, which stays as long as the file does.
func (b *bench) once(program string, work entrant) (seconds float64, err error) {
	data, err := os.ReadFile(program)
	must(err)
	fresh := program + "-copy"
	must(os.WriteFile(fresh, data, 0o700))
	defer os.Remove(fresh)
	c, err := b.enter(entrant{argv: append([]string{fresh}, work.argv...), stdin: work.stdin})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", filepath.Base(program), err)
	}
	return c.processors.Seconds(), nil
}

func medians(pairs []pair) (now, before float64) {
	var a, b []float64
	for _, p := range pairs {
		a, b = append(a, p.now), append(b, p.before)
	}
	slices.Sort(a)
	slices.Sort(b)
	return middle(a), middle(b)
}

// interval holds the ratio of the medians with a probability of 95 %: the percentile
// bootstrap of Efron (1979), which draws the pairs anew, as often as there are.
func interval(pairs []pair) (low, high float64) {
	const draws = 2000
	random := rand.New(rand.NewPCG(1, 2))
	ratios, drawn := make([]float64, draws), make([]pair, len(pairs))
	for i := range ratios {
		for k := range drawn {
			drawn[k] = pairs[random.IntN(len(pairs))]
		}
		now, before := medians(drawn)
		ratios[i] = now / before
	}
	slices.Sort(ratios)
	return ratios[draws*25/1000], ratios[draws*975/1000]
}
