package input

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode/utf32"
)

// otherEncoding is one that browsers do not read; nil: it is none of these.
func otherEncoding(name string) encoding.Encoding {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "utf-32", "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case "iso-2022-kr":
		return shifted{korean.EUCKR, 'C'}
	case "iso-2022-cn":
		return shifted{simplifiedchinese.GBK, 'A'}
	case "hz-gb-2312", "hz":
		return simplifiedchinese.HZGB2312
	}
	return nil
}

// shifted is an encoding whose characters stand in seven bits between SO and SI
// (RFC 1557, RFC 1922); set is the letter that names them.
type shifted struct {
	encoding.Encoding // of the same characters in eight bits
	set               byte
}

// eightBit is data with the eighth bit that says what SO and SI do; false where it
// names another set of characters.
func (s shifted) eightBit(data []byte) ([]byte, bool) {
	out := make([]byte, 0, len(data))
	var high byte
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == 0x1B && bytes.HasPrefix(data[i:], []byte{0x1B, '$', ')', s.set}):
			i += 3
		case c == 0x1B && bytes.HasPrefix(data[i:], []byte("\x1b$")):
			return nil, false
		case c == 0x0E:
			high = 0x80
		case c == 0x0F, c == '\n':
			high = 0
			if c == '\n' {
				out = append(out, c)
			}
		case c > ' ' && c < 0x7F:
			out = append(out, c|high)
		default:
			out = append(out, c)
		}
	}
	return out, true
}

// shiftLabel tells the encodings of seven bits, which are ASCII to the eye, by their
// escapes; "": it is none.
func shiftLabel(data []byte) string {
	has := func(mark string) bool { return bytes.Contains(data, []byte(mark)) }
	switch {
	case has("~{") && isHZ(data):
		return "hz-gb-2312"
	case !has("\x1b"):
		return ""
	case has("\x1b$)C"):
		return "iso-2022-kr"
	case has("\x1b$)A"), has("\x1b$)G"):
		return "iso-2022-cn"
	case has("\x1b$B"), has("\x1b$@"), has("\x1b$(D"), has("\x1b(I"):
		return "iso-2022-jp"
	}
	return ""
}

// isHZ says whether all that stands between ~{ and ~} are Chinese characters
// (RFC 1843).
func isHZ(data []byte) bool {
	sections := 0
	for rest := data; ; sections++ {
		_, after, found := bytes.Cut(rest, []byte("~{"))
		if !found {
			return sections > 0
		}
		section, _, closed := bytes.Cut(after[:min(len(after), 1000)], []byte("~}"))
		text, err := simplifiedchinese.HZGB2312.NewDecoder().Bytes(append(append([]byte("~{"), section...), "~}"...))
		other := func(r rune) bool { return !unicode.Is(unicode.Han, r) && !unicode.IsPunct(r) && !unicode.IsSpace(r) }
		if !closed || len(section) < 2 || err != nil || bytes.ContainsFunc(text, other) {
			return false
		}
		rest = after[len(section)+2:]
	}
}
