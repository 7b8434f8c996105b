package input

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/subtitle"
	"newsbrief/internal/frontmatter"
)

// Kind is what an input is.
type Kind string

// The kinds that are read.
const (
	Plain    Kind = "text"
	Markdown Kind = "markdown"
	HTML     Kind = "html"
	SRT      Kind = "srt" // SubRip subtitles
	VTT      Kind = "vtt" // WebVTT subtitles
	PDF      Kind = "pdf"
	Archive  Kind = "zip" // EPUB, DOCX, ODT or nothing we read
	Feed     Kind = "feed"
	Lines    Kind = "jsonl"
	JSON     Kind = "json" // with articles in it
	Mail     Kind = "mail" // also a page saved as MHTML
	Mbox     Kind = "mbox"
	HTTP     Kind = "http" // an answer with its header
	OPML     Kind = "opml" // a list of feeds
)

// Those that are not.
const (
	empty  Kind = "empty"
	binary Kind = "binary"
	other  Kind = "other" // text, but no article
)

// kindNames are the kinds as people name them to --type.
var kindNames = map[string]Kind{
	"text": Plain, "txt": Plain, "markdown": Markdown, "md": Markdown, "html": HTML, "srt": SRT, "vtt": VTT, "pdf": PDF,
	"epub": Archive, "docx": Archive, "odt": Archive, "feed": Feed, "rss": Feed, "atom": Feed, "jsonl": Lines,
	"json": JSON, "opml": OPML, "mail": Mail, "email": Mail, "eml": Mail, "mhtml": Mail, "mbox": Mbox, "http": HTTP,
}

// KindNamed is the kind that people call so.
func KindNamed(name string) (Kind, error) {
	if kind, ok := kindNames[strings.ToLower(name)]; ok {
		return kind, nil
	}
	return "", fmt.Errorf("there is no kind %q: there are text, markdown, html, pdf, epub, docx, odt, feed, mail, "+
		"mbox, srt, vtt, jsonl, json, opml and http", name)
}

// HeadSize is how many bytes of an input tell whether it is a text.
const HeadSize = 8 << 10

// Sniff tells the kind of an input by its name and its first bytes; of texts
// only whether they are HTML, else Plain. The error, a *Refusal, is of those
// that hold nothing to read, and of lists of feeds, which few read.
func (o Origin) Sniff(data []byte) (Kind, error) {
	head := data[:min(len(data), HeadSize)]
	switch {
	case len(bytes.TrimSpace(head)) == 0 && o.isDocument():
		return Plain, nil
	case len(bytes.TrimSpace(head)) == 0:
		return empty, Empty()
	case o.Kind == OPML:
		return OPML, noArticle()
	case o.Kind != "":
		return o.Kind, nil
	case isHTTP(head):
		return HTTP, nil
	case isPDF(head, isNamed(o.Name, Endings())):
		return PDF, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Archive, nil
	}
	if what := magic(head); what != nil {
		return binary, Refuse("is not text but "+what.what, what.how)
	}
	text := beginning(head)
	if isBinary(text) {
		return binary, Refuse("is not text but binary data", readsKinds)
	}
	if hasAnyPrefix(strings.ToLower(skipProlog(text)), "<opml") {
		return OPML, noArticle()
	}
	if what := o.foreign(text); what != nil {
		return other, Refuse("is no article but "+what.what, what.how)
	}
	switch kind := textKindOf(o.Name, text); {
	case kind == other && o.Titles && isTitles(text):
		return Lines, nil
	case kind == other:
		return other, NoJSON()
	case kind == xml:
		return other, Refuse("is XML, but neither a page nor an RSS or Atom feed", "")
	default:
		return kind, nil
	}
}

// isDocument says whether the input is one that comes back as what it is.
func (o Origin) isDocument() bool { return o.Document && isNamed(o.Name, Endings()) }

