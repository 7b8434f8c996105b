package main

import (
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/offline/search"
)

// question is one on a text; no sentence answers one that is not answered there.
type question struct {
	text    *text
	asked   string
	answers []int
}

// text is an article.
type text struct {
	title     string
	sentences []string
}

// row is a question held against its text, against the text without the sentences that
// answer it, and against another text.
type row struct {
	set                   string
	answers               []int
	own, without, another *search.Match
}

// most is how many questions of a set are taken, spread over it.
const most = 330

func readSets(dir string) (rows []*row) {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		log.Fatalf("%s has no questions", dir)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		set, ending, _ := strings.Cut(filepath.Base(file), ".")
		language, form, _ := strings.Cut(ending, ".")
		read := map[string]func([]byte) []question{
			"json": readSQuAD, "multirc": readMultiRC, "tsv": readWikiQA, "selqa": readSelQA,
		}[form]
		if read == nil {
			log.Fatalf("%s is in no form that is known", file)
		}
		rows = append(rows, match(read(data), set+"."+language, language)...)
	}
	return rows
}

// match holds some of the questions of a set against their texts.
func match(questions []question, set, language string) (rows []*row) {
	const spread = 7919 // a prime
	texts := map[*text]*search.Text{}
	for i, q := range questions {
		if i*spread%len(questions) >= most {
			continue
		}
		read := func(t *text) *search.Text {
			if texts[t] == nil {
				texts[t] = search.Read(t.sentences, language)
			}
			return texts[t]
		}
		r := &row{set: set, answers: q.answers, own: read(q.text).Match(q.asked)}
		if left := q.text.without(q.answers); len(q.answers) > 0 && len(left) > 0 {
			r.without = search.Read(left, language).Match(q.asked)
		}
		if other := another(questions, i); other != nil {
			r.another = read(other).Match(q.asked)
		}
		rows = append(rows, r)
	}
	return rows
}

func (t *text) without(sentences []int) (left []string) {
	for n, s := range t.sentences {
		if !slices.Contains(sentences, n) {
			left = append(left, s)
		}
	}
	return left
}

// another is a text on something else, from afar.
func another(questions []question, i int) *text {
	for step := range questions {
		q := questions[(i+len(questions)/3+step)%len(questions)]
		if q.text.title != questions[i].text.title {
			return q.text
		}
	}
	return nil
}
