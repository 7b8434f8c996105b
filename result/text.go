package result

import (
	"encoding/json"
	"slices"
)

// Text is what a template has a model write of an article: text or Markdown.
type Text struct {
	Schema string `json:"schema"`
	Kind   string `json:"kind"` // text
	Source Source `json:"source"`
	Format string `json:"format"` // text or markdown
	// Text is all of it, without citations.
	Text string `json:"text"`
	// Statements are its sentences, headings and cells of tables, in their order.
	Statements []Passage `json:"statements"`
	Warnings   []Warning `json:"warnings"`
	Usage      Usage     `json:"usage"`

	Language string `json:"-"` // of the text; "" where it is not known
}

// Passage is a part of a Text. Start and End are bytes in that; the claims' offsets
// are bytes in the passage itself.
type Passage struct {
	Start int `json:"start"`
	End   int `json:"end"`
	Bullet
}

// Doubtful says whether the article does not bear out some of the text.
func (t *Text) Doubtful() bool {
	return slices.ContainsFunc(t.Statements, func(p Passage) bool { return p.Bullet.Doubtful() })
}

// Doubt is the worst of its statements'.
func (t *Text) Doubt() float64 {
	worst := 0.0
	for _, p := range t.Statements {
		worst = max(worst, p.Bullet.Doubt)
	}
	return worst
}

// Unjudged is as a brief's.
func (t *Text) Unjudged() bool {
	return slices.ContainsFunc(t.Statements, func(p Passage) bool { return p.Sense.Missing() })
}

// Record is what a template has a model write of an article by a JSON Schema.
type Record struct {
	Schema string `json:"schema"`
	Kind   string `json:"kind"` // record
	Source Source `json:"source"`
	// Record is the value, which follows the template's schema.
	Record json.RawMessage `json:"record"`
	// Statements are its texts and numbers, in their order.
	Statements []Leaf    `json:"statements"`
	Warnings   []Warning `json:"warnings"`
	Usage      Usage     `json:"usage"`

	Language string `json:"-"` // of its texts; "" where it is not known
}

// Leaf is a text or a number of a Record. The claims' offsets are bytes in its text.
type Leaf struct {
	Path string `json:"path"` // a JSON Pointer (RFC 6901)
	Bullet
}

// Doubtful says whether the article does not bear out some of the record.
func (r *Record) Doubtful() bool {
	return slices.ContainsFunc(r.Statements, func(l Leaf) bool { return l.Bullet.Doubtful() })
}

// Doubt is the worst of its statements'.
func (r *Record) Doubt() float64 {
	worst := 0.0
	for _, l := range r.Statements {
		worst = max(worst, l.Bullet.Doubt)
	}
	return worst
}

// Unjudged is as a brief's.
func (r *Record) Unjudged() bool {
	return slices.ContainsFunc(r.Statements, func(l Leaf) bool { return l.Sense.Missing() })
}
