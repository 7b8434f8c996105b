package article

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"newsbrief/internal/article/input"
)

// record is an article of JSON that is no JSON lines: an entry of a JSON Feed, what a
// news service, a site's interface or a page's JSON-LD says of one.
type record struct {
	about      meta
	id         string
	text, html string // one of them
}

// The names of fields by what they hold, the better first. Values too may be objects,
// as {"rendered": "…"}.
var (
	titleFields  = []string{"title", "headline", "webTitle", "name"}
	bylineFields = []string{"byline", "author", "authors", "creator"}
	dateFields   = []string{"published", "date", "datePublished", "date_published", "published_at", "publishedAt",
		"webPublicationDate", "pubDate", "date_publish"}
	languageFields = []string{"language", "lang", "inLanguage"}
	addressFields  = []string{"url", "link", "webUrl", "canonical_url"}
	valueFields    = []string{"name", "rendered", "value", "processed", "html", "text"}
	partFields     = []string{"fields", "attributes"} // objects that hold some of the fields of the one around
)

// knownFields are the names of all fields that are looked at.
var knownFields = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{"id": true}
	for _, list := range [][]string{
		input.TextFields(), titleFields, bylineFields, dateFields, languageFields, addressFields, valueFields,
	} {
		for _, name := range list {
			known[name] = true
		}
	}
	return known
})

// Most that JSON holds before it is no article's.
const (
	maxJSONDepth = 40
	maxRecords   = 50_000
)

// recordsOf are the articles of JSON, one value or several: the objects with a field
// that is known to hold an article's text, wherever they stand. What stands inside
// one, as comments do, is no article of its own.
func recordsOf(text string) (list []record, err error) {
	for w := (walker{json.NewDecoder(strings.NewReader(text))}); ; {
		v, err := w.value(0)
		switch {
		case err == io.EOF:
			return list, nil
		case err != nil:
			return nil, err
		}
		list = append(list, v.records...)
	}
}

// walker reads JSON without making a tree of it.
type walker struct{ *json.Decoder }

// value is what is known of a value of JSON.
type value struct {
	text    string            // a string or number; of a list, those in it
	fields  map[string]string // of an object, those that are known
	records []record          // inside
}

func (w walker) value(depth int) (v value, err error) {
	if depth > maxJSONDepth {
		return v, fmt.Errorf("values stand in one another, more than %d deep", maxJSONDepth)
	}
	token, err := w.Token()
	if err != nil {
		return v, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return w.object(depth)
		}
		return w.list(depth)
	case string:
		v.text = t
	case float64:
		v.text = strconv.FormatFloat(t, 'f', -1, 64)
	}
	return v, nil
}

func (w walker) list(depth int) (v value, err error) {
	for w.More() {
		one, err := w.value(depth + 1)
		if err != nil {
			return v, err
		}
		if v.records = append(v.records, one.records...); len(v.records) > maxRecords {
			return v, fmt.Errorf("there are more than %d articles", maxRecords)
		}
		if name := one.plain(); name != "" && len(v.text) < 200 {
			v.text = strings.TrimPrefix(v.text+", "+name, ", ")
		}
	}
	_, err = w.Token()
	return v, err
}

func (w walker) object(depth int) (v value, err error) {
	v.fields = map[string]string{}
	for w.More() {
		key, err := w.Token()
		if err != nil {
			return v, err
		}
		one, err := w.value(depth + 1)
		if err != nil {
			return v, err
		}
		v.take(key.(string), one)
	}
	if r, ok := v.record(); ok {
		v.records = []record{r}
	}
	_, err = w.Token()
	return v, err
}

// take takes in what an object has under a key.
func (v *value) take(key string, one value) {
	text := one.plain()
	switch {
	case slices.Contains(partFields, key) && one.fields != nil:
		delete(one.fields, "id")
		maps.Copy(v.fields, one.fields)
	case knownFields()[key] && text != "":
		v.fields[key] = text
	default:
		v.records = append(v.records, one.records...)
	}
}

// plain is a value as a text.
func (v value) plain() string { return cmp.Or(v.text, v.first(valueFields)) }

func (v value) first(names []string) string {
	for _, name := range names {
		if text := v.fields[name]; text != "" {
			return text
		}
	}
	return ""
}

// fewWords is how many words a text has that says nothing, as a label does.
const fewWords = 5

// record is the article that an object is, where it holds more than a label.
func (v value) record() (r record, ok bool) {
	for _, name := range input.TextFields() {
		text := v.fields[name]
		if countWords(text) < fewWords {
			continue
		}
		if strings.Contains(name, "html") || strings.Contains(text, "</") {
			r.html = text
		} else {
			r.text = text
		}
		r.id = v.fields["id"]
		r.about = meta{v.first(titleFields), v.first(bylineFields), v.first(dateFields), v.first(languageFields),
			v.first(addressFields)}
		return r, true
	}
	return r, false
}
