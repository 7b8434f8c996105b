package mock

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// taskAsk is the task of an answer to a question.
const taskAsk = "ask"

// answersTo are the sentences that answer a question, or, behind a line that says that
// none does, those that come nearest.
func answersTo(q *question) string {
	var b strings.Builder
	list, answered := q.engine.Answers(Article{q.sentences, q.paragraphs, q.language}, q.asked)
	if !answered {
		b.WriteString("not in the article\n")
	}
	for _, i := range list {
		b.WriteString(q.bulletLine(i))
	}
	return b.String()
}

// mostShared is the first of the sentences with most of a question's words of four
// letters and more, where it has half of them; it is part of the frozen extract.
func mostShared(a Article, question string) (sentences []int, answered bool) {
	const fewest = 4 // letters
	words := slices.DeleteFunc(lettersOf(question), func(w string) bool { return utf8.RuneCountInString(w) < fewest })
	best, most := -1, 0
	for i, s := range a.Sentences {
		shared := 0
		of := lettersOf(s)
		for _, w := range words {
			if slices.Contains(of, w) {
				shared++
			}
		}
		if shared > most {
			best, most = i, shared
		}
	}
	if best < 0 || 2*most < len(words) {
		return nil, false
	}
	return []int{best}, true
}
