package cmd

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/article"
	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
	"newsbrief/internal/told"
	"newsbrief/result"
)

// inputsID is the same for the same inputs, in whatever order.
func (d *digester) inputsID() string {
	inputs := d.options.Paths()
	for i, in := range inputs {
		if path, err := filepath.Abs(in); isPath(in) && err == nil {
			inputs[i] = path
		}
	}
	slices.Sort(inputs)
	return strings.Join(slices.Compact(inputs), "\n")
}

// urn names what a text stands for, as a UUID (RFC 9562, version 8).
func urn(text string) string {
	sum := sha256.Sum256([]byte(text))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	h := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// remember reads what was told, where the user wants that.
func (d *digester) remember(ctx *cli.Context, from origin) (err error) {
	path := ctx.String("state")
	switch {
	case path == "" && !d.onlyNew:
		return nil
	case from.batch:
		return terminal.Usagef("a batch has no --state and no --only-new: it tells its stories in several runs")
	case path == "":
		sum := sha256.Sum256([]byte(d.inputsID()))
		path = filepath.Join(xdg.StateHome, "newsbrief", "digest-"+hex.EncodeToString(sum[:8])+".jsonl")
	}
	open := told.Open
	if d.options.Dry != nil {
		open = told.Peek
	}
	d.memory, err = open(path)
	var locked *durable.LockedError
	switch {
	case errors.As(err, &locked):
		return fmt.Errorf("%s is in use by another newsbrief (%s); wait for it to end, or name another --state",
			plain.Line(path), locked.Holder)
	case err != nil:
		return fmt.Errorf("%s: %w", plain.Line(path), terminal.FileCause(err))
	}
	return nil
}

// remembered are the articles of stories that were told, as they were then.
func (d *digester) remembered() (list []*article.Article) {
	if d.memory == nil {
		return nil
	}
	for _, s := range d.memory.Stories {
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
func (d *digester) identify(f *found, taken map[string]bool) bool {
	f.id = urn(keyOf(oldest(f.articles)))
	if d.memory == nil {
		return true
	}
	seen := d.recall(f)
	if f.before != nil && !taken[f.before.ID] {
		f.id = f.before.ID
	}
	taken[f.id] = true
	news := f.compare(seen, d.now)
	if !d.onlyNew {
		clear(f.known)
	}
	f.drop(func(item int, known bool) bool {
		remembered := item >= len(d.articles)
		return !d.onlyNew && remembered || d.onlyNew && !remembered && known
	})
	f.newFirst()
	return len(f.articles) > 0 && (news || !d.onlyNew)
}

// recall finds the story as it was told first, and the articles as they were, by their
// keys.
func (d *digester) recall(f *found) map[string]*article.Article {
	seen := map[string]*article.Article{}
	for i, a := range f.articles {
		s := d.storyOf(a)
		if !f.known[i] || s == nil {
			continue
		}
		seen[keyOf(a)] = a
		if f.before == nil || s.Told.Before(f.before.Told) {
			f.before = s
		}
	}
	return seen
}

// compare tells which articles say nothing that was not told, and whether others do.
func (f *found) compare(seen map[string]*article.Article, now time.Time) (news bool) {
	for i, a := range f.articles {
		if f.known[i] {
			continue
		}
		if f.before != nil {
			f.before.Seen = now
		}
		old := cmp.Or(seen[keyOf(a)], f.original(i))
		f.known[i] = old != nil && !saysMore(a, old)
		news = news || !f.known[i]
	}
	return news
}

// drop leaves out articles, by their places in what was grouped.
func (f *found) drop(out func(item int, known bool) bool) {
	old, voices := *f, map[int]int{}
	f.Items, f.Voices, f.articles, f.known = nil, nil, nil, nil
	for i, a := range old.articles {
		if out(old.Items[i], old.known[i]) {
			continue
		}
		if voices[old.Voices[i]] == 0 {
			voices[old.Voices[i]] = len(voices) + 1
		}
		f.Items, f.Voices = append(f.Items, old.Items[i]), append(f.Voices, voices[old.Voices[i]])
		f.articles, f.known = append(f.articles, a), append(f.known, old.known[i])
	}
}

// newFirst puts the articles that were told before behind the others.
func (f *found) newFirst() {
	old := *f
	f.Items, f.Voices, f.articles, f.known = nil, nil, nil, nil
	for _, known := range []bool{false, true} {
		for i, a := range old.articles {
			if old.known[i] == known {
				f.Items, f.Voices = append(f.Items, old.Items[i]), append(f.Voices, old.Voices[i])
				f.articles, f.known = append(f.articles, a), append(f.known, known)
			}
		}
	}
}

// mark writes into a story what is known of it from before. Of one that was told, with
// onlyNew, differences between old articles are left out.
func (f *found) mark(s *result.Story, onlyNew bool) {
	s.ID = f.id
	known := map[string]bool{}
	for i, a := range f.articles {
		known[a.Name], s.Sources[i].Known = f.known[i], f.known[i]
	}
	if f.before == nil || !onlyNew {
		return
	}
	s.Told = f.before.Told.Format(time.RFC3339)
	old := func(e result.Evidence) bool { return known[e.Source] }
	s.Differences = slices.DeleteFunc(s.Differences, func(d result.Difference) bool {
		return !slices.ContainsFunc(d.Values, func(v result.SourceValue) bool { return !old(v.Evidence) })
	})
}

// toRemember are the articles of a story as they are now.
func (d *digester) toRemember(f *found) (list []told.Article) {
	for i, a := range f.articles {
		if f.Items[i] < len(d.articles) {
			list = append(list, told.Article{Key: keyOf(a), Source: a.About(), Text: a.Text})
		}
	}
	return list
}

// original is an article told before that article i is a copy of, as an agency's in
// another paper; nil: there is none.
func (f *found) original(i int) *article.Article {
	for k, a := range f.articles {
		if k != i && f.known[k] && f.Voices[k] == f.Voices[i] {
			return a
		}
	}
	return nil
}

// storyOf is the story that an article was told in; nil: none.
func (d *digester) storyOf(a *article.Article) *told.Story {
	for _, s := range d.memory.Stories {
		if slices.ContainsFunc(s.Articles, func(t told.Article) bool { return t.Key == keyOf(a) }) {
			return s
		}
	}
	return nil
}

// saysMore says whether an article was told anew since it was as old: a sentence with
// another number, or several others.
func saysMore(a, old *article.Article) bool {
	others := 0
	for n := range a.Sentences {
		text := a.Sentence(n + 1)
		if strings.Contains(old.Text, text) {
			continue
		}
		if others++; others > 2 || newNumber(text, old.Text) {
			return true
		}
	}
	return false
}

// newNumber says whether a text has a number that another has not.
func newNumber(text, other string) bool {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isDigit(r) }) {
		if !strings.Contains(other, word) {
			return true
		}
	}
	return false
}

// first is the article of a story that was published first, of those that are told.
func (f *found) first() *article.Article {
	if told := slices.Index(f.known, true); told > 0 { // the new ones stand before
		return oldest(f.articles[:told])
	}
	return oldest(f.articles)
}

// oldest is the article that was published first.
func oldest(articles []*article.Article) *article.Article {
	first := articles[0]
	for _, a := range articles {
		x, _ := a.Moment()
		y, _ := first.Moment()
		if !x.IsZero() && (y.IsZero() || x.Before(y)) || x.Equal(y) && keyOf(a) < keyOf(first) {
			first = a
		}
	}
	return first
}

func (f *found) title() string {
	a := f.first()
	if a.Title != "" {
		return a.Title
	}
	return a.Sentence(1)
}

// fileName is the name of a story's file: its first day and what its first article is
// called. What is new in a story has a file of its own.
func (f *found) fileName() string {
	const longest = 60 // bytes
	words := strings.FieldsFunc(strings.ToLower(f.title()), func(r rune) bool {
		return strings.ContainsRune(" \t\n/\\.,:;!?'\"’‘“”«»()[]{}<>|–—-", r)
	})
	name := ""
	for _, w := range words {
		if len(name)+len(w) > longest {
			break
		}
		name += "-" + w
	}
	day := ""
	if from, _ := f.first().Moment(); !from.IsZero() {
		day = from.Format(time.DateOnly)
	}
	return strings.Trim(day+name, "-")
}
