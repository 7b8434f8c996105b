package outputs

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"newsbrief/internal/durable"
)

// Status of an article in the manifest.
type Status string

// The statuses. A writing line says, before an output appears, what newsbrief
// will have written: an output whose done line a crash lost would look like the
// user's own file otherwise, or like one that the user edited.
const (
	Writing Status = "writing"
	Done    Status = "done"
	Failed  Status = "failed"
)

// Judgement is what the checks said of an output.
type Judgement struct {
	Doubtful bool    `json:"doubtful,omitempty"` // it holds a claim without support
	Doubt    float64 `json:"doubt,omitempty"`    // of its most doubtful line; 0: unknown
}

// Entry is a line of the manifest.
type Entry struct {
	Time        string `json:"time"`             // UTC
	Output      string `json:"output"`           // relative to the folder, with slashes
	Source      string `json:"source,omitempty"` // the article's name
	Status      Status `json:"status"`
	Fingerprint string `json:"fingerprint,omitempty"` // of all that decides the output
	SHA256      string `json:"sha256,omitempty"`      // of the output, or what it is to be
	Judgement
	Error string `json:"error,omitempty"`
}

// record is what a run needs of an output's last line.
type record struct {
	time        string
	status      Status
	ours        bool // newsbrief wrote the output, or was about to
	fingerprint string
	sum         [32]byte // of the output, when it was last done
	next        [32]byte // what it was to be then, when it was last begun
	judgement   Judgement
}

// line is the entry as a line, with the time.
func (e Entry) line() ([]byte, error) {
	e.Time = time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	return json.Marshal(e)
}

// largestManifest is the most bytes of a manifest, some ten million lines.
const largestManifest = 4 << 30

// readManifest adds a manifest's lines to known: of each output the last counts.
// A tail that a crash tore, and any line that is none, is passed over.
func readManifest(root *os.Root, name string, known map[string]record) error {
	switch info, err := root.Lstat(name); { // before it is opened: that may wait for ever
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New(name + " is no plain file")
	case info.Size() > largestManifest:
		return fmt.Errorf("%s is larger than %d GiB; begin a new folder", name, largestManifest>>30)
	}
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for line, err := range durable.Lines(f) {
		if err != nil {
			return err
		}
		var e Entry
		if !bytes.HasSuffix(line.Text, []byte{'\n'}) || json.Unmarshal(line.Text, &e) != nil || e.Output == "" {
			continue
		}
		r := record{time: e.Time, status: e.Status, fingerprint: e.Fingerprint, judgement: e.Judgement}
		switch e.Status {
		case Done:
			r.sum = sumFrom(e.SHA256)
		case Writing:
			r.next = sumFrom(e.SHA256)
		}
		known[e.Output] = known[e.Output].then(r)
	}
	return nil
}

// sumFrom is a sum that is written in hexadecimal; zero where it is none.
func sumFrom(text string) (sum [32]byte) {
	if data, err := hex.DecodeString(text); err == nil && len(data) == len(sum) {
		return [32]byte(data)
	}
	return sum
}

// then is the record where line was added, in whatever file. Its sums are those
// of the last lines that name one.
func (r record) then(line record) record {
	ours := r.ours || line.status != Failed
	if line.time >= r.time {
		if line.status != Done {
			line.sum = r.sum
		}
		if line.next == [32]byte{} {
			line.next = r.next
		}
		r = line
	}
	r.ours = ours
	return r
}
