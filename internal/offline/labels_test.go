package offline

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/mock"
)

// Labels of figures, each judged by a reader: does it say, rightly and in grammatical words, what
// the value measures? testdata/labels.tsv holds an article of testdata/articles, a value,
// its label, and good or bad. A label that is not there is to be read and added; nine of ten
// must be good.
func TestLabels(t *testing.T) {
	const share, most = 0.9, 8 // most: figures of an article
	known := judged(t, "testdata/labels.tsv")
	files, _ := filepath.Glob("../../testdata/articles/*")
	good, all := 0, 0
	for _, file := range files {
		for _, f := range facts(readArticle(t, file), most) {
			if !strings.Contains(f.About, "…") {
				continue // a person
			}
			key := filepath.Base(file) + "\t" + f.Text + "\t" + f.About
			verdict, ok := known[key]
			if !ok {
				t.Errorf("to be judged:\n%s", key)
			}
			if all++; verdict == "good" {
				good++
			}
		}
	}
	if float64(good) < share*float64(all) || len(files) == 0 {
		t.Errorf("%d of %d labels are good", good, all)
	}
}

// judged reads a table whose last column is a verdict.
func judged(t *testing.T, name string) map[string]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	table := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if at := strings.LastIndexByte(lines.Text(), '\t'); at > 0 {
			table[lines.Text()[:at]] = lines.Text()[at+1:]
		}
	}
	return table
}

// readArticle is an article as the engine reads it.
func readArticle(t testing.TB, name string) mock.Article {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := article.Parse(filepath.Base(name), data)
	if err != nil {
		t.Fatal(err)
	}
	m := mock.Article{Language: a.Language}
	for i, s := range a.Sentences {
		m.Sentences, m.Paragraphs = append(m.Sentences, a.Sentence(i+1)), append(m.Paragraphs, s.Paragraph)
	}
	return m
}
