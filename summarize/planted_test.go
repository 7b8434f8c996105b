package summarize

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
	"newsbrief/result"
)

// plant is a sentence of an article, a value or name in it, and a wrong one.
type plant struct {
	article     *article.Article
	sentence    int
	kind        string // number, name or unit
	good, wrong string
}

// plantedUnits are words that measure something else than the word beside them.
var plantedUnits = [][2]string{
	{"kilometres", "miles"}, {"million", "billion"}, {"euros", "dollars"}, {"days", "weeks"}, {" metres", " feet"},
	{"%", " million"}, {"pounds", "francs"}, {"years", "months"}, {"hours", "minutes"}, {"dollars", "euros"},
	{"tonnes", "kilograms"}, {"minutes", "hours"}, {"months", "years"}, {"weeks", "days"},
}

// plants are wrong values in the English articles, each number, name and unit once.
func plants(t *testing.T) (list []plant) {
	t.Helper()
	files, err := filepath.Glob("../testdata/articles/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.ParseText(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		if a.Language != "en" {
			continue
		}
		for n := range a.Sentences {
			sentence := a.Sentence(n + 1)
			seen := map[string]bool{}
			for _, c := range claim.Find(sentence, "en") {
				good := sentence[c.Start:c.End]
				for kind, wrong := range wrongOnes(good, c) {
					if !seen[kind] && wrong != "" && !strings.Contains(a.Text, wrong) {
						seen[kind] = true
						list = append(list, plant{a, n + 1, kind, good, wrong})
					}
				}
			}
		}
	}
	return list
}

// wrongOnes are what may stand in a claim's place.
func wrongOnes(good string, c claim.Claim) map[string]string {
	wrong := map[string]string{}
	if c.Kind == claim.Name {
		if first, _, found := strings.Cut(good, " "); found {
			wrong["name"] = first + " Brandvold"
		}
		return wrong
	}
	for i, r := range good {
		if r >= '1' && r <= '8' {
			wrong["number"] = good[:i] + string(r+1) + good[i+1:]
			break
		}
	}
	for _, u := range plantedUnits {
		if strings.Contains(good, u[0]) {
			wrong["unit"] = strings.Replace(good, u[0], u[1], 1)
			break
		}
	}
	return wrong
}

// written is a text in lines as it is checked.
func written(a *article.Article, lines ...string) []result.Passage {
	d := document{answer: newAnswer(newSupport(a, a.Language), mostStatements, Options{})}
	d.answer.check = d.check
	for _, l := range lines {
		d.line(llmLine(l))
	}
	_ = d.finish()
	_, passages := d.text()
	return passages
}

func llmLine(text string) llm.Line { return llm.Line{Text: text, Ended: true} }

// recordingOf is a record that a model wrote on one line.
func recordingOf(a *article.Article, raw []byte) *recording {
	answer := newAnswer(newSupport(a, a.Language), mostStatements, Options{})
	o := Options{Asking: prompts.Asking{Template: &prompts.Template{}}}
	r := &recording{reading: &reading{options: o, article: a, language: a.Language, answer: answer}, raw: raw}
	r.answer.check = r.check
	r.addLeaves()
	return r
}

func compact(text string) []byte {
	var line bytes.Buffer
	_ = json.Compact(&line, []byte(text))
	return line.Bytes()
}

// leavesOf are the leaves of a record as they are checked.
func leavesOf(a *article.Article, value any) []result.Leaf {
	raw, _ := json.Marshal(value)
	r := recordingOf(a, raw)
	var list []result.Leaf
	for n, b := range r.answer.bullets {
		list = append(list, result.Leaf{Path: r.leaves[n].path, Bullet: b})
	}
	return list
}

// forms are the forms in which a value is told: in the middle of a paragraph, in a cell of
// a table, in a leaf of a record.
func (p plant) forms(value string) map[string]bool {
	a, n := p.article, p.sentence
	line := func(n int) string {
		return strings.Join(strings.Fields(a.Sentence(n)), " ") + fmt.Sprintf(" [%d]", n)
	}
	told := strings.Replace(line(n), p.good, value, 1)
	lines := []string{told}
	if n > 1 {
		lines = append([]string{line(n - 1)}, lines...)
	}
	if n < len(a.Sentences) {
		lines = append(lines, line(n+1))
	}
	out := map[string]bool{}
	for _, s := range written(a, strings.Join(lines, " ")) {
		if strings.Contains(s.Text, value) {
			out["paragraph"] = out["paragraph"] || s.Doubtful()
		}
	}
	about := labelBeside(a.Sentence(n), p.good)
	for _, s := range written(a, "| What | Value |", "| --- | --- |", fmt.Sprintf("| %s | %s | [%d]", about, value, n)) {
		out["cell"] = out["cell"] || s.Doubtful()
	}
	for _, l := range leavesOf(a, map[string]any{"facts": []any{map[string]any{"label": about, "value": value}}}) {
		out["leaf"] = out["leaf"] || l.Doubtful()
	}
	return out
}

// labelBeside are the words before a value, or behind it.
func labelBeside(sentence, value string) string {
	before, after, _ := strings.Cut(sentence, value)
	words := strings.Fields(before)
	if len(words) < 2 {
		words = strings.Fields(after)
		return strings.Trim(strings.Join(words[:min(3, len(words))], " "), ".,;:\"")
	}
	return strings.Trim(strings.Join(words[max(0, len(words)-3):], " "), ".,;:\"")
}

// A wrong number, name or unit is marked in a paragraph, a cell and a leaf in 95 of 100,
// and the right one is not. The sentences are the articles' own but for what is planted.
func TestPlanted(t *testing.T) {
	all := plants(t)
	marked, alarms, of := map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range all {
		for form, is := range p.forms(p.wrong) {
			of[form]++
			of[p.kind]++
			if is {
				marked[form]++
				marked[p.kind]++
			} else {
				t.Logf("missed %s in %s: %q for %q: %s", p.kind, form, p.wrong, p.good, p.article.Sentence(p.sentence))
			}
		}
		for form, is := range p.forms(p.good) {
			if is {
				alarms[form]++
				t.Logf("alarm in %s: %q: %s", form, p.good, p.article.Sentence(p.sentence))
			}
		}
	}
	t.Logf("marked %v, alarms %v, of %v", marked, alarms, of)
	for what, n := range of {
		if 100*marked[what] < 95*n || alarms[what] > 0 {
			t.Errorf("%s: %d of %d marked, %d false alarms", what, marked[what], n, alarms[what])
		}
	}
}
