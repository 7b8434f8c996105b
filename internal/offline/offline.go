// Package offline answers where no model is configured: by rule, and free to
// improve.
package offline

import (
	"strings"

	"newsbrief/internal/mock"
	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/figures"
	"newsbrief/internal/offline/people"
	"newsbrief/internal/offline/rank"
	"newsbrief/internal/offline/search"
	"newsbrief/internal/offline/syntax"
)

// Start serves the engine, in the mock's protocol, until Close.
func Start() *mock.Server {
	return mock.Serve(mock.Engine{Bullets: bullets, Facts: facts, Answers: answers})
}

func facts(a mock.Article, n int) (list []mock.Fact) {
	about := rank.Analyze(rank.Document(a))
	l := newList(a, about)
	sentences := make([]*syntax.Sentence, len(a.Sentences))
	for i, text := range a.Sentences {
		switch {
		case about.IsFurniture(i) || i == about.Title() || about.IsHeading(i) && !strings.HasSuffix(text, ":"): // "Ann Marsh said:"
			text = ""
		default:
			text = alone.Cut(text, a.Language)
			if named, _, ok := l.text.Named(i, text); ok {
				text = named
			}
		}
		sentences[i] = syntax.Read(text, a.Language)
	}
	for _, f := range figures.Find(sentences, n) {
		list = append(list, mock.Fact{Text: f.Text, About: f.Measures, Sentence: f.Sentence})
	}
	for _, p := range people.Find(sentences, n) {
		list = append(list, mock.Fact{Text: p.Name, About: p.Role, Sentence: p.Sentence})
	}
	return list
}

func answers(a mock.Article, question string) (sentences []int, answered bool) {
	found := search.Find(a.Sentences, a.Language, question)
	return found.Sentences, found.Sure
}
