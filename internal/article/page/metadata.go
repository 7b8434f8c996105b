package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadataOf reads what a page says of its article: JSON-LD first, then the
// Open Graph and other meta elements, then <time> and <html lang>.
func metadataOf(doc *html.Node) *Page {
	p := &Page{}
	var stated, times []string
	for n := doc.FirstChild; n != nil; n = following(n, doc) {
		switch n.DataAtom {
		case atom.Script:
			if strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") && n.FirstChild != nil {
				p.readJSONLD(n.FirstChild.Data)
			}
		case atom.Meta:
			if date := dateOfMeta(n); date != "" {
				stated = append(stated, date)
			}
		case atom.Time:
			if date := attribute(n, "datetime"); date != "" {
				times = append(times, date)
			}
		case atom.Html:
			p.Language = attribute(n, "lang")
		}
	}
	for _, date := range append(stated, times...) {
		if p.Published == "" {
			p.Published = isoDate(date)
		}
	}
	return p
}

// complete fills in what only readability has found.
func (p *Page) complete(found readability.Article) {
	if p.Title == "" {
		p.Title = found.Title()
	}
	if p.Byline == "" {
		p.Byline = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(found.Byline(), "By "), "by "))
	}
	if p.Published == "" {
		if t, err := found.PublishedTime(); err == nil {
			p.Published = t.Format(time.RFC3339)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// dateOfMeta returns a publication date that a meta element states.
func dateOfMeta(n *html.Node) string {
	key := strings.ToLower(attribute(n, "property") + attribute(n, "name") + attribute(n, "itemprop"))
	switch key {
	case "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate",
		"publish-date",
		"dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "parsely-pub-date", "sailthru.date",
		"publication_date":
		return attribute(n, "content")
	}
	return ""
}

// isoDate keeps dates in ISO 8601 and drops what is none.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00",
		"2006-01-02T15:04:05", "2006-01-02 15:04:05",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format(time.DateOnly)
	}
	return ""
}

// ldArticle is what JSON-LD says of an article; authors are written as a name,
// an object or a list of them.
type ldArticle struct {
	ID            string          `json:"@id"`
	Type          any             `json:"@type"`
	Graph         json.RawMessage `json:"@graph"`
	Name          any             `json:"name"`
	Body          any             `json:"articleBody"`
	Free          any             `json:"isAccessibleForFree"`
	Headline      string          `json:"headline"`
	Author        any             `json:"author"`
	DatePublished string          `json:"datePublished"`
	InLanguage    any             `json:"inLanguage"`
}

// readJSONLD takes over what one script says, if it is about an article.
func (p *Page) readJSONLD(script string) {
	objects := ldObjects(tidyJSON(script), 0)
	known := map[string]any{}
	for _, a := range objects {
		known[a.ID] = a.Name
	}
	for _, a := range objects {
		if !isArticleType(a.Type) {
			continue
		}
		body, _ := a.Body.(string)
		p.body = cmp.Or(p.body, strings.TrimSpace(html.UnescapeString(body)))
		p.paid = p.paid || a.Free == false || fmt.Sprint(a.Free) == "False" || fmt.Sprint(a.Free) == "false"
		if p.Title == "" {
			p.Title = strings.TrimSpace(html.UnescapeString(a.Headline))
		}
		if p.Byline == "" {
			p.Byline = strings.Join(names(resolved(a.Author, known)), ", ")
		}
		if p.Published == "" {
			p.Published = isoDate(a.DatePublished)
		}
	}
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

// ldObjects returns the objects of a script: one, a list or a graph.
func ldObjects(data []byte, depth int) []ldArticle {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	var found []ldArticle
	for _, item := range list {
		var a ldArticle
		if json.Unmarshal(item, &a) != nil {
			continue
		}
		found = append(found, a)
		if len(a.Graph) > 0 && depth < 2 {
			found = append(found, ldObjects(a.Graph, depth+1)...)
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
		if name, ok := v["name"].(string); ok {
			return names(name)
		}
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, names(one)...)
		}
		return all
	}
	return nil
}
