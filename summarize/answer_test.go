package summarize

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/result"
)

// What is made of the lines of one completion or two: a completion is its
// lines, "~" at its end says that no line end came, "!" that it broke off.
func TestAnswerOf(t *testing.T) {
	const text = "The bridge is shut. Repairs cost 4.2 million euros. Nobody was hurt."
	for _, tt := range []struct {
		name        string
		wanted      int
		completions []string
		want        string // bullets, with their sentences
		err         error  // of the last completion
	}{
		{"as asked for", 2, []string{"- The bridge is shut. [1]\n- Nobody was hurt. [3]~"},
			"The bridge is shut. [1]|Nobody was hurt. [3]", nil},
		{"numbered", 2, []string{"1. The bridge is shut. [1]\n2. Nobody was hurt. [3]~"},
			"The bridge is shut. [1]|Nobody was hurt. [3]", nil},
		{"too many", 1, []string{"- The bridge is shut. [1]\n- Nobody was hurt. [3]"}, "The bridge is shut. [1]", nil},
		{"twice the same", 2, []string{"- The bridge is shut. [1]\n- The bridge is shut. [1]"},
			"The bridge is shut. [1]", errFew},
		{"too few", 2, []string{"- The bridge is shut. [1]"}, "The bridge is shut. [1]", errFew},
		{"none", 2, []string{"I cannot do that."}, "", ErrNoBullets},

		{"the rest is numbered anew", 2, []string{"1. The bridge is shut. [1]\n", "1. Nobody was hurt. [3]"},
			"The bridge is shut. [1]|Nobody was hurt. [3]", nil},
		{"broken off in the second line", 2, []string{"- The bridge is shut. [1]\n- Nobody was!",
			"- Nobody was hurt. [3]~"}, "The bridge is shut. [1]|Nobody was hurt. [3]", nil},

		{"cut where the others cite", 2, []string{"- The bridge is shut. [1]\n- Nobody was hurt.~"},
			"The bridge is shut. [1]", ErrCut},
		{"a line end proves it whole", 2, []string{"- The bridge is shut. [1]\n- Nobody was hurt."},
			"The bridge is shut. [1]|Nobody was hurt. [3]", nil},
		{"none cites, the last is a sentence", 2, []string{"- The bridge is shut.\n- Nobody was hurt.~"},
			"The bridge is shut. [1]|Nobody was hurt. [3]", nil},
		{"none cites, the last is none", 2, []string{"- The bridge is shut.\n- Nobody was~"},
			"The bridge is shut. [1]", ErrCut},
	} {
		a := newAnswer(newSupport(article.Exact("", text, "en"), "en"), tt.wanted, Options{})
		var err error
		for _, c := range tt.completions {
			lines := strings.Split(strings.TrimRight(c, "~!\n"), "\n")
			for i, line := range lines {
				a.line(llm.Line{Text: line, Ended: i+1 < len(lines) || !strings.HasSuffix(c, "~") && !strings.HasSuffix(c, "!")})
			}
			if err = nil; strings.HasSuffix(c, "!") {
				a.drop()
			} else {
				err = a.finish()
			}
		}
		var got []string
		for _, b := range a.bullets {
			got = append(got, b.Text+cite(b.Evidence))
		}
		if strings.Join(got, "|") != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}

// Reasoning that turns out to be such is forgotten, and taken back where it was
// shown; what an earlier completion said stays.
func TestAnswerRestart(t *testing.T) {
	var shown []string
	restarts := 0
	a := newAnswer(newSupport(article.Exact("", "The bridge is shut. Nobody was hurt.", "en"), "en"), 2, Options{})
	a.onBullet = func(b result.Bullet) { shown = append(shown, b.Text) }
	a.onRestart = func() { restarts++ }
	a.line(llm.Line{Text: "- The bridge is shut. [1]", Ended: true})
	a.drop()
	a.line(llm.Line{Text: "- Perhaps nobody was hurt. [2]", Ended: true})
	a.line(llm.Line{Text: "- Nobody was hurt. [2]", Restart: true, Ended: true})
	if err := a.finish(); err != nil || textOf(a) != "The bridge is shut.\nNobody was hurt.\n" {
		t.Errorf("%q, %v", textOf(a), err)
	}
	if got := fmt.Sprint(shown, restarts); got != "[The bridge is shut. Perhaps nobody was hurt. Nobody was hurt.] 1" {
		t.Errorf("shown: %s", got)
	}
	a.line(llm.Line{Text: "- Nobody was hurt. [2]", Restart: true, Ended: true})
	if restarts != 1 {
		t.Error("what was shown before stays, but was taken back")
	}
}

// An article with figures has an answer with some, whatever the model says; one
// without needs none, and an age alone is no figure worth a line.
func TestNoFigures(t *testing.T) {
	for _, tt := range []struct {
		text, line string
		err        error
	}{
		{"Repairs cost 4.2 million euros.", "4.2 million euros | cost of the repairs | [1]", nil},
		{"Repairs cost 4.2 million euros.", "There are no figures in it.", ErrNoFigures},
		{"Repairs cost 4.2 million euros.", "none", ErrNoFigures},
		{"Repairs cost 4.2 million euros.", "None.", ErrNoFigures},
		{"The mayor is 54 years old.", "none", nil},
		{"Repairs cost a lot.", "There are no figures in it.", nil},
	} {
		a := newAnswer(newSupport(article.Exact("", tt.text, "en"), "en"), 0, Options{Figures: 5})
		a.line(llm.Line{Text: tt.line, Ended: true})
		if err := a.finish(); !errors.Is(err, tt.err) {
			t.Errorf("%q of %q: %v", tt.line, tt.text, err)
		}
	}
}

// FuzzAnswer: whatever lines come, no bullet is made of what is none, and none is
// taken twice.
func FuzzAnswer(f *testing.F) {
	f.Add("- The bridge\nis shut. [1]\n[2]\n**Title**\nNobody was hurt.")
	f.Add(`{"lines": ["- The bridge is shut. [1]", "87 days | x | [2]"`)
	f.Add("| 1 | The bridge is shut. | [1] |\n|---|\n1). x [3], [4].")
	f.Fuzz(func(t *testing.T, text string) {
		s := newSupport(article.Exact("", "The bridge is shut. Repairs cost 4.2 million euros.", "en"), "en")
		a := newAnswer(s, 5, Options{Figures: 3})
		for line := range strings.Lines(text) {
			a.says(line)
			a.line(llm.Line{Text: strings.TrimSuffix(line, "\n"), Ended: strings.HasSuffix(line, "\n")})
		}
		_ = a.finish()
		seen := map[string]bool{}
		for _, b := range a.bullets {
			if seen[b.Text] || !a.isBullet(b.Text) {
				t.Errorf("%q", b.Text)
			}
			seen[b.Text] = true
		}
	})
}

// What ends the reading: a figure is no bullet, and a bullet no figure.
func TestSays(t *testing.T) {
	s := newSupport(article.Exact("", "The bridge is shut. Repairs cost 4.2 million euros.", "en"), "en")
	for _, tt := range []struct {
		line           string
		bullet, figure bool
	}{
		{"- The bridge is shut. [1]", true, false},
		{"- The bridge is shut. It is", false, false},
		{"4.2 million euros | cost of the repairs | [2]", true, true},
	} {
		bullets, figures := newAnswer(s, 2, Options{}), newAnswer(s, 0, Options{Figures: 5})
		if bullets.says(tt.line) != "" != tt.bullet || figures.says(tt.line) != "" != tt.figure {
			t.Errorf("%q: %q, %q", tt.line, bullets.says(tt.line), figures.says(tt.line))
		}
	}
}

// textOf is all bullets.
func textOf(a *answer) (text string) {
	for _, b := range a.bullets {
		text += b.Text + "\n"
	}
	return text
}
