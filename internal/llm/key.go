package llm

import (
	"errors"
	"strings"
	"unicode"

	"newsbrief/internal/llm/wire"
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
	words := strings.Fields(plain.Line(c.withoutKey(wire.Head(s))))
	for i, w := range words {
		if c.looksSecret(w) {
			words[i] = "[key]"
		}
	}
	cut := len(s) > len(wire.Head(s))
	if s = strings.Join(words, " "); len(s) > maxSaid || cut {
		s = s[:min(len(s), maxSaid)]
		return strings.ToValidUTF8(s, "") + "…"
	}
	return s
}

// withoutKey replaces the key in what is told: wherever it can be no word, else where
// it stands as a word of its own. What a server without keys is given is none.
func (c Config) withoutKey(s string) string {
	key := string(c.APIKey)
	switch {
	case key == "" || c.APIKey.dummy():
		return s
	case c.APIKey.secret():
		return strings.ReplaceAll(s, key, "[key]")
	}
	var b strings.Builder
	for {
		i := strings.Index(s, key)
		if i < 0 {
			return b.String() + s
		}
		end := i + len(key)
		word := i > 0 && inKey(s[i-1]) || end < len(s) && inKey(s[end])
		b.WriteString(s[:i])
		if word {
			b.WriteString(key)
		} else {
			b.WriteString("[key]")
		}
		s = s[end:]
	}
}

// fromAnswer is text of an answer, in which only what can be no word is replaced.
func (c Config) fromAnswer(s string) string {
	if !c.APIKey.secret() {
		return s
	}
	return c.withoutKey(s)
}

// inKey says whether a byte may stand in a key, so that what it touches is a part of
// a longer word.
func inKey(b byte) bool {
	mark := b == '_' || b == '-'
	digit := b >= '0' && b <= '9'
	letter := b|0x20 >= 'a' && b|0x20 <= 'z'
	return mark || digit || letter || b >= 0x80
}

// secret says whether the key can be no word of a text: it is long, of letters and
// digits.
func (k Key) secret() bool {
	const least = 16
	letters := strings.ContainsFunc(string(k), unicode.IsLetter)
	return len(k) >= least && letters && strings.ContainsAny(string(k), "0123456789")
}

// dummy says whether the key is what people name where a server wants none.
func (k Key) dummy() bool {
	switch strings.ToLower(string(k)) {
	case "local", "none", "0", "1", "x", "-", "key", "test", "null", "empty", "dummy", "ollama", "lm-studio", "no-key":
		return true
	}
	return false
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
	case !c.APIKey.secret():
		return false
	}
	return strings.Contains(w, key[:6]) || strings.Contains(w, key[len(key)-6:])
}
