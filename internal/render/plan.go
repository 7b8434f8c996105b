package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
)

// Plan is what a dry run knows of one article: the requests that would be sent.
type Plan struct {
	Kind     string      `json:"kind"` // dry-run
	Name     string      `json:"name"`
	Requests []llm.Draft `json:"requests"`
	Estimate
}

// Estimate is what requests take. Cost is nil where prices are not known.
type Estimate struct {
	PromptTokens     int      `json:"prompt_tokens"`
	CompletionTokens int      `json:"completion_tokens"`
	Cost             *float64 `json:"cost_usd,omitempty"`
}

// Plan prints one article's plan.
func (w *Writer) Plan(p Plan) error {
	if w.format == FormatText || w.format == FormatMarkdown || w.format == FormatHTML {
		return w.print(w.separator() + textPlan(p))
	}
	text, err := w.encode(p)
	if err != nil {
		return err
	}
	return w.print(w.separator() + text)
}

// Total closes the plans of several articles.
func (w *Writer) Total(requests int, e Estimate) error {
	if !w.o.Several || w.format != FormatText && w.format != FormatMarkdown {
		return nil
	}
	return w.print(fmt.Sprintf("\ntotal: %s, %s\n", countRequests(requests), e))
}

func textPlan(p Plan) string {
	var b strings.Builder
	for _, d := range p.Requests {
		if d.Then != "" {
			fmt.Fprintf(&b, "then %s: about %d tokens\n\n", plain.Line(d.Then), d.PromptTokens)
			continue
		}
		fmt.Fprintf(&b, "%s %s\n", d.Method, plain.Line(d.URL))
		for _, name := range slices.Sorted(maps.Keys(d.Headers)) {
			fmt.Fprintf(&b, "%s: %s\n", name, plain.Line(d.Headers[name]))
		}
		fmt.Fprintf(&b, "\n%s\n\n", escapeInvisible(string(d.Body)))
	}
	if len(p.Requests) == 0 {
		return plain.Line(p.Name) + ": nothing to send, the cache holds the answer\n"
	}
	fmt.Fprintf(&b, "%s: %s, %s\n", plain.Line(p.Name), countRequests(len(p.Requests)), p.Estimate)
	return b.String()
}

func countRequests(n int) string {
	if n == 1 {
		return "1 request"
	}
	return fmt.Sprintf("%d requests", n)
}

// String is for people, as "about 812 tokens, 300 more of answer, $0.0008".
func (e Estimate) String() string {
	s := fmt.Sprintf("about %d tokens, and %d of answer", e.PromptTokens, e.CompletionTokens)
	if e.Cost != nil {
		s += fmt.Sprintf(", $%.4f", *e.Cost)
	}
	return s
}
