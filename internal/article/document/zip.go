package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"newsbrief/internal/article/refusal"
)

// archive reads files of a ZIP and counts what they unpack to.
type archive struct {
	files map[string]*zip.File
	limit int64
	left  int64
}

// readZIP reads an archive whose parts may unpack to limit bytes together.
func readZIP(data []byte, limit int64) (*Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refusal.New("is a ZIP archive that cannot be read: "+strings.TrimPrefix(err.Error(), "zip: "), "")
	}
	a := &archive{map[string]*zip.File{}, limit, limit}
	for _, f := range z.File {
		a.files[f.Name] = f
	}
	switch {
	case a.files["word/document.xml"] != nil:
		return readDOCX(a)
	case a.files["META-INF/container.xml"] != nil:
		return readEPUB(a)
	}
	return nil, refusal.New("is a ZIP archive, but neither EPUB nor DOCX", "unpack it and name the files")
}

// read unpacks one file.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[path.Clean(name)]
	if f == nil {
		return nil, refusal.Newf("is broken: %s is missing in the archive", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, refusal.Newf("is broken: %s cannot be unpacked: %v", name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, a.left+1))
	if err != nil {
		return nil, refusal.Newf("is broken: %s cannot be unpacked: %v", name, err)
	}
	if a.left -= int64(len(data)); a.left < 0 {
		return nil, refusal.New(fmt.Sprintf("unpacks to more than %d bytes", a.limit), "")
	}
	return data, nil
}
