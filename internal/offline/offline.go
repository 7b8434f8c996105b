// Package offline answers where no model is configured: by rule, and free to
// improve.
package offline

import (
	"newsbrief/internal/extractive"
	"newsbrief/internal/keyfacts"
	"newsbrief/internal/mock"
)

// Start serves the engine, in the mock's protocol, until Close.
func Start() *mock.Server {
	return mock.Serve(mock.Engine{Bullets: bullets, Figures: figures, People: people})
}

func bullets(a mock.Article, n int) []int {
	return extractive.Rank(extractive.Document(a), n)
}

func figures(a mock.Article, n int) (facts []mock.Fact) {
	for _, f := range keyfacts.Figures(a.Sentences, a.Language, n) {
		facts = append(facts, mock.Fact{Text: f.Text, About: f.Measures, Sentence: f.Sentence})
	}
	return facts
}

func people(a mock.Article, n int) (facts []mock.Fact) {
	for _, p := range keyfacts.People(a.Sentences, a.Language, n) {
		facts = append(facts, mock.Fact{Text: p.Name, About: p.Role, Sentence: p.Sentence})
	}
	return facts
}
