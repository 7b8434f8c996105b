package mock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// client asks a mock with batches.
type client struct {
	t *testing.T
	h http.Handler
}

func newClient(t *testing.T, dir string) client {
	t.Helper()
	h, err := NewBatchHandler(dir)
	if err != nil {
		t.Fatal(err)
	}
	return client{t, h}
}

func (c client) ask(method, path, kind, body string) (status int, answer string) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func (c client) get(path string) string {
	c.t.Helper()
	status, answer := c.ask("GET", path, "", "")
	if status != 200 {
		c.t.Errorf("GET %s: %d %s", path, status, answer)
	}
	return answer
}

// form is an upload, with its content type.
func form(purpose, content string) (kind, body string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.WriteField("purpose", purpose)
	part, _ := w.CreateFormFile("file", "in.jsonl")
	_, _ = io.WriteString(part, content)
	_ = w.Close()
	return w.FormDataContentType(), b.String()
}

func line(id, model string, article int) string {
	text := strings.ReplaceAll(text, "3 metres", fmt.Sprintf("%d metres", article))
	data, _ := json.Marshal(map[string]any{"model": model, "messages": []message{{"user", content(text + "\n" + head)}}})
	return fmt.Sprintf("{\"custom_id\":%q,\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":%s}\n", id, data)
}

const createBody = `{"input_file_id":"file-000001","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"a":"b"}}`

// batch makes one of lines and returns the batch's path.
func (c client) batch(lines string) string {
	c.t.Helper()
	kind, body := form("batch", lines)
	var f fileObject
	status, answer := c.ask("POST", "/v1/files", kind, body)
	if json.Unmarshal([]byte(answer), &f) != nil || status != 200 {
		c.t.Fatalf("%d %s", status, answer)
	}
	status, answer = c.ask("POST", "/v1/batches", "application/json", strings.Replace(createBody, "file-000001", f.ID, 1))
	var b batchObject
	if json.Unmarshal([]byte(answer), &b) != nil || status != 200 || b.Status != "validating" {
		c.t.Fatalf("%d %s", status, answer)
	}
	return "/v1/batches/" + b.ID
}

func (c client) status(path string) (b batchObject) {
	c.t.Helper()
	if err := json.Unmarshal([]byte(c.get(path)), &b); err != nil {
		c.t.Fatal(err)
	}
	return b
}

func TestBatch(t *testing.T) {
	dir := t.TempDir()
	c := newClient(t, dir)
	path := c.batch(line("a", "mock", 1) + line("b", "mock", 2))
	c = newClient(t, dir) // state survives
	b := c.status(path)
	if b.Status != "completed" || b.Counts != (batchCounts{2, 2, 0}) || b.Output == nil || b.Error != nil || b.Metadata["a"] != "b" {
		t.Fatalf("%+v", b)
	}
	output := c.get("/v1/files/" + *b.Output + "/content")
	if lines := strings.SplitAfter(output, "\n"); len(lines) != 3 || !strings.Contains(lines[0], `"custom_id":"b"`) || !strings.Contains(lines[1], "rose by 1 metres. [1]") {
		t.Errorf("%s", output)
	}
	if again := newClient(t, t.TempDir()); again.batch(line("a", "mock", 1)+line("b", "mock", 2)) != path {
		t.Error("another id for the same batch")
	}
	if list := c.get("/v1/batches?limit=1"); !strings.Contains(list, `"batch_000001"`) || !strings.Contains(list, `"has_more":false`) {
		t.Error(list)
	}
	if list := c.get("/v1/files"); strings.Count(list, `"id":`) != 2 {
		t.Error(list)
	}
	if status, _ := c.ask("DELETE", "/v1/files/"+*b.Output, "", ""); status != 200 {
		t.Error(status)
	}
	if status, answer := c.ask("GET", "/v1/files/"+*b.Output+"/content", "", ""); status != 404 || !strings.Contains(answer, "No such File") {
		t.Error(status, answer)
	}
	if status, _ := c.ask("POST", path+"/cancel", "", ""); status != http.StatusConflict {
		t.Error("a batch that has ended is cancelled")
	}
}

func TestBatchCancel(t *testing.T) {
	c := newClient(t, t.TempDir())
	path := c.batch(line("a", "mock:batchslow", 1) + line("b", "mock:batchslow", 2))
	if b := c.status(path); b.Status != "in_progress" || b.Counts.Total != 2 {
		t.Errorf("%+v", b)
	}
	if _, answer := c.ask("POST", path+"/cancel", "", ""); !strings.Contains(answer, `"cancelling"`) {
		t.Error(answer)
	}
	if b := c.status(path); b.Status != "cancelled" || b.Counts.Done != 1 {
		t.Errorf("%+v", b)
	}
}

