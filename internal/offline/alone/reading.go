package alone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/lang"
	"newsbrief/internal/lang/lexicon"
	"newsbrief/internal/offline/syntax"
)

// Read is what there is to a line of sentences, ascending, with text for the first where it
// is not empty, behind a lead that owes nothing: a heading, or who speaks.
func (t *Text) Read(sentences []int, lead, text string) Signals {
	r := t.readLine(sentences, lead, text)
	r.end()
	return r.signals
}

// reading is a line as it is read from the left.
type reading struct {
	t       *Text
	first   int // the line's first sentence
	from    int // the sentence that is read
	signals Signals
	seen    []string // the line's words that say something, in lower case
	person  bool     // somebody was named
	named   bool     // somebody or something was named
	cased   bool     // its script has capitals
	thing   bool     // something was said that a pronoun may stand for
	counted bool     // a number was said of something
	unowned bool     // something was said to be somebody's, but not whose
	spoken  bool     // by "I" or "you"
	led     bool     // somebody or something stands in front of it
	quotes  string   // its quotation marks
	text    string   // so far, in a script without spaces
	content int      // words that say something
	words   int

	s       *syntax.Sentence
	opened  bool // by a preposition or a conjunction
	fronted bool // in what stands before the subject: "In 1972 …"
	subject bool // the subject is next
}

// readLine reads sentences as one line.
func (t *Text) readLine(sentences []int, lead, text string) *reading {
	r := &reading{t: t, first: sentences[0], from: sentences[0], seen: t.seen[:0]}
	if lead != "" {
		r.sentence(syntax.Plain(lead, t.language))
		r.signals, r.spoken, r.led = Signals{}, false, true
	}
	for n, i := range sentences {
		r.from = i
		if n == 0 && text != "" {
			r.sentence(t.cut(i, text))
		} else {
			r.sentence(t.sentence(i))
		}
	}
	r.measure()
	t.seen = r.seen // its memory, for the next line
	return r
}

// end notes what only the line as a whole says.
func (r *reading) end() {
	const enough = 2 // words of the title, which stand for a name
	r.note(Unbalanced, !balanced(r.quotes))
	r.note(OnlyQuoted, r.onlyQuoted())
	r.note(Unowned, r.unowned && !r.person)
	r.note(Nameless, !r.named && r.cased && r.ofTheTitle() < enough)
	r.note(Spoken, r.spoken && !r.led && !(r.person && r.quotes != ""))
}

func (r *reading) note(signal int, is bool) {
	if is {
		r.signals[signal]++
	}
}

// either notes the one signal or the other.
func (r *reading) either(is bool, signal, other int) {
	if !is {
		signal = other
	}
	r.signals[signal]++
}

func (r *reading) sentence(s *syntax.Sentence) {
	r.s = s
	if len(s.Parts) == 0 {
		return
	}
	r.quotes += marks(s.Text)
	if syntax.IsGlyph(syntax.FirstRune(s.Text)) {
		r.glyphs(s.Text)
		return
	}
	first := s.Parts[0]
	r.subject = true
	r.opened = first.Is(syntax.Preposition|syntax.Clause) || strings.HasSuffix(first.Lower, "ing")
	r.fronted = r.opened
	if !r.thing {
		r.note(Dangling, first.Is(syntax.Dangling))
		r.note(Subjectless, endsWithAny(first.Lower, r.t.verbs) || r.opensWithQuantity())
	}
	r.unowned = r.unowned || r.opensUnowned(0)
	for i := range s.Parts {
		r.part(i)
	}
}

// opensWithQuantity says whether a sentence begins with a quantity of what it does not name:
// "All had …".
func (r *reading) opensWithQuantity() bool {
	list := r.s.Parts
	return len(list) > 1 && r.t.lang.Has("quantity", list[0].Lower) && list[1].Is(syntax.Auxiliary|syntax.Report)
}

