package batchapi

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

const submissionName = ".newsbrief-batch.json"

// Submission is the command that made a folder's requests.
type Submission struct {
	Folder  string   `json:"folder"` // that it was started in
	Args    []string `json:"args"`
	BaseURL string   `json:"base_url,omitempty"` // of the endpoint; "": files
	Options string   `json:"options,omitempty"`  // hash of what decides the answers
}

// Remember keeps how the batches were submitted.
func (s *Store) Remember(sub Submission) error {
	data, err := json.MarshalIndent(sub, "", "  ")
	if err != nil {
		return err
	}
	return s.files.Write(submissionName, durable.Bytes(append(data, '\n')), nil)
}

// Recall reads what Remember kept in a folder.
func Recall(dir string) (*Submission, error) {
	var sub Submission
	data, err := os.ReadFile(filepath.Join(dir, submissionName))
	if err == nil {
		err = json.Unmarshal(data, &sub)
	}
	if err != nil {
		return nil, terminal.Usagef("%s holds no batch: %v", plain.Line(dir), terminal.FileCause(err))
	}
	return &sub, nil
}

// same says whether two commands are one.
func (s *Submission) same(other *Submission) bool {
	return s.Folder == other.Folder && s.BaseURL == other.BaseURL && slices.Equal(s.Args, other.Args)
}

// KeepModel puts the model into the arguments, where the environment or the
// profile named it: another would ask, and pay, for everything anew.
func (s *Submission) KeepModel(model string) {
	named := func(arg string) bool { return strings.HasPrefix(arg, "--model=") }
	end := slices.Index(s.Args, "--")
	if end < 0 || slices.ContainsFunc(s.Args[:end], named) {
		return
	}
	s.Args = slices.Insert(slices.Clone(s.Args), end, "--model="+model)
}
