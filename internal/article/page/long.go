package page

import (
	"runtime"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/input"
	"newsbrief/internal/article/style"
)

// A page is read as a tree up to so many bytes and tags; beyond, the tree would
// take far more memory than the page.
const (
	treeSize = 2 << 20
	treeTags = 60_000
)

func isLong(source string) bool {
	return len(source) > treeSize || strings.Count(source, "<") > treeTags
}

// slim drops what takes most of the space in pages: scripts, styles, drawings
// and comments. What JSON-LD says of the article stays. ok is false where the
// rest is too long for a tree.
func slim(source string) (rest string, ok bool) {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	skipping, tags := "", 0
	for b.Len() <= treeSize && tags <= treeTags {
		switch t := z.Next(); t {
		case html.ErrorToken:
			return b.String(), true
		case html.StartTagToken, html.EndTagToken:
			tags++
			raw := string(z.Raw())
			name, _ := z.TagName()
			switch tag := string(name); {
			case skipping != "":
				if tag == skipping && t == html.EndTagToken {
					skipping = ""
				}
			case t == html.StartTagToken && isBulky(tag, raw):
				skipping = tag
			default:
				b.WriteString(raw)
			}
		case html.CommentToken:
		default:
			if skipping == "" {
				b.Write(z.Raw())
			}
		}
	}
	return "", false
}

// isBulky says whether an element takes much space and holds no text.
func isBulky(tag, raw string) bool {
	return tag == "style" || tag == "svg" || tag == "script" && !strings.Contains(raw, "ld+json")
}

// extractLong reads a page that is too long for a tree: all its blocks but
// those that tags, names and words tell apart from an article.
func extractLong(source string) (*Page, error) {
	l, err := readLong(source)
	if err != nil {
		return nil, err
	}
	blocks := clean(l.blocks)
	if len(blocks) == 0 {
		return nil, noArticle(0)
	}
	runtime.GC() // the text is about to be held twice
	return &Page{Title: strings.TrimSpace(l.title), Language: l.language, Text: render(blocks)}, nil
}

// mostBlocks is how many paragraphs a page may have.
const mostBlocks = 300_000

func readLong(source string) (*longReader, error) {
	l := &longReader{blockReader: blockReader{kinds: []atom.Atom{atom.P}}}
	z := html.NewTokenizer(strings.NewReader(source))
	for z.Next() != html.ErrorToken {
		l.token(z.Token())
		if len(l.blocks) > mostBlocks {
			return nil, input.Refusef("is a page of more than %d paragraphs", mostBlocks)
		}
	}
	l.flush()
	return l, nil
}

// longReader makes blocks of tokens. What is left out ends where as many
// elements of its name have ended as have begun.
type longReader struct {
	blockReader
	title, language string
	inTitle         bool
	skip            atom.Atom
	depth           int
}

func (l *longReader) token(t html.Token) {
	switch t.Type {
	case html.TextToken:
		switch {
		case l.inTitle:
			l.title += t.Data
		case l.skip == 0:
			l.write(t.Data)
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		l.start(t)
	case html.EndTagToken:
		l.end(t)
	}
}

func (l *longReader) start(t html.Token) {
	switch {
	case l.skip != 0:
		if t.DataAtom == l.skip {
			l.depth++
		}
		return
	case t.DataAtom == atom.Title:
		l.inTitle = true
		return
	case t.DataAtom == atom.Html:
		for _, a := range t.Attr {
			if a.Key == "lang" {
				l.language = a.Val
			}
		}
	case t.Type == html.SelfClosingTagToken || isVoid(t.DataAtom):
		if t.DataAtom == atom.Br {
			l.breakLine()
		}
		return
	case l.leftOut(t):
		l.skip, l.depth = t.DataAtom, 1
		return
	}
	if kind, ok := blockKind(t.DataAtom); ok {
		l.startBlock(kind)
	} else if t.DataAtom == atom.Td || t.DataAtom == atom.Th {
		l.cell()
	} else {
		l.inline(t.DataAtom, 1)
	}
}

// startBlock keeps only kinds that say more than "paragraph", and ends a list
// item where the next begins: end tags are often left out.
func (l *longReader) startBlock(kind atom.Atom) {
	l.flush()
	if kind == atom.P {
		return
	}
	if l.innermost(kind) {
		l.close()
	}
	l.open(kind)
}

func (l *longReader) leftOut(t html.Token) bool {
	switch t.DataAtom {
	case 0, atom.P, atom.Li:
		return false // their end tags are often left out
	case atom.Footer, atom.Noscript:
		return true
	}
	return isHiddenTag(t.DataAtom, t.Attr) || isUnseen(t) || isFurnitureTag(t.DataAtom, t.Attr)
}

// isUnseen says whether an element's own attributes hide it.
func isUnseen(t html.Token) bool {
	for _, a := range t.Attr {
		if a.Key == "hidden" && a.Val != "until-found" || a.Key == "style" && style.Hides(a.Val) {
			return true
		}
	}
	return false
}

func (l *longReader) end(t html.Token) {
	switch {
	case l.skip != 0:
		switch {
		case t.DataAtom == l.skip:
			if l.depth--; l.depth == 0 {
				l.skip = 0
			}
		case t.DataAtom == atom.Ruby && isReading(l.skip):
			l.skip = 0
		}
	case t.DataAtom == atom.Title:
		l.inTitle = false
	default:
		if kind, ok := blockKind(t.DataAtom); ok && kind != atom.P && l.innermost(kind) {
			l.close()
		} else if ok {
			l.flush()
		} else {
			l.inline(t.DataAtom, -1)
		}
	}
}

// isReading names the parts of ruby that tell how its base is read, whose end tags
// may be left out.
func isReading(tag atom.Atom) bool { return tag == atom.Rt || tag == atom.Rp || tag == atom.Rtc }

// innermost says whether the block that is open is of a kind, so that stray
// end tags close nothing.
func (l *longReader) innermost(kind atom.Atom) bool { return l.kinds[len(l.kinds)-1] == kind }

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Meta, atom.Link, atom.Wbr, atom.Source, atom.Col, atom.Area,
		atom.Base, atom.Embed, atom.Param, atom.Track:
		return true
	}
	return false
}
