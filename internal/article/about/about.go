// Package about reads what a page says of its article: title, authors, day and
// language, from JSON-LD, meta elements, microdata and what a reader sees. Where these
// differ, what names the article goes before what names its site, and what programs
// are told before what is written for the eye.
package about

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/tree"
)

// Article is what a page says of its article; what is empty it does not say.
type Article struct {
	Title, Byline string
	Published     string // ISO 8601: a day, or a moment
	Language      string // as the page writes it
	Body          string // the whole text, as JSON-LD has it
	Paid          bool   // it is not free
}

// facts are what a page says, before one is chosen.
type facts struct {
	headline, language, body   string
	paid                       bool
	title                      string              // of the document
	metas                      map[string][]string // by key, in lower case
	sites                      []string            // names of the site
	stated, seen, linked       []string            // authors: stated, marked, of links to people
	dates, pageDates, seenDays []string
	lines                      []string // short texts behind the first heading that hold figures
	heads                      []head
	around                     map[*html.Node]bool // what the first heading stands in
	inText                     bool                // behind the heading and the first paragraph
}

// head is a heading of the first rank, or what microdata calls the headline.
type head struct {
	text   string
	stated bool
}

// Read reads a page before anything has been taken out of it.
func Read(doc *html.Node) *Article {
	f := &facts{metas: map[string][]string{}, around: map[*html.Node]bool{}}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.H1 {
			for ; n != nil; n = n.Parent {
				f.around[n] = true
			}
			break
		}
	}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			f.read(n)
		case html.TextNode:
			f.readLine(n)
		}
	}
	f.sites = append(f.sites, f.metas["og:site_name"]...)
	f.sites = append(f.sites, f.metas["application-name"]...)
	f.sites = append(f.sites, f.metas["apple-mobile-web-app-title"]...)
	f.sites = append(f.sites, hostOf(f.first("og:url", "canonical")))
	locale := strings.ReplaceAll(f.first("og:locale"), "_", "-")
	language := first(f.language, first(f.first("content-language"), locale))
	return &Article{
		Title: f.chooseTitle(), Byline: f.chooseByline(), Published: f.choosePublished(language),
		Language: language, Body: f.body, Paid: f.paid,
	}
}

func (f *facts) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Script:
		if strings.Contains(strings.ToLower(tree.Attribute(n, "type")), "ld+json") && n.FirstChild != nil {
			readJSONLD(f, n.FirstChild.Data)
		}
		return
	case atom.Meta:
		f.readMeta(n)
		return
	case atom.Link:
		if tree.Attribute(n, "rel") == "canonical" {
			f.metas["canonical"] = append(f.metas["canonical"], tree.Attribute(n, "href"))
		}
		return
	case atom.Title:
		if n.Parent != nil && n.Parent.DataAtom != atom.Svg {
			f.title = first(f.title, spaced(textBelow(n)))
		}
		return
	case atom.Html:
		f.language = first(f.language, first(tree.Attribute(n, "lang"), tree.Attribute(n, "xml:lang")))
	case atom.H1:
		marked := strings.Contains(tree.Attribute(n, "itemprop"), "headline")
		f.heads = append(f.heads, head{spaced(textBelow(n)), marked})
	}
	f.readVisible(n)
}

// readMeta keeps what a meta element says by each of its keys.
func (f *facts) readMeta(n *html.Node) {
	value := strings.TrimSpace(tree.Attribute(n, "content"))
	if value == "" {
		return
	}
	for _, name := range []string{"property", "name", "itemprop", "http-equiv"} {
		for key := range strings.FieldsSeq(strings.ToLower(tree.Attribute(n, name))) {
			if len(f.metas[key]) < 20 {
				f.metas[key] = append(f.metas[key], value)
			}
		}
	}
}

// readVisible keeps authors and days that are marked where readers see them.
func (f *facts) readVisible(n *html.Node) {
	names, property := namesOf(n), tree.Attribute(n, "itemprop")
	isMarked := property == "author" || tree.Attribute(n, "rel") == "author"
	isAuthor := hasPart(names, "byline", "author", "writer", "verfasser")
	isDate := n.DataAtom == atom.Time ||
		hasPart(names, "date", "published", "publish", "pubdate", "timestamp", "datum", "posted", "byline", "author")
	isLink := n.DataAtom == atom.A && leadsToPerson(tree.Attribute(n, "href"))
	isAny := isMarked || isAuthor || isDate || isLink || strings.HasPrefix(property, "date")
	if !isAny || f.isApart(n, isMarked) {
		return
	}
	switch {
	case isMarked:
		f.seen = appendName(f.seen, markedName(allOf(n)))
	case isAuthor:
		f.seen = appendName(f.seen, nameOf(n))
	}
	if isLink && !f.inText && len(f.heads) > 0 {
		f.linked = appendName(f.linked, wholeName(n))
	}
	switch {
	case strings.Contains(property, "datePublished"):
		f.seenDays = slices.Insert(f.seenDays, 0, dayOf(n))
	case isDate:
		f.seenDays = append(f.seenDays, dayOf(n))
	}
}

