package summarize

import (
	"fmt"
	"strconv"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
)

// delimiter names the element that the article travels in. It is derived from
// the article's hash, so that no article can hold its own end.
func delimiter(a *article.Article) string { return "article-" + a.SHA256[:12] }

// numbered is the user message: sentences of the article and nothing else, one
// a line with its number, a blank line between paragraphs and where sentences
// were left out.
func numbered(a *article.Article, sentences []int) string {
	var b strings.Builder
	tag := delimiter(a)
	b.WriteString("<" + tag + ">\n")
	for i, n := range sentences {
		if i > 0 && (n != sentences[i-1]+1 || a.Sentences[n-1].Paragraph != a.Sentences[n-2].Paragraph) {
			b.WriteByte('\n')
		}
		b.WriteString(numberedLine(a, n))
	}
	b.WriteString("</" + tag + ">\n")
	return b.String()
}

func numberedLine(a *article.Article, n int) string {
	return "[" + strconv.Itoa(n) + "] " + strings.Join(strings.Fields(a.Sentence(n)), " ") + "\n"
}

// question opens a conversation about the sentences of these numbers.
func (t *talk) question(sentences []int, bullets int, language string) ([]llm.Message, error) {
	head := prompts.Head{Task: t.options.Template.Task, Bullets: bullets, Figures: t.options.Figures, Language: language}
	system, err := t.options.Template.System(head, prompts.Data{
		Bullets:   bullets,
		Figures:   t.options.Figures,
		Language:  language,
		Words:     t.words(len(sentences)),
		Sentences: len(sentences),
		Vars:      t.options.Vars,
	})
	if err != nil {
		return nil, err
	}
	return []llm.Message{{Role: "system", Content: system}, {Role: "user", Content: numbered(t.article, sentences)}}, nil
}

// words is about how many words so many sentences of the article have.
func (t *talk) words(sentences int) int {
	return t.article.Words * sentences / max(len(t.article.Sentences), 1)
}

// followUp asks for what is missing in the same conversation: that many
// bullets, and at most figures figures behind those said. said is what the
// model has answered so far that is worth keeping.
func followUp(said string, missing, figures int) []llm.Message {
	head := fmt.Sprintf("task: continue\nbullets: %d\n", missing)
	shape := "- text [3,5]"
	if figures > 0 {
		head += fmt.Sprintf("figures: %d\n", figures)
		shape += ", or for figures: value | what it measures | [4]"
	}
	ask := fmt.Sprintf("%s\nThe answer is not complete. Write only the missing lines, none of those above, each in the shape: %s\n", head, shape)
	return []llm.Message{{Role: "assistant", Content: said}, {Role: "user", Content: ask}}
}
