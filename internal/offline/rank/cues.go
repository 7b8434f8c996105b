package rank

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// pageCues are the words that mark a line about the page.
var pageCues = sync.OnceValue(func() *beginnings { return newBeginnings(lang.Of("und").Forms("boilerplate")) })

// hurt are how words begin that tell of people hurt.
var hurt = lang.Each(func(l *lang.Language) *beginnings { return newBeginnings(l.Forms("hurt")) })

// isBoilerplate says whether a sentence is about the page and not the news: a
// cue opens it, or stands anywhere in a short one. Long sentences with such a
// word inside are news about it.
func isBoilerplate(s string, words int) bool {
	const short, long = 16, 30 // words
	if words < long && syntax.IsContact(s) {
		return true
	}
	cues := pageCues()
	if words >= short {
		return cues.open(strings.ToLower(head(s, cues.longest)))
	}
	s = strings.ToLower(s)
	for i := range len(s) {
		if cues.open(s[i:]) {
			return true
		}
	}
	return false
}

// head is so much of a text that its first n bytes in lower case are in it: a letter of three
// bytes may become one of one.
func head(s string, n int) string {
	const shrinks = 3
	if len(s) <= shrinks*n+utf8.UTFMax {
		return s
	}
	return s[:shrinks*n+utf8.UTFMax]
}

// beginnings are what a text in lower case may begin with.
type beginnings struct {
	by      [256][]string // by their first byte
	longest int           // of them, in bytes
}

func newBeginnings(list []string) *beginnings {
	b := &beginnings{}
	for _, s := range list {
		b.by[s[0]] = append(b.by[s[0]], s)
		b.longest = max(b.longest, len(s))
	}
	return b
}

// open says whether a text begins with one of them.
func (b *beginnings) open(s string) bool {
	if s == "" {
		return false
	}
	for _, beginning := range b.by[s[0]] {
		if strings.HasPrefix(s, beginning) {
			return true
		}
	}
	return false
}

// isByline says whether a sentence names its author, and perhaps the time: "By Thabiso Maree
// and agencies Wednesday, 18 March, 6.15 p.m."
func isByline(s string, l *lang.Language) bool {
	const most, lower = 16, 4                 // words
	for first := range strings.FieldsSeq(s) { // before the others are cut
		if !lang.Of("und").Has("byline", strings.ToLower(first)) {
			return false
		}
		break
	}
	words := strings.Fields(s)
	if len(words) < 3 || len(words) > most || !lang.Of("und").Has("byline", strings.ToLower(words[0])) {
		return false
	}
	name := bareWord(words[1])
	if !startsUpper(words[1]) || !startsUpper(words[2]) || l.Has("weekday", name) || l.Has("month", name) {
		return false
	}
	small := 0
	for _, word := range words[1:] {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
			small++
		}
	}
	return small < lower && lang.EndsSentence(s)
}

// namesAuthor says whether a line begins as one with the author's name does.
func namesAuthor(s string) bool {
	const most = 16 // words
	words := strings.Fields(strings.Trim(s, "*_"))
	return len(words) > 1 && len(words) <= most && lang.Of("und").Has("byline", strings.ToLower(words[0])) &&
		startsUpper(strings.TrimLeft(words[1], "*_["))
}

// exclaims says whether a line ends otherwise than with a full stop: "We had luck!", "Why now?".
func exclaims(s string) bool {
	end := strings.TrimRight(s, "*_ \"”»“’'")
	return strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?") || strings.HasSuffix(end, "…")
}

// hasClock says whether a line holds a time of day in digits: "18:40".
func hasClock(s string) bool {
	isDigit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for i := range len(s) {
		if s[i] == ':' && isDigit(i-1) && isDigit(i+1) && isDigit(i+2) {
			return !isDigit(i-2) || s[i-2] < '2' || s[i-2] == '2' && s[i-1] < '4' // no "27:26"
		}
	}
	return false
}

// isRoll says whether a sentence is a row of names and numbers, as who played.
func isRoll(s string) bool {
	const fewest = 6 // words
	if !strings.ContainsAny(s, "0123456789") {
		return false
	}
	words, lower := 0, 0
	for word := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(word)
		if words++; unicode.IsLetter(r) && !unicode.IsUpper(r) {
			lower++
		}
	}
	return words >= fewest && 5*lower < words
}

// speaks says whether a sentence begins with the one who writes or is spoken to.
func speaks(s string, l *lang.Language) bool {
	first, _, _ := strings.Cut(s, " ")
	return l.Has("conversation", bareWord(first))
}

// dangles says whether a sentence needs the one before it: by its first word ("Both"),
// the first two ("The other"), or a pronoun soon behind a preposition ("In 1959 she").
func dangles(s string, l *lang.Language) bool {
	const near = 4 // words
	n, leads, article := 0, false, false
	for word := range strings.FieldsSeq(s) {
		bare := bareWord(word)
		switch {
		case n == 0 && (lang.Of("und").Has("dangling", bare) || l.Has("dangling", bare)):
			return true
		case n == 0:
			leads, article = l.Has("preposition", bare), l.Has("article", bare)
		case n == 1 && article && (l.Has("remaining", bare) || l.Has("trait", "capitalnouns") && !startsUpper(word)):
			return true // "The other", "Das ist"
		case !leads || startsUpper(word) || n == near:
			return false
		case l.Has("anaphor", bare):
			return true
		}
		n++
	}
	return false
}

// bareWord is a word in lower case without the marks around it.
func bareWord(word string) string { return strings.ToLower(strings.Trim(word, ",.;:\"“„«»”")) }

// isOpen says whether a sentence holds the beginning or the end of a quotation only,
// or leads to what follows.
func isOpen(s string) bool {
	straight, depth, low := 0, 0, 0
	for _, r := range s {
		switch r {
		case '"':
			straight++
		case '“', '«', '「', '『':
			depth++
		case '”', '»', '」', '』':
			depth--
		case '„':
			low++
		}
	}
	if low > 0 { // “ closes them
		depth = low - strings.Count(s, "“") - strings.Count(s, "”")
	}
	return straight%2 != 0 || depth != 0 || strings.HasSuffix(s, ":") || strings.IndexAny(s, ";,)") == 0
}

// showsPictures says whether a sentence describes pictures, by its first or
// second word.
func showsPictures(s string) bool {
	first, rest, _ := strings.Cut(s, " ")
	second, _, _ := strings.Cut(rest, " ")
	shows := func(word string) bool { return lang.Of("und").Has("pictures", bareWord(word)) }
	return shows(first) || shows(second)
}

const quotationMarks = `"“„«「『”»」』`

// quoted is the share of s that stands in quotation marks.
func quoted(s string) float64 {
	if !strings.ContainsAny(s, quotationMarks) {
		return 0
	}
	inside, all, open := 0, 0, false
	for _, r := range s {
		all++
		switch r {
		case '"':
			open = !open
		case '“', '„', '«', '「', '『':
			open = true
		case '”', '»', '」', '』':
			open = false
		default:
			if open {
				inside++
			}
		}
	}
	return float64(inside) / float64(max(all, 1))
}

// named is the share of a sentence's words behind the first that have a capital.
func named(s string) float64 {
	words, capitals := 0, 0
	for word := range strings.FieldsSeq(s) {
		if words++; words > 1 && startsUpper(word) {
			capitals++
		}
	}
	return float64(capitals) / float64(max(words, 1))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// counts says whether a word in lower case is a number of people.
func counts(word, language string) bool {
	return '0' <= word[0] && word[0] <= '9' || lex.InClass(word, language, lex.Card|lex.Scale|lex.Pair)
}
