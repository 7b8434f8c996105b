package talk

import (
	"slices"
	"strings"
	"testing"

	"newsbrief/prompts"
)

// All that stands before the instruction is the same for every task about an
// article, whatever the template: a server reads it once.
func TestQuestionsShareTheirBeginning(t *testing.T) {
	q := Question{Task: prompts.Summarize, Hash: "0123456789abcdef", Text: "[1] The river rose.\n", Instruction: "A"}
	a := q.Messages()
	q.Task, q.Instruction = prompts.Figures, "B"
	b := q.Messages()
	last := len(a) - 1
	if !slices.Equal(a[:last], b[:last]) || last < 3 {
		t.Errorf("%q\n%q", a, b)
	}
	want := "<article-0123456789ab>\n[1] The river rose.\n</article-0123456789ab>\n\n"
	if a[last].Content != want+"A" || b[last].Content != want+"B" {
		t.Errorf("%q, %q", a[last].Content, b[last].Content)
	}
}

// A question of a model that reads little has the same parts but the examples.
func TestBareQuestion(t *testing.T) {
	q := Question{Task: prompts.Translate, Hash: "01", Text: "[1] Hello.\n", Notes: "try: 2\n", Instruction: "C\n"}
	full := q.Messages()
	q.Bare = true
	bare := q.Messages()
	if len(bare) != 2 || bare[0] != full[0] || bare[1] != full[len(full)-1] {
		t.Errorf("%q", bare)
	}
	if want := "<article-01>\n[1] Hello.\n</article-01>\ntry: 2\n\nC\n"; bare[1].Content != want {
		t.Errorf("%q", bare[1].Content)
	}
}

// Examples are about what no article of the world is about, and well formed.
func TestExamples(t *testing.T) {
	for _, task := range []string{prompts.Summarize, prompts.Translate} {
		for i, turn := range prompts.Examples(task) {
			if (turn.Text != "") != (i == 0) || !strings.HasPrefix(turn.Question, "task: ") || turn.Answer == "" {
				t.Errorf("%s %d: %+v", task, i, turn)
			}
		}
	}
}
