package wire

import (
	"strings"
	"testing"
)

// The words and the code of an error, in each shape that servers give it.
func TestSaid(t *testing.T) {
	for _, tt := range []struct{ body, message, code string }{
		{`{"error":{"message":"no GPU","code":"x"}}`, "no GPU", "x"},
		{`{"error":{"message":"no GPU"}}`, "no GPU", ""},
		{`{"error":{"code":"insufficient_quota"}}`, "", "insufficient_quota"},
		{`{"error":{"type":"overloaded_error"}}`, "", "overloaded_error"},
		{`{"error":{},"message":"no GPU"}`, "no GPU", ""},
		{`[{"error":{"message":"no GPU","code":503}}]`, "no GPU", "503"},
		{`[]`, "[]", ""},
		{`{"error":"no GPU"}`, "no GPU", ""},
		{`{"object":"error","message":"no GPU","code":"x"}`, "no GPU", "x"},
		{`{"errors":[{"message":"no GPU","code":"x"}]}`, "no GPU", "x"},
		{`{"detail":"no GPU"}`, "no GPU", ""},
		{`{"detail":null,"message":"no GPU"}`, "no GPU", ""},
		{`{"detail":[{"loc":["seed"]}]}`, `[{"loc":["seed"]}]`, ""},
		{`{"base_resp":{"status_code":1,"status_msg":"no GPU"}}`, "no GPU", ""},
		{`<html><head><title>no GPU</title></head>`, "no GPU", ""},
		{`<html><body>no title`, "", ""},
		{`no GPU`, "no GPU", ""},
	} {
		s := ReadSaid([]byte(tt.body))
		if code := strings.TrimSpace(s.Code); s.Message != tt.message || code != tt.code {
			t.Errorf("%s: %q, %q, want %q, %q", tt.body, s.Message, code, tt.message, tt.code)
		}
	}
}

// Only an HTTP status among the codes is one.
func TestStatusInCode(t *testing.T) {
	for code, want := range map[string]int{"429": 429, `"503"`: 503, "400": 400, "599": 599, "399": 0, "600": 0, "1": 0, `"x"`: 0, "-429": 0, "1e12": 0} {
		if got := ReadSaid([]byte(`{"error":{"message":"m","code":` + code + `}}`)).Status; got != want {
			t.Errorf("code %s: status %d, want %d", code, got, want)
		}
	}
}
