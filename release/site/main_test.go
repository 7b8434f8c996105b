package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// made makes the site and returns its folder and the documents of its pages.
func made(t *testing.T) (dir string, pages map[string]*html.Node) {
	t.Helper()
	dir, pages = t.TempDir(), map[string]*html.Node{}
	if err := makeSite(os.DirFS("../.."), dir); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(file string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".html" {
			return err
		}
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		name, _ := filepath.Rel(dir, file)
		pages[filepath.ToSlash(name)], err = html.Parse(f)
		return err
	})
	if err != nil || len(pages) < 20 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	return dir, pages
}

// attributes are the values of an attribute in a document.
func attributes(n *html.Node, name string) (values []string) {
	for d := range n.Descendants() {
		for _, a := range d.Attr {
			if a.Key == name {
				values = append(values, a.Val)
			}
		}
	}
	return values
}

// Every link between the pages leads to a page or file, and to a heading that is there.
func TestLinks(t *testing.T) {
	dir, pages := made(t)
	for name, doc := range pages {
		for _, link := range append(attributes(doc, "href"), attributes(doc, "src")...) {
			u, err := url.Parse(link)
			if err != nil || u.Scheme != "" {
				continue
			}
			target := path.Join(path.Dir(name), u.Path)
			if u.Path == "" {
				target = name
			}
			if _, err := os.Stat(filepath.Join(dir, target)); err != nil {
				t.Errorf("%s: %s leads nowhere", name, link)
				continue
			}
			if to := pages[target]; u.Fragment != "" && to != nil && !strings.Contains("\n"+strings.Join(attributes(to, "id"), "\n")+"\n", "\n"+u.Fragment+"\n") {
				t.Errorf("%s: %s has no such heading", name, link)
			}
		}
	}
}

// In a real browser each page shows its heading, and the search finds a section. By
// hand: CHROMIUM=chromium go test ./release/site -run TestBrowser
func TestBrowser(t *testing.T) {
	browser := os.Getenv("CHROMIUM")
	if browser == "" || os.Getenv("NEWSBRIEF_SITE") == "" {
		t.Skip("set NEWSBRIEF_SITE=1 and CHROMIUM: it opens every page")
	}
	dir, pages := made(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	shown := func(address string) string {
		t.Helper()
		c := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom", address)
		dom, err := c.Output()
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		return string(dom)
	}
	heading := regexp.MustCompile(`<h1 id="[^"]+">[^<]`)
	for name := range pages {
		if dom := shown(server.URL + "/" + name); !heading.MatchString(dom) || strings.Contains(dom, `type="search" placeholder="Search" aria-label="Search" hidden`) {
			t.Errorf("%s shows no heading, or its search is still hidden", name)
		}
	}
	dom := shown(server.URL + "/docs/cache.html?q=subtitles+time")
	if !regexp.MustCompile(`id="found"[^>]*><li><a href="\.\./`).MatchString(dom) {
		t.Error("the search finds no section")
	}
}
