package claim

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	tables "newsbrief/internal/claim/lexicon"
)

// tellingTable has the words of grammar and the letters that tell languages
// from each other.
//
//go:embed lexicon/telling.tsv
var tellingTable string

// telling maps a word or letter of the table to its languages, as " es  pt ".
// Of the languages of a letter, the first line that has it counts.
var telling = sync.OnceValue(func() (t struct{ words, letters map[string]string }) {
	t.words, t.letters = map[string]string{}, map[string]string{}
	tables.EachRow(tellingTable, func(kind, languages string, forms []string) {
		for _, f := range forms {
			switch {
			case kind == "letter" && t.letters[f] == "":
				t.letters[f] = " " + strings.ReplaceAll(languages, " ", "  ") + " "
			case kind == "word" && !strings.Contains(t.words[f], " "+languages+" "):
				t.words[f] += " " + languages + " "
			}
		}
	})
	return t
})

// tells says whether the table has the words of a language.
func tells(language string) bool {
	return strings.Contains(tellingTable, "\nword\t"+language+"\t")
}

// Foreign returns the language that a text is plainly written in where that is
// another one than the language it should be in; "" where it is not, and where
// there are too few words to tell. Names, figures and short texts prove
// nothing; neighbours that share most words (Croatian and Bosnian) are one.
func Foreign(text, language string) string {
	want, _, _ := strings.Cut(strings.ToLower(language), "-")
	if want == "zh" {
		return otherCharacters(text, language)
	}
	if want = macroLanguage(want); !tells(want) {
		return ""
	}
	counts, total := countTelling(text)
	other, n := "", 0
	for l, c := range counts {
		if l != want && (c > n || c == n && l < other) {
			other, n = l, c
		}
	}
	if other == "" || sameTongue(other, want) {
		return ""
	}
	own, foreign, words := exclusive(text, want, other)
	// A text has a word of grammar in four, and more than half of them are
	// their language's alone even beside a neighbour's.
	const least, each = 3, 10
	if words >= 2 && foreign >= least && foreign >= 3*own+least-1 && foreign*each >= total {
		return other
	}
	return ""
}

// tongues are the languages that a word in lower case is of, as " es  pt ": by
// the word itself, else by its letters.
func tongues(word string) string {
	if list := telling().words[word]; list != "" {
		return list
	}
	for _, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		if list := telling().letters[string(r)]; list != "" {
			return list
		}
	}
	return ""
}

// countTelling counts the telling words of each language, and all words.
func countTelling(text string) (counts map[string]int, total int) {
	counts = map[string]int{}
	eachLower(text, func(w string) {
		total++
		for _, l := range strings.Fields(tongues(w)) {
			counts[l]++
		}
	})
	return counts, total
}

// exclusive counts the words that only one of two languages has, and those of
// b that are in the table.
func exclusive(text, a, b string) (ofA, ofB, known int) {
	eachLower(text, func(w string) {
		list := tongues(w)
		inA, inB := strings.Contains(list, " "+a+" "), strings.Contains(list, " "+b+" ")
		switch {
		case inA && !inB:
			ofA++
		case inB && !inA:
			ofB++
			if telling().words[w] != "" {
				known++
			}
		}
	})
	return ofA, ofB, known
}

// eachLower calls do for the words of a text that begin with a small letter: a
// capital may begin a name, whose words ("Los Angeles") tell nothing.
func eachLower(text string, do func(string)) {
	for len(text) > 0 {
		start := strings.IndexFunc(text, unicode.IsLetter)
		if start < 0 {
			return
		}
		text = text[start:]
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		if end < 0 {
			end = len(text)
		}
		if r, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(r) {
			do(strings.ToLower(text[:end]))
		}
		text = text[end:]
	}
}

// macroLanguage is the language of the tables for a tag that has another.
func macroLanguage(tag string) string {
	switch tag {
	case "no":
		return "nb"
	case "bs", "sh", "cnr":
		return "hr"
	}
	return tag
}

// sameTongue says whether two languages are too close to be told apart with
// any certainty.
func sameTongue(a, b string) bool {
	for _, pair := range [...]string{"nb nn", "id ms", "gl pt"} {
		if pair == a+" "+b || pair == b+" "+a {
			return true
		}
	}
	return false
}
