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
	sentences := prepared(a)
	for _, f := range figures.Find(sentences, n) {
		list = append(list, mock.Fact{Text: f.Text, About: f.Measures, Sentence: f.Sentence})
	}
	for _, p := range people.Find(sentences, n) {
		list = append(list, mock.Fact{Text: p.Name, About: p.Role, Sentence: p.Sentence})
	}
	return list
}

// prepared are the sentences of an article as figures and people are read from them: with a name for
// a pronoun that is certain, and without the title, headings and what is about the page.
func prepared(a mock.Article) []*syntax.Sentence {
	about := rank.Analyze(rank.Document(a))
	text := alone.NewText(a.Sentences, a.Paragraphs, about.Opening(), a.Language)
	list := make([]*syntax.Sentence, len(a.Sentences))
	for i, s := range a.Sentences {
		heading := i == about.Title() || about.IsHeading(i) && !strings.HasSuffix(s, ":") // "Ann Marsh said:"
		if heading || about.IsFurniture(i) {
			s = ""
		} else if s = alone.Cut(text.Turn(s), a.Language); s != "" {
			if named, _, ok := text.Named(i, s); ok {
				s = named
			} else if named, ok := text.Possessed(i, s); ok {
				s = named
			}
		}
		list[i] = syntax.Read(s, a.Language)
	}
	return list
}

func answers(a mock.Article, question string) (sentences []int, answered bool) {
	found := search.Find(a.Sentences, a.Language, question)
	return found.Sentences, found.Sure
}
