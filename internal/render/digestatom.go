package render

import (
	"encoding/xml"
	"strings"
	"time"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

// The elements of a feed (RFC 4287).
type (
	atomRoot struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID        string      `xml:"id"`
		Title     string      `xml:"title"`
		Subtitle  string      `xml:"subtitle,omitempty"`
		Updated   string      `xml:"updated"`
		Author    string      `xml:"author>name"`
		Generator string      `xml:"generator"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID      string     `xml:"id"`
		Title   string     `xml:"title"`
		Updated string     `xml:"updated"`
		Links   []atomLink `xml:"link"`
		Content atomText   `xml:"content"`
	}
	atomLink struct {
		Rel   string `xml:"rel,attr"`
		Href  string `xml:"href,attr"`
		Title string `xml:"title,attr,omitempty"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// atomFeed is a digest as a feed, an entry a story. A story keeps its id as long as its
// first article is known.
func atomFeed(d result.Digest, about *Digest) (string, error) {
	f := atomRoot{
		ID: about.ID, Title: "News digest", Updated: atomTime(about.Latest),
		Author: "newsbrief", Generator: "newsbrief",
	}
	var missing []string
	for _, w := range d.Warnings {
		missing = append(missing, plain.Line(w.Message))
	}
	if len(missing) > 0 {
		f.Subtitle = "Not all could be read: " + strings.Join(missing, "; ")
	}
	for i := range d.Stories {
		s := &d.Stories[i]
		content, err := expand("story", newHTMLStory(s, i+1))
		if err != nil {
			return "", err
		}
		e := atomEntry{
			ID: s.ID, Title: plain.Line(s.Headline.Text), Content: atomText{"html", content},
			Updated: atomTime(about.Latest),
		}
		if latest := latestOf(s); !latest.IsZero() {
			e.Updated = atomTime(latest)
		}
		for _, source := range s.Sources {
			if isSite(source.URL) {
				e.Links = append(e.Links, atomLink{"related", source.URL, plain.Line(source.Title)})
			}
		}
		f.Entries = append(f.Entries, e)
	}
	text, err := xml.MarshalIndent(f, "", "  ")
	return xml.Header + string(text) + "\n", err
}

// atomTime is a time as feeds write it. Where none is known it is that of the feed's
// making.
func atomTime(t time.Time) string {
	if t.IsZero() {
		t = time.Now()
	}
	return t.UTC().Format(time.RFC3339)
}

func isSite(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}
