package summarize

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/judge"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/talk"
	"newsbrief/result"
)

// mend asks for the doubtful lines again, with what the check found, and
// keeps the better of both. A repair that fails leaves the marked lines as
// they are: the answer itself was whole.
func (t *reading) mend(ctx context.Context, opening []llm.Message) error {
	var whole []repaired
	defer func() {
		for _, r := range whole {
			t.keep(r.conversation, r.items)
		}
	}()
	if err := t.judge(ctx, t.answer.judged()); err != nil {
		return err
	}
	t.answer.show(false)
	for range t.options.Repair {
		wrong := t.answer.faults()
		if len(wrong) == 0 {
			return nil
		}
		r := &repair{support: t.answer.support}
		conversation := append(opening[:len(opening):len(opening)], t.answer.complaint(wrong)...)
		question := t.request(conversation)
		question.Answer, question.Form, question.Lines = len(wrong)*bulletTokens, t.answer.says, len(wrong)+1
		err := t.complete(ctx, question, r.line)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || len(r.items) > len(wrong) {
			continue
		}
		if len(r.items) == len(wrong) {
			whole = append(whole, repaired{conversation, r.items})
		} else {
			wrong, r.items = pair(wrong, r.items)
		}
		if err := t.propose(ctx, wrong, r.items); err != nil {
			return err
		}
	}
	return nil
}

// pair finds the lines that items are for where some were left out: an item is for the
// only line that rests on a sentence which it cites, where no other item is.
func pair(wrong []faulty, items []item) (lines []faulty, theirs []item) {
	for i, w := range wrong {
		var found []item
		for _, it := range items {
			if overlap(w.rests, it.cites) {
				found = append(found, it)
			}
		}
		alike := func(o faulty) bool { return overlap(w.rests, o.rests) }
		if len(found) == 1 && !slices.ContainsFunc(slices.Concat(wrong[:i], wrong[i+1:]), alike) {
			lines, theirs = append(lines, w), append(theirs, found[0])
		}
	}
	return lines, theirs
}

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(n int) bool { return slices.Contains(b, n) })
}

// propose puts each item in the place of a faulty line where it is better, by the
// rules and by the second model.
func (t *reading) propose(ctx context.Context, wrong []faulty, items []item) error {
	proposals := make([]proposal, len(wrong))
	arrange(wrong, items)
	var lines []judged
	for i, d := range wrong {
		proposals[i] = d.propose(items[i])
		lines = append(lines, proposals[i].judged)
	}
	if err := t.judge(ctx, lines); err != nil {
		return err
	}
	for _, p := range proposals {
		p.take()
	}
	return nil
}

// arrange puts items with a label in the order of the lines that they mend: small
// models mix it up.
func arrange(wrong []faulty, items []item) {
	for i, d := range wrong {
		for k := range items[i:] {
			if d.label != "" && strings.HasPrefix(items[i+k].text, d.label+": ") {
				items[i], items[i+k] = items[i+k], items[i]
				break
			}
		}
	}
}

// judge has the second model, where there is one, judge the lines that have no
// verdict yet. Its failure leaves them unchecked, unless a verdict is required.
func (t *reading) judge(ctx context.Context, lines []judged) error {
	j := t.options.Judge
	if j == nil || t.unjudged != nil {
		return nil
	}
	var statements []judge.Statement
	lines = slices.DeleteFunc(lines, func(l judged) bool { return l.sense == nil || *l.sense != nil })
	for _, l := range lines {
		statements = append(statements, l.statement)
	}
	if len(lines) == 0 {
		return nil
	}
	senses, used, err := j.Judge(ctx, t.article, statements)
	used.Model = "" // the lines' own is told
	t.Count(used)
	for i, l := range lines {
		*l.sense = &senses[i]
	}
	if j.Required || ctx.Err() != nil || talk.NotSent(err) {
		return err
	}
	t.unjudged = err
	return nil
}

// senseWarnings tell what became of the second model's verdicts.
func (t *reading) senseWarnings() []result.Warning {
	n := 0
	for _, l := range t.answer.judged() {
		if l.sense != nil && (*l.sense).Missing() {
			n++
		}
	}
	model, message := "", ""
	if t.options.Judge != nil {
		model = plain.Line(t.options.Judge.Model)
	}
	switch {
	case t.unjudged != nil:
		message = model + " could not be asked what it makes of the lines: " + plain.Line(t.unjudged.Error())
	case n > 0:
		message = fmt.Sprintf("%d lines have no verdict: %s gave no usable answer", n, model)
	default:
		return nil
	}
	return []result.Warning{{Code: "sense", Message: message}}
}

// repaired is a repair to be kept once all are done: kept at once, the same
// question asked again would only get the same answer.
type repaired struct {
	conversation []llm.Message
	items        []item
}

// repair collects the lines of an answer to a complaint.
type repair struct {
	items   []item
	support *support
}

