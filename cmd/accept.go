package cmd

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// accepted is a list of findings that a person has read and lets pass, in a file
// of JSON lines. A nil list accepts nothing.
type accepted struct {
	path  string
	write bool // the file becomes what was found
	used  map[acceptedFinding]bool
}

// acceptedFinding is a line of the file. A finding with the same text for another
// reason is another one.
type acceptedFinding struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// What a statement is accepted for: its doubt, and what a second model says of it.
const (
	doubtReason = "doubt"
	senseReason = "sense"
)

func acceptFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "accept", Usage: "`FILE` findings that a person has accepted, JSON lines " +
			"{\"text\",\"reason\"}: they fail nothing"},
		&cli.BoolFlag{Name: "write-accept", Usage: "write what is found now to the file of --accept"},
	}
}

// readAccepted reads the list of --accept.
func readAccepted(ctx *cli.Context) (*accepted, error) {
	a := &accepted{path: ctx.String("accept"), write: ctx.Bool("write-accept"), used: map[acceptedFinding]bool{}}
	switch {
	case a.path == "" && a.write:
		return nil, terminal.Usagef("--write-accept needs the file to write: --accept FILE")
	case a.path == "":
		return nil, nil
	}
	data, err := durable.ReadPlain(a.path, 16<<20)
	if a.write && errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, terminal.Usagef("cannot read --accept %s: %v", plain.Line(a.path), terminal.FileCause(err))
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		var f acceptedFinding
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if err := json.Unmarshal(line, &f); err != nil || f.Text == "" {
			return nil, terminal.Usagef("%s:%d: not a finding as {\"text\":\"…\",\"reason\":\"…\"}",
				plain.Line(a.path), number)
		}
		a.used[f] = false
	}
	return a, nil
}

// apply marks what of a check is accepted.
func (a *accepted) apply(c *result.Check, maxDoubt float64) {
	if a == nil {
		return
	}
	for i := range c.Claims {
		f := &c.Claims[i]
		f.Accepted = !f.Status.Good() && a.takes(acceptedFinding{f.Text, f.Reason})
	}
	for i := range c.Statements {
		s := &c.Statements[i]
		s.Accepted = a.takesStatement(*s, maxDoubt)
	}
	c.Judge()
}

// takesStatement says whether all is accepted that speaks against a statement.
func (a *accepted) takesStatement(s result.Statement, maxDoubt float64) bool {
	accepted, wrong := true, false
	if s.Doubt > maxDoubt {
		wrong, accepted = true, a.takes(acceptedFinding{s.Text, doubtReason})
	}
	if s.Sense.Doubtful() { // whose words differ from one time to the next
		wrong, accepted = true, a.takes(acceptedFinding{s.Text, senseReason}) && accepted
	}
	return wrong && accepted
}

func (a *accepted) takes(f acceptedFinding) bool {
	if _, known := a.used[f]; !known && !a.write {
		return false
	}
	a.used[f] = true
	return true
}

// close writes the list, or tells what of it was found nowhere.
func (a *accepted) close(c *console) error {
	if a == nil {
		return nil
	}
	var found, stale []acceptedFinding
	for f, used := range a.used {
		if used {
			found = append(found, f)
		} else {
			stale = append(stale, f)
		}
	}
	byText := func(x, y acceptedFinding) int {
		return cmp.Or(cmp.Compare(x.Text, y.Text), cmp.Compare(x.Reason, y.Reason))
	}
	slices.SortFunc(found, byText)
	slices.SortFunc(stale, byText)
	if a.write {
		return a.save(found)
	}
	if len(stale) > 0 {
		c.Notice("%d of %d findings of %s were not found, the first is %q: take them out, or write the list anew "+
			"with --write-accept", len(stale), len(a.used), terminal.DisplayName(a.path), plain.Line(stale[0].Text))
	}
	return nil
}

func (a *accepted) save(list []acceptedFinding) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for _, f := range list {
		if err := e.Encode(f); err != nil {
			return fmt.Errorf("as JSON: %w", err)
		}
	}
	if err := durable.WriteFile(a.path, 0o666, durable.Bytes(out.Bytes())); err != nil {
		return fmt.Errorf("cannot write %s: %w", plain.Line(a.path), terminal.FileCause(err))
	}
	return nil
}
