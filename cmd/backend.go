package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/doctor"
	"newsbrief/internal/judge"
	"newsbrief/internal/llm"
	"newsbrief/internal/mock"
	"newsbrief/internal/offline"
	"newsbrief/internal/plain"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// endpoint is a model ready to be asked.
type endpoint struct {
	client  *llm.Client
	model   string
	backend string
	judge   *judge.Judge // nil: nobody
	close   func() error
}

// connect returns the endpoint of s with its model, which it asks for where it
// may and none is named.
func connect(ctx context.Context, c *console, s settings, verbose bool, dry *run.DryRun) (*endpoint, error) {
	e, err := newEndpoint(ctx, c, s, verbose, dry)
	if err != nil || e.model != "" {
		return e, err
	}
	if dry != nil || s.cache == llm.CacheOnly {
		err = terminal.Usagef("no model is named, and --dry-run, batches and --cache only do not ask the endpoint " +
			"for its models; name it with --model")
	} else {
		e.model, err = doctor.OnlyModel(ctx, e.client)
	}
	if err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

// clientConfig is how the endpoint of s is asked.
func clientConfig(c *console, s settings, verbose bool, dry *run.DryRun) llm.Config {
	config := llm.Config{
		BaseURL: s.baseURL, APIKey: llm.Key(s.key), KeySource: s.keySource, AzureVersion: s.azure, Insecure: s.insecure,
		Timeout: s.timeout, FirstToken: s.firstToken(), Retries: s.retries, RPM: s.rpm, TPM: s.tpm,
		Jobs: jobs(s, dry), TryJobs: s.jobs == 0 && s.onLoopback(), Context: s.context,
		Cache:  answerCache(c, s),
		Notice: func(line string) { c.Notice("%s", line) },
	}
	if verbose {
		config.Verbose = func(line string) { c.Errorf("%s", line) }
	}
	if dry != nil {
		config.DryRun = dry.Add
	}
	return config
}

// onLoopback says whether the endpoint is a server of this machine.
func (s settings) onLoopback() bool { return s.backend == "openai" && llm.IsLoopback(s.baseURL) }

// firstToken is how long a server of this machine may load a model and read an
// article, where the user has named no limit; 0 elsewhere.
func (s settings) firstToken() time.Duration {
	if s.onLoopback() && !s.ownTimeout {
		return 10 * time.Minute
	}
	return 0
}

// newEndpoint returns the endpoint of s. The mock and offline backends are
// servers on an in-memory listener: the same client speaks to all.
func newEndpoint(ctx context.Context, c *console, s settings, verbose bool, dry *run.DryRun) (*endpoint, error) {
	config := clientConfig(c, s, verbose, dry)
	e := &endpoint{model: s.model, backend: s.backend, close: func() error { return nil }}
	if s.backend != "openai" {
		server := builtIn(s.backend)
		config.BaseURL, config.Dial, config.APIKey, config.AzureVersion = server.BaseURL(), server.Dial, "", ""
		e.close, e.model = server.Close, mockModel(s)
	}
	if err := e.open(ctx, config); err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

// builtIn starts the mock or the offline engine.
func builtIn(backend string) *mock.Server {
	if backend == "offline" {
		return offline.Start()
	}
	return mock.Start()
}

// open makes the client ready. Where it may ask, it refuses a key in the clear.
func (e *endpoint) open(ctx context.Context, config llm.Config) error {
	client, err := llm.New(config)
	if err != nil {
		return misuse(err)
	}
	closeServer := e.close
	e.client, e.close = client, func() error {
		client.Close()
		return closeServer()
	}
	if config.DryRun != nil || config.Cache != nil && config.Cache.Mode == llm.CacheOnly {
		return nil
	}
	if err := client.CheckName(ctx); err != nil {
		return misuse(err)
	}
	return nil
}

// misuse is a wrong configuration that the client found; nothing was sent.
func misuse(err error) error {
	return &terminal.UsageError{Message: err.Error(), Hint: terminal.Help(err)}
}

// noEndpoint is the error of a model without an endpoint, which names those nearby.
func noEndpoint(ctx *cli.Context, model string) error {
	hint := doctor.Nearby(ctx.Context, ctx.Command.Name, model)
	return &terminal.UsageError{
		Message: fmt.Sprintf("--model %s needs an endpoint, and none is configured; nothing was sent",
			plain.Line(model)),
		Hint: strings.ReplaceAll(hint, "\n", "\n  "),
	}
}

// mockModel is the model's name on the in-process server: its faults ride in
// names such as mock:429,ok; names of real models are the plain mock.
func mockModel(s settings) string {
	if s.backend == "mock" && strings.HasPrefix(s.model, "mock:") {
		return s.model
	}
	return s.backend
}

// jobs is how many articles and requests are in flight at once, where the user
// does not say: few where they share one model's machine, one where they are only printed.
func jobs(s settings, dry *run.DryRun) int {
	n := 8
	switch {
	case dry != nil:
		n = 1
	case s.jobs > 0:
		n = s.jobs
	case s.backend == "openai" && llm.IsLocal(s.baseURL):
		n = 2
	}
	return run.WithFiles(n)
}
