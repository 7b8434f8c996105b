package cmd_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"

	"newsbrief/internal/pipe"
)

// pipes are the servers in memory, by address. A test in a synctest bubble
// needs one: its clock stands still while a goroutine waits for a real socket.
var pipes struct {
	sync.Mutex
	last int
	at   map[string]*pipe.Listener
}

// startInMemory is httptest.NewServer without a socket. dial finds it.
func startInMemory(h http.Handler) *httptest.Server {
	pipes.Lock()
	defer pipes.Unlock()
	if pipes.at == nil {
		pipes.at = map[string]*pipe.Listener{}
	}
	pipes.last++
	addr := fmt.Sprintf("127.0.0.2:%d", pipes.last)
	l := pipe.Listen(addr)
	pipes.at[addr] = l
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: h}}
	s.Start()
	return s
}

// dial connects to a server in memory, or to any other.
func dial(ctx context.Context, network, addr string) (net.Conn, error) {
	pipes.Lock()
	l := pipes.at[addr]
	pipes.Unlock()
	if l == nil {
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}
	return l.Dial(ctx, network, addr)
}
