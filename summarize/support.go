package summarize

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across"
	"newsbrief/internal/check/doubt"
	"newsbrief/internal/claim"
	"newsbrief/internal/lang"
	"newsbrief/internal/offline/figures"
	"newsbrief/internal/offline/syntax"
	"newsbrief/prompts"
	"newsbrief/result"
)

// support finds out what the article says of the lines of a brief.
type support struct {
	article  *article.Article
	source   func() *check.Source // nil: nothing is checked
	told     string               // the system message and the instruction
	rules    string               // the built-in template: what it says is what no line is to say
	given    string               // what a free template says itself: an answer may hold its words
	language string               // of the lines
	doubts   bool                 // claims that hold are not asked for
}

// newSupport does not read the article yet: lines that are sentences of it may
// need no more.
func newSupport(a *article.Article, language string) *support {
	source := sync.OnceValue(func() *check.Source { return check.NewSource(a) })
	s := partSupport(a, language)
	s.source = source
	return s
}

// partSupport is the support of lines that are not checked.
func partSupport(a *article.Article, language string) *support {
	return &support{article: a, language: language, told: prompts.System}
}

// bullet turns an answer's item into a bullet with its evidence and claims.
func (s *support) bullet(it item) result.Bullet {
	b := result.Bullet{Text: it.text, Evidence: locate(s.article, it), Claims: []result.Finding{}}
	if s.source == nil {
		return b
	}
	own := s.verbatim(b)
	switch {
	case len(b.Evidence) == 0 || s.sameLanguage() && own == 0 && !s.related(b):
		b.Status, b.Doubt = result.Unsupported, doubt.Baseless
		b.Claims = append(b.Claims, baseless(b.Text, 0, "no sentence of the article says this"))
	case own > 0:
		b.Status, b.Doubt = result.Supported, doubt.Copied
		if !s.doubts {
			text := article.Exact("", b.Text, s.article.Language)
			b.Claims = s.supported(s.source().Own(text), own)
		}
	default:
		b.Claims, b.Doubt = s.judged(b.Text, result.Sentences(b.Evidence))
		b.Status = result.Worst(b.Claims)
		if len(b.Claims) == 0 || b.Status == result.Supported && isCut(b) {
			b.Status = result.Derived
		}
	}
	return b
}

// isCut says whether a bullet holds words of its evidence alone, but for its first word, and
// is not its sentences one behind the other as they stand.
func isCut(b result.Bullet) bool {
	whole := ""
	for _, e := range b.Evidence {
		whole += strings.Join(strings.Fields(e.Quote), " ") + " "
	}
	_, rest, _ := strings.Cut(b.Text, " ")
	return b.Text != strings.TrimSpace(whole) && isOwn(rest, b.Evidence)
}

// isOwn says whether every word of a text stands in its evidence.
func isOwn(text string, evidence []result.Evidence) bool {
	bare := func(word string) string { return strings.ToLower(strings.Trim(word, ".,:*()")) }
	known := map[string]bool{}
	for _, e := range evidence {
		for word := range strings.FieldsSeq(e.Quote) {
			known[bare(word)], known[strings.TrimSuffix(bare(word), "'s")] = true, true
		}
	}
	for word := range strings.FieldsSeq(text) {
		word = bare(word)
		if !known[word] && !known[strings.TrimRight(strings.TrimSuffix(word, "'s"), "'")] {
			return false
		}
	}
	return text != ""
}

// judged is what is found of a line, which rests on sentences where it is in
// another language than the article, and how doubtful it is.
func (s *support) judged(line string, sentences []int) ([]result.Finding, float64) {
	if !s.sameLanguage() {
		findings := s.source().Findings(s.across(line, sentences))
		return findings, doubt.OfFindings(findings)
	}
	c := s.source().Result("", article.Exact("", line, s.article.Language))
	return c.Claims, c.Doubt
}

// comparable says whether the lines are checked, by words of the article's too.
func (s *support) comparable() bool { return s.source != nil && s.sameLanguage() }

func (s *support) sameLanguage() bool { return lang.MayBeSame(s.language, s.article.Language) }

// across checks a text in the lines' own language.
func (s *support) across(text string, sentences []int) []check.Verdict {
	return across.Summary(s.source(), article.Exact("", text, s.language), sentences)
}

