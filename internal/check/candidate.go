package check

import (
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
)

// candidate is a text whose claims are checked against a source.
type candidate struct {
	source  *Source
	article *article.Article
	claims  *claimIndex
	nearest *words.Nearest
	known   []int8 // of each claim of the source: 1 stated, -1 not, 0 not looked up
}

func newCandidate(s *Source, text *article.Article) *candidate {
	claims := newClaimIndex(Locate(text), len(text.Sentences))
	return &candidate{source: s, article: text, claims: claims, nearest: s.words.Nearest()}
}

// copied says whether every sentence stands in the source as it is, so that it
// can say nothing else.
func (c *candidate) copied() bool {
	const most = 20 // sentences: each is looked for in all of the source
	if len(c.article.Sentences) > most {
		return false
	}
	for _, span := range c.article.Sentences {
		if !strings.Contains(c.source.article.Text, c.article.Text[span.Start:span.End]) {
			return false
		}
	}
	return true
}

// stated says whether the candidate makes claim i of the source too: such a
// value belongs to its own line and contradicts no other.
func (c *candidate) stated(i int) bool {
	if c.known == nil {
		c.known = make([]int8, len(c.source.claims.list))
	}
	if c.known[i] == 0 {
		l := c.source.claims.list[i].Claim
		c.known[i] = -1
		if c.claims.find(l, func(own Located) bool { return c.source.matches(own.Claim, l) }) >= 0 {
			c.known[i] = 1
		}
	}
	return c.known[i] > 0
}

// passage is a sentence of a candidate with what the source has near it.
type passage struct {
	*candidate
	start  int // of text in the candidate
	text   string
	words  []words.Word // in the source's numbers
	claims []Located
	near   []int // sentences of the source, best first, from 0
	cues   *cues // of its words; nil where nobody asked
}

// passage reads the sentence n, which counts from 0.
func (c *candidate) passage(n int) *passage {
	p := c.sentence(n)
	p.near = c.nearest.To(p.words)
	return p
}

// sentence is passage without what is near.
func (c *candidate) sentence(n int) *passage {
	span := c.article.Sentences[n]
	p := &passage{candidate: c, start: span.Start, text: c.article.Text[span.Start:span.End], claims: c.claims.of(n)}
	p.words = c.source.words.Content(p.text, span.Start, c.article.Language)
	return p
}

// around is the context of the bytes start to end.
func (p *passage) around(start, end int) context {
	return contextOf(p.source.words, p.words, p.claims, start, end)
}

// first is the sentence nearest to the passage, from 1; 0: none.
func (p *passage) first() int {
	if len(p.near) == 0 {
		return 0
	}
	return p.near[0] + 1
}
