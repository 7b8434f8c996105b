package cmd_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"newsbrief/cmd"
	"newsbrief/internal/mock"
)

// azureFront makes the mock look like Azure: other addresses, a version in the
// query, the key in a header of its own, states with a capital, times as text,
// null for counts.
func azureFront(t *testing.T, h http.Handler) http.HandlerFunc {
	times := regexp.MustCompile(`"(created_at|expires_at)":\d+`)
	counts := regexp.MustCompile(`"(total|completed|failed)":\d+`)
	states := strings.NewReplacer(`"status":"validating"`, `"status":"Validating"`, `"status":"completed"`, `"status":"Completed"`)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Api-Key") != secret || r.Header.Get("Authorization") != "" || r.URL.Query().Get("api-version") != "2024-10-21" {
			t.Errorf("asked %s with %v", r.URL, r.Header)
		}
		path, ok := strings.CutPrefix(r.URL.Path, "/openai/")
		if !ok {
			t.Errorf("asked %s", r.URL)
		}
		r.URL.Path = "/v1/" + path
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, r)
		body := answer.Body.Bytes()
		if strings.HasPrefix(path, "batches") {
			body = times.ReplaceAll(body, []byte(`"$1":"2026-01-02T03:04:05.6+00:00"`))
			body = counts.ReplaceAll(body, []byte(`"$1":null`))
			body = []byte(states.Replace(string(body)))
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(body)
	}
}

// TestAzureBatch takes a batch through Azure.
func TestAzureBatch(t *testing.T) {
	handler, err := mock.NewBatchHandler(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(azureFront(t, handler))
	defer server.Close()
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{
		"config.yaml": "profiles:\n  azure: {kind: azure, base_url: '" + server.URL + "', model: 'mock:filepending,batchexpire,ok', api_key_file: key}\n",
		"key":         secret + "\n",
		"1.txt":       "The river rose by 3 metres. Nobody was hurt.\n",
		"2.txt":       "The bridge is closed for 12 days. Nobody was hurt.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		line string
		code int
		want string
	}{
		{"batch submit summarize --config config.yaml --profile azure --cache off --out out/ 1.txt 2.txt", 0, "2 requests submitted"},
		{"batch status out", 0, "batch_000001  completed  0/2 done\n"},
		{"batch fetch out", 0, "batch_000001 completed: 2 answers"},
	} {
		var stdout, stderr bytes.Buffer
		code := cmd.Run(context.Background(), append([]string{"newsbrief"}, strings.Fields(tt.line)...), nil, &stdout, &stderr)
		if all := stdout.String() + stderr.String(); code != tt.code || !strings.Contains(all, tt.want) || strings.Contains(all, secret) {
			t.Errorf("%s: exit code %d\n%s", tt.line, code, all)
		}
	}
	if _, err := os.Stat("out/2.txt.txt"); err != nil {
		t.Error(err)
	}
}
