package check

import (
	"unicode"

	"newsbrief/internal/article"
)

// paragraph is a part of a text with what has to survive a translation.
type paragraph struct {
	start, end int
	sentence   int // the first, from 1
	sentences  int
	letters    float64
	claims     []located
	marks      []string // what keeps its form: figures, names
	text       string
}

func paragraphs(a *article.Article) []paragraph {
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
	return list
}

// split returns the sentences of paragraphs as passages of their own.
func split(a *article.Article, list []paragraph, figuresOnly bool) []paragraph {
	var out []paragraph
	for _, p := range list {
		for n := p.sentence; n < p.sentence+p.sentences; n++ {
			span := a.Sentences[n-1]
			text := a.Text[span.Start:span.End]
			out = append(out, paragraph{start: span.Start, end: span.End, sentence: n, sentences: 1, letters: letters(text), marks: marksOf(text, figuresOnly), text: text})
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

// collect gives each paragraph its claims and marks.
func collect(list []paragraph, claims []located, figuresOnly bool) {
	i := 0
	for _, c := range claims {
		for i+1 < len(list) && list[i+1].start <= c.Start {
			i++
		}
		if i < len(list) {
			list[i].claims = append(list[i].claims, c)
		}
	}
	for i := range list {
		list[i].marks = marksOf(list[i].text, figuresOnly)
	}
}
