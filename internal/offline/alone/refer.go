package alone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// Text is an article whose sentences may become lines. It is not for several
// goroutines.
type Text struct {
	sentences      []string
	paragraphs     []int
	language       string
	lang           *lang.Language
	lower          string // all sentences, in lower case
	starts         []int  // of each sentence in lower
	names          map[string]bool
	opening        int                // the first sentence of the text proper
	persons, forms map[string]bool    // pronouns of one, and their forms
	verbs          []string           // endings of those that open a sentence without saying who
	nouns          bool               // have capitals
	lexicon        bool               // its language's words are known
	said           map[string]int     // where a stem stands first, once it is asked for
	asked          int                // the first question of an interview; -1: it is none
	read, full     []*syntax.Sentence // without values and names, and with them
	titled         []syntax.Part      // what title returns, once it is made
	seen           []string           // of the line that is read
}

// NewText takes the sentences of an article, in order, the number of each one's paragraph,
// and the first of the text proper.
func NewText(sentences []string, paragraphs []int, opening int, language string) *Text {
	t := &Text{
		sentences: sentences, paragraphs: paragraphs, opening: opening, language: language, lang: lang.Of(language),
		names: map[string]bool{}, persons: map[string]bool{}, forms: map[string]bool{},
		said: map[string]int{},
	}
	for _, row := range t.lang.Rows("personal") {
		t.persons[row.Value] = true
		for _, form := range row.Forms() {
			t.forms[form] = true
		}
	}
	t.verbs = t.lang.Forms("verbstart")
	t.nouns, t.lexicon = t.lang.Has("trait", "capitalnouns"), t.lang.Has("trait", "lexicon")
	t.read, t.full = make([]*syntax.Sentence, len(sentences)), make([]*syntax.Sentence, len(sentences))
	var b strings.Builder
	for _, s := range sentences {
		t.starts = append(t.starts, b.Len())
		b.WriteString(strings.ToLower(s))
		b.WriteByte('\n')
		t.collectNames(s)
	}
	t.lower = b.String()
	t.asked = firstAsked(sentences)
	return t
}

// collectNames notes the words that have a capital within a sentence; in a language whose
// nouns have one, those that a preposition of place stands before, without an article.
func (t *Text) collectNames(sentence string) {
	within := false
	for word := range strings.FieldsSeq(sentence) {
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if within && startsUpper(bare) {
			t.names[lang.WithoutGenitive(bare)] = true
		}
		switch {
		case t.nouns:
			within = t.lang.Has("placed", bare)
		default:
			within = bare != "" && !strings.ContainsAny(word[len(word)-1:], ".!?:\"")
		}
	}
}

// firstAsked is the first question of an interview; -1: it is none.
func firstAsked(sentences []string) int {
	const fewest = 4
	first, asked := -1, 0
	for i, s := range sentences {
		if lang.Asks(s) {
			if asked++; asked == 1 {
				first = i
			}
		}
	}
	if asked < fewest {
		return -1
	}
	return first
}

// Asks says whether the text is an interview.
func (t *Text) Asks() bool { return t.asked >= 0 }

// inTitle says whether what stands before the text proper holds a word in lower case.
func (t *Text) inTitle(word string) bool {
	return strings.Contains(t.lower[:t.starts[t.opening]], word)
}

// title is the parts of what stands before the text proper.
func (t *Text) title() []syntax.Part {
	if t.titled != nil {
		return t.titled
	}
	list := []syntax.Part{}
	for i := range t.opening {
		list = append(list, t.sentence(i).Parts...)
	}
	t.titled = list
	return list
}

func (t *Text) sentence(i int) *syntax.Sentence {
	if t.read[i] == nil {
		t.read[i] = syntax.Plain(t.sentences[i], t.language)
	}
	return t.read[i]
}

// whole is sentence i without its dateline, read with its values and names.
func (t *Text) whole(i int) *syntax.Sentence {
	if t.full[i] == nil {
		text := t.sentences[i]
		t.full[i] = syntax.Read(text[Dateline(text):], t.language)
	}
	return t.full[i]
}

// cut is sentence i where it is text, and else text.
func (t *Text) cut(i int, text string) *syntax.Sentence {
	if text == t.sentences[i] {
		return t.sentence(i)
	}
	return syntax.Plain(text, t.language)
}

// endings are those that a noun may have, in any of the languages; "" is the first.
var endings = []string{"", "es", "en", "er", "s", "e", "n"}

// stem is a word without what may be its ending.
func stem(word string) string {
	const shortest = 4
	for _, end := range endings[1:] {
		if bare, ok := strings.CutSuffix(word, end); ok && len(bare) >= shortest {
			return bare
		}
	}
	return word
}

// mentioned says whether a sentence of the text proper before another holds a word with a
// stem.
func (t *Text) mentioned(stem string, before int) bool {
	if before <= t.opening || stem == "" {
		return false
	}
	at, known := t.said[stem]
	if !known {
		at = t.firstSaid(stem)
		t.said[stem] = at
	}
	return at < t.starts[before]
}

// firstSaid is where the text proper says a word with a stem first, in bytes of lower; its
// length: nowhere.
func (t *Text) firstSaid(stem string) int {
	for at := t.starts[t.opening]; ; at += len(stem) {
		n := strings.Index(t.lower[at:], stem)
		if n < 0 {
			return len(t.lower)
		}
		at += n
		last, _ := utf8.DecodeLastRuneInString(t.lower[:at])
		rest := t.lower[at+len(stem):]
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if !unicode.IsLetter(last) && end >= 0 && slices.Contains(endings, rest[:end]) {
			return at
		}
	}
}

// Speaks says whether a sentence says "I" or "we", and not in a quotation.
func (t *Text) Speaks(i int) bool {
	isSpeaker := func(p syntax.Part) bool { return p.Is(syntax.Conversation) }
	return marks(t.sentences[i]) == "" && slices.ContainsFunc(t.sentence(i).Parts, isSpeaker)
}

// SaysI says whether a sentence says "I", and not in a quotation.
func (t *Text) SaysI(i int) bool {
	isI := func(p syntax.Part) bool { return t.lang.Has("self", p.Lower) }
	return marks(t.sentences[i]) == "" && slices.ContainsFunc(t.sentence(i).Parts, isI)
}