// opensUnowned says whether a sentence begins with what is somebody's, and does not say
// whose: "Net income fell".
func (r *reading) opensUnowned(from int) bool {
	for _, p := range r.s.Parts[from:min(from+3, len(r.s.Parts))] {
		if p.Lower == "" || p.Empty {
			return false
		}
		if p.Is(syntax.Relational) {
			return true
		}
	}
	return false
}

func (r *reading) part(i int) {
	p := &r.s.Parts[i]
	switch {
	case p.Lower == "":
		r.subject = r.subject || p.Text == ":"
		if p.Text == "," && r.fronted {
			r.fronted, r.subject = false, true
			r.unowned = r.unowned || r.opensUnowned(i+1)
		}
		return
	case unicode.IsDigit(syntax.FirstRune(p.Text)):
		r.number(i)
	case p.Is(syntax.Conversation):
		r.spoken = true
	case r.isName(i) && !p.Is(syntax.Month) && !p.Is(syntax.Weekday):
		r.name(i)
		r.named, r.thing = true, r.thing || !r.fronted
		r.person = r.person || i == 0 || !r.s.Parts[i-1].Is(syntax.Placed) && marks(r.s.Parts[i-1].Text) == ""
	case p.Is(syntax.Pointing):
		if r.points(i) {
			r.either(r.subject, PointingSubject, Pointing)
		}
	case p.Is(syntax.Definite) && !r.isRelative(i):
		r.definite(i)
	case p.Is(syntax.Anaphor) && !p.Is(syntax.That|syntax.Article):
		r.pronoun(i)
	case p.Is(syntax.Owner):
		if !r.person && (!r.thing || r.t.forms[p.Lower]) {
			r.either(r.subject, OwnerSubject, Owner)
		}
	case p.Is(syntax.Object):
		r.note(Pronoun, !r.person)
	}
	r.words++
	r.cased = r.cased || r.s.IsCapital(i)
	if !p.Empty {
		r.seen = append(r.seen, p.Lower)
		r.content++
		r.thing = r.thing || !r.fronted && !p.Is(syntax.Uniquely)
	}
	if !r.fronted {
		r.subject = false
	}
}

// glyphs reads a sentence of a script without spaces: it owes for words that point at
// something, and for a short noun that it is about and that the line did not name.
func (r *reading) glyphs(text string) {
	const longest, characters = 6, 2 // of a noun, of a word
	begun := r.text
	r.text += text
	r.words += utf8.RuneCountInString(text) / characters
	points := func(word string) bool { return strings.Contains(text, word) }
	r.note(PointingSubject, begun == "" && slices.ContainsFunc(r.t.lang.Forms("pointing"), points))
	for _, mark := range r.t.lang.Forms("topic") {
		topic, _, ok := strings.Cut(text, mark)
		short := ok && topic != "" && utf8.RuneCountInString(topic) <= longest && isHan(topic)
		if short && !strings.Contains(begun, topic) && r.from > r.t.opening {
			r.note(DefiniteSubject, true)
			return
		}
	}
}

func isHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

func endsWithAny(word string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(word, end) })
}

// isRelative says whether a word that may be an article is a relative pronoun.
func (r *reading) isRelative(i int) bool {
	return i > 0 && r.s.Parts[i].Is(syntax.Relative) && r.s.Parts[i-1].Text == ","
}

// isName says whether a part is a name: in a language whose nouns have capitals, where
// another word with one stands beside it.
func (r *reading) isName(i int) bool {
	if !r.isCapital(i) {
		return false
	}
	p := r.s.Parts[i]
	if r.t.nouns {
		return r.t.names[p.Text] || r.isSecond(i)
	}
	if within := i > 0 && r.s.Parts[i-1].Lower != ""; within || r.t.names[lang.WithoutGenitive(syntax.Bare(p.Text))] {
		return true
	}
	return i+1 < len(r.s.Parts) && r.isCapital(i+1) && !p.Empty || r.isNoWord(p.Lower)
}

// isSecond says whether another noun with a capital stands before a part; an adjective with
// one stands before one noun alone: "Große Strafkammer".
func (r *reading) isSecond(i int) bool {
	if i == 0 || !r.isCapital(i-1) {
		return false
	}
	before := r.s.Parts[i-1]
	return !before.Empty && !strings.HasSuffix(before.Lower, "e")
}

