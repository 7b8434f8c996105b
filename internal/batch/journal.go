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

// journal is a manifest: lines are only ever added.
type journal struct {
	mu   sync.Mutex
	file *os.File
	torn bool // the file does not end in a line end
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
		_, err := f.ReadAt(last, size-1)
		j.torn = err != nil || last[0] != '\n'
	}
	return j, nil
}

// add appends a line and makes it durable.
func (j *journal) add(e Entry) error {
	e.Time = time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.torn {
		line = append([]byte("\n"), line...)
	}
	j.torn = true
	if _, err := j.file.Write(line); err != nil {
		return err
	}
	j.torn = false
	return j.file.Sync()
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
