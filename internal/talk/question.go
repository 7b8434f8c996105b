package talk

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
)

// Question is what a task asks about a text.
type Question struct {
	Task string // one of prompts: whose examples stand before the question
	Hash string // of the text; no text can hold its own
	Text string // lines, each with its number
	// Notes are lines "key: value" about this text alone; "": none.
	Notes string
	// Instruction is what Template.Instruction makes.
	Instruction string
	// Bare leaves out the examples, where a model reads too little for them.
	Bare bool
}

// Messages is the conversation that the question opens, the same for every task:
// the system message, worked examples as earlier turns, then the text, and under it
// what to do. Small models follow an example better than rules, and rules behind
// the text better than before it. All that comes before the instruction is the same
// for every task with the same examples, so that a server reads it once.
func (q Question) Messages() []llm.Message {
	messages := []llm.Message{{Role: "system", Content: prompts.System}}
	for _, t := range q.examples() {
		if t.Text != "" {
			t.Question = element("example", t.Text) + "\n" + t.Question
		}
		messages = append(messages, llm.Message{Role: "user", Content: t.Question},
			llm.Message{Role: "assistant", Content: t.Answer})
	}
	before, instruction := prompts.CutAtArticle(q.Instruction)
	text := before + element(Tag(q.Hash), q.Text) + q.Notes + "\n" + instruction
	return append(messages, llm.Message{Role: "user", Content: text})
}

func (q Question) examples() []prompts.Turn {
	if q.Bare {
		return nil
	}
	return prompts.Examples(q.Task)
}

// hashDigits is how much of its hash names a text.
const hashDigits = 12

// Tag is what names a text of this hash in its tags.
func Tag(hash string) string { return hash[:min(hashDigits, len(hash))] }

// element is a text between its tags.
func element(name, text string) string {
	return "<article-" + name + ">\n" + text + "</article-" + name + ">\n"
}

// Numbered is sentences of an article, one a line with its number, a blank line
// between paragraphs and where sentences were left out. What tells nothing, headings and
// questions, stands behind a # instead: small models copy titles and questions where they
// have a number, since all that has one looks like an answer.
func Numbered(a *article.Article, sentences []int) string {
	return Labelled(a, sentences, strconv.Itoa)
}

// Labelled is Numbered with labels in place of the numbers.
func Labelled(a *article.Article, sentences []int, label func(n int) string) string {
	var b strings.Builder
	untold := untold(a, sentences)
	for i, n := range sentences {
		if i > 0 && (n != sentences[i-1]+1 || a.Sentences[n-1].Paragraph != a.Sentences[n-2].Paragraph) {
			b.WriteByte('\n')
		}
		mark := "[" + label(n) + "]"
		if untold[n] {
			mark = "#"
		}
		b.WriteString(line(mark, a.Sentence(n)))
	}
	return b.String()
}

// untold are the sentences among these that are headings or questions; where all are,
// none. Behind the first sentence a heading with a number may be an item of a list, which
// tells something.
func untold(a *article.Article, sentences []int) map[int]bool {
	headings, all := a.Headings(), map[int]bool{}
	for _, n := range sentences {
		place, isHeading := slices.BinarySearch(headings, n)
		isTitle := isHeading && place == n-1 // only headings stand before it
		switch sentence := a.Sentence(n); {
		case !isHeading && !lang.Asks(sentence):
		case isTitle || !strings.ContainsFunc(sentence, unicode.IsDigit):
			all[n] = true
		}
	}
	if len(all) == len(sentences) {
		return nil
	}
	return all
}

// NumberedLine is the line of sentence n, from 1.
func NumberedLine(a *article.Article, n int) string {
	return line("["+strconv.Itoa(n)+"]", a.Sentence(n))
}

func line(mark, sentence string) string {
	return mark + " " + strings.Join(strings.Fields(sentence), " ") + "\n"
}
