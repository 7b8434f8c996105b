package batchapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"sync"

	"newsbrief/internal/llm"
)

// Exchange stands where an endpoint would: it gives the answers that a batch
// service gave to the same requests, and collects the requests that have none.
// Files have the form of OpenAI's Batch API. Both lie on disk, in a Store.
type Exchange struct {
	// Anew asks again what has an answer.
	Anew bool

	mu      sync.Mutex
	answers *answers
	spool   *spool
	asked   map[digest]bool // what is not collected, and whether it is held
	held    map[digest]bool // those asked for
	err     error           // the first of the disk
}

// RoundTrip implements http.RoundTripper, for questions. One that has no answer
// yet is an llm.Error of kind NotSent.
func (x *Exchange) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	answer, err := x.answer(inOnePiece(body))
	switch {
	case err != nil:
		return nil, &llm.Error{Kind: llm.Server, Message: "the folder of the batch failed"} // Waiting tells how
	case answer == nil:
		return nil, &llm.Error{Kind: llm.NotSent, Message: "the request waits for the batch"}
	}
	return &http.Response{
		StatusCode: answer.Status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(bytes.NewReader(answer.Body)), Request: r,
	}, nil
}

// inOnePiece is a question without what asks for a stream, which no batch service
// gives.
func inOnePiece(body []byte) []byte {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return body
	}
	delete(members, "stream_options")
	members["stream"] = json.RawMessage("false")
	plain, err := json.Marshal(members)
	if err != nil {
		return body
	}
	return plain
}

// modelOf is the model that a question asks.
func modelOf(body []byte) string {
	var q struct{ Model string }
	_ = json.Unmarshal(body, &q) // a body that is no question is the endpoint's to refuse
	return q.Model
}

// answer is nil where there is none yet.
func (x *Exchange) answer(body []byte) (*response, error) {
	sum := sha256.Sum256(body)
	k := digest(sum[:16])
	x.mu.Lock()
	defer x.mu.Unlock()
	var r *response
	var err error
	if !x.Anew {
		r, err = x.answers.get(k)
	}
	held, asked := x.asked[k]
	switch {
	case err != nil || r != nil:
	case !asked:
		err = x.spool.add(k, modelOf(body), body)
	case held:
		x.held[k] = true
	}
	if err != nil && x.err == nil {
		x.err = err
	}
	return r, err
}

// Waiting counts the requests without an answer that are not under way; err is
// that of the disk, if it failed.
func (x *Exchange) Waiting() (count int, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.spool.waiting), x.err
}

// Held counts the requests without an answer that are not to be asked again.
func (x *Exchange) Held() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.held)
}

// Write writes the requests without an answer as a batch service's input: the
// same requests give the same file.
func (x *Exchange) Write(w io.Writer) error {
	const url = "/v1/chat/completions"
	for part := range x.spool.parts(len(x.spool.waiting), 1<<62, url) {
		if err := x.spool.write(w, part, url); err != nil {
			return err
		}
	}
	return nil
}

// parts divides the requests without an answer into what one batch can hold.
func (x *Exchange) parts(most int, url string) iter.Seq[[]request] {
	return x.spool.parts(min(most, MostRequests), MostBytes, url)
}

// Read takes a batch service's output, in any order.
func (x *Exchange) Read(r io.Reader) (Tally, error) { return x.answers.read(r, "") }
