package summarize

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim"
	"newsbrief/result"
)

// isGiven says whether a text without a number stands in the template itself, as the
// title of a section or a closing line: it is none about the article.
func (s *support) isGiven(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsDigit) && s.dictates(text)
}

// dictates says whether a text stands in the template itself, in whole words.
func (s *support) dictates(text string) bool {
	text = strings.Trim(text, " *_:#.")
	at := strings.Index(s.given, text)
	if at < 0 || text == "" {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.given[:at])
	after, _ := utf8.DecodeRuneInString(s.given[at+len(text):])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !inWord(before) && !inWord(after)
}

// withoutGiven is a statement without the names that the template itself gives, and
// without what its label says, be it a number of lines, where the template has the label.
func (s *support) withoutGiven(b result.Bullet) result.Bullet {
	all := len(b.Claims)
	label := strings.IndexByte(b.Text, ':')
	if label > 0 && !s.dictates(b.Text[:label]) {
		label = 0
	}
	b.Claims = slices.DeleteFunc(b.Claims, func(f result.Finding) bool {
		isGiven := f.Kind == string(claim.Name) && s.isGiven(f.Text) || !f.Whole() && f.End <= label
		return isGiven && !f.Status.Good()
	})
	if len(b.Claims) < all {
		if b.Status = result.Worst(b.Claims); len(b.Claims) == 0 {
			b.Status = result.Derived
		}
	}
	return b
}

// name is a statement of which the claims alone are checked.
func (s *support) name(it item) result.Bullet {
	const heading = "# " // what stands behind it is read as a title
	return s.claimsOf(it, heading+it.text, len(heading))
}

// cell is a cell of a table, checked as a part of its row. Of those that claim nothing
// the last carries what the row cites.
func (s *support) cell(it item, p passage) result.Bullet {
	row, at, end := p.row, p.at, p.at+len(it.text)
	if end > len(row) || row[at:end] != it.text { // it was mended
		row, at = it.label+" ; "+it.text, len(it.label)+len(" ; ")
	}
	b := s.claimsOf(it, row, at)
	if len(b.Claims) == 0 && !p.last {
		b.Evidence = []result.Evidence{}
	}
	return b
}

// unclaimed is an item of which nothing is checked yet.
func unclaimed(it item) result.Bullet {
	return result.Bullet{
		Text: it.text, Status: result.Derived, Evidence: []result.Evidence{}, Claims: []result.Finding{},
	}
}

// claimsOf is an item with the claims that a longer text, in which it begins at a
// byte, makes within it.
func (s *support) claimsOf(it item, text string, at int) result.Bullet {
	b := unclaimed(it)
	cited := existing(s.article, it.cites)
	findings, chance := s.judged(text, cited)
	own := slices.DeleteFunc(findings, func(f result.Finding) bool {
		return f.Whole() || f.Start < at || f.End > at+len(it.text)
	})
	var numbers []int
	for _, f := range own {
		f.Start, f.End = f.Start-at, f.End-at
		b.Claims = append(b.Claims, f)
		if f.Sentence > 0 {
			numbers = appendNew(numbers, []int{f.Sentence})
		}
	}
	if len(numbers) == 0 {
		numbers = cited
	}
	for _, n := range numbers {
		b.Evidence = append(b.Evidence, evidenceOf(s.article, n))
	}
	if len(b.Claims) > 0 {
		b.Status, b.Doubt = result.Worst(b.Claims), chance
	}
	return b
}

// number is a number below its key.
func (s *support) number(it item) result.Bullet {
	before := it.label + ": "
	if !json.Valid([]byte(it.text)) { // a repair wrote no number
		return s.unfounded(it)
	}
	b := s.claimsOf(it, before+it.text, len(before))
	if len(b.Claims) == 0 || b.Status == result.Unsupported {
		switch n := s.sentenceWith(it.text); {
		case n > 0:
			b = unclaimed(it)
			b.Evidence = append(b.Evidence, evidenceOf(s.article, n))
		case len(b.Claims) == 0:
			return s.unfounded(it)
		}
	}
	return b
}

// sentenceWith is the first sentence in which a number stands as it is written; 0: none.
func (s *support) sentenceWith(number string) int {
	for n := range s.article.Sentences {
		words := strings.FieldsFunc(s.article.Sentence(n+1), func(r rune) bool {
			return !unicode.IsDigit(r) && r != '.' && r != '-'
		})
		if slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, ".") == number }) {
			return n + 1
		}
	}
	return 0
}

// short is a name, a value or a label. One of which the recogniser makes nothing must
// share a word with the article.
func (s *support) short(it item) result.Bullet {
	if s.isExample(it.text) {
		return s.unfounded(it)
	}
	b := s.claimsOf(it, it.text, 0)
	if len(b.Claims) > 0 || !s.comparable() {
		return b
	}
	index := s.article.Index()
	words := index.Content(it.text, 0, s.article.Language)
	best, share := index.Line(it.text).Best()
	if len(words) > 0 && share == 0 {
		return s.unfounded(it)
	}
	if share > 0 && len(b.Evidence) == 0 {
		b.Evidence = append(b.Evidence, evidenceOf(s.article, best+1))
	}
	return b
}

// isExample says whether a text is one that the template shows as an example of a record:
// there it is a value, and it does not stand in the article. One of few words may be
// one of those to choose from.
func (s *support) isExample(text string) bool {
	const choice = 2
	return len(strings.Fields(text)) > choice && strings.Contains(s.given, `: "`+text+`"`) &&
		!strings.Contains(s.article.Text, text)
}

// unfounded is an item that does not stand in the article.
func (s *support) unfounded(it item) result.Bullet {
	b := result.Bullet{Text: it.text, Evidence: []result.Evidence{}, Status: result.Unsupported}
	b.Claims = []result.Finding{baseless(it.text, 0, "it does not stand in the article")}
	return b
}
