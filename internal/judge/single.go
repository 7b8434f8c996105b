package judge

import (
	"context"
	"slices"
	"strings"

	"newsbrief/internal/llm"
	"newsbrief/result"
)

// form is how a model is asked that was trained to judge one statement.
type form interface {
	// messages asks whether a document says a statement.
	messages(document, statement string) []llm.Message
	// supported reads the answer; not ok where it says neither.
	supported(answer string) (yes, ok bool)
}

// oneByOne asks about each statement alone: first over the sentences near it, and
// where these do not say it, over the whole article.
func (s *session) oneByOne(ctx context.Context, f form) error {
	return s.Each(ctx, len(s.statements), func(ctx context.Context, i int) error {
		st := s.statements[i]
		near := s.near(st)
		verdict, err := s.single(ctx, f, st, near)
		if verdict == result.Unstated && err == nil && len(near) < len(s.article.Sentences) {
			near = nil
			verdict, err = s.anywhere(ctx, f, st)
		}
		s.senses[i].Verdict = verdict
		if verdict == result.SenseSupported && near != nil {
			s.senses[i].Sentences = near
		}
		return err
	})
}

// anywhere asks over the whole article, in runs of sentences that the model can
// read: one of them must say the statement.
func (s *session) anywhere(ctx context.Context, f form, st Statement) (verdict result.Verdict, err error) {
	runs := [][]int{s.all()}
	verdict = result.Unchecked
	for len(runs) > 0 {
		sentences := runs[0]
		runs = runs[1:]
		r := s.Request(f.messages(s.text(sentences), st.Text), answerTokens)
		if len(sentences) > 1 && !s.Client.Window.Fits(r, s.Client.Window.Context(ctx, r)) {
			half := len(sentences) / 2
			runs = slices.Insert(runs, 0, sentences[:half], sentences[half:])
			continue
		}
		got, err := s.single(ctx, f, st, sentences)
		if err != nil || got == result.SenseSupported {
			return got, err
		}
		if got == result.Unstated {
			verdict = got
		}
	}
	return verdict, nil
}

// answerTokens is what a word or a score takes.
const answerTokens = 20

// single asks one question, once more where the answer is neither yes nor no.
func (s *session) single(ctx context.Context, f form, st Statement, sentences []int) (result.Verdict, error) {
	r := s.Request(f.messages(s.text(sentences), st.Text), answerTokens)
	var lines []string
	take := func(l llm.Line) {
		if l.Restart {
			lines = nil
		}
		lines = append(lines, l.Text)
	}
	for range 2 {
		lines = nil
		if _, err := s.Complete(ctx, r, take); err != nil && !useless(err) {
			return result.Unchecked, err
		}
		yes, ok := f.supported(strings.Join(lines, "\n"))
		if !ok {
			continue
		}
		s.Keep(r, lines)
		if yes {
			return result.SenseSupported, nil
		}
		return result.Unstated, nil
	}
	return result.Unchecked, nil
}

// text is sentences of the article, those of a paragraph on one line.
func (s *session) text(sentences []int) string {
	var b strings.Builder
	for i, n := range sentences {
		switch {
		case i == 0:
		case s.article.Sentences[n-1].Paragraph == s.article.Sentences[sentences[i-1]-1].Paragraph:
			b.WriteByte(' ')
		default:
			b.WriteByte('\n')
		}
		b.WriteString(strings.Join(strings.Fields(s.article.Sentence(n)), " "))
	}
	return b.String()
}

// miniCheck is the form of Bespoke-MiniCheck-7B and its build for Ollama.
type miniCheck struct{}

// miniCheckSystem is the text that the model was trained with (github.com/
// Liyan06/MiniCheck); Ollama's build has it built in.
const miniCheckSystem = "Determine whether the provided claim is consistent with the corresponding document. " +
	"Consistency in this context implies that all information presented in the claim is substantiated by the " +
	"document. If not, it should be considered inconsistent. Please assess the claim's consistency with the document " +
	"by responding with either \"Yes\" or \"No\"."

func (miniCheck) messages(document, statement string) []llm.Message {
	return []llm.Message{
		{Role: "system", Content: miniCheckSystem},
		{Role: "user", Content: "Document: " + document + "\nClaim: " + strings.TrimSpace(statement)},
	}
}

func (miniCheck) supported(answer string) (yes, ok bool) { return yesOrNo(answer) }

// guardian is the form of Granite Guardian 3.3 and later, whose risk "groundedness"
// is that a statement says what its document does not (ollama.com/library/
// granite3.3-guardian, huggingface.co/ibm-granite/granite-guardian-3.3-8b).
type guardian struct{}

func (guardian) messages(document, statement string) []llm.Message {
	return []llm.Message{
		{Role: "system", Content: "groundedness"},
		{Role: "document", Content: document},
		{Role: "assistant", Content: strings.TrimSpace(statement)},
	}
}

func (guardian) supported(answer string) (yes, ok bool) {
	if _, score, found := strings.Cut(answer, "<score>"); found {
		answer, _, _ = strings.Cut(score, "</score>")
	}
	risk, ok := yesOrNo(answer)
	return !risk, ok
}

// yesOrNo reads an answer's first word.
func yesOrNo(answer string) (yes, ok bool) {
	words := strings.Fields(strings.ToLower(answer))
	if len(words) == 0 {
		return false, false
	}
	word := strings.Trim(words[0], ".,:;!\"'*")
	return word == "yes", word == "yes" || word == "no"
}