func (r *repair) line(l llm.Line) {
	if l.Restart {
		r.items = nil
	}
	for _, text := range unpack(plain.Line(l.Text), true) {
		it, ok := parseItem(text, len(r.items)+1, r.support.sentences())
		if ok && (len(it.cites) > 0 || l.Ended) && !r.support.repeatsPrompt(text) {
			r.items = append(r.items, it)
		}
	}
}

// faulty is a line that the article does not bear out.
type faulty struct {
	line    string
	label   string // as an item's
	doubt   float64
	claims  []result.Finding
	sense   *result.Sense
	rests   []int // on these sentences
	propose func(item) proposal
}

// proposal is a line for the place of a faulty one.
type proposal struct {
	judged
	take func() // puts it there where it is better
}

// faults are the lines to mend, the most doubtful first.
func (a *answer) faults() []faulty {
	var list []faulty
	for i, b := range a.bullets {
		if b.Doubtful() {
			line := "- " + a.items[i].labelled() + cite(b.Evidence)
			propose := func(it item) proposal { return a.proposeBullet(i, it) }
			cited := result.Sentences(b.Evidence)
			list = append(list, faulty{line, a.items[i].label, b.Doubt, b.Claims, b.Sense, cited, propose})
		}
	}
	if h := a.head.wrong(); h != nil {
		line := "- " + h.Text + cite(h.Evidence)
		list = append(list, faulty{line, "", h.Doubt, h.Claims, h.Sense, result.Sentences(h.Evidence), a.proposeHead})
	}
	for i, r := range a.rows {
		if !r.status().Good() || r.sense().Doubtful() {
			line := "- " + r.item.text + r.item.written()
			propose := func(it item) proposal { return a.proposeRow(i, it) }
			list = append(list, faulty{line, "", r.doubt(), r.claims(), r.sense(), r.sentences(), propose})
		}
	}
	slices.SortStableFunc(list, func(x, y faulty) int { return cmp.Compare(y.doubt, x.doubt) })
	return list
}

// complaint continues the conversation with what is wrong. Its lines repeat
// the model's own; what the article says is quoted from the article.
func (a *answer) complaint(wrong []faulty) []llm.Message {
	var b strings.Builder
	fmt.Fprintf(&b, "task: repair\nbullets: %d\n\n"+
		"A check against the article found mistakes in these lines:\n\n", len(wrong))
	for _, d := range wrong {
		b.WriteString(d.line + "\n")
		for _, c := range d.claims {
			if !c.Status.Good() {
				text, reason := plain.Line(c.Text), plain.Line(c.Reason)
				fmt.Fprintf(&b, "  wrong: %q: %s%s\n", text, reason, sentenceNote(c.Sentence))
			}
		}
		if d.sense.Doubtful() {
			fmt.Fprintf(&b, "  wrong: %s\n", complaintOf(d.sense))
		}
	}
	fmt.Fprintf(&b, "\nWrite each of these lines again (%d), in the same order and shape, "+
		"with only what the article says, and with the numbers of its sentences at the end.\n"+
		"Write nothing else.\n", len(wrong))
	return []llm.Message{{Role: "assistant", Content: a.said()}, {Role: "user", Content: b.String()}}
}

// cite is " [3]" for the first sentence of evidence.
func cite(evidence []result.Evidence) string {
	if len(evidence) == 0 {
		return ""
	}
	return fmt.Sprintf(" [%d]", evidence[0].Sentence)
}

func sentenceNote(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (sentence %d)", n)
}

func (a *answer) proposeBullet(n int, it item) proposal {
	it = a.items[n].as(it)
	b := a.check(n, it)
	return proposal{a.support.judgedBullet(&b, it), func() {
		old := a.bullets[n]
		if flaws(b.Claims, b.Sense) < flaws(old.Claims, old.Sense) && !a.has(b.Text) {
			a.bullets[n], a.items[n] = b, it
		}
	}}
}

// proposeHead proposes another headline.
func (a *answer) proposeHead(it item) proposal {
	b := a.support.bullet(it)
	return proposal{a.support.judgedBullet(&b, it), func() {
		if old := a.head.bullet; flaws(b.Claims, b.Sense) < flaws(old.Claims, old.Sense) {
			a.head.told, a.head.bullet = &it, &b
		}
	}}
}

func (a *answer) proposeRow(n int, it item) proposal {
	r, ok := a.support.row(it)
	if !ok || len(it.cites) == 0 {
		return proposal{take: func() {}}
	}
	return proposal{r.judged(), func() {
		if old := a.rows[n]; flaws(r.claims(), r.sense()) < flaws(old.claims(), old.sense()) {
			a.rows[n] = r
		}
	}}
}

func (a *answer) has(text string) bool {
	return slices.ContainsFunc(a.bullets, func(b result.Bullet) bool { return b.Text == text })
}

// flaws measures how much of a line the article does not bear out; a line
// without any support is worse than any number of wrong details, and what a second
// model does not bear out counts as one of them.
func flaws(claims []result.Finding, sense *result.Sense) int {
	n := talk.Flaws(claims, 100)
	if sense.Doubtful() {
		n++
	}
	return n
}
