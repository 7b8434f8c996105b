package llm

import (
	"errors"
	"strings"
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
