package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/offline/syntax"
)

// inIdeographs finds the people of a Chinese or Japanese sentence, where no
// capital tells a name: a family name beside a role, and behind both what only
// follows somebody: 市长王建国表示, 佐藤健一市長は. Japanese writes the role
// last, also behind a foreign name: ジョコ・ウィドド大統領は.
func inIdeographs(s *syntax.Sentence, sentence int) []someone {
	var list []someone
	for at := 0; at < len(s.Text); {
		role := longest(s, syntax.Role, s.Text[at:])
		if role == "" {
			_, size := utf8.DecodeRuneInString(s.Text[at:])
			at += size
			continue
		}
		front, behind := s.Text[:at], s.Text[at+len(role):]
		if rank := lastIs(s, syntax.Rank, front); rank != "" {
			front, role = strings.TrimSuffix(front, rank), rank+role
		}
		name := chineseName(s, behind)
		if s.Lang.Has("trait", "rolebehind") {
			name = japaneseName(s, front, behind)
		}
		if name != "" {
			list = append(list, someone{Person: Person{name, role, sentence}, mentions: 1})
		}
		at = len(s.Text) - len(behind)
	}
	return list
}

// longest is the longest word of a kind that a text begins with; "": none.
func longest(s *syntax.Sentence, k syntax.Kind, text string) string {
	const most = 6 // characters
	words := s.Kinds()
	best := ""
	for n, i := 0, 0; i < len(text) && n < most; n++ {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if words[text[:i]]&k != 0 {
			best = text[:i]
		}
	}
	return best
}

// lastIs is a text's last character where it is one of a kind's words.
func lastIs(s *syntax.Sentence, k syntax.Kind, text string) string {
	_, size := utf8.DecodeLastRuneInString(text)
	if last := text[len(text)-size:]; s.Kinds()[last]&k != 0 {
		return last
	}
	return ""
}

// chineseName is the family name and the one or two characters of a given
// name that a text begins with, before a verb of speech or a mark.
func chineseName(s *syntax.Sentence, text string) string {
	if longest(s, syntax.Surname, text) == "" {
		return ""
	}
	for _, n := range []int{3, 2} {
		runes := []rune(text[:min(len(text), 32)])
		if len(runes) <= n || slices.ContainsFunc(runes[:n], func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			continue
		}
		name := string(runes[:n])
		next, _ := utf8.DecodeRuneInString(text[len(name):])
		if next == '，' || next == '（' || longest(s, syntax.Speech, text[len(name):]) != "" {
			return name
		}
	}
	return ""
}

// japaneseName is the name that ends a text: ideographs that begin with a
// family name, or katakana with a dot between.
func japaneseName(s *syntax.Sentence, front, behind string) string {
	const most = 5 // characters
	if longest(s, syntax.Speech, behind) == "" {
		return ""
	}
	name := lastRun(front, func(r rune) bool { return r == '・' || unicode.In(r, unicode.Katakana) || r == 'ー' })
	if strings.Contains(name, "・") {
		return strings.Trim(name, "・")
	}
	name = lastRun(front, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '々' })
	if n := utf8.RuneCountInString(name); n < 2 || n > most || longest(s, syntax.Surname, name) == "" {
		return ""
	}
	return name
}

// lastRun is the end of a text whose characters are all of a kind.
func lastRun(text string, is func(rune) bool) string {
	at := len(text)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if !is(r) {
			break
		}
		at -= size
	}
	return text[at:]
}
