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

// Text is an article whose sentences may become lines. It is not for several
// goroutines.
type Text struct {
	Sentences      []string
	paragraphs     []int
	language       string
	lang           *lang.Language
	lower          string // all sentences, in lower case
	starts         []int  // of each sentence in lower
	names          map[string]bool
	opening        int             // the first sentence of the text proper
	persons, forms map[string]bool // pronouns of one, and their forms
	verbs          []string        // endings of those that open a sentence without saying who
	nouns          bool            // have capitals
	lexicon        bool            // its language's words are known
	read           []*syntax.Sentence
}

// NewText takes the sentences of an article, in order, the number of each one's paragraph,
// and the first of the text proper.
func NewText(sentences []string, paragraphs []int, opening int, language string) *Text {
	t := &Text{Sentences: sentences, paragraphs: paragraphs, opening: opening, language: language, lang: lang.Of(language), names: map[string]bool{}}
	t.persons, t.forms = map[string]bool{}, map[string]bool{}
	for _, row := range t.lang.Rows("personal") {
		t.persons[row.Value] = true
		for _, form := range row.Forms() {
			t.forms[form] = true
		}
	}
	t.verbs = t.lang.Forms("verbstart")
	t.nouns, t.lexicon = t.lang.Has("trait", "capitalnouns"), t.lang.Has("trait", "lexicon")
	t.read = make([]*syntax.Sentence, len(sentences))
	var b strings.Builder
	for _, s := range sentences {
		t.starts = append(t.starts, b.Len())
		b.WriteString(strings.ToLower(s))
		b.WriteByte('\n')
		t.collectNames(s)
	}
	t.lower = b.String()
	return t
}

// collectNames notes the words that have a capital within a sentence; in a language whose
// nouns have one, those that a preposition of place stands before, without an article.
func (t *Text) collectNames(sentence string) {
	within := false
	for word := range strings.FieldsSeq(sentence) {
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if within && startsUpper(bare) {
			t.names[owner(bare)] = true
		}
		switch {
		case t.nouns:
			within = t.lang.Has("placed", bare)
		default:
			within = bare != "" && !strings.ContainsAny(word[len(word)-1:], ".!?:\"")
		}
	}
}

// owner is a name without the ending of a genitive.
func owner(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
}

// title is the parts of what stands before the text proper.
func (t *Text) title() (list []syntax.Part) {
	for i := range t.opening {
		list = append(list, t.sentence(i).Parts...)
	}
	return list
}

func (t *Text) sentence(i int) *syntax.Sentence {
	if t.read[i] == nil {
		t.read[i] = syntax.Plain(t.Sentences[i], t.language)
	}
	return t.read[i]
}

// Debt is what a line owes its reader: for each word that stands for something that the
// line does not name, 1, or 2 where the line is about it. The line is the sentences from
// one to another, with text for the first where it is not empty, behind a lead that owes
// nothing: a heading, or who speaks.
func (t *Text) Debt(from, to int, lead, text string) int {
	r := reading{t: t, from: from, seen: map[string]bool{}}
	if lead != "" {
		r.sentence(syntax.Plain(lead, t.language))
		r.debt, r.spoken, r.led = 0, false, true
	}
	for i := from; i <= to; i++ {
		s := t.sentence(i)
		if i == from && text != "" && text != t.Sentences[i] {
			s = syntax.Plain(text, t.language)
		}
		r.sentence(s)
	}
	if !balanced(r.quotes) || r.onlyQuoted() {
		r.debt += 2
	}
	if r.unowned && !r.person {
		r.debt += 2
	}
	if !r.named && r.text == "" && !r.ofTheTitle() {
		r.debt++
	}
	if r.spoken && !r.led && !(r.person && r.quotes != "") {
		r.debt++
	}
	return r.debt
}

