package check

import (
	"index/suffixarray"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
)

// initials are the first letters of the words of an article in a row, in small
// letters, of each sentence twice: with words of grammar and without them.
type initials struct {
	letters *suffixarray.Index
	starts  []int // of each sentence in letters
}

func initialsOfWords(a *article.Article) *initials {
	x := &initials{}
	var all []byte
	for n := range a.Sentences {
		x.starts = append(x.starts, len(all))
		var content []byte
		for _, w := range words.Written(a.Sentence(n + 1)) {
			first, _ := utf8.DecodeRuneInString(w)
			if !unicode.IsLetter(first) {
				continue
			}
			all = utf8.AppendRune(all, unicode.ToLower(first))
			if !lex.InClass(strings.ToLower(w), a.Language, lex.Func|lex.Particle) {
				content = utf8.AppendRune(content, unicode.ToLower(first))
			}
		}
		all = append(append(append(all, '\n'), content...), '\n')
	}
	x.letters = suffixarray.New(all)
	return x
}

// sentence is the first, from 1, of a few that have words in a row with the letters
// of an acronym; 0: none has, or they are too few or too many to tell.
func (x *initials) sentence(acronym string) int {
	const fewest, most, few = 2, 6, 64
	if n := utf8.RuneCountInString(acronym); n < fewest || n > most {
		return 0
	}
	at := x.letters.Lookup([]byte(acronym), few)
	if len(at) == 0 {
		return 0
	}
	first := slices.Min(at)
	return sort.Search(len(x.starts), func(i int) bool { return x.starts[i] > first })
}
