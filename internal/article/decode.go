package article

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// InputError says what is wrong with an input, in words that follow its name,
// and what the user can do about it.
type InputError struct{ message, hint string }

func (e *InputError) Error() string { return e.message }

// Help is the next step for the user; "" where there is none.
func (e *InputError) Help() string { return e.hint }

// decode returns data as text: UTF-8, or UTF-16 told by its byte order mark or
// by the zero bytes of its ASCII characters.
func decode(data []byte) (string, error) {
	if order, skip := utf16Order(data); order != nil {
		return decodeUTF16(data[skip:], order), nil
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if kind := binaryKind(data); kind != "" {
		return "", &InputError{"is not text but " + kind, "newsbrief reads plain text and Markdown; save the article's text first"}
	}
	if !utf8.Valid(data) {
		return "", &InputError{
			fmt.Sprintf("cannot be decoded: byte %d is not UTF-8", invalidAt(data)),
			"convert it first: iconv -f WINDOWS-1252 -t UTF-8 FILE",
		}
	}
	return string(data), nil
}

// utf16Order returns the byte order of UTF-16 text and the length of its mark.
func utf16Order(data []byte) (binary.ByteOrder, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return binary.BigEndian, 2
	}
	head := data[:min(len(data), 1024)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	most := len(head) / 2
	switch {
	case most >= 4 && zeros[1] > most*3/4 && zeros[0] == 0:
		return binary.LittleEndian, 0
	case most >= 4 && zeros[0] > most*3/4 && zeros[1] == 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	return string(utf16.Decode(units))
}

// binaryKind names what data is if it is no text: by its first bytes, by what
// markup it holds, by NUL bytes. "" for text.
func binaryKind(data []byte) string {
	for _, m := range []struct{ magic, kind string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a ZIP archive, EPUB or office document"},
		{"\x89PNG", "a picture"}, {"\xFF\xD8\xFF", "a picture"}, {"GIF8", "a picture"},
		{"\x1F\x8B", "compressed data"}, {"\x7FELF", "a program"},
	} {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.kind
		}
	}
	if looksLikeHTML(data) {
		return "HTML"
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "binary data"
	}
	return ""
}

// looksLikeHTML tells a page from text that holds a few tags.
func looksLikeHTML(data []byte) bool {
	head := strings.ToLower(string(bytes.TrimSpace(data[:min(len(data), 4096)])))
	for _, start := range []string{"<!doctype", "<html", "<head", "<body", "<?xml", "<rss", "<feed"} {
		if strings.HasPrefix(head, start) {
			return true
		}
	}
	return strings.HasPrefix(head, "<") && strings.Count(head, "</") >= 3
}

// invalidAt is the offset of the first byte that is not UTF-8.
func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}
