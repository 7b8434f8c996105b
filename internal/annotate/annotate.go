// Package annotate tells what checks found to the programs that show it beside the
// text: GitHub's annotations, SARIF for code scanning, JUnit's XML for test reports.
package annotate

import (
	"fmt"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// Formats are the names of the formats.
var Formats = []string{"github", "sarif", "junit"}

// Report is what a run of checks found, in the order in which it was told. Its zero
// value is an empty report.
type Report struct {
	files []file
}

// file is what was found of one candidate.
type file struct {
	name    string // as the user wrote it: a path, or a line of a file of pairs
	notes   []note
	failure string // why it could not be checked, "": it was
}

// note is one thing to show. Lines and columns count from 1, columns in characters;
// a line of 0 stands for the file as a whole.
type note struct {
	rule             rule
	message          string
	line, column     int
	endLine, endCol  int
	source, sentence string // the source's name and the sentence that says otherwise, or ""
}

// rule is the kind of a note.
type rule string

const (
	contradicted rule = "contradicted"
	unsupported  rule = "unsupported"
	doubtful     rule = "doubt"
	denied       rule = "sense"
)

// rules say what each kind means, in the order in which SARIF lists them.
var rules = []struct {
	id   rule
	text string
}{
	{contradicted, "The source says otherwise."},
	{unsupported, "The source does not say it."},
	{doubtful, "The sentence is likely to say something that the source does not."},
	{denied, "A second model finds that the source does not say it."},
}

// Add tells what a check found that fails it: claims without support, statements with
// more doubt than maxDoubt or denied by a second model, as far as nobody accepted them.
// name is the candidate's.
func (r *Report) Add(name string, c *result.Check, source, candidate *article.Article, maxDoubt float64) {
	f := file{name: name}
	places := &article.Places{Text: candidate.Text}
	for _, claim := range c.Claims {
		if !claim.Good() {
			f.notes = append(f.notes, claimNote(claim, source).placed(places, claim.Start, claim.End))
		}
	}
	for _, s := range c.Statements {
		if s.Accepted {
			continue
		}
		if s.Doubt > maxDoubt {
			message := fmt.Sprintf("doubt %.2f above %v: %s", s.Doubt, maxDoubt, s.Reason)
			f.notes = append(f.notes, note{rule: doubtful, message: message}.placed(places, s.Start, s.End))
		}
		if s.Sense.Doubtful() {
			message := fmt.Sprintf("%s by %s: %s", s.Sense.Verdict, s.Sense.Model, s.Sense.Why)
			f.notes = append(f.notes, note{rule: denied, message: message}.placed(places, s.Start, s.End))
		}
	}
	r.files = append(r.files, f)
}

// Fail tells that a candidate could not be checked.
func (r *Report) Fail(name string, err error) {
	r.files = append(r.files, file{name: name, failure: plain.Line(err.Error())})
}

// claimNote is the note of a claim without support.
func claimNote(f result.Finding, source *article.Article) note {
	n := note{rule: unsupported, message: fmt.Sprintf("%s %q: %s", f.Kind, f.Text, f.Reason)}
	if f.Status == result.Contradicted {
		n.rule = contradicted
	}
	if f.Sentence > 0 {
		n.source, n.sentence = source.Name, source.Sentence(f.Sentence)
	}
	return n
}

// placed is n with the place of the bytes from start to end, none where they are empty,
// and with what it says made harmless.
func (n note) placed(places *article.Places, start, end int) note {
	n.message, n.sentence = plain.Line(n.message), plain.Line(n.sentence)
	if start < end {
		n.line, n.column = places.At(start)
		n.endLine, n.endCol = places.At(end)
	}
	return n
}

// said is the message with the sentence that it is about.
func (n note) said() string {
	if n.sentence == "" {
		return n.message
	}
	return n.message + "; the source: " + n.sentence
}
