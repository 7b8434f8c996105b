package across

import (
	"unicode"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across/align"
)

// paragraph is a part of a text with what has to survive a translation.
type paragraph struct {
	start, end int
	sentence   int // the first, from 1
	sentences  int
	unit       align.Unit
	claims     []check.Located
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

// units are paragraphs as they are aligned.
func units(list []paragraph) []align.Unit {
	out := make([]align.Unit, len(list))
	for i, p := range list {
		out[i] = p.unit
	}
	return out
}

// split returns the sentences of paragraphs as passages of their own.
func split(a *article.Article, list []paragraph) []paragraph {
	var out []paragraph
	for _, p := range list {
		claims := p.claims
		for n := p.sentence; n < p.sentence+p.sentences; n++ {
			span, text := a.Sentences[n-1], a.Sentence(n)
			own := 0
			for own < len(claims) && claims[own].Sentence < n {
				own++
			}
			q := paragraph{start: span.Start, end: span.End, sentence: n, sentences: 1, text: text}
			q.claims = claims[:own:own]
			claims = claims[own:]
			out = append(out, q)
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

// total is the length of several paragraphs.
func total(list []paragraph) float64 {
	sum := 0.0
	for _, p := range list {
		sum += p.unit.Length
	}
	return sum
}
