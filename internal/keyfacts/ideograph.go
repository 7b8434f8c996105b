package keyfacts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inIdeographs finds the people of a Chinese or Japanese sentence, where no
// capital tells a name: a family name beside a role, and behind both what only
// follows somebody: 市长王建国表示, 佐藤健一市長は. Japanese writes the role
// last, also behind a foreign name: ジョコ・ウィドド大統領は.
func (l labeller) inIdeographs(sentence int) []someone {
	var list []someone
	for at := 0; at < len(l.sentence); {
		role := l.longest(roleWord, l.sentence[at:])
		if role == "" {
			_, size := utf8.DecodeRuneInString(l.sentence[at:])
			at += size
			continue
		}
		front, behind := l.sentence[:at], l.sentence[at+len(role):]
		if rank := l.lastIs(rankWord, front); rank != "" {
			front, role = strings.TrimSuffix(front, rank), rank+role
		}
		name := l.chineseName(behind)
		if base(l.language) == "ja" {
			name = l.japaneseName(front, behind)
		}
		if name != "" {
			list = append(list, someone{Person: Person{name, role, sentence}, mentions: 1})
		}
		at = len(l.sentence) - len(behind)
	}
	return list
}

// longest is the longest word of a kind that a text begins with; "": none.
func (l labeller) longest(k kind, text string) string {
	const most = 6 // characters
	words := grammar()[base(l.language)]
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
func (l labeller) lastIs(k kind, text string) string {
	_, size := utf8.DecodeLastRuneInString(text)
	if last := text[len(text)-size:]; grammar()[base(l.language)][last]&k != 0 {
		return last
	}
	return ""
}

// chineseName is the family name and the one or two characters of a given
// name that a text begins with, before a verb of speech or a mark.
func (l labeller) chineseName(text string) string {
	if l.longest(surnameWord, text) == "" {
		return ""
	}
	for _, n := range []int{3, 2} {
		runes := []rune(text[:min(len(text), 32)])
		if len(runes) <= n || slices.ContainsFunc(runes[:n], func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			continue
		}
		name := string(runes[:n])
		if rest := text[len(name):]; l.longest(speechWord, rest) != "" || strings.HasPrefix(rest, "，") || strings.HasPrefix(rest, "（") {
			return name
		}
	}
	return ""
}

// japaneseName is the name that ends a text: ideographs that begin with a
// family name, or katakana with a dot between.
func (l labeller) japaneseName(front, behind string) string {
	const most = 5 // characters
	if l.longest(speechWord, behind) == "" {
		return ""
	}
	name := lastRun(front, func(r rune) bool { return r == '・' || unicode.In(r, unicode.Katakana) || r == 'ー' })
	if strings.Contains(name, "・") {
		return strings.Trim(name, "・")
	}
	name = lastRun(front, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '々' })
	if l.longest(surnameWord, name) == "" || utf8.RuneCountInString(name) > most || utf8.RuneCountInString(name) < 2 {
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
