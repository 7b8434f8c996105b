package sense

// event is the words on one side of "before" or "after".
type event struct{ from, to int }

// orderOf reads the order of two events around word i, which is on a side of the
// contrast of order. The one behind it ends with the clause; where it begins a
// sentence or clause, the other one follows that.
func orderOf(list []word, i int, s side) (first, second event) {
	behind := event{i + 1, clauseEnd(list, i+1)}
	before := event{clauseStart(list, i), i}
	if before.from == i && behind.to < len(list) {
		before = event{behind.to, clauseEnd(list, behind.to)}
	}
	if s.name == "before" {
		return before, behind
	}
	return behind, before
}

// eventReach bounds the words of an event.
const eventReach = 9

func clauseEnd(list []word, from int) int {
	to := from
	for to < len(list) && to < from+eventReach && (to == from || !list[to].is(pause)) {
		to++
	}
	return to
}

func clauseStart(list []word, to int) int {
	from := to
	for from > 0 && from > to-eventReach && !list[from].is(pause) {
		from--
	}
	return from
}

// orders finds two events that the source tells in the other order.
func orders(c *comparison) []Finding {
	for i := range c.words {
		s, ok := orderSide(&c.words[i])
		if !ok {
			continue
		}
		first, second := orderOf(c.words, i, s)
		if at, word := turnedOrder(c, first, second); at >= 0 {
			f := c.finding(c.words[i], at, "the article says %q here", c.textOf(at, word, word+1))
			return []Finding{f}
		}
		if f, ok := contrast(c, i, s); ok && turnedAt(c, first, second, f.Sentence-1) {
			return []Finding{f}
		}
	}
	return nil
}

// orderSide is the side of a word in the contrast of order.
func orderSide(w *word) (side, bool) {
	for _, s := range w.sides {
		if s.set == "order" {
			return s, true
		}
	}
	return side{}, false
}

// What an order must share with one that turns it: something of each event, and so
// much more than with the order as it is told.
const (
	eventShares = .15
	turnedBy    = .2
)

// turnedOrder is the sentence that tells two events the other way round, and its
// word for the order; -1 where none does.
func turnedOrder(c *comparison, first, second event) (sentence, word int) {
	best, at := turnedBy, -1
	for _, n := range c.near {
		eachOrder(c, n, func(k int, a, b event) {
			list := c.sentences[n]
			early, late := alikeEvents(c, first, list, b), alikeEvents(c, second, list, a)
			straight := alikeEvents(c, first, list, a) + alikeEvents(c, second, list, b)
			if d := early + late - straight; d > best && min(early, late) >= eventShares {
				best, at, word = d, n, k
			}
		})
	}
	return at, word
}

// turnedAt says whether a sentence tells two events more the other way round than
// in the order given.
func turnedAt(c *comparison, first, second event, n int) (turned bool) {
	list := c.sentences[n]
	eachOrder(c, n, func(_ int, a, b event) {
		crossed := alikeEvents(c, first, list, b) + alikeEvents(c, second, list, a)
		turned = turned || crossed > alikeEvents(c, first, list, a)+alikeEvents(c, second, list, b)
	})
	return turned
}

// eachOrder calls do for the words of order in a sentence of the source, with the
// events around them.
func eachOrder(c *comparison, n int, do func(word int, first, second event)) {
	list := c.sentences[n]
	for k := range list {
		if s, ok := orderSide(&list[k]); ok {
			first, second := orderOf(list, k, s)
			do(k, first, second)
		}
	}
}

// alikeEvents is how much of an event of the candidate, by the rarity of its
// words, one of the source has, 0 to 1.
func alikeEvents(c *comparison, mine event, list []word, theirs event) float64 {
	all, common := 0.0, 0.0
	for _, w := range c.words[mine.from:mine.to] {
		if !w.content() {
			continue
		}
		weight := c.weight(w.stem)
		all += weight
		for k := theirs.from; k < theirs.to; k++ {
			if sameStem(list[k], w) {
				common += weight
				break
			}
		}
	}
	if all == 0 {
		return 0
	}
	return common / all
}
