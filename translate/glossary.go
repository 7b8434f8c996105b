package translate

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Term is a word or phrase with its only translation.
type Term struct{ Source, Target string }

// Glossary is a list of terms.
type Glossary []Term

// ReadGlossary reads CSV with a term and its translation a line. A line with
// one field, or with both the same, keeps a term as it is. A first line
// "source,target" is a heading.
func ReadGlossary(r io.Reader) (Glossary, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.TrimLeadingSpace, c.Comment = -1, true, '#'
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

// in returns the terms that occur in a text, in any case and inflection.
func (g Glossary) in(text string) []Term {
	var list []Term
	for _, t := range g {
		if contains(text, t.Source) {
			list = append(list, t)
		}
	}
	return list
}

// contains says whether the words of a term stand in a text one after the
// other. Their endings may differ. Scripts without spaces have no words: the
// term must stand there as it is.
func contains(text, term string) bool {
	words := wordsOf(term)
	if len(words) == 0 || strings.ContainsFunc(term, unspaced) {
		return strings.Contains(strings.ToLower(text), strings.ToLower(term))
	}
	all := wordsOf(text)
	for i := 0; i+len(words) <= len(all); i++ {
		n := 0
		for n < len(words) && inflected(all[i+n], words[n]) {
			n++
		}
		if n == len(words) {
			return true
		}
	}
	return false
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// inflected says whether two words are forms of one: they begin alike, and
// what follows is an ending of at most three letters.
func inflected(a, b string) bool {
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

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
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
