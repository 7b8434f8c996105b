package batchapi

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"iter"
	"os"
	"slices"

	"newsbrief/internal/durable"
)

const spoolName = ".newsbrief-spool.jsonl"

// MostRequests and MostBytes limit a file of requests, as OpenAI's guide to the
// Batch API has them (platform.openai.com/docs/guides/batch#rate-limits). Azure
// takes 100,000 requests and as many bytes (learn.microsoft.com/azure/ai-foundry/
// openai/quotas-limits), so that these hold for both.
const (
	MostRequests = 50_000
	MostBytes    = 200_000_000
)

// spool holds requests on disk until it is known how many there are.
type spool struct {
	root    *os.Root
	file    *os.File
	out     *bufio.Writer
	size    int64
	waiting []request
	seen    map[digest]bool
}

// request is a body in the spool.
type request struct {
	key   digest
	model string
	at    int64
	size  int
}

func openSpool(root *os.Root) (*spool, error) {
	if err := root.Remove(spoolName); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	f, err := root.OpenFile(spoolName, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	return &spool{root: root, file: f, out: bufio.NewWriter(f), seen: map[digest]bool{}}, nil
}

func (s *spool) close() error {
	err := s.file.Close()
	if remove := s.root.Remove(spoolName); err == nil {
		err = remove
	}
	return err
}

// add takes a request, once.
func (s *spool) add(k digest, model string, body []byte) error {
	if s.seen[k] {
		return nil
	}
	s.seen[k] = true
	s.waiting = append(s.waiting, request{k, model, s.size, len(body)})
	s.size += int64(len(body))
	_, err := s.out.Write(body)
	return err
}

// parts divides the requests, in the order of their models and names, so that the
// same ones give the same files. A batch has one model only.
func (s *spool) parts(most int, bytes int64, url string) iter.Seq[[]request] {
	slices.SortFunc(s.waiting, func(a, b request) int {
		return cmp.Or(cmp.Compare(a.model, b.model), compareKeys(a.key, b.key))
	})
	return func(yield func([]request) bool) {
		begin, size := 0, int64(0)
		for i, r := range s.waiting {
			line := int64(len(frame(r.key, url)) + r.size + 2)
			full := i-begin == most || size+line > bytes
			if i > begin && (full || r.model != s.waiting[begin].model) {
				if !yield(s.waiting[begin:i]) {
					return
				}
				begin, size = i, 0
			}
			size += line
		}
		if begin < len(s.waiting) {
			yield(s.waiting[begin:])
		}
	}
}

func compareKeys(a, b digest) int { return bytes.Compare(a[:], b[:]) }

// write writes requests as lines of a batch service's input.
func (s *spool) write(w io.Writer, part []request, url string) error {
	if err := s.out.Flush(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for _, r := range part {
		body := make([]byte, r.size)
		if _, err := s.file.ReadAt(body, r.at); err != nil {
			return err
		}
		out.WriteString(frame(r.key, url))
		out.Write(body)
		out.WriteString("}\n")
	}
	return out.Flush()
}

// frame is what stands before a request's body in its line.
func frame(k digest, url string) string {
	return `{"custom_id":"` + k.String() + `","method":"POST","url":"` + url + `","body":`
}

// keysOf reads the names of the requests in a file that write wrote.
func keysOf(r io.Reader) iter.Seq2[digest, error] {
	return func(yield func(digest, error) bool) {
		for line, err := range durable.Lines(r) {
			var name struct {
				CustomID string `json:"custom_id"`
			}
			if err == nil {
				err = json.Unmarshal(line.Text, &name)
			}
			k, _ := parseKey(name.CustomID)
			if !yield(k, err) || err != nil {
				return
			}
		}
	}
}
