package story

import (
	"time"

	"newsbrief/internal/article"
)

// Of is an article as grouping sees it.
func Of(a *article.Article) Item {
	return Item{Title: a.Title, Text: a.Text, Language: a.Language, Time: timeOf(a.Published)}
}

// timeOf is a moment or a day in ISO 8601; zero where it is none.
func timeOf(published string) time.Time {
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, time.DateOnly,
	} {
		if t, err := time.Parse(layout, published); err == nil {
			return t
		}
	}
	return time.Time{}
}
