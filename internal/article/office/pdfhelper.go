package office

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime/debug"
	"strings"

	"github.com/ledongthuc/pdf"
)

// ServePDF is the other side of the helper process: a PDF in, its text out,
// with form feeds between pages.
func ServePDF(stdin io.Reader, stdout io.Writer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	debug.SetMemoryLimit(helperMemory / 2)
	data, err := io.ReadAll(stdin)
	if err != nil {
		return err
	}
	reader, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return errors.New("it is encrypted with a password")
	}
	if err != nil {
		return err
	}
	for n := 1; n <= reader.NumPage(); n++ {
		if _, err := io.WriteString(stdout, pageText(reader.Page(n))+"\f"); err != nil {
			return err
		}
	}
	return nil
}

// pageText joins the glyphs of a page in the order they are drawn: a gap
// between two makes a space, another height a line, a large step a paragraph.
func pageText(page pdf.Page) string {
	var b strings.Builder
	var last pdf.Text
	for i, t := range page.Content().Text {
		size := math.Max(t.FontSize, 1)
		down, gap := math.Abs(last.Y-t.Y), t.X-last.X-last.W
		switch {
		case i == 0:
		case down > 1.6*size:
			b.WriteString("\n\n")
		case down > size/2:
			b.WriteByte('\n')
		case gap > size/6 && last.S != " " && t.S != " ":
			b.WriteByte(' ')
		}
		b.WriteString(t.S)
		last = t
	}
	return b.String()
}
