package sense

import (
	"slices"
	"unicode"
)

// What two places must share of their companions for one to deny the other, what
// a clause must share with the sentence that affirms it, and a denial with what
// stands around another. Chosen on natural summaries, as placedAbove is.
const (
	negationShares = .25
	negationBy     = .1
	clauseCovered  = .2
	deniedShares   = .1
)

// A word may be denied by another one so many words before or behind it.
const (
	deniedBefore = 9
	deniedBehind = 5
)

// deniedIn is how many sentences are looked at for a denial.
const deniedIn = 4

// negations finds verbs that the source denies where the candidate does not,
// or the other way round.
func negations(c *comparison) []Finding {
	for i := range c.words {
		w := &c.words[i]
		if !w.content() || !predicate(c.words, i) || w.is(capital|negation|denial) {
			continue
		}
		negated := denied(c.Source, c.words, i)
		if !negated && i > 0 && c.words[i-1].is(infinitive) {
			continue // what is aimed at is not said to be done
		}
		if !negated && hasAny(c.words[max(0, i-8):min(len(c.words), i+6)], denial|negation|doubt) {
			continue
		}
		if at := opposed(c, i, negated); at >= 0 {
			reason := "the article denies this"
			if negated {
				reason = "the article does not deny this"
			}
			return []Finding{c.finding(*w, at, "%s", reason)}
		}
	}
	return nil
}

// predicate says whether word i is a verb or what an auxiliary says of something,
// as in "is the first".
func predicate(list []word, i int) bool {
	if list[i].is(verb) {
		return true
	}
	const auxiliaryReach = 3
	for k := i - 1; k >= max(0, i-auxiliaryReach); k-- {
		switch {
		case list[k].is(auxiliary):
			return true
		case list[k].content(), list[k+1].is(pause), list[k].is(joint):
			return false
		}
	}
	return false
}

// opposed is the sentence that says the opposite of the verb at word i; -1
// where none does, or one says the same.
func opposed(c *comparison, i int, negated bool) int {
	mine := companions(c.Source, c.words, i)
	own, best, at := 0.0, 0.0, -1
	for _, n := range c.near[:min(len(c.near), 4)] {
		list := c.sentences[n]
		for k := range list {
			if !sameStem(list[k], c.words[i]) {
				continue
			}
			share, stems := shared(c.Source, mine, list, k)
			switch {
			case denied(c.Source, list, k) == negated, negated && doubted(list, k):
				own = max(own, share)
			case share > best && stems > 1:
				best, at = share, n
			}
		}
	}
	if best < negationShares || best < own+negationBy || negated && deniedNear(c, i) {
		return -1
	}
	return at
}

// doubted says whether something denies or doubts around word k.
func doubted(list []word, k int) bool {
	return hasAny(list[max(0, k-deniedBefore):min(len(list), k+deniedBehind+1)], denial|negation|doubt)
}

// deniedNear says whether the source denies something around which it has words
// that stand around word i too.
func deniedNear(c *comparison, i int) bool {
	mine := companions(c.Source, c.words, i)
	for _, n := range c.near[:min(len(c.near), deniedIn)] {
		list := c.sentences[n]
		if c.asks(n) {
			return true
		}
		for k := range list {
			if !list[k].is(denial | negation | doubt) {
				continue
			}
			if share, stems := shared(c.Source, mine, list, k); stems > 0 && share >= deniedShares {
				return true
			}
		}
	}
	return false
}

// denied says whether a "not" stands before word i in its clause, with no
// more than one content word between.
func denied(s *Source, list []word, i int) bool {
	content := 0
	for k := i - 1; k >= max(0, i-5); k-- {
		switch {
		case list[k+1].is(pause) || list[k].is(joint) && !list[k].is(negation):
			return false
		case list[k].is(negation):
			return !exempt(s, list, k)
		case list[k].is(refusal) && list[k+1].is(infinitive):
			return true
		case list[k].content():
			if content++; content > 1 {
				return false
			}
		}
	}
	return false
}

// exempt says whether "not" denies nothing: not only, not the first, no. 1.
func exempt(s *Source, list []word, k int) bool {
	if k+1 >= len(list) {
		return false
	}
	next := list[k+1].lower
	return unicode.IsDigit(rune(next[0])) || slices.Contains(s.lexicon.exempt, next)
}

// denials finds a "not" whose clause stands in the source without one.
func denials(c *comparison) []Finding {
	for i := range c.words {
		if !c.words[i].is(denies) || exempt(c.Source, c.words, i) || wished(c.words, i) {
			continue
		}
		if at := affirmed(c, i); at >= 0 && !deniedNear(c, i) {
			return []Finding{c.finding(c.words[i], at, "the article does not deny this")}
		}
	}
	return nil
}

// wished says whether a "not" belongs to what should or may be, which nothing
// need deny.
func wished(list []word, i int) bool {
	return i > 0 && list[i-1].is(ahead) || i+1 < len(list) && list[i+1].is(infinitive)
}

// affirmed is the sentence that has most of the clause around word i; -1 where
// none has enough.
func affirmed(c *comparison, i int) int {
	best, at := clauseCovered, -1
	for _, n := range c.near[:min(3, len(c.near))] {
		if covered := clauseIn(c, i, n); covered >= best {
			best, at = covered, n
		}
	}
	return at
}

// clauseIn is how much of the clause around word i, by its weight, stands in a
// sentence, 0 to 1; 0 where that is a single word.
func clauseIn(c *comparison, i, sentence int) float64 {
	from, to := i, i+1
	for from > 0 && !c.words[from].is(pause) {
		from--
	}
	for to < len(c.words) && !c.words[to].is(pause) {
		to++
	}
	all, covered, stems := 0.0, 0.0, 0
	for _, w := range c.words[from:to] {
		if !w.content() {
			continue
		}
		all += c.weight(w.stem)
		if c.has(sentence, w.stem) {
			covered += c.weight(w.stem)
			stems++
		}
	}
	if stems < 2 {
		return 0
	}
	return covered / all
}

// accusationShares is what the place of an accusation must share.
const accusationShares = .45

// accusations finds what the source says as an accusation alone, and the
// candidate as a fact.
func accusations(c *comparison) []Finding {
	if hasAny(c.words, accusation) {
		return nil
	}
	for i := range c.words {
		if !c.words[i].content() || !c.words[i].is(verb) {
			continue
		}
		if at := accused(c, i); at >= 0 {
			return []Finding{c.finding(c.words[i], at, "the article says it as an accusation")}
		}
	}
	return nil
}

// accused is the sentence in which the verb at word i hangs on an accusation;
// -1 where it stands free anywhere near, or nowhere.
func accused(c *comparison, i int) int {
	mine := companions(c.Source, c.words, i)
	best, at := 0.0, -1
	for _, n := range c.near {
		list := c.sentences[n]
		for k := range list {
			if !sameStem(list[k], c.words[i]) {
				continue
			}
			if !hasAny(list[max(0, k-3):k], accusation) {
				return -1
			}
			if share, stems := shared(c.Source, mine, list, k); stems > 0 && share > best {
				best, at = share, n
			}
		}
	}
	if best < accusationShares {
		return -1
	}
	return at
}
