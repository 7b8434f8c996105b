package rank

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
)

// vocabulary numbers the terms of one document: stems of words with content.
type vocabulary struct {
	index   *words.Index
	lang    *lang.Language
	stem    func(word string) string // nil: without rules
	stops   bool                     // words without content are known
	words   []word                   // by their numbers in the index
	numbers map[string]int           // of the terms
	hurtful *beginnings              // of words that tell of people hurt
}

// word is what is known of one: its term, and whether it tells of people hurt.
type word struct {
	term         int
	hurt, looked bool
}

// none marks a word that is no term.
const none = -1

// newVocabulary takes a BCP 47 tag. In an unknown language short words are
// taken for words without content, and the first letters for the stem.
func newVocabulary(language string, sentences []string) *vocabulary {
	size := 0
	for _, s := range sentences {
		size += len(s)
	}
	l, x := lang.Of(language), words.Terms(language, size, slices.All(sentences))
	return &vocabulary{
		index: x, lang: l, stem: l.Stemmer(), stops: len(l.Rows("stop")) > 0,
		words: make([]word, x.Len()), numbers: make(map[string]int, x.Len()/2), hurtful: hurt(l),
	}
}

// of returns the terms of sentence n in order, and whether it counts people
// hurt. In scripts written without spaces, the pairs of neighbouring characters
// are terms.
func (v *vocabulary) of(n int) (terms []int, toll bool) {
	list := v.index.Terms(n)
	terms = make([]int, 0, len(list))
	for _, t := range list {
		w := &v.words[t.ID]
		if t.Pair {
			if text := v.index.Text(t.ID); utf8.RuneCountInString(text) == 2 {
				terms = append(terms, v.number(text))
			}
			continue
		}
		if !w.looked {
			text := v.index.Text(t.ID)
			*w = word{v.look(text), v.hurtful.open(text), true}
		}
		if w.term != none {
			terms = append(terms, w.term)
		}
		toll = toll || w.hurt
	}
	return terms, toll && slices.ContainsFunc(list, func(t words.Term) bool {
		return !t.Pair && counts(v.index.Text(t.ID), v.lang.Tag())
	})
}

func (v *vocabulary) look(word string) int {
	const short, prefix = 3, 7 // runes, where the language is unknown
	switch {
	case v.lang.Has("stop", word), len(word) == 1 && !unicode.IsDigit(rune(word[0])):
		return none
	case v.stem != nil:
		return v.number(v.stem(word))
	}
	runes := []rune(word)
	if !v.stops && len(runes) <= short && !unicode.IsDigit(runes[0]) {
		return none
	}
	return v.number(string(runes[:min(len(runes), prefix)]))
}

func (v *vocabulary) number(term string) int {
	n, ok := v.numbers[term]
	if !ok {
		n = len(v.numbers)
		v.numbers[term] = n
	}
	return n
}
