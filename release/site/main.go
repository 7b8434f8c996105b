// Site makes a website of README.md and docs/: go run ./release/site DIR. Links between
// the pages stay links, files that they name are copied, and a search reads an index of
// all sections; without scripts everything but the search works.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"log"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

//go:embed page.html
var layout string

//go:embed search.js
var search []byte

// page is one page; its paths are relative to the top and have slashes.
type page struct {
	Source, Path string // README.md, index.html
	Title        string
	Body         template.HTML
	Top          string // the way to the top, "" or ../
	Nav          []*page
}

// section is what the search finds: a heading with the text below it.
type section struct {
	Page  string `json:"page"`
	Title string `json:"title"`
	URL   string `json:"url"`
	Text  string `json:"text"`
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./release/site DIR")
	}
	if err := makeSite(os.DirFS("."), os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// site is the pages in the making.
type site struct {
	tree     fs.FS
	markdown goldmark.Markdown
	pages    map[string]*page // by source
	copied   map[string]bool  // files that pages name
	sections []section
}

func makeSite(tree fs.FS, dir string) error {
	s := &site{
		tree: tree, pages: map[string]*page{}, copied: map[string]bool{},
		markdown: goldmark.New(goldmark.WithExtensions(extension.GFM),
			goldmark.WithParserOptions(parser.WithAutoHeadingID())),
	}
	sources, err := fs.Glob(tree, "docs/*.md")
	if err != nil {
		return err
	}
	var nav []*page
	for _, source := range append([]string{"README.md"}, append(sources, "CHANGELOG.md", "CONTRIBUTING.md")...) {
		p := &page{
			Source: source, Path: strings.TrimSuffix(source, ".md") + ".html",
			Top: strings.Repeat("../", strings.Count(source, "/")),
		}
		if source == "README.md" {
			p.Path = "index.html"
		}
		s.pages[source] = p
		nav = append(nav, p)
	}
	for _, p := range nav {
		p.Nav = nav
		if err := s.render(p); err != nil {
			return fmt.Errorf("%s: %w", p.Source, err)
		}
	}
	return s.write(nav, dir)
}

// render makes the body of a page, and the sections of it for the search.
func (s *site) render(p *page) error {
	source, err := fs.ReadFile(s.tree, p.Source)
	if err != nil {
		return err
	}
	doc := s.markdown.Parser().Parse(text.NewReader(source))
	err = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			n.Destination = s.link(p, n.Destination)
		case *ast.Image:
			n.Destination = s.link(p, n.Destination)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return err
	}
	s.find(p, doc, source)
	var body bytes.Buffer
	err = s.markdown.Renderer().Render(&body, source, doc)
	p.Body = template.HTML(body.String()) //nolint:gosec // the project's own pages
	return err
}

// link is where a link of a page leads on the site: a page, a file that is copied, or
// what it was.
func (s *site) link(p *page, destination []byte) []byte {
	u, err := url.Parse(string(destination))
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return destination
	}
	target := path.Join(path.Dir(p.Source), u.Path)
	if other := s.pages[target]; other != nil {
		u.Path = p.Top + other.Path
		return []byte(u.String())
	}
	if info, err := fs.Stat(s.tree, target); err == nil && info.Mode().IsRegular() {
		s.copied[target] = true
	}
	return destination
}

// find notes the title of a page and its sections.
func (s *site) find(p *page, doc ast.Node, source []byte) {
	var now *section
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		heading, ok := n.(*ast.Heading)
		if !ok {
			if now != nil {
				now.Text += plainText(n, source) + " "
			}
			continue
		}
		title, id := plainText(n, source), ""
		if value, ok := heading.AttributeString("id"); ok {
			if bytes, ok := value.([]byte); ok {
				id = "#" + string(bytes)
			}
		}
		if p.Title == "" {
			p.Title = title
		}
		s.sections = append(s.sections, section{Page: p.Title, Title: title, URL: p.Path + id})
		now = &s.sections[len(s.sections)-1]
	}
}

// plainText is the text of a node without marks.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Value(source))
				if n.SoftLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.FencedCodeBlock:
			if entering {
				b.Write(n.Lines().Value(source))
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// write writes the pages, the index with its script, and the files that pages name.
func (s *site) write(pages []*page, dir string) error {
	files := map[string][]byte{}
	t, err := template.New("page").Parse(layout)
	if err != nil {
		return err
	}
	for _, p := range pages {
		var out bytes.Buffer
		if err := t.Execute(&out, p); err != nil {
			return err
		}
		files[p.Path] = out.Bytes()
	}
	index, err := json.Marshal(s.sections)
	if err != nil {
		return err
	}
	files["search.js"] = fmt.Appendf(nil, "const sections = %s;\n%s", index, search)
	for name := range s.copied {
		if files[name], err = fs.ReadFile(s.tree, name); err != nil {
			return err
		}
	}
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			return err
		}
	}
	return nil
}
