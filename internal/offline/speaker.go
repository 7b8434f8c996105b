package offline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
	"newsbrief/internal/mock"
	"newsbrief/internal/offline/alone"
	"newsbrief/internal/offline/rank"
)

// speaker is who says "I" in an article, and the sentence that names them; its name is ""
// where that is not certain.
type speaker struct {
	name string
	at   int
	from int // the first sentence that may be theirs

	interviewed bool
}

// speakerOf is whom an interview is with, whose name its first sentence begins with or its
// title ends with ("Ten minutes with Ann Lee"); of another text it is the author, whose name
// stands alone above it.
func speakerOf(a mock.Article, about *rank.Analysis) speaker {
	const fewest = 4 // questions of an interview
	if len(about.Body()) == 0 {
		return speaker{}
	}
	opening := about.Opening()
	var questions []int
	for i := range a.Sentences {
		if about.IsQuestion(i) {
			questions = append(questions, i)
		}
	}
	if len(questions) >= fewest {
		name, at := fullName(alone.Bare(a.Sentences[opening]), false), opening
		if name == "" {
			name, at = guest(a, questions[0])
		}
		return speaker{name, at, questions[0], true}
	}
	for i := opening - 1; i >= 0; i-- {
		text := alone.Bare(a.Sentences[i])
		if first, rest, _ := strings.Cut(text, " "); lang.Of("und").Has("byline", strings.ToLower(first)) {
			text = rest
		}
		if name := fullName(text, true); name != "" && about.IsHeading(i) {
			return speaker{name, i, opening, false}
		}
	}
	return speaker{}
}

// guest is the only full name that a sentence before an interview's first question ends with,
// behind a preposition that names no author, and that sentence; "": there is none, or several.
func guest(a mock.Article, asked int) (name string, at int) {
	l := lang.Of(a.Language)
	for i, s := range a.Sentences[:asked] {
		words := strings.Fields(strings.TrimRight(alone.Bare(s), ".!?\"”»“*"))
		for n := 2; n <= 3 && n < len(words); n++ {
			before := strings.ToLower(words[len(words)-n-1])
			found := fullName(strings.Join(words[len(words)-n:], " "), true)
			if found == "" || !l.Has("preposition", before) || lang.Of("und").Has("byline", before) {
				continue
			}
			if name != "" && name != found {
				return "", 0
			}
			name, at = found, i
		}
	}
	return name, at
}

// credits says whether a heading names who wrote what stands below it: "Interview by Tom Ash".
func credits(heading string) bool {
	words := strings.Fields(alone.Bare(heading))
	for i, word := range words {
		if lang.Of("und").Has("byline", strings.ToLower(word)) && fullName(strings.Join(words[i+1:], " "), true) != "" {
			return true
		}
	}
	return false
}

// fullName is the two or three words with a capital that a text begins with, or, whole,
// that it is.
func fullName(text string, whole bool) string {
	const fewest, most = 2, 3
	var name []string
	fields := strings.Fields(text)
	for _, word := range fields {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) || strings.ToUpper(word) == word {
			break
		}
		name = append(name, word)
	}
	if len(name) < fewest || len(name) > most || whole && len(name) != len(fields) {
		return ""
	}
	return strings.TrimRight(strings.Join(name, " "), ",.:")
}
