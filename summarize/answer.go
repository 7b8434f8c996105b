package summarize

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// errFew means that a whole answer has fewer bullets than were asked for.
var errFew = errors.New("fewer bullets than asked for")

// answer collects the lines of one article over one or two completions.
type answer struct {
	support   *support
	wanted    int  // bullets
	figures   bool // lines of figures are asked for too
	mostRows  int  // of figures, and of people
	onBullet  func(result.Bullet)
	onRestart func()
	check     func(n int, it item) result.Bullet // what the article says of line n, from 0

	bullets  []result.Bullet
	items    []item // as said, for the follow-up
	cited    int    // items that carry citations
	held     *item  // a line without citation, until the next proves it whole
	ended    bool   // a line end followed the held line
	spoken   string // lines of the last completion, while none is an item
	kept     int    // bullets of earlier completions
	shown    int    // bullets that onBullet has had
	rows     []row
	rowsKept int       // rows of earlier completions
	rowCut   bool      // the last line is a row without its end
	titled   bool      // the last line is a title
	repairs  bool      // doubtful bullets wait for their repair
	judges   bool      // bullets wait for their verdict
	head     *headline // nil: none is asked for
	fewer    bool      // than wanted will do
}

func newAnswer(s *support, wanted int, o Options) *answer {
	a := &answer{
		support: s, wanted: wanted, fewer: o.Fewer, figures: o.Figures > 0, mostRows: o.Figures,
		repairs: o.Repair > 0, judges: o.Judge != nil,
		onBullet: o.OnBullet, onRestart: o.OnRestart, bullets: []result.Bullet{},
	}
	a.check = func(_ int, it item) result.Bullet { return s.bullet(it) }
	if a.onBullet == nil {
		a.onBullet = func(result.Bullet) {}
	}
	if a.onRestart == nil {
		a.onRestart = func() {}
	}
	return a
}

// copied says whether every bullet holds the article's own words alone.
func (a *answer) copied() bool {
	return !slices.ContainsFunc(a.bullets, func(b result.Bullet) bool { return !isOwn(b.Text, b.Evidence) })
}

// worded is the bullets that are not in the article's own words.
func (a *answer) worded() string {
	var b strings.Builder
	for _, bullet := range a.bullets {
		if !isOwn(bullet.Text, bullet.Evidence) {
			b.WriteString(bullet.Text + "\n")
		}
	}
	return b.String()
}

func (a *answer) missing() int { return a.wanted - len(a.bullets) }

// lines are all items, as the model said them.
func (a *answer) lines() []item {
	list := slices.Clone(a.items)
	for _, r := range a.rows {
		list = append(list, r.item)
	}
	return list
}

// table is the figures and the people, never nil.
func (a *answer) table() ([]result.Figure, []result.Person) {
	figures, people := []result.Figure{}, []result.Person{}
	for _, r := range a.rows {
		if r.figure != nil {
			figures = append(figures, *r.figure)
		} else {
			people = append(people, *r.person)
		}
	}
	return figures, people
}

// line takes the next line of the completion.
func (a *answer) line(l llm.Line) {
	if l.Restart {
		a.restart()
	}
	for _, text := range unpack(plain.Line(l.Text), a.figures) {
		if !a.takeHead(text, l.Ended) {
			a.take(text, l.Ended)
		}
	}
}

// take takes a line of the list that an answer is.
func (a *answer) take(text string, ended bool) {
	text = a.continued(text)
	it, ok := parseItem(text, len(a.items)-a.kept+1, a.support.sentences())
	row := a.isRow(text)
	a.rowCut = row && len(it.cites) == 0 && !ended && !isNone(text)
	switch {
	case a.support.repeatsPrompt(text) || row && isNone(text):
	case row:
		a.takeRow(text, it, ok, ended)
	case !ok:
		a.titled = isBold(text)
		a.spoken = firstBytes(a.spoken+text+"\n", 2000)
	case len(it.cites) > 0:
		a.cited++
		a.add(it)
	default:
		a.held, a.ended, a.titled = &it, ended, isBold(text)
	}
}

