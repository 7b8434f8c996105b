package frontmatter

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// About is what a head says of its text; what is empty is unknown.
type About struct{ Title, Byline, Published, Language string }

// About reads the head of text. Of one that is longer than any head, nothing is
// known.
func (h Head) About(text string) About {
	if h.End-h.Start > longestHead {
		return About{}
	}
	all := h.values(text[h.Start:h.End])
	if read, ok := all["params"].(func() any); ok {
		all["params"] = read()
	}
	more, _ := all["params"].(map[string]any) // where Hugo keeps what it does not know
	get := func(separator string, keys ...string) string {
		for _, key := range keys {
			if s := cmp.Or(join(all[key], separator), join(more[key], separator)); s != "" {
				return s
			}
		}
		return ""
	}
	return About{
		Title: get(" ", "title"), Byline: get(", ", "author", "authors", "byline"),
		Published: get(" ", "date", "published"), Language: get(" ", "lang", "language", "locale"),
	}
}

// join makes a line of a value: of a list all of its items, of a map its name.
func join(value any, separator string) string {
	switch v := value.(type) {
	case nil:
		return ""
	case func() any:
		return join(v(), separator)
	case []any:
		var list []string
		for _, item := range v {
			if s := join(item, separator); s != "" {
				list = append(list, s)
			}
		}
		return strings.Join(list, separator)
	case map[string]any:
		return join(v["name"], separator)
	}
	return strings.TrimSpace(fmt.Sprint(value))
}

// values are the values of a head by their keys in lower case; functions are
// read when they are called. One that is broken takes no other along.
func (h Head) values(head string) map[string]any {
	head = strings.ReplaceAll(head, "\r\n", "\n")
	switch h.Format {
	case TOML:
		return tomlValues(head)
	case JSON:
		var object map[string]any
		_ = json.Unmarshal([]byte(head), &object) // it was decoded before
		return lowered(object)
	}
	return yamlValues(head)
}

func lowered(object map[string]any) map[string]any {
	all := map[string]any{}
	for key, v := range object {
		all[strings.ToLower(key)] = v
	}
	return all
}

func keyOf(raw string) string { return strings.ToLower(strings.Trim(raw, " \t\n\"'")) }

// yamlValues cuts a head where a key stands at the left margin.
func yamlValues(head string) map[string]any {
	all := map[string]any{}
	for head != "" {
		line, _, _ := strings.Cut(head, "\n")
		n := min(len(line)+1, len(head))
		for n < len(head) && strings.IndexByte(" \t\n-]}", head[n]) >= 0 {
			more, _, _ := strings.Cut(head[n:], "\n")
			n = min(n+len(more)+1, len(head))
		}
		if key, value, found := strings.Cut(head[:n], ":"); found {
			all[keyOf(key)] = func() any { return yamlValue(value) }
		}
		head = head[n:]
	}
	return all
}

// yamlValue is the value behind a key; the raw text where that is no YAML.
func yamlValue(raw string) any {
	raw = strings.TrimRight(raw, " \t\n") + "\n"
	line := strings.TrimSpace(raw)
	if line == "" || strings.IndexByte("\"'[{|>-", line[0]) < 0 && strings.Count(raw, "\n") == 1 {
		line, _, _ = strings.Cut(line, " #")
		return strings.TrimSpace(line) // 1984 is a title, too
	}
	var one map[string]any
	if len(raw) > longest || yaml.Unmarshal([]byte("v:"+raw), &one) != nil {
		return strings.Trim(line, `"'`)
	}
	return one["v"]
}

// Of a head that a stranger wrote, so many bytes are read, and so many of one
// value as YAML, whose reader takes the square of their time.
const (
	longestHead = 100_000
	longest     = 2000
)

// tomlValues cuts a head at its keys. Of tables with one name it takes the last.
func tomlValues(head string) map[string]any {
	all := map[string]any{}
	table := all
	for head != "" {
		line, rest, _ := strings.Cut(head, "\n")
		line = strings.TrimSpace(line)
		key, value, found := strings.Cut(head, "=")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			table = map[string]any{}
			all[keyOf(strings.Trim(line, "[]"))] = table
		case found:
			value = strings.TrimLeft(value, " \t")
			n := tomlLength(value)
			table[keyOf(key)] = func() any { return tomlValue(value[:n]) }
			_, rest, _ = strings.Cut(value[n:], "\n")
		}
		head = rest
	}
	return all
}

// tomlLength is the length of the value that text begins with.
func tomlLength(text string) int {
	ends := "\n"
	switch {
	case strings.HasPrefix(text, `"""`), strings.HasPrefix(text, "'''"):
		if n := strings.Index(text[3:], text[:3]); n >= 0 {
			return n + 6
		}
	case strings.HasPrefix(text, "["):
		ends = "]"
	}
	if n := strings.Index(text, ends); n >= 0 {
		return n + len(strings.TrimSpace(ends))
	}
	return len(text)
}

// tomlValue is a value. The strings and lists of TOML are YAML, too, but for
// those over several lines.
func tomlValue(raw string) any {
	switch {
	case strings.HasPrefix(raw, `"""`), strings.HasPrefix(raw, "'''"):
		return strings.Trim(raw, raw[:1])
	case strings.HasPrefix(raw, "{"):
		table := map[string]any{}
		for pair := range strings.SplitSeq(strings.Trim(raw, "{} "), ",") {
			key, value, _ := strings.Cut(pair, "=")
			table[keyOf(key)] = strings.Trim(value, " \"'")
		}
		return table
	}
	return yamlValue(" " + raw)
}
