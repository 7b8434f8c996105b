package mock

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
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
		invalid(w, http.StatusConflict, "Cannot cancel a batch with status '"+b.Status+"'.", "", "")
		return
	}
	b.Status = "cancelling"
	if err := s.save("batches/"+b.ID, b); err != nil {
		failed(w, err)
		return
	}
	writeJSON(w, http.StatusOK, b)
}

// batchFaults are the steps of batches; elsewhere they do nothing.
func batchFaults() []fault {
	var list []fault
	for _, f := range []Fault{
		{"batchslow", "a batch enters one state more each time it is looked at"},
		{"batchfail", "a batch fails its validation"},
		{"batchtokens", "a batch fails: too many tokens are queued"},
		{"batchexpire", "a batch expires with every second request unanswered"},
		{"batchcancel", "a batch is cancelled with every second request unanswered"},
		{"batchhalf", "every second request of a batch answers 500"},
		{"batchlose", "every second request of a batch is in no file"},
		{"batchgone", "the answers of a batch are deleted at once"},
		{"createfail", "a batch is not made: 500"},
		{"createdrop", "a batch is made, and the connection closes without an answer"},
		{"uploaddrop", "a file is kept, and the connection closes without an answer"},
		{"filepending", "a file is pending first, as on Azure"},
	} {
		list = append(list, fault{f, func(*reply, *question) {}})
	}
	return list
}

// advance moves a batch on: a slow one by one state, any other to its end.
func (s *shelf) advance(b *batchObject) error {
	f, ok := s.file(b.Input)
	if !ok {
		b.fail("invalid_file", "the input file is gone", 0)
		return nil
	}
	total, slow, err := s.validate(b, f)
	if err != nil || b.Status == "failed" {
		return err
	}
	b.Counts.Total = total
	next := map[string]string{"validating": "in_progress", "in_progress": "finalizing"}[b.Status]
	if slow && next != "" {
		b.Status = next
		return nil
	}
	run := &batchRun{shelf: s, batch: b, file: f, cancelled: b.Status == "cancelling"}
	return run.do()
}

func (b *batchObject) fail(code, message string, line int) {
	e := batchError{Code: code, Message: message}
	if line > 0 {
		e.Line = &line
	}
	b.Counts = batchCounts{}
	b.Status, b.Errors = "failed", &batchErrors{"list", []batchError{e}}
}

// validate counts the lines of a batch's file; what is wrong with one fails the
// batch. slow says that a model asks for it.
func (s *shelf) validate(b *batchObject, f fileObject) (total int, slow bool, err error) {
	seen := map[string]bool{}
	model := ""
	for line, err := range s.lines(f) {
		total++
		var q request
		switch {
		case err != nil:
			b.fail("invalid_json_line", "This line is not parseable as valid JSON.", total)
		case json.Unmarshal(line.Body, &q) != nil:
			b.fail("invalid_request", "the body is no request", total)
		case line.CustomID == "" || seen[line.CustomID]:
			b.fail("duplicate_custom_id",
				"The custom_id for this request is missing or a duplicate of another request.", total)
		case line.Method != http.MethodPost:
			b.fail("invalid_method", "method must be POST", total)
		case line.URL != b.Endpoint:
			b.fail("mismatched_url", "The URL of this request does not match the batch's endpoint.", total)
		case model != "" && q.Model != model:
			b.fail("mismatched_model", "The model of this request does not match the rest of the batch.", total)
		case q.Stream:
			b.fail("invalid_request", "stream is not possible in a batch", total)
		case total > 50_000:
			b.fail("too_many_tasks", "The batch has more than 50,000 requests.", 0)
		}
		if b.Status == "failed" {
			return total, false, nil
		}
		seen[line.CustomID], model = true, q.Model
	}
	if total == 0 {
		b.fail("empty_file", "The input file is empty.", 0)
	}
	return total, strings.Contains(model, "batchslow"), nil
}

// batchRun answers the requests of a batch.
type batchRun struct {
	shelf     *shelf
	batch     *batchObject
	file      fileObject
	cancelled bool
	steps     map[string]bool // that requests took
	output    []string        // lines
	errors    []string
}

