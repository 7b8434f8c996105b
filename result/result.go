// Package result is what newsbrief prints and stores: the types of its JSON,
// whose schema is docs/schema/newsbrief-v1.json. It knows nothing of how a
// result comes about.
//
// Fields are added, never renamed, and readers pass over what they do not know.
// Offsets are bytes: of evidence in the article's text as newsbrief extract
// prints it, of claims in the line, target or candidate that states them.
// Sentences count from 1.
package result

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Schema names the version of the JSON.
const Schema = "newsbrief/v1"

// Brief is what is said of one article.
type Brief struct {
	Schema   string    `json:"schema"`
	Kind     string    `json:"kind"` // summary or figures
	Source   Source    `json:"source"`
	Bullets  []Bullet  `json:"bullets,omitzero"` // nil where Kind is figures
	Figures  []Figure  `json:"figures,omitzero"` // nil where none were asked for
	People   []Person  `json:"people,omitzero"`
	Warnings []Warning `json:"warnings"`
	Usage    Usage     `json:"usage"`

	Language string `json:"-"` // of the bullets; "" where it is not known
}

// Doubtful says whether the article does not bear out some of the brief.
func (b *Brief) Doubtful() bool {
	return slices.ContainsFunc(b.Bullets, Bullet.Doubtful) || slices.ContainsFunc(b.Figures, Figure.Doubtful) ||
		slices.ContainsFunc(b.People, Person.Doubtful)
}

// Doubt is the worst of its lines'.
func (b *Brief) Doubt() float64 {
	worst := 0.0
	for _, l := range b.Bullets {
		worst = max(worst, l.Doubt)
	}
	for _, f := range b.Figures {
		worst = max(worst, f.Doubt)
	}
	for _, p := range b.People {
		worst = max(worst, p.Doubt)
	}
	return worst
}

// Bullet is one line of a brief.
type Bullet struct {
	Text string `json:"text"`
	// Status is the worst of its claims'; a line in words of its own without
	// a claim is derived. It is empty where nothing is known.
	Status   Status     `json:"status,omitempty"`
	Evidence []Evidence `json:"evidence"`
	Claims   []Finding  `json:"claims"` // offsets are bytes in Text
	// Doubt is the estimated chance, above 0 and up to 1, that the line says
	// something that the article does not; 0 where nothing is known, as in all
	// that is printed. It never decides Status.
	Doubt float64 `json:"doubt,omitzero"`
	Sense *Sense  `json:"sense,omitempty"` // nil: no second model judged
}

// Doubtful says whether the article does not bear the bullet out, by the rules or
// by a second model.
func (b Bullet) Doubtful() bool { return b.Status != "" && !b.Status.Good() || b.Sense.Doubtful() }

// Figure is a number that matters, with what it measures.
type Figure struct {
	Text string `json:"text"` // as the model wrote it, which is as the article does
	Kind string `json:"kind"` // number, money, percent, date or duration
	// Value is in Unit; of a date it is the number yyyymmdd, with 00 for a
	// part that is not said.
	Value    float64   `json:"value"`
	Unit     string    `json:"unit"`
	Measures string    `json:"measures"`
	Status   Status    `json:"status"`
	Evidence *Evidence `json:"evidence,omitempty"`
	Claims   []Finding `json:"-"`              // offsets are bytes in Line
	Doubt    float64   `json:"doubt,omitzero"` // as a bullet's
	Sense    *Sense    `json:"sense,omitempty"`
}

// gap stands in Measures where the value belongs, in labels cut from a sentence.
const gap = "…"

// Line is the text that a figure's claims lie in.
func (f Figure) Line() string {
	if at := f.gap(); at >= 0 {
		return f.Measures[:at] + f.Text + f.Measures[at+len(gap):]
	}
	return f.Measures + ": " + f.Text
}

// gap is where the value belongs in Measures; below 0: nowhere. An ellipsis behind a letter
// that has a capital shortens a word.
func (f Figure) gap() int {
	at := strings.Index(f.Measures, gap)
	before, _ := utf8.DecodeLastRuneInString(f.Measures[:max(at, 0)])
	if unicode.IsLower(before) || unicode.IsUpper(before) {
		return -1
	}
	return at
}

// At is where Text begins in Line, in bytes.
func (f Figure) At() int {
	if at := f.gap(); at >= 0 {
		return at
	}
	return len(f.Line()) - len(f.Text)
}

// Doubtful is as a bullet's.
func (f Figure) Doubtful() bool { return !f.Status.Good() || f.Sense.Doubtful() }

// Person is a person or an organisation.
type Person struct {
	Name     string    `json:"name"`
	Role     string    `json:"role"`
	Status   Status    `json:"status"`
	Evidence *Evidence `json:"evidence,omitempty"`
	Claims   []Finding `json:"-"`              // offsets are bytes in Line
	Doubt    float64   `json:"doubt,omitzero"` // as a bullet's
	Sense    *Sense    `json:"sense,omitempty"`
}

// Line is the text that a person's claims lie in.
func (p Person) Line() string { return p.Name + ", " + p.Role }

// Doubtful is as a bullet's.
func (p Person) Doubtful() bool { return !p.Status.Good() || p.Sense.Doubtful() }

// Translation is a document in another language.
type Translation struct {
	Schema   string    `json:"schema"`
	Kind     string    `json:"kind"` // translation
	Source   Source    `json:"source"`
	From     string    `json:"from"` // BCP 47, as To
	To       string    `json:"to"`
	Text     string    `json:"text"`
	Segments []Segment `json:"segments"`
	Warnings []Warning `json:"warnings"`
	Usage    Usage     `json:"usage"`
}

