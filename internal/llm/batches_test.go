package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"newsbrief/internal/pipe"
)

// batchClient is a client of a server in memory, whose waits take no time.
func batchClient(t *testing.T, azure string, h http.HandlerFunc) *Client {
	t.Helper()
	listener := pipe.Listen("batch.test:80")
	server := &http.Server{Handler: h}
	go func() { _ = server.Serve(listener) }()
	c, err := New(Config{BaseURL: "http://batch.test/v1", APIKey: secret, KeySource: "OPENAI_API_KEY", AzureVersion: azure,
		Dial: listener.Dial, Timeout: time.Second, Retries: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); _ = server.Close() })
	return c
}

// Azure writes a state with a capital, times as text and null for counts, and
// has its own addresses.
func TestBatchOfAzure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		c := batchClient(t, "2024-10-21", func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.Method+" "+r.URL.String()+" "+r.Header.Get("Api-Key"))
			io.WriteString(w, `{"id":"batch_1","status":"Validating","created_at":"2026-01-02T03:04:05.6+00:00","expires_at":"2026-01-03T03:04:05Z",
				"errors":null,"output_file_id":null,"request_counts":{"total":null,"completed":null,"failed":null}}`)
		})
		job, err := c.Batch(t.Context(), "batch_1")
		if err != nil || job.Status != BatchValidating || job.Expires.Unix() != 1767409445 || job.Total != 0 {
			t.Errorf("%+v, %v", job, err)
		}
		if _, err := c.CreateBatch(t.Context(), "file-1", nil); err != nil || c.BatchEndpoint() != "/chat/completions" {
			t.Error(err, c.BatchEndpoint())
		}
		want := "[GET /v1/openai/batches/batch_1?api-version=2024-10-21 " + secret + " POST /v1/openai/batches?api-version=2024-10-21 " + secret + "]"
		if fmt.Sprint(asked) != want {
			t.Errorf("asked %v\nwant  %s", asked, want)
		}
	})
}

// A batch is made once: where it is open whether it was, it is looked for, on
// every page of the list.
func TestCreateBatchOnce(t *testing.T) {
	for _, tt := range []struct {
		name  string
		first int  // the status of the first try; 0: no answer
		made  bool // all the same
		posts int
		err   error
	}{
		{"made without an answer", 0, true, 1, nil},
		{"made, and 500", 500, true, 1, nil},
		{"not made, and 503", 503, false, 2, nil},
		{"too many requests", 429, false, 2, nil},
		{"refused", 400, false, 1, errors.New("endpoint answered 400")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				posts := 0
				c := batchClient(t, "", func(w http.ResponseWriter, r *http.Request) {
					made := tt.made || posts > 1
					switch {
					case r.Method == http.MethodPost:
						if posts++; posts > 1 {
							io.WriteString(w, `{"id":"batch_9","status":"validating","input_file_id":"file-1"}`)
						} else if tt.first == 0 {
							panic(http.ErrAbortHandler)
						} else {
							w.WriteHeader(tt.first)
						}
					case r.FormValue("after") == "":
						io.WriteString(w, `{"data":[{"id":"batch_7","input_file_id":"file-7"}],"has_more":true}`)
					case made:
						io.WriteString(w, `{"data":[{"id":"batch_9","input_file_id":"file-1"}],"has_more":false}`)
					default:
						io.WriteString(w, `{"data":[],"has_more":false}`)
					}
				})
				job, err := c.CreateBatch(t.Context(), "file-1", nil)
				if tt.err == nil && (err != nil || job.ID != "batch_9") || tt.err != nil && (err == nil || !strings.Contains(err.Error(), tt.err.Error()) || errors.Is(err, ErrUnsure)) {
					t.Errorf("%+v, %v", job, err)
				}
				if posts != tt.posts {
					t.Errorf("asked %d times, want %d", posts, tt.posts)
				}
			})
		})
	}
}

func TestCreateBatchUnsure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		posts := 0
		c := batchClient(t, "", func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				posts++
			}
			w.WriteHeader(http.StatusBadGateway)
		})
		_, err := c.CreateBatch(t.Context(), "file-1", nil)
		if !errors.Is(err, ErrUnsure) || posts != 1 {
			t.Errorf("%v after %d tries", err, posts)
		}
	})
}

func TestUploadBatchFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries, looks := 0, 0
		c := batchClient(t, "", func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				looks++
				fmt.Fprintf(w, `{"id":"file-1","status":"%s"}`, map[bool]string{true: "processed", false: "pending"}[looks == 3])
				return
			}
			file, header, err := r.FormFile("file")
			if err != nil {
				t.Error(err)
				return
			}
			data, err := io.ReadAll(file)
			if err != nil || string(data) != "{}\n{}\n" || header.Filename != "a.jsonl" || r.FormValue("purpose") != "batch" || r.ContentLength < 6 {
				t.Errorf("%q %q %q %v", data, header.Filename, r.FormValue("purpose"), err)
			}
			if tries++; tries == 1 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			io.WriteString(w, `{"id":"file-1","status":"pending"}`)
		})
		id, err := c.UploadBatchFile(t.Context(), "a.jsonl", strings.NewReader("{}\n{}\n"), 6)
		if err != nil || id != "file-1" || tries != 2 || looks != 3 {
			t.Errorf("%q, %v, %d tries, %d looks", id, err, tries, looks)
		}
	})
}

// A file that breaks off is read again from its beginning; what read itself
// fails at is not.
func TestReadFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c := batchClient(t, "", func(w http.ResponseWriter, _ *http.Request) {
			if tries++; tries == 1 {
				w.Header().Set("Content-Length", "12")
				io.WriteString(w, "one\ntw")
				panic(http.ErrAbortHandler)
			}
			io.WriteString(w, "one\ntwo\n")
		})
		var got []byte
		read := func(r io.Reader) (err error) {
			got, err = io.ReadAll(r)
			return err
		}
		if err := c.ReadFile(t.Context(), "file-1", read); err != nil || string(got) != "one\ntwo\n" || tries != 2 {
			t.Errorf("%q, %v, %d tries", got, err, tries)
		}
		full := errors.New("no space left on device")
		if err := c.ReadFile(t.Context(), "file-1", func(io.Reader) error { return full }); !errors.Is(err, full) || tries != 3 {
			t.Errorf("%v, %d tries", err, tries)
		}
	})
}

func TestResourceErrors(t *testing.T) {
	for _, tt := range []struct {
		status int
		body   string
		want   string
		gone   bool
	}{
		{404, `{"error":{"message":"No such File object: file-1"}}`, "No such File object", true},
		{401, `{"error":{"message":"Incorrect API key provided: ` + secret + `"}}`,
			"the key in OPENAI_API_KEY was refused", false},
		{200, `<html><title>Log in</title>`, "a web page: Log in", false},
		{200, `{"error":{"message":"no ` + secret + `"}}`, "endpoint answered with an error: no [key]", false},
		{200, `[]`, "no answer", false},
		{200, `{}`, "is no batch", false},
	} {
		c := batchClient(t, "", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(tt.status)
			io.WriteString(w, tt.body)
		})
		c.config.Retries = 0
		_, err := c.Batch(context.Background(), "batch_1")
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "0123456789") || errors.Is(err, ErrGone) != tt.gone {
			t.Errorf("%d %s: %v", tt.status, tt.body, err)
		}
	}
}

// A key is not taken along to another origin, nor is a file.
func TestUploadRedirect(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("followed") }))
	defer other.Close()
	c := batchClient(t, "", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	_, err := c.UploadBatchFile(context.Background(), "a.jsonl", strings.NewReader("{}\n"), 3)
	check(t, err, Protocol, "redirects to "+other.URL)
}

// Where another run is to ask the same, what an answer tells of the model's context
// or tokens changes no other question.
func TestRepeatableLearnsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := batchClient(t, "", func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, `{"choices":[{"message":{"content":"- one [1]"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9000,"completion_tokens":9}}`)
		})
		c.config.Repeatable = true
		long := promptOf(5000)
		before := c.Window.Tokens(long)
		if _, err := c.Complete(t.Context(), long, func(Line) {}); err != nil {
			t.Fatal(err)
		}
		c.Window.learn(long.Model, 2048)
		if after := c.Window.Tokens(long); after != before || c.Window.Context(t.Context(), long) != 0 {
			t.Errorf("%d tokens, then %d in a context of %d", before, after, c.Window.Context(t.Context(), long))
		}
	})
}
