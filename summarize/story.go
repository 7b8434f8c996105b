package summarize

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// StoryOptions say how a story is told. All may be left out.
type StoryOptions struct {
	prompts.Asking
	Bullets  int    // at most; 0: the template's number, else DefaultBullets
	Language string // BCP 47; "": that of most sentences
	Judge    *Judge // as in Options
	// Voices are the numbers of the articles' voices, from 1: articles with one
	// voice are copies of each other. nil: each has its own.
	Voices []int
	// Known are those of the articles that were told before: they are not told again,
	// and only compared. nil: none was. One at least is not.
	Known []bool
}

// Identity is what decides a story besides its articles, as Options.Identity is.
func (o StoryOptions) Identity() []any {
	return Options{Asking: o.Asking, Judge: o.Judge, Bullets: o.Bullets, Language: o.Language}.Identity()
}

// Story tells what several articles say of one event, or one article does: a
// headline, bullets, and what the articles differ in. The articles come in the order
// in which they are told, the latest first.
func Story(ctx context.Context, c *Client, articles []*Article, o StoryOptions) (*result.Story, result.Usage, error) {
	var err error
	if o.Asking, err = o.WithDefaults(prompts.Digest); err != nil {
		return nil, result.Usage{}, err
	}
	s := newStorytelling(c, articles, o)
	if err := s.read(ctx); err != nil {
		if talk.NotSent(err) {
			o.Judge.Foretell(s.article, s.answer.wanted+1)
		}
		return nil, s.Used(), err
	}
	// Where no language is asked for, a line may be in that of the article it is from.
	if err := s.inLanguage(); err != nil && o.Language != "" {
		return nil, s.Used(), err
	}
	s.keep(s.opening, s.answer.lines(), s.answer.head.lines()...)
	if err := s.mend(ctx, s.opening); err != nil {
		return nil, s.Used(), err
	}
	s.entitle()
	return s.result(), s.Used(), nil
}

// storytelling is the work on one story.
type storytelling struct {
	*several
	options StoryOptions
	sources []*check.Source // of each article; nil: not made yet
}

func newStorytelling(c *Client, articles []*Article, o StoryOptions) *storytelling {
	from := article.Join(articles)
	language := cmp.Or(o.Language, from.Language)
	how := Options{Asking: o.Asking, Judge: o.Judge}
	lines := newAnswer(newSupport(from.Article, language), storyBullets(from, o), how)
	untitled := func(a *Article) bool { return a.Text != a.Title }
	lines.head = &headline{titles: !slices.ContainsFunc(articles, untitled)}
	r := newReading(c, from.Article, how, language, lines)
	r.labels = &labels{from}
	return &storytelling{
		several: &several{reading: r, from: from}, options: o, sources: make([]*check.Source, len(articles)),
	}
}

// storyBullets is how many bullets a story is told in: no more than its articles have
// sentences besides the one that the headline takes.
func storyBullets(from *article.Joined, o StoryOptions) int {
	wanted := cmp.Or(o.Bullets, o.Template.Bullets, DefaultBullets)
	return max(min(wanted, len(from.Sentences)-1), 1)
}

// read asks, over fewer sentences where the model cannot read them all.
func (s *storytelling) read(ctx context.Context) error {
	var titles []string
	for _, a := range s.from.Parts {
		titles = append(titles, cmp.Or(a.Title, a.Sentence(1)))
	}
	return s.readNearest(ctx, strings.Join(titles, "\n"), s.messages, func() error { return s.run(ctx, s.opening) })
}

// messages asks for the story over the sentences of these numbers.
func (s *storytelling) messages(sentences []int) ([]llm.Message, error) {
	wanted, sentences := s.answer.wanted, s.asked(sentences)
	head := prompts.Head{Task: prompts.Digest, Bullets: wanted, Language: s.language}
	instruction, err := s.options.Template.Instruction(head, prompts.Data{
		Bullets: wanted, Language: s.language, Words: s.article.Words, Sentences: len(sentences), Vars: s.options.Vars,
	})
	if err != nil {
		return nil, err
	}
	s.answer.support.told = instruction
	question := talk.Question{
		Task: prompts.Digest, Hash: s.article.SHA256, Text: s.text(sentences), Instruction: instruction, Bare: s.bare,
	}
	return question.Messages(), nil
}

// asked are sentences without those of copies, which tell nothing of their own, and of
// articles that were told before.
func (s *storytelling) asked(sentences []int) []int {
	voices, known := s.options.Voices, s.options.Known
	return slices.DeleteFunc(slices.Clone(sentences), func(n int) bool {
		part, _ := s.from.Part(n)
		copied := voices != nil && slices.Index(voices, voices[part]) != part
		return copied || known != nil && known[part]
	})
}

// result is the story as it was told.
func (s *storytelling) result() *result.Story {
	differences := s.differences()
	r := &result.Story{
		Headline: s.line(s.headline(), differences), Bullets: []result.StoryLine{}, Differences: differences,
		Warnings: slices.Concat(s.readWarnings("the nearest to the titles were"), s.answer.faultWarnings(),
			s.senseWarnings()),
	}
	for _, b := range s.answer.bullets {
		r.Bullets = append(r.Bullets, s.line(b, differences))
	}
	for i, a := range s.from.Parts {
		source := result.StorySource{Source: a.About(), Voice: i + 1}
		if s.options.Voices != nil {
			source.Voice = s.options.Voices[i]
		}
		r.Sources = append(r.Sources, source)
	}
	return r
}

// entitle takes for a headline that the articles do not bear out, or that is missing, the
// title of one that they do.
func (s *storytelling) entitle() {
	h := s.answer.head
	if h.told != nil && h.wrong() == nil {
		return
	}
	for i, a := range s.from.Parts {
		if !lang.MayBeSame(a.Language, s.language) || s.options.Known != nil && s.options.Known[i] {
			continue
		}
		it := item{text: cmp.Or(a.Title, a.Sentence(1))}
		if b := s.answer.support.bullet(it); !b.Doubtful() {
			h.told, h.bullet = &it, &b
			return
		}
	}
}

// headline is the model's, or where it wrote none the title of an article.
func (s *storytelling) headline() result.Bullet {
	if s.answer.head.told != nil {
		return *s.answer.head.bullet
	}
	first := s.from.Parts[0]
	return s.answer.support.bullet(item{text: cmp.Or(first.Title, first.Sentence(1))})
}