// Doubtful says whether the source does not bear out some of the translation.
func (t *Translation) Doubtful() bool { return slices.ContainsFunc(t.Segments, Segment.Doubtful) }

// Doubt is the worst of its segments'.
func (t *Translation) Doubt() float64 {
	worst := 0.0
	for _, s := range t.Segments {
		worst = max(worst, s.Doubt)
	}
	return worst
}

// Segment is a passage and its translation, both as a reader sees them. The
// claims' offsets are bytes in Target; their sentences are those of Source.
type Segment struct {
	Source string    `json:"source"`
	Target string    `json:"target"`
	Status Status    `json:"status"`
	Claims []Finding `json:"claims"`
	Doubt  float64   `json:"doubt,omitzero"` // as a bullet's
	By     string    `json:"by,omitempty"`   // person; "": a model
}

// Doubtful says whether the source does not bear the translation out.
func (s Segment) Doubtful() bool { return !s.Status.Good() }

// Check is what a source says of one candidate, in whose bytes all offsets are.
type Check struct {
	Schema     string      `json:"schema"`
	Kind       string      `json:"kind"`   // check
	ID         string      `json:"id"`     // the pair's, or the candidate's name
	Status     Status      `json:"status"` // Supported or Unsupported, by the claims and by a second model
	Doubt      float64     `json:"doubt"`  // of the most doubtful statement
	Claims     []Finding   `json:"claims"`
	Statements []Statement `json:"statements"`
}

// Statement is a sentence of a candidate.
type Statement struct {
	Text   string  `json:"text"`
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Status Status  `json:"status"`           // as a bullet's
	Doubt  float64 `json:"doubt"`            // as a bullet's
	Reason string  `json:"reason,omitempty"` // what raises the doubt, for people
	// Accepted says that a person has read the statement and accepts its doubt, and what
	// a second model says of it.
	Accepted bool   `json:"accepted,omitempty"`
	Sense    *Sense `json:"sense,omitempty"`
}

// NewCheck sums up what was found of a candidate.
func NewCheck(id string, findings []Finding, statements []Statement) *Check {
	c := &Check{Schema: Schema, Kind: "check", ID: id, Claims: findings}
	c.Statements = append([]Statement{}, statements...) // never nil
	c.Judge()
	for _, s := range statements {
		c.Doubt = max(c.Doubt, s.Doubt)
	}
	return c
}

// Judge sets the status by the claims, and by what a second model says of the
// statements, as far as they are not accepted.
func (c *Check) Judge() {
	c.Status = Supported
	denied := func(s Statement) bool { return s.Sense.Doubtful() && !s.Accepted }
	if !Worst(c.Claims).Good() || slices.ContainsFunc(c.Statements, denied) {
		c.Status = Unsupported
	}
}

// Exceeds says whether a statement's doubt is above most, and not accepted.
func (c *Check) Exceeds(most float64) bool {
	return slices.ContainsFunc(c.Statements, func(s Statement) bool { return s.Doubt > most && !s.Accepted })
}

// Article is a clean text with its sentences.
type Article struct {
	Schema string `json:"schema"`
	Kind   string `json:"kind"` // article
	Source Source `json:"source"`
	// Type is the kind of input, as html, Encoding what its text was in, as utf-8; ""
	// where they are not known.
	Type     string `json:"type"`
	Encoding string `json:"encoding"`
	// LeftOut are kinds of passages of the input that are not in Text, as "signature".
	LeftOut   []string   `json:"left_out"`
	Text      string     `json:"text"`
	Sentences []Sentence `json:"sentences"`
}

// Sentence is a span of an article's text; paragraphs count from 1.
type Sentence struct {
	Start     int `json:"start"`
	End       int `json:"end"`
	Paragraph int `json:"paragraph"`
	// StartTime is when it is spoken, as 00:12:04, where the article is a recording's.
	StartTime string `json:"start_time,omitempty"`
}

// Source describes the article that a result is of. What is not known of it is
// empty.
type Source struct {
	Name      string `json:"name"` // as the user gave it; - for standard input
	URL       string `json:"url"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Published string `json:"published"`
	Language  string `json:"language"` // BCP 47; und where it could not be told
	Words     int    `json:"words"`
	SHA256    string `json:"sha256"` // of the text, in hexadecimal
}

// Warning tells the reader something about the result as a whole: a code for
// programs, a message for people.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Usage says what a result cost: tokens as the server counts them, estimated where it
// does not, requests as they were sent, and answers that came from the cache, which
// cost nothing.
type Usage struct {
	Backend          string `json:"backend"`
	Model            string `json:"model"`
	Requests         int    `json:"requests"`
	Cached           int    `json:"cached"`
	PromptTokens     int    `json:"prompt_tokens"`
	CompletionTokens int    `json:"completion_tokens"`
	// CachedPromptTokens are those of PromptTokens that the server had read before,
	// as far as it says so.
	CachedPromptTokens int `json:"cached_prompt_tokens,omitempty"`
	// Estimated says that a server has not counted all of these tokens.
	Estimated bool    `json:"estimated,omitempty"`
	Seconds   float64 `json:"seconds"` // 0 where no endpoint was asked
}

// Add counts more in, whose model, where it has one, is the one that answered
// last.
func (u *Usage) Add(more Usage) {
	if more.Model != "" {
		u.Model = more.Model
	}
	u.Requests += more.Requests
	u.Cached += more.Cached
	u.PromptTokens += more.PromptTokens
	u.CompletionTokens += more.CompletionTokens
	u.CachedPromptTokens += more.CachedPromptTokens
	u.Estimated = u.Estimated || more.Estimated
}
