package alone

import (
	"math"
	"slices"
	"unicode"

	"newsbrief/internal/offline/syntax"
)

// Link says how a sentence stands to a line that it is put behind.
type Link [LinkCount]float64

// What there is to a link.
const (
	Next       = iota // it follows the line's last sentence in the text
	Near              // in the same paragraph
	Skipping          // in the same paragraph, with others between them
	Distance          // logarithm of the sentences from one to the other
	Shared            // share of its words that say something that the line has
	SharedName        // it shares a name
	LinkCount
)

// Behind is what sentence i owes behind a line of sentences before it, and how it stands to it.
func (t *Text) Behind(line []int, i int) (own Signals, link Link) {
	before := t.readLine(line, "", "")
	before.end()
	link[Shared], link[SharedName] = before.shared(t.sentence(i))
	both := t.readLine(append(slices.Clone(line), i), "", "")
	both.end()
	own = both.signals
	for k := range own {
		own[k] -= before.signals[k]
	}
	last := line[len(line)-1]
	near := t.paragraphs[i] == t.paragraphs[last]
	if near {
		link[Near] = 1
	}
	switch {
	case i == last+1:
		link[Next] = 1
	case near:
		link[Skipping] = 1
	}
	link[Distance] = math.Log(float64(i-last)) / 4
	return own, link
}

// Share is how much of the words of sentence i that say something a line says.
func (t *Text) Share(line []int, i int) float64 {
	share, _ := t.readLine(line, "", "").shared(t.sentence(i))
	return share
}

// Said counts the words of sentence i, above the text proper, that the text proper says too,
// without its numbers.
func (t *Text) Said(i int) (said int) {
	for _, p := range t.sentence(i).Parts {
		says := !p.Empty && p.Lower != "" && !unicode.IsDigit(syntax.FirstRune(p.Text))
		if says && t.mentioned(stem(p.Lower), len(t.sentences)-1) {
			said++
		}
	}
	return said
}

// shared is how much of a sentence the line says, and whether that holds a name.
func (r *reading) shared(s *syntax.Sentence) (share, name float64) {
	words, held := 0.0, 0.0
	for at, p := range s.Parts {
		if p.Empty || p.Lower == "" {
			continue
		}
		words++
		if r.has(p.Lower) {
			held++
			if at > 0 && s.IsCapital(at) || r.t.names[p.Text] {
				name = 1
			}
		}
	}
	return held / max(words, 1), name
}