// verbatim is the number of the sentence that the bullet is word for word; 0:
// none.
func (s *support) verbatim(b result.Bullet) int {
	for _, e := range b.Evidence {
		if isSentence(b.Text, e.Quote) {
			return e.Sentence
		}
	}
	return 0
}

// isSentence says whether a line is a sentence but for the sentence's breaks.
func isSentence(line, sentence string) bool {
	return line == sentence || strings.Join(strings.Fields(sentence), " ") == line
}

// related says whether the bullet has a word in common with its evidence.
func (s *support) related(b result.Bullet) bool {
	return slices.ContainsFunc(b.Evidence, func(e result.Evidence) bool {
		return s.source().Shares(b.Text, e.Sentence)
	})
}

// baseless is the finding about a part of a line, from a byte on, or the whole,
// that nothing backs.
func baseless(part string, at int, reason string) result.Finding {
	return result.Finding{
		Kind: result.SegmentKind, Text: part, Start: at, End: at + len(part),
		Status: result.Unsupported, Reason: reason,
	}
}

// supported are the claims of a line that is the article's own sentence n.
func (s *support) supported(verdicts []check.Verdict, n int) []result.Finding {
	findings := s.source().Findings(verdicts)
	for i := range findings {
		f := &findings[i]
		f.Status, f.Sentence, f.Reason, f.Quote = result.Supported, n, "the article's own sentence", ""
	}
	return findings
}

// sentences is how many sentences the article has.
func (s *support) sentences() int { return len(s.article.Sentences) }

// hasFigures says whether an answer without figures is wrong: the article has some
// that the offline engine would list, too.
func (s *support) hasFigures() bool {
	if s.source == nil || !s.source().HasFigures() {
		return false
	}
	sentences := make([]string, len(s.article.Sentences))
	for i := range sentences {
		sentences[i] = s.article.Sentence(i + 1)
	}
	return len(figures.Find(syntax.ReadAll(sentences, s.article.Language), 1)) > 0
}

// minOverlap is the weighted share of a line's words that a sentence holds at
// least; below it the sentence says something else.
const minOverlap = 0.25

// locate returns the evidence of a line: the sentences it cites, the best one by
// overlap where they share far fewer words with it (a line in another language shares
// none with any), or none.
func locate(a *article.Article, it item) []result.Evidence {
	cited := existing(a, it.cites)
	own := func(n int) bool { return isSentence(it.text, a.Sentence(n)) }
	if !slices.ContainsFunc(cited, own) {
		cited = matching(a.Index().Line(it.text), cited)
	}
	evidence := make([]result.Evidence, 0, len(cited))
	for _, n := range cited {
		evidence = append(evidence, evidenceOf(a, n))
	}
	return evidence
}

// matching are the cited sentences, or the best one where that is good enough and
// holds three times as much of the line: small models count their lines where they should
// cite.
func matching(line words.Line, cited []int) []int {
	held := 0.0
	for _, n := range cited {
		held += line.Overlap(n - 1)
	}
	if best, share := line.Best(); share >= max(minOverlap, 3*held) {
		return []int{best + 1}
	}
	return cited
}

// row is one line of figures: a figure or a person.
type row struct {
	item   item
	figure *result.Figure
	person *result.Person
}

// sameName says whether two rows are about one person.
func (r row) sameName(other row) bool {
	return r.person != nil && other.person != nil && r.person.Name == other.person.Name
}

func (r row) status() result.Status {
	if r.figure != nil {
		return r.figure.Status
	}
	return r.person.Status
}

func (r row) doubt() float64 {
	if r.figure != nil {
		return r.figure.Doubt
	}
	return r.person.Doubt
}

func (r row) claims() []result.Finding {
	if r.figure != nil {
		return r.figure.Claims
	}
	return r.person.Claims
}

func (r row) sense() *result.Sense {
	if r.figure != nil {
		return r.figure.Sense
	}
	return r.person.Sense
}

func (r row) line() string {
	if r.figure != nil {
		return r.figure.Line()
	}
	return r.person.Line()
}

func (r row) evidence() *result.Evidence {
	if r.figure != nil {
		return r.figure.Evidence
	}
	return r.person.Evidence
}

