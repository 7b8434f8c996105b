package check

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
