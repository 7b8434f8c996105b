package check

import (
	"slices"
	"sync"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check/compare"
	"newsbrief/internal/check/doubt"
	"newsbrief/internal/check/sense"
	"newsbrief/internal/claim"
)

// Source is an article prepared for comparing. Any number of goroutines may
// use it.
type Source struct {
	article *article.Article
	words   *words.Index
	claims  *claimIndex
	names   *nameIndex
	plain   func() *plainText // made when the first quotation or link is looked up
	sense   func() *sense.Source
	doubt   func() *doubt.Source
	ages    func() map[string][]agedPerson // by the last word of the name
	meant   func() []spokenOf              // made for articles in two languages
	issued  time.Time                      // the day of publication; zero where it is unknown
}

// NewSource prepares an article: it recognises the claims and indexes the
// words. Its time is linear in the length of the text.
func NewSource(a *article.Article) *Source {
	claims := Locate(a)
	s := &Source{
		article: a,
		words:   a.Index(),
		claims:  newClaimIndex(claims, len(a.Sentences)),
		names:   newNameIndex(a),
		plain:   sync.OnceValue(func() *plainText { return newPlainText(a, claims) }),
		issued:  published(a),
	}
	s.ages = sync.OnceValue(func() map[string][]agedPerson { return agesOf(a, claims) })
	s.sense = sync.OnceValue(func() *sense.Source {
		same := func(c, l claim.Claim) bool { return s.matches(c, l) || compare.Rounded(c, l) != "" }
		return sense.Read(a, plainClaims(claims), sense.Values{
			Same: same, Comparable: compare.Comparable, Sentences: s.stating,
		})
	})
	s.meant = sync.OnceValue(func() []spokenOf { return spokenIn(s) })
	s.doubt = sync.OnceValue(func() *doubt.Source { return doubt.NewSource(a) })
	return s
}

// stating are the first sentences, from 0, that state the value of a claim.
func (s *Source) stating(c claim.Claim) []int {
	var list []int
	s.claims.with(c, func(i int) bool {
		if l := s.claims.list[i]; s.matches(c, l.Claim) && !slices.Contains(list, l.Sentence) {
			list = append(list, l.Sentence)
		}
		return len(list) < sense.MostPlaces
	})
	return list
}

// plainClaims are claims without their places in an article.
func plainClaims(list []Located) []claim.Claim {
	claims := make([]claim.Claim, len(list))
	for i, l := range list {
		claims[i] = l.Claim
	}
	return claims
}

// published is the day of publication; the zero time where it is unknown.
func published(a *article.Article) time.Time {
	for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t
		}
	}
	return time.Time{}
}

// Article is the source as it was given.
func (s *Source) Article() *article.Article { return s.article }

// Claims are those of the whole source, in order.
func (s *Source) Claims() []Located { return s.claims.list }

// ClaimsOf are the claims of a sentence, which counts from 1.
func (s *Source) ClaimsOf(sentence int) []Located { return s.claims.of(sentence - 1) }

// SentenceWith is the first sentence, from 1, that states the value of a claim;
// 0: none.
func (s *Source) SentenceWith(c claim.Claim) int {
	for _, l := range s.claims.list {
		if s.matches(c, l.Claim) {
			return l.Sentence + 1
		}
	}
	return 0
}

// HasFigures says whether the source states a number, an amount, a share or a
// duration.
func (s *Source) HasFigures() bool {
	for _, l := range s.claims.list {
		if compare.Numeric(l.Claim) {
			return true
		}
	}
	return false
}

// Shares says whether text, in the source's language, has a content word in
// common with the source's sentence n, which counts from 1. A text without
// content words shares nothing.
func (s *Source) Shares(text string, n int) bool {
	for _, w := range s.words.Content(text, 0, s.article.Language) {
		if s.words.Holds(n-1, w.Stem) {
			return true
		}
	}
	return false
}

// matches says whether a claim of the source says the same value.
func (s *Source) matches(c, l claim.Claim) bool { return compare.Matches(c, l, s.issued) }
