package sense

import (
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"newsbrief/internal/article"
	"newsbrief/internal/claim"
)

// Source is an article read for its sense. Any number of goroutines may use it.
type Source struct {
	article   *article.Article
	lexicon   *lexicon
	values    Values
	sentences [][]word
	anchors   [][]anchor // of each sentence
	stems     map[string]int
	ids       map[string]int              // of words in lower case, for those of the source
	postings  [][]int                     // sentences of each stem, from 0
	names     map[int][]spot              // of the last word of names
	told      map[int]int                 // how many words have a meaning
	small     map[int]bool                // the stems that are written with a small letter somewhere
	mortal    bool                        // the source has a word of death
	roles     func() map[string][]holder  // made when the first is asked for
	companies [][]atomic.Pointer[company] // of the anchors that were asked for
}

// spot is an anchor of the source.
type spot struct{ sentence, anchor int }

// Read reads a source; claims are all of it, in order. Its time is linear in
// the length of the text.
func Read(a *article.Article, claims []claim.Claim, values Values) *Source {
	s := &Source{
		article: a, lexicon: lexiconOf(a.Language), values: values,
		stems: map[string]int{}, ids: map[string]int{}, postings: make([][]int, 1),
		names: map[int][]spot{}, small: map[int]bool{}, told: map[int]int{},
	}
	s.roles = sync.OnceValue(func() map[string][]holder { return rolesOf(s) })
	stemOf := s.lexicon.stemmer()
	for _, span := range a.Sentences {
		list := s.cut(a, span, func(lower string) int { return s.add(lower, stemOf) })
		for i, w := range list {
			if same, _ := list[i].hasSide(side{"fate", "killed"}); same || w.is(mortal) {
				s.mortal = true
			}
			if m := s.meaning(list, i); m <= -firstMeaning {
				s.told[m]++
			}
			if w.stem != 0 {
				s.post(w.stem, len(s.sentences))
				s.small[w.stem] = s.small[w.stem] || w.is(small)
			}
		}
		s.sentences = append(s.sentences, list)
	}
	for n, list := range s.sentences {
		for len(claims) > 0 && claims[0].End <= a.Sentences[n].Start {
			claims = claims[1:]
		}
		s.anchors = append(s.anchors, s.anchorsOf(list, claims))
		s.companies = append(s.companies, make([]atomic.Pointer[company], len(s.anchors[n])))
		for k, own := range s.anchors[n] {
			if own.isName() {
				s.names[own.stem] = append(s.names[own.stem], spot{n, k})
			}
		}
	}
	return s
}

// add numbers a word of the source.
func (s *Source) add(lower string, stemOf func(string) string) int {
	if id := s.ids[lower]; id != 0 {
		return id
	}
	stem := stemOf(lower)
	id := s.stems[stem]
	if id == 0 {
		id = len(s.postings)
		s.stems[stem] = id
		s.postings = append(s.postings, nil)
	}
	s.ids[lower] = id
	return id
}

// unknown is the number of all words that the source does not have.
const unknown = -1

// look is the number of a word of a candidate.
func (s *Source) look(lower string, stemOf func(string) string) int {
	if id := s.ids[lower]; id != 0 {
		return id
	}
	if id := s.stems[stemOf(lower)]; id != 0 {
		return id
	}
	return unknown
}

func (s *Source) post(stem, sentence int) {
	if p := s.postings[stem]; len(p) == 0 || p[len(p)-1] != sentence {
		s.postings[stem] = append(p, sentence)
	}
}

// knows says whether the source has a stem.
func (s *Source) knows(stem int) bool { return stem > 0 && len(s.postings[stem]) > 0 }

// has says whether a sentence has a stem.
func (s *Source) has(sentence, stem int) bool {
	if stem <= 0 {
		return false
	}
	_, ok := slices.BinarySearch(s.postings[stem], sentence)
	return ok
}

// weight is the inverse document frequency of a stem, by sentences.
func (s *Source) weight(stem int) float64 {
	holders := 0
	if stem > 0 {
		holders = len(s.postings[stem])
	}
	return s.rarity(holders)
}

// rarity is the weight of what so many sentences hold.
func (s *Source) rarity(holders int) float64 {
	return math.Log(1 + float64(len(s.sentences))/(0.5+float64(holders)))
}

// asks says whether a sentence is a question.
func (s *Source) asks(n int) bool {
	return strings.HasSuffix(strings.TrimRight(s.article.Sentence(n+1), "\"'”’» "), "?")
}
