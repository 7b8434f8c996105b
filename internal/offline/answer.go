package offline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/lang"
	"newsbrief/internal/mock"
)

// leastCovered is the share of a question's words, weighted by how rare they are in
// the text, that a sentence and its neighbour before hold where it answers; found on
// the project's articles.
const leastCovered = 0.5

// answers are the sentences that share most with a question: the best, and those
// that are nearly as good, two at most; none where even the best shares too little.
// It is a search: nothing is understood.
func answers(a mock.Article, question string) []int {
	s := newSearch(a, question)
	scores := make([]float64, len(a.Sentences))
	best := 0
	for i := range a.Sentences {
		if scores[i] = s.score(i); scores[i] > scores[best] {
			best = i
		}
	}
	if len(scores) == 0 || s.covered(best) < leastCovered || scores[best] == 0 {
		return nil
	}
	const near, most = 0.9, 2
	list := []int{best}
	for i := range scores {
		if i != best && len(list) < most && scores[i] >= near*scores[best] {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	return list
}

// search is a question in the words of a text.
type search struct {
	index  *words.Index
	wanted [][]words.ID
	total  float64 // weight of all words of the question, those too that the text lacks
	asks   func(sentence string) float64
	a      mock.Article
}

func newSearch(a mock.Article, question string) *search {
	size := 0
	for _, s := range a.Sentences {
		size += len(s) + 1
	}
	s := &search{a: a, asks: asks(question, a.Language)}
	s.index = words.New(a.Language, size, func(yield func(int, string) bool) {
		at := 0
		for _, text := range a.Sentences {
			if !yield(at, text) {
				return
			}
			at += len(text) + 1
		}
	})
	for _, w := range s.index.Content(question, 0, a.Language) {
		stems := s.stems(question[w.Start:w.End], w.Stem)
		if !slices.ContainsFunc(s.wanted, func(o []words.ID) bool { return o[0] == stems[0] && stems[0] != 0 }) {
			s.wanted = append(s.wanted, stems)
			s.total += s.index.Weight(stems[0])
		}
	}
	return s
}

// stems are that of a word, and those of its irregular forms; the first is the one
// that the text has, 0 where it has none.
func (s *search) stems(word string, stem words.ID) []words.ID {
	stems := []words.ID{stem}
	for _, row := range lang.Of(s.a.Language).Rows("form") {
		forms := append(row.Forms(), row.Value)
		if slices.Contains(forms, strings.ToLower(word)) {
			for _, f := range forms {
				stems = append(stems, s.index.Stem(f))
			}
		}
	}
	if at := slices.IndexFunc(stems, func(id words.ID) bool { return id != 0 }); at > 0 {
		stems[0], stems[at] = stems[at], stems[0]
	}
	return stems
}

// covered is the weighted share of the question's words that a sentence holds, or,
// for half, the sentence before it.
func (s *search) covered(i int) float64 {
	if s.total == 0 {
		return 0
	}
	sum := 0.0
	for _, stems := range s.wanted {
		holds := func(i int) bool {
			said := func(id words.ID) bool { return id != 0 && s.index.Holds(i, id) }
			return i >= 0 && slices.ContainsFunc(stems, said)
		}
		switch weight := s.index.Weight(stems[0]); {
		case holds(i):
			sum += weight
		case holds(i - 1):
			sum += weight / 2
		}
	}
	return sum / s.total
}

// score is covered, and more where the sentence holds a name that the question asks
// for; 0 where it asks for a number and there is none.
func (s *search) score(i int) float64 { return s.covered(i) * s.asks(s.a.Sentences[i]) }

// asks weighs a sentence by what a question asks for in its words: a number, a name.
func asks(question, language string) func(string) float64 {
	l, text := lang.Of(language), " "+strings.ToLower(question)+" "
	holds := func(class string) bool {
		return slices.ContainsFunc(l.Forms(class), func(w string) bool { return strings.Contains(text, " "+w+" ") })
	}
	switch {
	case holds("askvalue"):
		return func(s string) float64 { return weight(holdsNumber(s, l), 1, 0) }
	case holds("askname"):
		return func(s string) float64 { return weight(holdsName(s), 1.25, 1) }
	}
	return func(string) float64 { return 1 }
}

func weight(holds bool, yes, no float64) float64 {
	if holds {
		return yes
	}
	return no
}

// holdsNumber says whether a sentence has a number, in digits or as a word.
func holdsNumber(sentence string, l *lang.Language) bool {
	between := func(r rune) bool { return !unicode.IsLetter(r) }
	classes := []string{"card", "ord", "month", "weekday"}
	counts := func(word string) bool {
		return slices.ContainsFunc(classes, func(class string) bool { return l.Has(class, word) })
	}
	return strings.ContainsFunc(sentence, unicode.IsDigit) ||
		slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(sentence), between), counts)
}

// holdsName says whether a word within a sentence has a capital.
func holdsName(sentence string) bool {
	fields := strings.Fields(sentence)
	return len(fields) > 1 && slices.ContainsFunc(fields[1:], func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r)
	})
}
