package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"newsbrief/internal/article/charset"
)

// kind is what an input is, told by its first bytes.
type kind int

const (
	kindText kind = iota
	kindEmpty
	kindHTML
	kindPDF
	kindZIP // EPUB, DOCX or nothing we read
	kindFeed
	kindJSONL
	kindJSON // but not articles
	kindXML  // but no feed and no page
	kindBinary
)

// headSize is how many bytes of an input its kind is told by.
const headSize = 8 << 10

// kindOf tells the kind of an input by its first bytes; name is what a binary
// one is.
func kindOf(head []byte) (k kind, name string) {
	if len(bytes.TrimSpace(head)) == 0 {
		return kindEmpty, ""
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return kindPDF, ""
	}
	for _, m := range []struct {
		magic string
		kind  kind
		name  string
	}{
		{"PK\x03\x04", kindZIP, ""}, {"\xD0\xCF\x11\xE0", kindBinary, "an old Office document (save it as .docx)"},
		{"\x89PNG", kindBinary, "a picture"}, {"\xFF\xD8\xFF", kindBinary, "a picture"}, {"GIF8", kindBinary, "a picture"},
		{"\x1F\x8B", kindBinary, "gzip data (unpack it first)"}, {"\x28\xB5\x2F\xFD", kindBinary, "zstd data (unpack it first)"},
		{"\xFD7zXZ", kindBinary, "xz data (unpack it first)"}, {"BZh", kindBinary, "bzip2 data (unpack it first)"},
		{"From: <Saved by ", kindBinary, "a web archive (save the page as HTML only)"},
		{"\x7FELF", kindBinary, "a program"}, {"{\\rtf", kindBinary, "RTF (save it as .docx or .txt)"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.kind, m.name
		}
	}
	return textKind(charset.Head(head))
}

// textKind tells markup from text.
func textKind(head string) (kind, string) {
	if isBinary(head) {
		return kindBinary, "binary data"
	}
	if start := strings.TrimSpace(head); start == "" || !strings.ContainsRune("<{[", rune(start[0])) {
		return kindText, ""
	}
	text := strings.ToLower(skipProlog(head))
	switch {
	case hasAnyPrefix(text, "<rss", "<feed", "<rdf:rdf"):
		return kindFeed, ""
	case hasAnyPrefix(text, "<!doctype html", "<html", "<head", "<body"), looksLikeHTML(text):
		return kindHTML, ""
	case strings.HasPrefix(strings.ToLower(strings.TrimSpace(head)), "<?xml"):
		return kindXML, ""
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "[{"):
		if k := jsonKind(text); k != kindJSONL || !overLines(head) {
			return k, ""
		}
		return kindJSON, ""
	}
	return kindText, ""
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

// skipProlog drops the byte order mark, XML declaration, comments, foreign
// document types and processing instructions that stand before markup.
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

// looksLikeHTML tells a page's part from text that holds a few tags. text is
// in lower case.
func looksLikeHTML(text string) bool {
	return hasAnyPrefix(text, "<div", "<p>", "<p ", "<article", "<section", "<main", "<h1", "<h2", "<table", "<ul", "<span", "<meta", "<title", "<script", "<style", "<link") &&
		strings.Contains(text, "</") && !strings.Contains(text, "\n# ")
}

// jsonKind tells lines of articles from other JSON and from text in braces, by
// what stands first: a quoted key, and the keys of an article soon after.
func jsonKind(head string) kind {
	switch {
	case !strings.HasPrefix(strings.TrimLeft(head, "[{ \t\r\n"), `"`):
		return kindText
	case strings.HasPrefix(head, "{") && (hasKey(head, "text") || hasKey(head, "html")):
		return kindJSONL
	}
	return kindJSON
}

// overLines says whether text begins with a JSON value that goes on behind its
// first line. A line that broke off is none: what follows does not go on there.
func overLines(text string) bool {
	end := strings.IndexByte(strings.TrimLeft(text, " \t\r\n"), '\n')
	if end < 0 {
		return false
	}
	var value json.RawMessage
	d := json.NewDecoder(strings.NewReader(strings.TrimLeft(text, " \t\r\n")))
	err := d.Decode(&value)
	return errors.Is(err, io.ErrUnexpectedEOF) || err == nil && d.InputOffset() > int64(end)
}

func hasKey(head, key string) bool {
	_, rest, found := strings.Cut(head, `"`+key+`"`)
	return found && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":")
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
