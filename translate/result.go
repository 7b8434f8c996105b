package translate

import (
	"fmt"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/subtitle"
	"newsbrief/internal/check/doubt"
	"newsbrief/internal/document"
	"newsbrief/internal/lang"
	"newsbrief/internal/memory"
	"newsbrief/result"
)

// missing is the error about the passages that have no translation.
func (t *task) missing() error {
	n, first := 0, ""
	for _, p := range t.passages {
		if !p.answered {
			if n == 0 {
				first = p.source
			}
			n++
		}
	}
	if n == 0 {
		return nil
	}
	err := fmt.Errorf("%d of %d segments %w, the first is %q", n, len(t.passages), ErrMissing, shorten(first))
	if t.cause != nil {
		err = fmt.Errorf("%w: %w", err, t.cause)
	}
	return err
}

// untouched is a document in which there is nothing to translate.
func untouched(a *article.Article, d *document.Document, o Options) (*result.Translation, error) {
	text, err := d.Render(nil, o.To)
	return &result.Translation{
		Schema: result.Schema, Kind: "translation", Source: a.About(), From: o.From, To: o.To, Text: text,
		Segments: []result.Segment{}, Warnings: []result.Warning{{
			Code: "nothing_to_translate", Message: "there is no text to translate in it: it is copied as it is"}},
	}, err
}

// result puts the translations back into the document.
func (t *task) result() (*result.Translation, error) {
	if len(t.passages) == 0 {
		return untouched(t.article, t.document, t.options)
	}
	r := &result.Translation{
		Schema: result.Schema, Kind: "translation", Source: t.article.About(),
		From: t.options.From, To: t.options.To, Usage: t.Used(),
		Segments: []result.Segment{}, Warnings: []result.Warning{},
	}
	targets := make([]string, len(t.passages))
	for i, p := range t.passages {
		s := result.Segment{Source: p.source, Target: p.shown, Status: result.Worst(p.claims), Claims: p.claims}
		s.Doubt = doubt.OfFindings(p.claims)
		if p.person() {
			s.By = memory.Person
		}
		targets[i] = p.target
		if s.Doubtful() {
			targets[i] += " " + document.Doubtful
			r.Warnings = append(r.Warnings, warning(i+1, s))
		}
		r.Segments = append(r.Segments, s)
	}
	if other := t.otherLanguage(); other != "" {
		return nil, fmt.Errorf("the answer is in %s, not in %s", lang.Name(other), lang.Name(t.options.To))
	}
	for _, name := range t.document.LostAnchors(targets) {
		r.Warnings = append(r.Warnings, result.Warning{Code: "heading_link", Message: "a link leads to #" + name +
			", a heading that has another name now: write {#" + name + "} behind it, or change the link"})
	}
	r.Warnings = append(r.Warnings, t.pastWarnings()...)
	var err error
	if r.Text, err = t.document.Render(targets, t.options.To); err != nil {
		return nil, err
	}
	t.fit(r)
	return r, t.remember(r.Text)
}

// fit makes subtitles readable.
func (t *task) fit(r *result.Translation) {
	kind := t.document.Kind
	if kind != input.SRT && kind != input.VTT || t.options.Limits == (subtitle.Limits{}) {
		return
	}
	text, warnings := subtitle.Fit(r.Text, kind == input.VTT, t.options.Limits)
	for _, w := range warnings {
		r.Warnings = append(r.Warnings, result.Warning{Code: "subtitle", Message: w})
	}
	r.Text = text
}

// otherLanguage is the language that most of the translation is in where that
// is neither of the two; "" where it is as it should be. What is in another
// language here and there is marked.
func (t *task) otherLanguage() string {
	size, all, last := 0, 0, ""
	for _, p := range t.passages {
		all += len(p.target)
		other := lang.Foreign(p.Masked(p.target), t.options.To)
		if other != "" && !lang.SameForm(other, t.options.From) && other != lang.Foreign(p.masked, t.options.From) {
			size, last = size+len(p.target), other
		}
	}
	const least = 100 // bytes: of less, and of code, no language is told
	if size >= least && 2*size > all {
		return last
	}
	return ""
}

func warning(number int, s result.Segment) result.Warning {
	w := result.Warning{Code: "doubtful_segment", Message: fmt.Sprintf("segment %d, %q", number, shorten(s.Target))}
	for _, c := range s.Claims {
		if !c.Status.Good() {
			w.Message += fmt.Sprintf(": %s: %s", shorten(c.Text), c.Reason)
		}
	}
	return w
}

func shorten(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
