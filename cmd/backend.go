package cmd

import (
	"context"
	"fmt"
	"strings"

	"newsbrief/internal/llm"
	"newsbrief/internal/mock"
)

// endpoint is a model ready to be asked.
type endpoint struct {
	client  *llm.Client
	model   string
	backend string
	close   func() error
}

// connect returns the endpoint of s. The mock and offline backends are the
// mock server on an in-memory listener: the same client speaks to all.
func connect(ctx context.Context, c *console, s settings, verbose bool) (*endpoint, error) {
	config := llm.Config{
		BaseURL: s.baseURL, APIKey: llm.Key(s.key), KeySource: s.keySource,
		Timeout: s.timeout, Retries: s.retries,
	}
	if verbose {
		config.Verbose = func(line string) { c.errorf("%s", line) }
	}
	e := &endpoint{model: s.model, backend: s.backend, close: func() error { return nil }}
	if s.backend != "openai" {
		server := mock.Start()
		config.BaseURL, config.Dial, config.APIKey, e.close = server.BaseURL(), server.Dial, "", server.Close
		e.model = mockModel(s)
	}
	var err error
	if e.client, err = llm.New(config); err != nil {
		return nil, usagef("%v", err)
	}
	if e.model == "" {
		e.model, err = onlyModel(ctx, e.client)
	}
	return e, err
}

// mockModel is the model's name on the in-process server: its faults ride in
// names such as mock:429,ok; names of real models are the plain mock.
func mockModel(s settings) string {
	if s.backend == "mock" && strings.HasPrefix(s.model, "mock:") {
		return s.model
	}
	return s.backend
}

// onlyModel is the endpoint's model where it has just one.
func onlyModel(ctx context.Context, client *llm.Client) (string, error) {
	models, err := client.Models(ctx)
	if err != nil {
		return "", fmt.Errorf("no model is named and the endpoint's could not be listed: %w", err)
	}
	switch len(models) {
	case 0:
		return "", usagef("no model is named and the endpoint has none; load one, or name it with --model")
	case 1:
		return models[0], nil
	}
	const most = 20
	list := strings.Join(models[:min(most, len(models))], ", ")
	if len(models) > most {
		list += fmt.Sprintf(" and %d more", len(models)-most)
	}
	return "", usagef("no model is named; choose one with --model or OPENAI_MODEL: %s", list)
}
