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

// numbered is the user message: the article alone, a sentence a line with its
// number, a blank line between paragraphs.
func numbered(a *article.Article) string {
	var b strings.Builder
	b.Grow(len(a.Text) + 8*len(a.Sentences))
	tag := delimiter(a)
	b.WriteString("<" + tag + ">\n")
	for i, s := range a.Sentences {
		if i > 0 && s.Paragraph != a.Sentences[i-1].Paragraph {
			b.WriteByte('\n')
		}
		b.WriteString("[" + strconv.Itoa(i+1) + "] ")
		b.WriteString(strings.Join(strings.Fields(a.Sentence(i+1)), " "))
		b.WriteByte('\n')
	}
	b.WriteString("</" + tag + ">\n")
	return b.String()
}

// messages is the opening of the conversation.
func messages(a *article.Article, o Options, bullets int, language string) ([]llm.Message, error) {
	head := prompts.Head{Task: o.Template.Task, Bullets: bullets, Language: language}
	system, err := o.Template.System(head, prompts.Data{
		Bullets:   bullets,
		Language:  language,
		Words:     a.Words,
		Sentences: len(a.Sentences),
		Vars:      o.Vars,
	})
	if err != nil {
		return nil, err
	}
	return []llm.Message{{Role: "system", Content: system}, {Role: "user", Content: numbered(a)}}, nil
}

// followUp asks for the missing bullets in the same conversation. said is
// what the model has answered so far that is worth keeping.
func followUp(said string, missing int) []llm.Message {
	ask := fmt.Sprintf("task: continue\nbullets: %d\n\n"+
		"The answer is not complete. Write only the missing lines (%[1]d), none of those above, "+
		"each in the shape: - text [3,5]\n", missing)
	return []llm.Message{{Role: "assistant", Content: said}, {Role: "user", Content: ask}}
}
