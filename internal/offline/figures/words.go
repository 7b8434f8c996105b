package figures

import (
	"slices"
	"strings"

	"newsbrief/internal/claim"
	"newsbrief/internal/offline/syntax"
)

// words are the parts of a sentence, and what they are to each other.
type words struct {
	s       *syntax.Sentence
	english bool // verbs are told by their forms
}

// isVerb says whether part i is a verb by its form: "is", "said", "fell", "opened".
func (w *words) isVerb(i int) bool {
	p := w.s.Parts[i]
	if p.Lower == "" || p.Value != nil || w.s.IsCapital(i) && i > 0 {
		return false
	}
	if p.Is(syntax.Auxiliary | syntax.Report) {
		return true
	}
	return w.isVerbForm(p) && !(i > 0 && i+1 < len(w.s.Parts) && w.s.Parts[i-1].Is(syntax.Definite) &&
		w.s.Parts[i+1].Says())
}

// isVerbForm says whether a word has the form of a verb in the past.
func (w *words) isVerbForm(p syntax.Part) bool {
	const shortest = 4 // letters of what ends with "ed"
	ends := strings.HasSuffix(p.Lower, "ed") && len(p.Lower) > shortest && !strings.HasSuffix(p.Lower, "eed")
	return ends || w.s.Lang.Has("form", p.Lower)
}

// isPast says whether a word is a verb in the past.
func (w *words) isPast(p syntax.Part) bool {
	return p.Lower != "" && !p.Is(syntax.Auxiliary|syntax.Report) && w.isVerbForm(p)
}

// isBase says whether the word at part i is a verb by what follows: "take a charge", "cut 200
// posts", "relies on".
func (w *words) isBase(i int) bool {
	if i+1 >= len(w.s.Parts) || w.s.IsCapital(i) || w.s.Parts[i].Is(syntax.Article) {
		return false
	}
	next := w.s.Parts[i+1]
	return next.Value != nil || next.Is(syntax.Article|syntax.Preposition|syntax.Possessive|syntax.Owner)
}

// isHard says whether part i is a mark that ends what a reader takes for one statement.
func (w *words) isHard(i int) bool {
	p := w.s.Parts[i]
	return p.Value == nil && strings.Contains(";:!?؛؟।；：。！？", p.Text) && !w.isWithin(i) || w.isStop(i)
}

// isStop says whether part i is a full stop between two sentences, and not that of "Inc."
func (w *words) isStop(i int) bool {
	const shortest = 4 // letters before it
	parts := w.s.Parts
	if parts[i].Text != "." || i == 0 || i+1 == len(parts) || parts[i+1].Start == parts[i].End {
		return false
	}
	word := parts[i-1]
	if word.Value != nil || parts[i+1].Value != nil {
		return true
	}
	return len(word.Text) >= shortest && word.Lower == word.Text && w.s.IsCapital(i+1)
}

// isWithin says whether no space stands around part i: the mark of "1:57.31".
func (w *words) isWithin(i int) bool {
	parts := w.s.Parts
	if i == 0 || i+1 == len(parts) || !strings.Contains(".:,/", parts[i].Text) {
		return false
	}
	before, behind := parts[i-1], parts[i+1]
	glued := before.End == parts[i].Start && parts[i].End == behind.Start
	return glued && !syntax.Ends(before) && !syntax.Ends(behind)
}

// finite says whether a verb stands from part i to part to.
func (w *words) finite(i, to int) bool {
	for ; i < to; i++ {
		if w.isVerb(i) {
			return true
		}
	}
	return false
}

func (w *words) nextMark(i int) int {
	for i < len(w.s.Parts) && !syntax.Ends(w.s.Parts[i]) {
		i++
	}
	return i
}

// closes is the bracket that closes the one at part i; 0: none.
func (w *words) closes(i int) int {
	for ; i < len(w.s.Parts); i++ {
		if w.s.Parts[i].Text == ")" {
			return i
		}
	}
	return 0
}

func (w *words) isComma(i int) bool { return i < len(w.s.Parts) && w.s.Parts[i].Text == "," }

// refers says whether part i stands for something named before.
func (w *words) refers(i int) bool {
	p := w.s.Parts[i]
	return refersTo(p) || p.Is(syntax.Pronoun|syntax.Possessive) && !p.Is(syntax.Article)
}

// followsReport says whether a verb stands close in front of the "that" at part i: "said on
// Monday that".
func (w *words) followsReport(i int) bool {
	const near = 4
	for n := i - 1; n >= max(i-near, 0); n-- {
		if p := w.s.Parts[n]; p.Is(syntax.Report|syntax.Deem) || n == i-1 && w.isVerb(n) {
			return true
		}
	}
	return false
}

// reports says whether part i says that somebody says something: not "newly reported cases", "a total
// of confirmed cases", "were reported across".
func (w *words) reports(i int) bool {
	if !w.s.Parts[i].Is(syntax.Report) {
		return false
	}
	if i == 0 || !w.isPast(w.s.Parts[i]) && !strings.HasSuffix(w.s.Parts[i].Lower, "ed") {
		return true
	}
	before := w.s.Parts[i-1]
	leads := before.Is(syntax.Article | syntax.Preposition | syntax.Ofnoun | syntax.Telling)
	return !leads && before.Value == nil && !before.Is(syntax.Auxiliary) && !strings.HasSuffix(before.Lower, "ly")
}

// isContested says whether what part i begins is only claimed by somebody: behind "claims".
func (w *words) isContested(i int) bool {
	return i > 0 && w.s.Lang.Has("contested", w.s.Parts[i-1].Lower)
}

