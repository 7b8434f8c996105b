package llm

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// prober asks an endpoint for the context of its models. What fails is not asked
// again: the question itself will be.
type prober struct{ *endpoint }

func (p prober) fetch(ctx context.Context, method, address string, body []byte) ([]byte, error) {
	data, line, err := p.fetchOnce(ctx, method, address, body)
	p.config.Verbose(line)
	return data, err
}

// probe asks the endpoint for the model's context. Only a local server is
// asked at addresses outside the protocol.
func (p prober) probe(ctx context.Context, model string) int {
	n, err := p.listedContext(ctx, model)
	var e *Error
	gone := errors.As(err, &e) && e.Kind == Unreachable
	if n > 0 || gone || !IsLocal(p.config.BaseURL) {
		return n
	}
	for _, ask := range []func(context.Context, string) int{p.llamaContext, p.studioContext, p.ollamaContext} {
		if n := ask(ctx, model); n > 0 {
			return n
		}
	}
	return 0
}

// listed is a model in a list, with the names that servers give its context:
// vLLM and SGLang, LM Studio's own list, OpenRouter and Together, Mistral, Groq.
type listed struct {
	ID            string `json:"id"`
	MaxModelLen   int    `json:"max_model_len"`
	LoadedContext int    `json:"loaded_context_length"`
	ContextLength int    `json:"context_length"`
	MaxContext    int    `json:"max_context_length"`
	ContextWindow int    `json:"context_window"`
	TopProvider   struct {
		ContextLength int `json:"context_length"`
	} `json:"top_provider"`
}

func (l listed) context() int {
	for _, n := range []int{l.MaxModelLen, l.LoadedContext, l.TopProvider.ContextLength, l.ContextLength,
		l.ContextWindow, l.MaxContext} {
		if n > 0 {
			return n
		}
	}
	return 0
}

// contextIn finds the model in a list of models.
func contextIn(body []byte, model string) int {
	var list struct {
		Data []listed `json:"data"`
	}
	if json.Unmarshal(body, &list) != nil && json.Unmarshal(body, &list.Data) != nil {
		return 0
	}
	for _, m := range list.Data {
		if m.ID == model {
			return m.context()
		}
	}
	return 0
}

func (p prober) listedContext(ctx context.Context, model string) (int, error) {
	body, err := p.fetch(ctx, "GET", p.config.modelsURL(), nil)
	if err != nil {
		return 0, err
	}
	return contextIn(body, model), nil
}

// llamaContext asks llama.cpp.
func (p prober) llamaContext(ctx context.Context, _ string) int {
	var props struct {
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
	}
	p.askRoot(ctx, "GET", "/props", nil, &props)
	return props.Settings.Context
}

// studioContext asks LM Studio.
func (p prober) studioContext(ctx context.Context, model string) int {
	var body json.RawMessage
	p.askRoot(ctx, "GET", "/api/v0/models", nil, &body)
	return contextIn(body, model)
}

// ollamaContext asks Ollama for the context that the model runs with, or that
// its Modelfile sets. A model that is not loaded and sets none gets the
// server's default, which the server does not tell.
func (p prober) ollamaContext(ctx context.Context, model string) int {
	running, _ := p.running(ctx)
	for _, m := range running {
		if (m.Name == model || m.Name == model+":latest") && m.Context > 0 {
			return m.Context
		}
	}
	var shown struct {
		Parameters string `json:"parameters"`
	}
	question, _ := json.Marshal(map[string]string{"model": model})
	p.askRoot(ctx, "POST", "/api/show", question, &shown)
	for line := range strings.SplitSeq(shown.Parameters, "\n") {
		if f := strings.Fields(line); len(f) == 2 && f[0] == "num_ctx" {
			n, _ := strconv.Atoi(f[1])
			return n
		}
	}
	return 0
}

// askRoot asks the server at a path outside the protocol; what is no answer
// leaves to as it is.
func (p prober) askRoot(ctx context.Context, method, path string, question []byte, to any) {
	u, err := url.Parse(p.config.BaseURL)
	if err != nil {
		return
	}
	u.Path = strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/v1") + path
	if body, err := p.fetch(ctx, method, u.String(), question); err == nil {
		_ = json.Unmarshal(body, to)
	}
}
