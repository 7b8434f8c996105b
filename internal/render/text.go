package render

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/lang"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// mark follows what the article does not bear out, where there is no colour.
const mark = "[?]"

// textBrief returns b in the text format.
func textBrief(b *result.Brief, o Options) string {
	var out strings.Builder
	out.WriteString(heading(b.Source, o))
	for _, bu := range b.Bullets {
		out.WriteString(bullet(bu, o))
	}
	out.WriteString(textTables(b, o))
	return out.String()
}

// heading returns the line that names the article where there are several.
func heading(s result.Source, o Options) string {
	if !o.Several {
		return ""
	}
	return style(o, color.Bold).Sprint(plain.Line(s.Name)) + "\n"
}

// bullet returns one bullet, its lines after the first indented to its text,
// then what is wrong with it.
func bullet(b result.Bullet, o Options) string {
	const lead = "• "
	words := marked(b.Text, b.Claims, o)
	if numbers := result.Sentences(b.Evidence); len(numbers) > 0 {
		words = append(words, citation(numbers, o))
	}
	words = append(words, startTimes(b.Evidence, o)...)
	if b.Sense.Doubtful() {
		words = append(words, senseWord(o))
	}
	return lead + wrap(words, o.Width, width(lead)) + "\n" + reasons(b.Claims, o) + senseNote(b.Sense, o)
}

// citation is "[3,5]" behind a line.
func citation(sentences []int, o Options) word {
	text := strings.ReplaceAll(fmt.Sprint(sentences), " ", ",")
	return word{text: text, space: true, style: style(o, color.Faint)}
}

// startTimes are "[00:12:04]" for each time at which the evidence is spoken.
func startTimes(evidence []result.Evidence, o Options) (words []word) {
	last := ""
	for _, e := range evidence {
		if e.StartTime != "" && e.StartTime != last {
			words = append(words, word{text: "[" + e.StartTime + "]", space: true, style: style(o, color.Faint)})
			last = e.StartTime
		}
	}
	return words
}

// reasons returns a line for each claim that the source does not bear out,
// and below it the sentence that says otherwise.
func reasons(claims []result.Finding, o Options) string {
	var out strings.Builder
	quoted := 0
	for _, c := range claims {
		if c.Status.Good() {
			continue
		}
		out.WriteString(note(reason(c), 4, style(o, color.FgRed), o))
		if c.Quote != "" && c.Sentence != quoted {
			out.WriteString(note("["+strconv.Itoa(c.Sentence)+"] "+plain.Line(c.Quote), 6, style(o, color.Faint), o))
			quoted = c.Sentence
		}
	}
	return out.String()
}

// reason says what is wrong with a claim.
func reason(c result.Finding) string {
	if c.Whole() {
		return plain.Line(c.Reason)
	}
	return plain.Line(c.Text) + ": " + plain.Line(c.Reason)
}

// note returns an indented, wrapped line in one style.
func note(text string, indent int, c *color.Color, o Options) string {
	return strings.Repeat(" ", indent) + c.Sprint(wrap(split(text), o.Width, indent)) + "\n"
}