func (a *answer) isRow(text string) bool { return a.figures && strings.ContainsAny(text, "|｜") }

// continued is a line with what it belongs to: a citation alone belongs to the one
// before; a line without a mark goes on with that where it was no whole sentence, and
// stands in its place where it was a title. Any other line releases the one before.
func (a *answer) continued(text string) string {
	text = strings.TrimSpace(text)
	_, isMarked := cutMark(text, len(a.items)-a.kept+2)
	held, titled := a.held, a.titled
	a.titled = false
	switch {
	case isMarked || text == "" || a.isRow(text):
		a.release()
	case titled && tellsAll(text):
		a.held = nil
		return "- " + text
	case held != nil && (!lang.EndsSentence(held.text) || isCitation(text)):
		a.held = nil
		return "- " + held.text + " " + text
	default:
		a.release()
	}
	return text
}

// takeRow takes a line of figures. One without a citation counts where a line end
// proves it whole.
func (a *answer) takeRow(text string, it item, ok, ended bool) {
	if !ok {
		it, ok = uncited(text), ended
	}
	if r, cut := a.support.row(it); ok && cut && (len(it.cites) > 0 || r.stands()) {
		a.addRow(r)
	}
}

// says is what a line says that is an item or a row, "" of any other. One that may
// go on in the next line is none yet.
func (a *answer) says(line string) string {
	var said strings.Builder
	for _, text := range unpack(plain.Line(line), a.figures) {
		it, ok := parseItem(text, leadingNumber(text), a.support.sentences())
		switch {
		case a.support.repeatsPrompt(text):
		case a.isRow(text), a.isHead(text):
			said.WriteString(text)
		case ok && a.wanted > 0 && a.isBullet(it.text) && (len(it.cites) > 0 || lang.EndsSentence(it.text)):
			said.WriteString(it.text)
		}
	}
	return said.String()
}

// leadingNumber is the number that a text begins with, be it in brackets; 0: it begins
// with none.
func leadingNumber(text string) int {
	text = strings.TrimLeft(text, " ([")
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	number, _ := strconv.Atoi(text[:digits])
	return number
}

// isBullet says whether a text can be a bullet. A single line, as a headline, may be
// of any form.
func (a *answer) isBullet(text string) bool {
	s := a.support
	return a.wanted == 1 || isTold(text, s.language) && !s.isHeading(text) && !s.asks(text)
}

// restart forgets the bullets of this completion: they were reasoning.
func (a *answer) restart() {
	if a.shown > a.kept {
		a.onRestart()
	}
	a.shown = min(a.shown, a.kept)
	a.rows = a.rows[:a.rowsKept]
	a.bullets, a.items, a.held, a.cited = a.bullets[:a.kept], a.items[:a.kept], nil, 0
	a.spoken = ""
}

// forget forgets every completion so far: they answered a shortened question.
func (a *answer) forget() {
	a.kept = 0
	a.restart()
}

// release adds the held line: another line has followed, so it was whole.
func (a *answer) release() {
	if a.held != nil {
		a.add(*a.held)
		a.held = nil
	}
}

// addRow adds a figure or a person that is not there yet, up to as many of each as
// are asked for.
func (a *answer) addRow(r row) {
	alike := 0
	for _, known := range a.rows {
		if known.item.text == r.item.text || known.sameName(r) {
			return
		}
		if (known.person == nil) == (r.person == nil) {
			alike++
		}
	}
	if alike < a.mostRows {
		a.rows = append(a.rows, r)
	}
}

func (a *answer) add(it item) {
	for _, earlier := range a.items {
		if earlier.text == it.text {
			return
		}
	}
	if a.missing() == 0 || !a.isBullet(it.text) {
		return
	}
	a.items = append(a.items, it)
	a.bullets = append(a.bullets, a.check(len(a.bullets), it))
	a.show(false)
}

// show hands on the bullets in order; the first that may still change, and those
// behind it, wait for the final call.
func (a *answer) show(final bool) {
	for a.shown < len(a.bullets) && (final || a.settled(a.shown)) {
		a.onBullet(a.bullets[a.shown])
		a.shown++
	}
}

