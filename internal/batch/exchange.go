package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Exchange stands where an endpoint would: it gives the answers that a batch
// service gave to the same requests, and collects the requests that have none.
// Files have the form of OpenAI's Batch API.
type Exchange struct {
	mu      sync.Mutex
	answers map[string]answer
	waiting []request
	seen    map[string]bool // the requests waiting
}

// request is a line of a batch service's input.
type request struct {
	CustomID string          `json:"custom_id"`
	Method   string          `json:"method"`
	URL      string          `json:"url"`
	Body     json.RawMessage `json:"body"`
}

// answer is a line of its output.
type answer struct {
	CustomID string `json:"custom_id"`
	Response *struct {
		Status int             `json:"status_code"`
		Body   json.RawMessage `json:"body"`
	} `json:"response"`
}

// NewExchange returns one without answers.
func NewExchange() *Exchange {
	return &Exchange{answers: map[string]answer{}, seen: map[string]bool{}}
}

// id names a request by its body, so that the same question is asked once.
func id(body []byte) string {
	sum := sha256.Sum256(body)
	return "newsbrief-" + hex.EncodeToString(sum[:16])
}

// Read takes a batch service's output, in any order. Requests that it failed
// at, or that expired, wait again. It counts the answers.
func (x *Exchange) Read(r io.Reader) (count int, err error) {
	lines := bufio.NewReader(r)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var a answer
			if err := json.Unmarshal(line, &a); err != nil || a.CustomID == "" {
				return count, fmt.Errorf("line %d is no answer of a batch service", number)
			}
			if a.final() {
				x.answers[a.CustomID] = a
				count++
			}
		}
		if err == io.EOF {
			return count, nil
		}
		if err != nil {
			return count, err
		}
	}
}

// final says whether asking again would give no other answer.
func (a answer) final() bool {
	if a.Response == nil {
		return false
	}
	status := a.Response.Status
	return status/100 == 2 || status/100 == 4 && status != http.StatusTooManyRequests && status != http.StatusRequestTimeout
}

// StatusWaiting is the HTTP status of a request that has no answer yet.
const StatusWaiting = http.StatusTooEarly

// ServeHTTP implements http.Handler.
func (x *Exchange) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	key := id(body)
	x.mu.Lock()
	defer x.mu.Unlock()
	if a, ok := x.answers[key]; ok {
		w.WriteHeader(a.Response.Status)
		w.Write(a.Response.Body)
		return
	}
	if !x.seen[key] {
		x.seen[key] = true
		x.waiting = append(x.waiting, request{key, http.MethodPost, "/v1/chat/completions", body})
	}
	w.WriteHeader(StatusWaiting)
	io.WriteString(w, `{"error":{"message":"the request waits for the batch"}}`)
}

// Waiting counts the requests without an answer.
func (x *Exchange) Waiting() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.waiting)
}

// Write writes the requests without an answer as a batch service's input, in
// the order of their names: the same requests give the same file.
func (x *Exchange) Write(w io.Writer) error {
	slices.SortFunc(x.waiting, func(a, b request) int { return strings.Compare(a.CustomID, b.CustomID) })
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	for _, r := range x.waiting {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Save writes the answers, so that Read can take them again.
func (x *Exchange) Save(w io.Writer) error {
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	var failed error
	for _, a := range x.answers {
		failed = errors.Join(failed, e.Encode(a))
	}
	return errors.Join(failed, out.Flush())
}
