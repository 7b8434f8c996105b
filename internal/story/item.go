package story

import "newsbrief/internal/article"

// Of is an article as grouping sees it.
func Of(a *article.Article) Item {
	from, _ := a.Moment()
	return Item{Title: a.Title, Text: a.Text, Language: a.Language, Time: from}
}
