package main

import (
	"encoding/json"
	"log"
	"slices"
	"strings"

	"newsbrief/internal/article"
)

func decode(data []byte, v any) {
	if err := json.Unmarshal(data, v); err != nil {
		log.Fatal(err)
	}
}

// passage is a paragraph of SQuAD with its questions.
type passage struct {
	Context string
	QAs     []struct {
		Question   string
		Impossible bool `json:"is_impossible"`
		Answers    []struct {
			Start int `json:"answer_start"` // characters
		}
	}
}

// readSQuAD makes an article of every five paragraphs of a title.
func readSQuAD(data []byte) (list []question) {
	const paragraphs = 5
	var file struct {
		Data []struct {
			Title      string
			Paragraphs []passage
		}
	}
	decode(data, &file)
	for n, d := range file.Data {
		title := d.Title
		if title == "" {
			title = string(rune('a' + n))
		}
		for passages := range slices.Chunk(d.Paragraphs, paragraphs) {
			list = append(list, joined(title, passages)...)
		}
	}
	return list
}

func joined(title string, passages []passage) (list []question) {
	var contexts []string
	for _, p := range passages {
		contexts = append(contexts, oneLine(p.Context))
	}
	a, err := article.ParseText("a.txt", strings.Join(contexts, "\n\n"))
	if err != nil {
		return nil
	}
	t := &text{title: title}
	for n := range a.Sentences {
		t.sentences = append(t.sentences, oneLine(a.Sentence(n+1)))
	}
	for i, p := range passages {
		at := strings.Index(a.Text, contexts[i])
		if at < 0 {
			continue
		}
		for _, qa := range p.QAs {
			q := question{text: t, asked: qa.Question}
			for _, answer := range qa.Answers {
				q.add(a, at+offset(p.Context, answer.Start))
			}
			if qa.Impossible || len(q.answers) > 0 {
				list = append(list, q)
			}
		}
	}
	return list
}

// add adds the sentence at a byte of an article.
func (q *question) add(a *article.Article, at int) {
	for n, s := range a.Sentences {
		if s.Start <= at && at < s.End && !slices.Contains(q.answers, n) {
			q.answers = append(q.answers, n)
		}
	}
}

// offset is the byte of a text on one line that a character becomes.
func offset(text string, character int) int {
	runes := []rune(text)
	if character < 0 || character > len(runes) {
		return -1
	}
	return len(oneLine(string(runes[:character])+"x")) - 1
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func readMultiRC(data []byte) (list []question) {
	var file struct {
		Data []struct {
			ID        string
			Paragraph struct {
				Text      string
				Questions []struct {
					Question  string
					Sentences []int `json:"sentences_used"`
				}
			}
		}
	}
	decode(data, &file)
	for _, d := range file.Data {
		t := &text{title: d.ID}
		for _, s := range strings.Split(d.Paragraph.Text, "<b>Sent ") {
			if _, s, ok := strings.Cut(s, ": </b>"); ok {
				t.sentences = append(t.sentences, strings.TrimSuffix(s, "<br>"))
			}
		}
		for _, q := range d.Paragraph.Questions {
			list = append(list, question{t, q.Question, q.Sentences})
		}
	}
	return list
}

// readWikiQA reads lines of a question's number, the question, the article's number and
// title, the sentence's number, the sentence, and whether it answers.
func readWikiQA(data []byte) (list []question) {
	last := ""
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if i == 0 || len(f) != 7 {
			continue
		}
		if f[0] != last {
			last = f[0]
			list = append(list, question{text: &text{title: f[2]}, asked: f[1]})
		}
		q := &list[len(list)-1]
		if f[6] == "1" {
			q.answers = append(q.answers, len(q.text.sentences))
		}
		q.text.sentences = append(q.text.sentences, f[5])
	}
	return list
}

func readSelQA(data []byte) (list []question) {
	var rows []struct {
		Question, Article string
		Answers           []int
		Candidates        []string
	}
	decode(data, &rows)
	for _, r := range rows {
		list = append(list, question{&text{r.Article, r.Candidates}, r.Question, r.Answers})
	}
	return list
}
