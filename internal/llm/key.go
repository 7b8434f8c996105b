package llm

import (
	"errors"
	"strings"

	"newsbrief/internal/plain"
)

// Key is an API key; printing one shows that it is set, never what it is.
type Key string

func (k Key) String() string {
	if k == "" {
		return ""
	}
	return "[key]"
}

// GoString keeps %#v from showing the key.
func (k Key) GoString() string { return k.String() }

// MarshalText keeps encoders from showing the key.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// valid refuses what cannot stand in a header; net/http would do so only when
// the request is sent.
func (k Key) valid() error {
	if strings.ContainsFunc(string(k), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("holds a space, a line end or another character that no key has")
	}
	return nil
}

// maxSaid is the most bytes of a server's words that are printed.
const maxSaid = 300

// redact makes a server's words fit to print: clean, short, and without the
// key, which some servers echo whole or in part.
func (c Config) redact(s string) string {
	words := strings.Fields(plain.Line(c.withoutKey(beginning(s))))
	for i, w := range words {
		if c.looksSecret(w) {
			words[i] = "[key]"
		}
	}
	cut := len(s) > maxRead
	if s = strings.Join(words, " "); len(s) > maxSaid || cut {
		s = s[:min(len(s), maxSaid)]
		return strings.ToValidUTF8(s, "") + "…"
	}
	return s
}

// maxRead is the most bytes of a server's words that are looked at. The end of
// such a beginning is never printed, nor a key that it cuts.
const maxRead = 4 << 10

func beginning(s string) string { return s[:min(len(s), maxRead)] }

// withoutKey replaces the key where it stands whole.
func (c Config) withoutKey(s string) string {
	if c.APIKey == "" {
		return s
	}
	return strings.ReplaceAll(s, string(c.APIKey), "[key]")
}

// looksSecret says whether a word is a key, or what a server leaves of one:
// its beginning or end with stars between.
func (c Config) looksSecret(w string) bool {
	key := string(c.APIKey)
	switch {
	case strings.HasPrefix(strings.TrimLeft(w, `"'(`), "sk-"), strings.Contains(w, "***"):
		return true
	case strings.Contains(w, "://") && strings.Contains(w, "@"): // a proxy's password
		return true
	case len(key) < 8:
		return false
	}
	return strings.Contains(w, key[:6]) || strings.Contains(w, key[len(key)-6:])
}
