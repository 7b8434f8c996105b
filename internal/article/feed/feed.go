// Package feed reads the entries of RSS and Atom feeds. It hides their kinds
// and versions.
package feed

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"newsbrief/internal/article/input"
)

// Entry is one article of a feed. HTML is its content, or its description
// where it has none; Published is in ISO 8601.
type Entry struct {
	Title, Byline, Published, Language, URL, HTML string
}

// mostEntries is how many entries a feed may have.
const mostEntries = 10_000

// Parse returns the entries of a feed in its order. Of a damaged feed they are those
// that are whole; damage says so then.
func Parse(text string) (entries []Entry, damage string, err error) {
	text = withoutEncoding(text)
	if err := input.Bound(text); err != nil {
		return nil, "", err
	}
	if strings.Count(text, "<item")+strings.Count(text, "<entry") > mostEntries {
		return nil, "", input.Refusef("is a feed of more than %d entries", mostEntries)
	}
	entries, err = readWhole(text)
	if broken := err; broken != nil {
		var lost int
		if entries, lost = mended(fromRoot(text)); len(entries) == 0 {
			return nil, "", input.Refuse("is a feed that cannot be read: "+broken.Error(), "")
		}
		damage = damageOf(broken, len(entries), lost)
	}
	if len(entries) == 0 {
		return nil, "", input.Refuse("is empty: the feed holds no entries", "")
	}
	return entries, damage, nil
}

func damageOf(err error, read, lost int) string {
	s := fmt.Sprintf("the feed is damaged (%v); of its entries %d could be read", err, read)
	if lost > 0 {
		s += fmt.Sprintf(" and %d not", lost)
	}
	return s
}

// readWhole returns the entries of a feed that is XML.
func readWhole(text string) ([]Entry, error) {
	f, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, len(f.Items))
	for i, item := range f.Items {
		content := cmp.Or(strings.TrimSpace(item.Content), strings.TrimSpace(item.Description), item.Title)
		entries[i] = Entry{
			Title: plainTitle(item.Title), Byline: authors(item), Published: published(item), Language: f.Language,
			URL: item.Link, HTML: content,
		}
	}
	return entries, nil
}

// fromRoot is a feed from its first element on: pages made by programs may begin
// with a warning.
func fromRoot(text string) string {
	beginning := text[:min(len(text), input.HeadSize)]
	first := -1
	for _, root := range []string{"<rss", "<feed", "<rdf:RDF"} {
		if at := strings.Index(beginning, root); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return text[max(first, 0):]
}

// withoutEncoding drops the XML declaration: text is UTF-8 by now, whatever
// the declaration says.
func withoutEncoding(text string) string {
	text = strings.TrimLeft(strings.TrimPrefix(text, "\uFEFF"), " \t\r\n")
	if rest, ok := strings.CutPrefix(text, "<?xml"); ok {
		if _, body, ok := strings.Cut(rest, "?>"); ok {
			return body
		}
	}
	return text
}

// plainTitle is a title without the tags and references that some feeds write in it.
// A title may hold "<" all the same.
func plainTitle(title string) string {
	if !strings.Contains(title, "</") {
		return html.UnescapeString(title)
	}
	var text strings.Builder
	for z := html.NewTokenizer(strings.NewReader(title)); z.Next() != html.ErrorToken; {
		if t := z.Token(); t.Type == html.TextToken {
			text.WriteString(t.Data)
		}
	}
	return text.String()
}

func authors(item *gofeed.Item) string {
	var names []string
	for _, a := range item.Authors {
		if a != nil && a.Name != "" {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}

func published(item *gofeed.Item) string {
	for _, t := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if t != nil {
			return t.Format(time.RFC3339)
		}
	}
	return ""
}
