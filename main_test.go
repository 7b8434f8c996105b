package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/testscript"

	"newsbrief/internal/mock"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"newsbrief": main, "vllm": vllm, "ask": ask})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Setup:               setup,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"valid":    validCommand,
			"fill":     fillCommand,
			"runbatch": runbatchCommand,
			"picture":  pictureCommand,
		},
	})
}

// setup gives each script a home of its own, the test articles ($ARTICLES) and
// documents ($DOCUMENTS), a web site ($SITE; $MEMBERS with a password), the mock as a real server ($MOCK,
// at $MOCK_PORT, with its files and batches in $MOCK_STATE), and as one that
// tells its context as vLLM does ($SMALL), and an endpoint that says what the
// script's files hold ($DICTATION).
func setup(env *testscript.Env) error {
	for name, dir := range map[string]string{"ARTICLES": "testdata/articles", "DOCUMENTS": "testdata/documents"} {
		path, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		env.Setenv(name, path)
	}
	state, err := os.MkdirTemp("", "mock-")
	if err != nil {
		return err
	}
	env.Defer(func() { os.RemoveAll(state) })
	handler, err := mock.NewBatchHandler(state)
	if err != nil {
		return err
	}
	server := httptest.NewServer(handler)
	small := httptest.NewServer(smallServer())
	env.Defer(func() {
		small.CloseClientConnections()
		small.Close()
		server.CloseClientConnections()
		server.Close()
	})
	site := newSite()
	env.Defer(site.Close)
	dictation := newDictation(env.WorkDir)
	env.Defer(dictation.Close)
	env.Setenv("DICTATION", dictation.URL+"/v1")
	env.Setenv("SITE", site.URL)
	env.Setenv("MEMBERS", strings.Replace(site.URL, "://", "://reader:hunter2@", 1))
	env.Setenv("MOCK", server.URL+"/v1")
	env.Setenv("MOCK_STATE", state)
	env.Setenv("MOCK_PORT", server.URL[strings.LastIndex(server.URL, ":")+1:])
	env.Setenv("SMALL", small.URL+"/v1")
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
	env.Setenv("NO_PROXY", "*")
	env.Setenv("GORACE", os.Getenv("GORACE"))
	return nil
}

func smallServer() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", mock.NewHandler())
	mux.HandleFunc("GET /v1/models", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"object":"list","data":[{"id":"mock","object":"model","owned_by":"vllm","max_model_len":1024},{"id":"mock:vllm"}]}`)
	})
	return mux
}

// printedSchema is the published schema, closed: what we print is named there.
var printedSchema = sync.OnceValues(func() (*jsonschema.Resolved, error) {
	data, err := os.ReadFile("docs/schema/newsbrief-v1.json")
	if err != nil {
		return nil, err
	}
	var open any
	if err := json.Unmarshal(data, &open); err != nil {
		return nil, err
	}
	closed(open)
	if data, err = json.Marshal(open); err != nil {
		return nil, err
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(data, &schema); err != nil {
		return nil, err
	}
	return schema.Resolve(nil)
})

// closed lets every object in a schema have the properties named there only.
func closed(schema any) {
	switch v := schema.(type) {
	case []any:
		for _, one := range v {
			closed(one)
		}
	case map[string]any:
		if v["properties"] != nil {
			v["additionalProperties"] = false
		}
		for _, one := range v {
			closed(one)
		}
	}
}

// validCommand is "valid FILE…": every JSON value in the files, or every
// member where it is an array, follows the published schema.
func validCommand(ts *testscript.TestScript, neg bool, args []string) {
	schema, err := printedSchema()
	ts.Check(err)
	for _, name := range args {
		count, err := validate(schema, ts.ReadFile(name))
		switch {
		case err == nil && count == 0:
			ts.Fatalf("%s: no JSON", name)
		case err == nil && neg:
			ts.Fatalf("%s: valid, against expectation", name)
		case err != nil && !neg:
			ts.Fatalf("%s: %v", name, err)
		}
	}
}

func validate(schema *jsonschema.Resolved, text string) (count int, err error) {
	for d := json.NewDecoder(bytes.NewReader([]byte(text))); ; {
		var value any
		if err := d.Decode(&value); err == io.EOF {
			return count, nil
		} else if err != nil {
			return count, err
		}
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, one := range list {
			if err := schema.Validate(one); err != nil {
				return count, fmt.Errorf("value %d: %w", count+1, err)
			}
			count++
		}
	}
}

// runbatchCommand is "runbatch IN OUT [TEXT]": what a batch service makes of the
// requests in IN. It fails at those that hold TEXT with a server error.
func runbatchCommand(ts *testscript.TestScript, _ bool, args []string) {
	fails := ""
	if len(args) > 2 {
		fails = args[2]
	}
	out, err := runbatch(ts.ReadFile(args[0]), fails)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out, 0o644))
}

// vllm is "vllm run-batch -i IN -o OUT --model M", the program that pages name.
func vllm() {
	in, err := os.ReadFile(os.Args[3])
	if err == nil {
		in, err = runbatch(string(in), "")
	}
	if err == nil {
		err = os.WriteFile(os.Args[5], in, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// ask is "ask METHOD URL [HEADER: VALUE]…": it prints the status and the answer.
func ask() {
	r, err := http.NewRequest(os.Args[1], os.Args[2], strings.NewReader("{}"))
	if err != nil {
		log.Fatal(err)
	}
	for _, header := range os.Args[3:] {
		name, value, _ := strings.Cut(header, ": ")
		if r.Header.Set(name, value); name == "Host" {
			r.Host = value
		}
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	fmt.Println(response.StatusCode)
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}

func runbatch(requests, fails string) ([]byte, error) {
	handler := mock.NewHandler()
	var out bytes.Buffer
	for line := range strings.Lines(requests) {
		var q struct {
			CustomID string          `json:"custom_id"`
			Method   string          `json:"method"`
			URL      string          `json:"url"`
			Body     json.RawMessage `json:"body"`
		}
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			return nil, err
		}
		w := httptest.NewRecorder()
		if fails != "" && strings.Contains(line, fails) {
			w.Code = http.StatusInternalServerError
			w.Body.WriteString("{}")
		} else {
			anyModel(handler).ServeHTTP(w, httptest.NewRequest(q.Method, q.URL, bytes.NewReader(q.Body)))
		}
		// A service answers in any order, here in the opposite one.
		rest := out.String()
		out.Reset()
		fmt.Fprintf(&out, "{\"id\":\"r\",\"custom_id\":%q,\"response\":{\"status_code\":%d,\"body\":%s},\"error\":null}\n%s",
			q.CustomID, w.Code, bytes.TrimSpace(w.Body.Bytes()), rest)
	}
	return out.Bytes(), nil
}

// fillCommand is "fill FILE N": a file of N bytes of prose.
func fillCommand(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	line := []byte("The town council met again on Monday and put off its vote.\n")
	text := bytes.Repeat(line, n/len(line)+1)[:n]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}
