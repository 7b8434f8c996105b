package summarize

import (
	"strings"

	"newsbrief/result"
)

// headMark begins the line of a story's headline.
const headMark = "#"

// headline is the headline of a story, as far as it was told.
type headline struct {
	told   *item
	bullet *result.Bullet
	titles bool // the articles are titles alone: there may be nothing else to tell
}

// suffices says whether a story may be its headline alone.
func (h *headline) suffices() bool { return h != nil && h.told != nil && h.titles }

// cutHead is the text of a line that is marked as a headline.
func cutHead(line string) (text string, ok bool) {
	line = strings.TrimSpace(line)
	text = strings.TrimSpace(strings.TrimLeft(line, headMark))
	return text, strings.HasPrefix(line, headMark) && text != ""
}

// takeHead takes a line that is a story's headline. One without a citation may be
// cut, unless a line end follows it.
func (a *answer) takeHead(line string, ended bool) (taken bool) {
	text, ok := cutHead(line)
	if a.head == nil || !ok {
		return false
	}
	a.release()
	it, ok := parseItem("- "+text, 1, a.support.sentences())
	if ok && a.head.told == nil && (ended || len(it.cites) > 0) && !a.support.repeatsPrompt(text) {
		a.setHead(it)
	}
	return true
}

func (a *answer) setHead(it item) {
	b := a.support.bullet(it)
	a.head.told, a.head.bullet = &it, &b
}

func (a *answer) isHead(line string) bool {
	_, ok := cutHead(line)
	return a.head != nil && ok
}

// lines are the line of the headline, none where there is none.
func (h *headline) lines() []string {
	if h == nil || h.told == nil {
		return nil
	}
	return []string{headMark + " " + h.told.text + h.told.written()}
}

// wrong is the headline where the articles do not bear it out; else nil.
func (h *headline) wrong() *result.Bullet {
	if h == nil || h.told == nil || !h.bullet.Doubtful() {
		return nil
	}
	return h.bullet
}
