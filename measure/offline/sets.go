package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/offline/rank"
	"newsbrief/measure/rouge"
)

// set is articles of one source with reference summaries.
type set struct {
	name           string
	search, report []*summarized // halves: to find weights by, to report on
}

// summarized is an article with its reference and what has been scored of it.
type summarized struct {
	document  rank.Document
	reference []string // tokens
	wanted    int
	analysis  *rank.Analysis
	grams     [][]string // the tokens of each sentence
	known     map[string]scores
}

// scores are ROUGE-1, ROUGE-2 and ROUGE-L, F1 in percent.
type scores [3]float64

// row is an article as the files hold it.
type row struct {
	Text, Reference, Language string
	K                         int // sentences that a summary has
}

// readSets reads the project's own articles, all of them for the report, and the
// public ones in dir.
func readSets(dir string) []*set {
	own := &set{name: "own articles"}
	references, err := filepath.Glob("../testdata/summaries/*.txt")
	if err != nil || len(references) == 0 {
		log.Fatal("no ../testdata/summaries here: run from the folder measure of the project")
	}
	for _, name := range references {
		own.report = append(own.report, readOwn(name))
	}
	sets := []*set{own}
	files, _ := filepath.Glob(filepath.Join(dir, "summarization_*.jsonl"))
	if len(files) == 0 {
		fmt.Println("  no summarization_*.jsonl in the samples: own articles only")
	}
	for _, file := range files {
		sets = append(sets, readSet(file))
	}
	return sets
}

// readOwn reads a reference and the article of the same name. A bullet of the
// reference is a line.
func readOwn(reference string) *summarized {
	files, _ := filepath.Glob(strings.TrimSuffix(strings.Replace(reference, "summaries", "articles", 1), "txt") + "*")
	if len(files) != 1 {
		log.Fatalf("%s: %d articles of that name", reference, len(files))
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		log.Fatal(err)
	}
	summary, err := os.ReadFile(reference)
	if err != nil {
		log.Fatal(err)
	}
	lines := strings.Count(strings.TrimSpace(string(summary)), "\n") + 1
	s, err := newSummarized(row{Text: string(text), Reference: string(summary), K: lines})
	if err != nil {
		log.Fatalf("%s: %v", files[0], err)
	}
	return s
}

// readSet reads a file of JSON lines. Even rows find the weights and odd rows are
// reported on.
func readSet(file string) *set {
	name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
	s := &set{name: strings.TrimPrefix(name, "summarization_")}
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	lines := json.NewDecoder(bufio.NewReader(f))
	for i := 0; lines.More(); i++ {
		var r row
		if err := lines.Decode(&r); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
		a, err := newSummarized(r)
		switch {
		case err != nil || len(a.document.Sentences) <= r.K:
		case i%2 == 0:
			s.search = append(s.search, a)
		default:
			s.report = append(s.report, a)
		}
	}
	return s
}

func newSummarized(r row) (*summarized, error) {
	a, err := article.Parse("sample", []byte(r.Text))
	if err != nil {
		return nil, err
	}
	if r.Language == "" {
		r.Language = a.Language
	}
	s := &summarized{reference: rouge.Tokens(r.Reference, true), wanted: r.K, known: map[string]scores{}}
	s.document.Language = r.Language
	for i, sentence := range a.Sentences {
		text := strings.Join(strings.Fields(a.Sentence(i+1)), " ")
		s.document.Sentences = append(s.document.Sentences, text)
		s.document.Paragraphs = append(s.document.Paragraphs, sentence.Paragraph)
		s.grams = append(s.grams, rouge.Tokens(text, true))
	}
	s.analysis = rank.Analyze(s.document)
	return s, nil
}

// score is that of a choice of sentences, ascending.
func (s *summarized) score(chosen []int) scores {
	key := make([]byte, 0, 2*len(chosen))
	for _, i := range chosen {
		key = append(key, byte(i), byte(i>>8))
	}
	if known, ok := s.known[string(key)]; ok {
		return known
	}
	var tokens []string
	for _, i := range chosen {
		tokens = append(tokens, s.grams[i]...)
	}
	now := scores{
		100 * rouge.N(s.reference, tokens, 1).F1,
		100 * rouge.N(s.reference, tokens, 2).F1,
		100 * rouge.L(s.reference, tokens).F1,
	}
	s.known[string(key)] = now
	return now
}

// system chooses the k best sentences of an article, ascending.
type system func(s *summarized) []int

// baselines are what the engine is compared with.
var baselines = []struct {
	name   string
	choose system
}{
	{"lead", func(s *summarized) []int { return lead(s.document.Sentences, s.wanted) }},
	{"TextRank", func(s *summarized) []int { return textRank(s.document.Sentences, s.wanted) }},
	{"LexRank", func(s *summarized) []int { return lexRank(s.document.Sentences, s.wanted) }},
}

// best is the highest of each score that a baseline has on some articles.
func best(articles []*summarized) (top scores) {
	for _, b := range baselines {
		for m, x := range mean(articles, b.choose) {
			top[m] = max(top[m], x)
		}
	}
	return top
}

func mean(articles []*summarized, choose system) (sum scores) {
	for _, s := range articles {
		for m, x := range s.score(choose(s)) {
			sum[m] += x / float64(len(articles))
		}
	}
	return sum
}

// all are the articles of both halves.
func (s *set) all() []*summarized { return slices.Concat(s.search, s.report) }

// outlet is the name of a set without what tells two sets of one outlet apart.
func (s *set) outlet() string {
	name := s.name
	for _, form := range []string{"cased", "titled", "raw"} {
		name = strings.TrimSuffix(name, form)
	}
	return name
}
