package cmd_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/cmd"
)

// TestAzure asks deployments as Azure wants it: the address of the deployment,
// the version in the query, the key in a header of its own.
func TestAzure(t *testing.T) {
	for _, tt := range []struct{ name, profile, address string }{
		{"resource", "{kind: azure, base_url: URL, model: news-4o, api_key_file: KEY}", "/openai/deployments/news-4o/chat/completions?api-version=2024-10-21"},
		{"deployment", "{kind: azure, base_url: URL/openai/deployments/news-4o, api_version: 2025-01-01-preview, api_key_file: KEY}", "/openai/deployments/news-4o/chat/completions?api-version=2025-01-01-preview"},
		{"copied from the portal", "{kind: azure, base_url: 'URL/openai/deployments/news-4o/chat/completions?api-version=2024-08-06', api_key_file: KEY}", "/openai/deployments/news-4o/chat/completions?api-version=2024-08-06"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &counted{behaviour: behaviour{serve: func(x *exchange) {
				if got := x.r.URL.RequestURI(); got != tt.address {
					t.Errorf("asked %s, want %s", got, tt.address)
				}
				if x.r.Header.Get("Api-Key") != secret || x.r.Header.Get("Authorization") != "" {
					t.Errorf("headers %v", x.r.Header)
				}
				x.good()
			}}}
			server := startInMemory(s)
			defer server.Close()
			dir := t.TempDir()
			config, key := filepath.Join(dir, "config.yaml"), filepath.Join(dir, "key")
			profile := strings.NewReplacer("URL", server.URL, "KEY", key).Replace(tt.profile)
			for path, text := range map[string]string{config: "profiles:\n  azure: " + profile + "\n", key: secret + "\n"} {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			code, stdout, stderr := newsbrief("--config", config, "--profile", "azure")
			if code != 0 || !strings.HasPrefix(stdout, "• ") {
				t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
			}
		})
	}
}

// TestAzureRefusals is what only Azure says.
func TestAzureRefusals(t *testing.T) {
	dir := t.TempDir()
	server := startInMemory(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		x := &exchange{w: w}
		x.fail(404, "The API deployment for this resource does not exist.", "DeploymentNotFound")
	}))
	defer server.Close()
	config := filepath.Join(dir, "config.yaml")
	text := "profiles:\n  gone: {kind: azure, base_url: '" + server.URL + "', model: gone}\n" +
		"  unnamed: {kind: azure, base_url: '" + server.URL + "'}\n" +
		"  wrong: {kind: bedrock, base_url: '" + server.URL + "'}\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		profile string
		code    int
		want    string
	}{
		{"gone", 1, "does not exist.\n  on Azure --model names the deployment, not the model in it\n"},
		{"unnamed", 2, "model is to name the Azure deployment"},
		{"wrong", 2, `kind is openai or azure, not "bedrock"`},
	} {
		code, stdout, stderr := newsbrief("--config", config, "--profile", tt.profile)
		if code != tt.code || stdout != "" || !strings.Contains(stderr, tt.want) {
			t.Errorf("%s: exit code %d\n%s%s", tt.profile, code, stdout, stderr)
		}
	}
}

// newsbrief summarises the article with these flags.
func newsbrief(flags ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	args := append([]string{"newsbrief", "summarize", "--cache", "off", "--retries", "0", "--bullets", "2", "--repair", "0"}, flags...)
	code = cmd.Run(context.Background(), args, strings.NewReader(article), &out, &errs)
	return code, out.String(), errs.String()
}
