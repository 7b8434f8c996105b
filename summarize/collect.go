package summarize

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsbrief/internal/llm"
)

// ErrNoBullets means that a model answered twice without a line of the shape
// "- text [3]".
var ErrNoBullets = errors.New("the answer holds no bullet of the form \"- text [3]\"")

// ErrCut means that an answer ended in the middle, twice.
var ErrCut = errors.New("the answer was cut short")

// ErrLanguage means that an answer was asked for in another language than the
// article's and is not in it. The offline engine cannot translate at all.
var ErrLanguage = errors.New("the answer is not in")

// errFew means that a whole answer has fewer bullets than were asked for.
var errFew = errors.New("fewer bullets than asked for")

// answer collects the bullets of one article over one or two completions.
type answer struct {
	index     *index
	wanted    int
	onBullet  func(Bullet)
	onRestart func()

	bullets []Bullet
	items   []item // as said, for the follow-up
	cited   int    // items that carry citations
	extra   int    // lines beyond wanted
	held    *item  // a line without citation, until the next proves it whole
	ended   bool   // a line end followed the held line
	spoken  string // lines of the last completion, while none is an item
	kept    int    // bullets of earlier completions
}

func newAnswer(x *index, wanted int, o Options) *answer {
	a := &answer{index: x, wanted: wanted, onBullet: o.OnBullet, onRestart: o.OnRestart, bullets: []Bullet{}}
	if a.onBullet == nil {
		a.onBullet = func(Bullet) {}
	}
	if a.onRestart == nil {
		a.onRestart = func() {}
	}
	return a
}

// copied says whether every bullet is a sentence of the article as it stands.
func (a *answer) copied() bool {
	return !slices.ContainsFunc(a.bullets, func(b Bullet) bool { return b.Status != "supported" })
}

func (a *answer) missing() int { return a.wanted - len(a.bullets) }

// line takes the next line of the completion.
func (a *answer) line(l llm.Line) {
	if l.Restart {
		a.restart()
	}
	a.release()
	it, ok := parseItem(l.Text, len(a.items)-a.kept+1, len(a.index.terms))
	switch {
	case !ok:
		a.spoken = firstBytes(a.spoken+l.Text+"\n", 2000)
	case len(it.cites) > 0:
		a.cited++
		a.add(it)
	default:
		a.held, a.ended = &it, l.Ended
	}
}

// restart forgets the bullets of this completion: they were reasoning.
func (a *answer) restart() {
	if len(a.bullets) > a.kept {
		a.onRestart()
	}
	a.bullets, a.items, a.held, a.extra, a.cited = a.bullets[:a.kept], a.items[:a.kept], nil, 0, 0
	a.spoken = ""
}

// release adds the held line: another line has followed, so it was whole.
func (a *answer) release() {
	if a.held != nil {
		a.add(*a.held)
		a.held = nil
	}
}

func (a *answer) add(it item) {
	for _, earlier := range a.items {
		if earlier.text == it.text {
			return
		}
	}
	if a.missing() == 0 {
		a.extra++
		return
	}
	a.items = append(a.items, it)
	b := a.index.bullet(it)
	a.bullets = append(a.bullets, b)
	a.onBullet(b)
}

// drop ends a completion that broke off: a held line may be half a line.
func (a *answer) drop() {
	a.held = nil
	a.kept = len(a.items)
}

// finish ends a completion that the server calls finished. That alone proves
// nothing: a last line without citation or full stop may be cut.
func (a *answer) finish() error {
	cut := a.held != nil && a.looksCut(*a.held)
	if cut {
		a.held = nil
	}
	a.release()
	a.kept = len(a.items)
	switch {
	case a.missing() == 0:
		return nil
	case cut:
		return fmt.Errorf("%w after %d of %d bullets", ErrCut, len(a.bullets), a.wanted)
	case len(a.bullets) == 0:
		return ErrNoBullets
	}
	return errFew
}

// looksCut judges a last line without citation: the others have one, or it
// does not end as a sentence does. A line end behind it proves it whole.
func (a *answer) looksCut(last item) bool {
	return !a.ended && (a.cited > 0 || !endsSentence(last.text))
}

// said is the answer so far as the model should see it in the follow-up.
func (a *answer) said() string {
	if len(a.items) == 0 {
		return strings.TrimSpace(a.spoken)
	}
	var said string
	for i, it := range a.items {
		said += "- " + it.text
		if e := a.bullets[i].Evidence; len(e) > 0 {
			said += fmt.Sprintf(" [%d]", e[0].Sentence)
		}
		said += "\n"
	}
	return said
}

func (a *answer) warnings() []Warning {
	warnings := []Warning{}
	if a.extra > 0 {
		warnings = append(warnings, Warning{"extra_bullets",
			fmt.Sprintf("the model wrote %d bullets; the first %d are kept", len(a.bullets)+a.extra, len(a.bullets))})
	}
	if n := a.missing(); n > 0 {
		warnings = append(warnings, Warning{"fewer_bullets",
			fmt.Sprintf("the model wrote %d bullets where %d were asked for", len(a.bullets), a.wanted)})
	}
	return warnings
}

// firstBytes cuts s to at most n bytes at a rune boundary.
func firstBytes(s string, n int) string {
	return strings.ToValidUTF8(s[:min(n, len(s))], "")
}
