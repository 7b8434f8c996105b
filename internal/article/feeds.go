package article

import (
	"context"
	"net/url"
	"strings"

	"newsbrief/internal/article/feed"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/page"
)

// feeds yields the articles of a list's feeds, several of which are fetched at once.
// One that cannot be read yields its address with an error, and the others follow. A
// list in a list is not followed.
func (r *Reader) feeds(ctx context.Context, s source, yield func(Input, error) bool) bool {
	text, err := input.Decode(s.data, s.origin.Encoding, s.origin.ContentType)
	if err != nil {
		return yield(Input{Name: s.origin.Name}, err)
	}
	addresses, damage, err := feed.Addresses(text)
	if err != nil {
		return yield(Input{Name: s.origin.Name}, err)
	}
	if damage != "" {
		r.warn(s.origin.Name, damage)
	}
	r.Fetcher.Ahead(ctx, addresses)
	one := *r
	one.Kind, one.Encoding, one.listed = "", "", true // those flags are the list's
	for _, address := range addresses {
		if ctx.Err() != nil || !one.url(ctx, address, yield) {
			return false
		}
	}
	return true
}

// entry makes an article of a feed's entry, or of its page where the feed has little of
// it.
func (r *Reader) entry(ctx context.Context, e feed.Entry) (*Article, error) {
	a, err := fromEntry(e)
	if r.Pages == nil || e.URL == "" || err == nil && (!isTeaser(a.Text) || !r.Pages(a)) {
		return a, err
	}
	whole, failed := r.page(ctx, e)
	switch {
	case failed == nil && (err != nil || whole.Words > a.Words):
		return whole, nil
	case failed != nil && ctx.Err() == nil && err == nil:
		r.warn(e.URL, "the feed's words are taken: the page "+failed.Error())
	}
	return a, err
}

func fromEntry(e feed.Entry) (*Article, error) {
	p, err := page.Fragment(e.HTML)
	if err != nil {
		return nil, input.Refusef("the entry %q holds no text", e.Title)
	}
	return newArticle(p.Text, entryMeta(e))
}

func entryMeta(e feed.Entry) meta { return meta{e.Title, e.Byline, e.Published, e.Language, e.URL} }

// page is the article of an entry's page. What the feed says of it is surer than what
// the page does.
func (r *Reader) page(ctx context.Context, e feed.Entry) (*Article, error) {
	p, err := r.fetch(ctx, e.URL)
	if err != nil {
		return nil, err
	}
	origin := input.Origin{Name: e.URL, ContentType: p.ContentType}
	a, err := source{p.Data, p.URL, origin}.article(ctx)
	if err != nil {
		return nil, err
	}
	said := entryMeta(e).or(meta{a.Title, a.Byline, a.Published, a.Language, a.URL})
	a.Title, a.Byline, a.Published, a.URL = said.title, said.byline, said.published, said.url
	return a, nil
}

// isTeaser says whether a feed's text of an article is hardly the whole of it.
func isTeaser(text string) bool {
	const few = 120 // words
	end := strings.TrimRight(text, " \n]).")
	return countWords(text) < few || strings.HasSuffix(end, "…") || strings.HasSuffix(text, "...") ||
		strings.HasSuffix(text, "[...]")
}

// absolute is an address as the page at base means it.
func absolute(base, address string) string {
	from, err := url.Parse(base)
	if err != nil || base == "" || address == "" {
		return address
	}
	to, err := from.Parse(address)
	if err != nil {
		return address
	}
	return to.String()
}
