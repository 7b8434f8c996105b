package input

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	Archive  Kind = "zip" // EPUB, DOCX or nothing we read
	Feed     Kind = "feed"
	Lines    Kind = "jsonl"
)

// Those that are not.
const (
	empty  Kind = "empty"
	other  Kind = "json" // but not articles
	xml    Kind = "xml"  // but no feed and no page
	binary Kind = "binary"
)

// HeadSize is how many bytes of an input tell whether it is a text.
const HeadSize = 8 << 10

// Sniff tells the kind of an input by its name and its first bytes; of texts
// only whether they are HTML, else Plain. The error, a *Refusal, is of those
// that hold nothing to read.
func Sniff(name string, data []byte) (Kind, error) {
	head := data[:min(len(data), HeadSize)]
	if len(bytes.TrimSpace(head)) == 0 {
		return empty, Empty()
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return PDF, nil
	}
	if kind, what := magic(head); kind != "" {
		return kind, notText(kind, what)
	}
	text := beginning(head)
	if isBinary(text) {
		return binary, notText(binary, "binary data")
	}
	switch kind := markupKind(name, text); kind {
	case other:
		return kind, Refuse(`is JSON, but not one article a line`,
			`write each on one line (jq -c does it), as {"id": "1", "text": "…"} or {"id": "1", "html": "…"}`)
	case xml:
		return kind, Refuse("is XML, but neither a page nor an RSS or Atom feed", "")
	default:
		return kind, nil
	}
}

// notText is the error of what is binary.
func notText(kind Kind, what string) error {
	if kind != binary {
		return nil
	}
	return Refuse("is not text but "+what,
		"newsbrief reads text, Markdown, HTML, PDF, EPUB, DOCX, RSS, Atom and JSON lines")
}

// magic tells a binary format by how it begins, and what it is.
func magic(head []byte) (kind Kind, what string) {
	for _, m := range []struct {
		magic string
		kind  Kind
		what  string
	}{
		{"PK\x03\x04", Archive, ""}, {"\xD0\xCF\x11\xE0", binary, "an old Office document (save it as .docx)"},
		{"\x89PNG", binary, "a picture"}, {"\xFF\xD8\xFF", binary, "a picture"}, {"GIF8", binary, "a picture"},
		{"\x1F\x8B", binary, "gzip data (unpack it first)"}, {"\x28\xB5\x2F\xFD", binary,
			"zstd data (unpack it first)"},
		{"\xFD7zXZ", binary, "xz data (unpack it first)"}, {"BZh", binary, "bzip2 data (unpack it first)"},
		{"From: <Saved by ", binary, "a web archive (save the page as HTML only)"},
		{"\x7FELF", binary, "a program"}, {"{\\rtf", binary, "RTF (save it as .docx or .txt)"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.kind, m.what
		}
	}
	return "", ""
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

// markupKind tells pages, feeds, JSON and XML from text.
func markupKind(name, head string) Kind {
	head = head[headOf(name, head).Body:]
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
	case hasAnyPrefix(text, "{", "[{"):
		return jsonKind(head, text)
	}
	return Plain
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

func htmlEndings() []string { return []string{".html", ".htm", ".xhtml"} }

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
	case isSubRip(text):
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
		return strings.Contains(text, "</") || strings.Contains(text, "<br") || strings.Contains(text, "<p")
	}
	return isElement(text) && strings.Contains(text, "</") && !strings.Contains(text, "\n# ") &&
		(hasBlock(text) || !strings.Contains(strings.TrimSpace(text), "\n\n"))
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
	switch {
	case !strings.HasPrefix(strings.TrimLeft(lower, "[{ \t\r\n"), `"`):
		return Plain
	case lower[0] == '{' && (hasKey(lower, "text") || hasKey(lower, "html")) && !overLines(head):
		return Lines
	}
	return other
}

func hasKey(head, key string) bool {
	_, rest, found := strings.Cut(head, `"`+key+`"`)
	return found && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":")
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

// timing matches the line above a cue's text in SubRip and WebVTT.
var timing = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s+(\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}`)
})

// IsTiming says whether a line is the one above a subtitle's text.
func IsTiming(line string) bool { return timing().MatchString(line) }

// isSubRip says whether a text begins with a number and a time code.
func isSubRip(text string) bool {
	number, rest, _ := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	line, _, _ := strings.Cut(rest, "\n")
	number = strings.TrimSpace(number)
	return number != "" && strings.Trim(number, "0123456789") == "" && IsTiming(line)
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
