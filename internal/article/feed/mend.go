package feed

import (
	"strconv"
	"strings"

	"newsbrief/internal/article/input"
)

// mended are the entries of a feed that is no XML: each is read by itself, below
// the feed's beginning, as it stands or with what breaks it written as text. lost
// counts those that are not whole or cannot be read.
func mended(text string) (entries []Entry, lost int) {
	head, items, lost := cut(text)
	for _, item := range items {
		e, err := readWhole(head + item + ends(head))
		if err != nil {
			e, err = readWhole(head + escaped(item) + ends(head))
		}
		if err != nil || len(e) == 0 {
			lost++
		}
		entries = append(entries, e...)
	}
	return entries, lost
}

// longestHead is how many bytes may stand before the first entry; beyond, only the
// root is believed.
const longestHead = 4 << 10

// cut divides a feed into its beginning, up to the first entry, and its entries;
// broken counts those without an end.
func cut(text string) (head string, items []string, broken int) {
	tag := "item"
	if strings.HasPrefix(text, "<feed") {
		tag = "entry"
	}
	at := tagIndex(text, tag)
	if at < 0 {
		return text, nil, 0
	}
	head = text[:at]
	if root := strings.IndexByte(head, '>') + 1; len(head) > longestHead {
		head = head[:min(root, longestHead)]
	}
	for at >= 0 {
		text = text[at:]
		next := tagIndex(text[1:], tag) + 1
		if next == 0 {
			next = len(text)
		}
		if end := strings.Index(text[:next], "</"+tag+">"); end >= 0 {
			items = append(items, text[:end+len("</"+tag+">")])
		} else {
			broken++
		}
		text = text[next:]
		at = tagIndex(text, tag)
	}
	return head, items, broken
}

// tagIndex is where the first element of a name begins, -1 where there is none.
func tagIndex(text, name string) int {
	for at := 0; ; {
		i := strings.Index(text[at:], "<"+name)
		if i < 0 {
			return -1
		}
		at += i
		rest := text[at+1+len(name):]
		if rest == "" || strings.IndexByte(" \t\r\n>/", rest[0]) >= 0 {
			return at
		}
		at++
	}
}

// ends are the end tags of what a feed's beginning opens around its entries.
func ends(head string) string {
	switch {
	case strings.HasPrefix(head, "<feed"):
		return "</feed>"
	case strings.HasPrefix(head, "<rdf:RDF"):
		return "</rdf:RDF>"
	case strings.Contains(head, "<channel"):
		return "</channel></rss>"
	}
	return "</rss>"
}

// escaped writes as text what no XML may hold: "<" that begins no tag, "&" that
// begins no reference, and references to control characters, which are dropped.
func escaped(xml string) string {
	var b strings.Builder
	for len(xml) > 0 {
		at := strings.IndexAny(xml, "<&")
		if at < 0 {
			break
		}
		b.WriteString(xml[:at])
		xml = xml[at:]
		size, text := markAt(xml)
		b.WriteString(text)
		xml = xml[size:]
	}
	return b.String() + xml
}

// markAt is what stands for the "<" or "&" that xml begins with, and the length of
// what it stands for.
func markAt(xml string) (size int, text string) {
	if xml[0] == '<' {
		if strings.HasPrefix(xml, "<![CDATA[") {
			if end := strings.Index(xml, "]]>"); end >= 0 {
				return end + 3, xml[:end+3]
			}
		}
		if len(xml) > 1 && (xml[1] == '/' || xml[1] == '!' || input.StartsName(xml[1])) {
			return 1, "<"
		}
		return 1, "&lt;"
	}
	end := strings.IndexByte(xml[:min(len(xml), 12)], ';')
	switch name := xml[1:max(end, 1)]; {
	case end > 1 && name[0] == '#' && isControl(name[1:]):
		return end + 1, ""
	case end > 1 && strings.IndexFunc(name, notOfName) < 0:
		return end + 1, xml[:end+1]
	}
	return 1, "&amp;"
}

func notOfName(r rune) bool {
	return r != '#' && (r > 'z' || r < '0' || r > '9' && !input.StartsName(byte(r)))
}

// isControl says whether a reference's number is that of a control character, none
// of which XML knows but tab and line ends.
func isControl(number string) bool {
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(number), "x"); ok {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	return err == nil && n < ' ' && n != '\t' && n != '\n' && n != '\r'
}
