package llm

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// newHTTP returns the HTTP client: proxies of the environment, decompression,
// no redirect to another origin, no key in the clear to a public host.
func newHTTP(c Config) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = cmp.Or(c.Jobs, 64)
	transport.MaxResponseHeaderBytes = maxHeaders
	transport.Proxy = c.proxy
	switch {
	case c.Dial != nil:
		transport.DialContext, transport.Proxy = c.Dial, nil
	case c.exposed() && !c.hostIsIP():
		transport.DialContext = (&net.Dialer{Timeout: 30 * time.Second, Control: refusePublic}).DialContext
	}
	if c.DryRun != nil {
		return &http.Client{Transport: dryTransport{c.DryRun}}
	}
	return &http.Client{Transport: transport, CheckRedirect: c.sameOrigin}
}

// proxy is the environment's proxy. A key is not sent to one in the clear.
func (c Config) proxy(r *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(r)
	if proxy != nil && r.URL.Scheme == "http" && c.exposed() {
		return nil, insecure("through a proxy")
	}
	return proxy, err
}

// sameOrigin refuses redirects that would take the key or the article to
// another scheme, host or port, or turn the question into a GET.
func (c Config) sameOrigin(r *http.Request, via []*http.Request) error {
	first := via[0]
	if origin(r.URL) != origin(first.URL) || r.Method != first.Method {
		base := url.URL{Scheme: r.URL.Scheme, Host: r.URL.Host, Path: strings.TrimSuffix(r.URL.Path, "/chat/completions")}
		return &Error{Kind: Protocol, Message: "endpoint redirects to " + c.redact(base.String()) + ", which is not followed",
			Hint: "if that is the right address, make it the base URL"}
	}
	if len(via) > 5 {
		return &Error{Kind: Protocol, Message: "endpoint redirects in a circle"}
	}
	return nil
}

// origin is scheme, host and port.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return fmt.Sprintf("%s://%s", u.Scheme, net.JoinHostPort(strings.ToLower(u.Hostname()), port))
}

// networkError explains a request that brought no answer. Where nothing listens
// from the first, the server is not running; one that has been there and refuses
// is starting anew.
func (c *Client) networkError(err *url.Error) *Error {
	e := c.config.networkError(err)
	switch refused := errors.Is(err, syscall.ECONNREFUSED); {
	case refused && !c.reached.Load():
		e.Kind = Unreachable
	case !refused && e.Kind == Network:
		c.reached.Store(true)
	}
	return e
}

func (c Config) networkError(err *url.Error) *Error {
	e := &Error{Kind: Network, cause: err}
	reason := c.redact(err.Err.Error())
	var dns *net.DNSError
	switch {
	case throughProxy(err):
		reason, e.Hint = "the proxy: "+reason, "is HTTPS_PROXY or HTTP_PROXY right? NO_PROXY names hosts that need none"
		e.never = !errors.Is(err, syscall.ECONNREFUSED)
	case errors.Is(err, syscall.ECONNREFUSED):
		reason, e.Hint = "connection refused", "is the server running, and is that its port?"
	case errors.As(err, &dns) && dns.IsNotFound:
		reason, e.Hint, e.never = "no such host: "+c.redact(dns.Name), "is the base URL right?", true
	case strings.Contains(reason, "gave HTTP response to HTTPS client"):
		e.Hint, e.never = "the server speaks plain HTTP: write http:// in the base URL", true
	case strings.Contains(reason, "malformed HTTP") || strings.Contains(reason, "readLoopPeekFail"):
		// net/http has no better word for a server that speaks first
		reason, e.Hint, e.never = "no HTTP in its answer", "what listens there is no HTTP server, or wants https://", true
	case strings.Contains(reason, "certificate") || strings.Contains(reason, "tls:"):
		e.Hint, e.never = "if the server's certificate is your own, name it in SSL_CERT_FILE", true
	case errors.Is(err, io.EOF):
		reason = "the server closed the connection without an answer"
	}
	if e.never {
		e.Kind = Unreachable
	}
	e.Message = fmt.Sprintf("cannot reach %s: %s", c.BaseURL, reason)
	return e
}

// throughProxy says whether it was the proxy that could not be reached, or that
// refused to connect.
func throughProxy(err *url.Error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "proxyconnect" || err.Err.Error() == http.StatusText(http.StatusProxyAuthRequired)
}
