package batch

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"sync"
	"time"
)

// Status of an article in the manifest.
type Status string

// The statuses. A writing line says, before an output appears for the first
// time, that newsbrief makes it: an output whose done line a crash lost would
// look like the user's own file otherwise.
const (
	Writing Status = "writing"
	Done    Status = "done"
	Failed  Status = "failed"
)

// Entry is a line of the manifest.
type Entry struct {
	Time        string `json:"time"`             // UTC
	Output      string `json:"output"`           // relative to the folder, with slashes
	Source      string `json:"source,omitempty"` // the article's name
	Status      Status `json:"status"`
	Fingerprint string `json:"fingerprint,omitempty"` // of all that decides the output
	SHA256      string `json:"sha256,omitempty"`      // of the output
	Doubtful    bool   `json:"doubtful,omitempty"`    // it holds a claim without support
	Error       string `json:"error,omitempty"`
}

// record is what a run needs of an output's last line.
type record struct {
	time        string
	status      Status
	ours        bool // newsbrief wrote the output, or was about to
	fingerprint string
	sum         [32]byte
	doubtful    bool
}

// journal is a manifest: lines are only ever added. Those of several callers
// are made durable together.
type journal struct {
	file    *os.File
	flushes group
	failed  error // of a flush: what is in the file is not known from then on
	mu      sync.Mutex
	waiting []byte // lines that are not in the file
	added   int    // lines so far
	durable int    // of these, in the file for good
}

// openJournal opens a manifest to add lines.
func openJournal(root *os.Root, name string) (*journal, error) {
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New(name + " is no plain file")
	}
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	j := &journal{file: f}
	if size, err := f.Seek(0, io.SeekEnd); err != nil {
		return nil, errors.Join(err, f.Close())
	} else if size > 0 {
		last := []byte{0}
		if _, err := f.ReadAt(last, size-1); err != nil || last[0] != '\n' {
			j.waiting = []byte("\n") // ends a line that a crash tore
		}
	}
	return j, nil
}

// note adds a line that may wait; keep(n) makes it durable.
func (j *journal) note(e Entry) (n int, err error) {
	e.Time = time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	line, err := json.Marshal(e)
	if err != nil {
		return 0, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(append(j.waiting, line...), '\n')
	j.added++
	return j.added, nil
}

// keep returns when the first n lines are durable.
func (j *journal) keep(n int) error {
	j.mu.Lock()
	done := j.durable >= n
	j.mu.Unlock()
	if done {
		return nil
	}
	return j.flushes.do(j.flush)
}

// flush writes the lines that wait and makes them durable.
func (j *journal) flush() error {
	j.mu.Lock()
	lines, last := j.waiting, j.added
	j.waiting = nil
	j.mu.Unlock()
	if j.failed == nil {
		_, j.failed = j.file.Write(lines)
	}
	if j.failed == nil {
		j.failed = j.file.Sync()
	}
	if j.failed == nil {
		j.mu.Lock()
		j.durable = last
		j.mu.Unlock()
	}
	return j.failed
}

// readJournal adds a manifest's lines to known: of each output the last counts.
// A tail that a crash tore, and any line that is none, is passed over.
func readJournal(root *os.Root, name string, known map[string]record) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, 1<<16)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var e Entry
		if json.Unmarshal(line, &e) != nil || e.Output == "" {
			continue
		}
		r := record{time: e.Time, status: e.Status, fingerprint: e.Fingerprint, doubtful: e.Doubtful}
		if _, err := hex.Decode(r.sum[:], []byte(e.SHA256)); err != nil {
			r.sum = [32]byte{}
		}
		known[e.Output] = known[e.Output].then(r)
	}
}

// then is the record where line was added, in whatever file.
func (r record) then(line record) record {
	ours := r.ours || line.status != Failed
	if line.time >= r.time {
		r = line
	}
	r.ours = ours
	return r
}
