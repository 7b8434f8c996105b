package across

import (
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/check"
	"newsbrief/internal/lang"
)

// remarks are the forms of data/shared/remarks.tsv by class.
var remarks = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, r := range lang.Shared("remarks") {
		all[r.Class] = append(all[r.Class], r.Forms()...)
	}
	return all
})

// IsNote says whether a text begins as a translator's remark does, in any of the
// languages that models write theirs in.
func IsNote(text string) bool {
	text = strings.ToLower(strings.TrimLeft(text, "([*_（【 "))
	return begins(text, remarks()["note"])
}

func begins(text string, forms []string) bool {
	return slices.ContainsFunc(forms, func(form string) bool { return strings.HasPrefix(text, form) })
}

// isRemark says whether a sentence of a translation speaks of the translation
// itself. An English remark in a text of another language is told by how it
// begins.
func isRemark(sentence, language string) bool {
	if IsNote(sentence) {
		return true
	}
	lower := strings.ToLower(sentence)
	if slices.ContainsFunc(remarks()["remark"], func(form string) bool { return strings.Contains(lower, form) }) {
		return true
	}
	return !lang.Same(language, "en") && begins(strings.TrimLeft(lower, "([*_ "), remarks()["chat"])
}

// addedRemarks finds the sentences that the translator added about the
// translation, and takes paragraphs of nothing else out of what is aligned. Where
// the source has such sentences itself, none is one.
func addedRemarks(t *translation) []check.Verdict {
	var list []check.Verdict
	found := map[int]bool{}
	for n, span := range t.target.Sentences {
		if text := t.target.Sentence(n + 1); isRemark(text, t.target.Language) {
			list = append(list, segment(span.Start, span.End, text, "added: a remark about the translation"))
			found[n+1] = true
		}
	}
	if list == nil {
		return nil
	}
	for n := range t.article.Sentences {
		if isRemark(t.article.Sentence(n+1), "en") {
			return nil
		}
	}
	t.to = slices.DeleteFunc(t.to, func(p paragraph) bool { return allFound(p, found) })
	return list
}

// allFound says whether a paragraph has no other sentences.
func allFound(p paragraph, found map[int]bool) bool {
	for n := p.sentence; n < p.sentence+p.sentences; n++ {
		if !found[n] {
			return false
		}
	}
	return true
}
