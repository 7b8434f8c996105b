// Package summarize turns an article into a brief: bullets that carry their
// evidence. It hides the conversation with the model.
package summarize

// Schema names the version of the JSON form of Brief.
const Schema = "newsbrief/v1"

// Brief is the result for one article; its JSON form is the schema in
// docs/schema/newsbrief-v1.json.
type Brief struct {
	Schema   string    `json:"schema"`
	Kind     string    `json:"kind"`
	Source   Source    `json:"source"`
	Bullets  []Bullet  `json:"bullets"`
	Warnings []Warning `json:"warnings"`
	Usage    Usage     `json:"usage"`
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
	// Status is empty where nothing is known about the bullet's support.
	Status   string     `json:"status,omitempty"`
	Evidence []Evidence `json:"evidence"`
	Claims   []Claim    `json:"claims"`
}

// Evidence is a sentence of the article that backs a line. Start and End are
// bytes in the article's text; Sentence counts from 1.
type Evidence struct {
	Sentence int    `json:"sentence"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Quote    string `json:"quote"`
}

// Claim is one checkable statement inside a line.
type Claim struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	Status   string `json:"status"`
	Sentence int    `json:"sentence"`
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
