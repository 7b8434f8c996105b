package cmd_test

import (
	"bytes"
	"context"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"newsbrief/cmd"
)

// TestMain gives the tests an environment of their own, before any of them
// runs: those of the table run in parallel.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "newsbrief")
	if err != nil {
		panic(err)
	}
	config := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, []byte("profiles: {}\n"), 0o600); err != nil {
		panic(err)
	}
	for _, name := range []string{"NEWSBRIEF_BASE_URL", "OPENAI_BASE_URL", "NEWSBRIEF_API_KEY", "NEWSBRIEF_MODEL", "OPENAI_MODEL", "NEWSBRIEF_PROFILE"} {
		os.Unsetenv(name)
	}
	os.Setenv("NEWSBRIEF_CONFIG", config)
	os.Setenv("OPENAI_API_KEY", secret)
	os.Setenv("NEWSBRIEF_BACKEND", "openai")
	http.DefaultTransport.(*http.Transport).DialContext = dial
	if live { // real servers take real time
		flag.Parse()
		flag.Set("test.parallel", "32")
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		os.RemoveAll(dir)
		os.Exit(code)
	}))
}

const (
	secret  = "sk-live-0123456789abcdef"
	article = "The river Lume rose by 3.2 metres in two days. Nobody was hurt, the mayor said. Volunteers filled 9,000 sandbags on Sunday.\n"
	good    = "(good)" // the output that an untroubled server leads to
)

// behaviour is one way in which a server may act, and what the user is to see.
type behaviour struct {
	name     string
	serve    func(*exchange)
	code     int
	stdout   string // good, or "" for nothing
	stderr   string // a pattern; "" for nothing
	requests int
	args     []string
	form     form                                // where the behaviour exists in one form only
	start    func(http.Handler) *httptest.Server // nil: a plain HTTP server
}

// form is how an answer travels.
type form int

const (
	both   form = iota
	stream      // in events
	whole       // in one piece, since the server refuses to stream
)

// TestConformance runs the real command against a real server for each
// behaviour, streamed and not. The server's connections are pipes, so that
// waits take no time; see startInMemory.
func TestConformance(t *testing.T) {
	for _, b := range behaviours() {
		for _, f := range []form{stream, whole} {
			if b.form != both && b.form != f {
				continue
			}
			t.Run(b.name+map[form]string{stream: "/stream", whole: "/whole"}[f], func(t *testing.T) {
				t.Parallel()
				if live || b.start != nil {
					b.run(t, f, b.start)
					return
				}
				synctest.Test(t, func(t *testing.T) { b.run(t, f, startInMemory) })
			})
		}
	}
}

// limit is the longest that any behaviour may keep the user, whose --timeout
// is timeout: two tries of fifteen times that and the pause between them.
const (
	timeout = 2 * time.Second
	limit   = 62 * time.Second
)

func (b behaviour) run(t *testing.T, f form, start func(http.Handler) *httptest.Server) {
	s := &counted{behaviour: b, refuse: f == whole}
	if start == nil {
		start = httptest.NewServer
	}
	server := start(s)
	defer server.Close()
	defer server.CloseClientConnections()
	args := append([]string{"newsbrief", "summarize", "-v", "--cache", "off", "--bullets", "2", "--repair", "0",
		"--retries", "1", "--timeout", timeout.String(), "--model", model, "--base-url", server.URL + "/v1"}, b.args...)
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	code := cmd.Run(ctx, args, strings.NewReader(article), &stdout, &stderr)
	if ctx.Err() != nil {
		t.Errorf("still running after %v", limit)
	}
	logged, said := splitLog(stderr.String())
	if code != b.code {
		t.Errorf("exit code %d, want %d", code, b.code)
	}
	checkOutput(t, stdout.String(), b.stdout)
	if !regexp.MustCompile("(?s)^(?:" + b.stderr + ")$").MatchString(said) {
		t.Errorf("stderr %q, want %q", said, b.stderr)
	}
	want, extra := b.requests, int(s.refused.Load())
	if n := int(s.requests.Load()); n != want && !(live && n > want) {
		t.Errorf("%d requests, want %d", n, want)
	}
	if n := int(s.requests.Load()); b.start == nil && logged != n+extra {
		t.Errorf("-v logged %d lines of %d requests: %s", logged, n+extra, stderr.String())
	}
	if all := stdout.String() + stderr.String(); strings.Contains(all, "0123456789") || strings.ContainsAny(all, "\x1b\x07\u202e") {
		t.Errorf("the key or an escape is printed: %q", all)
	}
	if t.Failed() {
		t.Logf("stderr:\n%s", stderr.String())
	}
}

// splitLog counts the lines of --verbose and returns the others.
func splitLog(stderr string) (logged int, said string) {
	for line := range strings.Lines(stderr) {
		if strings.HasPrefix(line, "newsbrief: POST ") || strings.HasPrefix(line, "newsbrief: GET ") {
			logged++
		} else {
			said += line
		}
	}
	return logged, said
}

func checkOutput(t *testing.T, got, want string) {
	t.Helper()
	switch {
	case want == good && live:
		if !strings.HasPrefix(got, "• ") {
			t.Errorf("stdout %q, want bullets", got)
		}
	case want == good:
		const bullets = "• The river Lume rose by 3.2 metres in two days. [1]\n• Volunteers filled 9,000 sandbags on Sunday. [3]\n"
		if got != bullets {
			t.Errorf("stdout %q, want %q", got, bullets)
		}
	case got != want:
		t.Errorf("stdout %q, want %q", got, want)
	}
}
