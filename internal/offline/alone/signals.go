package alone

import (
	"math"
	"slices"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Signals say how often a line holds what makes it less or more likely that somebody
// understands it who has nothing but the line.
type Signals [SignalCount]float64

// The signals. The first kind are words that stand for something that the line does not
// name; where it is about them, as its subject, they weigh more.
const (
	Dangling        = iota // the first word joins it to another: "Both …"
	Subjectless            // it does not say of whom: "All had …", "Costará …"
	Spoken                 // "I", "you", in nobody's words
	Unbalanced             // half a quotation
	OnlyQuoted             // a quotation that does not say whose
	PronounSubject         // "She", for nobody in the line
	Pronoun                // the same elsewhere
	OwnerSubject           // "his", whose
	Owner                  // the same elsewhere
	PointingSubject        // "this plan"
	Pointing               // the same elsewhere
	Unowned                // it does not say whose: "Net income fell"
	Nameless               // no name, and no word of the title
	DefiniteSubject        // "the plan", of which an earlier sentence speaks
	Definite               // the same elsewhere
	NewSubject             // "the plan", which none before does
	BareNumber             // it does not say of what

	OldName    // by a name alone that was said before, and is not of the title
	KnownName  // by one of the title
	NewName    // by one that was not said before
	FullName   // of several words, said before
	Introduced // of several words, not said before
	Quoted     // a quotation beside who says it
	Brief      // how far below 12 words
	Length     // logarithm of its words
	Opening    // it opens the text
	Scene      // it opens the text, with no word of the title
	Interview  // the text asks, and it is not before the questions
	SignalCount
)

// Owed is how many signals there are of what is owed to the reader, and loose of what only the
// sentence before may name.
const (
	Owed  = OldName
	loose = Unowned
)

// Owes says whether a line owes its reader what a word of it stands for.
func (s *Signals) Owes() bool { return some(s[:Owed]) }

// Hangs says whether a line owes what only the sentence before it may name.
func (s *Signals) Hangs() bool { return some(s[:loose]) }

func some(list []float64) bool {
	return slices.ContainsFunc(list, func(x float64) bool { return x > 0 })
}

// name reads a name: whether the text said it before, and the title holds it.
func (r *reading) name(i int) {
	if i > 0 && r.isCapital(i-1) || r.s.Parts[i].Is(syntax.Uniquely) {
		return
	}
	if next := r.behindTitle(i); next > i {
		i = next // "Mr Whitty"
	}
	word := r.s.Parts[i].Lower
	full := i+1 < len(r.s.Parts) && r.isCapital(i+1)
	old := r.t.mentioned(word, r.from)
	switch {
	case r.has(word), i > 0 && r.s.Parts[i-1].Is(syntax.Placed):
	case full:
		r.either(old, FullName, Introduced)
	case r.t.inTitle(word):
		r.note(KnownName, true)
	default:
		r.either(old, OldName, NewName)
	}
}

// behindTitle is the part with a capital behind the title of somebody at part i, or i.
func (r *reading) behindTitle(i int) int {
	if !lang.Of("und").Has("courtesy", r.s.Parts[i].Lower) {
		return i
	}
	next := i + 1
	if next < len(r.s.Parts) && r.s.Parts[next].Text == "." {
		next++
	}
	if next < len(r.s.Parts) && r.isCapital(next) {
		return next
	}
	return i
}

// measure notes the length and the place of a line.
func (r *reading) measure() {
	const brief = 12 // words
	words := float64(r.words)
	r.signals[Brief] = max(0, 1-words/brief)
	r.signals[Length] = math.Log(1+words) / 3
	r.note(Opening, r.first == r.t.opening)
	r.note(Scene, r.first == r.t.opening && r.first > 0 && r.text == "" && r.ofTheTitle() == 0)
	r.note(Quoted, r.quotes != "" && r.person)
	r.note(Interview, r.t.asked >= 0 && r.first > r.t.asked)
}
