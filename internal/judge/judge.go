// Package judge asks a second model whether statements are what an article says.
// It hides the kinds of models that judge, and how each is asked.
package judge

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// Kind is how a model is asked.
type Kind string

// The kinds.
const (
	Chat      Kind = "chat"      // any model that follows instructions: all statements in one question
	MiniCheck Kind = "minicheck" // Bespoke-MiniCheck: one statement a question, Yes or No
	Guardian  Kind = "guardian"  // Granite Guardian: one statement a question, a score
)

// Kinds are all of them.
var Kinds = []Kind{Chat, MiniCheck, Guardian}

// KindOf tells how a model is asked by the name that its makers gave it.
func KindOf(model string) Kind {
	name := strings.ToLower(model)
	switch {
	case strings.Contains(name, "minicheck"):
		return MiniCheck
	case strings.Contains(name, "guardian"):
		return Guardian
	}
	return Chat
}

// Judge is a model that judges. It is safe for concurrent use.
type Judge struct {
	Client *llm.Client
	Model  string
	Kind   Kind
	Jobs   int // questions about one article in flight at once; 0: one
	// Required says that a line without a verdict is an error, not only unchecked.
	Required bool
}

// Identity is what decides the verdicts besides the article and the statements: two
// judges whose identities have the same JSON ask the same.
func (j *Judge) Identity() []any { return []any{j.Kind, j.Model, j.Required} }

// Requires says whether lines without a verdict, where there are any, are a failure.
func (j *Judge) Requires(unjudged bool) bool { return j != nil && j.Required && unjudged }

// Foretell tells a dry run of the questions about so many lines that are still to be
// written; nil asks none.
func (j *Judge) Foretell(a *article.Article, lines int) {
	if j == nil {
		return
	}
	s := j.session(a, nil)
	if j.Kind == Chat {
		r := s.question(s.all(), nil)
		r.Answer = lines * verdictTokens
		j.Client.Foretell("one more request, by which "+j.Model+" judges the lines", r, lines*statementTokens)
		return
	}
	r := s.Request(nil, lines*answerTokens)
	j.Client.Foretell(fmt.Sprintf("%d more requests, by which %s judges the lines", lines, j.Model), r,
		lines*(statementTokens+nearTokens))
}

// statementTokens is about what a line takes, and nearTokens what the sentences near
// it take.
const (
	statementTokens = 40
	nearTokens      = 250
)

// Statement is a line to be judged, with the sentences that it cites, from 1.
type Statement struct {
	Text  string
	Cited []int
}

// Judge returns a verdict a statement, in their order, and what they took. A
// statement that the model gave no usable line for is Unchecked. The error is that
// of the endpoint; the verdicts that there are stand beside it.
func (j *Judge) Judge(ctx context.Context, a *article.Article, statements []Statement) (
	[]result.Sense, result.Usage, error) {
	s := j.session(a, statements)
	var err error
	switch j.Kind {
	case MiniCheck:
		err = s.oneByOne(ctx, miniCheck{})
	case Guardian:
		err = s.oneByOne(ctx, guardian{})
	default:
		err = s.together(ctx)
	}
	return s.senses, s.Used(), err
}

func (j *Judge) session(a *article.Article, statements []Statement) *session {
	zero := 0.0
	s := &session{
		Talk:       talk.New(j.Client, prompts.Asking{Model: j.Model, Temperature: &zero, Jobs: j.Jobs}),
		article:    a,
		statements: statements,
		senses:     make([]result.Sense, len(statements)),
	}
	for i := range s.senses {
		s.senses[i] = result.Sense{Verdict: result.Unchecked, Sentences: []int{}, Model: j.Model}
	}
	return s
}

// session is the judging of the statements about one article.
type session struct {
	*talk.Talk
	article    *article.Article
	statements []Statement
	senses     []result.Sense // one a statement
}

// all are the numbers of the article's sentences.
func (s *session) all() []int {
	numbers := make([]int, len(s.article.Sentences))
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

// nearest is how many sentences are looked at that share most with a statement.
const nearest = 3

// near are the sentences that decide about a statement, most likely: those that it
// cites with their neighbours, and the nearest by words. They are in order, each
// once.
func (s *session) near(st Statement) []int {
	var numbers []int
	add := func(n int) {
		if n >= 1 && n <= len(s.article.Sentences) {
			numbers = append(numbers, n)
		}
	}
	for _, n := range st.Cited {
		for d := -1; d <= 1; d++ {
			add(n + d)
		}
	}
	index := s.article.Index()
	close := index.Nearest().To(index.Content(st.Text, 0, s.article.Language))
	for _, n := range close[:min(nearest, len(close))] {
		add(n + 1)
	}
	if len(numbers) == 0 {
		return s.all()
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}
