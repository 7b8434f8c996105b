package mock

import (
	"context"
	"net"
	"net/http"

	"newsbrief/internal/pipe"
)

// Server is the mock on an in-memory listener: a real http.Server that no
// other process can reach.
type Server struct {
	http     http.Server
	listener *pipe.Listener
	done     chan struct{}
}

// Start serves a new mock until Close.
func Start() *Server { return Serve(extract) }

// Serve is Start for a server that answers by an engine.
func Serve(e Engine) *Server {
	s := &Server{
		listener: pipe.Listen("mock.invalid:80"),
		done:     make(chan struct{}),
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.http.Handler = newHandler(e).mux()
	s.http.BaseContext = func(net.Listener) context.Context { return ctx }
	s.http.RegisterOnShutdown(cancel)
	go func() {
		defer close(s.done)
		defer cancel()
		_ = s.http.Serve(s.listener)
	}()
	return s
}

// BaseURL is the address to give to a client that dials with Dial.
func (s *Server) BaseURL() string { return "http://mock.invalid/v1" }

// Dial connects to the server, whatever the address.
func (s *Server) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	return s.listener.Dial(ctx, network, addr)
}

// Close ends the server and its connections.
func (s *Server) Close() error {
	err := s.http.Close()
	<-s.done
	return err
}
