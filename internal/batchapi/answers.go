package batchapi

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"

	"newsbrief/internal/durable"
)

// answersName is the file of a folder's answers. It is hidden, as all that a
// batch keeps there: no run takes it for an article.
const answersName = ".newsbrief-answers.jsonl"

// mostFailures is in how many batches a request may fail before its failure is
// its answer.
const mostFailures = 3

// answers are those that a batch service gave, in a file. In memory there is
// only where each stands.
type answers struct {
	file  *durable.Log
	index map[digest]place
}

// digest names a request by its body, so that the same question is asked once.
type digest [16]byte

// prefix begins the name of a request in a batch service's files.
const prefix = "newsbrief-"

func (k digest) String() string { return prefix + hex.EncodeToString(k[:]) }

func parseKey(customID string) (k digest, ok bool) {
	digits, ok := strings.CutPrefix(customID, prefix)
	if !ok || len(digits) != 2*len(k) {
		return k, false
	}
	_, err := hex.Decode(k[:], []byte(digits))
	return k, err == nil
}

// place is where the last answer to a request stands.
type place struct {
	at       int64
	size     int32
	final    bool   // asking again would give no other
	failures uint8  // batches that failed at it
	batch    uint32 // the last of them
}

// answer is a line of a batch service's output, and of the file of answers.
type answer struct {
	CustomID string    `json:"custom_id"`
	Batch    string    `json:"batch,omitempty"` // that gave it; "": unknown
	Response *response `json:"response"`
	Error    *problem  `json:"error,omitempty"`
}

type response struct {
	Status int             `json:"status_code"`
	Body   json.RawMessage `json:"body"`
}

// problem is why a request has no response.
type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Tally counts what an output holds.
type Tally struct {
	Final  int // answers
	Failed int // requests that the service failed at, and that may be asked again
	Unsent int // requests that expired, or were cancelled
}

func openAnswers(root *os.Root) (*answers, error) {
	f, err := durable.OpenLog(root, answersName)
	if err != nil {
		return nil, err
	}
	a := &answers{file: f, index: map[digest]place{}}
	for line, err := range f.Lines() {
		if err != nil {
			return nil, err
		}
		var one answer
		if k, ok := readAnswer(line.Text, &one); ok {
			a.note(k, &one, line.At, len(line.Text))
		}
	}
	return a, nil
}

// readAnswer reads a line. What others asked for is passed over: ok is false.
func readAnswer(line []byte, into *answer) (k digest, ok bool) {
	if json.Unmarshal(line, into) != nil {
		return k, false
	}
	return parseKey(into.CustomID)
}

// read takes an output of the batch of that name, in any order, and makes it
// durable.
func (a *answers) read(r io.Reader, batch string) (t Tally, err error) {
	number := 0
	for line, err := range durable.Lines(r) {
		number++
		text := bytes.TrimSpace(line.Text)
		switch {
		case err != nil:
			return t, err
		case len(text) == 0:
			continue
		}
		var one answer
		k, ours := readAnswer(text, &one)
		switch {
		case one.CustomID == "":
			return t, fmt.Errorf("line %d is no answer of a batch service", number)
		case !ours:
			continue
		}
		one.Batch = batch
		if err := a.take(k, &one, &t); err != nil {
			return t, err
		}
	}
	return t, a.file.Sync()
}

func (a *answers) take(k digest, one *answer, t *Tally) error {
	switch one.judge() {
	case unsent:
		t.Unsent++
		return nil
	case again:
		t.Failed++
	case final:
		t.Final++
	}
	line, err := json.Marshal(one)
	if err != nil {
		return err
	}
	at, err := a.file.Add(line)
	a.note(k, one, at, len(line))
	return err
}

// note remembers where an answer stands. One that is final stays before a
// failure.
func (a *answers) note(k digest, one *answer, at int64, size int) {
	old := a.index[k]
	p := place{at: at, size: int32(size), final: one.judge() == final, failures: old.failures, batch: old.batch}
	if !p.final {
		if old.final && old.failures < mostFailures {
			return
		}
		if id := number(one.Batch); one.Batch != "" && id != old.batch {
			p.failures, p.batch = old.failures+1, id
		}
		p.final = p.failures >= mostFailures
	}
	a.index[k] = p
}

// number stands for a batch's name in the index.
func number(name string) uint32 {
	h := fnv.New32a()
	_, _ = io.WriteString(h, name)
	return h.Sum32()
}

// get returns the answer to a request, where asking again would give no other.
func (a *answers) get(k digest) (r *response, err error) {
	p, ok := a.index[k]
	if !ok || !p.final {
		return nil, nil
	}
	line := make([]byte, p.size)
	if _, err := a.file.ReadAt(line, p.at); err != nil {
		return nil, err
	}
	var one answer
	if err := json.Unmarshal(line, &one); err != nil {
		return nil, err
	}
	one.judge()
	return one.Response, nil
}

// verdict says what is to be done about a request.
type verdict int

const (
	unsent verdict = iota // it was not asked: once more
	again                 // the service failed: once more, if not too often
	final                 // this is its answer
)

// passing are statuses of requests that may go well later.
var passing = []int{http.StatusTooManyRequests, http.StatusRequestTimeout, http.StatusConflict}

// neverAsked are codes of requests that the service did not come to.
var neverAsked = []string{"batch_expired", "batch_cancelled", "batch_canceled"}

// judge says whether asking again would give another answer. An answer without
// response gets one that tells the problem.
func (a *answer) judge() verdict {
	if a.Response == nil {
		if a.Error == nil || slices.Contains(neverAsked, a.Error.Code) {
			return unsent
		}
		body, _ := json.Marshal(map[string]problem{"error": *a.Error}) // strings always encode
		a.Response = &response{http.StatusInternalServerError, body}
	}
	if a.Response.Status < 200 || a.Response.Status > 599 {
		a.Response.Status = http.StatusInternalServerError
	}
	switch status := a.Response.Status; {
	case status/100 == 2 && !a.Response.blank():
		return final
	case status/100 == 4 && !slices.Contains(passing, status):
		return final
	}
	return again
}

// blank says whether a good status stands above an error, or an answer without
// words that no limit explains.
func (r *response) blank() bool {
	var body struct {
		Choices []struct {
			Finish  string `json:"finish_reason"`
			Message map[string]any
		}
	}
	if json.Unmarshal(r.Body, &body) != nil || len(body.Choices) == 0 {
		return true
	}
	c := body.Choices[0]
	for _, name := range []string{"content", "refusal", "reasoning", "reasoning_content"} {
		text, isText := c.Message[name].(string)
		if c.Message[name] != nil && (!isText || strings.TrimSpace(text) != "") {
			return false
		}
	}
	return c.Finish == "" || c.Finish == "stop"
}
