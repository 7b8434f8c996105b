package translate

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"

	"newsbrief/internal/article/input"
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
	at       int      // its index in the document
	hash     uint64   // of its text
	first    *passage // with the same text, which is asked for; nil: this one
	source   string   // as a reader sees it
	masked   string   // without what code and links show
	target   string   // with placeholders
	shown    string   // target as a reader sees it
	anchors  struct{ source, target []uint32 }
	answered bool
	own      []result.Finding // on target by itself
	claims   []result.Finding
	terms    []Term // of the glossary, that occur in source
	recollection
	checked map[string]*check.Source // source, read in a language
}

func newPassage(s *document.Segment, o Options) *passage {
	p := &passage{Segment: s, source: s.Plain(s.Text), masked: s.Masked(s.Text), checked: map[string]*check.Source{}}
	if p.source == s.Text { // without markup all are one text, which is kept once
		p.source = s.Text
	}
	if p.masked == p.source {
		p.masked = p.source
	}
	p.terms = o.Glossary.in(p.masked, o.From)
	sum := sha256.Sum256([]byte(s.Text))
	p.hash = binary.BigEndian.Uint64(sum[:])
	return p
}

// chunk is what one request asks for: passages in their order.
type chunk struct {
	passages []*passage
	request  llm.Request
}

// A chunk's size, in bytes of source text. The least is what small models still answer
// line by line, and fits with the answer the smallest contexts in use, 2,048 tokens. Of
// long documents larger ones are asked for, up to mostBytes, where the model's context
// is known to take them: less of what is sent is examples. A passage counts for some
// bytes at least: each is a line.
const (
	chunkBytes   = 1600
	mostBytes    = 5 * chunkBytes
	passageBytes = 64
	beforeLines  = 2
)

// enough is how many chunks a document has at least before they are made larger: some
// for each request in flight. Chunks do not depend on how many really are: a kept answer
// would not be found again.
const enough = 16

// due are the passages to ask for. Of captions, which roll, each text is asked for once.
func (t *task) due() []*passage {
	var list []*passage
	first := map[string]*passage{}
	captions := t.document.Kind == input.SRT || t.document.Kind == input.VTT
	for _, p := range t.passages {
		switch {
		case p.recalled:
		case captions && first[p.Text] != nil:
			p.first = first[p.Text]
		default:
			first[p.Text] = p
			list = append(list, p)
		}
	}
	return list
}

// chunks cuts what is due.
func (t *task) chunks(ctx context.Context, due []*passage) []*chunk {
	total := 0
	for _, p := range due {
		total += p.size()
	}
	most := chunkBytes
	for most < mostBytes {
		next := min(2*most, mostBytes)
		if total < enough*next || !t.takes(ctx, due, next) {
			break
		}
		most = next
	}
	return cut(due, most)
}

// takes says whether the model's context is known to have room for a chunk of that size.
func (t *task) takes(ctx context.Context, due []*passage, size int) bool {
	n := 0
	for sum := 0; n < len(due) && sum < size; n++ {
		sum += due[n].size()
	}
	r := t.question(due[:n], "", 0)
	limit := t.Client.Window.Context(ctx, r)
	return !t.Client.Window.MayCut(r, limit) && t.Client.Window.Fits(r, limit)
}

// cut divides passages into chunks of at most so many bytes and, where it can, two
// fifths of them: before the heading, or else the passage, whose hash is least, and each
// half again. Where a passage is added, only the chunk it falls into is another one.
func cut(list []*passage, most int) []*chunk {
	total := 0
	for _, p := range list {
		total += p.size()
	}
	if len(list) == 0 {
		return nil
	}
	if total <= most || len(list) == 1 {
		return []*chunk{{passages: list}}
	}
	best, nearest, before, least := 0, 1, 0, most*2/5
	for i := 1; i < len(list); i++ {
		before += list[i-1].size()
		room := before >= least && total-before >= least
		if room && (best == 0 || list[i].begins(list[best])) {
			best = i
		}
		if 2*before <= total {
			nearest = i
		}
	}
	if best == 0 {
		best = nearest
	}
	return append(cut(list[:best], most), cut(list[best:], most)...)
}

// begins says whether a chunk begins with p rather than with q.
func (p *passage) begins(q *passage) bool {
	if p.Heading != q.Heading {
		return p.Heading
	}
	return p.hash < q.hash
}

func (p *passage) size() int { return max(len(p.Text), passageBytes) }

