// Package page finds the article in an HTML page. It hides readability, the
// clean-up after it, and where pages keep their metadata.
package page

import (
	"cmp"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/about"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/tree"
)

// Page is the article of a page. Text is plain but for headings ("## "), list
// items ("- "), quotations ("> ") and fences around code.
type Page struct {
	Title, Byline, Published, Language, Text string
	// Stub says why the text cannot be the whole article; nil where it may be.
	Stub error

	paid bool // the page says that it is not free
}

// Extract finds the article of a page. Errors are of type *input.Refusal.
func Extract(source string) (*Page, error) {
	if isLong(source) {
		rest, ok := slim(source)
		if !ok {
			return extractLong(source)
		}
		source = rest
	}
	doc, err := parse(source)
	if err != nil {
		return nil, err
	}
	stated := about.Read(doc)
	scripts := hide(doc)
	outline := outlineOf(doc)
	found, err := mainText(doc)
	if err != nil {
		return nil, err
	}
	p := pageOf(stated, found)
	var blocks []block
	if found.Node != nil {
		nameAtoms(found.Node)
		all := blocksOf(found.Node)
		prune(found.Node)
		blocks = clean(fill(blocksOf(found.Node), all, outline, p.Title))
	}
	p.Text = render(blocks)
	p.Stub = p.stub()
	switch body := stated.Body; {
	case len(body) > 200 && (len(blocks) == 0 || p.Stub != nil && len(body) > 2*len(p.Text)):
		p.Text, p.Stub = body, nil // a page built by scripts, or a teaser of its own article
	case len(blocks) == 0:
		return nil, noArticle(scripts)
	}
	return p, nil
}

// pageOf is what is said of an article, filled up with what readability has found.
func pageOf(stated *about.Article, found readability.Article) *Page {
	p := &Page{
		Title: cmp.Or(stated.Title, found.Title()), Byline: cmp.Or(stated.Byline, about.Name(found.Byline())),
		Published: stated.Published, Language: stated.Language, paid: stated.Paid,
	}
	if t, err := found.PublishedTime(); err == nil && p.Published == "" {
		p.Published = t.Format(time.RFC3339)
	}
	return p
}

// Fragment cleans a part of a page that holds nothing but one article, such as
// an entry of a feed.
func Fragment(source string) (*Page, error) {
	if isLong(source) {
		return extractLong(source)
	}
	doc, err := parse(source)
	if err != nil {
		return nil, err
	}
	scripts := hide(doc)
	blocks := clean(blocksOf(doc))
	if len(blocks) == 0 {
		return nil, noArticle(scripts)
	}
	return &Page{Text: render(blocks)}, nil
}

// Whole is all the visible text of a document, such as a chapter of a book.
func Whole(source string) (string, error) {
	source = htmlOf(source)
	if isLong(source) {
		l, err := readLong(source)
		if err != nil {
			return "", err
		}
		return render(l.blocks), nil
	}
	doc, err := parse(source)
	if err != nil {
		return "", err
	}
	hide(doc)
	return render(blocksOf(doc)), nil
}

func parse(source string) (*html.Node, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, input.Refuse("is a page that cannot be read: "+strings.TrimPrefix(err.Error(), "html: "),
			"save the article's text and name that file")
	}
	return doc, nil
}

// mainText runs readability, which is made for pages people read and has
// panicked on others.
func mainText(doc *html.Node) (found readability.Article, err error) {
	defer func() {
		if recover() != nil {
			err = input.Refuse("is a page whose article could not be found",
				"save the article's text and name that file")
		}
	}()
	p := readability.NewParser()
	p.KeepClasses = true
	return p.ParseAndMutate(doc, nil)
}

// nameAtoms sets what readability leaves out where it makes or renames elements:
// without it the paragraphs that it finds between line breaks run together. They
// were no <p> in the page.
func nameAtoms(root *html.Node) {
	for n := root; n != nil; n = tree.Following(n, root) {
		if n.Type != html.ElementNode || n.DataAtom != 0 {
			continue
		}
		if n.DataAtom = atom.Lookup([]byte(n.Data)); n.DataAtom == atom.P {
			n.DataAtom = atom.Div
		}
	}
}

func noArticle(scripts int) error {
	if scripts > 0 {
		return input.Refuse("holds no article: the page is built by scripts, which newsbrief does not run",
			"open it in a browser, save the text or the page, and name that file")
	}
	return input.Refuse("is empty: the page holds no text of an article", "")
}

// render joins blocks with blank lines, list items with line ends.
func render(blocks []block) string {
	var b strings.Builder
	b.Grow(length(blocks) + 4*len(blocks))
	for i, block := range blocks {
		switch {
		case i == 0:
		case block.kind == atom.Li && blocks[i-1].kind == atom.Li, block.kind == atom.Tr && blocks[i-1].kind == atom.Tr:
			b.WriteByte('\n')
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(markOf(block.kind))
		b.WriteString(block.text)
		if block.kind == atom.Pre {
			b.WriteString("\n```")
		}
	}
	return b.String()
}

// markOf is the Markdown mark of a kind of block.
func markOf(kind atom.Atom) string {
	switch kind {
	case atom.H1, atom.H2:
		return "## "
	case atom.H3, atom.H4, atom.H5, atom.H6:
		return "### "
	case atom.Li:
		return "- "
	case atom.Blockquote:
		return "> "
	case atom.Pre:
		return "```\n"
	}
	return ""
}
