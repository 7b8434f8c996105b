package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/input"
	"newsbrief/internal/lang"
)

// renderer writes a document with other text in it.
type renderer struct {
	*Document
	targets  []string
	language string
	careful  []bool // with more escapes than are needed, by segment
}

func (r *renderer) all() string { return r.raw(span{0, len(r.source)}) }

// raw writes a part of the source with the translations of the segments that
// lie in it.
func (r *renderer) raw(p span) string {
	var b strings.Builder
	b.Grow(p.end - p.start)
	at := p.start
	for i, s := range r.within(p) {
		if s.start < at {
			continue // inside the one before
		}
		b.WriteString(r.fixed(span{at, s.start}))
		b.WriteString(r.segment(i))
		at = s.end
	}
	b.WriteString(r.fixed(span{at, p.end}))
	return b.String()
}

// fixed writes a part of the source that holds no text. Where it names its
// language or encoding, those of the output stand there.
func (r *renderer) fixed(p span) string {
	var b strings.Builder
	at := p.start
	for _, n := range r.namesFrom(p.start) {
		if n.end > p.end {
			break
		}
		value := r.named(n)
		if at <= n.start && value != "" && !strings.EqualFold(r.source[n.start:n.end], value) {
			b.WriteString(r.source[at:n.start] + value)
			at = n.end
		}
	}
	b.WriteString(r.source[at:p.end])
	return b.String()
}

// named is what the translation writes for a name, "" to leave it.
func (r *renderer) named(n name) string {
	rtl := lang.Of(r.language).RightToLeft()
	switch {
	case n.kind == encodingName:
		return "utf-8"
	case n.kind == languageName || r.language == "":
		return r.language
	case n.kind == directionPlace && rtl:
		return ` dir="rtl"`
	case n.kind == directionPlace:
		return ""
	case rtl:
		return "rtl"
	}
	return "ltr"
}

// segment writes one translation with the segment's markup in its place.
func (r *renderer) segment(i int) string {
	s, target, careful := r.Segments[i], r.targets[i], r.careful[i]
	if target == s.Text {
		return r.inner(s)
	}
	if body, marked := strings.CutSuffix(target, " "+Doubtful); marked && body == s.Text && s.wrap == nil {
		return r.inner(s) + s.encode(" "+Doubtful, s, false, careful)
	}
	isBreak := func(t token) bool {
		return t.kind == singleToken && t.number >= 1 && t.number <= len(s.marks) && r.breaksLine(s.marks[t.number-1])
	}
	markdown := r.Kind == input.Markdown
	target = strings.TrimSpace(settled(target, isBreak, markdown, careful && markdown))
	// The mark of doubt comes last, behind markup that was lost.
	doubt := ""
	if len(s.marks) > 0 {
		if body, ok := strings.CutSuffix(target, " "+Doubtful); ok {
			target, doubt = body, " "+Doubtful
		}
	}
	w := &segmentWriter{renderer: r, segment: s, careful: careful, used: make([]bool, len(s.marks)), start: true}
	if !careful {
		w.ends = s.lineEnds(target)
	}
	good := s.nested(target)
	for i, t := range scan(target) {
		w.token(t, good[i])
	}
	w.lost()
	w.encoded(doubt)
	if s.wrap != nil {
		return s.wrap(w.out.String())
	}
	if markdown && s.Heading {
		return r.unclosed(s, w.out.String())
	}
	return w.out.String()
}

