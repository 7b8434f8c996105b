// Package summarize turns an article into a brief: bullets that carry their
// evidence. It hides the conversation with the model.
//
// Connect makes a client, NewArticle an article, Run the brief. A brief is whole
// or there is an error: a *Error where the endpoint failed, one that wraps
// ErrLanguage where the answer is in another language than was asked for.
// Bullets that the article does not bear out are part of a brief; Doubtful
// tells them. Evidence has byte offsets in Article.Text, claims in the bullet.
package summarize

import (
	"slices"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/llm"
)

// Schema names the version of the JSON form of Brief.
const Schema = "newsbrief/v1"

// Brief is the result for one article; its JSON form is the schema in
// docs/schema/newsbrief-v1.json.
type Brief struct {
	Schema   string    `json:"schema"`
	Kind     string    `json:"kind"`
	Source   Source    `json:"source"`
	Bullets  []Bullet  `json:"bullets,omitzero"` // nil where Kind is figures
	Figures  []Figure  `json:"figures,omitzero"` // nil where none were asked for
	People   []Person  `json:"people,omitzero"`
	Warnings []Warning `json:"warnings"`
	Usage    Usage     `json:"usage"`

	Article  *article.Article `json:"-"` // that the brief is of
	Language string           `json:"-"` // of the bullets; "" where it is not known
}

// Doubtful says whether the article does not bear out some of the brief.
func (b *Brief) Doubtful() bool {
	return slices.ContainsFunc(b.Bullets, Bullet.Doubtful) ||
		slices.ContainsFunc(b.Figures, func(f Figure) bool { return !f.Status.Good() }) ||
		slices.ContainsFunc(b.People, func(p Person) bool { return !p.Status.Good() })
}

// Source describes the article that was summarised.
type Source struct {
	Name      string `json:"name"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Published string `json:"published"`
	Language  string `json:"language"`
	Words     int    `json:"words"`
	SHA256    string `json:"sha256"`
}

// Bullet is one line of a brief.
type Bullet struct {
	Text string `json:"text"`
	// Status is the worst of its claims'; a line in words of its own without
	// a claim is derived. It is empty where nothing is known.
	Status   check.Status    `json:"status,omitempty"`
	Evidence []Evidence      `json:"evidence"`
	Claims   []check.Finding `json:"claims"` // offsets are bytes in Text
}

// Doubtful says whether the article does not bear the bullet out.
func (b Bullet) Doubtful() bool { return b.Status != "" && !b.Status.Good() }

// Evidence is a sentence of the article that backs a line. Start and End are
// bytes in the article's text; Sentence counts from 1.
type Evidence struct {
	Sentence int    `json:"sentence"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Quote    string `json:"quote"`
}

// Warning tells the reader something about the brief as a whole.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Usage says what the brief cost.
type Usage struct {
	Backend          string  `json:"backend"`
	Model            string  `json:"model"`
	Requests         int     `json:"requests"`
	Cached           int     `json:"cached"`
	PromptTokens     int     `json:"prompt_tokens"`
	CompletionTokens int     `json:"completion_tokens"`
	Seconds          float64 `json:"seconds"`
}

// Count adds one completion.
func (u *Usage) Count(c llm.Completion) {
	if c.Model != "" {
		u.Model = c.Model
	}
	u.add(Usage{Requests: c.Usage.Requests, Cached: c.Usage.Cached,
		PromptTokens: c.Usage.PromptTokens, CompletionTokens: c.Usage.CompletionTokens})
}
