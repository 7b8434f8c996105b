package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// endpoint is where requests go: each is a try, and they keep one pace.
type endpoint struct {
	config   *Config
	http     *http.Client
	pace     pace
	reached  atomic.Bool // a connection came about
	answered atomic.Bool // an answer was good
	finishes atomic.Bool // an answer told its finish_reason
	vigil    vigil
}

func newEndpoint(c *Config) *endpoint {
	e := &endpoint{config: c, http: newHTTP(*c)}
	e.pace = pace{config: c, limits: newLimits(*c), gate: newGate(c.Jobs, c.TryJobs)}
	e.vigil = vigil{config: c, prober: prober{e}}
	return e
}

// try begins a request to an address, whose first token may take as long as first.
// whole says that the answer comes in one piece.
func (e *endpoint) try(ctx context.Context, address string, first time.Duration, whole bool) *try {
	d := newDeadline(ctx, e.config.Timeout, first, whole)
	return &try{endpoint: e, url: address, sent: format | grammar | cacheKey, started: time.Now(), deadline: d}
}

// fetch asks for something besides answers, as the list of models, with the
// same key, limits and retries, and returns the body of a good answer.
func (e *endpoint) fetch(ctx context.Context, method, address string, body []byte) ([]byte, error) {
	var data []byte
	handed := false
	_, err := e.pace.retry(ctx, 0, &handed, func() (line string, err error) {
		data, line, err = e.fetchOnce(ctx, method, address, body)
		return line, err
	})
	return data, err
}

// fetchOnce is fetch without another try. line is what --verbose says of it.
func (e *endpoint) fetchOnce(ctx context.Context, method, address string, body []byte) (
	data []byte, line string, err error,
) {
	t := e.try(ctx, address, 0, false)
	t.body = body
	defer t.deadline.stop()
	if data, err = t.fetch(method); err != nil {
		err = t.explain(ctx, err)
	}
	return data, t.line(method, "", err), err
}

// networkError explains a request that brought no answer. Where nothing listens
// from the first, the server is not running; one that has been there and refuses
// is starting anew.
func (e *endpoint) networkError(err *url.Error) *Error {
	failure := e.config.networkError(err)
	switch refused := errors.Is(err, syscall.ECONNREFUSED); {
	case refused && !e.reached.Load():
		failure.Kind = Unreachable
	case !refused && failure.Kind == Network:
		e.reached.Store(true)
	}
	return failure
}

// authorize sets the headers that every request carries.
func (c Config) authorize(h http.Header) {
	h.Set("User-Agent", "newsbrief")
	h.Set("Accept", "text/event-stream, application/json, */*;q=0.5")
	h.Del("Authorization")
	switch {
	case c.APIKey == "":
	case c.AzureVersion != "":
		h.Set("Api-Key", string(c.APIKey))
	default:
		h.Set("Authorization", "Bearer "+string(c.APIKey))
	}
}

// chatURL is where questions go. Azure has an address for each deployment,
// whose name stands for the model's; a base URL that names one already keeps
// it.
func (c Config) chatURL(model string) string {
	if c.AzureVersion == "" {
		return c.BaseURL + "/chat/completions"
	}
	base := c.BaseURL
	if !strings.Contains(base, "/deployments/") {
		base = c.azureRoot() + "/deployments/" + url.PathEscape(model)
	}
	return c.versioned(base + "/chat/completions")
}

// modelsURL is where the models are listed.
func (c Config) modelsURL() string { return c.resourceURL("/models", nil) }

// resourceURL is the address of something that belongs to no model.
func (c Config) resourceURL(path string, query url.Values) string {
	base := c.BaseURL
	if c.AzureVersion != "" {
		base, _, _ = strings.Cut(c.azureRoot(), "/deployments/")
		query = maps.Clone(query)
		if query == nil {
			query = url.Values{}
		}
		query.Set("api-version", c.AzureVersion)
	}
	if len(query) == 0 {
		return base + path
	}
	return base + path + "?" + query.Encode()
}

