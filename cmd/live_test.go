//go:build live

package cmd_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"newsbrief/cmd"
)

// With the build tag live the good answers of the conformance table come from
// the endpoint that these variables name; the misbehaviour stands before it.
//
//	NEWSBRIEF_LIVE_URL=http://127.0.0.1:11434/v1 NEWSBRIEF_LIVE_MODEL=llama3.2 go test -tags live ./cmd
var (
	liveURL = os.Getenv("NEWSBRIEF_LIVE_URL")
	liveKey = os.Getenv("NEWSBRIEF_LIVE_KEY")
	model   = os.Getenv("NEWSBRIEF_LIVE_MODEL")
)

const live = true

// TestLive asks the endpoint itself.
func TestLive(t *testing.T) {
	if liveURL == "" {
		t.Fatal("NEWSBRIEF_LIVE_URL names no endpoint")
	}
	t.Setenv("NEWSBRIEF_API_KEY", liveKey)
	var stdout, stderr bytes.Buffer
	args := []string{"newsbrief", "summarize", "--cache", "off", "--bullets", "2", "--model", model, "--base-url", liveURL}
	if code := cmd.Run(t.Context(), args, strings.NewReader(article), &stdout, &stderr); code != 0 || !strings.HasPrefix(stdout.String(), "• ") {
		t.Errorf("exit code %d\n%s%s", code, stdout.String(), stderr.String())
	}
}

// upstream asks the live endpoint.
func upstream(ctx context.Context, body []byte) (string, error) {
	body, err := unstreamed(body)
	if err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, "POST", liveURL+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	if liveKey != "" {
		r.Header.Set("Authorization", "Bearer "+liveKey)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	return contentOf(data)
}
