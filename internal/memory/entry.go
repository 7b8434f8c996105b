package memory

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"newsbrief/internal/durable"
)

// Who wrote a translation.
const (
	Model  = "model"
	Person = "person"
)

// Entry is a passage and its translation, a line of the file.
type Entry struct {
	Source  string `json:"source"` // one line, markup as placeholders: <1>…</1>, <2/>
	From    string `json:"from,omitempty"`
	To      string `json:"to"`
	Target  string `json:"target"`
	By      string `json:"by"`                // Model or Person
	Context string `json:"context,omitempty"` // of the passage: see Context; "": of any
	// Shown is Target as it stands in the output, where that is not the same.
	Shown string `json:"shown,omitempty"`
	Settings
	Model    string `json:"model,omitempty"`
	Doubtful bool   `json:"doubtful,omitempty"` // it is marked in the output
	// Of is set where a person wrote Target for another source, which stood here before.
	Of string `json:"of,omitempty"`
	// Drop takes away what another file says.
	Drop bool `json:"drop,omitempty"`
}

// Settings are how a model was asked: its translation counts for these only.
type Settings struct {
	Prompt string   `json:"prompt,omitempty"` // a hash
	Tone   string   `json:"tone,omitempty"`
	Terms  []string `json:"terms,omitempty"` // of the glossary, that occur in the passage: "source = target"
}

func (s Settings) equal(o Settings) bool {
	return s.Prompt == o.Prompt && s.Tone == o.Tone && slices.Equal(s.Terms, o.Terms)
}

// sameAs says whether two entries have the same line but for the source's language.
func (e Entry) sameAs(o Entry) bool {
	settings := e.Settings.equal(o.Settings)
	e.From, e.Settings, o.Settings = o.From, Settings{}, Settings{}
	a, errA := e.line()
	b, errB := o.line()
	return settings && errA == nil && errB == nil && bytes.Equal(a, b)
}

// Context tells apart passages with the same words, by those before and behind.
func Context(before, behind string) string {
	sum := sha256.Sum256([]byte(before + "\x00" + behind))
	return hex.EncodeToString(sum[:4])
}

// slot is the place of an entry: a later one takes it over.
type slot struct{ to, source, context, tone, by string }

func (e *Entry) slot() slot {
	tone := e.Tone
	if e.By == Person {
		tone = ""
	}
	return slot{e.To, e.Source, e.Context, tone, e.By}
}

func (e *Entry) check() error {
	switch {
	case e.Source == "" || e.To == "" || e.Target == "" && !e.Drop:
		return errors.New(`source, to and target are needed`)
	case e.By != Model && e.By != Person:
		return fmt.Errorf(`by is %q or %q, not %q`, Model, Person, e.By)
	}
	return nil
}

// line is the entry as JSON, without line end.
func (e Entry) line() ([]byte, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	err := w.Encode(e)
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), err
}

// readLines reads entries, a line each. torn says that a last line without end may be
// what a crash left, and is passed over.
func readLines(r io.Reader, torn bool) ([]*Entry, error) {
	var list []*Entry
	number := 0
	for line, err := range durable.Lines(r) {
		number++
		text := bytes.TrimSpace(line.Text)
		switch {
		case err != nil:
			return nil, err
		case len(text) == 0 || torn && !bytes.HasSuffix(line.Text, []byte{'\n'}):
			continue
		case isConflict(text):
			return nil, fmt.Errorf("line %d: a merge conflict; keep the lines of both sides, and take its marks away",
				number)
		}
		e := new(Entry)
		err := json.Unmarshal(text, e)
		if err == nil {
			err = e.check()
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		list = append(list, e)
	}
	return list, nil
}

func isConflict(line []byte) bool {
	for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return true
		}
	}
	return false
}

// writeLines writes entries in the order of their lines: two people who add some
// change different places of the file.
func writeLines(w io.Writer, list []*Entry) error {
	lines := make([][]byte, len(list))
	for i, e := range list {
		line, err := e.line()
		if err != nil {
			return err
		}
		lines[i] = append(line, '\n')
	}
	slices.SortFunc(lines, bytes.Compare)
	for _, line := range lines {
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// order is that of the file, for lists.
func order(a, b *Entry) int {
	return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.To, b.To), strings.Compare(a.Target, b.Target))
}
