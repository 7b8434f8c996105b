package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"newsbrief/internal/article/input"
)

// Addresses are the feeds that a list in OPML names, each once, in its order: those
// with the address of a site. Of a damaged list they are those before the damage; damage
// says so then.
func Addresses(text string) (list []string, damage string, err error) {
	text = withoutEncoding(text)
	if err := input.Bound(text); err != nil {
		return nil, "", err
	}
	seen := map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var broken error
	for broken == nil {
		var t xml.Token
		if t, broken = d.RawToken(); broken != nil {
			break
		}
		start, ok := t.(xml.StartElement)
		if address := addressIn(start); ok && address != "" && !seen[address] {
			list, seen[address] = append(list, address), true
		}
	}
	if len(list) == 0 {
		return nil, "", input.Refuse("is a list without feeds: none of its outlines has an xmlUrl of a site", "")
	}
	if broken != io.EOF {
		damage = fmt.Sprintf("the list is damaged (%v); %d of its feeds could be read", broken, len(list))
	}
	return list, damage, nil
}

// addressIn is the address of a feed in an outline; "" where there is none.
func addressIn(e xml.StartElement) string {
	at := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return strings.EqualFold(a.Name.Local, "xmlUrl") })
	if !strings.EqualFold(e.Name.Local, "outline") || at < 0 {
		return ""
	}
	address := strings.TrimSpace(e.Attr[at].Value)
	if rest, ok := strings.CutPrefix(address, "feed:"); ok { // feed:https://… and feed://…
		address = rest
		if strings.HasPrefix(rest, "//") {
			address = "http:" + rest
		}
	}
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}
