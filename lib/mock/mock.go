// Package mock is an OpenAI-compatible endpoint for tests: newsbrief mock for Go
// programs. Its answers are the same bytes for the same request on every machine,
// made of sentences of the article, and stay so in later versions.
//
// The model "mock" answers well. "mock:STEP,STEP" takes a step a request for each
// article, the last for ever: "mock:429,ok" is refused once. newsbrief mock --help
// lists the steps. No key is asked for.
package mock

import (
	"context"
	"net"
	"net/http"

	"newsbrief/internal/mock"
)

// Handler returns an endpoint that has been asked nothing yet, below /v1. What it
// remembers is how often each article was asked about.
func Handler() http.Handler { return mock.NewHandler() }

// BatchHandler is Handler with files and batches, which it keeps in the folder dir.
// The folder is made; two handlers must not share one at the same time.
func BatchHandler(dir string) (http.Handler, error) { return mock.NewBatchHandler(dir) }

// Start serves Handler on a free port of the loopback interface until ctx ends, and
// returns its base URL, as http://127.0.0.1:40123/v1.
func Start(ctx context.Context) (baseURL string, err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() { _ = mock.ServeAt(ctx, listener, Handler()) }()
	return mock.BaseURLAt(listener), nil
}
