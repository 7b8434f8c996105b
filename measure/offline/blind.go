package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// judged is an article with two summaries in a mixed order, and what a reader made of it.
type judged struct {
	File    string   `json:"file"`
	Article string   `json:"article"`
	A       []string `json:"A"`
	B       []string `json:"B"`
	Figures []string `json:"figures"`
	People  []string `json:"people"`
	Engine  string   `json:"engine"` // A or B; the reader is not told
	Verdict *verdict `json:"verdict,omitempty"`
}

// verdict is what SHEET.md asks for.
type verdict struct {
	File       string               `json:"file,omitempty"`
	Lines      map[string][][3]bool `json:"lines"`
	Main       map[string]bool      `json:"main"`
	Preferred  string               `json:"preferred"`
	Figures    []bool               `json:"figures"`
	People     []bool               `json:"people"`
	Why        string               `json:"why"`
	LinesWhy   json.RawMessage      `json:"lines_why,omitempty"` // a text, or a list of texts
	FiguresWhy json.RawMessage      `json:"figures_why,omitempty"`
	PeopleWhy  json.RawMessage      `json:"people_why,omitempty"`
}

// blind writes sheets for a reader of the articles in a folder: NN.md each, and blind.jsonl
// with what the reader is not to see.
func blind(binary, folder, out string) {
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	must(os.MkdirAll(out, 0o755))
	key, err := os.Create(filepath.Join(out, "blind.jsonl"))
	must(err)
	n := 0
	for _, file := range files {
		if filepath.Ext(file) == ".facts" {
			continue
		}
		n++
		j := summaries(binary, file)
		j.File = fmt.Sprintf("%02d", n)
		must(os.WriteFile(filepath.Join(out, j.File+".md"), []byte(j.sheet()), 0o644))
		must(json.NewEncoder(key).Encode(j))
	}
	must(key.Close())
}

// summaries are the engine's and the first three sentences of an article; the name of the
// article decides which is A.
func summaries(binary, file string) *judged {
	const facts = 6
	run := exec.Command(binary, "summarize", "-q", "--backend", "offline", "--figures", "--format", "json", file)
	text, err := run.Output()
	if err != nil {
		log.Fatalf("%s: %v", file, err)
	}
	var brief result.Brief
	must(json.Unmarshal(text, &brief))
	j := &judged{Article: filepath.Base(file), Engine: "A", B: firstThree(file)}
	for _, b := range brief.Bullets {
		j.A = append(j.A, b.Text)
	}
	for _, f := range brief.Figures[:min(facts, len(brief.Figures))] {
		j.Figures = append(j.Figures, f.Text+" | "+f.Measures)
	}
	for _, p := range brief.People[:min(facts, len(brief.People))] {
		j.People = append(j.People, p.Name+" | "+p.Role)
	}
	h := fnv.New32a()
	h.Write([]byte(j.Article))
	if h.Sum32()%2 == 1 {
		j.A, j.B, j.Engine = j.B, j.A, "B"
	}
	return j
}

// firstThree are the first sentences of an article behind its title.
func firstThree(file string) (lines []string) {
	text, err := os.ReadFile(file)
	must(err)
	a, err := article.Parse(filepath.Base(file), text)
	must(err)
	for n := range a.Sentences {
		line := strings.Join(strings.Fields(a.Sentence(n+1)), " ")
		if (n > 0 || lang.EndsSentence(line)) && len(lines) < 3 {
			lines = append(lines, line)
		}
	}
	return lines
}

func (j *judged) sheet() string {
	var b strings.Builder
	list := func(title string, lines []string) {
		fmt.Fprintf(&b, "\n## %s\n\n", title)
		for _, l := range lines {
			b.WriteString("- " + l + "\n")
		}
	}
	b.WriteString("# " + j.Article + "\n")
	list("A", j.A)
	list("B", j.B)
	list("Figures", j.Figures)
	list("People and organisations", j.People)
	return b.String()
}

// count adds the verdicts in a file to the sheets in another, writes these with them and
// prints the table of docs/quality.md.
func count(sheets, verdicts string) {
	rows, given := read[judged](sheets), map[string]*verdict{}
	for _, v := range read[verdict](verdicts) {
		given[v.File] = v
	}
	out, err := os.Create(sheets)
	must(err)
	var engine, other tally
	figures, people := [2]int{}, [2]int{}
	for _, j := range rows {
		if v := given[j.File]; v != nil {
			j.Verdict = v
		}
		must(json.NewEncoder(out).Encode(j))
		if j.Verdict == nil {
			continue
		}
		rival := map[string]string{"A": "B", "B": "A"}[j.Engine]
		engine.add(j.Verdict, j.Engine)
		other.add(j.Verdict, rival)
		tick(&figures, j.Verdict.Figures)
		tick(&people, j.Verdict.People)
	}
	must(out.Close())
	fmt.Printf("| | first three sentences | offline engine |\n")
	for i, name := range tallied {
		fmt.Printf("| %s | %d | %d |\n", name, other[i], engine[i])
	}
	fmt.Printf("figures %d of %d, people %d of %d\n", figures[0], figures[1], people[0], people[1])
}

// tally counts what the sheet asks for, in the order of tallied.
type tally [7]int

var tallied = [...]string{"preferred", "main facts", "lines", "whole", "alone", "fact", "all three"}

func (t *tally) add(v *verdict, side string) {
	t[0] += one(v.Preferred == side)
	t[1] += one(v.Main[side])
	for _, l := range v.Lines[side] {
		t[2]++
		for i, yes := range l {
			t[3+i] += one(yes)
		}
		t[6] += one(l == [3]bool{true, true, true})
	}
}

func tick(count *[2]int, right []bool) {
	for _, yes := range right {
		count[0] += one(yes)
		count[1]++
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// read reads JSON lines.
func read[T any](file string) (rows []*T) {
	f, err := os.Open(file)
	must(err)
	defer f.Close()
	for lines := json.NewDecoder(f); lines.More(); {
		row := new(T)
		must(lines.Decode(row))
		rows = append(rows, row)
	}
	return rows
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
