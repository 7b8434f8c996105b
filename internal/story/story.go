// Package story groups articles that tell of one event. It asks no model: it compares
// what articles name, count and date, how rare their words are among all of them, and
// when they appeared.
package story

import (
	"time"

	"newsbrief/internal/article"
)

// Item is an article as grouping sees it.
type Item struct {
	Title    string
	Text     string    // may be empty, and begin with the title
	Language string    // BCP 47
	Time     time.Time // zero: not known
}

// Of is an article as grouping sees it.
func Of(a *article.Article) Item {
	from, _ := a.Moment()
	return Item{Title: a.Title, Text: a.Text, Language: a.Language, Time: from}
}

// Story is one event. Its items are places in what was given to Group, the latest
// first.
type Story struct {
	Items []int
	// Voices are the items' voices, from 1: items with one voice are copies of each
	// other.
	Voices []int
	Links  []Link
}

// Count is how many voices tell the story.
func (s Story) Count() int {
	most := 0
	for _, v := range s.Voices {
		most = max(most, v)
	}
	return most
}

// Link is why two items stand in one story.
type Link struct {
	A, B   int      // items
	Score  float64  // 0 to 1
	Shared []string // what weighs most first
}