// unclosed keeps number signs at the end of a heading that begins with some from
// being taken for its closing ones.
func (r *renderer) unclosed(s *Segment, text string) string {
	line := r.source[strings.LastIndexByte(r.source[:s.start], '\n')+1 : s.start]
	signs := strings.TrimRight(text, "#")
	if !strings.Contains(line, "#") || signs == text || signs != "" && !strings.HasSuffix(signs, " ") {
		return text
	}
	return signs + `\` + text[len(signs):]
}

// inner is the segment's own source, with the attributes in its markup
// translated.
func (r *renderer) inner(s *Segment) string {
	var b strings.Builder
	at := s.start
	for i, q := range r.within(s.span) {
		if q != s && q.start >= at {
			b.WriteString(r.source[at:q.start] + r.segment(i))
			at = q.end
		}
	}
	return b.String() + r.source[at:s.end]
}

// nested says of each token of a translation whether it is text or markup in
// a proper place.
func (s *Segment) nested(target string) []bool {
	tokens := scan(target)
	good := make([]bool, len(tokens))
	seen := map[int]bool{}
	var stack []int
	for i, t := range tokens {
		known := t.number >= 1 && t.number <= len(s.marks) && s.marks[t.number-1].paired == (t.kind != singleToken)
		switch {
		case t.kind == textToken:
			good[i] = true
		case !known:
		case t.kind == closeToken:
			if n := len(stack) - 1; n >= 0 && tokens[stack[n]].number == t.number {
				good[i], good[stack[n]] = true, true
				stack = stack[:n]
			}
		case seen[t.number]:
		case t.kind == openToken:
			stack = append(stack, i)
			seen[t.number] = true
		default:
			good[i], seen[t.number] = true, true
		}
	}
	return good
}

// segmentWriter writes the tokens of one translation.
type segmentWriter struct {
	*renderer
	segment *Segment
	careful bool
	out     strings.Builder
	ends    []int  // where line ends go, in characters of the text; -1: nowhere
	next    int    // of ends
	at      int    // characters written
	used    []bool // marks written
	start   bool   // nothing written yet, or nothing on this line
}

func (w *segmentWriter) token(t token, good bool) {
	if t.kind == textToken {
		w.text(t.text)
		return
	}
	if !good {
		return
	}
	m := w.segment.marks[t.number-1]
	w.used[t.number-1] = true
	switch {
	case t.kind == closeToken && m.ending != "":
		w.out.WriteString(m.ending)
	case t.kind == closeToken:
		w.out.WriteString(w.raw(m.close))
	case m.literal != "":
		w.out.WriteString(w.segment.encode(m.literal, w.segment, w.start, w.careful))
	default:
		w.out.WriteString(w.raw(m.open))
	}
	w.start = t.kind == singleToken && w.breaksLine(m)
}

// breaksLine says whether a mark holds a line end.
func (r *renderer) breaksLine(m mark) bool {
	return strings.Contains(r.source[m.open.start:m.open.end], "\n")
}

// text writes text, with the line ends that fall into it.
func (w *segmentWriter) text(text string) {
	for end := w.at + utf8.RuneCountInString(text); w.next < len(w.ends) && w.ends[w.next] < end; w.next++ {
		if w.ends[w.next] < 0 {
			continue
		}
		cut := byteAt(text, w.ends[w.next]-w.at)
		w.encoded(text[:cut])
		w.out.WriteString(w.source[w.segment.joints[w.next].start:w.segment.joints[w.next].end])
		w.at++ // the space that the line end stands for
		text = text[cut+1:]
	}
	w.encoded(text)
}

func (w *segmentWriter) encoded(text string) {
	if text == "" {
		return
	}
	w.out.WriteString(w.segment.encode(text, w.segment, w.start, w.careful))
	w.at += utf8.RuneCountInString(text)
	w.start = false
}

// lost appends the markup that the translation has no place for, with its
// text as the source has it: nothing of the document goes missing.
func (w *segmentWriter) lost() {
	end := 0
	for i, m := range w.segment.marks {
		if w.used[i] || m.open.start < end {
			continue
		}
		if m.literal != "" {
			w.encoded(" " + m.literal)
			continue
		}
		whole := m.open
		if m.paired {
			whole.end = m.close.end
		}
		w.out.WriteString(" " + w.raw(whole))
		end = whole.end
	}
}

// byteAt is the offset of character n of text.
func byteAt(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// lineEnds finds where the line ends of the source belong in a translation:
// at the spaces that are nearest, in proportion. -1 where there is none left.
func (s *Segment) lineEnds(target string) []int {
	if len(s.joints) == 0 {
		return nil
	}
	spaces, all := breaks(target)
	ends := make([]int, len(s.joints))
	for i, j := range s.joints {
		ends[i] = -1
		if len(spaces) == 0 {
			continue
		}
		want := int(j.at*float64(all) + .5)
		best, _ := slices.BinarySearch(spaces, want)
		if best == len(spaces) || best > 0 && want-spaces[best-1] < spaces[best]-want {
			best--
		}
		ends[i] = spaces[best]
		spaces = spaces[best+1:]
	}
	return ends
}

// breaks returns the spaces at which a line may end, and the length, both in
// characters of text. What follows must not look like a mark at a line's start.
func breaks(target string) (spaces []int, all int) {
	tokens := scan(target)
	for n, t := range tokens {
		if t.kind != textToken {
			continue
		}
		runes := []rune(t.text)
		for i, r := range runes {
			last := i+1 == len(runes)
			if r != ' ' || all+i == 0 {
				continue
			}
			if last && n+1 < len(tokens) || !last && unicode.IsLetter(runes[i+1]) {
				spaces = append(spaces, all+i)
			}
		}
		all += len(runes)
	}
	return spaces, all
}

// settled takes the spaces around line breaks away. For Markdown, it moves
// those at the inner edges of paired markup out of it: ** word ** is text to it.
// apart also puts a space where markup would stand between a word and a
// punctuation mark inside it, as in **end.**Next, which is text to it, too.
func settled(target string, isBreak func(token) bool, markdown, apart bool) string {
	tokens := scan(target)
	before, behind := make([]string, len(tokens)), make([]string, len(tokens))
	for i := range tokens {
		t := &tokens[i]
		if t.kind != textToken {
			continue
		}
		if i > 0 && isBreak(tokens[i-1]) {
			t.text = strings.TrimLeft(t.text, " ")
		}
		if i+1 < len(tokens) && isBreak(tokens[i+1]) {
			t.text = strings.TrimRight(t.text, " ")
		}
		if markdown {
			first, last := edges(tokens, i)
			outside := textAt(tokens, first-1)
			before[first] += moved(t, strings.TrimLeft(t.text, " "), first < i, apart, outside, lastOf, firstOf)
			outside = textAt(tokens, last+1)
			behind[last] += moved(t, strings.TrimRight(t.text, " "), last > i, apart, outside, firstOf, lastOf)
		}
	}
	var b strings.Builder
	for i, t := range tokens {
		b.WriteString(before[i] + t.text + behind[i])
	}
	return b.String()
}

// edges are the first of the opening tokens right before token i, and the last
// of the closing ones right behind it.
func edges(tokens []token, i int) (first, last int) {
	for first = i; first > 0 && tokens[first-1].kind == openToken; {
		first--
	}
	for last = i; last+1 < len(tokens) && tokens[last+1].kind == closeToken; {
		last++
	}
	return first, last
}

// moved takes the spaces at one end of a text away, trimmed being the rest, and
// returns what stands outside of the markup instead.
func moved(t *token, trimmed string, inside, apart bool, outer string, outerEnd, innerEnd func(string) rune) string {
	if !inside {
		return ""
	}
	spaces := strings.Repeat(" ", len(t.text)-len(trimmed))
	t.text = trimmed
	if spaces == "" && apart && clash(outerEnd(outer), innerEnd(t.text)) {
		return " "
	}
	return spaces
}

// textAt is the text of token i, "" where that is none.
func textAt(tokens []token, i int) string {
	if i < 0 || i >= len(tokens) || tokens[i].kind != textToken {
		return ""
	}
	return tokens[i].text
}

// clash says whether outside is a letter or digit and inside a punctuation
// mark: CommonMark's rule for emphasis fails between them.
func clash(outside, inside rune) bool {
	return (unicode.IsLetter(outside) || unicode.IsNumber(outside)) &&
		(unicode.IsPunct(inside) || unicode.IsSymbol(inside))
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