// reading is a line as it is read from the left.
type reading struct {
	t       *Text
	from    int             // the line's first sentence
	seen    map[string]bool // stems of the line's words
	person  bool            // somebody was named
	named   bool            // somebody or something was named
	thing   bool            // something was said that a pronoun may stand for
	counted bool            // a number was said of something
	unowned bool            // something was said to be somebody's, but not whose
	spoken  bool            // by "I" or "you"
	led     bool            // somebody or something stands in front of it
	quotes  string          // its quotation marks
	text    string          // so far, in a script without spaces
	content int             // words that say something
	debt    int

	s       *syntax.Sentence
	opened  bool // by a preposition or a conjunction
	fronted bool // in what stands before the subject: "In 1972 …"
	subject bool // the subject is next
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
	if first.Is(syntax.Dangling) && !r.thing {
		r.debt += 2
	}
	if len(s.Parts) > 1 && !r.thing && r.t.lang.Has("quantity", first.Lower) && s.Parts[1].Is(syntax.Auxiliary|syntax.Report) {
		r.debt += 2
	}
	if !r.thing && endsWithAny(first.Lower, r.t.verbs) {
		r.debt += 2
	}
	r.unowned = r.unowned || r.opensUnowned(0)
	for i := range s.Parts {
		r.part(i)
	}
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
	p := r.s.Parts[i]
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
		r.named, r.thing = true, r.thing || !r.fronted
		r.person = r.person || i == 0 || !r.s.Parts[i-1].Is(syntax.Placed) && marks(r.s.Parts[i-1].Text) == ""
	case p.Is(syntax.Pointing):
		r.debt += r.pointing(i)
	case p.Is(syntax.Definite) && !r.isRelative(i):
		r.debt += r.definite(i)
	case p.Is(syntax.Anaphor) && !p.Is(syntax.That|syntax.Article):
		r.debt += r.pronoun(i)
	case p.Is(syntax.Owner):
		if !r.person && (!r.thing || r.t.forms[p.Lower]) {
			r.debt += 1 + indicator(r.subject)
		}
	case p.Is(syntax.Object):
		r.debt += indicator(!r.person)
	}
	if !p.Empty {
		r.seen[stem(p.Lower)] = true
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
	const longest = 6 // characters
	begun := r.text
	r.text += text
	if begun == "" && slices.ContainsFunc(r.t.lang.Forms("pointing"), func(w string) bool { return strings.Contains(text, w) }) {
		r.debt += 2
	}
	for _, mark := range r.t.lang.Forms("topic") {
		topic, _, ok := strings.Cut(text, mark)
		n := utf8.RuneCountInString(topic)
		if ok && n > 0 && n <= longest && !strings.Contains(begun, topic) && r.from > r.t.opening && isHan(topic) {
			r.debt += 2
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

func indicator(b bool) int {
	if b {
		return 1
	}
	return 0
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
	if r.t.nouns { // an adjective with one stands in front of one noun alone: "Große Strafkammer"
		before := i > 0 && r.isCapital(i-1) && !r.s.Parts[i-1].Empty && !strings.HasSuffix(r.s.Parts[i-1].Lower, "e")
		return before || r.t.names[r.s.Parts[i].Text]
	}
	return i > 0 && r.s.Parts[i-1].Lower != "" || r.t.names[owner(syntax.Bare(r.s.Parts[i].Text))] ||
		i+1 < len(r.s.Parts) && r.isCapital(i+1) && !r.s.Parts[i].Empty || r.isNoWord(r.s.Parts[i].Lower)
}

// isNoWord says whether a word is none of the language, where its words are known.
func (r *reading) isNoWord(word string) bool {
	return r.t.lexicon && len(word) > 3 && !lexicon.English(owner(word))
}

func (r *reading) isCapital(i int) bool {
	p := r.s.Parts[i]
	return p.Lower != "" && r.s.IsCapital(i) && (!p.Empty || i > 0)
}

// ofTheTitle says whether a line holds words of the title.
func (r *reading) ofTheTitle() bool {
	const enough = 2
	shared := 0
	for _, p := range r.t.title() {
		if !p.Empty && p.Lower != "" && r.seen[stem(p.Lower)] {
			shared++
		}
	}
	return shared >= enough
}

// pronoun is the debt of a personal pronoun.
func (r *reading) pronoun(i int) int {
	p := r.s.Parts[i]
	fewest := 3 // words that may hold the noun it stands for
	if i > 0 && r.s.Parts[i-1].Says() {
		fewest = 5 // "wanted it": it is not who wanted
	}
	known := r.thing && r.content >= fewest && !(r.opened && i > 0 && r.s.Parts[i-1].Text == ",")
	if r.t.persons[p.Lower] {
		known = r.person
	}
	if known {
		return 0
	}
	return 1 + indicator(r.subject)
}

// pointing is the debt of a word that points at something before it.
func (r *reading) pointing(i int) int {
	p := r.s.Parts[i]
	var next, before syntax.Part
	if i+1 < len(r.s.Parts) {
		next = r.s.Parts[i+1]
	}
	if i > 0 {
		before = r.s.Parts[i-1]
	}
	switch {
	case next.Is(syntax.Uniquely) && !p.Is(syntax.Remaining), r.seen[stem(next.Lower)] && !next.Empty:
		return 0 // "this year"
	case next.Is(syntax.Auxiliary) && p.Lower == "there", next.Lower == "as", next.Is(syntax.Whois):
		return 0
	case next.Is(syntax.That | syntax.Relative), next.Is(syntax.Ofnoun), before.Text == "," && p.Is(syntax.Relative):
		return 0
	case before.Lower == "each", before.Lower == "one", p.Lower == "both" && r.joins(i):
		return 0
	}
	return 1 + indicator(r.subject)
}

// joins says whether an "and" stands soon behind part i.
func (r *reading) joins(i int) bool {
	const soon = 6 // parts
	return slices.ContainsFunc(r.s.Parts[i:min(i+soon, len(r.s.Parts))], func(p syntax.Part) bool { return p.Is(syntax.And) })
}

// number is the debt of a number that does not say of what: "Tolliver had 7,257."
func (r *reading) number(i int) {
	next := i + 1
	for r.isGlued(next) && r.isGlued(next+1) { // 7,257
		next += 2
	}
	if r.isGlued(i) {
		return // its end
	}
	bare := i > 0 && r.endsClause(next) && r.s.Parts[i-1].Lower != "" && !r.isCapital(i-1)
	if bare && !r.counted && !isYear(r.s.Parts[i].Text) {
		r.debt++
	}
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

// definite is the debt of a noun behind the article at part i.
func (r *reading) definite(i int) int {
	run, next := r.noun(i)
	if len(run) == 0 {
		return 0
	}
	old := false
	for n, p := range run {
		word := owner(syntax.Bare(p.Lower))
		switch {
		case p.Is(syntax.Uniquely), strings.HasSuffix(word, "est") && len(word) > 5, r.seen[stem(word)]:
			return 0
		case n < 2 && !p.Is(syntax.Plainly):
			old = old || r.t.mentioned(stem(word), r.from)
		}
	}
	of := len(run) <= 2 && (next.Is(syntax.Ofnoun) || beginsOf(next.Lower))
	said := next.Is(syntax.That|syntax.Relative) || next.Is(syntax.Whois)
	switch {
	case of, said && !old, r.apposed(next):
		return 0
	case r.subject && (old || r.from > r.t.opening):
		return 1 + indicator(old)
	}
	return indicator(old)
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
	capitals := r.t.nouns
	end := i + 1
	for ; end < len(r.s.Parts) && end-i <= longest; end++ {
		p := r.s.Parts[end]
		if p.Lower == "" || p.Empty && !capitals {
			break
		}
		if capitals && r.isCapital(end) {
			end++
			run = r.s.Parts[end-1 : end]
			if end < len(r.s.Parts) && r.isCapital(end) {
				run = nil // "der Orgelbauer Konrad"
			}
			break
		}
		if !capitals {
			if r.isCapital(end) {
				return nil, syntax.Part{}
			}
			run = r.s.Parts[i+1 : end+1]
		}
	}
	if end < len(r.s.Parts) {
		next = r.s.Parts[end]
	}
	return run, next
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
	if before <= t.opening {
		return false
	}
	text := t.lower[t.starts[t.opening]:t.starts[before]]
	for at := 0; ; at += len(stem) {
		n := strings.Index(text[at:], stem)
		if n < 0 {
			return false
		}
		at += n
		last, _ := utf8.DecodeLastRuneInString(text[:at])
		rest := text[at+len(stem):]
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if !unicode.IsLetter(last) && end >= 0 && slices.Contains(endings, rest[:end]) {
			return true
		}
	}
}

// marks are the quotation marks of a text.
func marks(s string) string {
	if !strings.ContainsAny(s, "\"“”„«»「」『』") {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"“”„«»「」『』", r) {
			return r
		}
		return -1
	}, s)
}

// onlyQuoted says whether the line is a quotation that does not say whose.
func (r *reading) onlyQuoted() bool {
	text := strings.TrimSpace(r.s.Text)
	return utf8.RuneCountInString(r.quotes) == 2 && strings.IndexAny(text, "\"“„«「") == 0 &&
		strings.HasSuffix(strings.TrimRight(text, ".,!?"), r.quotes[len(r.quotes)/2:])
}

// balanced says whether quotation marks come in pairs.
func balanced(marks string) bool { return utf8.RuneCountInString(marks)%2 == 0 }

// Speaks says whether a sentence says "I" or "we", and not in a quotation.
func (t *Text) Speaks(i int) bool {
	isSpeaker := func(p syntax.Part) bool { return p.Is(syntax.Conversation) }
	return marks(t.Sentences[i]) == "" && slices.ContainsFunc(t.sentence(i).Parts, isSpeaker)
}