// do answers every request, and ends the batch as the steps say.
func (run *batchRun) do() error {
	run.steps = map[string]bool{}
	position := 0
	for line, err := range run.shelf.lines(run.file) {
		if err != nil {
			return err
		}
		position++
		run.request(line, position%2 == 0)
	}
	b := run.batch
	switch {
	case run.steps["batchfail"]:
		b.fail("invalid_request", "the mock was asked to fail this batch", 1)
		return nil
	case run.steps["batchtokens"]:
		b.fail("token_limit_exceeded", "Enqueued token limit reached for mock in organization mock. "+
			"Limit: 9 enqueued tokens. Please try again once some in_progress batches have been completed.", 0)
		return nil
	}
	b.Status = "completed"
	for step, status := range map[string]string{"batchexpire": "expired", "batchcancel": "cancelled"} {
		if run.steps[step] {
			b.Status = status
		}
	}
	if run.cancelled {
		b.Status = "cancelled"
	}
	return run.write()
}

// request answers one request. Where second is set, it is one that a step spares
// or not.
func (run *batchRun) request(line batchLine, second bool) {
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	step := run.answer(w, line.Body)
	run.steps[step] = true
	switch {
	case second && step == "batchexpire":
		run.errors = append(run.errors, outputLine(line.CustomID, "null",
			`{"code":"batch_expired",`+
				`"message":"This request could not be executed before the completion window expired."}`))
		return
	case second && (step == "batchcancel" || run.cancelled):
		return
	case second && step == "batchlose":
		run.batch.Counts.Done++
		return
	case second && step == "batchhalf":
		w = &recorder{status: http.StatusInternalServerError}
		w.body.WriteString(`{"error":{"message":"the mock was asked to fail","type":"server_error"}}`)
	}
	response := fmt.Sprintf(`{"status_code":%d,"request_id":"req_%s","body":%s}`,
		w.status, line.CustomID, bytes.TrimSpace(w.body.Bytes()))
	if w.status == http.StatusOK {
		run.batch.Counts.Done++
		run.output = append(run.output, outputLine(line.CustomID, response, "null"))
		return
	}
	run.batch.Counts.Failed++
	run.errors = append(run.errors, outputLine(line.CustomID, response, "null"))
}

// answer is the live answer to a request; a connection that would break or hang
// is a server error.
func (run *batchRun) answer(w *recorder, body []byte) (step string) {
	defer func() {
		if cause := recover(); cause != nil || !json.Valid(w.body.Bytes()) {
			w.status = http.StatusInternalServerError
			w.body.Reset()
			w.body.WriteString(`{"error":{"message":"the model gave no answer","type":"server_error"}}`)
		}
	}()
	return run.shelf.chat.answer(w, endedRequest(), body)
}

func outputLine(id, response, problem string) string {
	const line = `{"id":"batch_req_%s","custom_id":%q,"response":%s,"error":%s}` + "\n"
	return fmt.Sprintf(line, id, id, response, problem)
}

// write makes the files of answers, in another order than that of the requests.
func (run *batchRun) write() error {
	files := map[string][]string{"output": run.output, "error": run.errors}
	for _, kind := range slices.Sorted(maps.Keys(files)) {
		if len(files[kind]) == 0 {
			continue
		}
		slices.Reverse(files[kind])
		f, err := run.shelf.add(run.batch.ID+"_"+kind+".jsonl", "batch_output", func(w io.Writer) error {
			out := bufio.NewWriter(w)
			for _, line := range files[kind] {
				out.WriteString(line)
			}
			return out.Flush()
		})
		if err != nil {
			return err
		}
		switch {
		case kind == "error":
			run.batch.Error = &f.ID
		default:
			run.batch.Output = &f.ID
		}
		if run.steps["batchgone"] {
			if err := run.shelf.remove(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// recorder is a http.ResponseWriter that keeps what it gets.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }
func (r *recorder) FlushError() error           { return nil }

// endedRequest is a request whose client has gone: faults that hang end at once.
func endedRequest() *http.Request {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, _ := http.NewRequestWithContext(ctx, http.MethodPost, "/v1/chat/completions", nil)
	return r
}
