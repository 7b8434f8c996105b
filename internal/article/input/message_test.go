package input

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
)

func TestUnwrap(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte("a body"))
	z.Close()
	for name, tt := range map[string]struct{ answer, want string }{
		"plain":            {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\na body", "a body"},
		"no carriage":      {"HTTP/2 200\ncontent-type: text/plain\n\na body", "a body"},
		"led on":           {"HTTP/1.1 301 Moved\r\nLocation: b\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\na body", "a body"},
		"chunked":          {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na bo\r\n2\r\ndy\r\n0\r\n\r\n", "a body"},
		"chunked no more":  {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na body", "a body"},
		"packed":           {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed.String(), "a body"},
		"not found":        {"HTTP/1.1 404 Not Found\r\nA: b\r\n\r\nno body", ""},
		"no header's end":  {"HTTP/1.1 200 OK", ""},
		"a broken header":  {"HTTP/1.1 200 OK\r\na b c\r\n\r\na body", ""},
		"packed and large": {"HTTP/1.1 200 OK\r\nA: b\r\n\r\n" + packed.String()[:20], ""},
	} {
		body, _, err := Unwrap([]byte(tt.answer), 100)
		if string(body) != tt.want || (err == nil) != (tt.want != "" || name == "no header's end") {
			t.Errorf("%s: %q, %v", name, body, err)
		}
	}
	if _, _, err := Unwrap([]byte("HTTP/1.1 200 OK\r\nA: b\r\n\r\n"+packed.String()), 5); err == nil || !strings.Contains(err.Error(), "more than 5 bytes") {
		t.Error(err)
	}
}

func FuzzUnwrap(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na bo\r\n2\r\ndy\r\n0\r\n\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if body, _, err := Unwrap(data, 1000); err == nil && len(body) > len(data)+1000 {
			t.Error("larger than it may be")
		}
		if _, err := (Origin{}).Sniff(data); err == nil {
			if text, err := Decode(data, "", ""); err == nil {
				FromText("", text).Body()
			}
		}
	})
}

func TestIsMail(t *testing.T) {
	for text, want := range map[string]bool{
		"From: a@b.example\nSubject: c\n\nd":                   true,
		"Received: from a\n\tby b\nSubject: c\n\nd":            true,
		"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>d":   true,
		"From: the mayor\nTo: the council\n\nd":                false,
		"From: a@b.example\n\nd":                               false,
		"Note: a@b.example wrote\nthis line is no field.\n\nd": false,
		"From: a@b.example writes this.\nIt goes on: so.\n\nd": false,
		"Title: a\nAuthor: b@c.example\n\nd":                   false,
		"From a@b.example\n":                                   false,
		"":                                                     false,
	} {
		if got := IsMail(text); got != want {
			t.Errorf("IsMail(%q) = %v", text, got)
		}
	}
	if !IsMbox("From a@b.example Tue Mar 4 08:30:00 2025\nFrom: a@b.example\nTo: c\n\nd") || IsMbox("From 3 May on\nthe bridge is shut.") {
		t.Error("IsMbox")
	}
}