func (w *words) holdsValue(from, to int) bool {
	for _, p := range w.s.Parts[from:to] {
		if p.Value != nil {
			return true
		}
	}
	return false
}

// isBetween says whether the "and" at part i belongs to a "between".
func (w *words) isBetween(i int) bool {
	const near = 5
	for n := max(i-near, 0); n < i; n++ {
		if p := w.s.Parts[n]; w.s.Lang.Has("between", p.Lower) && !p.Is(syntax.Toward) { // not "from"
			return true
		}
	}
	return false
}

// isIf says whether part i begins a condition: "If turnover drops by 10 per cent" does not say
// that it drops.
func (w *words) isIf(i int) bool {
	p := w.s.Parts[i]
	return p.Is(syntax.Clause) && w.s.Lang.Has("doubt", p.Lower)
}

// joinsValues says whether part i stands between two values: "between 6 and 9".
func (w *words) joinsValues(i int) bool {
	return i+1 < len(w.s.Parts) && w.s.Parts[i-1].Value != nil && w.s.Parts[i+1].Value != nil
}

// compares says whether a comparison begins at part i: "from", "up from", "compared with".
func (w *words) compares(i int) bool {
	p, parts := w.s.Parts[i], w.s.Parts
	if !w.holdsValue(i, w.nextMark(i)) {
		return false
	}
	if p.Is(syntax.Toward) || w.s.Lang.Has("comparing", p.Lower) {
		return w.english || i+1 < len(parts) && !p.Is(syntax.Preposition)
	}
	return p.Is(syntax.Particle) && i+1 < len(parts) && parts[i+1].Is(syntax.Toward)
}

// list is the "and" of a list of names that goes on behind comma i: "in Canada, Denmark and New
// Zealand"; 0: none does.
func (w *words) list(i int) int {
	const longest = 4 // parts of a name with its mark
	parts := w.s.Parts
	for w.isComma(i) && i > 0 && i+1 < len(parts) && w.isName(i-1) && w.isName(i+1) {
		end := i + 1
		for end < len(parts) && w.isName(end) {
			end++
		}
		if end-i > longest || end == len(parts) {
			return 0
		}
		if parts[end].Is(syntax.And) && end+1 < len(parts) && parts[end+1].Value == nil {
			return end
		}
		i = end
	}
	return 0
}

// isName says whether part i is a word with a capital.
func (w *words) isName(i int) bool { return w.s.Parts[i].Lower != "" && w.s.IsCapital(i) }

// hasVerb says whether a verb may stand between two parts: one by its form, or a word that ends
// with "s" behind a noun ("A service costs"), or follows such a noun ("prints sell").
func (w *words) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && w.isVerb(i) || w.s.Parts[i].Is(syntax.Auxiliary) {
			return true
		}
		before := w.s.Parts[max(i-1, 0)]
		if i > from && endsInS(w.s.Parts[i].Lower) && (before.Text == "," || w.s.Opens(i-1)) {
			return true // "which holds"
		}
		if i == from || !before.Says() || !w.s.Parts[i].Says() || before.Lower == "" || w.isName(i) {
			continue
		}
		if endsInS(w.s.Parts[i].Lower) != endsInS(before.Lower) {
			return true
		}
	}
	return false
}

func endsInS(word string) bool { return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") }

// passOver is the comma behind an "or" with another value at comma i, and else i.
func (w *words) passOver(i int) int {
	if w.isComma(i) && i+2 < len(w.s.Parts) && w.s.Parts[i+1].Is(syntax.And) && w.s.Parts[i+2].Value != nil {
		if end := w.nextMark(i + 1); w.isComma(end) {
			return end
		}
	}
	return i
}

// time is the end of the time behind comma i: ", a year earlier"; 0: there is none.
func (w *words) time(i int) int {
	longest := 4 // parts
	if !w.isComma(i) {
		return 0
	}
	end := w.nextMark(i + 1)
	if i+1 < end && w.s.Parts[i+1].Is(syntax.Preposition) {
		longest = 8
	}
	timed := func(p syntax.Part) bool {
		return p.Value != nil && (p.Value.Kind == claim.Date || p.Value.Kind == claim.Duration)
	}
	if end-i > longest || !slices.ContainsFunc(w.s.Parts[i:end], timed) || w.s.Parts[end-1].Is(syntax.Report) {
		return 0
	}
	return end
}

func isIng(p syntax.Part) bool { return strings.HasSuffix(p.Lower, "ing") && len(p.Lower) > 5 }

// isGenitiveMark says whether part i is the apostrophe of a genitive: "the Workers' Fund".
func (w *words) isGenitiveMark(i int) bool {
	mark := w.s.Parts[i].Text
	return w.english && (mark == "'" || mark == "’") && i > 0 && strings.HasSuffix(w.s.Parts[i-1].Lower, "s")
}

func isOf(p syntax.Part) bool { return p.Is(syntax.Ofnoun) }

func isQuote(p syntax.Part) bool { return p.Value == nil && strings.ContainsAny(p.Text, quotes) }

// isPronoun says whether a word is a pronoun of somebody or something.
func isPronoun(p syntax.Part) bool { return p.Is(syntax.Anaphor) && !p.Is(syntax.Article|syntax.That) }

// refersTo says whether a word stands for something named before.
func refersTo(p syntax.Part) bool {
	if p.Is(syntax.Article|syntax.Definite) && !p.Is(syntax.Pointing) || p.Is(syntax.Rank) {
		return false
	}
	return p.Is(syntax.Anaphor | syntax.Object | syntax.Owner | syntax.Pointing)
}
