package main

import (
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

// summarizer chooses the k best sentences of a document, ascending.
type summarizer func(d rank.Document, k int) []int

// summarization compares the offline engine with the usual baselines on the
// project's own articles and on each file summarization_*.jsonl in dir, one
// without a reference that the weights were found by: of large files every
// second row.
func summarization(dir string) {
	fmt.Printf("summarization: ROUGE-1, ROUGE-2 and ROUGE-L, F1 in percent, stemmed%24s%21s%21s%21s\n", "lead", "TextRank", "LexRank", "offline engine")
	systems := []summarizer{
		func(d rank.Document, k int) []int { return lead(d.Sentences, k) },
		func(d rank.Document, k int) []int { return textRank(d.Sentences, k) },
		func(d rank.Document, k int) []int { return lexRank(d.Sentences, k) },
		rank.Rank,
	}
	for _, set := range summarySets(dir) {
		fmt.Printf("%-20s %5d articles %45s", set.name, len(set.report), "")
		for _, system := range systems {
			s := meanScore(set.report, system)
			fmt.Printf("   %5.1f %5.1f %5.1f", 100*s[0], 100*s[1], 100*s[2])
		}
		fmt.Println()
	}
}

// summarySet is articles of one source with reference summaries.
type summarySet struct {
	name           string
	search, report []*summarized // halves: to find weights by, to report on
}

// summarized is an article with its reference and what has been scored of it.
type summarized struct {
	document  rank.Document
	reference []string // tokens
	wanted    int
	analysis  *rank.Analysis
	known     map[string][3]float64
}

// summarySets reads the project's own articles, all of them for the report,
// and the public ones.
func summarySets(dir string) []*summarySet {
	own := &summarySet{name: "own articles"}
	references, err := filepath.Glob("../testdata/summaries/*.txt")
	if err != nil || len(references) == 0 {
		log.Fatal("no ../testdata/summaries here: run from the folder measure of the project")
	}
	for _, name := range references {
		own.report = append(own.report, readOwn(name))
	}
	sets := []*summarySet{own}
	files, _ := filepath.Glob(filepath.Join(dir, "summarization_*.jsonl"))
	if len(files) == 0 {
		fmt.Println("  no summarization_*.jsonl in the samples: own articles only")
	}
	for _, file := range files {
		sets = append(sets, readSet(dir, filepath.Base(file)))
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
	s, err := newSummarized(string(text), string(summary), "", strings.Count(strings.TrimSpace(string(summary)), "\n")+1)
	if err != nil {
		log.Fatalf("%s: %v", files[0], err)
	}
	return s
}

func readSet(dir, file string) *summarySet {
	set := &summarySet{name: strings.TrimSuffix(strings.TrimPrefix(file, "summarization_"), ".jsonl")}
	type row struct {
		Text, Reference, Language string
		K                         int
	}
	const fewest = 200 // articles to find weights by
	list := rows[row](dir, file)
	for i, r := range list {
		s, err := newSummarized(r.Text, r.Reference, r.Language, r.K)
		switch {
		case err != nil || len(s.document.Sentences) <= r.K:
		case i%2 == 0 && len(list) >= fewest:
			set.search = append(set.search, s)
		default:
			set.report = append(set.report, s)
		}
	}
	return set
}

func newSummarized(text, reference, language string, k int) (*summarized, error) {
	a, err := article.Parse("sample", []byte(text))
	if err != nil {
		return nil, err
	}
	if language == "" {
		language = a.Language
	}
	s := &summarized{reference: rouge.Tokens(reference, true), wanted: k, known: map[string][3]float64{}}
	s.document.Language = language
	for i, sentence := range a.Sentences {
		s.document.Sentences = append(s.document.Sentences, strings.Join(strings.Fields(a.Sentence(i+1)), " "))
		s.document.Paragraphs = append(s.document.Paragraphs, sentence.Paragraph)
	}
	s.analysis = rank.Analyze(s.document)
	return s, nil
}

// score is ROUGE-1, ROUGE-2 and ROUGE-L (F1) of a choice of sentences.
func (s *summarized) score(chosen []int) [3]float64 {
	key := fmt.Sprint(chosen)
	if known, ok := s.known[key]; ok {
		return known
	}
	var tokens []string
	for _, i := range slices.Sorted(slices.Values(chosen)) {
		tokens = append(tokens, rouge.Tokens(s.document.Sentences[i], true)...)
	}
	s.known[key] = [3]float64{rouge.N(s.reference, tokens, 1).F1, rouge.N(s.reference, tokens, 2).F1, rouge.L(s.reference, tokens).F1}
	return s.known[key]
}

func (s *summarized) lead() [3]float64 { return s.once("lead", lead) }

func (s *summarized) textRank() [3]float64 { return s.once("TextRank", textRank) }

// once scores a slow system one time.
func (s *summarized) once(name string, system func([]string, int) []int) [3]float64 {
	if _, ok := s.known[name]; !ok {
		s.known[name] = s.score(system(s.document.Sentences, s.wanted))
	}
	return s.known[name]
}

func meanScore(articles []*summarized, system summarizer) (sum [3]float64) {
	for _, s := range articles {
		for m, x := range s.score(system(s.document, s.wanted)) {
			sum[m] += x / float64(len(articles))
		}
	}
	return sum
}
