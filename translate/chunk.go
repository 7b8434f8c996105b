package translate

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"newsbrief/internal/check"
	"newsbrief/internal/document"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/result"
)

// passage is a segment and what is known of its translation.
type passage struct {
	*document.Segment
	source   string // as a reader sees it
	masked   string // without what code and links show
	target   string // with placeholders
	shown    string // target as a reader sees it
	anchors  struct{ source, target []string }
	answered bool
	own      []result.Finding // on target by itself
	claims   []result.Finding
	terms    []Term                   // of the glossary, that occur in source
	checked  map[string]*check.Source // source, read in a language
}

func newPassage(s *document.Segment, o Options) *passage {
	p := &passage{Segment: s, source: s.Plain(s.Text), masked: s.Masked(s.Text), checked: map[string]*check.Source{}}
	p.terms = o.Glossary.in(p.masked, o.From)
	return p
}

// chunk is what one request asks for: passages that follow one another.
type chunk struct {
	passages []*passage
	before   []*passage // what precedes them, for context
	request  llm.Request
}

// A chunk's size, in bytes of source text, is what small models still answer
// line by line, and fits with the answer the smallest contexts in use, 2,048
// tokens. A passage counts for some bytes at least: each is a line.
const (
	chunkBytes   = 1600
	passageBytes = 64
	beforeLines  = 2
)

// round is how many requests are in flight at once by default. Chunks do not
// depend on how many really are: a kept answer would not be found again.
const round = 8

// chunksOf cuts a document into chunks. Those of a long one are made smaller,
// and alike, so that they fill the last round of requests.
func chunksOf(list []*passage) []*chunk {
	total := 0
	for _, p := range list {
		total += p.size()
	}
	chunks := chunksUpTo(list, chunkBytes)
	rounds := (len(chunks) + round - 1) / round
	if rounds < 2 {
		return chunks
	}
	if alike := chunksUpTo(list, total/(rounds*round)+1); len(alike) <= rounds*round {
		return alike
	}
	return chunks
}

// chunksUpTo cuts at every share bytes, or at the heading before. A chunk may
// be larger by half a passage as long as small models take it.
func chunksUpTo(list []*passage, share int) []*chunk {
	sizes, before := make([]int, len(list)), make([]int, len(list)+1)
	for i, p := range list {
		sizes[i], before[i+1] = p.size(), before[i]+p.size()
	}
	due := func(part, size, next int) bool {
		reached := share < chunkBytes && before[next]+sizes[next]/2 > (part+1)*share
		return reached || list[next].Heading && size > chunkBytes/2
	}
	var chunks []*chunk
	for _, at := range llm.Split(sizes, chunkBytes, due) {
		chunks = append(chunks, &chunk{passages: list[at[0]:at[1]], before: list[max(at[0]-beforeLines, 0):at[0]]})
	}
	return chunks
}

func (p *passage) size() int { return max(len(p.Text), passageBytes) }

// chunk asks for a chunk's passages.
func (t *task) chunk(ctx context.Context, c *chunk) error {
	c.request = t.question(c.passages, c.before, "", 0)
	return t.ask(ctx, c.passages, c.before, t.Client.Window.Context(ctx, c.request))
}

// ask asks for passages within a context of limit tokens, 0: unknown; where it proves
// too small for them, for half of them at a time.
func (t *task) ask(ctx context.Context, passages, before []*passage, limit int) error {
	r := t.question(passages, before, "", limit)
	if len(passages) == 1 || t.Client.Window.Fits(r, limit) {
		a := newAnswer(passages)
		err := t.complete(ctx, r, a)
		if limit = t.Client.Window.Shrink(r, limit, err); limit == 0 {
			if err == nil {
				t.check(passages, a)
			}
			return err
		}
		if len(passages) == 1 {
			return t.ask(ctx, passages, before, limit)
		}
	}
	half := len(passages) / 2
	err := t.ask(ctx, passages[:half], before, limit)
	if err != nil && !talk.NotSent(err) { // a dry run shows every question
		return err
	}
	return cmp.Or(t.ask(ctx, passages[half:], passages[max(half-beforeLines, 0):half], limit), err)
}

// check has the answers for passages checked.
func (t *task) check(passages []*passage, a *answer) {
	t.checks <- func() {
		for i, p := range passages {
			p.take(p.assess(a.replies[i], t.options))
		}
	}
}

// question asks for a translation of the passages, numbered from 1, within a context
// of limit tokens, 0: unknown. Notes are lines about them.
func (t *task) question(passages, before []*passage, notes string, limit int) llm.Request {
	var body, glossary strings.Builder
	if t.article.Title != "" {
		body.WriteString("title: " + plain.Line(t.article.Title) + "\n")
	}
	for _, p := range before {
		body.WriteString("before: " + plain.Line(p.source) + "\n")
	}
	body.WriteByte('\n')
	var terms []Term
	size := 0
	for i, p := range passages {
		fmt.Fprintf(&body, "[%d] %s\n", i+1, plain.Line(p.Text))
		size += len(p.Text)
		terms = append(terms, p.terms...)
	}
	for _, term := range unique(terms) {
		fmt.Fprintf(&glossary, "glossary: %s = %s\n", term.Source, term.Target)
	}
	sum := sha256.Sum256([]byte(body.String()))
	q := talk.Question{
		Task: t.options.Template.Task, Hash: hex.EncodeToString(sum[:]), Text: body.String(),
		Notes: glossary.String() + notes, Instruction: t.instruction, Bare: talk.IsSmall(limit),
	}
	return t.Request(q.Messages(), size/3)
}

// assessed is an answer for one passage and what is wrong with it by itself.
type assessed struct {
	reply
	findings []result.Finding
}

func (p *passage) assess(r reply, o Options) assessed {
	if !r.whole {
		return assessed{reply: r}
	}
	return assessed{r, p.findings(r.text, r.remarks, o)}
}

// take stores an answer.
func (p *passage) take(a assessed) {
	if a.whole {
		p.target, p.answered, p.own = a.text, true, a.findings
		p.shown = p.Plain(a.text)
		p.anchors.source, p.anchors.target = anchors(p.source), anchors(p.shown)
	}
}

// kept are the chunks' answers as they will be kept for the next time.
func (t *task) kept(chunks []*chunk) []keeper {
	var list []keeper
	for _, c := range chunks {
		list = append(list, keeper{t, c.request, c.passages, ""})
	}
	return list
}

// keeper stores an answer in the cache once the document is finished: it is
// what the passages were given in the end, or text where that is set.
type keeper struct {
	task     *task
	request  llm.Request
	passages []*passage
	text     string
}

func (k keeper) keep() {
	var lines []string
	for i, p := range k.passages {
		text := k.text
		if text == "" {
			text = p.target
		}
		lines = append(lines, fmt.Sprintf("[%d] %s", i+1, text))
	}
	k.task.Keep(k.request, append(lines, endMark))
}