// namesOf are the names of an element that may say what it is about.
func namesOf(n *html.Node) string {
	names := ""
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid":
			names += " " + a.Val
		}
	}
	for _, part := range []string{"yline", "uthor", "riter", "erfasser", "ate", "ublish", "stamp", "atum", "osted"} {
		if strings.Contains(names, part) {
			return names
		}
	}
	return "" // most have none
}

func appendName(list []string, name string) []string {
	if name == "" {
		return list
	}
	return append(list, name)
}

// allOf is the part of a page that names all authors, where each is marked alone.
func allOf(n *html.Node) *html.Node {
	if n.Parent == nil || tree.Attribute(n, "rel") != "author" {
		return n
	}
	for c := range n.Parent.ChildNodes() {
		if c != n && tree.Attribute(c, "rel") == "author" {
			return n.Parent
		}
	}
	return n
}

// leadsToPerson says whether an address is that of a person's page on the site.
func leadsToPerson(address string) bool {
	for _, part := range []string{"/author/", "/authors/", "/profile/", "/profiles/", "/contributor/", "/contributors/",
		"/staff/", "/people/", "/u/", "/user/", "/users/", "/editors/", "/autor/", "/autoren/",
		"/auteur/", "/autore/", "/writers/", "/journalist/"} {
		if strings.Contains(address, part) {
			return true
		}
	}
	return false
}

// readLine keeps "By" with the name behind it, and short texts with figures, which
// may be a date.
func (f *facts) readLine(n *html.Node) {
	const longest, most, paragraph = 100, 30, 160
	text := strings.TrimSpace(n.Data)
	f.inText = f.inText || len(f.heads) > 0 && len(text) > paragraph && !isCode(n.Parent)
	if text == "" || len(text) > longest || len(f.heads) == 0 {
		return
	}
	if n.Parent == nil || isCode(n.Parent) || n.Parent.DataAtom == atom.A {
		return
	}
	if !f.inText && isWord("byline", strings.ToLower(strings.TrimRight(text, ":："))) && !f.isApart(n, false) {
		f.linked = appendName(f.linked, nameOf(n.Parent))
	}
	if strings.ContainsAny(text, "0123456789") && len(f.lines) < most && !f.isApart(n, false) {
		f.lines = append(f.lines, spaced(text))
	}
}

// first is the first value of the first key that has one.
func (f *facts) first(keys ...string) string {
	for _, key := range keys {
		if len(f.metas[key]) > 0 {
			return f.metas[key][0]
		}
	}
	return ""
}

// hostOf is the name of the site in an address, as "example.org".
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// isApart says whether a part of a page stands around its article, not with its
// headline: other articles, comments, what leads elsewhere. What is marked as the
// author's may stand at the side.
func (f *facts) isApart(n *html.Node, marked bool) bool {
	for ; n != nil && !f.around[n]; n = n.Parent {
		switch n.DataAtom {
		case atom.Aside:
			if !marked {
				return true
			}
		case atom.Nav, atom.Footer, atom.Form:
			return true
		case atom.Body, atom.Main:
			return false
		}
		names := tree.Attribute(n, "class") + " " + tree.Attribute(n, "id")
		if hasPart(names, "comment", "comments", "related", "sidebar", "recommended", "footer") {
			return true
		}
	}
	return false
}

// hasPart says whether one of the words in class and id names is one of a list.
func hasPart(names string, words ...string) bool {
	for part := range strings.FieldsFuncSeq(names, func(r rune) bool { return strings.ContainsRune(" -_:", r) }) {
		if slices.Contains(words, strings.ToLower(part)) {
			return true
		}
		for _, w := range words { // articleByline, PubDate
			if len(part) > len(w) && strings.HasSuffix(part, strings.ToUpper(w[:1])+w[1:]) {
				return true
			}
		}
	}
	return false
}

// textBelow is the text below n, with a space between the texts of elements.
func textBelow(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else if d.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }
