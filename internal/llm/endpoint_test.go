package llm

import (
	"net"
	"strings"
	"testing"
)

// A name may resolve to anything; what is dialled decides.
func TestKeyInTheClear(t *testing.T) {
	for _, tt := range []struct {
		address string
		refused bool
	}{
		{"127.0.0.1:80", false}, {"[::1]:80", false}, {"10.1.2.3:80", false}, {"192.168.1.9:80", false},
		{"[fd00::1]:80", false}, {"169.254.1.1:80", false}, {"[::ffff:10.0.0.1]:80", false},
		{"192.0.2.1:80", true}, {"[2001:db8::1]:80", true}, {"172.32.0.1:80", true}, {"[::ffff:192.0.2.1]:80", true},
	} {
		if got := refusePublic("tcp", tt.address, nil) != nil; got != tt.refused {
			t.Errorf("%s: refused %v", tt.address, got)
		}
		host, _, err := net.SplitHostPort(tt.address)
		if err != nil {
			t.Fatal(err)
		}
		base := "http://" + net.JoinHostPort(host, "80") + "/v1"
		for _, c := range []Config{{}, {APIKey: secret}, {APIKey: secret, Insecure: true}} {
			c.BaseURL = base
			_, err := New(c)
			want := tt.refused && c.APIKey != "" && !c.Insecure
			if (err != nil) != want {
				t.Errorf("%s, key %v, insecure %v: %v", base, c.APIKey, c.Insecure, err)
			}
		}
		if _, err := New(Config{BaseURL: strings.Replace(base, "http:", "https:", 1), APIKey: secret}); err != nil {
			t.Errorf("https: %v", err)
		}
	}
}
