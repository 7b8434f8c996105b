package across

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// quoteMarks are the marks of speech.
const quoteMarks = "\"“”„«»「」『』"

// quotations finds direct speech of a passage of whose translation nothing is set
// apart, and the other way round. Where both quote something, that one is quoted
// more says little: translators join quotations, and part them by "he said". Marks
// that one text sets around what nobody says are those of a title or of a record.
func quotations(t *translation, from, to []paragraph) []check.Verdict {
	if l, ok := firstSaid(from, t.article.Language, true); ok && !setsApart(to) {
		return []check.Verdict{missingClaim(claim.Quote, l.Text, l.Sentence+1, "the translation quotes nothing here")}
	}
	l, ok := firstSaid(to, t.target.Language, false)
	if !ok || setsApart(from) {
		return nil
	}
	return []check.Verdict{{
		Claim: l.Claim, Text: l.Text, Status: result.Unsupported, Sentence: from[0].sentence,
		Reason: "added: the article quotes nothing here",
	}}
}

// firstSaid is the first quotation that somebody says, or where alone holds also
// one that its passage begins with.
func firstSaid(list []paragraph, language string, alone bool) (check.Located, bool) {
	for _, q := range list {
		for _, l := range q.claims {
			if l.Kind != claim.Quote {
				continue
			}
			before, behind := q.text[:l.Start-q.start], q.text[min(l.End-q.start, len(q.text)):]
			first := alone && !strings.ContainsFunc(before, unicode.IsLetter)
			if sentenceLike(l.Text, behind) && (first || check.Says(before, language) || check.Says(behind, language)) {
				return l, true
			}
		}
	}
	return check.Located{}, false
}

// sentenceLike says whether a quotation is no title or term: it has about four
// words, begins as a sentence does and goes on in small letters, and a mark ends it
// inside or outside. behind is what follows, from the closing mark on.
func sentenceLike(text, behind string) bool {
	const least, ends = 20, ".,!?…。，、！？؟।" // letters
	r, _ := utf8.DecodeRuneInString(text)
	capitals, all := 0, 0
	for _, w := range words.Written(text) {
		all++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capitals++
		}
	}
	if unicode.IsLower(r) || letters(text) < least || 2*capitals > all {
		return false
	}
	_, size := utf8.DecodeRuneInString(behind)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	next, _ := utf8.DecodeRuneInString(behind[size:])
	return strings.ContainsRune(ends, last) || strings.ContainsRune(ends, next)
}

// setsApart says whether anything in a passage is set apart as quotations are in
// some language: by marks, single ones too, by the dash of a dialogue, or as
// emphasis.
func setsApart(list []paragraph) bool {
	for _, q := range list {
		if strings.ContainsAny(q.text, quoteMarks+"‟＂〝〞﹁﹂‹›《》〈〉*_`") || strings.Contains(q.text, "''") {
			return true
		}
		for _, tag := range [...]string{"<q", "<i", "<em", "&quot;", "&laquo;", "&ldquo;"} {
			if strings.Contains(q.text, tag) {
				return true
			}
		}
		if opensSpeech(q.text) {
			return true
		}
	}
	return false
}

// opensSpeech says whether a single mark stands before a word, or a dash where
// speech begins: at the start, or behind a colon or the end of a sentence.
func opensSpeech(text string) bool {
	before, gap := '\n', true
	for _, r := range text {
		switch {
		case gap && strings.ContainsRune("'‘’‚‛", r):
			return true
		case gap && strings.ContainsRune("-–—―", r) && strings.ContainsRune("\n:.!?…", before):
			return true
		}
		gap = unicode.IsSpace(r) || gap && strings.ContainsRune("([", r)
		if !gap || r == '\n' {
			before = r
		}
	}
	return false
}
