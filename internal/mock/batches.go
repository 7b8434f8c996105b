package mock

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
)

// batchObject is a batch as the protocol describes it.
type batchObject struct {
	ID       string            `json:"id"`
	Object   string            `json:"object"`
	Endpoint string            `json:"endpoint"`
	Errors   *batchErrors      `json:"errors"`
	Input    string            `json:"input_file_id"`
	Window   string            `json:"completion_window"`
	Status   string            `json:"status"`
	Output   *string           `json:"output_file_id"`
	Error    *string           `json:"error_file_id"`
	Created  int               `json:"created_at"`
	Expires  int               `json:"expires_at"`
	Counts   batchCounts       `json:"request_counts"`
	Metadata map[string]string `json:"metadata"`
}

type batchErrors struct {
	Object string       `json:"object"`
	Data   []batchError `json:"data"`
}

type batchError struct {
	Code    string  `json:"code"`
	Message string  `json:"message"`
	Param   *string `json:"param"`
	Line    *int    `json:"line"`
}

type batchCounts struct {
	Total  int `json:"total"`
	Done   int `json:"completed"`
	Failed int `json:"failed"`
}

func (b *batchObject) ended() bool {
	return slices.Contains([]string{"failed", "completed", "expired", "cancelled"}, b.Status)
}

func (s *shelf) create(w http.ResponseWriter, r *http.Request) {
	b := batchObject{Object: "batch", Status: "validating", Created: created, Expires: created + 24*60*60}
	f, err := s.readCreate(r, &b)
	var bad badRequest
	if errors.As(err, &bad) {
		bad.write(w)
		return
	}
	step := s.stepOf(f, "create")
	if step == "createfail" {
		w.Header().Set("Retry-After-Ms", "1")
		writeError(w, http.StatusInternalServerError, "server_error", "the mock made no batch", "", "")
		return
	}
	n, err := s.next("batches")
	b.ID = fmt.Sprintf("batch_%06d", n)
	if err = errors.Join(err, s.save("batches/"+b.ID, b)); err != nil {
		failed(w, err)
		return
	}
	if step == "createdrop" {
		panic(http.ErrAbortHandler)
	}
	writeJSON(w, http.StatusOK, b)
}

// readCreate reads what a batch is to be made of.
func (s *shelf) readCreate(r *http.Request, b *batchObject) (f fileObject, err error) {
	var q struct {
		Input    string            `json:"input_file_id"`
		Endpoint string            `json:"endpoint"`
		Window   string            `json:"completion_window"`
		Metadata map[string]string `json:"metadata"`
	}
	d := json.NewDecoder(io.LimitReader(r.Body, maxBody))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		return f, badRequest{"We could not parse the JSON body of your request: " + err.Error(), ""}
	}
	f, ok := s.file(q.Input)
	switch {
	case !ok:
		return f, badRequest{"No such File object: " + q.Input, "input_file_id"}
	case f.Purpose != "batch":
		return f, badRequest{"the file's purpose is not batch", "input_file_id"}
	case f.Status != "processed":
		return f, badRequest{"the file is not ready", "input_file_id"}
	case q.Endpoint != "/v1/chat/completions" && q.Endpoint != "/chat/completions":
		return f, badRequest{"the mock has batches of /v1/chat/completions only", "endpoint"}
	case q.Window != "24h":
		return f, badRequest{"completion_window must be 24h", "completion_window"}
	case len(q.Metadata) > 16:
		return f, badRequest{"metadata has more than 16 keys", "metadata"}
	}
	b.Input, b.Endpoint, b.Window, b.Metadata = q.Input, q.Endpoint, q.Window, q.Metadata
	return f, nil
}

// batchLine is a line of a file of requests.
type batchLine struct {
	CustomID string          `json:"custom_id"`
	Method   string          `json:"method"`
	URL      string          `json:"url"`
	Body     json.RawMessage `json:"body"`
}

// stepOf is the step that what is done with a file takes: the next of its first
// request's model for that kind of deed.
func (s *shelf) stepOf(f fileObject, deed string) string {
	var q request
	for line, err := range s.lines(f) {
		if err == nil {
			_ = json.Unmarshal(line.Body, &q)
		}
		break
	}
	list, ok := strings.CutPrefix(q.Model, "mock:")
	if !ok {
		return "ok"
	}
	steps := strings.Split(list, ",")
	n := s.chat.count(deed + q.Model + f.SHA256)
	if s.saveAsked() != nil {
		return "ok"
	}
	return steps[min(n, len(steps)-1)]
}

// lines yields the lines of a file of requests.
func (s *shelf) lines(f fileObject) func(yield func(batchLine, error) bool) {
	return func(yield func(batchLine, error) bool) {
		in, err := os.Open(s.path(f.ID))
		if err != nil {
			yield(batchLine{}, err)
			return
		}
		defer in.Close()
		lines := bufio.NewReader(in)
		for {
			line, err := lines.ReadBytes('\n')
			if line = bytes.TrimSpace(line); len(line) > 0 {
				var l batchLine
				if !yield(l, json.Unmarshal(line, &l)) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

func (s *shelf) listBatches(w http.ResponseWriter, r *http.Request) {
	n, err := s.next("batches")
	if err != nil {
		failed(w, err)
		return
	}
	limit := 20
	_, _ = fmt.Sscan(r.FormValue("limit"), &limit)
	if after := r.FormValue("after"); after != "" {
		_, _ = fmt.Sscanf(after, "batch_%d", &n)
	}
	list := []batchObject{}
	for n--; n > 0 && len(list) < limit; n-- {
		var b batchObject
		if s.load(fmt.Sprintf("batches/batch_%06d", n), &b) == nil {
			list = append(list, b)
		}
	}
	writeJSON(w, http.StatusOK, map[string]any{"object": "list", "data": list, "has_more": n > 0})
}

// batch finds a batch, or answers that there is none.
func (s *shelf) batch(w http.ResponseWriter, r *http.Request) (b batchObject, ok bool) {
	id := r.PathValue("id")
	if strings.ContainsAny(id, `/\`) || s.load("batches/"+id, &b) != nil {
		noSuch(w, "Batch", id)
		return b, false
	}
	return b, true
}

func (s *shelf) getBatch(w http.ResponseWriter, r *http.Request) {
	b, ok := s.batch(w, r)
	if !ok {
		return
	}
	if !b.ended() {
		if err := errors.Join(s.advance(&b), s.save("batches/"+b.ID, b), s.saveAsked()); err != nil {
			failed(w, err)
			return
		}
	}
	writeJSON(w, http.StatusOK, b)
}

func (s *shelf) cancel(w http.ResponseWriter, r *http.Request) {
	b, ok := s.batch(w, r)
	if !ok {
		return
	}
	if b.ended() {
		writeError(w, http.StatusConflict, "invalid_request_error", "Cannot cancel a batch with status '"+b.Status+"'.", "", "")
		return
	}
	b.Status = "cancelling"
	if err := s.save("batches/"+b.ID, b); err != nil {
		failed(w, err)
		return
	}
	writeJSON(w, http.StatusOK, b)
}
