package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// withAnswers has no list that JSON would write as null.
func withAnswers(a result.Answer) result.Answer {
	a.Answers = append([]result.Bullet{}, a.Answers...)
	a.Sources = append([]result.Source{}, a.Sources...)
	a.Warnings = append([]result.Warning{}, a.Warnings...)
	return a
}

// textAnswer is the answer's lines; where there are several articles, each line
// names those that it is from.
func textAnswer(a *result.Answer, o Options) string {
	var out strings.Builder
	if o.Several {
		out.WriteString(style(o, color.Bold).Sprint(plain.Line(a.Question)) + "\n")
	}
	if !a.Found {
		out.WriteString(notThere(a))
	}
	for _, line := range slices.Concat(a.Answers, a.Nearest) {
		out.WriteString(bullet(line, o))
		if names := sourcesOf(line, a); names != "" {
			out.WriteString(note(names, 4, style(o, color.Faint), o))
		}
	}
	return out.String()
}

// notThere says that there is no answer, and announces what comes nearest: of a search,
// which cannot tell, it may answer all the same.
func notThere(a *result.Answer) string {
	switch {
	case len(a.Nearest) == 0:
		return result.NotThere + "\n"
	case a.Usage.Backend == "offline":
		return "perhaps here, though " + result.NotThere + " in so many words:\n"
	}
	return result.NotThere + " in so many words; the nearest to the question:\n"
}

// sourcesOf are the names of the articles that a line is from; "" where there is one
// article only.
func sourcesOf(line result.Bullet, a *result.Answer) string {
	if len(a.Sources) < 2 {
		return ""
	}
	var names []string
	for _, e := range line.Evidence {
		if name := plain.Line(e.Source); len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// markdownAnswer is the answer with the question as its heading.
func markdownAnswer(a *result.Answer) string {
	head := "## " + escapeMarkdown(plain.Line(a.Question)) + "\n\n"
	lines := slices.Concat(a.Answers, a.Nearest)
	if !a.Found {
		head += notThere(a)
	}
	if len(lines) == 0 {
		return head
	}
	if !a.Found {
		head += "\n"
	}
	if len(a.Sources) < 2 {
		return head + markdown(&result.Brief{Bullets: lines}, Options{})
	}
	var out strings.Builder
	for _, line := range lines { // the sentences' numbers are those of several articles
		behind, below := senseMarkdown(line.Sense)
		fmt.Fprintf(&out, "- %s%s *%s*\n%s", markedMarkdown(line.Text, line.Claims), behind,
			escapeMarkdown(sourcesOf(line, a)), below)
	}
	return head + out.String()
}
