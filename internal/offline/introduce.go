package offline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/mock"
	"newsbrief/internal/offline/people"
	"newsbrief/internal/offline/syntax"
)

// introduce gives somebody whom a line calls by a surname alone, and no line above names in
// full, the whole name and the role that the article introduces them with: "Yuki Hartmann
// (Queen Mary University of London)".
func (l *list) introduce(lines []mock.Line) {
	told := strings.Join(l.a.Sentences[:l.about.Opening()], "\n")
	for i := range lines {
		line := &lines[i]
		if line.Text == "" {
			line.Text = l.a.Sentences[line.Sentences[0]]
		}
		for _, at := range surnames(line.Text) {
			surname := line.Text[at[0]:at[1]]
			p, by := l.introduced(surname, line.Sentences[0])
			if p == nil || strings.Contains(told+line.Text, p.Name) || strings.Contains(told, surname) {
				continue
			}
			line.Text = line.Text[:at[0]] + p.Name + " (" + p.Role + ")" + line.Text[at[1]:]
			line.Sentences = append(line.Sentences, by)
			break // one is enough to read
		}
		told += "\n" + line.Text
	}
}

// surnames are where the words of a text stand that have a capital, and not another with one
// beside them: first byte, and the byte behind the last.
func surnames(text string) (list [][2]int) {
	const shortest = 4 // letters
	words := strings.Fields(text)
	upper := func(i int) bool {
		if i < 0 || i >= len(words) {
			return false
		}
		r, _ := utf8.DecodeRuneInString(syntax.Bare(strings.TrimLeft(words[i], "\"'“‘„«(")))
		return unicode.IsUpper(r)
	}
	end := 0
	for i, w := range words {
		start := end + strings.Index(text[end:], w)
		end = start + len(w)
		name := strings.TrimRight(w, ",.;:")
		single := upper(i) && !upper(i-1) && (name != w || !upper(i+1))
		if single && len(name) >= shortest && isWord(name) {
			list = append(list, [2]int{start, start + len(name)})
		}
	}
	return list
}

// isWord says whether a text is letters, perhaps with a hyphen among them.
func isWord(s string) bool {
	other := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	return strings.Trim(s, "-") == s && !strings.ContainsFunc(s, other)
}

// introduced is who has a surname, with the role beside the first full name before sentence
// i, and that sentence; nil where two people have it, or no role is given.
func (l *list) introduced(surname string, i int) (*people.Person, int) {
	const longest = 8 // words of a role
	var found *people.Person
	by := -1
	for k := 0; k < i; k++ {
		s := l.a.Sentences[k]
		if at := strings.Index(s, " "+surname); at < 0 || by >= 0 && strings.Contains(s, found.Name) {
			continue
		}
		for _, p := range people.Find([]*syntax.Sentence{syntax.Read(s, l.a.Language)}, len(s)) {
			switch {
			case !strings.HasSuffix(p.Name, " "+surname), len(strings.Fields(p.Role)) > longest:
			case found == nil:
				found, by = &p, k
			case found.Name != p.Name:
				return nil, -1
			}
		}
	}
	return found, by
}
