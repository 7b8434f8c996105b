package translate

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"newsbrief/internal/article/input"
	"newsbrief/internal/lang"
)

// Term is a word or phrase with its only translation.
type Term struct{ Source, Target string }

// Glossary is a list of terms.
type Glossary []Term

// ReadGlossary reads a term and its translation a line, between them a comma, a
// semicolon or a tab, in UTF-8, UTF-16 or an encoding that its letters tell. A line with
// one field, or with both the same, keeps a term as it is. A first line "source,target"
// is a heading.
func ReadGlossary(r io.Reader) (Glossary, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text, err := input.Decode(data, "", "")
	if err != nil {
		return nil, err
	}
	for _, separator := range "\t;" {
		g, err := readTerms(text, separator)
		if err == nil && 2*g.pairs() >= len(g) && len(g) > 0 {
			return g, nil
		}
	}
	return readTerms(text, ',')
}

// pairs is how many terms have a translation that is another text.
func (g Glossary) pairs() int {
	n := 0
	for _, t := range g {
		if t.Source != t.Target {
			n++
		}
	}
	return n
}

func readTerms(text string, separator rune) (Glossary, error) {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.LazyQuotes = separator, separator == '\t'
	c.FieldsPerRecord, c.TrimLeadingSpace, c.Comment = -1, separator != '\t', '#'
	var g Glossary
	for {
		fields, err := c.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := c.FieldPos(0)
		term, err := newTerm(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if line == 1 && strings.EqualFold(term.Source, "source") && strings.EqualFold(term.Target, "target") {
			continue
		}
		g = append(g, term)
	}
}

func newTerm(fields []string) (Term, error) {
	if len(fields) > 2 {
		return Term{}, fmt.Errorf("%d fields; a line is source,target", len(fields))
	}
	t := Term{Source: strings.TrimSpace(strings.TrimPrefix(fields[0], "\uFEFF"))}
	if t.Target = t.Source; len(fields) == 2 && strings.TrimSpace(fields[1]) != "" {
		t.Target = strings.TrimSpace(fields[1])
	}
	if t.Source == "" {
		return t, errors.New("the term is empty")
	}
	return t, nil
}

// in returns the terms that occur in a text of a language, in any case and
// inflection.
func (g Glossary) in(text, language string) []Term {
	same := func(a, b string) bool { return inflected(a, b, language) }
	var list []Term
	for _, t := range g {
		if contains(text, t.Source, same) {
			list = append(list, t)
		}
	}
	return list
}

// renders says whether a translation into a language has a term's target, in any form,
// also as a part of a compound.
func (t Term) renders(text, language string) bool {
	return contains(text, t.Target, func(a, b string) bool {
		if inflected(a, b, language) {
			return true
		}
		a, b = withoutMarks(a), withoutMarks(b)
		const least = 4 // letters of a stem
		root := b
		if runes := []rune(b); len(runes) > least {
			root = string(runes[:len(runes)-1])
		}
		return alike(a, b) || utf8.RuneCountInString(root) >= least && strings.Contains(a, root)
	})
}

// withoutMarks takes the accents of letters away: forms of a word differ in
// them, as Haus and Häuser.
func withoutMarks(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(word))
}

// contains says whether the words of a term stand in a text one after the
// other, by same. A term with other signs (C++), or in a script without
// spaces, must stand there as it is.
func contains(text, term string, same func(word, of string) bool) bool {
	if literal(term) {
		return standsIn(strings.ToLower(text), strings.ToLower(term))
	}
	words, all := wordsOf(term), wordsOf(text)
	for i := 0; i+len(words) <= len(all); i++ {
		n := 0
		for n < len(words) && same(all[i+n], words[n]) {
			n++
		}
		if n == len(words) {
			return true
		}
	}
	return false
}

// literal says whether a term is more than words.
func literal(term string) bool {
	return len(wordsOf(term)) == 0 || strings.ContainsFunc(term, func(r rune) bool {
		return lang.Unspaced(r) || !inWord(r) && !strings.ContainsRune(" -’'\u00a0", r)
	})
}

// standsIn says whether a term stands in a text with no word around it.
func standsIn(text, term string) bool {
	word := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !lang.Unspaced(r) }
	for at := 0; ; {
		i := strings.Index(text[at:], term)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(term):])
		first, size := utf8.DecodeRuneInString(term)
		last, _ := utf8.DecodeLastRuneInString(term)
		if !(word(first) && word(before)) && !(word(last) && word(after)) {
			return true
		}
		at += size
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !inWord(r) })
}

// inflected says whether two words are forms of one, by the rules of their
// language where there are some.
func inflected(a, b, language string) bool {
	if a == b {
		return true
	}
	l := lang.Of(language)
	stemA, ok := l.Stem(a)
	if !ok {
		return alike(a, b)
	}
	stemB, _ := l.Stem(b)
	return stemA == stemB || stemA == b || a == stemB // names are stems, whatever the rules make of them
}

// alike says whether two words begin alike, and what follows is an ending of
// at most three letters.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	n, longer := 0, max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	other := []rune(b)
	for i, r := range []rune(a) {
		if i == len(other) || other[i] != r {
			break
		}
		n++
	}
	const ending = 3
	return n >= 3 && longer-n <= ending && 2*n > longer
}

// unique drops repeated terms.
func unique(list []Term) []Term {
	seen := map[Term]bool{}
	var out []Term
	for _, t := range list {
		if !seen[t] {
			out = append(out, t)
			seen[t] = true
		}
	}
	return out
}
