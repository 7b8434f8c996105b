//go:build !live

package cmd_test

import (
	"bytes"
	"context"
	"net/http/httptest"

	"newsbrief/internal/mock"
)

// live says whether the good answers come from a real model.
const live = false

const model = "mock"

// upstream is the mock: it answers the questions of the conformance table.
func upstream(ctx context.Context, body []byte) (string, error) {
	body, err := unstreamed(body)
	if err != nil {
		return "", err
	}
	w := httptest.NewRecorder()
	mock.NewHandler().ServeHTTP(w, httptest.NewRequestWithContext(ctx, "POST", "/v1/chat/completions", bytes.NewReader(body)))
	return contentOf(w.Body.Bytes())
}
