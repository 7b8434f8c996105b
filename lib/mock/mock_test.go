package mock_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsbrief/lib/mock"
	"newsbrief/summarize"
)

const article = "The Halverd harbour bridge will close on 3 May. Ferries run every 20 minutes."

// TestStart asks the mock as a program asks a model, and ends it.
func TestStart(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	defer end()
	baseURL, err := mock.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	client, err := summarize.Connect(baseURL, "")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	a, err := summarize.NewArticle("bridge.txt", article)
	if err != nil {
		t.Fatal(err)
	}
	o := summarize.Options{Bullets: 1}
	o.Model = "mock"
	brief, err := summarize.Run(ctx, client, a, o)
	if err != nil || len(brief.Bullets) != 1 || brief.Doubtful() {
		t.Fatalf("%+v, %v", brief, err)
	}

	end()
	for { // the port is closed in the background
		response, err := http.Get(baseURL + "/models")
		if err != nil {
			break
		}
		response.Body.Close()
	}
}

// TestHandlers asks both handlers for what only one has.
func TestHandlers(t *testing.T) {
	batches, err := mock.BatchHandler(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for want, h := range map[int]http.Handler{http.StatusNotFound: mock.Handler(), http.StatusOK: batches} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/files", nil))
		if w.Code != want {
			t.Errorf("status %d, want %d", w.Code, want)
		}
	}
	question := `{"model":"mock:429,ok","messages":[{"role":"user","content":"Hello."}]}`
	h := mock.Handler()
	for _, want := range []int{http.StatusTooManyRequests, http.StatusOK} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/chat/completions", strings.NewReader(question)))
		if body, _ := io.ReadAll(w.Body); w.Code != want {
			t.Errorf("status %d, want %d: %s", w.Code, want, body)
		}
	}
}
