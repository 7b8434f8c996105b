package sense

import (
	"slices"
	"unicode"
)

// What two places must share of their companions for one to deny the other.
const (
	negationShares = .25
	negationBy     = .1
	clauseCovered  = .1
)

// negations finds verbs that the source denies where the candidate does not,
// or the other way round.
func negations(c *comparison) []Finding {
	for i := range c.words {
		w := &c.words[i]
		if !w.content() || !w.is(verb) || w.is(capital|negation|denial) {
			continue
		}
		negated := denied(c.Source, c.words, i)
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
			agrees := denied(c.Source, list, k) == negated || negated && hasAny(list, denial|negation|doubt)
			switch {
			case agrees:
				own = max(own, share)
			case share > best && stems > 1:
				best, at = share, n
			}
		}
	}
	if best < negationShares || best < own+negationBy {
		return -1
	}
	return at
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
		case list[k].is(refusal) && list[k+1].lower == "to":
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
	near := c.near[:min(2, len(c.near))]
	doubted := func(n int) bool { return hasAny(c.sentences[n], denial|negation|doubt) || c.asks(n) }
	if slices.ContainsFunc(near, doubted) {
		return nil
	}
	for i := range c.words {
		if !c.words[i].is(denies) || exempt(c.Source, c.words, i) {
			continue
		}
		next := nextContent(c, i)
		if next < 0 || !c.knows(c.words[next].stem) {
			continue
		}
		for _, n := range near {
			if c.has(n, c.words[next].stem) && clauseIn(c, i, n) {
				return []Finding{c.finding(c.words[i], n, "the article does not deny this")}
			}
		}
	}
	return nil
}

// nextContent is the next content word behind word i; -1: none near.
func nextContent(c *comparison, i int) int {
	for k := i + 1; k < min(len(c.words), i+5); k++ {
		if c.words[k].content() {
			return k
		}
	}
	return -1
}

// clauseIn says whether two words of the clause around word i and enough of its
// weight stand in a sentence.
func clauseIn(c *comparison, i, sentence int) bool {
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
	return stems > 1 && covered >= clauseCovered*all
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