// has says whether the line has a word with the same stem so far.
func (r *reading) has(word string) bool {
	want := stem(word)
	return slices.ContainsFunc(r.seen, func(w string) bool { return strings.HasPrefix(w, want) && stem(w) == want })
}

// isNoWord says whether a word is none of the language, where its words are known.
func (r *reading) isNoWord(word string) bool {
	return r.t.lexicon && len(word) > 3 && !lexicon.English(lang.WithoutGenitive(word))
}

func (r *reading) isCapital(i int) bool {
	p := r.s.Parts[i]
	return p.Lower != "" && r.s.IsCapital(i) && (!p.Empty || i > 0)
}

// ofTheTitle counts the words of the title that a line holds.
func (r *reading) ofTheTitle() (shared int) {
	for _, p := range r.t.title() {
		if !p.Empty && p.Lower != "" && r.has(p.Lower) {
			shared++
		}
	}
	return shared
}

// pronoun reads a personal pronoun.
func (r *reading) pronoun(i int) {
	p := r.s.Parts[i]
	fewest := 3 // words that may hold the noun it stands for
	if i > 0 && r.s.Parts[i-1].Says() {
		fewest = 5 // "wanted it": it is not who wanted
	}
	known := r.thing && r.content >= fewest && !(r.opened && i > 0 && r.s.Parts[i-1].Text == ",")
	if r.t.persons[p.Lower] {
		known = r.person
	}
	if !known {
		r.either(r.subject, PronounSubject, Pronoun)
	}
}

// points says whether a word points at something that the line has not named.
func (r *reading) points(i int) bool {
	p := r.s.Parts[i]
	var next, before syntax.Part
	if i+1 < len(r.s.Parts) {
		next = r.s.Parts[i+1]
	}
	if i > 0 {
		before = r.s.Parts[i-1]
	}
	switch {
	case next.Is(syntax.Uniquely) && !p.Is(syntax.Remaining), !next.Empty && r.has(next.Lower):
		return false // "this year"
	case next.Is(syntax.Auxiliary) && p.Lower == "there", next.Lower == "as", next.Is(syntax.Whois):
		return false
	case next.Is(syntax.That | syntax.Relative), next.Is(syntax.Ofnoun), before.Text == "," && p.Is(syntax.Relative):
		return false
	case before.Lower == "each", before.Lower == "one", p.Lower == "both" && r.joins(i):
		return false
	}
	return true
}

// joins says whether an "and" stands soon behind part i.
func (r *reading) joins(i int) bool {
	const soon = 6 // parts
	isAnd := func(p syntax.Part) bool { return p.Is(syntax.And) }
	return slices.ContainsFunc(r.s.Parts[i:min(i+soon, len(r.s.Parts))], isAnd)
}

// number reads a number, which may not say of what: "Tolliver had 7,257."
func (r *reading) number(i int) {
	next := i + 1
	for r.isGlued(next) && r.isGlued(next+1) { // 7,257
		next += 2
	}
	if r.isGlued(i) {
		return // its end
	}
	bare := i > 0 && r.endsClause(next) && r.s.Parts[i-1].Lower != "" && !r.isCapital(i-1)
	r.note(BareNumber, bare && !r.counted && !isYear(r.s.Parts[i].Text))
	r.counted = true
}

// isGlued says whether no space stands before part i.
func (r *reading) isGlued(i int) bool {
	return i > 0 && i < len(r.s.Parts) && r.s.Parts[i].Start == r.s.Parts[i-1].End
}

// endsClause says whether part i is a mark with a space or nothing behind it.
func (r *reading) endsClause(i int) bool {
	if i >= len(r.s.Parts) || !strings.Contains(",.;", r.s.Parts[i].Text) {
		return false
	}
	return i+1 == len(r.s.Parts) || r.s.Parts[i+1].Start > r.s.Parts[i].End
}

