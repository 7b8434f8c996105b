package judge

import (
	"context"
	_ "embed"
	"math"
	"strconv"
	"strings"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/result"
)

//go:embed trial.txt
var trialText string

// trialArticle is a small article with statements about it that it bears out or not.
type trialArticle struct {
	article *article.Article
	pairs   []pair
}

// pair is a statement and what is wrong with it; "": nothing.
type pair struct{ statement, fault string }

// Kept counts the pairs of a kind that a model judged rightly.
type Kept struct {
	Kind  string // what is wrong with the statement; "right": nothing
	Right int
	Of    int
}

// Trial is how a model judges pairs whose verdicts are known.
type Trial struct {
	Kinds     []Kept
	Unchecked int           // pairs without a usable line
	Took      time.Duration // for all
	Used      result.Usage
}

// right is the kind of the pairs that an article bears out.
const right = "right"

// Try has the model judge the pairs.
func (j *Judge) Try(ctx context.Context) (*Trial, error) {
	t := &Trial{Kinds: []Kept{{Kind: right}}}
	started := time.Now()
	articles, err := trialArticles()
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		var statements []Statement
		for _, p := range a.pairs {
			statements = append(statements, Statement{Text: p.statement})
		}
		senses, used, err := j.Judge(ctx, a.article, statements)
		t.Used.Add(used)
		if err != nil {
			return nil, err
		}
		for i, p := range a.pairs {
			t.count(p, senses[i].Verdict)
		}
	}
	t.Took = time.Since(started)
	return t, nil
}

func (t *Trial) count(p pair, v result.Verdict) {
	k := t.kind(p.fault)
	k.Of++
	switch {
	case v == result.Unchecked:
		t.Unchecked++
	case (v == result.SenseSupported) == (p.fault == ""):
		k.Right++
	}
}

func (t *Trial) kind(fault string) *Kept {
	if fault == "" {
		fault = right
	}
	for i := range t.Kinds {
		if t.Kinds[i].Kind == fault {
			return &t.Kinds[i]
		}
	}
	t.Kinds = append(t.Kinds, Kept{Kind: fault})
	return &t.Kinds[len(t.Kinds)-1]
}

// Balanced is the balanced accuracy, the mean of the shares of right and of wrong
// statements that were judged so, with the lower bound of its 95% interval: that of
// Newcombe's square-and-add method over two Wilson intervals (Newcombe, Statistics
// in Medicine 17, 1998, method 10). A pair without a verdict counts as judged
// wrongly.
func (t *Trial) Balanced() (value, lower float64) {
	var good, bad Kept
	for _, k := range t.Kinds {
		sum := &bad
		if k.Kind == right {
			sum = &good
		}
		sum.Right, sum.Of = sum.Right+k.Right, sum.Of+k.Of
	}
	p, q := good.share(), bad.share()
	value = (p + q) / 2
	return value, value - math.Hypot(p-good.wilson(), q-bad.wilson())/2
}

func (k Kept) share() float64 { return float64(k.Right) / float64(max(k.Of, 1)) }

// wilson is the lower bound of the share's 95% interval (Wilson, JASA 22, 1927).
func (k Kept) wilson() float64 {
	const z = 1.96
	n, p := float64(max(k.Of, 1)), k.share()
	return (p + z*z/(2*n) - z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))) / (1 + z*z/n)
}

// leastBalanced is the balanced accuracy below whose lower bound a model is no
// checker: a coin has a half.
const leastBalanced = 0.6

// Fit says whether the model is good enough to judge.
func (t *Trial) Fit() bool {
	_, lower := t.Balanced()
	return lower >= leastBalanced
}

// Remember keeps what a trial found of the model, where its client keeps answers.
func (j *Judge) Remember(t *Trial) {
	value, _ := t.Balanced()
	fit := "no"
	if t.Fit() {
		fit = "yes"
	}
	j.Client.Keep(j.memory(), j.Model, []string{fit, strconv.FormatFloat(value, 'f', 3, 64)})
}

// KnownUnfit says whether a trial found the model to be no checker, with its
// balanced accuracy.
func (j *Judge) KnownUnfit() (balanced float64, known bool) {
	lines, ok := j.Client.Recall(j.memory())
	if !ok || len(lines) != 2 || lines[0] != "no" {
		return 0, false
	}
	balanced, err := strconv.ParseFloat(lines[1], 64)
	return balanced, err == nil
}

// memory is the question under which a trial's outcome is kept: it is never sent.
func (j *Judge) memory() llm.Request {
	question := llm.Message{Role: "user", Content: "task: trial " + string(j.Kind) + "\n"}
	return llm.Request{Model: j.Model, Messages: []llm.Message{question}}
}

// trialArticles reads the pairs: sentences behind "=", a right statement behind
// "+", a wrong one behind "-" and the kind of its fault.
func trialArticles() (list []trialArticle, err error) {
	for part := range strings.SplitSeq(trialText, "\n=\n") {
		var sentences []string
		var pairs []pair
		for line := range strings.Lines(part) {
			mark, text, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch mark {
			case "=":
				sentences = append(sentences, text)
			case "+":
				pairs = append(pairs, pair{statement: text})
			case "-":
				fault, statement, _ := strings.Cut(text, ": ")
				pairs = append(pairs, pair{statement, fault})
			}
		}
		a, err := article.ParseText("trial", strings.Join(sentences, " "))
		if err != nil {
			return nil, err
		}
		list = append(list, trialArticle{a, pairs})
	}
	return list, nil
}
