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
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	pageScript string
)

var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").
		Funcs(template.FuncMap{
			"script": func() template.JS { return template.JS(pageScript) },
			"table":  func(several bool, t htmlTable) any { return map[string]any{"Several": several, "Table": t} },
		}).
		Parse(pageTemplate))
})

// pagePolicy allows the page its own style and script, and nothing else: no
// request, whatever an article or a model writes.
func pagePolicy() string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(pageStyle) + "; script-src " + hash(pageScript)
}

func expand(name string, data any) (string, error) {
	var out strings.Builder
	err := page().ExecuteTemplate(&out, name, data)
	return out.String(), err
}

// Failure is an article that a page lacks.
type Failure struct{ Name, Reason, Help string }

// Missing tells the articles that failed and how many were not tried. A page of
// several shows them; the other formats hold results only.
func (w *Writer) Missing(failed []Failure, left int) {
	w.failed, w.left = nil, left
	for _, f := range failed {
		w.failed = append(w.failed, Failure{plain.Line(f.Name), plain.Line(f.Reason), plain.Line(f.Help)})
	}
}

// early is how many articles of a page have their elements from the start. The
// others are text to a browser that runs the script until they are opened:
// with the elements of thousands it would take minutes and gigabytes.
const early = 500

// article returns an article of the page, behind the page's head where it is
// the first.
func (w *Writer) article(a *htmlArticle) (string, error) {
	a.N, a.Several, a.Late = w.count, w.o.Several, w.count > early
	if a.Doubts > 0 {
		w.marked++
	}
	text, err := expand("article", a)
	if err != nil || w.open {
		return text, err
	}
	head, err := w.head(a.Title)
	return head + text, err
}

// head begins the page. A page of one article has its title.
func (w *Writer) head(title string) (string, error) {
	w.open = true
	if w.o.Several {
		title = "News report"
	}
	return expand("head", map[string]any{
		"Title": title, "Several": w.o.Several, "Policy": pagePolicy(), "Style": template.CSS(pageStyle),
	})
}

// foot ends the page. What it says of a page of several is moved to its top by
// the script, and without scripts by style alone: nothing of a page is held back
// until it is known.
func (w *Writer) foot() (string, error) {
	return expand("foot", map[string]any{
		"Several": w.o.Several, "Counts": w.counts(), "Failed": w.failed, "Open": len(w.failed) <= 12, "Left": w.left,
	})
}

// counts is "3 articles, 1 of them doubtful, 2 more failed".
func (w *Writer) counts() string {
	text := countOf(w.count, "article")
	if w.marked > 0 {
		text += fmt.Sprintf(", %d with doubtful lines", w.marked)
	}
	if len(w.failed) > 0 {
		text += fmt.Sprintf(", %d more failed", len(w.failed))
	}
	if w.left > 0 {
		text += fmt.Sprintf(", %d more not finished", w.left)
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

// closePage ends a page that holds anything.
func (w *Writer) closePage() error {
	head := ""
	if !w.open {
		if len(w.failed) == 0 {
			return nil
		}
		var err error
		if head, err = w.head(w.failed[0].Name); err != nil {
			return err
		}
	}
	foot, err := w.foot()
	if err != nil {
		return err
	}
	return w.print(head + foot)
}
