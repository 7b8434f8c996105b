// Package tree walks the elements of a page, which may be taken out on the way, and
// reads their attributes.
package tree

import "golang.org/x/net/html"

// Following is the node after n in document order, below root; nil: there is none.
func Following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return Skipping(n, root)
}

// Skipping is the node after n and all that is below it; nil: there is none below
// root.
func Skipping(n, root *html.Node) *html.Node {
	for ; n != nil && n != root; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// Attribute is the value of an attribute, "" where there is none.
func Attribute(n *html.Node, key string) string {
	value, _ := Lookup(n, key)
	return value
}

// Lookup is Attribute that tells an empty one from none.
func Lookup(n *html.Node, key string) (value string, found bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
