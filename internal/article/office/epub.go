package office

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"newsbrief/internal/article/input"
	"newsbrief/internal/article/page"
)

// container is META-INF/container.xml, which names the package document.
type container struct {
	Roots []struct {
		Path string `xml:"full-path,attr"`
	} `xml:"rootfiles>rootfile"`
}

// opf is the package document: metadata, files and reading order (EPUB 3.3,
// section 5).
type opf struct {
	Titles   []string  `xml:"metadata>title"`
	Creators []string  `xml:"metadata>creator"`
	Dates    []string  `xml:"metadata>date"`
	Language string    `xml:"metadata>language"`
	Items    []opfItem `xml:"manifest>item"`
	Spine    []struct {
		ID     string `xml:"idref,attr"`
		Linear string `xml:"linear,attr"`
	} `xml:"spine>itemref"`
}

type opfItem struct {
	ID         string `xml:"id,attr"`
	Path       string `xml:"href,attr"`
	Type       string `xml:"media-type,attr"`
	Properties string `xml:"properties,attr"`
}

// inOrder are the chapters in reading order, each once; where the book names
// none, as it lists them.
func (o *opf) inOrder() (items []opfItem) {
	if len(o.Spine) == 0 {
		return o.Items
	}
	byID := map[string]opfItem{}
	for _, item := range o.Items {
		byID[item.ID] = item
	}
	for _, ref := range o.Spine {
		if item, ok := byID[ref.ID]; ok && ref.Linear != "no" {
			items = append(items, item)
			delete(byID, ref.ID)
		}
	}
	return items
}

// readEPUB joins the chapters in reading order; the table of contents is left
// out.
func readEPUB(a *archive) (*Document, error) {
	if encrypted(a) {
		return nil, input.Refuse("is encrypted (DRM)", "newsbrief reads books without copy protection")
	}
	var c container
	if err := a.decode("META-INF/container.xml", &c); err != nil {
		return nil, err
	}
	if len(c.Roots) == 0 {
		return nil, input.Refuse("is broken: the EPUB names no content", "")
	}
	var book opf
	if err := a.decode(c.Roots[0].Path, &book); err != nil {
		return nil, err
	}
	text, err := a.chapters(&book, path.Dir(c.Roots[0].Path))
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, noText("EPUB", "a book of scanned pages must be recognised (OCR) first")
	}
	d := &Document{Byline: strings.Join(book.Creators, ", "), Language: book.Language, Text: text}
	if len(book.Titles) > 0 {
		d.Title = book.Titles[0]
	}
	if len(book.Dates) > 0 {
		d.Published = book.Dates[0]
	}
	return d, nil
}

func (a *archive) chapters(book *opf, folder string) (string, error) {
	var parts []string
	items := book.inOrder()
	if len(items) > maxChapters {
		return "", input.Refusef("is a book of more than %d chapters", maxChapters)
	}
	for _, item := range items {
		page := strings.Contains(item.Type, "html") || item.Type == "image/svg+xml"
		if !page || strings.Contains(item.Properties, "nav") {
			continue
		}
		text, err := a.chapter(path.Join(folder, item.Path))
		if err != nil {
			return "", err
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n"), nil
}

func (a *archive) chapter(name string) (string, error) {
	if plain, err := url.PathUnescape(name); err == nil && a.files[name] == nil {
		name = plain
	}
	data, err := a.read(name)
	if err != nil {
		return "", err
	}
	source, err := input.Decode(data, "", "")
	if err != nil {
		return "", err
	}
	return page.Whole(source)
}

// encrypted says whether content is encrypted; obfuscated fonts are no matter.
func encrypted(a *archive) bool {
	data, err := a.read("META-INF/encryption.xml")
	return err == nil && (bytes.Contains(data, []byte(".xhtml")) || bytes.Contains(data, []byte(".html")))
}
