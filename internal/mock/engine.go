package mock

// Article is what an engine reads: a text in sentences.
type Article struct {
	Sentences  []string
	Paragraphs []int  // the number of each sentence's paragraph
	Language   string // BCP 47; "" or "und" where it is not known
}

// Fact is a value with what it measures, or a name with a role. Sentence
// counts from 0.
type Fact struct {
	Text, About string
	Sentence    int
}

// Engine finds what the server answers with. Bullets returns the indices,
// ascending, of n sentences, or of all where there are fewer; Facts at most n
// values, and behind them at most n people.
type Engine struct {
	Bullets func(a Article, n int) []int
	Facts   func(a Article, n int) []Fact
}
