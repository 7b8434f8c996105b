package across

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
)

// paragraph is a part of a text with what has to survive a translation.
type paragraph struct {
	start, end int
	sentence   int // the first, from 1
	sentences  int
	letters    float64
	claims     []check.Located
	marks      []string // what keeps its form: figures, names
	text       string
}

// paragraphs cuts a text, and gives each part its claims.
func paragraphs(a *article.Article, claims []check.Located) []paragraph {
	var list []paragraph
	last := -1
	for n, s := range a.Sentences {
		if s.Paragraph != last {
			list = append(list, paragraph{start: s.Start, sentence: n + 1})
			last = s.Paragraph
		}
		list[len(list)-1].end = s.End
		list[len(list)-1].sentences++
	}
	for i := range list {
		p := &list[i]
		p.text = a.Text[p.start:p.end]
		p.letters = letters(p.text)
	}
	i := 0
	for _, c := range claims {
		for i+1 < len(list) && list[i+1].start <= c.Start {
			i++
		}
		if i < len(list) {
			list[i].claims = append(list[i].claims, c)
		}
	}
	return list
}

// mark gives each paragraph its marks.
func mark(list []paragraph, figuresOnly bool) {
	for i := range list {
		list[i].marks = marksOf(list[i].text, figuresOnly)
	}
}

// split returns the sentences of paragraphs as passages of their own.
func split(a *article.Article, list []paragraph, figuresOnly bool) []paragraph {
	var out []paragraph
	for _, p := range list {
		for n := p.sentence; n < p.sentence+p.sentences; n++ {
			span, text := a.Sentences[n-1], a.Sentence(n)
			out = append(out, paragraph{
				start: span.Start, end: span.End, sentence: n, sentences: 1,
				letters: letters(text), marks: marksOf(text, figuresOnly), text: text,
			})
		}
	}
	return out
}

// letters measures a text's length for comparing: an ideograph says as much
// as three letters.
func letters(text string) float64 {
	n := 0.0
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z':
			n++
		case unicode.In(r, unicode.Han):
			n += 3
		case unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 1.8
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			n++
		}
	}
	return n
}

// marksOf returns, in order, what keeps its form across languages: runs of
// digits and, unless only those are wanted, the first letters of words with a
// capital.
func marksOf(text string, figuresOnly bool) []string {
	var marks []string
	for _, w := range words.Written(text) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r):
			marks = append(marks, w)
		case !figuresOnly && strings.IndexFunc(w, unicode.IsUpper) >= 0:
			if start := words.Start(words.Bare(w)); start != "" {
				marks = append(marks, start)
			}
		}
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// shares counts the marks that two passages have in common.
func shares(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}