// chunk asks for a chunk's passages.
func (t *task) chunk(ctx context.Context, c *chunk) error {
	c.request = t.question(c.passages, "", 0)
	return t.ask(ctx, c.passages, t.Client.Window.Context(ctx, c.request))
}

// ask asks for passages within a context of limit tokens, 0: unknown; where it proves
// too small for them, for half of them at a time.
func (t *task) ask(ctx context.Context, passages []*passage, limit int) error {
	r := t.question(passages, "", limit)
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
			return t.ask(ctx, passages, limit)
		}
	}
	half := len(passages) / 2
	err := t.ask(ctx, passages[:half], limit)
	if err != nil && !talk.NotSent(err) { // a dry run shows every question
		return err
	}
	return cmp.Or(t.ask(ctx, passages[half:], limit), err)
}

// check has the answers for passages checked.
func (t *task) check(passages []*passage, a *answer) {
	t.checks <- func() {
		for i, p := range passages {
			p.take(p.assess(a.replies[i], t.options))
		}
	}
}

// repeat gives passages with the same text what the first of them was given.
func (t *task) repeat() {
	for _, p := range t.passages {
		if p.first != nil && p.first.answered {
			p.take(assessed{reply{text: p.first.target, whole: true}, p.first.own})
		}
	}
}

// question asks for a translation of the passages, numbered from 1, with what stands
// before them, within a context of limit tokens, 0: unknown. Notes are lines about them.
func (t *task) question(passages []*passage, notes string, limit int) llm.Request {
	var body, glossary strings.Builder
	if t.article.Title != "" {
		body.WriteString("title: " + plain.Line(t.article.Title) + "\n")
	}
	var terms []Term
	size, next := 0, 0
	for i, p := range passages {
		for _, q := range t.passages[max(next, p.at-beforeLines):max(next, p.at)] {
			body.WriteString("before: " + plain.Line(q.source) + "\n")
		}
		if i == 0 {
			body.WriteByte('\n')
		}
		next = p.at + 1
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
		if p.shown = p.Plain(a.text); p.shown == a.text {
			p.shown = a.text
		}
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

// mend asks again for each passage that is missing or wrong, alone and with
// the findings, and keeps the better answers. It returns what to keep in the
// cache, nil where nothing was wrong.
func (t *task) mend(ctx context.Context, try int) ([]keeper, error) {
	var wrong []int
	for i, p := range t.passages {
		if !p.recalled && p.first == nil && !result.Worst(p.claims).Good() {
			wrong = append(wrong, i)
		}
	}
	if len(wrong) == 0 {
		return nil, nil
	}
	answers := make([]assessed, len(wrong))
	keepers := make([]keeper, len(wrong))
	err := t.Each(ctx, len(wrong), func(ctx context.Context, k int) (err error) {
		answers[k], keepers[k], err = t.again(ctx, wrong[k], try)
		return err
	})
	if err != nil {
		return nil, err
	}
	var whole []keeper
	for k, i := range wrong {
		if answers[k].whole {
			whole = append(whole, keepers[k])
			t.better(i, answers[k])
		}
	}
	t.repeat()
	judge(t.passages)
	return whole, nil
}

// again asks for one passage alone.
func (t *task) again(ctx context.Context, i, try int) (assessed, keeper, error) {
	p := t.passages[i]
	var notes strings.Builder
	for _, c := range p.claims {
		if !c.Status.Good() {
			notes.WriteString("wrong: " + plain.Line(reason(c)) + "\n")
		}
	}
	if p.answered {
		notes.WriteString("wrong: the answer was: " + plain.Line(p.target) + "\n")
	}
	fmt.Fprintf(&notes, "try: %d\n", try)
	request := t.question(t.passages[i:i+1], notes.String(), 0)
	asked := request
	if limit := t.Client.Window.Context(ctx, request); talk.IsSmall(limit) {
		asked = t.question(t.passages[i:i+1], notes.String(), limit)
	}
	a := newAnswer(t.passages[i : i+1])
	err := t.complete(ctx, asked, a)
	return p.assess(a.replies[0], t.options), keeper{t, request, t.passages[i : i+1], a.replies[0].text}, err
}

func reason(c result.Finding) string {
	if c.Whole() {
		return c.Reason
	}
	return c.Text + ": " + c.Reason
}

// better takes an answer that has fewer flaws than the passage's own; where
// those were only beside its neighbours, one that has no more.
func (t *task) better(i int, a assessed) {
	p := t.passages[i]
	own, other := flaws(p.own), flaws(a.findings)
	if !p.answered || other < own || other == own && flaws(p.claims) > own {
		p.take(a)
	}
}
