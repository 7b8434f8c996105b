package article

import (
	"cmp"
	"os"
	"strings"

	"newsbrief/internal/article/charset"
	"newsbrief/internal/article/refusal"
)

// Verbatim reads a file or standard input ("-") and leaves its text as it
// stands: offsets are bytes in the file, behind a byte order mark, where it is
// UTF-8. An empty language is detected.
func (r *Reader) Verbatim(name, language string) (*Article, error) {
	data, err := r.readNamed(name)
	if err != nil {
		return nil, err
	}
	if k, what := kindOf(data[:min(len(data), headSize)]); k == kindBinary || k == kindEmpty || k == kindPDF || k == kindZIP {
		return nil, cmp.Or(unreadable(k, what), error(refusal.New("is not plain text", "save its text first: newsbrief extract FILE")))
	}
	text, err := charset.Decode(data, r.Encoding, "")
	if err != nil {
		return nil, err
	}
	return Exact(name, text, language), nil
}

// readNamed reads a file or standard input whole.
func (r *Reader) readNamed(name string) ([]byte, error) {
	if name == "-" {
		return r.readAll(r.Stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(err)
	}
	defer f.Close()
	return r.readAll(f)
}

// Exact makes an article of text as it stands, so that its offsets are those
// of text. An empty language is detected.
func Exact(name, text, language string) *Article {
	if language == "" {
		language = detectLanguage(text)
	}
	a := &Article{Name: name, Text: unifyLineEnds(text), Language: language}
	a.segment()
	return a
}

// unifyLineEnds writes every run of line ends as spaces and then newlines, of
// the same length in all: "\r\n\r\n" becomes two spaces and two newlines.
func unifyLineEnds(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		start, newlines := i, 0
		for ; i < len(b) && (b[i] == '\r' || b[i] == '\n'); i++ {
			if b[i] == '\n' || i+1 == len(b) || b[i+1] != '\n' {
				newlines++
			}
		}
		for k := start; k < i; k++ {
			b[k] = " \n"[min(max(k-(i-newlines)+1, 0), 1)]
		}
		i = max(i, start+1)
	}
	return string(b)
}
