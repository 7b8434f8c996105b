package sense

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// class is a set of what a word may be.
type class uint32

const (
	negation    class = 1 << iota // not
	denial                        // refuse, without, unable
	refusal                       // fails, refuses: what follows with "to" is not done
	doubt                         // until, if: it is less than said
	accusation                    // accused, alleged
	saying                        // said, according
	auxiliary                     // was, would
	preposition                   // from, by
	joint                         // and, but, which: another thing follows
	object                        // her, it
	grammar                       // carries grammar, not meaning
	verb                          // looks like one
	capital                       // begins with one, and is not the first word
	small                         // begins with a small letter, or with none
	pause                         // a comma or the like stands before it
	denies                        // "not" itself, as no "no" is
	agent                         // by: who did it follows
	ahead                         // expected, would: what follows has not been done
	infinitive                    // to, before a verb
	belonging                     // of: whose something is
	mortal                        // funeral, slain: somebody is dead
	role                          // chief, deputy, minister: what somebody is
)

// classNames are the classes of package lang.
var classNames = map[string]class{
	"negation": negation, "notword": negation | denies, "denial": denial, "refusal": refusal, "doubt": doubt,
	"accusation": accusation, "report": saying, "opinion": saying, "auxiliary": auxiliary, "toward": preposition,
	"preposition": preposition, "joint": joint, "clause": joint, "relative": joint, "apart": joint,
	"object": object, "agent": agent, "intent": ahead,
	"infinitive": infinitive, "role": role, "rank": role, "mortal": mortal, "belonging": belonging,
}

// side is one side of a contrast: "up" of the set "direction".
type side struct{ set, name string }

// lexicon is the words of a language by their sense.
type lexicon struct {
	classes  map[string]class
	sides    map[string][]side
	meanings map[side]int      // a number for each
	forms    map[string]string // past forms and plurals to the word: rose, rise
	verbs    map[string]bool   // the past forms
	bases    map[string]bool   // of past forms
	past     bool              // verbs end in -ed
	finite   bool              // nouns have capitals, so that small words in -t and -en are verbs
	exempt   []string          // that "not" denies nothing before: only
	tongue   *lang.Language
}

var lexicons = lang.Each(newLexicon)

func lexiconOf(tag string) *lexicon { return lexicons(lang.Of(tag)) }

func newLexicon(l *lang.Language) *lexicon {
	x := &lexicon{
		classes: map[string]class{}, sides: map[string][]side{}, meanings: map[side]int{},
		forms: map[string]string{}, verbs: map[string]bool{}, bases: map[string]bool{}, tongue: l,
	}
	x.past, x.finite = l.Has("trait", "edverbs"), l.Has("trait", "capitalnouns")
	for name, c := range classNames {
		for _, w := range l.Forms(name) {
			x.classes[w] |= c
		}
	}
	for _, row := range l.Rows("contrast") {
		set, name, _ := strings.Cut(row.Value, ".")
		x.meanings[side{set, name}] = len(x.meanings)
		for _, w := range row.Forms() {
			x.sides[w] = append(x.sides[w], side{set, name})
		}
	}
	for _, row := range l.Rows("plural") {
		for _, w := range row.Forms() {
			x.forms[w] = row.Value
		}
	}
	for _, row := range l.Rows("form") {
		for _, w := range row.Forms() {
			x.forms[w], x.verbs[w] = row.Value, true
		}
		x.bases[row.Value] = true
		if x.past {
			x.verbs[row.Value+"s"] = true
		}
	}
	x.exempt = l.Forms("exempting")
	return x
}

// word is one word of a text; start and end are its bytes.
type word struct {
	start, end int
	lower      string
	stem       int // in the source's numbers; 0: a word of grammar
	class      class
	sides      []side
}

func (w *word) is(c class) bool { return w.class&c != 0 }

// stemAt tells the words apart that the source does not have; i is the word's
// place in its sentence.
func (w *word) stemAt(i int) int {
	if w.stem == unknown {
		return unknown - 1 - i
	}
	return w.stem
}

func (w *word) content() bool { return w.stem != 0 }

