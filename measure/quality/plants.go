package main

import (
	"regexp"
	"strings"
	"unicode"
)

// planting is one wrong statement that a model could have made of a right one.
// make returns the text with it, and "" where the text offers no place.
type planting struct {
	name string
	make func(text string) string
}

// The words of the plants are their own: none comes from the tables of the
// product, or it would be measured by itself.
var (
	plants = []planting{
		{"unit of measure", counted(otherUnits)},
		{"length of time", counted(otherPeriods)},
		{"direction", exchanged(directions)},
		{"superlative", exchanged(superlatives)},
		{"before and after", exchanged(orders)},
		{"two names exchanged", exchangeNames},
		{"other speaker", otherSpeaker},
		{"negation", negated},
	}
	// controls say the same in other words: nothing more may be flagged.
	controls = []planting{
		{"same direction", exchanged(sameDirections)},
		{"same order", exchanged(sameOrders)},
		{"same bound", exchanged(sameBounds)},
		{"same verb of saying", exchanged(sameSaying)},
		{"percent as a sign", percentAsSign},
		{"bulleted", bulleted},
		{"numbered, with a preamble", numbered},
	}
)

var (
	otherUnits = map[string]string{
		"mile": "kilometer", "miles": "kilometers", "kilometers": "miles", "kilometres": "miles", "km": "miles",
		"feet": "meters", "foot": "meter", "inches": "feet", "inch": "foot", "meters": "feet", "metres": "feet",
		"pounds": "ounces", "ounces": "pounds", "tons": "pounds", "tonnes": "kilograms", "kilograms": "tons",
		"kg": "tons", "acres": "square miles", "gallons": "pints", "mph": "feet per second", "grams": "kilograms",
		"percent": "million", "dollars": "euros", "euros": "dollars", "cents": "dollars",
	}
	otherPeriods = map[string]string{
		"seconds": "minutes", "minutes": "hours", "minute": "hour", "hours": "days", "hour": "day", "days": "weeks",
		"day": "week", "weeks": "months", "week": "month", "months": "years", "month": "year", "years": "months",
		"year": "month", "decades": "years", "decade": "year",
	}
	directions = map[string]string{
		"rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "gained": "lost",
		"lost": "gained", "grew": "shrank", "climbed": "dropped", "dropped": "climbed", "rising": "falling",
		"falling": "rising", "increase": "decrease", "decrease": "increase", "growth": "decline",
		"decline": "growth", "increasing": "decreasing", "higher": "lower", "lower": "higher", "raised": "lowered",
		"win": "loss", "won": "lost", "defeated": "lost to",
	}
	superlatives = map[string]string{
		"largest": "smallest", "biggest": "smallest", "smallest": "largest", "highest": "lowest", "lowest": "highest",
		"best": "worst", "worst": "best", "oldest": "youngest", "youngest": "oldest", "longest": "shortest",
		"most popular": "least popular", "strongest": "weakest", "fastest": "slowest", "richest": "poorest",
		"deadliest": "least deadly", "latest": "earliest", "greatest": "smallest",
	}
	orders     = map[string]string{"before": "after", "after": "before", "following": "before", "prior to": "after"}
	sameOrders = map[string]string{"after": "following", "prior to": "before"}

	sameDirections = map[string]string{
		"rose": "went up", "fell": "went down", "increased": "rose", "decreased": "fell", "climbed": "rose",
		"dropped": "fell", "won": "was the winner of",
	}
	sameBounds = map[string]string{
		"more than": "over", "less than": "under", "about": "around", "at least": "no fewer than", "nearly": "almost",
		"approximately": "about", "over": "more than",
	}
	sameSaying = map[string]string{"said": "stated", "stated": "said", "told": "informed", "claimed": "asserted"}
)

// amountBefore matches a number at the end of what stands before a unit.
var amountBefore = regexp.MustCompile(`(?i)(\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|` +
	`fifteen|twenty|thirty|forty|fifty|hundred|thousand|million|several))[- ]$`)

// counted exchanges the first unit that stands behind a number.
func counted(units map[string]string) func(string) string {
	return func(text string) string {
		for _, at := range wordPattern.FindAllStringIndex(text, -1) {
			other := units[text[at[0]:at[1]]]
			if other != "" && amountBefore.MatchString(text[:at[0]]) {
				return text[:at[0]] + other + text[at[1]:]
			}
		}
		return ""
	}
}

var wordPattern = regexp.MustCompile(`\pL+`)

// exchanged puts the other word for the first of the words that the text has.
func exchanged(words map[string]string) func(string) string {
	return func(text string) string {
		first, end, other := len(text), 0, ""
		for from, to := range words {
			for at := range occurrences(text, from) {
				if at < first || at == first && len(from) > end-first {
					first, end, other = at, at+len(from), to
				}
				break
			}
		}
		if other == "" {
			return ""
		}
		return text[:first] + other + text[end:]
	}
}