// isPDF says whether bytes begin as a PDF: within the first 1,024 of them (PDF 1.7,
// annex H.3.4.1), but where a name says that this is a text that may name the mark.
func isPDF(head []byte, named bool) bool {
	const mark = "%PDF-"
	if named {
		return bytes.HasPrefix(head, []byte(mark))
	}
	return bytes.Contains(head[:min(len(head), 1024)], []byte(mark))
}

// xml is text that is no feed and no page.
const xml Kind = "xml"

// NoJSON is the error of JSON without an article.
func NoJSON() *Refusal {
	return Refuse("is JSON, but not one article a line, and none in a field that is known",
		`write each on one line (jq -c does it), as {"id": "1", "text": "…"} or {"id": "1", "html": "…"}`)
}

// noArticle is the error of a list of feeds where an article is needed.
func noArticle() *Refusal {
	return Refuse("is no article but a list of feeds (OPML)", "newsbrief digest reads the feeds that it lists")
}

// isBinary allows a few control characters, which are dropped from text.
func isBinary(head string) bool {
	control := 0
	for _, c := range []byte(head) {
		if c < ' ' && !strings.ContainsRune("\t\n\r\f\b\x1b", rune(c)) {
			control++
		}
	}
	return control*200 > len(head)
}

// textKindOf tells messages, pages, feeds, JSON and XML from text.
func textKindOf(name, head string) Kind {
	switch {
	case isNamed(name, markdownEndings()), isNamed(name, htmlEndings()):
	case IsMbox(head):
		return Mbox
	case IsMail(head):
		return Mail
	}
	head = head[headOf(name, head).Body:]
	if kind := markupKind(name, head); kind != Plain {
		return kind
	}
	if at := behindJunk(head); at > 0 {
		if kind := markupKind("", head[at:]); kind == Feed || kind == HTML {
			return kind
		}
	}
	return Plain
}

// markupKind tells pages, feeds, JSON and XML from text.
func markupKind(name, head string) Kind {
	start := strings.TrimSpace(head)
	if start == "" || strings.IndexByte("<{[", start[0]) < 0 {
		return Plain
	}
	text := strings.ToLower(skipProlog(head))
	switch {
	case hasAnyPrefix(text, "<rss", "<feed", "<rdf:rdf"):
		return Feed
	case isHTML(name, head):
		return HTML
	case hasAnyPrefix(strings.ToLower(start), "<?xml"):
		return xml
	case hasAnyPrefix(text, "{", "[{"), start[0] == '[' && strings.HasPrefix(strings.TrimSpace(start[1:]), "{"):
		return jsonKind(head, text)
	}
	return Plain
}

// behindJunk is where markup begins behind what a program printed before it by
// mistake, such as a warning of PHP: a few lines that are no prose. 0: nowhere.
func behindJunk(head string) int {
	const most = 2000 // bytes
	if strings.HasPrefix(strings.TrimSpace(head), "<") {
		return 0
	}
	lower := strings.ToLower(head[:min(len(head), most)])
	if len(lower) != len(head[:min(len(head), most)]) {
		return 0
	}
	for _, root := range []string{"<?xml", "<!doctype html", "<html", "<rss", "<feed"} {
		at := strings.Index(lower, root)
		if at <= 0 || lower[at-1] != '\n' && lower[at-1] != '>' {
			continue
		}
		before := strings.TrimSpace(lower[:at])
		if strings.Contains(before, "```") || strings.HasSuffix(before, ":") || strings.Count(before, ". ") > 2 {
			return 0
		}
		return at
	}
	return 0
}

// headOf is the head of a text. Of JSON, where a line is an article elsewhere,
// one line is a head only in what is named as Markdown.
func headOf(name, text string) frontmatter.Head {
	h := frontmatter.Find(text)
	line := !strings.Contains(text[h.Start:h.End], "\n")
	if h.Format == frontmatter.JSON && line && !isNamed(name, markdownEndings()) {
		return frontmatter.Head{}
	}
	return h
}

func markdownEndings() []string {
	return []string{".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"}
}

func htmlEndings() []string { return []string{".html", ".htm", ".xhtml", ".xht"} }

