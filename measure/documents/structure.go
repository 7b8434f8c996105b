package main

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	render "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// structure is what another reader sees in a document but for its words: tags,
// addresses, code, or for subtitles the lines that nobody speaks.
type structure []string

func structureOf(kind string, data []byte) structure {
	switch kind {
	case "markdown":
		return markdownStructure(data)
	case "html":
		return tags(data)
	}
	return cueLines(data)
}

// differs shows where two structures part, "" where they do not.
func (s structure) differs(o structure) string {
	for i := range min(len(s), len(o)) {
		if s[i] != o[i] {
			return fmt.Sprintf("%q -> %q", s[max(i-2, 0):min(i+3, len(s))], o[max(i-2, 0):min(i+3, len(o))])
		}
	}
	if len(s) != len(o) {
		return fmt.Sprintf("%d parts -> %d", len(s), len(o))
	}
	return ""
}

// lost names a kind of part of which there are more or fewer, "" where there is
// none: a document with other headings, links, code, items or cells is wrecked.
func (s structure) lost(o structure) string {
	count := func(list structure) map[string]int {
		n := map[string]int{}
		for _, part := range list {
			name, _, _ := strings.Cut(strings.Trim(part, "<>"), " ")
			n[name]++
		}
		return n
	}
	want, got := count(s), count(o)
	var list []string
	for _, name := range []string{
		"h1", "h2", "h3", "h4", "h5", "h6", "a", "img", "code", "pre", "li", "td", "th", "table", "blockquote", "cue",
		"div",
	} {
		if want[name] != got[name] {
			list = append(list, fmt.Sprintf("%s: %d -> %d", name, want[name], got[name]))
		}
	}
	return strings.Join(list, ", ")
}

var markdown = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
	goldmark.WithRendererOptions(render.WithUnsafe()))

// markdownStructure is that of the page that goldmark makes of Markdown, behind
// the keys of its front matter.
func markdownStructure(data []byte) structure {
	head, body := cutHead(data)
	var list structure
	for line := range strings.Lines(head) {
		if key := keyPattern.FindString(line); key != "" {
			list = append(list, "key "+key)
		}
	}
	var page bytes.Buffer
	if err := markdown.Convert(body, &page); err != nil {
		return append(list, err.Error())
	}
	return append(list, tags(page.Bytes())...)
}

func cutHead(data []byte) (head string, body []byte) {
	text := bytes.TrimPrefix(data, []byte("\uFEFF"))
	if m := headPattern.FindSubmatchIndex(text); m != nil {
		return string(text[m[2]:m[3]]), text[m[1]:]
	}
	return "", text
}

var (
	headPattern = regexp.MustCompile(`\A\s*(?:---|\+\+\+)[ \t]*\r?\n((?s:.*?))\r?\n(?:---|\+\+\+)[ \t]*(?:\r?\n|\z)`)
	keyPattern  = regexp.MustCompile(`^[\w-]+[ \t]*[:=]`)
)

// textKeys are the attributes that hold words, or name the language.
var textKeys = []string{
	"alt", "title", "content", "aria-label", "aria-description", "placeholder", "label", "charset", "lang", "xml:lang",
	"dir", "value", "hreflang", "summary", "message", "caption", "description", "heading", "header", "tagline", "text",
	"aria-roledescription", "aria-valuetext", "data-title", "data-label", "data-content", "data-original-title",
}

// tags are the tags of a page, with the attributes that hold no words, and the
// content of scripts, styles and code with a language.
func tags(page []byte) structure {
	var list structure
	var raw []string // open elements whose text counts
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := z.Next()
		t := z.Token()
		switch kind {
		case html.ErrorToken:
			return list
		case html.TextToken:
			if len(raw) > 0 {
				list = append(list, "text "+t.Data)
			}
			continue
		case html.CommentToken, html.DoctypeToken:
			list = append(list, t.String())
			continue
		case html.StartTagToken:
			if rawElement(t) {
				raw = append(raw, t.Data)
			}
		case html.EndTagToken:
			if n := len(raw) - 1; n >= 0 && raw[n] == t.Data {
				raw = raw[:n]
			}
		}
		t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return slices.Contains(textKeys, a.Key) })
		if kind == html.EndTagToken {
			list = append(list, "/"+t.Data)
		} else {
			list = append(list, t.String())
		}
	}
}

// rawElement says whether an element's text is none that is translated. Code
// between fences that name a directive may be text.
func rawElement(t html.Token) bool {
	switch t.Data {
	case "script", "style", "kbd", "samp", "textarea":
		return true
	case "code":
		for _, a := range t.Attr {
			if a.Key == "class" {
				return !strings.Contains(a.Val, "{") && a.Val != "language-"
			}
		}
	}
	return false
}

// cueLines are the numbers, times and blank lines of subtitles, in their order,
// with one mark for the lines between them.
func cueLines(data []byte) structure {
	var list structure
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.Contains(line, "-->"):
			list = append(list, "cue "+line)
		case strings.Trim(line, "0123456789 \t\uFEFF") == "":
			list = append(list, "line "+line)
		case len(list) == 0 || list[len(list)-1] != "words":
			list = append(list, "words")
		}
	}
	return list
}

// unnamed is a text without the names of its language and encoding, which a
// translation changes rightly.
func unnamed(data []byte) []byte {
	return namePattern.ReplaceAll(data, []byte("$1"))
}

var namePattern = regexp.MustCompile(
	`(?i)((?:\blang|language|locale|charset|encoding)["']?\s*[=:]\s*["']?)` +
		`(?:[a-z]{2,3}(?:[-_]\w+)?|utf-?8|iso-8859-1|windows-1252)\b`)
