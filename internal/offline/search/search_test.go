package search_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/offline/search"
)

// asked is a question on an article of the project.
type asked struct {
	Article  string
	Question string
	Sentence string `json:"answer_sentence"` // or several
	Also     string // another that answers
	Absent   bool   // the article does not answer it
}

// The sets are in words of their own, which the articles hardly have ("How many folks
// got hurt?"), and of readers who had not seen the code. The weights are fitted to none of
// them, but fresh.jsonl and those before it were looked at; blind.jsonl was not.
func TestFind(t *testing.T) {
	for _, tt := range []struct {
		file            string
		found, notThere int
	}{
		{"questions.jsonl", 21, 9},
		{"fitted.jsonl", 25, 11},
		{"unseen.jsonl", 21, 9},
		{"fresh.jsonl", 47, 20},
		{"blind.jsonl", 42, 20},
	} {
		found, surely, notThere, present, absent := 0, 0, 0, 0, 0
		for _, q := range read(t, tt.file) {
			right, r := ask(t, q)
			switch {
			case q.Absent:
				absent++
				if !r.Sure {
					notThere++
				}
			default:
				present++
				if right {
					found++
				}
				if right && r.Sure {
					surely++
				}
			}
		}
		t.Logf("%s: %d of %d found, %d surely; %d of %d not there", tt.file, found, present, surely, notThere, absent)
		if found < tt.found || notThere < tt.notThere {
			t.Errorf("%s: less than %d found or %d not there", tt.file, tt.found, tt.notThere)
		}
	}
}

// Many questions that have nothing to do with an article are answered with none of its
// sentences, not with the least far. related of weights.go was found on these; it lets
// more of them pass than it might, since it must not stop questions that are answered.
func TestFindForeign(t *testing.T) {
	const most = 13 // with sentences all the same
	var answered []string
	questions := read(t, "foreign.jsonl")
	for _, q := range questions {
		if _, r := ask(t, q); len(r.Sentences) > 0 {
			answered = append(answered, q.Article+": "+q.Question)
		}
	}
	t.Logf("%d of %d have sentences:\n%s", len(answered), len(questions), strings.Join(answered, "\n"))
	if len(answered) > most {
		t.Errorf("more than %d", most)
	}
}

func read(t *testing.T, file string) (list []asked) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(data))); d.More(); {
		var q asked
		if err := d.Decode(&q); err != nil {
			t.Fatal(err)
		}
		list = append(list, q)
	}
	return list
}

// ask says whether one of the sentences found is one of those that answer.
func ask(t *testing.T, q asked) (right bool, r search.Result) {
	t.Helper()
	text, err := os.ReadFile("../../../testdata/articles/" + q.Article)
	if err != nil {
		t.Fatal(err)
	}
	a, err := article.ParseText(q.Article, string(text))
	if err != nil {
		t.Fatal(err)
	}
	var sentences []string
	for n := range a.Sentences {
		sentences = append(sentences, oneLine(a.Sentence(n+1)))
	}
	r = search.Find(sentences, a.Language, q.Question)
	for _, i := range r.Sentences {
		for _, answer := range []string{q.Sentence, q.Also} {
			holds := strings.Contains(answer, sentences[i]) || strings.Contains(sentences[i], answer)
			right = right || answer != "" && holds
		}
	}
	return right, r
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func FuzzFind(f *testing.F) {
	f.Add("How many folks got hurt?", "14 people were taken to hospital.", "en")
	f.Add("¿Cuánto cuesta l'été?", "Costará 9 euros. 昔は240万人が", "es")
	f.Add("何人が乗った", "年間240万人が利用した。", "ja")
	f.Fuzz(func(t *testing.T, question, text, language string) {
		sentences := strings.Split(text, ".")
		r := search.Find(sentences, language, question)
		for _, n := range r.Sentences {
			if n < 0 || n >= len(sentences) {
				t.Errorf("sentence %d of %d", n, len(sentences))
			}
		}
	})
}
