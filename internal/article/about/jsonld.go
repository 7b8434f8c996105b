package about

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// object is what JSON-LD says of one thing; authors are written as a name, an object
// or a list of them. Nothing is required to have the type that it should.
type object struct {
	ID        string          `json:"@id"`
	Type      any             `json:"@type"`
	Graph     json.RawMessage `json:"@graph"`
	Main      json.RawMessage `json:"mainEntity"`
	Name      any             `json:"name"`
	Body      any             `json:"articleBody"`
	Free      any             `json:"isAccessibleForFree"`
	Headline  any             `json:"headline"`
	Author    any             `json:"author"`
	Creator   any             `json:"creator"`
	Publisher any             `json:"publisher"`
	Published any             `json:"datePublished"`
	Language  any             `json:"inLanguage"`
}

// readJSONLD takes over what one script says, of an article or of the page.
func readJSONLD(f *facts, script string) {
	objects := objectsOf(tidyJSON(script), 0)
	known := map[string]any{}
	for _, o := range objects {
		known[o.ID] = o.Name
	}
	for _, o := range objects {
		if !isArticleType(o.Type) {
			f.pageDates = append(f.pageDates, textOf(o.Published))
			continue
		}
		f.body = first(f.body, textOf(o.Body))
		f.paid = f.paid || fmt.Sprint(o.Free) == "false" || fmt.Sprint(o.Free) == "False"
		f.headline = first(f.headline, textOf(o.Headline))
		f.language = first(f.language, textOf(o.Language))
		f.sites = append(f.sites, names(resolved(o.Publisher, known))...)
		if len(f.stated) == 0 {
			f.stated = names(resolved(o.Author, known))
		}
		if len(f.stated) == 0 {
			f.stated = names(resolved(o.Creator, known))
		}
		f.dates = append(f.dates, textOf(o.Published))
	}
}

func textOf(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(html.UnescapeString(s))
}

func first(known, more string) string {
	if known != "" {
		return known
	}
	return more
}

// tidyJSON is the JSON of a script without the comments around it, and with line
// ends in strings, which JSON forbids and pages have.
func tidyJSON(script string) []byte {
	script = strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(script)
	start, end := strings.IndexAny(script, "{["), strings.LastIndexAny(script, "}]")
	if start < 0 || end < start {
		return nil
	}
	return bytes.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, []byte(script[start:end+1]))
}

// resolved is an author, or the known names of those that are only named by
// their @id.
func resolved(author any, known map[string]any) any {
	switch v := author.(type) {
	case []any:
		all := make([]any, len(v))
		for i, one := range v {
			all[i] = resolved(one, known)
		}
		return all
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil {
			return known[id]
		}
	}
	return author
}

// objectsOf returns the objects of a script: one, a list or a graph.
func objectsOf(data []byte, depth int) []object {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	var found []object
	for _, item := range list {
		var o object
		if json.Unmarshal(item, &o) != nil {
			continue
		}
		found = append(found, o)
		for _, inner := range []json.RawMessage{o.Graph, o.Main} {
			if len(inner) > 0 && depth < 2 {
				found = append(found, objectsOf(inner, depth+1)...)
			}
		}
	}
	return found
}

func isArticleType(t any) bool {
	for _, name := range names(t) {
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || name == "Report" {
			return true
		}
	}
	return false
}

// names returns the strings, and the "name" of the objects, of a JSON value or
// list of values.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" && !strings.HasPrefix(v, "http") {
			return []string{html.UnescapeString(v)}
		}
	case map[string]any:
		return names(v["name"])
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, names(one)...)
		}
		return all
	}
	return nil
}
