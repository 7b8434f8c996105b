// Quality measures the recognisers and the checks on public data and prints
// tables for docs/quality.md. Usage:
//
//	go -C measure run ./quality -pages DIR
//	go -C measure run ./quality [-misses N] -segments DIR
//	go -C measure run ./quality [-misses N] -fixtures DIR
//	NEWSBRIEF_SAMPLES=DIR go -C measure run ./quality [-misses N] [recognizers|summaries|natural|moved|doubt|translations|sentences …]
//
// DIR holds JSON lines of the kinds that docs/quality.md names.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
)

// misses is how many wrong rows each table shows.
var misses = flag.Int("misses", 0, "wrong rows to print of each table")

// pages is the folder of the extraction benchmark.
var pages = flag.String("pages", "", "measure extraction on the benchmark in this `folder`")

// marks is the folder of trafilatura's evaluation set.
var marks = flag.String("segments", "", "measure extraction on trafilatura's evaluation set in this `folder`")

// parser is the folder of postlight/parser.
var parser = flag.String("fixtures", "", "measure title, author and date on the fixtures of postlight/parser in this `folder`")

func main() {
	log.SetFlags(0)
	flag.Parse()
	switch {
	case *pages != "":
		extraction(*pages)
		return
	case *parser != "":
		fixtures(*parser)
		return
	case *marks != "":
		segments(*marks)
		return
	}
	dir := os.Getenv("NEWSBRIEF_SAMPLES")
	if dir == "" {
		log.Fatal("NEWSBRIEF_SAMPLES is not set: it names the folder with the samples")
	}
	tables := []struct {
		name string
		run  func(dir string)
	}{{"recognizers", recognizers}, {"summaries", summaries}, {"natural", natural}, {"moved", moved}, {"heldout", heldout}, {"doubt", doubts}, {"translations", translations}, {"sentences", sentences}}
	for _, t := range tables {
		if flag.NArg() == 0 || wanted(t.name) {
			t.run(dir)
		}
	}
}

func wanted(name string) bool {
	for _, arg := range flag.Args() {
		if arg == name {
			return true
		}
	}
	return false
}

// rows reads a file of JSON lines.
func rows[T any](dir, name string) []T {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var list []T
	for lines := json.NewDecoder(bufio.NewReader(f)); lines.More(); {
		var row T
		if err := lines.Decode(&row); err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		list = append(list, row)
	}
	return list
}

// tally counts hits and prints the misses.
type tally struct {
	title      string
	right, all int
	shown      int
}

func (t *tally) add(right bool, format string, args ...any) {
	t.all++
	if right {
		t.right++
		return
	}
	if t.shown++; t.shown <= *misses {
		fmt.Printf("  %s: %s\n", t.title, fmt.Sprintf(format, args...))
	}
}

// count is add for tables that show no misses.
func (t *tally) count(right bool) {
	t.all++
	if right {
		t.right++
	}
}

// printInterval is print with the 95% interval of Wilson.
func (t *tally) printInterval() {
	if t.all == 0 {
		return
	}
	const z = 1.96
	n, p := float64(t.all), float64(t.right)/float64(t.all)
	middle, width := p+z*z/2/n, z*math.Sqrt(p*(1-p)/n+z*z/4/n/n)
	low, high := (middle-width)/(1+z*z/n), (middle+width)/(1+z*z/n)
	fmt.Printf("%-44s %4d of %4d  %5.1f%%  [%.1f-%.1f]\n", t.title, t.right, t.all, 100*p, 100*low, 100*high)
}

func (t *tally) print() {
	if t.all > 0 {
		fmt.Printf("%-44s %4d of %4d  %5.1f%%\n", t.title, t.right, t.all, 100*float64(t.right)/float64(t.all))
	}
}
