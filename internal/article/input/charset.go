package input

import (
	"bytes"
	"cmp"
	"fmt"
	"mime"
	"strings"
	runes "unicode"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// Lookup checks an encoding's name, as WHATWG lists them (koi8-r, gbk, …).
func Lookup(name string) (encoding.Encoding, error) {
	if e := otherEncoding(name); e != nil {
		return e, nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("unknown encoding %q (known are those of web pages: "+
			"utf-8, windows-1252, koi8-r, gbk, shift_jis, …)", name)
	}
	return e, nil
}

// Decode tells the encoding: by what the caller knows, a byte order mark, whether
// the whole is UTF-8, what the document declares, the zero bytes of UTF-16, and
// statistics. It returns data as text, which may share its memory: data must not be
// changed afterwards. name, where not empty, is the encoding that the
// user gave and is obeyed; contentType is the HTTP header, "" where there is
// none. Text that cannot be decoded without loss is an error.
func Decode(data []byte, name, contentType string) (string, error) {
	text, _, err := decoded(data, name, contentType)
	return text, err
}

// decoded is Decode, and the encoding that the text was in.
func decoded(data []byte, name, contentType string) (text, encoding string, err error) {
	as := func(data []byte, label string) (string, string, error) {
		text, err := decodeAs(data, label)
		return text, label, err
	}
	if name != "" {
		return as(data, strings.ToLower(name))
	}
	if label, size := utfMark(data); label != "" {
		return as(data[size:], label)
	}
	zeros, shift := zerosLabel(data), shiftLabel(data)
	switch {
	case shift != "":
		return as(data, shift)
	case zeros == "" && utf8.Valid(data):
		return asString(data), "utf-8", nil
	}
	for _, label := range []string{headerLabel(contentType), declared(data), zeros} {
		if label == "" {
			continue
		}
		if text, label, err := as(data, strings.ToLower(label)); err == nil {
			return text, label, nil
		}
	}
	return detect(data)
}

// canonical is the name that browsers use of an encoding (WHATWG, Encoding).
func canonical(label string) string {
	if e, err := htmlindex.Get(label); err == nil {
		if name, err := htmlindex.Name(e); err == nil {
			return name
		}
	}
	return label
}

func decodeAs(data []byte, name string) (string, error) {
	e, err := Lookup(name)
	if err != nil {
		return "", Refuse(err.Error(), "")
	}
	text, ok := decode(data, e)
	if !ok {
		return "", Refuse(fmt.Sprintf("cannot be decoded as %s", name),
			"name its encoding with --encoding, as --encoding windows-1252")
	}
	return text, nil
}

// decode says whether every byte of data means something in e. A replacement
// character that UTF-8 text holds already is a character like any other.
func decode(data []byte, e encoding.Encoding) (string, bool) {
	if e == unicode.UTF8 {
		return asString(data), utf8.Valid(data)
	}
	if s, ok := e.(shifted); ok {
		if data, ok = s.eightBit(data); !ok {
			return "", false
		}
	}
	out, err := e.NewDecoder().Bytes(data)
	return string(out), err == nil && !bytes.ContainsRune(out, utf8.RuneError)
}

// asString spares the copy of what may be tens of megabytes.
func asString(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

func utfMark(data []byte) (label string, size int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return "utf-8", 3
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")):
		return "utf-32le", 4
	case bytes.HasPrefix(data, []byte("\x00\x00\xFE\xFF")):
		return "utf-32be", 4
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return "utf-16le", 2
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "utf-16be", 2
	}
	return "", 0
}

// beginning is the first bytes of an input as text, for a look at what it holds:
// UTF-16, UTF-32 and shifted characters decoded, anything else as it stands.
func beginning(data []byte) string {
	label, size := utfMark(data)
	label = cmp.Or(label, zerosLabel(data), shiftLabel(data))
	if label == "" || label == "utf-8" {
		return string(data[size:])
	}
	if strings.HasPrefix(label, "utf-32") {
		data = data[:len(data)&^3] // no character is cut
	}
	e, err := Lookup(label)
	if err != nil {
		return string(data[size:])
	}
	if text, _ := decode(data[size:], e); text != "" {
		return text
	}
	return string(data[size:])
}

// zerosLabel tells UTF-16 and UTF-32 without a mark by their zero bytes; "": it is
// neither.
func zerosLabel(data []byte) string {
	if label := utf32Label(data); label != "" {
		return label
	}
	return utf16Label(data)
}

// utf32Label tells UTF-32 without a mark: the two bytes of each character that stand
// highest are zero.
func utf32Label(data []byte) string {
	head := data[:min(len(data), 1024)&^3]
	var zeros [4]int
	for i, c := range head {
		if c == 0 {
			zeros[i%4]++
		}
	}
	switch n := len(head) / 4; {
	case n >= 4 && zeros[2] == n && zeros[3] == n && zeros[0] == 0:
		return "utf-32le"
	case n >= 4 && zeros[0] == n && zeros[1] == n && zeros[3] == 0:
		return "utf-32be"
	}
	return ""
}

// utf16Label tells UTF-16 without a mark by the zero bytes of its ASCII
// characters. Where these are few, as in Russian, the rest must be a text.
func utf16Label(data []byte) string {
	head := data[:min(len(data), 1024)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	few := func(n int) bool { return half >= 16 && 50*n > half }
	switch {
	case half >= 4 && zeros[1] > half*3/4 && zeros[0] == 0:
		return "utf-16le"
	case half >= 4 && zeros[0] > half*3/4 && zeros[1] == 0:
		return "utf-16be"
	case few(zeros[1]) && zeros[0] == 0 && isText(head, unicode.LittleEndian):
		return "utf-16le"
	case few(zeros[0]) && zeros[1] == 0 && isText(head, unicode.BigEndian):
		return "utf-16be"
	}
	return ""
}

// isText says whether data is UTF-16 of letters, digits, marks and spaces.
func isText(data []byte, order unicode.Endianness) bool {
	text, ok := decode(data, unicode.UTF16(order, unicode.IgnoreBOM))
	return ok && !strings.ContainsFunc(text, func(r rune) bool { return !runes.IsGraphic(r) && !runes.IsSpace(r) })
}

func headerLabel(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return strings.ToLower(params["charset"])
}
