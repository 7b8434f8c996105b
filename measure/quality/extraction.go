package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"newsbrief/internal/article/page"
)

// extraction measures the articles found in the pages of a folder laid out as
// github.com/scrapinghub/article-extraction-benchmark: ground-truth.json,
// html/*.html.gz and, to prove the metric, the outputs of other programs.
func extraction(dir string) {
	truth := bodies(filepath.Join(dir, "ground-truth.json"))
	fmt.Println("extraction: F1, precision, recall and exact matches of 4-word shingles")
	outputs, err := filepath.Glob(filepath.Join(dir, "output", "*.json"))
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range outputs {
		printScore(strings.TrimSuffix(filepath.Base(path), ".json"), truth, bodies(path))
	}
	found, times := map[string]string{}, []time.Duration{}
	for name := range truth {
		source := unzip(filepath.Join(dir, "html", name+".html.gz"))
		start := time.Now()
		p, err := page.Extract(source)
		times = append(times, time.Since(start))
		if err != nil {
			fmt.Printf("  %.12s: %v\n", name, err)
			continue
		}
		found[name] = p.Text
	}
	printScore("newsbrief", truth, found)
	for half, title := range []string{"newsbrief, half the rules were written with", "newsbrief, the other half"} {
		part := map[string]string{}
		for name, text := range truth {
			if halfOf(name) == half {
				part[name] = text
			}
		}
		printScore(title, part, found)
	}
	slices.Sort(times)
	fmt.Printf("time a page: median %v, mean %v, longest %v\n", times[len(times)/2], mean(times), times[len(times)-1])
	worst(truth, found)
}

// halfOf splits pages in two by their names, so that rules can be written
// with one half and judged by the other.
func halfOf(name string) int {
	h := fnv.New32a()
	io.WriteString(h, name)
	return int(h.Sum32() >> 7 & 1)
}

func mean(times []time.Duration) (sum time.Duration) {
	for _, t := range times {
		sum += t
	}
	return sum / time.Duration(len(times))
}

// bodies reads {"name": {"articleBody": …}}, bare or as "output" of an object.
func bodies(path string) map[string]string {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	type entry struct {
		ArticleBody string `json:"articleBody"`
	}
	var wrapped struct {
		Output map[string]entry `json:"output"`
	}
	list := map[string]entry{}
	if json.Unmarshal(data, &wrapped) == nil && wrapped.Output != nil {
		list = wrapped.Output
	} else if err := json.Unmarshal(data, &list); err != nil {
		log.Fatalf("%s: %v", path, err)
	}
	texts := map[string]string{}
	for name, e := range list {
		texts[name] = e.ArticleBody
	}
	return texts
}

func unzip(path string) string {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		log.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		log.Fatal(err)
	}
	return string(data)
}

// overlap counts 4-word shingles: found in both texts, only in the answer,
// only in the truth.
type overlap struct{ both, extra, missing float64 }

func (o overlap) precision() float64 { return share(o.both, o.extra, o.missing) }
func (o overlap) recall() float64    { return share(o.both, o.missing, o.extra) }

func share(both, wrong, other float64) float64 {
	switch {
	case wrong == 0 && other == 0:
		return 1
	case both == 0 && wrong == 0:
		return 0
	}
	return both / (both + wrong)
}

func compareTexts(truth, found string) overlap {
	a, b := shingles(truth), shingles(found)
	var o overlap
	for s, n := range a {
		both := min(n, b[s])
		o.both += float64(both)
		o.missing += float64(n - both)
	}
	for s, n := range b {
		o.extra += float64(n - min(n, a[s]))
	}
	return o
}

func shingles(text string) map[string]int {
	words, counts := tokens(text), map[string]int{}
	for i := range max(1, len(words)-3) {
		if shingle := strings.Join(words[i:min(i+4, len(words))], " "); shingle != "" {
			counts[shingle]++
		}
	}
	return counts
}

// tokens are runs of what Python's \w matches.
func tokens(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// printScore is the benchmark's metric: precision and recall are means over
// the pages that have any, F1 is theirs.
func printScore(title string, truth, found map[string]string) {
	var precision, recall, exact, answers, wanted float64
	for name, text := range truth {
		o := compareTexts(text, found[name])
		if o.both+o.extra > 0 {
			precision += o.precision()
			answers++
		}
		if o.both+o.missing > 0 {
			recall += o.recall()
			wanted++
		}
		if slices.Equal(tokens(text), tokens(found[name])) {
			exact++
		}
	}
	precision, recall = precision/answers, recall/wanted
	fmt.Printf("%-44s F1 %.3f  P %.3f  R %.3f  exact %.3f\n", title,
		2*precision*recall/(precision+recall), precision, recall, exact/float64(len(truth)))
}

// worst shows the pages with the worst answers among those that rules may be
// written with.
func worst(truth, found map[string]string) {
	names := []string{}
	for name := range truth {
		if halfOf(name) == 0 {
			names = append(names, name)
		}
	}
	quality := func(name string) float64 {
		o := compareTexts(truth[name], found[name])
		return o.both / (o.both + (o.extra+o.missing)/2)
	}
	slices.SortFunc(names, func(a, b string) int {
		if quality(a) < quality(b) {
			return -1
		}
		return 1
	})
	for _, name := range names[:min(*misses, len(names))] {
		o := compareTexts(truth[name], found[name])
		fmt.Printf("  %.12s precision %.3f recall %.3f\n", name, o.precision(), o.recall())
	}
}
