package summarize

import (
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/result"
)

// support finds out what the article says of the lines of a brief.
type support struct {
	article  *article.Article
	source   func() *check.Source // nil: nothing is checked
	language string               // of the lines
}

// newSupport prepares the article while the question is on its way.
func newSupport(a *article.Article, language string) *support {
	source := sync.OnceValue(func() *check.Source { return check.NewSource(a) })
	go source()
	return &support{article: a, source: source, language: language}
}

// bullet turns an answer's item into a bullet with its evidence and claims.
func (s *support) bullet(it item) result.Bullet {
	b := result.Bullet{Text: it.text, Evidence: locate(s.article, it), Claims: []result.Finding{}}
	if s.source == nil {
		return b
	}
	own := s.verbatim(b)
	switch {
	case len(b.Evidence) == 0 || s.sameLanguage() && own == 0 && !s.related(b):
		b.Status, b.Claims = result.Unsupported, []result.Finding{baseless(b)}
	case own > 0:
		b.Status, b.Claims = result.Supported, s.supported(s.claims(b.Text), own)
	default:
		verdicts := s.claims(b.Text)
		if !s.sameLanguage() {
			verdicts = s.across(b.Text, sentenceNumbers(b.Evidence))
		}
		b.Claims = s.source().Findings(verdicts)
		b.Status = result.Worst(b.Claims)
		if len(verdicts) == 0 {
			b.Status = result.Derived
		}
	}
	return b
}

func (s *support) sameLanguage() bool { return sameLanguage(s.language, s.article.Language) }

// claims checks a text in the article's language.
func (s *support) claims(text string) []check.Verdict {
	return s.source().Check(article.Exact("", text, s.article.Language))
}

// across checks a text in the lines' own language.
func (s *support) across(text string, sentences []int) []check.Verdict {
	return s.source().Across(article.Exact("", text, s.language), sentences)
}

func sentenceNumbers(evidence []result.Evidence) []int {
	var numbers []int
	for _, e := range evidence {
		numbers = append(numbers, e.Sentence)
	}
	return numbers
}

// verbatim is the number of the sentence that the bullet is word for word; 0:
// none.
func (s *support) verbatim(b result.Bullet) int {
	for _, e := range b.Evidence {
		if strings.Join(strings.Fields(e.Quote), " ") == b.Text {
			return e.Sentence
		}
	}
	return 0
}

// related says whether the bullet has a word in common with its evidence.
func (s *support) related(b result.Bullet) bool {
	return slices.ContainsFunc(b.Evidence, func(e result.Evidence) bool { return s.source().Shares(b.Text, e.Sentence) })
}

// baseless is the finding about a line that no sentence backs.
func baseless(b result.Bullet) result.Finding {
	return result.Finding{Kind: result.SegmentKind, Text: b.Text, End: len(b.Text), Status: result.Unsupported,
		Reason: "no sentence of the article says this"}
}

// supported are the claims of a line that is the article's own sentence n.
func (s *support) supported(verdicts []check.Verdict, n int) []result.Finding {
	findings := s.source().Findings(verdicts)
	for i := range findings {
		f := &findings[i]
		f.Status, f.Sentence, f.Reason, f.Quote = result.Supported, n, "the article's own sentence", ""
	}
	return findings
}

// sentences is how many sentences the article has.
func (s *support) sentences() int { return len(s.article.Sentences) }

// hasFigures says whether an answer without figures needs explaining.
func (s *support) hasFigures() bool { return s.source != nil && s.source().HasFigures() }
