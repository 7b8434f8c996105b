package mock

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// extract is the mock's own engine, by plain rules of Unicode. It is frozen:
// scripts and other people's tests rely on its bytes, so it uses nothing that
// learns, and is never improved.
var extract = Engine{Bullets: firstTelling, Facts: func(a Article, n int) []Fact {
	return append(valuesBeside(a, n), namesBeside(a, n)...)
}, Answers: mostShared}

// firstTelling are the first sentences that hold a value or a name; where they
// do not suffice, the first others, and headlines last of all.
func firstTelling(a Article, w Wish) []Line {
	const telling, plain, poor = 0, 1, 2
	tiers := make([]int, len(a.Sentences))
	order := make([]int, len(a.Sentences))
	for i, s := range a.Sentences {
		order[i], tiers[i] = i, plain
		switch {
		case !isWhole(s), slices.Contains(a.Sentences[:i], s):
			tiers[i] = poor
		case strings.ContainsFunc(s, unicode.IsDigit), holdsName(s):
			tiers[i] = telling
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(tiers[i], tiers[j]) })
	order = order[:min(max(w.Bullets, 0), len(order))]
	slices.Sort(order)
	lines := make([]Line, len(order))
	for i, at := range order {
		lines[i].Sentences = []int{at}
	}
	return lines
}

// isWhole says whether a sentence ends as one and is long enough to tell
// something: a headline does not, nor does a question.
func isWhole(s string) bool {
	const fewestWords, fewestRunes = 5, 12 // runes where words are not spaced
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’»«)]」』 "))
	if !strings.ContainsRune(".!…。！।۔", end) {
		return false
	}
	return len(strings.Fields(s)) >= fewestWords || isGlyph(s) && utf8.RuneCountInString(s) >= fewestRunes
}

// isGlyph says whether a text begins with a character of a script without
// spaces.
func isGlyph(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r > 0x3000 && unicode.IsLetter(r)
}

// holdsName says whether a word within a sentence has a capital.
func holdsName(s string) bool {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		if startsUpper(words[i]) && !strings.ContainsAny(words[i-1], ".!?:\"“„«") {
			return true
		}
	}
	return false
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// valuesBeside are the first values of a text, each once, with the words
// behind them, or before them where there are none.
func valuesBeside(a Article, n int) []Fact {
	var facts []Fact
	for i, s := range a.Sentences {
		for from, to := digitsFrom(s, 0); from < len(s); from, to = digitsFrom(s, to) {
			if !isDateOrName(s, from, to) {
				from, to = withSigns(s, from, to)
				facts = appendFact(facts, Fact{s[from:to], beside(s, from, to), i}, n)
			}
		}
	}
	return facts
}

// appendFact adds a fact with words beside it that was not told yet, up to n.
func appendFact(facts []Fact, f Fact, n int) []Fact {
	told := slices.ContainsFunc(facts, func(other Fact) bool { return f.Text == other.Text })
	if f.About == "" || told || len(facts) >= n {
		return facts
	}
	return append(facts, f)
}

// digitsFrom is where the first figure at or behind a place stands, with the
// marks within it: 4.2, 23,000. Both are the length of s where there is none.
func digitsFrom(s string, at int) (from, to int) {
	skip := strings.IndexFunc(s[at:], unicode.IsDigit)
	if skip < 0 {
		return len(s), len(s)
	}
	from = at + skip
	for to = from; to < len(s); {
		r, size := utf8.DecodeRuneInString(s[to:])
		next, _ := utf8.DecodeRuneInString(s[to+size:])
		if !unicode.IsDigit(r) && !(strings.ContainsRune(".,'’  ٫٬", r) && unicode.IsDigit(next)) {
			break
		}
		to += size
	}
	return from, to
}

// misread are words beside figures that would need more than the word beside.
var misread = []string{"a.m", "p.m", "Uhr", "minus", "cuadrados", "cúbicos", "квадратных", "кв"}

// isDateOrName says whether a figure is a year, stands beside a month or a
// mark of dates, clocks and scores, or is part of a word: "A4", "20-jährig".
func isDateOrName(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	isPart := func(r rune) bool { return r < 0x3000 && unicode.IsLetter(r) }
	switch {
	case isPart(before), isPart(after), strings.HasSuffix(s[:from], "分の"):
		return true
	case strings.ContainsRune("-–/:_.#№@", before), strings.ContainsRune("-–/:_年月日時时点分", after):
		return true
	case to-from == 4 && (s[from] == '1' || s[from] == '2') && s[from+1] != ',' && s[from+1] != '.':
		return true
	}
	words := append(lastWords(s[:from], 2), firstWords(s[to:], 2)...)
	return slices.ContainsFunc(words, func(w string) bool {
		w = strings.Trim(w, ",.;:)")
		return monthOf(w) > 0 || slices.Contains(misread, w)
	})
}

// units are the short words that belong to the figure before them.
const units = " % km m cm mm kg g t ha kw mw gw kwh mwh gwh yen won км м кг т га "

// withSigns widens a figure by a sign of currency before it, and behind it by
// words such as million and one more word, unless that is short.
func withSigns(s string, from, to int) (int, int) {
	if r, size := utf8.DecodeLastRuneInString(s[:from]); unicode.Is(unicode.Sc, r) {
		from -= size
	}
	to += magnitudeLength(s[to:])
	return from, to + unitLength(s[to:])
}

