package outputs

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"time"

	"newsbrief/internal/durable"
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
	SHA256      string `json:"sha256,omitempty"`      // of the output
	Judgement
	Error string `json:"error,omitempty"`
}

// record is what a run needs of an output's last line.
type record struct {
	time        string
	status      Status
	ours        bool // newsbrief wrote the output, or was about to
	fingerprint string
	sum         [32]byte
	judgement   Judgement
}

// line is the entry as a line, with the time.
func (e Entry) line() ([]byte, error) {
	e.Time = time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	return json.Marshal(e)
}

// readManifest adds a manifest's lines to known: of each output the last counts.
// A tail that a crash tore, and any line that is none, is passed over.
func readManifest(root *os.Root, name string, known map[string]record) error {
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
		if _, err := hex.Decode(r.sum[:], []byte(e.SHA256)); err != nil {
			r.sum = [32]byte{}
		}
		known[e.Output] = known[e.Output].then(r)
	}
	return nil
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
