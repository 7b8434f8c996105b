package plain

import (
	"net/url"
	"strings"
)

// Address is a URL without the user and password in it. Of one that cannot be
// parsed everything up to its last @ is taken for these.
func Address(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok || !strings.Contains(rest, "@") {
		return address
	}
	end := len(rest)
	if u, err := url.Parse(address); err == nil {
		end = strings.IndexAny(rest+"/", "/?#")
		if u.User == nil {
			return address
		}
	}
	return scheme + "://" + rest[strings.LastIndexByte(rest[:end], '@')+1:]
}