// Steps count over the batches of an article, and over restarts.
func TestBatchSteps(t *testing.T) {
	dir := t.TempDir()
	var got []string
	for range 3 {
		c := newClient(t, dir)
		b := c.status(c.batch(line("a", "mock:503,drop,hang,ok", 1)))
		got = append(got, fmt.Sprint(b.Status, b.Counts.Done, b.Counts.Failed))
	}
	c := newClient(t, dir)
	b := c.status(c.batch(line("a", "mock:503,drop,hang,ok", 1)))
	if want := "[completed0 1 completed0 1 completed0 1]"; fmt.Sprint(got) != want || b.Counts.Done != 1 {
		t.Errorf("%v, then %+v", got, b)
	}
}

func TestBatchValidation(t *testing.T) {
	good := line("a", "mock", 1)
	for name, tt := range map[string]struct{ lines, code string }{
		"no JSON":      {"{\n", "invalid_json_line"},
		"twice":        {good + good, "duplicate_custom_id"},
		"no name":      {line("", "mock", 1), "duplicate_custom_id"},
		"method":       {strings.Replace(good, "POST", "GET", 1), "invalid_method"},
		"url":          {strings.Replace(good, "/v1/chat", "/chat", 1), "mismatched_url"},
		"two models":   {good + line("b", "mock:few", 2), "mismatched_model"},
		"stream":       {strings.Replace(good, `"model"`, `"stream":true,"model"`, 1), "invalid_request"},
		"only spaces":  {"\n\n", "empty_file"},
		"to be failed": {line("a", "mock:batchfail", 1), "invalid_request"},
	} {
		c := newClient(t, t.TempDir())
		if b := c.status(c.batch(tt.lines)); b.Status != "failed" || b.Errors == nil || b.Errors.Data[0].Code != tt.code {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

func TestBatchRefused(t *testing.T) {
	c := newClient(t, t.TempDir())
	kind, good := form("batch", line("a", "mock", 1))
	wrongKind, wrong := form("assistants", "x")
	emptyKind, empty := form("batch", "")
	for _, tt := range []struct {
		method, path, kind, body string
		status                   int
		want                     string
	}{
		{"POST", "/v1/files", "application/json", "{}", 400, "multipart"},
		{"POST", "/v1/files", wrongKind, wrong, 400, "is not one of"},
		{"POST", "/v1/files", emptyKind, empty, 400, "the file is empty"},
		{"POST", "/v1/files", kind, good[:len(good)/2], 400, "broke off"},
		{"POST", "/v1/files", kind, good, 200, "file-000001"},
		{"GET", "/v1/files/file-000009", "", "", 404, "No such File"},
		{"GET", "/v1/files/..%2Fasked", "", "", 404, "No such File"},
		{"DELETE", "/v1/files/file-000009", "", "", 404, "No such File"},
		{"GET", "/v1/batches/batch_9", "", "", 404, "No such Batch"},
		{"POST", "/v1/batches/batch_9/cancel", "", "", 404, "No such Batch"},
		{"POST", "/v1/batches", "application/json", "{", 400, "could not parse"},
		{"POST", "/v1/batches", "application/json", `{"purpose":"x"}`, 400, "unknown field"},
		{"POST", "/v1/batches", "application/json", strings.Replace(createBody, "000001", "000009", 1), 400, "No such File"},
		{"POST", "/v1/batches", "application/json", strings.Replace(createBody, "/v1/chat/completions", "/v1/embeddings", 1), 400, `"param":"endpoint"`},
		{"POST", "/v1/batches", "application/json", strings.Replace(createBody, "24h", "1h", 1), 400, "24h"},
		{"POST", "/v1/batches", "application/json", createBody, 200, "batch_000001"},
	} {
		if status, answer := c.ask(tt.method, tt.path, tt.kind, tt.body); status != tt.status || !strings.Contains(answer, tt.want) {
			t.Errorf("%s %s: %d %s", tt.method, tt.path, status, answer)
		}
	}
	if status, answer := (client{t, NewHandler()}).ask("GET", "/v1/batches", "", ""); status != 404 {
		t.Errorf("a mock without a folder: %d %s", status, answer)
	}
}
