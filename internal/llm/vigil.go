package llm

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A wait for the first token is told of after firstWord, and once more each
// otherWords.
const (
	firstWord  = 10 * time.Second
	otherWords = time.Minute
)

// vigil tells the user what is awaited of a local server, whose model may take
// minutes to be loaded and to read an article. Of several requests that wait, one
// tells.
type vigil struct {
	config *Config
	prober prober

	mu   sync.Mutex
	told time.Time
}

// keep begins to tell of the wait for a first token. The caller ends it.
func (v *vigil) keep(ctx context.Context, model string) (end func()) {
	if v.config.FirstToken <= v.config.Timeout {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	started := time.Now()
	go func() {
		for wait := firstWord; sleep(ctx, wait) == nil; wait = otherWords {
			if line := v.tell(ctx, model, time.Since(started)); line != "" && ctx.Err() == nil {
				v.config.Notice(line)
			}
		}
	}()
	return cancel
}

// tell is what is awaited, and for how long; "" where that was told just now.
func (v *vigil) tell(ctx context.Context, model string, waited time.Duration) string {
	v.mu.Lock()
	news := time.Since(v.told) >= otherWords/2
	if news {
		v.told = time.Now()
	}
	v.mu.Unlock()
	if !news {
		return ""
	}
	return fmt.Sprintf("waiting for the first word of %s at %s for %v, of at most %v%s", v.config.redact(model),
		v.config.redact(hostOf(v.config.BaseURL)), waited.Round(time.Second), v.config.FirstToken,
		v.prober.atWork(ctx, model))
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	return u.Host
}

// atWork is what the server tells of its work, as ": the model is being loaded"; ""
// where it does not.
func (p prober) atWork(ctx context.Context, model string) string {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	var slots []struct {
		Busy bool `json:"is_processing"`
		Read int  `json:"n_prompt_tokens_processed"`
		All  int  `json:"n_prompt_tokens"`
	}
	p.askRoot(ctx, "GET", "/slots", nil, &slots)
	busy := 0
	for _, s := range slots {
		if s.Busy {
			busy++
		}
		if s.Busy && s.Read > 0 && s.All > s.Read {
			return fmt.Sprintf(": it has read %d of %d tokens", s.Read, s.All)
		}
	}
	if len(slots) > 0 {
		return fmt.Sprintf(": it is at work at %d of its %d slots", busy, len(slots))
	}
	return p.loading(ctx, model)
}

// loading is what Ollama tells of a model. It lists a loaded one by the name that it was
// loaded by, which may be another of the same file.
func (p prober) loading(ctx context.Context, model string) string {
	running, ok := p.running(ctx)
	for _, m := range running {
		switch {
		case m.Name != model && m.Name != model+":latest":
		case m.Size > 0 && m.VRAM == 0:
			return ": it reads the article, on the processor alone"
		default:
			return ": it reads the article"
		}
	}
	if ok && len(running) == 0 {
		return ": the model is being loaded"
	}
	return ""
}

// loaded is a model that Ollama has in memory.
type loaded struct {
	Name    string `json:"name"`
	Context int    `json:"context_length"`
	Size    int    `json:"size"`
	VRAM    int    `json:"size_vram"`
}

// running are the models that Ollama has in memory; ok is false for other servers.
func (p prober) running(ctx context.Context) (models []loaded, ok bool) {
	var list struct {
		Models []loaded `json:"models"`
	}
	p.askRoot(ctx, "GET", "/api/ps", nil, &list)
	return list.Models, list.Models != nil
}

// IsLoopback says whether a base URL is on this machine.
func IsLoopback(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}