// stands says whether a row without citation is one of the article: it tells a
// value, or a name of several words that a sentence holds. The head of a table
// does neither.
func (r row) stands() bool {
	return r.figure != nil || r.person.Evidence != nil && strings.Contains(r.person.Name, " ")
}

// uncited is a line of figures without a citation as an item.
func uncited(line string) item {
	body, _ := cutMark(line, 0)
	return item{text: cutEmphasis(strings.TrimSpace(body))}
}

// sentences is the one that backs a row, if any.
func (r row) sentences() []int {
	e := r.evidence()
	if e == nil {
		return nil
	}
	return []int{e.Sentence}
}

// cutRow splits an item of the shape "value | what it measures".
func cutRow(it item) (first, second string, ok bool) {
	parts := strings.FieldsFunc(it.text, func(r rune) bool { return r == '|' || r == '｜' })
	var cells []string
	for _, p := range parts {
		if p = cutEmphasis(strings.TrimSpace(p)); p != "" {
			cells = append(cells, p)
		}
	}
	if len(cells) < 2 {
		return "", "", false
	}
	return cells[0], strings.Join(cells[1:], ", "), true
}

// nameWords is the most words of a name, valueWords those of a value: a longer cell is a
// sentence.
const nameWords, valueWords = 8, 12

// row checks a line of figures: one whose first cell holds a value is a
// figure, any other names somebody, as one whose number is part of a name does
// ("Channel 4").
func (s *support) row(it item) (r row, ok bool) {
	first, second, ok := cutRow(it)
	if !ok || s.repeatsRule(first) || s.repeatsRule(second) || len(strings.Fields(first)) > valueWords {
		return row{}, false
	}
	for _, c := range claim.Find(first, s.language) {
		if c.Kind == claim.Number && c.Unit == "" && s.named(first[:c.From]) {
			break
		}
		switch c.Kind {
		case claim.Number, claim.Money, claim.Percent, claim.Duration, claim.Date:
			f := s.figure(it, first, second, c)
			return row{item: it, figure: &f}, true
		}
	}
	if len(strings.Fields(first)) > nameWords || strings.ContainsAny(first, "\"“”«»") {
		return row{}, false // a sentence
	}
	p := s.person(it, first, second)
	return row{item: it, person: &p}, true
}

// named says whether the words before a number make a name of it: that they
// have capitals says nothing where every noun has one.
func (s *support) named(before string) bool {
	all := strings.Fields(before)
	small := func(w string) bool { r, _ := utf8.DecodeRuneInString(w); return !unicode.IsUpper(r) }
	language := lang.Of(s.language)
	telling := language.Known() && !language.Has("trait", "capitalnouns")
	return len(all) > 0 && telling && !slices.ContainsFunc(all, small)
}

func (s *support) figure(it item, text, measures string, c claim.Claim) result.Figure {
	if s.comparable() {
		text, c = s.unabridged(it, text, c)
	}
	f := result.Figure{Text: text, Kind: string(c.Kind), Measures: measures}
	f.Value, f.Unit, _ = c.Stated()
	at := f.At()
	f.Claims, f.Doubt = s.judge(it, f.Line(), text, at)
	f.Status = result.Worst(f.Claims)
	f.Evidence = s.evidenceFor(it, text, sentenceOf(f.Claims, at))
	own := f.Evidence != nil && s.comparable() && !s.source().Shares(measures, f.Evidence.Sentence)
	if f.Status == result.Supported && own {
		f.Status = result.Derived // in words of its own
	}
	return f
}

// unabridged is a value as the sentence that is cited has it, where a model wrote the bare
// number: "$6.8 billion" of "6.8". Where other sentences have the number, too, it may
// have cited the wrong one.
func (s *support) unabridged(it item, text string, c claim.Claim) (string, claim.Claim) {
	if text[c.Start:c.End] != text {
		return text, c
	}
	for _, n := range existing(s.article, it.cites) {
		sentence := s.article.Sentence(n)
		claims := claim.Find(sentence, s.article.Language)
		if slices.ContainsFunc(claims, func(c claim.Claim) bool { return sentence[c.Start:c.End] == text }) {
			return text, c
		}
		for _, own := range claims {
			if whole := sentence[own.Start:own.End]; own.Unit != "" && holdsNumber(whole, text) && s.onlyIn(n, text) {
				return whole, own
			}
		}
	}
	return text, c
}

