package summarize

import (
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
)

// Client asks one OpenAI-compatible endpoint. It is safe for concurrent use, and
// to be closed by Close.
type Client = llm.Client

// Article is a clean text with its sentences. All offsets are bytes in its Text.
type Article = article.Article

// Error is a request that failed for good: its Kind and Status say why, Help
// what can be done. Its text holds no key.
type Error = llm.Error

// Connect returns a client of the endpoint at baseURL, as
// http://127.0.0.1:11434/v1; key is "" where it wants none. Nothing is sent
// yet. A request is tried five times, and given up after two minutes without a
// token. A key is refused for plain http to a public address.
func Connect(baseURL, key string) (*Client, error) {
	return llm.New(llm.Config{
		BaseURL: baseURL, APIKey: llm.Key(key), KeySource: "the call of Connect",
		Timeout: 2 * time.Minute, Retries: 4,
	})
}

// NewArticle makes an article of a text, which may be plain, Markdown or a page
// in HTML; name stands in errors and results.
func NewArticle(name, text string) (*Article, error) { return article.ParseText(name, text) }

// withDefaults fills in what the zero value leaves open.
func (o Options) withDefaults() (Options, error) {
	if o.Backend == "" {
		o.Backend = "openai"
	}
	if o.Template != nil {
		return o, nil
	}
	var err error
	o.Template, err = prompts.Loader{}.Load(prompts.Summarize)
	return o, err
}
