package result

import "slices"

// Digest is what many articles tell, each story once.
type Digest struct {
	Schema   string    `json:"schema"`
	Kind     string    `json:"kind"` // digest
	Stories  []Story   `json:"stories"`
	Warnings []Warning `json:"warnings"`
	Usage    Usage     `json:"usage"`
}

// Story is one event as several articles tell it, or one.
type Story struct {
	// ID is a URN. A story has the same in every digest that knows its first article.
	ID string `json:"id"`
	// Told is when a digest told the story before, in ISO 8601; "": none did, or nobody
	// remembers. Then the sources are the new ones, and those known of differences.
	Told        string        `json:"told,omitempty"`
	Headline    StoryLine     `json:"headline"`
	Bullets     []StoryLine   `json:"bullets"`
	Differences []Difference  `json:"differences"`
	Sources     []StorySource `json:"sources"` // the latest first
	// Links say why the sources stand together; nil where nobody asked.
	Links    []StoryLink `json:"links,omitzero"`
	Warnings []Warning   `json:"warnings"`
}

// Lines are the headline and the bullets.
func (s Story) Lines() []StoryLine { return append([]StoryLine{s.Headline}, s.Bullets...) }

// Doubtful says whether the articles do not bear out some of the story.
func (s Story) Doubtful() bool {
	return slices.ContainsFunc(s.Lines(), func(l StoryLine) bool { return l.Doubtful() })
}

// Doubt is the worst of its lines'.
func (s Story) Doubt() float64 {
	worst := 0.0
	for _, l := range s.Lines() {
		worst = max(worst, l.Doubt)
	}
	return worst
}

// Unjudged is as a brief's.
func (s Story) Unjudged() bool {
	return slices.ContainsFunc(s.Lines(), func(l StoryLine) bool { return l.Sense.Missing() })
}

// Voices is how many sources tell the story in words of their own.
func (s Story) Voices() int {
	most := 0
	for _, source := range s.Sources {
		most = max(most, source.Voice)
	}
	return most
}

// StoryLine is a line of a story; its evidence names its source.
type StoryLine struct {
	Bullet
	// SupportedBy are the names of the sources that say all that the line claims,
	// ContradictedBy those that say otherwise of a part of it.
	SupportedBy    []string `json:"supported_by"`
	ContradictedBy []string `json:"contradicted_by"`
}

// StorySource is an article of a story.
type StorySource struct {
	Source
	// Voice is the same for articles with nearly the same words, as those of one
	// agency are in several papers; it counts from 1.
	Voice int `json:"voice"`
	// Known is set where an earlier digest told it.
	Known bool `json:"known,omitempty"`
}

// Difference is one thing of which the sources give different values.
type Difference struct {
	Kind string `json:"kind"` // as of a claim
	Of   string `json:"of"`   // what the values are of, in words of a source
	// Values are in the order of their sources' times, the latest last.
	Values []SourceValue `json:"values"`
}

// SourceValue is what one source says.
type SourceValue struct {
	Text      string   `json:"text"` // as the source writes it
	Value     *float64 `json:"value,omitempty"`
	Unit      string   `json:"unit,omitempty"`
	Published string   `json:"published"` // of the source; "" where it is not known
	// Later is set where no other value is of a later source, and one of an earlier.
	Later    bool     `json:"later,omitempty"`
	Evidence Evidence `json:"evidence"`
}

// StoryLink is why two sources stand in one story.
type StoryLink struct {
	Sources [2]string `json:"sources"`
	Score   float64   `json:"score"`  // 0 to 1
	Shared  []string  `json:"shared"` // what weighs most first
}

// SourceLabel is how a source is called by its place in a story, from 0: A to Z,
// then AA. With the number of a sentence behind it, it is that of a citation, B3.
func SourceLabel(place int) string {
	if place < 26 {
		return string(rune('A' + place))
	}
	return SourceLabel(place/26-1) + string(rune('A'+place%26))
}
