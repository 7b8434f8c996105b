package plain

import (
	"net/url"
	"testing"
)

func TestAddress(t *testing.T) {
	for address, want := range map[string]string{
		"a.txt":                            "a.txt",
		"me@example.org":                   "me@example.org",
		"https://example.org/@me?x=a@b":    "https://example.org/@me?x=a@b",
		"https://me:pass@example.org/a?b":  "https://example.org/a?b",
		"https://me:p@ss@example.org":      "https://example.org",
		"https://me@[::1]:80/@a":           "https://[::1]:80/@a",
		"https://@example.org/":            "https://example.org/",
		"http://me:p/ss@example.org/a":     "http://example.org/a",
		"http://me:%zz@example.org/a":      "http://example.org/a",
		"http://me:pa ss@example.org/a":    "http://example.org/a",
		"ftp://me:pass@example.org#a@b":    "ftp://example.org#a@b",
		"https://example.org?next=me:a@b":  "https://example.org?next=me:a@b",
		"https://me:pass@example.org?me@b": "https://example.org?me@b",
	} {
		if got := Address(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

// Whatever a user and a password are, nothing is left of them, and an address has
// none where it was left as it is.
func FuzzAddress(f *testing.F) {
	f.Add("me", "pass", "https://example.org/@me")
	f.Add("a@b", "p/s:s@", "http://x@y@z/")
	f.Fuzz(func(t *testing.T, user, password, address string) {
		u := url.URL{Scheme: "https", User: url.UserPassword(user, password), Host: "example.org", Path: "/a@b"}
		if got := Address(u.String()); got != "https://example.org/a@b" {
			t.Errorf("%q: %q", u.String(), got)
		}
		if u, err := url.Parse(Address(address)); err == nil && u.User != nil && (u.Scheme == "http" || u.Scheme == "https") {
			t.Errorf("%q: %q is left", address, u.User)
		}
	})
}
