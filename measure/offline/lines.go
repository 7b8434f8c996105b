package main

import (
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// labelled is an article with what a reader made of each of its sentences.
type labelled struct {
	Article string `json:"article"` // from the project's folder
	Main    []int  `json:"main"`    // the sentences of the line that stands first, from 1
	Labels  string `json:"labels"`  // a word of five digits a sentence: whole, alone, fact, worth, behind
}

// label is what a reader made of a sentence.
type label struct {
	whole, alone, fact bool
	worth              int  // in a summary, 0 to 3
	behind             bool // understood behind the line that stands first
}

func (l label) good() bool { return l.whole && l.alone && l.fact }

// follows says whether a sentence may stand behind the line that stands first.
func (l label) follows() bool { return l.whole && l.fact && l.worth > 0 && l.behind }

// belongs says whether a sentence belongs in a summary.
func (l label) belongs() bool { return l.whole && l.fact && l.worth >= 2 }

// list are the labels of an article's sentences.
func (l *labelled) list() (labels []label) {
	for digits := range strings.FieldsSeq(l.Labels) {
		labels = append(labels, label{
			digits[0] == '1', digits[1] == '1', digits[2] == '1', int(digits[3] - '0'), digits[4] == '1',
		})
	}
	return labels
}

// lines prints what the labels say of the engine's lines. A line is good where its first
// sentence is, and the others are understood behind the line that stands first; one whose words
// were changed is counted apart, for its label is of what the article says.
func lines(binary string) {
	counts := map[string]*lineCount{"all": {}}
	for _, l := range read[labelled]("offline/labels.jsonl") {
		brief := briefOf(binary, filepath.Join("..", l.Article))
		own := counts[brief.Source.Language]
		if own == nil {
			own = &lineCount{}
			counts[brief.Source.Language] = own
		}
		own.add(brief, l)
		counts["all"].add(brief, l)
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf("%-4s %s\n", name, counts[name])
	}
}

func briefOf(binary, file string) (brief result.Brief) {
	text, err := exec.Command(binary, "summarize", "-q", "--backend", "offline", "--format", "json", file).Output()
	if err != nil {
		log.Fatalf("%s: %v", file, err)
	}
	must(json.Unmarshal(text, &brief))
	return brief
}

// lineCount counts lines by their labels.
type lineCount struct{ articles, lines, good, changed, told, sentences, worthy int }

func (c *lineCount) add(brief result.Brief, of *labelled) {
	c.articles++
	labels := of.list()
	for _, b := range brief.Bullets {
		first, facts := true, true
		good, changed := false, false
		for _, e := range b.Evidence {
			quote := strings.Join(strings.Fields(e.Quote), " ")
			if !first && (e.Sentence < b.Evidence[0].Sentence || !strings.Contains(b.Text, quote)) {
				continue // it names what the line is about
			}
			changed = changed || first && !strings.Contains(b.Text, quote)
			l := labels[e.Sentence-1]
			switch {
			case first:
				good = l.good()
			case !slices.Contains(of.Main, e.Sentence):
				good = good && l.follows()
			}
			first, facts = false, facts && l.whole && l.fact
			c.sentences++
			c.worthy += one(l.worth >= 2)
		}
		c.lines++
		c.told += one(facts)
		c.good += one(good && facts)
		c.changed += one(changed && !(good && facts))
	}
}

func (c *lineCount) String() string {
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return fmt.Sprintf("%3d articles, %.1f lines of %.1f sentences each: good %.0f%%, changed and not %.0f%%, "+
		"facts %.0f%%; sentences of worth %.0f%%", c.articles, float64(c.lines)/float64(c.articles),
		float64(c.sentences)/float64(max(c.lines, 1)), share(c.good, c.lines), share(c.changed, c.lines),
		share(c.told, c.lines), share(c.worthy, c.sentences))
}

// textOf are the sentences of an article, on one line each.
func textOf(a *article.Article) (list []string) {
	for i := range a.Sentences {
		list = append(list, strings.Join(strings.Fields(a.Sentence(i+1)), " "))
	}
	return list
}