// onlyIn says whether no other sentence than n has a number.
func (s *support) onlyIn(n int, number string) bool {
	between := func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }
	for other := range s.article.Sentences {
		for digits := range strings.FieldsFuncSeq(s.article.Sentence(other+1), between) {
			if other+1 != n && strings.Trim(digits, ".,") == number {
				return false
			}
		}
	}
	return true
}

// holdsNumber says whether a text has a number beside other words or signs, no digit of
// which is left out.
func holdsNumber(text, number string) bool {
	before, after, found := strings.Cut(text, number)
	digit := func(r rune) bool { return unicode.IsDigit(r) }
	return found && before+after != "" && !strings.ContainsFunc(before+after, digit)
}

func (s *support) person(it item, name, role string) result.Person {
	p := result.Person{Name: name, Role: role}
	p.Claims, p.Doubt = s.judge(it, p.Line(), name, 0)
	p.Evidence = s.evidenceFor(it, name, sentenceOf(p.Claims, 0))
	p.Status = result.Worst(p.Claims)
	if p.Status.Good() && s.comparable() {
		p.Status, p.Claims = s.role(p)
	}
	if !p.Status.Good() {
		p.Doubt = max(p.Doubt, doubt.OfFindings(p.Claims))
	}
	return p
}

// role judges a role in words of its own: derived where the sentence with the
// name shares none of its words, unsupported where no sentence does.
func (s *support) role(p result.Person) (result.Status, []result.Finding) {
	if p.Role == "" || p.Evidence != nil && s.source().Shares(p.Role, p.Evidence.Sentence) {
		return p.Status, p.Claims
	}
	for n := range s.article.Sentences {
		if s.source().Shares(p.Role, n+1) {
			return result.Derived, p.Claims
		}
	}
	at := len(p.Line()) - len(p.Role)
	return result.Unsupported, append(p.Claims, baseless(p.Role, at, "the article does not say this of anybody"))
}

// judge returns the findings about a line whose main part is at a byte, and how
// doubtful it is. A part that the recogniser makes nothing of must stand in the
// article, unless that is in another language.
func (s *support) judge(it item, line, part string, at int) ([]result.Finding, float64) {
	if s.source == nil {
		return []result.Finding{}, 0
	}
	findings, chance := s.judged(line, existing(s.article, it.cites))
	if !s.sameLanguage() {
		return findings, chance
	}
	for _, f := range findings {
		if f.Start < at+len(part) && f.End > at {
			return findings, chance
		}
	}
	if strings.Contains(s.article.Text, part) {
		return findings, chance
	}
	return append(findings, baseless(part, at, "it does not stand in the article")), doubt.Baseless
}

// existing are the cited sentences that there are.
func existing(a *article.Article, cites []int) []int {
	return slices.DeleteFunc(slices.Clone(cites), func(n int) bool { return n < 1 || n > len(a.Sentences) })
}

// sentenceOf is the sentence of the first claim from a byte on; 0: none.
func sentenceOf(findings []result.Finding, from int) int {
	for _, f := range findings {
		if f.Start >= from {
			return f.Sentence
		}
	}
	return 0
}

// evidenceFor is the cited sentence that holds text, else the one that the
// check found, else any that holds text, else the first cited; nil: none.
func (s *support) evidenceFor(it item, text string, found int) *result.Evidence {
	a := s.article
	candidates := append([]int{}, it.cites...)
	for n := range a.Sentences {
		candidates = append(candidates, n+1)
	}
	holds := func(n int) bool {
		return n >= 1 && n <= len(a.Sentences) && strings.Contains(a.Sentence(n), text)
	}
	for i, n := range candidates {
		if i == len(it.cites) && found > 0 {
			return s.evidence(found)
		}
		if holds(n) {
			return s.evidence(n)
		}
	}
	if cited := existing(s.article, it.cites); len(cited) > 0 {
		return s.evidence(cited[0])
	}
	return nil
}

func (s *support) evidence(n int) *result.Evidence {
	e := evidenceOf(s.article, n)
	return &e
}

func evidenceOf(a *article.Article, n int) result.Evidence {
	span := a.Sentences[n-1]
	return result.Evidence{
		Sentence: n, Start: span.Start, End: span.End, Quote: a.Text[span.Start:span.End],
		StartTime: a.StartTime(span.Start),
	}
}