// mostWords bounds what is read of a sentence: a table without full stops is
// none, and comparing it would take long.
const mostWords = 300

// cut reads the words of a sentence; number is that of a word's stem.
func (s *Source) cut(a *article.Article, span article.Sentence, number func(lower string) int) []word {
	text := a.Text[span.Start:span.End]
	list := make([]word, 0, min(len(text)/6, mostWords))
	last := 0
	for at, written := range words.Written(text) {
		w := word{start: span.Start + at, end: span.Start + at + len(written)}
		w.lower = withoutPossessive(strings.ToLower(written))
		if w.lower == "" {
			continue // an apostrophe alone
		}
		w.sides = s.lexicon.sides[w.lower]
		w.class = s.classOf(w.lower, list)
		if len(list) > 0 && pauses(text[last:at]) {
			w.class |= pause
		}
		switch r, _ := utf8.DecodeRuneInString(written); {
		case !unicode.IsUpper(r):
			w.class |= small
		case len(list) > 0:
			w.class |= capital
		}
		if !w.is(grammar) || len(w.sides) > 0 {
			w.stem = number(w.lower)
		}
		list = append(list, w)
		if len(list) == mostWords {
			break
		}
		last = at + len(written)
	}
	return list
}

func withoutPossessive(lower string) string {
	return lang.WithoutGenitive(strings.Trim(lower, "'’"))
}

// pauses says whether what stands between two words parts them.
func pauses(gap string) bool {
	return strings.ContainsAny(gap, ",;:—–()\"“”") || strings.Contains(gap, "--") || strings.Contains(gap, " - ")
}

// classOf is what the lists and its form say of a word behind others.
func (s *Source) classOf(lower string, before []word) class {
	x := s.lexicon
	c := x.classes[lower]
	if strings.HasSuffix(lower, "n't") || strings.HasSuffix(lower, "n’t") {
		c |= negation | denies | grammar
	}
	if lex.InClass(lower, s.article.Language, lex.Func) || c&auxiliary != 0 {
		c |= grammar
	}
	if c&auxiliary == 0 && x.looksVerb(lower, before) {
		c |= verb
	}
	return c
}

// finiteEndings are those of verbs where nouns have capitals: spielt, spielte,
// spielen.
var finiteEndings = []string{"t", "te", "en"}

func lowerEnds(lower string) func(ending string) bool {
	return func(ending string) bool { return strings.HasSuffix(lower, ending) }
}

// looksVerb tells most verbs by their form, or by the word before them.
func (x *lexicon) looksVerb(lower string, before []word) bool {
	switch {
	case x.classes[lower]&saying != 0, x.verbs[lower]:
		return true
	case x.past && strings.HasSuffix(lower, "ed") && !strings.HasSuffix(lower, "eed") && len(lower) > 3:
		return true
	case x.finite && len(lower) > 3 && slices.ContainsFunc(finiteEndings, lowerEnds(lower)):
		return true
	case len(before) == 0:
		return false
	}
	last := before[len(before)-1]
	return last.is(auxiliary|denies) || last.is(infinitive) && (x.bases[lower] || len(x.sides[lower]) > 0)
}

// stemmer returns what words in lower case are compared by, for use by one
// goroutine.
func (x *lexicon) stemmer() func(lower string) string {
	cut := x.tongue.Stemmer()
	return func(lower string) string {
		if base := x.forms[lower]; base != "" {
			lower = base
		}
		if cut == nil {
			return lower
		}
		return cut(lower)
	}
}

// hasSide says whether a word is on the same side of a contrast, or on another.
func (w *word) hasSide(s side) (same, other bool) {
	for _, o := range w.sides {
		if o.set == s.set {
			same, other = same || o.name == s.name, other || o.name != s.name
		}
	}
	return same, other && !same
}

// hasAny says whether one of the words has a class.
func hasAny(list []word, c class) bool {
	return slices.ContainsFunc(list, func(w word) bool { return w.is(c) })
}

// sameStem says whether two words are forms of one that the source has.
func sameStem(a, b word) bool { return a.stem == b.stem && a.stem > 0 }
