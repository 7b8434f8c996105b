package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsbrief/lib/extract"
)

// marked is a page of trafilatura's evaluation set: texts that its article has,
// and texts around it that an extractor must leave out.
type marked struct {
	File    string   `json:"file"`
	With    []string `json:"with"`
	Without []string `json:"without"`
}

// matrix counts texts: wanted and found, unwanted and found, wanted and missed.
type matrix struct{ pages, hit, extra, missed int }

func (m matrix) print(title string) {
	precision := float64(m.hit) / float64(m.hit+m.extra)
	recall := float64(m.hit) / float64(m.hit+m.missed)
	f1 := 2 * float64(m.hit) / float64(2*m.hit+m.extra+m.missed)
	fmt.Printf("%-44s F1 %.3f  P %.3f  R %.3f  (%d pages; %d found, %d extra, %d missed)\n",
		title, f1, precision, recall, m.pages, m.hit, m.extra, m.missed)
}

// segments measures the articles found in the pages of a folder laid out as tests/
// of github.com/adbar/trafilatura (evaldata.json, cache/, eval/), by its metric: a
// text counts as found where it stands in the extracted one, white space aside. A
// page that cannot be read has none. Pages of one half, by their names' SHA-256, may
// be looked at; what they get wrong is shown.
func segments(dir string) {
	data, err := os.ReadFile(filepath.Join(dir, "evaldata.json"))
	if err != nil {
		log.Fatal(err)
	}
	list := map[string]marked{}
	if err := json.Unmarshal(data, &list); err != nil {
		log.Fatalf("evaldata.json: %v", err)
	}
	var halves [2]matrix
	var times []time.Duration
	for _, url := range sortedKeys(list) {
		page := list[url]
		data, err := readEither(filepath.Join(dir, "cache", page.File), filepath.Join(dir, "eval", page.File))
		if err != nil {
			continue // the folder may hold a half
		}
		half := int(sha256.Sum256([]byte(page.File))[0] >> 7)
		start := time.Now()
		text := articleText(page.File, string(data))
		times = append(times, time.Since(start))
		halves[half].add(page, folded(text), half == 0)
	}
	halves[0].print("newsbrief, half the rules were written with")
	halves[1].print("newsbrief, the other half")
	slices.Sort(times)
	fmt.Printf("time a page: median %v, mean %v, longest %v\n", times[len(times)/2], mean(times), times[len(times)-1])
}

func (m *matrix) add(page marked, text string, shown bool) {
	m.pages++
	for _, s := range page.With {
		if strings.Contains(text, folded(s)) {
			m.hit++
			continue
		}
		m.missed++
		tell(shown, "missed", page.File, s)
	}
	for _, s := range page.Without {
		if strings.Contains(text, folded(s)) {
			m.extra++
			tell(shown, "extra", page.File, s)
		}
	}
}

func tell(shown bool, kind, file, text string) {
	if shown && *misses > 0 {
		fmt.Printf("  %s\t%s\t%s\n", kind, file, folded(text))
	}
}

func articleText(name, source string) string {
	a, err := extract.From(context.Background(), name, strings.NewReader(source), extract.Options{})
	if err != nil {
		return ""
	}
	return a.Text
}

func readEither(paths ...string) (data []byte, err error) {
	for _, path := range paths {
		if data, err = os.ReadFile(path); err == nil {
			return data, nil
		}
	}
	return nil, err
}
