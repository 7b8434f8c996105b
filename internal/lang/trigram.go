package lang

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// trigram is three characters of a text.
type trigram [3]rune

// profile is a language as its trigrams tell it, by their frequency; none where it is
// alone in its script.
type profile struct {
	script, code string // of ISO 15924 and ISO 639-3
	trigrams     []trigram
}

//go:embed trigrams.txt
var trigramFile string

var profiles = sync.OnceValue(func() (list []profile) {
	for line := range strings.SplitSeq(trigramFile, "\n") {
		fields := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		p := profile{script: fields[0], code: fields[1]}
		text := []rune(strings.ReplaceAll(fields[2], "_", " "))
		for three := range slices.Chunk(text, len(trigram{})) {
			p.trigrams = append(p.trigrams, trigram(three))
		}
		list = append(list, p)
	}
	return list
})

// guess is the language that a text looks most like, as an ISO 639-3 code, and whether
// the next one is far from it; "" where it looks like none of those told apart. The
// languages of a script are compared by the ranks of their trigrams, as William Cavnar
// and John Trenkle do (N-gram-based text categorization, 1994).
func guess(text string) (code string, sure bool) {
	type distant struct {
		code     string
		distance int
	}
	script, ranks := scriptOf(text), ranksOf(text)
	var list []distant
	for _, p := range profiles() {
		if p.script == script {
			list = append(list, distant{p.code, p.distance(ranks)})
		}
	}
	slices.SortStableFunc(list, func(a, b distant) int { return cmp.Compare(a.distance, b.distance) })
	switch {
	case len(list) == 1:
		return list[0].code, true
	case len(list) == 0 || list[0].distance == farthest:
		return "", false
	}
	return list[0].code, isSure(farthest-list[0].distance, farthest-list[1].distance, len(ranks))
}

// A trigram that a text does not have is as far away as one that it has can be; farthest
// is a text that has none.
const (
	farAway  = 300
	farthest = farAway * farAway
)

// isSure says whether the best language is so much nearer than the next one, which may
// be less the more trigrams a text has. The figures are whatlanggo's, by experiment.
func isSure(best, next, trigrams int) bool {
	const enough = 0.8
	if next == 0 {
		return best > enough*500
	}
	rate, wanted := float64(best-next)/float64(next), 12/float64(trigrams)+0.05
	return rate > enough*wanted
}

// distance sums how far the ranks of the trigrams are from those of a text.
func (p profile) distance(ranks map[trigram]int) (sum int) {
	for i, t := range p.trigrams {
		if rank, ok := ranks[t]; ok {
			sum += int(math.Abs(float64(rank - i)))
		} else {
			sum += farAway
		}
	}
	return sum
}

// ranksOf are the trigrams of a text, from the most frequent on. Marks and figures are
// spaces.
func ranksOf(text string) map[trigram]int {
	count := map[trigram]int{}
	var last trigram
	last[1], last[2] = ' ', ' '
	for _, r := range text + " " {
		if isMark(r) {
			r = ' '
		}
		last = trigram{last[1], last[2], unicode.ToLower(r)}
		if last[1] != ' ' || last[0] != ' ' && last[2] != ' ' {
			count[last]++
		}
	}
	list := make([]trigram, 0, len(count))
	for t := range count {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b trigram) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(string(b[:]), string(a[:])))
	})
	for i, t := range list {
		count[t] = i
	}
	return count
}

func isMark(r rune) bool {
	return unicode.IsSymbol(r) || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsDigit(r)
}

// script is a script by its code of ISO 15924.
type script struct {
	code  string
	table *unicode.RangeTable
}

// told are the scripts that most letters of a text may be of, some of which no language
// told apart is written in.
var told = [...]script{
	{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Arab", unicode.Arabic}, {"Deva", unicode.Devanagari},
	{"Ethi", unicode.Ethiopic}, {"Hebr", unicode.Hebrew}, {"Beng", unicode.Bengali}, {"Geor", unicode.Georgian},
	{"Hans", unicode.Han}, {"Hang", unicode.Hangul}, {"Grek", unicode.Greek}, {"Knda", unicode.Kannada},
	{"Taml", unicode.Tamil}, {"Thai", unicode.Thai}, {"Gujr", unicode.Gujarati}, {"Guru", unicode.Gurmukhi},
	{"Telu", unicode.Telugu}, {"Mlym", unicode.Malayalam}, {"Orya", unicode.Oriya}, {"Mymr", unicode.Myanmar},
	{"Sinh", unicode.Sinhala}, {"Khmr", unicode.Khmer},
}

// scriptOf is the script of most letters of a text; of as many in Latin ones, which may
// be of names, the other.
func scriptOf(text string) string {
	var counts [len(told)]int
	for _, r := range text {
		if isMark(r) {
			continue
		}
		if i := slices.IndexFunc(told[:], func(s script) bool { return unicode.Is(s.table, r) }); i >= 0 {
			counts[i]++
		}
	}
	most := len(told) - 1
	for i, n := range slices.Backward(counts[:]) {
		if n > counts[most] {
			most = i
		}
	}
	if counts[most] == 0 {
		return ""
	}
	return told[most].code
}
