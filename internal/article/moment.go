package article

import (
	"time"

	metadata "newsbrief/internal/article/about"
)

// Moment is when the article was published, as When tells.
func (a *Article) Moment() (from, to time.Time) { return When(a.Published, a.Language) }

// When is when something of that date was published: from and to are the same, but for a
// day without a time, which is meant in UTC. Both are zero where that is not known. The
// language is that of the date's words, if it has some.
func When(published, language string) (from, to time.Time) {
	date := metadata.Date(published, language)
	if t, err := time.Parse(time.RFC3339, date); err == nil {
		return t, t
	}
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		return t, t.AddDate(0, 0, 1)
	}
	return time.Time{}, time.Time{}
}
