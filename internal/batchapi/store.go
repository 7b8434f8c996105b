package batchapi

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsbrief/internal/durable"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

const (
	jobsName       = ".newsbrief-batches.jsonl"
	submissionName = ".newsbrief-batch.json"
)

// Store is what an output folder remembers of its batches: the requests that
// were sent, the answers that came, and a journal of what was done with them.
// Each step is durable before the next begins, so that a crash neither loses a
// batch nor makes one twice:
//
//	requests on disk, line "ready" -> uploaded, line "uploaded" with the file's
//	id -> batch made, line "created" with its id -> answers on disk, line "ended"
//
// What a crash leaves at "uploaded" is looked for at the endpoint by the file's
// id before anything is sent again.
type Store struct {
	root  *os.Root
	files *durable.Tree
	lock  *durable.Lock
	log   *durable.Log
	jobs  []*Job
}

// Step is how far a batch has come.
type Step string

// The steps. Held requests are not asked again unless the user says so.
const (
	Ready    Step = "ready"
	Uploaded Step = "uploaded"
	Created  Step = "created"
	Ended    Step = "ended"
	Held     Step = "held"
	Dropped  Step = "dropped"
)

// Job is a batch: a line of the journal, of which the last counts.
type Job struct {
	Time     string `json:"time"` // UTC
	Name     string `json:"name"` // ours
	Step     Step   `json:"step"`
	Requests int    `json:"requests"`
	File     string `json:"file,omitempty"`   // the endpoint's id of the input
	ID       string `json:"batch,omitempty"`  // the endpoint's
	Status   string `json:"status,omitempty"` // at the endpoint, in the end
	Reason   string `json:"reason,omitempty"` // the code of its first error
	Short    int    `json:"short,omitempty"`  // looks at which answers were missing
}

// UnderWay says whether the batch's answers are still to come.
func (j *Job) UnderWay() bool { return j.Step == Ready || j.Step == Uploaded || j.Step == Created }

// Expected says whether answers may come, also of a batch that the endpoint
// once did not know.
func (j *Job) Expected() bool { return j.Step == Created || j.Step == Held && j.Status == "" }

// String is the name that the user knows it by.
func (j *Job) String() string {
	if j.ID == "" {
		return "a batch that is not made yet"
	}
	return j.ID
}

// OpenStore opens the folder's, which it makes where there is none, for one run
// at a time.
func OpenStore(dir string) (s *Store, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	s = &Store{}
	defer func() {
		if err != nil {
			_ = s.Close()
		}
	}()
	if s.root, err = os.OpenRoot(dir); err != nil {
		return s, err
	}
	s.files = durable.NewTree(s.root)
	if s.lock, err = durable.TakeLock(s.root, ".newsbrief-batch.lock", false); err != nil {
		return s, err
	}
	if s.log, err = durable.OpenLog(s.root, jobsName); err != nil {
		return s, err
	}
	s.jobs, err = readJobs(s.log.Lines())
	return s, err
}

// Close lets another run use the store.
func (s *Store) Close() error {
	var err error
	if s.log != nil {
		err = s.log.Close()
	}
	err = errors.Join(err, s.lock.Release())
	if s.root != nil {
		err = errors.Join(err, s.root.Close())
	}
	return err
}

// Jobs are the folder's batches, as a store or none has it open.
func Jobs(dir string) ([]*Job, error) {
	data, err := durable.ReadPlain(filepath.Join(dir, jobsName), 64<<20)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return readJobs(durable.Lines(bytes.NewReader(data)))
}

// readJobs passes over lines that a crash tore.
func readJobs(lines iter.Seq2[durable.Line, error]) (jobs []*Job, err error) {
	known := map[string]*Job{}
	for line, err := range lines {
		var j Job
		switch {
		case err != nil:
			return nil, err
		case json.Unmarshal(line.Text, &j) != nil || j.Name == "":
		case known[j.Name] != nil:
			*known[j.Name] = j
		default:
			known[j.Name] = &j
			jobs = append(jobs, &j)
		}
	}
	return jobs, nil
}

// Jobs are the batches in the order in which they were made.
func (s *Store) Jobs() []*Job { return s.jobs }

// UnderWay are those whose answers are still to come.
func (s *Store) UnderWay() (list []*Job) {
	for _, j := range s.jobs {
		if j.UnderWay() {
			list = append(list, j)
		}
	}
	return list
}

// note makes durable what a job has become.
func (s *Store) note(j *Job) error {
	j.Time = time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	line, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if _, err := s.log.Add(line); err != nil {
		return err
	}
	return s.log.Sync()
}

// requestsName is the file of a job's requests.
func (j *Job) requestsName() string { return ".newsbrief-requests-" + j.Name + ".jsonl" }

// add makes a job of count requests, which write writes.
func (s *Store) add(count int, write func(io.Writer) error) (*Job, error) {
	var name [8]byte
	_, _ = rand.Read(name[:])
	j := &Job{Name: hex.EncodeToString(name[:]), Step: Ready, Requests: count}
	if err := s.files.Write(j.requestsName(), write); err != nil {
		return nil, err
	}
	s.jobs = append(s.jobs, j)
	return j, s.note(j)
}

// end notes that nothing more will come of a job. Its requests stay where they
// are not to be asked again.
func (s *Store) end(j *Job, as Step) error {
	j.Step = as
	if err := s.note(j); err != nil || as == Held {
		return err
	}
	err := s.root.Remove(j.requestsName())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Release lets what was held, or never made, be asked again.
func (s *Store) Release() error {
	for _, j := range s.jobs {
		if j.Step != Held {
			continue
		}
		if err := s.end(j, Dropped); err != nil {
			return err
		}
	}
	return nil
}

// DropReady forgets the batches that no endpoint knows of.
func (s *Store) DropReady() error {
	for _, j := range s.jobs {
		if j.Step != Ready {
			continue
		}
		if err := s.end(j, Dropped); err != nil {
			return err
		}
	}
	return nil
}

// Exchange returns an exchange with the store's answers; close it before the
// store.
func (s *Store) Exchange() (x *Exchange, err error) {
	x = &Exchange{held: map[digest]bool{}}
	if x.answers, err = openAnswers(s.root); err != nil {
		return nil, err
	}
	if x.spool, err = openSpool(s.root); err != nil {
		return nil, errors.Join(err, x.answers.file.Close())
	}
	return x, nil
}

// Exclude keeps the exchange from collecting what is under way, or held.
func (s *Store) Exclude(x *Exchange) error {
	x.asked = map[digest]bool{}
	for _, j := range s.jobs {
		if !j.UnderWay() && j.Step != Held {
			continue
		}
		if err := s.keys(j, x.asked); err != nil {
			return fmt.Errorf("%s: %w", j.requestsName(), err)
		}
	}
	return nil
}

// Close removes what only this run needs.
func (x *Exchange) Close() error {
	return errors.Join(x.spool.close(), x.answers.file.Close())
}

// keys adds the names of a job's requests to a set, with whether they are held.
func (s *Store) keys(j *Job, to map[digest]bool) error {
	f, err := s.root.Open(j.requestsName())
	if err != nil {
		return err
	}
	defer f.Close()
	for k, err := range keysOf(f) {
		if err != nil {
			return err
		}
		to[k] = j.Step == Held
	}
	return nil
}

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
	return s.files.Write(submissionName, durable.Bytes(append(data, '\n')))
}

// Recall reads what Remember kept in a folder.
func Recall(dir string) (*Submission, error) {
	var sub Submission
	data, err := durable.ReadPlain(filepath.Join(dir, submissionName), 4<<20)
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
