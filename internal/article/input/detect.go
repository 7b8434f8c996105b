package input

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding/htmlindex"
)

// sample is how many bytes statistics are made of.
const sample = 64 << 10

// declared returns the encoding that a page or XML document names in its first
// 4,096 bytes.
func declared(data []byte) string {
	head := strings.ToLower(string(data[:min(len(data), 4096)]))
	for _, key := range []string{"charset=", "encoding="} {
		_, rest, found := strings.Cut(head, key)
		if !found || !strings.Contains(head, "<") {
			continue
		}
		rest = strings.TrimLeft(rest, `"' `)
		end := strings.IndexFunc(rest, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_:", r)
		})
		if end > 0 {
			return rest[:end]
		}
	}
	return ""
}

// detect tries the likeliest encodings until one gives clean text.
func detect(data []byte) (text, label string, err error) {
	if at, broken := brokenUTF8(data); broken {
		return "", "", Refuse(fmt.Sprintf("cannot be decoded: byte %d is not UTF-8, though most of it is", at),
			"drop the broken bytes with iconv -c -f UTF-8 -t UTF-8, or name another encoding with --encoding")
	}
	detector := chardet.NewTextDetector()
	if bytes.Contains(data[:min(len(data), 4096)], []byte("<")) {
		detector = chardet.NewHtmlDetector()
	}
	// Nothing found is no error: the fallback below may fit.
	results, _ := detector.DetectAll(interesting(data))
	confidence := 0
	for _, r := range results {
		e, err := htmlindex.Get(r.Charset)
		if err != nil || r.Confidence <= confidence {
			continue
		}
		if found, ok := decode(data, e); ok && clean(found) {
			text, label, confidence = found, strings.ToLower(r.Charset), r.Confidence
		}
	}
	// Below this the statistics know nothing; Western text is the likeliest.
	const sure = 20
	if confidence < sure {
		if latin, err := decodeAs(data, "windows-1252"); err == nil && clean(latin) && western(latin) {
			text, label = corrected(data, latin, "windows-1252")
			return text, label, nil
		}
	}
	if text == "" {
		return "", "", Refuse("cannot be decoded: its encoding could not be told",
			"name it with --encoding, as --encoding windows-1252")
	}
	text, label = corrected(data, text, label)
	return text, label, nil
}

// corrected is text with its encoding, or what data gives in an encoding that the statistics do
// not know, or take for another, where text shows the marks of that.
func corrected(data []byte, text, label string) (string, string) {
	for _, doubt := range []struct {
		wrong  func(string) bool
		labels []string
	}{
		{drawn, []string{"koi8-u", "ibm866"}},
		{polishWithCaron, []string{"windows-1250"}},
		{crowded, []string{"windows-874"}},
	} {
		if !doubt.wrong(text) {
			continue
		}
		for _, label := range doubt.labels {
			if other, err := decodeAs(data, label); err == nil && clean(other) && !doubt.wrong(other) {
				return other, label
			}
		}
	}
	return text, label
}

// brokenUTF8 says whether data is UTF-8 but for a few bytes, which another
// encoding would turn into nonsense, and where the first of them is.
func brokenUTF8(data []byte) (at int, broken bool) {
	at = -1
	whole, wrong := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if wrong++; at < 0 {
				at = i
			}
		case size > 1:
			whole++
		}
		i += size
	}
	return at, wrong > 0 && whole > 5*wrong
}

// interesting is the part of data that holds the first bytes beyond ASCII.
func interesting(data []byte) []byte {
	first := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf || r == utf8.RuneError })
	start := max(first-1024, 0)
	return data[start:min(start+sample, len(data))]
}

// clean says whether text holds no control characters, which only a wrong
// decoding makes.
func clean(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return 0x7F <= r && r <= 0x9F && r != 0x85 || 0xE000 <= r && r <= 0xF8FF
	})
}

// drawn says whether a line of a box touches a letter, as in KOI8-U read as
// KOI8-R.
func drawn(text string) bool {
	box := func(r rune) bool { return r >= 0x2500 && r <= 0x259F }
	var before rune
	for _, r := range text {
		if box(r) && unicode.IsLetter(before) || box(before) && unicode.IsLetter(r) {
			return true
		}
		before = r
	}
	return false
}

// polishWithCaron says whether Polish holds a letter that it has not: that of
// windows-1250 in the place of ą, read as ISO 8859-2.
func polishWithCaron(text string) bool {
	return strings.ContainsAny(text, "łęż") && strings.ContainsAny(text, "šŠ")
}

// crowded says whether most Latin letters carry a mark, as no language's do.
func crowded(text string) bool {
	plain, marked := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			plain++
		case r >= 0xA0 && r < 0x250:
			marked++
		}
	}
	return marked > 20 && marked > 2*plain
}

// western says whether the characters beyond ASCII are mostly Latin letters
// and punctuation.
func western(text string) bool {
	latin, other := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case unicode.Is(unicode.Latin, r), unicode.IsPunct(r), unicode.IsSpace(r):
			latin++
		default:
			other++
		}
	}
	return latin > 3*other
}
