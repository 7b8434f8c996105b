package mock

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// passages reads a translation's question: the numbered lines within the
// element, and behind it the glossary and the number of the try.
func (q *question) passages(text string) {
	q.readSentences(text)
	_, after, _ := strings.Cut(text, "\n</")
	for line := range strings.SplitSeq(after, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "glossary":
			if term, target, ok := strings.Cut(value, " = "); ok {
				q.glossary = append(q.glossary, [2]string{term, target})
			}
		case "try":
			fmt.Sscan(value, &q.try)
		}
	}
}

// translation is the pseudo-translation of the first n passages.
func (q *question) translation(n int) string {
	var b strings.Builder
	for i := range min(n, len(q.sentences)) {
		fmt.Fprintf(&b, "[%d] %s\n", q.numbers[i], pseudo(q.sentences[i], q.to, q.glossary))
	}
	return b.String() + "[end]\n"
}

// pseudo is a text as a translation might look: other letters, about a third
// longer, between ⟦ and ⟧. Placeholders, digits, names and the glossary's terms
// stay; months and words such as million become digits, which every language
// reads.
func pseudo(text, to string, glossary [][2]string) string {
	base, script, _ := strings.Cut(strings.ToLower(to), "-")
	p := pseudonym{to: base, glossary: glossary}
	if !strings.HasPrefix(script, "latn") {
		p.letters = p.alphabet()
	}
	p.names = strings.ContainsFunc(text, unicode.IsLower)
	words := wordsOf(text)
	var b strings.Builder
	for i := 0; i < len(words); {
		used, out := p.next(words, i)
		b.WriteString(out)
		i += used
	}
	return "⟦" + b.String() + "⟧"
}

// pseudonym translates the words of one passage.
type pseudonym struct {
	to       string
	glossary [][2]string
	letters  string // of the target's script, "" for Latin
	names    bool   // words with a capital stay
}

// next translates the word at i, and those behind it that belong to it.
func (p *pseudonym) next(words []string, i int) (used int, out string) {
	word := words[i]
	for _, term := range p.glossary {
		n, rest := termAt(words[i:], term[0])
		switch {
		case n > 0 && strings.EqualFold(term[0], term[1]):
			return n, strings.Join(words[i:i+n], "")
		case n > 0:
			return n, term[1] + rest
		}
	}
	first := []rune(word)[0]
	switch {
	case strings.HasPrefix(word, "<"), !unicode.IsLetter(first) && !unicode.IsDigit(first):
		return 1, word
	case unicode.IsDigit(first):
		used, out = p.numberAt(words[i:])
		return used, p.apart(words, i-1) + out + p.apart(words, i+used)
	case word == "noon":
		return 1, "12"
	}
	if month := monthOf(word); month > 0 {
		return 1, fmt.Sprint(month)
	}
	sameScript := unicode.Is(unicode.Latin, first) || strings.ContainsRune(p.letters, unicode.ToLower(first))
	if p.names && unicode.IsUpper(first) && sameScript {
		return 1, word
	}
	return 1, p.word(word)
}

// apart is a space where the word at i is glued to a figure, as in scripts
// without spaces.
func (p *pseudonym) apart(words []string, i int) string {
	if i >= 0 && i < len(words) && []rune(words[i])[0] > 0x3000 && unicode.IsLetter([]rune(words[i])[0]) {
		return " "
	}
	return ""
}

// wordsOf cuts a text into placeholders, words, figures, and what is between.
func wordsOf(text string) []string {
	var words []string
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			return 1
		case unicode.IsDigit(r):
			return 2
		}
		return 3
	}
	last := 0
	for i, r := range text {
		if n := len(words) - 1; n >= 0 && strings.HasPrefix(words[n], "<") && !strings.HasSuffix(words[n], ">") {
			words[n] += string(r)
			continue
		}
		k := kind(r)
		inNumber := (r == '.' || r == ',') && last == 2 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9'
		if inNumber {
			k = 2
		}
		if k == last && k != 3 {
			words[len(words)-1] += string(r)
		} else {
			words = append(words, string(r))
		}
		last = k
	}
	return words
}

// termAt finds a glossary's term at the start of words, whatever its case; rest
// is the ending of its last word.
func termAt(words []string, term string) (used int, rest string) {
	parts := wordsOf(term)
	if len(parts) > len(words) {
		return 0, ""
	}
	for k, part := range parts {
		ok := false
		if rest, ok = endingOf(words[k], part); !ok || k+1 < len(parts) && rest != "" {
			return 0, ""
		}
	}
	return len(parts), rest
}

// endingOf is the ending of a word that is a form of another, whatever its
// case: ports, cities of city.
func endingOf(word, of string) (ending string, ok bool) {
	const longest = 3
	if stem, y := strings.CutSuffix(of, "y"); y && strings.EqualFold(word, stem+"ies") {
		return "s", true
	}
	if len(word) < len(of) || !strings.EqualFold(word[:len(of)], of) {
		return "", false
	}
	ending = word[len(of):]
	return ending, utf8.RuneCountInString(ending) <= longest
}
