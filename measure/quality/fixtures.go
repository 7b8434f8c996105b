package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"newsbrief/lib/extract"
)

var (
	fixturePath = regexp.MustCompile(`readFileSync\(\s*['"\x60]\./(fixtures/[^'"\x60]+)`)
	assertion   = regexp.MustCompile(`assert\.equal\(\s*(title|author|(?i:[a-z_]*date_?published)[^,]*),\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\x60([^\x60]*)\x60)`)
)

// fixtures measures title, author and date of the pages of github.com/postlight/parser,
// by what its own tests expect: case and white space aside, dates by their day.
func fixtures(dir string) {
	tests, err := filepath.Glob(filepath.Join(dir, "src", "extractors", "custom", "*", "index.test.js"))
	if err != nil || len(tests) == 0 {
		log.Fatalf("%s: no tests of extractors: %v", dir, err)
	}
	counts, pages := tallies{}, map[string]bool{}
	for _, test := range tests {
		source, err := os.ReadFile(test)
		if err != nil {
			log.Fatal(err)
		}
		for part := range strings.SplitSeq(string(source), "beforeAll(") {
			m := fixturePath.FindStringSubmatch(part)
			if m == nil || pages[m[1]] {
				continue
			}
			page, err := os.ReadFile(filepath.Join(dir, m[1]))
			if err != nil {
				continue // a mirror may lack its largest files
			}
			pages[m[1]] = true
			about(counts, m[1], string(page), part)
		}
	}
	fmt.Printf("metadata of %d pages\n", len(pages))
	counts.print()
}

// metaValue finds what that program's own reading has made of <meta content>.
var metaValue = regexp.MustCompile(`(<meta\b[^>]*?)\bvalue=`)

// about compares what is found in one page with what its test expects.
func about(counts tallies, name, page, test string) {
	page = metaValue.ReplaceAllString(page, "${1}content=")
	a, err := extract.From(context.Background(), "page.html", strings.NewReader(page), extract.Options{})
	if err != nil {
		fmt.Printf("  %s: %v\n", name, err)
	}
	for _, m := range assertion.FindAllStringSubmatch(test, -1) {
		want, got, kind := m[2]+m[3]+m[4], "", m[1]
		want = strings.NewReplacer(`\'`, "'", `\"`, `"`, `\xa0`, " ").Replace(want)
		if a != nil {
			got = map[string]string{"title": a.Source.Title, "author": a.Source.Byline}[kind]
		}
		right := strings.EqualFold(folded(got), folded(want))
		if kind != "title" && kind != "author" {
			kind, got = "date", ""
			if a != nil {
				got = a.Source.Published
			}
			right = sameDay(got, want)
		}
		counts.of(kind).add(right, "%s: %q, want %q", name, got, want)
	}
}

// sameDay says whether two dates are of one day. A moment is of its day in UTC and
// in its own zone; a day alone holds for any zone, for pages show their own.
func sameDay(got, want string) bool {
	a, aLone, ok := dateOf(got)
	b, bLone, also := dateOf(want)
	if !ok || !also {
		return false
	}
	if aLone != bLone {
		day, moment := a, b
		if bLone {
			day, moment = b, a
		}
		const east, west = 14 * time.Hour, 12 * time.Hour
		return !moment.Before(day.Add(-east)) && moment.Before(day.Add(24*time.Hour+west))
	}
	return a.Format(time.DateOnly) == b.Format(time.DateOnly) ||
		a.UTC().Format(time.DateOnly) == b.UTC().Format(time.DateOnly)
}

// dateOf reads a day, which is alone, or a moment.
func dateOf(s string) (t time.Time, alone, ok bool) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, true, true
	}
	t, err := time.Parse(time.RFC3339, s)
	return t, false, err == nil
}
