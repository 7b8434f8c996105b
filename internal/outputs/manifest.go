package outputs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

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
	sum         digest // of the output, when it was last done
	next        digest // what it was to be then, when it was last begun
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
		whole := bytes.HasSuffix(line.Text, []byte{'\n'})
		if output, r, ok := readRecord(line.Text); whole && ok && output != "" {
			known[output] = known[output].then(r)
		}
	}
	return nil
}

// readRecord reads a line; false where it is none.
func readRecord(line []byte) (output string, r record, ok bool) {
	var s scan
	if s.line(line) {
		return s.output, s.record.with(s.sum), true
	}
	var e Entry
	if json.Unmarshal(line, &e) != nil {
		return "", r, false
	}
	r = record{time: e.Time, status: e.Status, fingerprint: e.Fingerprint, judgement: e.Judgement}
	return e.Output, r.with(digestFrom([]byte(e.SHA256))), true
}

// with is the record of a line that names a sum.
func (r record) with(sum digest) record {
	switch r.status {
	case Done:
		r.sum = sum
	case Writing:
		r.next = sum
	}
	return r
}

// scan reads lines as Entry.line writes them, as far as a record needs them: a manifest
// has two an article, and all are read before the first article is.
type scan struct {
	record
	output string
	sum    digest
}

// line is false where encoding/json is needed to tell what a line says.
func (s *scan) line(line []byte) bool {
	rest, object := bytes.CutPrefix(line, []byte(`{"`))
	for more := object; more; {
		key, value, ok := bytes.Cut(rest, []byte(`":`))
		if !ok {
			return false
		}
		text, quoted := bytes.CutPrefix(value, []byte{'"'})
		if quoted {
			value, rest, ok = bytes.Cut(text, []byte{'"'})
			ok = ok && isPlain(value) && s.text(string(key), value)
		} else {
			end := max(bytes.IndexAny(value, ",}"), 0)
			value, rest = value[:end], value[end:]
			ok = s.fact(string(key), string(value))
		}
		if !ok {
			return false
		}
		rest, more = bytes.CutPrefix(rest, []byte(`,"`))
	}
	return object && string(rest) == "}\n"
}

// isPlain says whether a JSON text means the bytes that it is written with.
func isPlain(text []byte) bool {
	ascii := true
	for _, c := range text {
		if c < ' ' || c == '\\' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.Valid(text)
}

// text takes a text; false where the key or the value is another than Entry.line
// writes.
func (s *scan) text(key string, value []byte) bool {
	switch key {
	case "time":
		s.time = string(value)
	case "output":
		s.output = string(value)
	case "source", "error":
	case "status":
		for _, known := range [...]Status{Writing, Done, Failed} {
			if string(value) == string(known) {
				s.status = known
				return true
			}
		}
		return false
	case "fingerprint":
		s.fingerprint = string(value)
	case "sha256":
		s.sum = digestFrom(value)
	default:
		return false
	}
	return true
}

// fact is text for what is none.
func (s *scan) fact(key, value string) bool {
	switch key {
	case "doubtful":
		s.judgement.Doubtful = true
		return value == "true"
	case "doubt":
		part, small := strings.CutPrefix(value, "0.")
		s.judgement.Doubt, _ = strconv.ParseFloat(value, 64)
		return small && part != "" && strings.Trim(part, "0123456789") == ""
	}
	return false
}

// digest is the first half of a SHA-256, which is enough to tell texts apart.
type digest [16]byte

func digestOf(text []byte) digest {
	sum := sha256.Sum256(text)
	return digest(sum[:16])
}

// digestFrom is that of a sum which is written in hexadecimal; zero where it is none.
func digestFrom(text []byte) (d digest) {
	var sum [32]byte
	if len(text) != 2*len(sum) {
		return d
	}
	if _, err := hex.Decode(sum[:], text); err != nil {
		return d
	}
	return digest(sum[:16])
}

// then is the record where line was added, in whatever file. Its sums are those
// of the last lines that name one.
func (r record) then(line record) record {
	ours := r.ours || line.status != Failed
	if line.time >= r.time {
		if line.status != Done {
			line.sum = r.sum
		}
		if line.next == (digest{}) {
			line.next = r.next
		}
		r = line
	}
	r.ours = ours
	return r
}
