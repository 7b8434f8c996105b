// Package pipe is a network in memory: servers that no other process can
// reach, and whose clients can be tested with a clock of their own.
package pipe

import (
	"context"
	"net"
	"sync"
)

// Listener is a net.Listener whose connections are made by Dial.
type Listener struct {
	addr   address
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// Listen returns a listener that calls itself addr.
func Listen(addr string) *Listener {
	return &Listener{addr: address(addr), conns: make(chan net.Conn), closed: make(chan struct{})}
}

// Dial connects to the listener, whatever the address.
func (l *Listener) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.conns <- server:
		return client, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener. Connections stay open.
func (l *Listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

// Addr implements net.Listener.
func (l *Listener) Addr() net.Addr { return l.addr }

type address string

func (address) Network() string  { return "pipe" }
func (a address) String() string { return string(a) }
