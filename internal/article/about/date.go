package about

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"newsbrief/internal/article/tree"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/claim/when"
)

// dateKeys are the meta elements that state when an article was published, the
// surest first.
var dateKeys = [...]string{
	"article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
	"rnews:datepublished", "published_time", "publication_date", "publicationdate", "publishdate", "publish-date",
	"publish_date", "pubdate", "pub_date", "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dcterms.created",
	"dc.date.created", "dc.date", "dcterms.date", "date.issued", "sailthru.date", "analyticsattributes.articledate",
	"article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "citation_publication_date",
	"citation_date", "article.published", "article-publish-date", "release_date", "bt:pubdate", "date",
}

// choosePublished takes the first date that can be read: those of the article in
// JSON-LD, of meta elements, of the page in JSON-LD, and those that readers see.
func (f *facts) choosePublished(language string) string {
	dates := f.dates
	for _, key := range dateKeys {
		dates = append(dates, f.metas[key]...)
	}
	for _, date := range append(append(dates, f.pageDates...), f.seenDays...) {
		if iso := Date(date, language); iso != "" {
			return iso
		}
	}
	return first(f.lineDay(language), dayOfAddress(f.first("canonical", "og:url")))
}

// lineDay is the day in a short text that is little else.
func (f *facts) lineDay(language string) string {
	const short = len("wednesday, 30 september 2026") + 25 // bytes of a line that is little but a date
	for _, line := range f.lines {
		if day := writtenDay(line, language); day != "" && (len(line) < short || hasStamp(line)) {
			return day
		}
	}
	return ""
}

// dayOfAddress reads the day in an address such as /2026/05/03/mill.html.
func dayOfAddress(address string) string {
	parts := strings.Split(address, "/")
	for i := range len(parts) - 2 {
		if t, err := time.Parse("2006/1/2", strings.Join(parts[i:i+3], "/")); err == nil && t.Year() > 1990 {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// dayOf is what an element says of a day: its attribute, or its text.
func dayOf(n *html.Node) string {
	for _, key := range []string{"datetime", "content", "data-datetime", "data-timestamp", "data-time"} {
		if value := tree.Attribute(n, key); value != "" {
			return value
		}
	}
	const longest = 200 // bytes of a line with a date
	if text := spaced(strings.Join(textsOf(n), " ")); len(text) < longest {
		return text
	}
	return ""
}

var layouts = [...]string{
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, "Mon Jan 2 15:04:05 MST 2006",
	"Mon, 2 Jan 2006 15:04:05 -0700",
}

// Date is a date in ISO 8601, with its time where that is said, of what programs write
// or of what people do; "" of what says no full date.
func Date(s, language string) string {
	s = strings.TrimSpace(s)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	for _, layout := range []string{time.DateOnly, "2006/01/02", "2006.01.02", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	if day := unixDay(s); day != "" {
		return day
	}
	return writtenDay(s, language)
}

// unixDay reads seconds or milliseconds since 1970.
func unixDay(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != 10 && len(s) != 13 {
		return ""
	}
	if len(s) == 13 {
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.RFC3339)
}

// writtenDay is the first full date in a line as people write it.
func writtenDay(line, language string) string {
	if len(line) > 300 || !strings.ContainsAny(line, "0123456789") {
		return ""
	}
	if language == "" {
		language = "en"
	}
	t := lex.Read(line, language)
	defer t.Done()
	for i := 0; i < len(t.Tokens); i++ {
		d, next := when.Read(t, i)
		if next <= i {
			continue
		}
		if d.Year > 1900 && d.Year < 2200 && d.Month > 0 && d.Day > 0 {
			return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
		}
		i = next - 1
	}
	return ""
}
