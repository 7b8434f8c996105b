// Package fetch gets pages over HTTP. It hides everything that must not
// happen: requests to private addresses, endless answers, other protocols.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"newsbrief/internal/article/input"
	"newsbrief/internal/plain"
)

// Limits of one fetch.
const (
	timeLimit     = 30 * time.Second
	redirectLimit = 5
)

// Options of a fetch.
type Options struct {
	MaxBytes int64 // of the answer, decompressed
	// AllowPrivate permits private and loopback addresses.
	AllowPrivate bool
	// Offline asks no site: what was kept is given, and the rest refused.
	Offline bool
}

// Page is what an address answered with.
type Page struct {
	URL         string // after redirects, without user and password
	ContentType string
	Data        []byte
	// Tag and Modified are the site's ETag and Last-Modified; "": it gave none.
	Tag, Modified string
}

// Get fetches one address. It sends no cookies, and no credentials but those in
// the address, to its own origin. Errors are of type *input.Refusal.
func Get(ctx context.Context, address string, o Options) (*Page, error) {
	return get(ctx, address, o, nil)
}

// get is Get for whoever was given a page before, nil: nobody. It is returned where
// the site says that it still holds.
func get(ctx context.Context, address string, o Options, before *Page) (*Page, error) {
	if o.Offline && before != nil {
		return before, nil
	}
	if o.Offline {
		return nil, input.Refuse("was not fetched: --cache only asks no site", "leave it out, or name a file")
	}
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, input.Refuse("is no address that can be fetched", "write it as https://example.com/page")
	}
	request.Header.Set("User-Agent", "Mozilla/5.0 (compatible; newsbrief)")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "+
		"text/plain, application/pdf, */*;q=0.5")
	before.condition(request.Header)
	client := newClient(o)
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return nil, connectError(ctx, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusNotModified || before == nil {
		return read(ctx, response, o)
	}
	if before.URL != plain.Address(response.Request.URL.String()) { // of another page than was kept
		return get(ctx, address, o, nil)
	}
	return before, nil
}

func read(ctx context.Context, response *http.Response, o Options) (*Page, error) {
	if err := statusError(response.StatusCode); err != nil {
		return nil, err
	}
	contentType := response.Header.Get("Content-Type")
	if !readable(contentType) {
		return nil, input.Refuse("is not text but "+contentType,
			"newsbrief reads text, HTML, PDF, EPUB, DOCX, RSS and Atom")
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, o.MaxBytes+1))
	switch {
	case err != nil:
		return nil, connectError(ctx, err)
	case int64(len(data)) > o.MaxBytes:
		return nil, input.Refuse(fmt.Sprintf("is larger than %d bytes", o.MaxBytes),
			"raise the limit with --max-bytes if that is meant")
	}
	header := response.Header
	return &Page{
		URL: plain.Address(response.Request.URL.String()), ContentType: contentType, Data: data,
		Tag: header.Get("ETag"), Modified: header.Get("Last-Modified"),
	}, nil
}

// newClient dials only where it may, and leaves compression to the transport,
// so that MaxBytes counts what was unpacked.
func newClient(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	transport := &http.Transport{
		DialContext:           dialer.DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 20 * time.Second,
		ForceAttemptHTTP2:     true,
		Proxy:                 http.ProxyFromEnvironment,
	}
	if !o.AllowPrivate {
		dialer.Control = refusePrivate
		transport.Proxy = nil // a proxy would dial for us, unchecked
	}
	return &http.Client{Transport: transport, CheckRedirect: checkRedirect}
}

var errPrivate = errors.New("private address")

// refusePrivate looks at the address that is about to be dialled, after the
// name was resolved: names and redirects may lead anywhere.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	host, err := netip.ParseAddrPort(address)
	if err != nil || !public(host.Addr().Unmap()) {
		return errPrivate
	}
	return nil
}

// public says whether an address is one of the open Internet.
func public(a netip.Addr) bool {
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, reserved := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", // RFC 6890
		"64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", // IPv4 inside IPv6
	} {
		if netip.MustParsePrefix(reserved).Contains(a) {
			return false
		}
	}
	return true
}

func checkRedirect(next *http.Request, via []*http.Request) error {
	switch {
	case next.URL.Scheme != "http" && next.URL.Scheme != "https":
		return input.Refusef("leads on to another protocol, %s", next.URL.Scheme)
	case len(via) > redirectLimit:
		return input.Refusef("leads on more than %d times", redirectLimit)
	}
	next.URL.User = nil
	if first := via[0].URL; next.URL.Scheme == first.Scheme && next.URL.Host == first.Host {
		next.URL.User = first.User
	}
	return nil
}

// readable says whether a media type can hold an article. What lies behind a
// type that says nothing is told by its content.
func readable(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if contentType == "" || err != nil {
		return true
	}
	major, minor, _ := strings.Cut(media, "/")
	switch major {
	case "text":
		return true
	case "application":
		switch minor {
		case "octet-stream", "pdf", "epub+zip", "xml":
			return true
		}
		return strings.HasSuffix(minor, "+xml") || strings.Contains(minor, "json") ||
			strings.HasSuffix(minor, "wordprocessingml.document")
	}
	return false
}

// errTooMany is that of a site which wants no more requests for now.
var errTooMany = input.Refuse("the site answered 429 Too Many Requests", "wait before you fetch more from it")

func statusError(status int) error {
	message := fmt.Sprintf("the site answered %d %s", status, http.StatusText(status))
	switch status {
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
		return nil
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden,
		http.StatusUnavailableForLegalReasons:
		return input.Refuse(message+": the page is closed to programs or behind a paywall",
			"open it in a browser, save the page, and name that file")
	case http.StatusNotFound, http.StatusGone:
		return input.Refuse(message, "check the address")
	case http.StatusTooManyRequests:
		return errTooMany
	case http.StatusNoContent:
		return input.Refuse("is empty: "+message, "")
	}
	return input.Refuse(message, "")
}

// connectError says in a line why nothing came.
func connectError(ctx context.Context, err error) error {
	var refused *input.Refusal
	var dns *net.DNSError
	var where *url.Error
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.Is(err, errPrivate):
		return input.Refuse("leads to a private or loopback address, which is not fetched",
			"allow that with --allow-private")
	case errors.As(err, &dns) && dns.IsNotFound:
		return input.Refusef("there is no host %s", dns.Name)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return input.Refusef("did not answer whole within %v", timeLimit)
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &where):
		err = where.Err
	}
	return input.Refuse("cannot be fetched: "+err.Error(), "")
}