// Endings are the endings of names of files that a translation gives back as
// what they are.
func Endings() []string {
	return slices.Concat(markdownEndings(), htmlEndings(), []string{".txt", ".text", ".srt", ".vtt"})
}

func isNamed(name string, endings []string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(name)))
}

// textKind tells the kind of a text without its head.
func textKind(name, text string) Kind {
	switch {
	case strings.HasPrefix(text, "WEBVTT"):
		return VTT
	case isSubRip(name, text):
		return SRT
	case isHTML(name, text[:min(len(text), HeadSize)]):
		return HTML
	case isNamed(name, markdownEndings()), isMarkdown(text):
		return Markdown
	}
	return Plain
}

// isHTML tells a page, or a part of one, from text that holds a few tags. A
// whole page is one by whatever name.
func isHTML(name, head string) bool {
	text := strings.ToLower(skipProlog(head))
	switch {
	case hasAnyPrefix(text, "<!doctype html", "<html", "<head>", "<head ", "<body"):
		return true
	case isNamed(name, markdownEndings()):
		return false
	case isNamed(name, htmlEndings()):
		return holdsMarkup(text)
	}
	return isElement(text) && strings.Contains(text, "</") && !strings.Contains(text, "\n# ") &&
		(hasBlock(text) || !strings.Contains(strings.TrimSpace(text), "\n\n"))
}

// holdsMarkup tells a page, a part of one or a template from text that somebody
// named so.
func holdsMarkup(text string) bool {
	for i := range len(text) - 1 {
		switch next := text[i+1]; text[i] {
		case '<':
			if next >= 'a' && next <= 'z' || strings.IndexByte("/!?%", next) >= 0 {
				return true
			}
		case '{':
			if next == '{' || next == '%' {
				return true
			}
		}
	}
	return false
}

// isElement says whether text begins with the tag of an element of HTML.
func isElement(text string) bool {
	if !strings.HasPrefix(text, "<") {
		return false
	}
	z := html.NewTokenizer(strings.NewReader(text))
	if kind := z.Next(); kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return false
	}
	name, _ := z.TagName()
	return atom.Lookup(name) != 0 || bytes.IndexByte(name, '-') > 0
}

// hasBlock says whether a text holds an element that stands on lines of its own:
// blank lines are no paragraphs there.
func hasBlock(text string) bool {
	return slices.ContainsFunc([]string{
		"<p>", "<p ", "<div", "<br", "<span", "<center", "<blockquote", "<pre", "<article", "<section", "<main",
		"<header", "<figure", "<h1", "<h2", "<h3", "<ul", "<ol", "<dl", "<li", "<table", "<form", "<details",
		"<meta", "<title", "<link", "<script", "<style",
	}, func(tag string) bool { return strings.Contains(text, tag) })
}

// skipProlog drops the XML declaration, comments, foreign document types and
// processing instructions that stand before markup.
func skipProlog(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		end := ""
		switch {
		case strings.HasPrefix(text, "<?"):
			end = "?>"
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<!DOCTYPE") && !strings.HasPrefix(strings.ToLower(text), "<!doctype html"):
			end = ">"
		default:
			return text
		}
		_, rest, found := strings.Cut(text, end)
		if !found {
			return text
		}
		text = rest
	}
}

// jsonKind tells lines of articles from other JSON and from text in braces, by
// what stands first: a quoted key, and the keys of an article soon after. lower
// is head in lower case.
func jsonKind(head, lower string) Kind {
	quoted := strings.TrimLeft(lower, "[{ \t\r\n")
	switch {
	case !strings.HasPrefix(quoted, `"`):
		return Plain
	case !hasText(lower):
		return other
	case lower[0] == '{' && (hasKey(lower, "text") || hasKey(lower, "html")) && !overLines(head) && !isFeed(lower):
		return Lines
	}
	return JSON
}

// isTitles says whether JSON begins with a line that has a title.
func isTitles(json string) bool {
	start := strings.TrimSpace(json)
	return strings.HasPrefix(start, "{") && hasKey(strings.ToLower(start), "title") && !overLines(start)
}