// azureRoot is https://NAME.openai.azure.com/openai, which may be written
// without its end.
func (c Config) azureRoot() string {
	if strings.Contains(c.BaseURL, "/openai") {
		return c.BaseURL
	}
	return c.BaseURL + "/openai"
}

func (c Config) versioned(address string) string {
	return address + "?api-version=" + url.QueryEscape(c.AzureVersion)
}

// AzureDeployment is the deployment that a base URL names; "" for none.
func AzureDeployment(base string) string {
	_, name, _ := strings.Cut(base, "/deployments/")
	name, _, _ = strings.Cut(name, "/")
	return name
}

// exposed says whether the key would travel unencrypted, which only this
// machine and private networks may see.
func (c Config) exposed() bool {
	return c.APIKey != "" && !c.Insecure && strings.HasPrefix(strings.ToLower(c.BaseURL), "http:")
}

// hostIsIP says whether the host is no name, so that checkHost has judged it.
func (c Config) hostIsIP() bool {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return false
	}
	_, err = netip.ParseAddr(u.Hostname())
	return err == nil
}

// checkHost refuses a public address for a key in the clear. Names are judged
// by CheckName, and by refusePublic when they are dialled.
func (c Config) checkHost(u *url.URL) error {
	ip, err := netip.ParseAddr(u.Hostname())
	if err != nil || !c.exposed() || private(ip) {
		return nil
	}
	return insecure("to " + ip.String())
}

// CheckName looks a host's name up, and whether there is a proxy, where a key
// would travel in the clear, so that it can be refused before anything is done.
func (c *Client) CheckName(ctx context.Context) error {
	u, err := url.Parse(c.config.BaseURL)
	if err != nil || c.config.Dial != nil || !c.config.exposed() {
		return err
	}
	if _, err := c.config.proxy(&http.Request{URL: u}); err != nil {
		return err
	}
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())
	if err != nil {
		return nil // dialling will say so
	}
	for _, ip := range addrs {
		if !private(ip) {
			return insecure("to " + u.Hostname())
		}
	}
	return nil
}

// refusePublic is a net.Dialer's Control: address is what a name resolved to.
func refusePublic(_, address string, _ syscall.RawConn) error {
	if at, err := netip.ParseAddrPort(address); err == nil && private(at.Addr()) {
		return nil
	}
	return insecure("to " + address)
}

// private says whether ip is of this machine or of a private network.
func private(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
}

func insecure(where string) *Error {
	return &Error{Kind: Insecure, Message: "the key would travel unencrypted " + where + "; nothing was sent",
		Hint: "write https:// in the base URL, or allow it with --insecure"}
}

// newHTTP returns the HTTP client: proxies of the environment, decompression,
// no redirect to another origin, no key in the clear to a public host.
func newHTTP(c Config) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = cmp.Or(c.Jobs, 64)
	transport.MaxIdleConns = transport.MaxIdleConnsPerHost
	transport.MaxResponseHeaderBytes = maxHeaders
	transport.Proxy = c.proxy
	switch {
	case c.Dial != nil:
		transport.DialContext, transport.Proxy = c.Dial, nil
	case c.exposed() && !c.hostIsIP():
		transport.DialContext = (&net.Dialer{Timeout: 30 * time.Second, Control: refusePublic}).DialContext
	}
	switch {
	case c.DryRun != nil:
		return &http.Client{Transport: dryTransport{c.DryRun}}
	case c.Transport != nil:
		return &http.Client{Transport: c.Transport}
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
		base := url.URL{Scheme: r.URL.Scheme, Host: r.URL.Host,
			Path: strings.TrimSuffix(r.URL.Path, "/chat/completions")}
		return &Error{Kind: Protocol,
			Message: "endpoint redirects to " + c.redact(base.String()) + ", which is not followed",
			Hint:    "if that is the right address, make it the base URL"}
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
		reason, e.Hint, e.never = "no HTTP in its answer",
			"what listens there is no HTTP server, or wants https://", true
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
	return errors.As(err, &op) && op.Op == "proxyconnect" ||
		err.Err.Error() == http.StatusText(http.StatusProxyAuthRequired)
}
