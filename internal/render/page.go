package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"newsbrief/internal/plain"
)

var (
	//go:embed page/page.html
	pageTemplate string
	//go:embed page/digest.html
	digestTemplate string
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	pageScript string
)

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").
		Funcs(template.FuncMap{
			"script": func() template.JS { return template.JS(pageScript) },
			"table":  func(several bool, t htmlTable) any { return map[string]any{"Several": several, "Table": t} },
		}).
		Parse(pageTemplate + digestTemplate))
})

// pagePolicy allows the page its own style and script, and nothing else: no
// request, whatever an article or a model writes.
func pagePolicy() string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(pageStyle) +
		"; script-src " + hash(pageScript)
}

func expand(name string, data any) (string, error) {
	var out strings.Builder
	err := templates().ExecuteTemplate(&out, name, data)
	return out.String(), err
}

// Failure is an article that a page lacks.
type Failure struct{ Name, Reason, Help string }

// page is one page of articles that are told one after the other.
type page struct {
	several bool
	open    bool // it has begun
	count   int  // of articles
	marked  int  // of these, with a doubtful line
	failed  []Failure
	left    int // articles that were not tried
}

// missing notes what a page of several says of the articles that it lacks.
func (p *page) missing(failed []Failure, left int) {
	p.failed, p.left = nil, left
	for _, f := range failed {
		p.failed = append(p.failed, Failure{plain.Line(f.Name), plain.Line(f.Reason), plain.Line(f.Help)})
	}
}

// early is how many articles of a page have their elements from the start. The
// others are text to a browser that runs the script until they are opened:
// with the elements of thousands it would take minutes and gigabytes.
const early = 500

// add returns the next article of the page, behind the page's head where it is
// the first.
func (p *page) add(a *htmlArticle) (string, error) {
	p.count++
	a.N, a.Several, a.Late = p.count, p.several, p.count > early
	if a.Doubts > 0 {
		p.marked++
	}
	text, err := expand("article", a)
	if err != nil || p.open {
		return text, err
	}
	head, err := p.head(a.Title)
	return head + text, err
}

// head begins the page. A page of one article has its title.
func (p *page) head(title string) (string, error) {
	p.open = true
	if p.several {
		title = "News report"
	}
	return expand("head", map[string]any{
		"Title": title, "Several": p.several, "Policy": pagePolicy(), "Style": template.CSS(pageStyle),
	})
}

// foot ends the page. What it says of a page of several is moved to its top by
// the script, and without scripts by style alone: nothing of a page is held back
// until it is known.
func (p *page) foot() (string, error) {
	return expand("foot", map[string]any{
		"Several": p.several, "Counts": p.counts(), "Failed": p.failed, "Open": len(p.failed) <= 12, "Left": p.left,
	})
}

// counts is "3 articles, 1 of them doubtful, 2 more failed".
func (p *page) counts() string {
	text := countOf(p.count, "article")
	if p.marked > 0 {
		text += fmt.Sprintf(", %d with doubtful lines", p.marked)
	}
	if len(p.failed) > 0 {
		text += fmt.Sprintf(", %d more failed", len(p.failed))
	}
	if p.left > 0 {
		text += fmt.Sprintf(", %d more not finished", p.left)
	}
	return text
}

// countOf is "1 line" or "2 lines".
func countOf(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// end returns the end of a page that holds anything.
func (p *page) end() (string, error) {
	head := ""
	if !p.open {
		if len(p.failed) == 0 {
			return "", nil
		}
		var err error
		if head, err = p.head(p.failed[0].Name); err != nil {
			return "", err
		}
	}
	foot, err := p.foot()
	return head + foot, err
}