// isFeed says whether JSON begins as a JSON Feed does.
func isFeed(json string) bool {
	return strings.Contains(json[:min(len(json), 300)], "jsonfeed.org/version")
}

// TextFields are the names of fields of JSON that hold an article's text, the better
// first; those with html in it hold HTML.
func TextFields() []string {
	return []string{
		"text", "html", "content_html", "content_text", "articleBody", "bodyText", "body_html", "body_text",
		"full_text", "fullText", "maintext", "content", "body",
	}
}

// hasText says whether JSON has a field that holds an article's text.
func hasText(json string) bool {
	json = strings.ToLower(json)
	return slices.ContainsFunc(TextFields(), func(name string) bool { return hasKey(json, strings.ToLower(name)) })
}

func hasKey(head, key string) bool {
	_, rest, found := strings.Cut(head, `"`+key+`"`)
	value, colon := strings.CutPrefix(strings.TrimLeft(rest, " \t"), ":")
	value = strings.TrimLeft(value, " \t\r\n")
	return found && colon && (value == "" || strings.IndexByte(`"{[`, value[0]) >= 0)
}

// overLines says whether text begins with a JSON value that goes on behind its
// first line. A line that broke off is none: what follows does not go on there.
func overLines(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	end := strings.IndexByte(text, '\n')
	if end < 0 {
		return false
	}
	var value json.RawMessage
	d := json.NewDecoder(strings.NewReader(text))
	err := d.Decode(&value)
	return errors.Is(err, io.ErrUnexpectedEOF) || err == nil && d.InputOffset() > int64(end)
}

// isSubRip says whether a text begins with a number and a time code, or is named so
// and has one.
func isSubRip(name, text string) bool {
	named := isNamed(name, []string{".srt", ".sbv", ".vtt"})
	lines := 0
	for line := range strings.Lines(text[:min(len(text), HeadSize)]) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if _, ok := subtitle.Timing(line); ok {
			return true
		}
		if lines++; !named && (lines > 1 || strings.Trim(line, "0123456789") != "") {
			return false
		}
	}
	return false
}

// isMarkdown says whether a text holds what hardly occurs in plain text: a tag or
// a comment at its start, a fence, links, a table's rule, an underlined heading,
// or several headings.
func isMarkdown(text string) bool {
	if start := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(start, "<!--") || startsTag(start) {
		return true
	}
	marked := func(mark string) bool { return strings.Contains(text, mark) }
	if !slices.ContainsFunc([]string{"# ", "|", "](", "===", "```"}, marked) {
		return false // spares plain text the look at each line
	}
	headings, last := 0, ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		above := last
		last = line
		level := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case strings.HasPrefix(line, "```"), hasLink(line), strings.Contains(line, "|") && TableColumns(line) > 1:
			return true
		case above != "" && len(line) > 2 && strings.Trim(line, "=") == "":
			return true
		case level >= 1 && level <= 6 && strings.HasPrefix(line[level:], " "):
			headings++
		}
	}
	return headings > 1
}

// startsTag says whether text begins with a tag that is closed later.
func startsTag(text string) bool {
	name := strings.TrimPrefix(text, "<")
	end := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	return name != text && end > 0 && strings.Contains(text, "</"+name[:end])
}

// hasLink says whether a line holds a link with its text, as [text](target).
func hasLink(line string) bool {
	text, target, found := strings.Cut(line, "](")
	return found && strings.Contains(text, "[") && strings.IndexByte(target, ')') > 0 && !strings.HasPrefix(target, " ")
}

// TableColumns counts the columns of the line under a table's head in Markdown,
// as |---|:-:|; 0: it is no such line.
func TableColumns(line string) int {
	line = strings.TrimSpace(line)
	if strings.Trim(line, "-:| \t") != "" || !strings.ContainsAny(line, "|:") {
		return 0
	}
	columns := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for _, c := range columns {
		c = strings.TrimSpace(c)
		c = strings.TrimSuffix(strings.TrimPrefix(c, ":"), ":")
		if c == "" || strings.Trim(c, "-") != "" {
			return 0
		}
	}
	return len(columns)
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