// occurrences yields the byte offsets of a phrase that stands between other
// characters than letters.
func occurrences(text, phrase string) func(func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], phrase)
			if i < 0 {
				return
			}
			at := from + i
			from = at + len(phrase)
			if !letterAt(text, at-1) && !letterAt(text, from) && !yield(at) {
				return
			}
		}
	}
}

func letterAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 0x80 || unicode.IsLetter(rune(text[i])))
}

// namePattern matches two words or more in capitals, as people are named.
var namePattern = regexp.MustCompile(`[A-Z][a-z]+(?: [A-Z][a-z]+)+`)

// exchangeNames exchanges the first two different names of a sentence that has
// two; not where they hold a word in common, or what stands between them lets
// them change places.
func exchangeNames(text string) string {
	for _, line := range sentencePattern.FindAllStringIndex(text, -1) {
		names := namePattern.FindAllStringIndex(text[line[0]:line[1]], -1)
		if len(names) < 2 {
			continue
		}
		a, b := names[0], names[1]
		first, second := text[line[0]+a[0]:line[0]+a[1]], text[line[0]+b[0]:line[0]+b[1]]
		between := text[line[0]+a[1] : line[0]+b[0]]
		if sharesWord(first, second) || len(strings.Fields(between)) < 2 || mutual.MatchString(between) {
			continue
		}
		return text[:line[0]+a[0]] + second + between + first + text[line[0]+b[1]:]
	}
	return ""
}

// mutual matches what joins two names that may change places.
var mutual = regexp.MustCompile(`(?:^-|-$|\b(?:with|and|married|met|between) (?:\pL+ ){0,3}$)`)

var sentencePattern = regexp.MustCompile(`[^.!?\n]+[.!?\n]?`)

var (
	speakerBefore = regexp.MustCompile(
		`([A-Z][a-z]+(?: [A-Z][a-z]+)*) (?:said|says|told|stated|claimed|believes|announced|confirmed|argued|added)\b`)
	speakerBehind = regexp.MustCompile(`(?:[Aa]ccording to|said|says) ([A-Z][a-z]+(?: [A-Z][a-z]+)*)`)
	noSpeaker     = regexp.MustCompile(`^(?:He|She|It|They|This|That|The|His|Her|We|You|Who|There)\b`)
)

// otherSpeaker lets another person of the text say what the first one said.
func otherSpeaker(text string) string {
	for _, pattern := range []*regexp.Regexp{speakerBefore, speakerBehind} {
		said := pattern.FindStringSubmatchIndex(text)
		if said == nil || noSpeaker.MatchString(text[said[2]:]) {
			continue
		}
		speaker := text[said[2]:said[3]]
		for _, name := range namePattern.FindAllString(text, -1) {
			if len(strings.Fields(name)) == 2 && !sharesWord(name, speaker) {
				return text[:said[2]] + name + text[said[3]:]
			}
		}
	}
	return ""
}

func sharesWord(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if strings.Contains(" "+b+" ", " "+w+" ") {
			return true
		}
	}
	return false
}

var (
	denied     = regexp.MustCompile(`\b(is|are|was|were|has|have|had|will|would|could|can|should|did|does|do) not `)
	assertable = regexp.MustCompile(`\b(is|are|was|were|will|would|could|should|can) [a-z]`)
)

// negated drops the first "not" behind an auxiliary, or puts one there.
func negated(text string) string {
	if at := denied.FindStringSubmatchIndex(text); at != nil {
		return text[:at[3]] + " " + text[at[1]:]
	}
	if at := assertable.FindStringSubmatchIndex(text); at != nil {
		return text[:at[3]] + " not" + text[at[3]:]
	}
	return ""
}

var percentPattern = regexp.MustCompile(`(\d) percent\b`)

func percentAsSign(text string) string {
	if !percentPattern.MatchString(text) {
		return ""
	}
	return percentPattern.ReplaceAllString(text, "$1%")
}

// announced says whether a text begins with a line that announces it.
func announced(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	return strings.HasSuffix(strings.TrimSpace(first), ":")
}

func bulleted(text string) string {
	if announced(text) {
		return ""
	}
	return "- " + strings.Join(inSentences(text), "\n- ")
}

func numbered(text string) string {
	if announced(text) {
		return ""
	}
	var b strings.Builder
	b.WriteString("Sure! Here is a summary of the article in three sentences:\n")
	for i, s := range inSentences(text) {
		b.WriteString("\n" + string(rune('1'+i%9)) + ". " + s)
	}
	return b.String()
}

var endPattern = regexp.MustCompile(`([.!?]["”]?) +([A-Z"“])`)

func inSentences(text string) []string {
	return strings.Split(endPattern.ReplaceAllString(strings.ReplaceAll(text, "\n", " "), "$1\n$2"), "\n")
}
