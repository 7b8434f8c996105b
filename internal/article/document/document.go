// Package document reads PDF, EPUB and DOCX files. It hides their containers,
// and bounds what a hostile file can make them unpack to.
package document

import (
	"bytes"
	"context"

	"newsbrief/internal/article/refusal"
)

// Document is the text of a file, with Markdown's marks where the file tells
// headings and lists, and what it says about itself.
type Document struct {
	Title, Byline, Published, Language, Text string
}

// maxUnpacked is how many bytes the parts of one file may unpack to.
const maxUnpacked = 64 << 20

// Read tells the kind of a file by its content. Errors are of type
// *refusal.Error.
func Read(ctx context.Context, data []byte) (*Document, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return readZIP(data, maxUnpacked)
	}
	return readPDF(ctx, data)
}

func noText(kind, hint string) error {
	return refusal.New("is empty: the "+kind+" holds no text", hint)
}