func isYear(s string) bool { return len(s) == 4 && (s[0] == '1' || s[0] == '2') }

// definite reads the noun behind the article at part i.
func (r *reading) definite(i int) {
	run, next := r.noun(i)
	if len(run) == 0 {
		return
	}
	old := false
	for n, p := range run {
		word := lang.WithoutGenitive(syntax.Bare(p.Lower))
		switch {
		case p.Is(syntax.Uniquely), strings.HasSuffix(word, "est") && len(word) > 5, r.has(word):
			return
		case n < 2 && !p.Is(syntax.Plainly):
			old = old || r.t.mentioned(stem(word), r.from)
		}
	}
	of := len(run) <= 2 && (next.Is(syntax.Ofnoun) || beginsOf(next.Lower))
	said := next.Is(syntax.That|syntax.Relative) || next.Is(syntax.Whois)
	switch {
	case of, said && !old, r.apposed(next):
	case r.subject && old:
		r.note(DefiniteSubject, true)
	case r.subject:
		r.note(NewSubject, r.from > r.t.opening)
	default:
		r.note(Definite, old)
	}
}

// apposed says whether a name or a title stands right behind a noun: "The operator, Marwell
// Transit,", "The record, "Songs from Under the Ice",", "The alphabet, called Wayside".
func (r *reading) apposed(next syntax.Part) bool {
	const near = 3 // parts behind the comma
	if strings.ContainsAny(next.Text, "\"“„«") {
		return true
	}
	if next.Text != "," {
		return false
	}
	at := r.s.At(next.Start) + 1
	for i := at; i < min(at+near, len(r.s.Parts)); i++ {
		if r.isName(i) || strings.ContainsAny(r.s.Parts[i].Text, "\"“„«") {
			return true
		}
	}
	return false
}

func beginsOf(word string) bool {
	return strings.HasPrefix(word, "d'") || strings.HasPrefix(word, "d’")
}

// noun is the words behind the article at part i that may be its noun, and what stands
// behind them; none where they hold a name.
func (r *reading) noun(i int) (run []syntax.Part, next syntax.Part) {
	const longest = 4
	end := i + 1
	for ; end < len(r.s.Parts) && end-i <= longest; end++ {
		p := r.s.Parts[end]
		switch {
		case p.Lower == "", p.Empty && !r.t.nouns:
			return r.s.Parts[i+1 : end], p
		case r.isCapital(end) && !r.t.nouns:
			return nil, p
		case r.isCapital(end):
			return r.withCapital(end)
		}
	}
	if end < len(r.s.Parts) {
		next = r.s.Parts[end]
	}
	if !r.t.nouns {
		run = r.s.Parts[i+1 : end]
	}
	return run, next
}

// withCapital is noun in a language whose nouns have a capital: the one at part i, none
// where a name stands behind it ("der Orgelbauer Konrad").
func (r *reading) withCapital(i int) (run []syntax.Part, next syntax.Part) {
	switch {
	case i+1 == len(r.s.Parts):
		return r.s.Parts[i : i+1], next
	case r.isCapital(i + 1):
		return nil, r.s.Parts[i+1]
	}
	return r.s.Parts[i : i+1], r.s.Parts[i+1]
}

// marks are the quotation marks of a text.
func marks(s string) string {
	if !strings.ContainsFunc(s, isMark) {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return r
		}
		return -1
	}, s)
}

func isMark(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»', '「', '」', '『', '』':
		return true
	}
	return false
}

// onlyQuoted says whether the line is a quotation that does not say whose.
func (r *reading) onlyQuoted() bool {
	text := strings.TrimSpace(r.s.Text)
	return utf8.RuneCountInString(r.quotes) == 2 && strings.IndexAny(text, "\"“„«「") == 0 &&
		strings.HasSuffix(strings.TrimRight(text, ".,!?"), r.quotes[len(r.quotes)/2:])
}

// balanced says whether quotation marks come in pairs.
func balanced(marks string) bool { return utf8.RuneCountInString(marks)%2 == 0 }
