// Package mock is a deterministic server that speaks the OpenAI protocol: the
// tests' endpoint, a stand-in for other clients, and with an Engine in place of
// its own extract a backend. It hides the protocol and the faults that it plays.
package mock

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"newsbrief/internal/pipe"
)

// maxBody is the most bytes that a request may have.
const maxBody = 64 << 20

// created is the time in every answer: answers hold nothing of the clock.
const created = 1767225600

// handler answers requests; its only state is how often each article was
// asked about, which the steps in model names count.
type handler struct {
	engine Engine
	mu     sync.Mutex
	asked  map[string]int
}

// NewHandler returns a mock that has been asked nothing yet. It has no files
// and batches.
func NewHandler() http.Handler { return newHandler(extract).mux() }

func newHandler(e Engine) *handler { return &handler{engine: e, asked: map[string]int{}} }

func (h *handler) mux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", h.chat)
	mux.HandleFunc("GET /v1/models", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]any{"object": "list", "data": []any{modelObject("mock")}})
	})
	mux.HandleFunc("GET /v1/models/{id}", getModel)
	mux.HandleFunc("/v1/chat/completions", func(w http.ResponseWriter, r *http.Request) {
		invalid(w, http.StatusMethodNotAllowed, "Not allowed to "+r.Method+" here; use POST",
			"", "method_not_supported")
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		invalid(w, http.StatusNotFound, "Unknown request URL: "+r.Method+" "+r.URL.Path, "", "unknown_url")
	})
	return mux
}

func modelObject(id string) map[string]any {
	return map[string]any{"id": id, "object": "model", "created": created, "owned_by": "newsbrief"}
}

func getModel(w http.ResponseWriter, r *http.Request) {
	if id := r.PathValue("id"); knownModel(id) {
		writeJSON(w, http.StatusOK, modelObject(id))
	} else {
		unknownModel(w, id)
	}
}

func knownModel(name string) bool {
	return name == "mock" || name == "offline" || strings.HasPrefix(name, "mock:")
}

func unknownModel(w http.ResponseWriter, name string) {
	text := fmt.Sprintf("The model '%s' does not exist; the mock has mock and mock:STEP,STEP", name)
	invalid(w, http.StatusNotFound, text, "model", "model_not_found")
}

func (h *handler) chat(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		invalid(w, http.StatusRequestEntityTooLarge, "the request is too large or broke off", "", "")
		return
	}
	h.answer(w, r, body)
}

// answer answers one question and returns the step that it took; "" where there
// was none.
func (h *handler) answer(w http.ResponseWriter, r *http.Request, body []byte) (step string) {
	var q request
	if err := json.Unmarshal(body, &q); err != nil {
		invalid(w, http.StatusBadRequest, "We could not parse the JSON body of your request: "+err.Error(), "", "")
		return ""
	}
	if text, param := q.check(); text != "" {
		invalid(w, http.StatusBadRequest, text, param, "")
		return ""
	}
	if !knownModel(q.Model) {
		unknownModel(w, q.Model)
		return ""
	}
	step = h.step(&q)
	f, ok := findFault(step)
	if !ok {
		text := fmt.Sprintf("unknown step %q; valid steps: %s", step, stepNames())
		invalid(w, http.StatusBadRequest, text, "model", "")
		return step
	}
	if overflow(w, &q, step) {
		return step
	}
	p := h.prepare(&q, f)
	sum := sha256.Sum256(body)
	out := &writer{w: w, r: r, request: &q, reply: p, id: "chatcmpl-" + hex.EncodeToString(sum[:12])}
	out.write()
	return step
}

func stepNames() string {
	var names []string
	for _, f := range Faults() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// step is the next of the model's steps for this article; the last repeats. A
// translation's question says by itself which try it is.
func (h *handler) step(q *request) string {
	list, ok := strings.CutPrefix(q.Model, "mock:")
	if !ok {
		return "ok"
	}
	steps := strings.Split(list, ",")
	key := q.Model
	if at := lastText(q.Messages); at >= 0 {
		text, below := cutText(string(q.Messages[at].Content))
		notes, _, _ := strings.Cut(below, "\n\n")
		key += text + notes
	}
	n := h.count(key)
	if question, ok := parseQuestion(q.Messages); ok && question.try > 1 {
		n += question.try - 1
	}
	return steps[min(n, len(steps)-1)]
}

// count says how often it was called with key before.
func (h *handler) count(key string) int {
	sum := sha256.Sum256([]byte(key))
	name := hex.EncodeToString(sum[:12])
	h.mu.Lock()
	defer h.mu.Unlock()
	n := h.asked[name]
	h.asked[name] = n + 1
	return n
}

// prepare is the good answer, changed by the fault.
func (h *handler) prepare(q *request, f fault) *reply {
	p := &reply{status: http.StatusOK, text: noHead, finish: "stop"}
	question, ok := parseQuestion(q.Messages)
	question.engine = h.engine
	if ok {
		p.text = question.answer(question.bullets)
	}
	f.apply(p, &question)
	return p
}

// BaseURLAt is the base URL of a mock that listener is for.
func BaseURLAt(listener net.Listener) string { return "http://" + listener.Addr().String() + "/v1" }

// ServeAt serves a mock to whoever reaches the listener, which it closes, until ctx
// ends; that is no error.
func ServeAt(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{Handler: forPrograms(h), ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	stopped := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stopped()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// forPrograms keeps the pages of strangers off a mock, which a browser on this
// machine reaches for them: under a name of theirs that leads here (DNS
// rebinding), or from another origin, as a form's upload.
func forPrograms(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refused := ""
		origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site")
		switch {
		case !ownHost(r.Host):
			refused = "the mock is reached by an address or a name without a domain, not as " + r.Host
		case origin != "" && origin != "http://"+r.Host:
			refused = "the mock answers programs, not pages of " + origin
		case site != "" && site != "same-origin" && site != "none":
			refused = "the mock answers programs, not pages of other sites"
		}
		if refused != "" {
			invalid(w, http.StatusForbidden, refused, "", "forbidden")
			return
		}
		h.ServeHTTP(w, r)
	})
}

// ownHost says whether a request's host is an address, or a name that no stranger
// can give to this machine: one of a single part, as localhost or a container's,
// or below localhost.
func ownHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	address := net.ParseIP(strings.Trim(host, "[]")) != nil
	return address || !strings.Contains(host, ".") || strings.HasSuffix(host, ".localhost")
}

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
