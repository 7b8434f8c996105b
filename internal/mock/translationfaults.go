package mock

import (
	"strings"
	"unicode"
)

// translationFaults are the steps for translations; on other tasks they do
// nothing.
func translationFaults() []fault {
	return []fault{
		{Fault{"skip", "a translation leaves one segment out"}, eachPassage(func(l []string, _ *question) []string {
			return append(l[:(len(l)-1)/2], l[(len(l)+1)/2:]...)
		})},
		{Fault{"merge", "a translation joins two segments in one"}, eachPassage(func(l []string, _ *question) []string {
			if len(l) < 2 {
				return l
			}
			l[0] += " " + textOf(l[1])
			return append(l[:1], l[2:]...)
		})},
		{Fault{"swap", "a translation gives two segments each other's text"}, eachPassage(func(l []string, _ *question) []string {
			if len(l) > 1 {
				l[0], l[1] = numberOf(l[0])+textOf(l[1]), numberOf(l[1])+textOf(l[0])
			}
			return l
		})},
		{Fault{"double", "a translation gives two segments the same text"}, eachPassage(func(l []string, _ *question) []string {
			if len(l) > 1 {
				l[1] = numberOf(l[1]) + textOf(l[0])
			}
			return l
		})},
		{Fault{"leave", "a translation leaves the longest segment as it was"}, eachPassage(func(l []string, q *question) []string {
			i := q.longest()
			l[i] = numberOf(l[i]) + q.sentences[i]
			return l
		})},
		{Fault{"babel", "a translation has the longest segment in a third language"}, eachPassage(func(l []string, q *question) []string {
			i := q.longest()
			l[i] = numberOf(l[i]) + inThirdLanguage(q.sentences[i], q.to)
			return l
		})},
		{Fault{"halve", "a translation has half of the longest segment"}, eachPassage(func(l []string, q *question) []string {
			i := q.longest()
			runes := []rune(textOf(l[i]))
			l[i] = numberOf(l[i]) + string(runes[:len(runes)*2/5])
			return l
		})},
		{Fault{"retag", "a translation has a placeholder twice"}, eachPassage(func(l []string, _ *question) []string {
			for i := range l {
				if at := strings.LastIndexByte(l[i], '<'); at >= 0 {
					l[i] += " " + l[i][at:strings.IndexByte(l[i][at:], '>')+at+1]
					break
				}
			}
			return l
		})},
		{Fault{"note", "a translation with the translator's notes"}, eachPassage(func(l []string, _ *question) []string {
			l[0] += " (Translator's note: a play on words)"
			return append(l, "Note: names were kept.")
		})},
		{Fault{"untag", "a translation without the placeholders of one segment"}, eachPassage(func(l []string, _ *question) []string {
			for i := range l {
				if bare := withoutTags(l[i]); bare != l[i] {
					l[i] = bare
					break
				}
			}
			return l
		})},
		{Fault{"chat", "a translation with a line that belongs to no segment"}, eachPassage(func(l []string, _ *question) []string {
			return append(l[:1:1], append([]string{"This one was hard to put into words."}, l[1:]...)...)
		})},
	}
}

// eachPassage changes the lines "[n] text" of a translation, without its end.
func eachPassage(change func(lines []string, q *question) []string) func(*reply, *question) {
	return func(r *reply, q *question) {
		if q.task != "translate" || len(q.sentences) == 0 {
			return
		}
		lines := strings.Split(strings.TrimSuffix(r.text, "\n[end]\n"), "\n")
		r.text = strings.Join(append(change(lines, q), "[end]"), "\n") + "\n"
	}
}

// longest is the index of the longest passage.
func (q *question) longest() int {
	longest := 0
	for i := range q.sentences {
		if len(q.sentences[i]) > len(q.sentences[longest]) {
			longest = i
		}
	}
	return longest
}

// inThirdLanguage is a text of about the length of a passage, with its figures
// and placeholders, in Spanish, or in Portuguese where Spanish is asked for.
func inThirdLanguage(passage, to string) string {
	words := strings.Fields("pero también es muy grande para los que viven en las casas del puerto y no hay otra para su gente")
	if strings.HasPrefix(strings.ToLower(to), "es") {
		words = strings.Fields("mas também é muito grande para os que vivem nas casas do porto e não há outra para a sua gente")
	}
	var b strings.Builder
	for i, w := range wordsOf(passage) {
		if strings.HasPrefix(w, "<") || !strings.ContainsFunc(w, unicode.IsLetter) {
			b.WriteString(w)
		} else {
			b.WriteString(words[i/2%len(words)])
		}
	}
	return b.String()
}

// numberOf is the "[n] " that a line begins with.
func numberOf(line string) string { return line[:strings.IndexByte(line, ' ')+1] }

func textOf(line string) string { return strings.TrimPrefix(line, numberOf(line)) }

// withoutTags is a line without its placeholders.
func withoutTags(line string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(line, "<")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, line, _ = strings.Cut(after, ">")
	}
}
