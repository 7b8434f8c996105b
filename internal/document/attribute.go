package document

import "strings"

// attribute is one of a tag; its span is the value's, without quotation marks.
type attribute struct {
	name string // in lower case
	span
	quote byte // 0: none
	whole span // with its name and the space before it
}

const tagSpace = " \t\r\n\f"

// tagName is the name of the tag that raw is, in lower case; "" for others.
func tagName(raw string) string {
	start, end := tagNameAt(raw)
	return strings.ToLower(raw[start:end])
}

// tagNameAt is the place of a tag's name in raw.
func tagNameAt(raw string) (start, end int) {
	name := strings.TrimPrefix(strings.TrimPrefix(raw, "<"), "/")
	start = len(raw) - len(name)
	if start == 0 || name == "" || !wordByte(name[0]) {
		return start, start
	}
	if n := strings.IndexAny(name, tagSpace+"/>"); n >= 0 {
		return start, start + n
	}
	return start, len(raw)
}

// attributesOf finds the attributes of a start tag that have a value, as the
// HTML Standard reads them.
func attributesOf(source string, tag span) []attribute {
	var list []attribute
	rest := strings.TrimSuffix(source[tag.start:tag.end], ">")
	_, i := tagNameAt(rest)
	for {
		before := i
		i += len(rest[i:]) - len(strings.TrimLeft(rest[i:], tagSpace+"/"))
		if i >= len(rest) {
			return list
		}
		n := strings.IndexAny(rest[i+1:], tagSpace+"/=")
		if n < 0 {
			return list
		}
		a := attribute{name: strings.ToLower(rest[i : i+1+n])}
		i += 1 + n
		i += len(rest[i:]) - len(strings.TrimLeft(rest[i:], tagSpace))
		if !strings.HasPrefix(rest[i:], "=") {
			continue
		}
		i++
		i += len(rest[i:]) - len(strings.TrimLeft(rest[i:], tagSpace))
		i = a.value(rest, i, tag.start)
		a.whole = span{tag.start + before, tag.start + i}
		list = append(list, a)
	}
}

// value reads the value that begins at i and returns the offset behind it.
func (a *attribute) value(rest string, i, base int) int {
	ends := tagSpace
	if i < len(rest) && (rest[i] == '"' || rest[i] == '\'') {
		a.quote, ends = rest[i], rest[i:i+1]
		i++
	}
	n := strings.IndexAny(rest[i:], ends)
	if n < 0 {
		n = len(rest) - i
	}
	a.span = span{base + i, base + i + n}
	if a.quote != 0 {
		n++
	}
	return min(i+n, len(rest))
}