// magnitudeLength is the length of a word that multiplies the figure before
// it, with the space between, and with the figures of 4億8000万.
func magnitudeLength(s string) int {
	gap, word := nextWord(s)
	if !isGlyph(word) {
		if zerosOf(strings.ToLower(word)) > 0 {
			return gap + len(word)
		}
		return 0
	}
	_, size := utf8.DecodeRuneInString(word)
	if gap > 0 || zerosOf(word[:size]) == 0 {
		return 0
	}
	if from, to := digitsFrom(s, size); from == size && from < len(s) {
		return to + magnitudeLength(s[to:])
	}
	return size
}

// unitLength is the length of the sign or word that counts or measures, with
// the space before it.
func unitLength(s string) int {
	const short = 3 // letters: of, the, der
	gap, word := nextWord(s)
	switch {
	case isGlyph(word):
		_, size := utf8.DecodeRuneInString(word)
		return gap + size
	case word != "" && (strings.Contains(units, " "+strings.ToLower(word)+" ") || !isLetterOrMark([]rune(word)[0])),
		utf8.RuneCountInString(word) > short:
		return gap + len(word)
	}
	return 0
}

// nextWord is the sign or the run of letters that a text begins with, behind
// at most one space.
func nextWord(s string) (gap int, word string) {
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsSpace(r) {
		gap = size
		r, size = utf8.DecodeRuneInString(s[gap:])
	}
	if r == '%' || r == '٪' || unicode.Is(unicode.Sc, r) {
		return gap, s[gap : gap+size]
	}
	length := len(strings.TrimLeftFunc(s[gap:], isLetterOrMark))
	return gap, s[gap : len(s)-length]
}

func isLetterOrMark(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// Most words that stand for what a value measures or somebody is, and most
// characters where words are not spaced.
const mostWords, mostGlyphs = 6, 10

// beside are the words behind a place up to a mark or a figure, or those
// before it where they tell nothing; "" where neither do.
func beside(s string, from, to int) string {
	before, after := s[:from], s[to:]
	if at := strings.LastIndexFunc(before, isBreak); at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		before = before[at+size:]
	}
	if end := strings.IndexFunc(after, isBreak); end >= 0 {
		after = after[:end]
	}
	switch glyphs := []rune(cmp.Or(before, after)); {
	case len(glyphs) > 0 && glyphs[0] > 0x3000 && before != "":
		return string(glyphs[max(len(glyphs)-mostGlyphs, 0):])
	case len(glyphs) > 0 && glyphs[0] > 0x3000:
		return string(glyphs[:min(len(glyphs), mostGlyphs)])
	}
	for _, words := range [][]string{firstWords(after, mostWords), lastWords(before, mostWords)} {
		if slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) > 4 }) {
			return strings.Join(words, " ")
		}
	}
	return ""
}

// isBreak says whether a character ends the words beside a value.
func isBreak(r rune) bool {
	const marks = ".,;:!?()[]|<>\"“”„«»—–。、，；：！？（）「」『』،؛؟"
	return unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune(marks, r)
}

func firstWords(s string, n int) []string {
	words := strings.Fields(s)
	return words[:min(n, len(words))]
}

func lastWords(s string, n int) []string {
	words := strings.Fields(s)
	return words[max(len(words)-n, 0):]
}

// namesBeside are the first names of two words with a capital, each once, with
// the words with a capital before them, or those behind or before them.
func namesBeside(a Article, n int) []Fact {
	var facts []Fact
	for i, s := range a.Sentences {
		for _, f := range namesOf(s) {
			facts = appendFact(facts, Fact{f.Text, f.About, i}, n)
		}
	}
	return facts
}

// namesOf are the last two words of each run of words with a capital.
func namesOf(s string) []Fact {
	var facts []Fact
	var run [][2]int // where its words stand
	at := 0
	for word := range strings.FieldsSeq(s) {
		at += strings.Index(s[at:], word)
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		isName := startsUpper(bare) && utf8.RuneCountInString(bare) > 1
		if !isName || !strings.HasPrefix(word, bare) {
			facts, run = appendName(facts, s, run), nil
		}
		if isName {
			from := at + strings.Index(word, bare)
			run = append(run, [2]int{from, from + len(bare)})
		}
		if !strings.HasSuffix(word, bare) {
			facts, run = appendName(facts, s, run), nil
		}
		at += len(word)
	}
	return appendName(facts, s, run)
}

// appendName adds the name that ends a run; a pair that begins a sentence with
// a short word is none ("The Halverd").
func appendName(facts []Fact, s string, run [][2]int) []Fact {
	const article = 3 // letters
	if len(run) < 2 || len(run) == 2 && run[0][0] == 0 && utf8.RuneCountInString(s[:run[0][1]]) <= article {
		return facts
	}
	from, to := run[len(run)-2][0], run[len(run)-1][1]
	about := strings.TrimSpace(s[run[0][0]:from])
	if utf8.RuneCountInString(about) < 5 {
		about = beside(s, from, len(s)-len(strings.TrimPrefix(s[to:], ",")))
	}
	return append(facts, Fact{s[from:to], about, 0})
}