// settled says whether neither a verdict nor a repair may change a bullet.
func (a *answer) settled(n int) bool {
	b := a.bullets[n]
	if a.judges && a.support.judgedBullet(&b, a.items[n]).sense != nil && b.Sense == nil {
		return false
	}
	return !a.repairs || !b.Doubtful()
}

// drop ends a completion that broke off: a held line may be half a line.
func (a *answer) drop() {
	a.held = nil
	a.kept, a.rowsKept = len(a.items), len(a.rows)
}

// finish ends a completion that the server calls finished. That alone proves
// nothing: a last line without citation or full stop may be cut.
func (a *answer) finish() error {
	cut := a.held != nil && a.looksCut(*a.held)
	if cut {
		a.held = nil
	}
	a.release()
	a.kept, a.rowsKept = len(a.items), len(a.rows)
	switch {
	case a.rowCut:
		return fmt.Errorf("%w after %d figures", ErrCut, len(a.rows))
	case a.missing() == 0 && a.figures && len(a.rows) == 0 && a.support.hasFigures():
		return ErrNoFigures // "none" is believed where it is true
	case a.missing() == 0:
		return nil
	case cut:
		return fmt.Errorf("%w after %d of %d bullets", ErrCut, len(a.bullets), a.wanted)
	case len(a.bullets) == 0 && a.head.suffices():
		return nil
	case len(a.bullets) == 0:
		return ErrNoBullets
	case a.head != nil, a.fewer: // a story has as many lines as it needs
		return nil
	}
	return errFew
}

// untold are the sentences among these that no bullet rests on and that are neither
// headings nor questions.
func (a *answer) untold(sentences []int) []int {
	told := a.support.article.Headings()
	for _, b := range a.bullets {
		told = append(told[:len(told):len(told)], result.Sentences(b.Evidence)...)
	}
	return slices.DeleteFunc(slices.Clone(sentences), func(n int) bool {
		return slices.Contains(told, n) || a.support.asks(a.support.article.Sentence(n))
	})
}

// looksCut judges a last line without citation: the others have one, or it
// does not end as a sentence does. A line end behind it proves it whole.
func (a *answer) looksCut(last item) bool {
	return !a.ended && (a.cited > 0 || !lang.EndsSentence(last.text))
}

// said is the answer so far as the model should see it in the follow-up.
func (a *answer) said() string {
	if len(a.items)+len(a.rows) == 0 {
		return strings.TrimSpace(a.spoken)
	}
	var said string
	for _, line := range a.head.lines() {
		said += line + "\n"
	}
	for i, it := range a.items {
		said += "- " + it.text + cite(a.bullets[i].Evidence) + "\n"
	}
	for _, r := range a.rows {
		said += r.item.text + r.item.written() + "\n"
	}
	return said
}

func (a *answer) warnings() []result.Warning {
	warnings := []result.Warning{}
	warn := func(code, format string, args ...any) {
		warnings = append(warnings, result.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
	}
	bullets := len(a.bullets)
	if a.missing() > 0 && !a.fewer {
		warn("fewer_bullets", "the model wrote %d bullets where %d were asked for", bullets, a.wanted)
	}
	return append(warnings, a.faultWarnings()...)
}

// faultWarnings tell how many lines are marked.
func (a *answer) faultWarnings() []result.Warning {
	n := len(a.faults())
	if n == 0 {
		return nil
	}
	lines := len(a.bullets) + len(a.rows)
	if a.head != nil {
		lines++
	}
	return []result.Warning{{Code: "unsupported", Message: fmt.Sprintf(
		"%d of %d lines say what the article does not; they are marked", n, lines)}}
}

// none is the answer of a model that finds no figure.
const none = "none"

// isNone says whether a row names nothing: some models end a list so.
func isNone(row string) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(row, bulletMarks+" |"), "|")
	return strings.EqualFold(strings.TrimSpace(first), none)
}

// firstBytes cuts s to at most n bytes at a rune boundary.
func firstBytes(s string, n int) string {
	return strings.ToValidUTF8(s[:min(n, len(s))], "")
}
