package check

import (
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/result"
)

// quote rules on a quotation: its words must stand in the source in this
// order, apart from what brackets and an ellipsis say was changed.
func (j *judge) quote(v *Verdict) bool {
	parts := quoted(v.Text)
	if len(parts) == 0 {
		return false
	}
	for i, p := range parts {
		at := j.findWords(p)
		if at < 0 {
			v.Status, v.Sentence, v.Reason = result.Unsupported, 0, "these words do not stand in the article"
			if n := j.closest(p); n > 0 {
				v.Status, v.Sentence, v.Reason = result.Contradicted, n, "the article quotes other words"
			}
			return true
		}
		if i == 0 {
			v.Sentence = j.plain().sentence(at)
		}
	}
	v.Status, v.Reason = result.Supported, "the same words stand in the article"
	return true
}

// quoted splits a quotation at its ellipses and brackets into normal parts.
func quoted(text string) []string {
	text = strings.ReplaceAll(withoutBrackets(text), "...", "…")
	var parts []string
	for part := range strings.SplitSeq(text, "…") {
		if n := normal(part); strings.TrimSpace(n) != "" {
			parts = append(parts, n)
		}
	}
	return parts
}

// withoutBrackets puts an ellipsis for each bracket and what it holds.
func withoutBrackets(text string) string {
	var b strings.Builder
	for {
		open := strings.IndexAny(text, "[(")
		if open < 0 {
			break
		}
		end := strings.IndexAny(text[open:], "])")
		if end < 0 {
			break
		}
		b.WriteString(text[:open] + "…")
		text = text[open+end+1:]
	}
	return b.String() + text
}

// findWords is where normal words stand in the plain text; -1: nowhere. It
// looks around the rarest of them only, so that many quotations of a long
// text take linear time.
func (s *Source) findWords(part string) int {
	var rarest words.ID
	for w := range strings.FieldsSeq(part) {
		if id := s.words.Stem(w); id != 0 && (rarest == 0 || len(s.words.With(id)) < len(s.words.With(rarest))) {
			rarest = id
		}
	}
	text := s.plain().text
	if rarest == 0 || len(text) < 1<<16 {
		return strings.Index(text[:min(len(text), 1<<20)], part)
	}
	sentences := s.words.With(rarest)
	for _, n := range sentences[:min(len(sentences), words.Rare)] {
		from, to := max(s.plain().start[n]-len(part), 0), min(s.plain().end(n)+len(part), len(text))
		if at := strings.Index(text[from:to], part); at >= 0 {
			return from + at
		}
	}
	return -1
}

// closest is the sentence that holds most words of a part that stands nowhere
// as a whole, at least four in five; 0: none.
func (s *Source) closest(part string) int {
	count := map[int]int{}
	most, sentence, content := 0, 0, 0
	for w := range strings.FieldsSeq(part) {
		if lex.InClass(w, s.article.Language, lex.Func) {
			continue
		}
		content++
		sentences := s.words.With(s.words.Stem(w))
		if len(sentences) > words.Rare {
			continue
		}
		for _, n := range sentences {
			if count[n]++; count[n] > most {
				most, sentence = count[n], n+1
			}
		}
	}
	if content >= 3 && most*5 >= content*4 {
		return sentence
	}
	return 0
}

// literal rules on links and code: the same characters stand in the source.
func (j *judge) literal(v *Verdict) {
	n := j.plain().links[bareLink(v.Text)]
	if n == 0 && len(j.article.Text) < 1<<20 {
		n = j.sentenceAt(strings.Index(j.article.Text, bareLink(v.Text)))
	}
	v.Status, v.Sentence, v.Reason = result.Supported, n, "it stands in the article"
	if n == 0 {
		v.Status, v.Reason = result.Unsupported, "it does not stand in the article"
	}
}

// bareLink is a link or code without what may differ in writing.
func bareLink(text string) string {
	text = strings.Trim(text, "`")
	for _, prefix := range [...]string{"https://", "http://", "www."} {
		text = strings.TrimPrefix(text, prefix)
	}
	return strings.TrimSuffix(text, "/")
}

// sentenceAt is the sentence, from 1, that holds a byte of the article; 0: none.
func (s *Source) sentenceAt(at int) int {
	return 1 + slices.IndexFunc(s.article.Sentences, func(span article.Sentence) bool { return span.Start <= at && at < span.End })
}
