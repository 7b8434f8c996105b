package llm

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

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
