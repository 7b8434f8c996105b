package input

import "strings"

// Most that markup may hold before a tree, or a text, is made of it: more than any
// document, less than takes memory.
const (
	maxElements = 500_000
	maxDepth    = 200
)

// Bound is an error where XML holds more elements and attributes, or nests elements
// deeper, than a document does. It looks at tags alone and takes no memory.
func Bound(xml string) error {
	elements, depth := 0, 0
	for at := strings.IndexByte(xml, '<'); at >= 0; {
		t := tagAt(xml[at:])
		if t.opens {
			elements += 1 + t.attributes
			depth++
		}
		switch {
		case elements > maxElements:
			return Refusef("holds more than %d elements of XML", maxElements)
		case depth > maxDepth:
			return Refusef("holds elements of XML in one another, more than %d deep", maxDepth)
		case t.ends:
			depth = max(depth-1, 0)
		}
		at += t.size
		next := strings.IndexByte(xml[at:], '<')
		if next < 0 {
			return nil
		}
		at += next
	}
	return nil
}

// tag is a tag, a comment or a section of text.
type tag struct {
	size        int // in bytes
	attributes  int
	opens, ends bool // an element
}

func tagAt(rest string) tag {
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return tag{size: through(rest, "-->")}
	case strings.HasPrefix(rest, "<![CDATA["):
		return tag{size: through(rest, "]]>")}
	case hasAnyPrefix(rest, "<!", "<?"):
		return tag{size: through(rest, ">")}
	case strings.HasPrefix(rest, "</"):
		return tag{size: 2, ends: true}
	case len(rest) < 2 || !StartsName(rest[1]):
		return tag{size: 1}
	}
	t := tag{size: 1, opens: true}
	for ; t.size < len(rest); t.size++ {
		switch c := rest[t.size]; c {
		case '>':
			t.ends = rest[t.size-1] == '/'
			t.size++
			return t
		case '"', '\'':
			t.attributes++
			t.size += through(rest[t.size+1:], string(c))
		}
	}
	t.size = len(rest)
	return t
}

// through is the length of text up to the end of mark, of all where there is none.
func through(text, mark string) int {
	if at := strings.Index(text, mark); at >= 0 {
		return at + len(mark)
	}
	return len(text)
}

// StartsName says whether c may begin the name of an element.
func StartsName(c byte) bool {
	return c >= 0x80 || c == '_' || c == ':' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