// style returns a style that follows o alone, never the package's own guess
// from the process's standard output.
func style(o Options, a ...color.Attribute) *color.Color {
	c := color.New(a...)
	if o.Color {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

// marked splits text into words and marks the claims that the source does not
// bear out where they stand: in red and underlined, or with "[?]" behind them.
// The claims' offsets are bytes in text.
func marked(text string, claims []result.Finding, o Options) []word {
	words := split(text)
	for i := range words {
		words[i].text = plain.Clean(words[i].text)
	}
	for i := len(claims) - 1; i >= 0; i-- { // a mark moves what stands behind it
		if c := claims[i]; !c.Status.Good() {
			markClaim(words, c, o)
		}
	}
	return words
}

// markClaim marks the words that hold a part of the claim.
func markClaim(words []word, c result.Finding, o Options) {
	last := -1
	for i, w := range words {
		if w.start < c.End && w.start+len(w.text) > c.Start {
			last = i
			if o.Color {
				words[i].styled = styledPart(w, c, style(o, color.FgRed, color.Underline))
			}
		}
	}
	if last >= 0 && !o.Color {
		w := &words[last]
		at := min(c.End-w.start, len(w.text))
		w.text = w.text[:at] + " " + mark + w.text[at:]
	}
}

// styledPart is a word whose part in the claim has a style; the whole word
// where another claim has a part of it too.
func styledPart(w word, c result.Finding, s *color.Color) string {
	if w.styled != "" {
		return s.Sprint(w.text)
	}
	from, to := max(c.Start-w.start, 0), min(c.End-w.start, len(w.text))
	return w.text[:from] + s.Sprint(w.text[from:to]) + w.text[to:]
}

// textTranslation is a translation in the text format.
func textTranslation(t *result.Translation, o Options) string {
	text := heading(t.Source, o) + translationText(t, o)
	if o.Several && !strings.HasSuffix(text, "\n") {
		text += "\n" // what follows begins a line
	}
	return text
}

// translationText is the document. A file gets its very bytes, a terminal
// nothing that could steer it.
func translationText(t *result.Translation, o Options) string {
	switch {
	case o.Bilingual:
		return columns(t, o)
	case o.Width == 0:
		return t.Text
	}
	text := plain.Clean(t.Text)
	if lang.Of(t.To).RightToLeft() {
		text = directed(text)
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// directed begins every line with a right-to-left mark: a terminal that orders
// text by direction takes a line's from its first strong character.
func directed(text string) string {
	const rightToLeftMark = "\u200F"
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			lines[i] = rightToLeftMark + line
		}
	}
	return strings.Join(lines, "\n")
}

// columns prints source and translation side by side, a passage below the
// other.
func columns(t *result.Translation, o Options) string {
	const gap, widest = 3, 100
	total := o.Width
	if total == 0 {
		total = widest
	}
	cells := max((total-gap)/2, 10)
	var out strings.Builder
	for i, s := range t.Segments {
		if i > 0 {
			out.WriteByte('\n')
		}
		target := plain.Line(s.Target)
		if s.Doubtful() {
			target += " " + mark
		}
		left := strings.Split(wrap(split(plain.Line(s.Source)), cells, 0), "\n")
		right := strings.Split(wrap(split(target), cells, 0), "\n")
		for k := range max(len(left), len(right)) {
			out.WriteString(row(at(left, k), at(right, k), cells, t, s, o))
		}
	}
	return out.String()
}

// row is a line of both columns. An isolate keeps right-to-left text within
// its column.
func row(left, right string, cells int, t *result.Translation, s result.Segment, o Options) string {
	const isolate, pop = "\u2067", "\u2069"
	pad := strings.Repeat(" ", max(cells-width(left), 0))
	if lang.Of(t.From).RightToLeft() && left != "" {
		left = isolate + left + pop
	}
	if s.Doubtful() {
		right = style(o, color.FgRed).Sprint(right)
	}
	if lang.Of(t.To).RightToLeft() && right != "" {
		right = isolate + right + pop
	}
	return strings.TrimRight(left+pad+" │ "+right, " ") + "\n"
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func statusColor(s result.Status) color.Attribute {
	switch s {
	case result.Supported:
		return color.FgGreen
	case result.Derived:
		return color.FgCyan
	}
	return color.FgRed
}

// textPlan is the requests of one article as they would be sent.
func textPlan(p Plan) string {
	var b strings.Builder
	for _, d := range p.Requests {
		if d.Then != "" {
			fmt.Fprintf(&b, "then %s: about %d tokens\n\n", plain.Line(d.Then), d.PromptTokens)
			continue
		}
		fmt.Fprintf(&b, "%s %s\n", d.Method, plain.Line(d.URL))
		for _, name := range slices.Sorted(maps.Keys(d.Headers)) {
			fmt.Fprintf(&b, "%s: %s\n", name, plain.Line(d.Headers[name]))
		}
		fmt.Fprintf(&b, "\n%s\n\n", escapeInvisible(string(d.Body)))
	}
	if len(p.Requests) == 0 {
		return plain.Line(p.Name) + ": nothing to send, the cache holds the answer\n"
	}
	fmt.Fprintf(&b, "%s: %s, %s\n", plain.Line(p.Name), countOf(len(p.Requests), "request"), p.Estimate)
	return b.String()
}
