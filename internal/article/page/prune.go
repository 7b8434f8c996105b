package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/tree"
)

// furnitureClasses are the words in class and id names that mark what is set
// around an article.
const furnitureClasses = " caption captions credit credits byline author authors bio breadcrumb breadcrumbs" +
	" newsletter newsletters" +
	" signup subscribe share sharing sharedaddy social related recommended recirc promo sponsor sponsored" +
	" comments disqus tags timestamp dateline datetime pubdate toolbar popup tooltip" +
	" cookie paywall paidbox pushlayer outbrain taboola disclaimer" +
	" trending pagination timestamps infobox textbox factbox kastenbox callout cta" +
	" legend imagedescription imagecaption imgcaption postmeta postmetadata meta nextstory nextpost "

// adClasses mark what an advertisement is set into, but sections beside one, too.
const adClasses = " advert advertisement ad ads "

// apartClasses are whole names of classes of what is not for this reader.
const apartClasses = " hidden invisible print print-only no-print noprint "

// longestAd is more than the bytes of text that the place of an advertisement holds.
const longestAd = 200

// prune removes from the article what tags and class names tell is none of it.
func prune(root *html.Node) {
	keepMainArticle(root)
	all := textLength(root)
	var next *html.Node
	for n := root.FirstChild; n != nil; n = next {
		next = tree.Following(n, root)
		if n.Type != html.ElementNode {
			continue
		}
		if isFurniture(n) && textLength(n) < all/4 || isConsent(n) && textLength(n) < all/3*2 {
			next = tree.Skipping(n, root)
			n.Parent.RemoveChild(n)
		}
	}
}

func isFurniture(n *html.Node) bool {
	class := tree.Attribute(n, "class")
	return isFurnitureTag(n.DataAtom, n.Attr) || hasWord(class, teaserClasses) && leadsOn(n) ||
		hasWord(class, adClasses) && textLength(n) < longestAd
}

// teaserClasses are words in the names of what leads to another article, but also of
// what leads into this one.
const teaserClasses = " teaser teasers "

// leadsOn says whether a part of a page has a link.
func leadsOn(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			return true
		}
	}
	return false
}

func isFurnitureTag(tag atom.Atom, attributes []html.Attribute) bool {
	switch tag {
	case atom.Figcaption, atom.Nav, atom.Button, atom.Form, atom.Aside, atom.Time, atom.Select, atom.Label:
		return true
	case atom.Body, atom.Article, atom.Main, atom.A, atom.Em, atom.Strong, atom.B, atom.I:
		return false
	}
	for _, a := range attributes {
		switch a.Key {
		case "class", "id":
			if hasWord(a.Val, furnitureClasses) || isApartClass(a.Val) {
				return true
			}
		case "itemprop":
			if a.Val == "author" || a.Val == "datePublished" || a.Val == "dateModified" {
				return true
			}
		}
	}
	return false
}

func isApartClass(names string) bool {
	for name := range strings.FieldsSeq(names) {
		if strings.Contains(apartClasses, " "+strings.ToLower(name)+" ") {
			return true
		}
	}
	return false
}

// isConsent says whether an element asks for leave to set cookies, which may
// take more words than a short article.
func isConsent(n *html.Node) bool {
	names := strings.ToLower(tree.Attribute(n, "id") + " " + tree.Attribute(n, "class"))
	for _, word := range []string{"cookie", "consent", "gdpr", "onetrust", "didomi"} {
		if strings.Contains(names, word) {
			return strings.Contains(strings.ToLower(textOf(n)), "cookie")
		}
	}
	return false
}

// textOf is the text below n.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// hasWord looks at the words of names such as "article__byline" or "storyRelated".
func hasWord(names, words string) bool {
	start, lower := 0, false
	for i, c := range names + " " {
		letter := unicode.IsLetter(c)
		if !letter || lower && unicode.IsUpper(c) {
			if i > start && strings.Contains(words, " "+strings.ToLower(names[start:i])+" ") {
				return true
			}
			start = i
			if !letter {
				start++
			}
		}
		lower = unicode.IsLower(c)
	}
	return false
}

// textLength is the number of bytes of text below n, white space at the ends
// of text nodes left out.
func textLength(n *html.Node) int {
	length := 0
	for d := n; d != nil; d = tree.Following(d, n) {
		if d.Type == html.TextNode {
			length += len(strings.TrimSpace(d.Data))
		}
		if d == n && n.FirstChild == nil {
			break
		}
	}
	return length
}

// keepMainArticle removes the teasers of other articles, where one of several
// <article> elements holds most of the text.
func keepMainArticle(root *html.Node) {
	var articles []*html.Node
	for n := root.FirstChild; n != nil; n = tree.Following(n, root) {
		if n.DataAtom == atom.Article {
			articles = append(articles, n)
		}
	}
	var main *html.Node
	longest, all := 0, 0
	for _, a := range articles {
		length := textLength(a)
		if all += length; length > longest {
			main, longest = a, length
		}
	}
	if len(articles) < 2 || longest*2 < all {
		return
	}
	for _, a := range articles {
		if !contains(main, a) && !contains(a, main) && a.Parent != nil {
			a.Parent.RemoveChild(a)
		}
	}
}

func contains(outer, n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}
