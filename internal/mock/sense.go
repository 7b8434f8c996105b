package mock

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// taskSense is the task of a judgement.
const taskSense = "sense"

// statement is a line to be judged.
type statement struct {
	number int
	text   string
}

// statementsBelow are the lines "n | text" of an instruction.
func statementsBelow(instruction string) []statement {
	var list []statement
	for line := range strings.SplitSeq(instruction, "\n") {
		number, text, ok := strings.Cut(line, " | ")
		n, err := strconv.Atoi(number)
		if ok && err == nil {
			list = append(list, statement{n, text})
		}
	}
	return list
}

// judgementOf is a line for each statement: yes where one sentence has all of its
// words, whatever their order; else unknown.
func judgementOf(q *question) string {
	var b strings.Builder
	for _, s := range q.statements {
		i := slices.IndexFunc(q.sentences, func(sentence string) bool {
			return subset(lettersOf(s.text), lettersOf(sentence))
		})
		if i >= 0 {
			fmt.Fprintf(&b, "%d | yes | %s | -\n", s.number, q.numbers[i])
		} else {
			fmt.Fprintf(&b, "%d | unknown | - | no sentence has all of its words\n", s.number)
		}
	}
	return b.String()
}

// lettersOf are the words of a text in small letters, numbers among them.
func lettersOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
}

func subset(words, of []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(of, w) })
}

// senseFaults are the steps for judgements; on other tasks they do nothing.
func senseFaults() []fault {
	each := func(verdict string) func(*reply, *question) {
		return func(r *reply, q *question) {
			if q.task != taskSense {
				return
			}
			r.text = ""
			for _, s := range q.statements {
				r.text += fmt.Sprintf("%d | %s\n", s.number, verdict)
			}
		}
	}
	return []fault{
		{Fault{"senseyes", "a judgement says yes to every statement"}, each("yes | 1 | -")},
		{Fault{"senseno", "a judgement says no to every statement"}, each("no | 1 | sentence 1 says otherwise")},
		{Fault{"sensegarbage", "a judgement in prose"}, func(r *reply, q *question) {
			if q.task == taskSense {
				r.text = "All of these statements look quite fine to me.\n"
			}
		}},
		{Fault{"sensemissing", "a judgement leaves the last statement out"}, func(r *reply, q *question) {
			if q.task == taskSense {
				r.text = strings.TrimSuffix(r.text, "\n")
				r.text = r.text[:strings.LastIndexByte(r.text, '\n')+1]
			}
		}},
	}
}
