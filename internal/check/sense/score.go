package sense

// outcomes finds a winner whom the score of the source makes the loser: "Rovers
// 2, Kestrels 3".
func outcomes(c *comparison) []Finding {
	for i := range c.words {
		won, lost := c.words[i].hasSide(side{"outcome", "win"})
		if !won && !lost {
			continue
		}
		a, b, ok := besideVerb(c.words, c.anchors, i)
		if !ok {
			continue
		}
		if lost || passive(c.words, i) {
			a, b = b, a
		}
		for n := range c.Source.sentences[:min(len(c.Source.sentences), mostScored)] {
			winner, loser, ok := scored(c.Source, n)
			if ok && winner.stem == b.stem && loser.stem == a.stem {
				text := c.textOf(n, winner.from, winner.to)
				return []Finding{c.finding(c.words[i], n, "by the score in the article %q won", text)}
			}
		}
	}
	return nil
}

// mostScored bounds the sentences that are looked through for a score.
const mostScored = 400

// besideVerb are the names right before and behind a verb.
func besideVerb(list []word, anchors []anchor, i int) (before, behind anchor, ok bool) {
	const reach = 3 // words between
	before, behind = nowhere, nowhere
	for _, a := range anchors {
		switch {
		case !a.isName():
		case a.to <= i && i-a.to < reach:
			before = a
		case a.from > i && a.from-i <= reach && behind.from < 0:
			behind = a
		}
	}
	return before, behind, before.from >= 0 && behind.from >= 0
}

// scored reads a sentence that begins with a score, two names each with its
// number right behind it.
func scored(s *Source, n int) (winner, loser anchor, ok bool) {
	anchors := s.anchors[n]
	if len(anchors) < 4 || anchors[0].from != 0 {
		return winner, loser, false
	}
	for k := range 4 {
		if anchors[k].isName() != (k%2 == 0) || k > 0 && anchors[k].from != anchors[k-1].to {
			return winner, loser, false
		}
	}
	first, second := anchors[1].claim.Value, anchors[3].claim.Value
	if first > second {
		return anchors[0], anchors[2], true
	}
	return anchors[2], anchors[0], first < second
}
