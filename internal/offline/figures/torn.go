package figures

import (
	"slices"
	"strings"

	"newsbrief/internal/offline/syntax"
)

// isTorn says whether a label lacks what its words lean on: it begins or ends in the middle of
// something, or its subject is only pointed at.
func (k *clause) isTorn(before, behind []syntax.Part) bool {
	switch {
	case k.isAside(before, behind), k.isFragment(), k.opensWithEach(before), k.saysEven(before, behind),
		k.opensFormerly(before), k.awaits(before, behind):
		return true
	}
	lead := syntax.Part{}
	if len(before) > 0 {
		lead = before[len(before)-1]
	}
	return k.english && lead.Is(syntax.Relative) && k.s.Lang.Has("objectcase", lead.Lower) // "for whom £19 is"
}

// isAside says whether a label begins with a comma, or a value has nothing in front of it and an aside
// behind, or what it says of it: "About £19,000, as it turns out".
func (k *clause) isAside(before, behind []syntax.Part) bool {
	if len(before) > 0 {
		return before[0].Text == ","
	}
	if !k.english || len(behind) == 0 {
		return false
	}
	for i := 1; i < len(behind); i++ {
		if behind[i-1].Text == "," && k.s.Lang.Has("neuter", behind[i].Lower) {
			return true // "Forty kilometres up the coast, it's the same"
		}
	}
	return behind[0].Text == ","
}

// isFragment says whether the sentence is a count with its noun and no more, in a language whose nouns
// have capitals: "31 000 Autos am Tag."
func (k *clause) isFragment() bool {
	const few = 2 // words
	if !k.s.Lang.Has("trait", "capitalnouns") || !isCount(k.value) || !k.opensSentence() ||
		syntax.Content(k.s.Parts) > few {
		return false
	}
	return !slices.ContainsFunc(k.s.Parts, func(p syntax.Part) bool {
		return p.Is(syntax.Auxiliary) || p.Says() && p.Lower == p.Text
	})
}

// opensWithEach says whether a label is about each of what was named before: "Each costs".
func (k *clause) opensWithEach(before []syntax.Part) bool {
	if !k.english || len(before) < 2 || !k.s.Lang.Has("apiece", before[0].Lower) {
		return false
	}
	return before[1].Is(syntax.Auxiliary) || endsInS(before[1].Lower) || k.isVerbForm(before[1])
}

// saysEven says whether a label ends with "even" in front of its value, which then is what nobody
// would pay or do: "No, even for £100".
func (k *clause) saysEven(before, behind []syntax.Part) bool {
	n := len(before)
	if n < 2 || len(behind) > 0 || !before[n-1].Is(syntax.Preposition|syntax.Toward) {
		return false
	}
	return k.s.Lang.Has("even", before[n-2].Lower)
}

// awaits says whether what a verb says is still to come behind the value: "and who is, after …".
func (k *clause) awaits(before, behind []syntax.Part) bool {
	n := len(before)
	return k.english && len(behind) == 0 && n > 2 && before[n-3].Is(syntax.Auxiliary) && before[n-2].Text == ","
}

// opensFormerly says whether a label tells what was forecast before, and not of what: "Bisher waren …
// in Aussicht gestellt", "従来予想の…から".
func (k *clause) opensFormerly(before []syntax.Part) bool {
	if len(before) == 0 {
		return false
	}
	opens := func(word string) bool {
		return strings.HasPrefix(strings.ToLower(k.s.Text[before[0].Start:]), word)
	}
	return slices.ContainsFunc(k.s.Lang.Forms("formerly"), opens) && !k.namesTopic(before)
}

// namesTopic says whether words in front of a value name what a sentence is about: by the character
// behind it, or by a noun with a capital.
func (k *clause) namesTopic(before []syntax.Part) bool {
	topics := k.s.Lang.Forms("topic")
	return slices.ContainsFunc(before[1:], func(p syntax.Part) bool {
		if len(topics) > 0 {
			return slices.Contains(topics, p.Text)
		}
		return p.Lower != "" && p.Lower != p.Text
	})
}

// isOfIt says whether the thing that a value is of is only a pronoun: "walked it … times", "sold it
// for …", "lo limita al …".
func (k *clause) isOfIt(before []syntax.Part) bool {
	isIt := func(i int) bool { return i > 0 && k.s.Lang.Has("neuter", before[i].Lower) }
	leads := func(i int) bool { return before[i].Is(syntax.Preposition | syntax.Toward) }
	n := len(before)
	switch {
	case n > 1 && isIt(n-1):
		return !before[n-2].Is(syntax.Ofnoun) &&
			(k.english || !k.holdsValue(k.from, k.at)) // not "waren 71 Prozent, jetzt sind es"
	case n > 2 && isIt(n-2) && leads(n-1) && !before[n-3].Is(syntax.Ofnoun|syntax.Preposition):
		return !slices.ContainsFunc(before[:n-2], func(p syntax.Part) bool {
			return syntax.Ends(p) || p.Is(syntax.And|syntax.Clause|syntax.That|syntax.Relative)
		})
	}
	return n > 3 && !k.english && isIt(n-3) && before[n-2].Says() && leads(n-1)
}

// pointsBack says whether part i of a label points at what was said before: "During that hearing",
// "think this could fall", "more than twice that, and".
func (k *clause) pointsBack(all []syntax.Part, i int) bool {
	const near = 4 // parts
	p := all[i]
	if i == 0 || !p.Is(syntax.That|syntax.Pointing) {
		return false
	}
	if k.s.Lang.Has("saidbefore", p.Lower) {
		return !slices.ContainsFunc(all[:i], func(p syntax.Part) bool {
			return syntax.Ends(p) || p.Is(syntax.And|syntax.Clause)
		})
	}
	if i <= near && all[i-1].Is(syntax.Preposition) && p.Is(syntax.Anaphor) && !p.Is(syntax.Relative) {
		return i == 1 || i+1 < len(all) && all[i+1].Says()
	}
	if !k.english || !p.Is(syntax.Anaphor) {
		return false
	}
	next := syntax.Part{}
	if i+1 < len(all) {
		next = all[i+1]
	}
	return p.Is(syntax.Pointing) && next.Is(syntax.Auxiliary) || p.Is(syntax.That) && next.Text == ","
}
