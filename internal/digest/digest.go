// Package digest finds what a digest tells: the articles that it is of, the stories that
// they tell together, and what of these an earlier digest told. It asks no model.
package digest

import (
	"slices"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/story"
	"newsbrief/internal/told"
)

// Story is a story before it is told.
type Story struct {
	story.Story
	Name     string // which no other of the run has
	ID       string
	Before   *told.Story // as an earlier digest told it; nil: none did
	Articles []*article.Article
	Known    []bool // which of the articles were told

	current int // items below are articles of today
}

// Finder puts articles into stories.
type Finder struct {
	Articles []*article.Article
	Memory   *told.Memory // nil: nothing is remembered
	OnlyNew  bool         // leave out what was told
	Now      time.Time
}

// Stories puts the articles, and those of stories that were told, into stories.
func (d *Finder) Stories() []*Story {
	all := slices.Concat(d.Articles, d.remembered())
	items := make([]story.Item, len(all))
	for i, a := range all {
		items[i] = story.Of(a)
	}
	var list []*Story
	ids := map[string]bool{}
	for _, s := range story.Group(items) {
		f := &Story{Story: s, current: len(d.Articles)}
		for _, i := range s.Items {
			f.Articles, f.Known = append(f.Articles, all[i]), append(f.Known, i >= len(d.Articles))
		}
		if d.identify(f, ids) {
			list = append(list, f)
		}
	}
	return list
}

// remembered are the articles of stories that were told, as they were then.
func (d *Finder) remembered() (list []*article.Article) {
	if d.Memory == nil {
		return nil
	}
	for _, s := range d.Memory.Stories {
		for _, a := range s.Articles {
			a.Source.Name += " (earlier)"
			if known, err := article.Again(a.Source, a.Text); err == nil {
				list = append(list, known)
			}
		}
	}
	return list
}

// identify gives a story its id, and says whether it is to be told. Articles that were
// told stand in it as they were then, and as they are now only where they say more.
func (d *Finder) identify(f *Story, taken map[string]bool) bool {
	f.ID = URN(keyOf(oldest(f.Articles)))
	if d.Memory == nil {
		return true
	}
	seen := d.recall(f)
	if f.Before != nil && !taken[f.Before.ID] {
		f.ID = f.Before.ID
	}
	taken[f.ID] = true
	news := f.compare(seen, d.Now)
	if !d.OnlyNew {
		clear(f.Known)
	}
	f.drop(func(item int, known bool) bool {
		remembered := item >= len(d.Articles)
		return !d.OnlyNew && remembered || d.OnlyNew && !remembered && known
	})
	f.newFirst()
	return len(f.Articles) > 0 && (news || !d.OnlyNew)
}

// recall finds the story as it was told first, and the articles as they were, by their
// keys.
func (d *Finder) recall(f *Story) map[string]*article.Article {
	seen := map[string]*article.Article{}
	for i, a := range f.Articles {
		s := d.storyOf(a)
		if !f.Known[i] || s == nil {
			continue
		}
		seen[keyOf(a)] = a
		if f.Before == nil || s.Told.Before(f.Before.Told) {
			f.Before = s
		}
	}
	return seen
}

// storyOf is the story that an article was told in; nil: none.
func (d *Finder) storyOf(a *article.Article) *told.Story {
	for _, s := range d.Memory.Stories {
		if slices.ContainsFunc(s.Articles, func(t told.Article) bool { return t.Key == keyOf(a) }) {
			return s
		}
	}
	return nil
}
