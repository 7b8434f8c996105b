package doubt

import (
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
)

// Source is an article as sentences are measured against it. Any number of
// goroutines may use it.
type Source struct {
	article *article.Article
	index   *words.Index
	denying map[string]bool // words that deny something
	// retold is what a word that the source lacks counts: less in a conversation,
	// which is retold in words of one's own.
	retold float64
	denial []atomic.Int32 // of each sentence: whether it denies something, once asked
}

// NewSource reads an article's words. Its time is linear in their number.
func NewSource(a *article.Article) *Source {
	x, language, denying := a.Index(), lang.Of(a.Language), map[string]bool{}
	for _, class := range []string{"notword", "negation", "denial"} {
		for _, w := range language.Forms(class) {
			denying[w] = true
		}
	}
	return &Source{a, x, denying, 1 - conversation(x, language)/2, make([]atomic.Int32, len(a.Sentences))}
}

// conversation is how much of a conversation a text is, 0 to 1, by the share of
// its words with which people speak of each other. News with quotations stays
// below the first bound, dialogues and interviews lie above the second.
func conversation(x *words.Index, language *lang.Language) float64 {
	const from, to = 0.03, 0.07
	spoken := make([]bool, x.Len())
	for id := range spoken {
		spoken[id] = language.Has("conversation", x.Text(words.ID(id)))
	}
	of, all := 0, 0
	for n := range x.Sentences() {
		for _, t := range x.Terms(n) {
			all++
			if spoken[t.ID] {
				of++
			}
		}
	}
	share := float64(of) / float64(max(all, 1))
	return min(max(share-from, 0)/(to-from), 1)
}

// reach is how many words behind a word make pairs with it.
const reach = 3

// Read measures a sentence: its text, its words with content in the source's
// numbers, and the sentences of the source near it, from 0, best first. What the
// checks find of it is added by Find. Its time is linear in the number of words.
func (s *Source) Read(text string, list []words.Word, near []int) (signals Signals) {
	seen := make(map[words.ID]bool, len(list))
	unseen, pairs, parted := 0, 0, 0
	for i, w := range list {
		seen[w.Stem] = true
		if w.Stem == 0 {
			unseen++
		}
		for _, other := range list[i+1 : min(i+1+reach, len(list))] {
			pairs++
			if !s.together(w.Stem, other.Stem) {
				parted++
			}
		}
	}
	delete(seen, 0)
	signals[unknown] = s.retold * share(unseen, unseen+len(seen))
	signals[apart] = s.retold * share(parted, pairs)
	if len(near) > 1 {
		signals[far] = math.Log(1 + math.Abs(float64(near[0]-near[1])))
	}
	const rests = 2 // sentences of the source that a sentence most likely rests on
	near = near[:min(len(near), rests)]
	if len(near) > 0 && s.denies(text) != slices.ContainsFunc(near, s.denied) {
		signals[denial] = 1
	}
	return signals
}

// denies says whether a text has a word of denial.
func (s *Source) denies(text string) bool {
	for _, w := range words.Written(text) {
		if w = strings.ToLower(w); s.denying[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// denied is denies of a sentence of the source.
func (s *Source) denied(n int) bool {
	const no, yes = 1, 2
	known := s.denial[n].Load()
	if known == 0 {
		known = no
		if s.denies(s.article.Sentence(n + 1)) {
			known = yes
		}
		s.denial[n].Store(known)
	}
	return known == yes
}

func share(part, all int) float64 { return float64(part) / float64(max(all, 1)) }

// together says whether a sentence of the source holds both stems. Two that
// stand in many sentences tell nothing, and are taken to.
func (s *Source) together(a, b words.ID) bool {
	const most = 64
	if a == 0 || b == 0 {
		return false
	}
	if len(s.index.With(b)) < len(s.index.With(a)) {
		a, b = b, a
	}
	holders := s.index.With(a)
	return len(holders) > most || meet(holders, s.index.With(b))
}

// meet says whether two ascending lists, of which the first is short, have a
// number in common.
func meet(few, many []int) bool {
	for _, n := range few {
		i, found := slices.BinarySearch(many, n)
		if found {
			return true
		}
		many = many[i:]
	}
	return false
}
