package document

import (
	"path/filepath"
	"slices"
	"strings"
)

// markdownEndings are those of names that are Markdown, whatever is in them.
func markdownEndings() []string {
	return []string{".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"}
}

// Endings are the endings of names of files that come back as what they are.
func Endings() []string {
	return append(markdownEndings(), ".txt", ".text", ".html", ".htm", ".xhtml", ".srt", ".vtt")
}

// KindOf tells a file's format by its text; by its name only Markdown, which
// is hard to tell from plain text otherwise.
func KindOf(name, text string) Kind {
	text = strings.TrimPrefix(text, byteOrderMark)
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case strings.HasPrefix(text, "WEBVTT"):
		return VTT
	case isSubRip(text):
		return SRT
	case isHTML(text):
		return HTML
	case slices.Contains(markdownEndings(), ext), isMarkdown(text):
		return Markdown
	}
	return Text
}

// isSubRip says whether a text begins with a number and a time code.
func isSubRip(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	number, rest, _ := strings.Cut(text, "\n")
	line, _, _ := strings.Cut(rest, "\n")
	number = strings.TrimSpace(number)
	return number != "" && strings.Trim(number, "0123456789") == "" && timing().MatchString(line)
}

// isHTML tells a page, or a part of one, from text that holds a few tags.
func isHTML(text string) bool {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 4096)]))
	if !strings.HasPrefix(head, "<") {
		return false
	}
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<!--"} {
		if strings.HasPrefix(head, start) {
			return true
		}
	}
	name := tagName(head)
	return name != "" && strings.Contains(head, "</"+name)
}

// isMarkdown says whether a text holds what hardly occurs in plain text: a
// fence, links, a table's rule, or several headings.
func isMarkdown(text string) bool {
	headings := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		level := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case strings.HasPrefix(line, "```"), strings.Contains(line, "](http"):
			return true
		case strings.Contains(line, "|") && ruleColumns(line) > 1:
			return true
		case level >= 1 && level <= 6 && strings.HasPrefix(line[level:], " "):
			headings++
		}
	}
	return headings > 1
}
