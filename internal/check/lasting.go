package check

import (
	"slices"
	"strings"
	"unicode"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
)

// extent is how long something took.
type extent struct {
	Located
	low, high float64 // in seconds, as far as the hedge lets it go
	seconds   float64
	event     bool // its sentence names what took so long: "the mission lasted", "the 120-day mission"
}

// closest and furthest bound the ratio of two extents that are taken for two
// lengths of one thing: nearer ones are rounded, others are of something else.
const (
	closest  = 1.15
	furthest = 1.6
)

// clashing finds the two lengths that a text gives one event in sentences
// that need not share a word: "the mission lasted about 120 days", "the
// soldiers finished in less than three months". It looks only at texts that
// hold two different lengths in all; with more of them each is as likely that
// of another thing.
func clashing(s *Source) []Contradiction {
	extents := extents(s)
	var first, second []extent
	for _, e := range extents {
		switch {
		case first == nil || e.agrees(first[0]):
			first = append(first, e)
		case second == nil || e.agrees(second[0]):
			second = append(second, e)
		default:
			return nil
		}
	}
	for _, a := range first {
		for _, b := range second {
			if a.Sentence != b.Sentence && a.near(b) && oneEvent(s, a, b) {
				return []Contradiction{newContradiction(s, a.Located, b.Located)}
			}
		}
	}
	return nil
}

func (e extent) agrees(other extent) bool { return e.low <= other.high && other.low <= e.high }

func (e extent) near(other extent) bool {
	ratio := max(e.seconds, other.seconds) / min(e.seconds, other.seconds)
	return ratio >= closest && ratio <= furthest
}

// extents are the lengths of time that say how long something took.
func extents(s *Source) []extent {
	var list []extent
	for _, l := range s.claims.list[:min(len(s.claims.list), mostCompared)] {
		if l.Kind != claim.Duration || l.Age {
			continue
		}
		if e, ok := extentOf(s.article, l); ok {
			list = append(list, e)
		}
	}
	return list
}

func extentOf(a *article.Article, l Located) (extent, bool) {
	seconds, unit := claim.Base(l.Value, l.Unit)
	high, _ := claim.Base(l.High, l.Unit)
	if unit != "s" || seconds < 3600 {
		return extent{}, false
	}
	e := extent{Located: l, seconds: seconds, low: 0.95 * seconds, high: 1.05 * high}
	switch l.Hedge {
	case claim.About:
		e.low, e.high = 0.85*seconds, 1.15*high
	case claim.Under:
		e.low = 0
	case claim.Over:
		e.high = 1e3 * high
	}
	span := a.Sentences[l.Sentence]
	before := strings.FieldsFunc(strings.ToLower(a.Text[span.Start:min(max(l.From, span.Start), span.End)]), notLetter)
	compound := strings.Contains(l.Text, "-") && strings.HasPrefix(a.Text[l.End:], " ")
	e.event = compound || slices.ContainsFunc(before[max(len(before)-2, 0):], among(a, "lasts"))
	within := len(before) > 0 && among(a, "within")(before[len(before)-1])
	return e, e.event || within && !slices.ContainsFunc(before, among(a, "ahead"))
}

// among says whether a word is one of a class of the article's language.
func among(a *article.Article, class string) func(string) bool {
	l := lang.Of(a.Language)
	return func(word string) bool { return l.Has(class, word) }
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// oneEvent says whether two extents seem to be of one event: one sentence
// names it and the other tells what was done in that time by somebody whom the
// paragraph about the event names and the article speaks of again and again;
// where both name an event, they share a word beside the value.
func oneEvent(s *Source, a, b extent) bool {
	switch {
	case a.event && b.event:
		others := besideExtent(s.words, b)
		shared := func(id words.ID) bool { return slices.Contains(others, id) }
		return slices.ContainsFunc(besideExtent(s.words, a), shared)
	case b.event:
		return oneEvent(s, b, a)
	case !a.event:
		return false
	}
	const often = 3 // sentences
	first := a.Sentence
	for first > 0 && s.article.Sentences[first-1].Paragraph == s.article.Sentences[a.Sentence].Paragraph {
		first--
	}
	return slices.ContainsFunc(s.words.Words(b.Sentence), func(o words.Word) bool {
		list := s.words.With(o.Stem)
		at, _ := slices.BinarySearch(list, first)
		return len(list) >= often && at < len(list) && list[at] <= a.Sentence
	})
}

// besideExtent are the words nearest to a value.
func besideExtent(x *words.Index, e extent) []words.ID {
	const reach = 3
	list := x.Words(e.Sentence)
	at := countBefore(len(list), e.Start, func(i int) int { return list[i].Start })
	var stems []words.ID
	for _, o := range list[max(at-reach, 0):min(at+reach+1, len(list))] {
		if o.Start < e.Start || o.Start >= e.End {
			stems = append(stems, o.Stem)
		}
	}
	return stems
}
