package cmd_test

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

// hostile servers send too much, elsewhere, or secrets back.
func hostile() []behaviour {
	flood := func(kind, begin, again string) func(*exchange) {
		again = strings.Repeat(again, 1+64<<10/len(again))
		return func(x *exchange) {
			x.w.Header().Set("Content-Type", kind)
			io.WriteString(x.w, begin)
			for x.r.Context().Err() == nil {
				if _, err := io.WriteString(x.w, again); err != nil {
					return
				}
			}
		}
	}
	bomb := func(kind, begin string) func(*exchange) {
		return func(x *exchange) {
			x.w.Header().Set("Content-Type", kind)
			x.w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(x.w)
			io.WriteString(z, begin)
			z.Close()
			x.w.Write(spaces())
		}
	}
	redirect := func(code int, address string) func(*exchange) {
		return func(x *exchange) { http.Redirect(x.w, x.r, address, code) }
	}
	inside := func(code int) func(*exchange) {
		return func(x *exchange) {
			if strings.HasSuffix(x.r.URL.Path, "/v1/chat/completions") {
				x.server.requests.Add(-1) // the redirect is a part of the request
				http.Redirect(x.w, x.r, "/elsewhere", code)
				return
			}
			x.good()
		}
	}
	const echoed = "- The key is " + secret + ", the mayor said. [2]\n- Volunteers filled 9,000 sandbags on Sunday. [3]\n"
	return []behaviour{
		fails("a line without end", both, 1, "a line of the answer is larger than 8 MiB\n", flood("text/event-stream", "data: ", "x")),
		fails("an event without end", both, 1, "an event of the answer is larger than 8 MiB\n", flood("text/event-stream", "data: {\n", "data: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n")),
		fails("JSON without end", both, 1, "the answer is larger than 8 MiB\n", flood("application/json", `{"x":"`, "x")),
		fails("a text line without end", stream, 2, "the answer holds no bullet.*\n", flood("text/event-stream", "", delta(`{"content":"`+strings.Repeat("x", 10_000)+`"}`))),
		fails("text without end", stream, 2, "the answer holds no bullet.*\n", flood("text/event-stream", "", delta(`{"content":"`+strings.Repeat("x", 10_000)+`\n"}`))),
		fails("reasoning without end", stream, 1, "the answer's text is larger than 2 MiB\n", flood("text/event-stream", "", delta(`{"reasoning":"`+strings.Repeat("x", 10_000)+`"}`))),
		fails("a page without end", both, 1, "endpoint answered with a web page: \n.*", flood("text/html", "<html>", "x")),
		fails("an error without end", both, 1, "endpoint answered 400: x{300}…\n", func(x *exchange) {
			x.w.WriteHeader(400)
			flood("text/plain", "", "x")(x)
		}),
		fails("headers without end", both, 2, "cannot reach .*exceeded.*\n", func(x *exchange) {
			x.w.Header().Set("X-Large", strings.Repeat("x", 2<<20))
			x.good()
		}),
		fails("a bomb of white space", both, 1, "white space before the answer is larger than 1 MiB\n", bomb("application/json", " ")),
		fails("a bomb of JSON", both, 1, "the answer is larger than 8 MiB\n", bomb("application/json", "{")),
		fails("a bomb of a line", both, 1, "a line of the answer is larger than 8 MiB\n", bomb("text/event-stream", "data:")),
		fails("redirect to another host", both, 1, "endpoint redirects to https://example.com/v1, which is not followed\n  if that is.*", redirect(307, "https://example.com/v1/chat/completions")),
		fails("redirect to another port", both, 1, "endpoint redirects to http://127.0.0.1:1/v1, which is not followed\n.*", redirect(308, "http://127.0.0.1:1/v1/chat/completions")),
		fails("redirect that makes a GET", both, 1, "endpoint redirects to http://127.0.0.\\d:\\d+/v1, which is not followed\n.*", redirect(301, "/v1/chat/completions")),
		fails("redirect in a circle", both, 1, "endpoint redirects in a circle\n", func(x *exchange) {
			if x.n > 1 {
				x.server.requests.Add(-1)
			}
			redirect(307, "/v1/chat/completions")(x)
		}),
		well("redirect on the same origin", both, inside(307)),
		fails("escapes in an error", both, 1, "endpoint answered 400: red alert\n", status(400, `{"error":{"message":"\u001b[31mred\u202e \u0007alert"}}`)),
		fails("the key in an error", both, 1, `endpoint answered 400: bad key \[key\] or \[key\] of \[key\]`+"\n", status(400, `{"error":{"message":"bad key `+secret+` or sk-liv***********cdef of http://user:0123456789@proxy"}}`)),
		{name: "the key in an answer", serve: func(x *exchange) { x.send(echoed) }, requests: 1,
			stdout: "• The key is [key], the mayor said. [2]\n• Volunteers filled 9,000 sandbags on Sunday. [3]\n",
			stderr: ".*"},
	}
}

// connections are what goes wrong before HTTP.
func connections() []behaviour {
	gone := func(h http.Handler) *httptest.Server {
		s := httptest.NewServer(h)
		s.Close()
		return s
	}
	secure := func(h http.Handler) *httptest.Server {
		s := httptest.NewUnstartedServer(h)
		s.TLS = &tls.Config{}
		s.Config.ErrorLog = silentLog()
		s.StartTLS()
		return s
	}
	plain := func(h http.Handler) *httptest.Server {
		s := httptest.NewServer(h)
		s.URL = strings.Replace(s.URL, "http:", "https:", 1)
		return s
	}
	// noHTTP greets as a mail server does.
	noHTTP := func(h http.Handler) *httptest.Server {
		s := httptest.NewUnstartedServer(h)
		s.Listener = greeting{s.Listener}
		s.Start()
		return s
	}
	public := func(h http.Handler) *httptest.Server {
		s := httptest.NewServer(h)
		s.URL = "http://192.0.2.1:8000"
		return s
	}
	at := func(start func(http.Handler) *httptest.Server, b behaviour) behaviour {
		b.start, b.form = start, stream
		return b
	}
	return []behaviour{
		at(gone, fails("nobody listens", both, 0, "cannot reach http://127.0.0.1:\\d+/v1: connection refused\n  is the server running.*", nil)),
		at(secure, fails("a certificate of its own", both, 0, "cannot reach https://.*certificate.*\n  .*SSL_CERT_FILE\n", nil)),
		at(plain, fails("http on https://", both, 0, "cannot reach https://.*\n  the server speaks plain HTTP.*", nil)),
		at(noHTTP, fails("no HTTP server", both, 0, "cannot reach .*\n  what listens there is no HTTP server.*", nil)),
		at(public, behaviour{name: "a key in the clear to a public address", code: 2,
			stderr: "newsbrief: the key would travel unencrypted to 192.0.2.1; nothing was sent\n  write https://.*--insecure\n"}),
	}
}

// greeting is a listener whose connections get a line that is no HTTP.
type greeting struct{ net.Listener }

func (g greeting) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		io.WriteString(c, "220 mail.example ESMTP\r\n")
		c.Close()
	}
}

// spaces are 10 MiB, compressed; a second member of a compressed body.
var spaces = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(bytes.Repeat([]byte(" "), 10<<20))
	z.Close()
	return b.Bytes()
})
