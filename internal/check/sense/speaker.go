package sense

// speech is who says something in a sentence, and the verb.
type speech struct {
	speaker anchor
	verb    int
}

// speechOf finds the name that a verb of saying has for its subject: the one
// before it without another verb between, or right behind it. says is whether
// there is such a verb at all; named is false where a pronoun speaks.
func speechOf(list []word, anchors []anchor) (s speech, says, named bool) {
	for i := range list {
		if !list[i].is(saying) {
			continue
		}
		says = true
		for k := len(anchors) - 1; k >= 0; k-- {
			a := anchors[k]
			if !a.isName() {
				continue
			}
			switch {
			case a.from > i && a.from <= i+2 && !hasContent(list[i+1:a.from]):
				return speech{a, i}, true, true
			case a.to <= i && i-a.to <= 6 && !hasAny(list[a.to:i], verb|capital):
				return speech{subject(list, anchors, k), i}, true, true
			}
		}
	}
	return s, says, false
}

// subject is the name that anchor k, before a verb, belongs to: in "Kolb, the
// head of the Port Authority, said" the first.
func subject(list []word, anchors []anchor, k int) anchor {
	for k > 0 && anchors[k-1].isName() && anchors[k].from > 0 && hangs(list, anchors[k].from) {
		k--
	}
	return anchors[k]
}

// hangs says whether a preposition, with or without an article, stands before
// word i.
func hangs(list []word, i int) bool {
	return list[i-1].is(preposition) || i > 1 && !list[i-1].content() && list[i-2].is(preposition)
}

func hasContent(list []word) bool {
	for i := range list {
		if list[i].content() {
			return true
		}
	}
	return false
}

// How much of what is said must stand in a sentence for it to be the place
// where somebody else says it, and for it to leave open who does.
const (
	saidBy   = .6
	saidOpen = .3
)

// speakers finds what the source lets somebody else say.
func speakers(c *comparison) []Finding {
	mine, _, named := speechOf(c.words, c.anchors)
	if !named || !c.knows(mine.speaker.stem) {
		return nil
	}
	best, at, who := 0.0, -1, nowhere
	for _, n := range c.near {
		said := said(c, n, mine)
		theirs, _, known := speechOf(c.sentences[n], c.Source.anchors[n])
		if said >= saidOpen && (!known || theirs.speaker.stem == mine.speaker.stem) {
			return nil
		}
		if known && said > best {
			best, at, who = said, n, theirs.speaker
		}
	}
	if at < 0 || best < saidBy || c.has(at, mine.speaker.stem) {
		return nil
	}
	speaker := c.words[mine.speaker.from]
	return []Finding{c.finding(speaker, at, "the article lets %q say this", c.textOf(at, who.from, who.to))}
}

// said is how much of what is said stands in a sentence of the source.
func said(c *comparison, sentence int, s speech) float64 {
	all, common := 0.0, 0.0
	for i, w := range c.words {
		if !w.content() || i >= s.speaker.from && i < s.speaker.to || i == s.verb {
			continue
		}
		all += c.weight(w.stem)
		if c.has(sentence, w.stem) {
			common += c.weight(w.stem)
		}
	}
	if all == 0 {
		return 0
	}
	return common / all
}
