package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/tree"
)

// Letter cleans the HTML of an e-mail, without the mails that it quotes and its
// signature. A mail that holds nothing else is read whole.
func Letter(source string) (*Page, error) {
	if isLong(source) {
		return Fragment(source)
	}
	doc, err := parse(source)
	if err != nil {
		return nil, err
	}
	hide(doc)
	if dropQuotes(doc) {
		if blocks := clean(blocksOf(doc)); len(blocks) > 0 {
			return &Page{Text: render(blocks)}, nil
		}
	}
	return Fragment(source)
}

// dropQuotes drops what mail programs mark as a quotation or a signature.
func dropQuotes(root *html.Node) bool {
	var quotes []*html.Node
	for n := root; n != nil; {
		if n.Type != html.ElementNode || !isQuote(n) {
			n = tree.Following(n, root)
			continue
		}
		quotes = append(quotes, n)
		for next := n.NextSibling; isReplyHead(n) && next != nil; next = next.NextSibling {
			quotes = append(quotes, next) // the quoted mail is all that follows
		}
		n = tree.Skipping(n, root)
	}
	for _, n := range quotes {
		if n.Parent != nil { // a second head may have been among what follows the first
			n.Parent.RemoveChild(n)
		}
	}
	return len(quotes) > 0
}

// quoteNames are the classes and ids that mail programs give to quotations and
// signatures: Gmail, Thunderbird, Yahoo, Proton, Outlook.
var quoteNames = []string{
	"gmail_quote", "gmail_quote_container", "gmail_attr", "gmail_signature", "moz-cite-prefix", "moz-signature",
	"yahoo_quoted", "yahoo_quoted_begin", "protonmail_quote", "protonmail_signature_block", "OutlookMessageHeader",
	"divRplyFwdMsg", "appendonsend", "Signature",
}

func isQuote(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "type":
			if n.DataAtom == atom.Blockquote && strings.EqualFold(a.Val, "cite") {
				return true
			}
		case "class", "id":
			quotes := func(name string) bool { return slices.Contains(quoteNames, name) }
			if slices.ContainsFunc(strings.Fields(a.Val), quotes) {
				return true
			}
		}
	}
	return false
}

// isReplyHead says whether an element is the head that Outlook writes above a mail,
// which goes on to the end without an element of its own.
func isReplyHead(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "id" && (a.Val == "divRplyFwdMsg" || a.Val == "appendonsend") {
			return true
		}
	}
	return false
}
