package talk

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"newsbrief/internal/llm"
	"newsbrief/prompts"
	"newsbrief/result"
)

// What was not sent ends nothing: a dry run shows every question. Any other
// error ends the rest, and is the one that is told.
func TestEach(t *testing.T) {
	unsent, failed := &llm.Error{Kind: llm.NotSent}, errors.New("failed")
	for name, tt := range map[string]struct {
		errs  []error
		calls int32
		want  error
	}{
		"all well":      {[]error{nil, nil, nil}, 3, nil},
		"one not sent":  {[]error{unsent, nil, nil}, 3, unsent},
		"none sent":     {[]error{unsent, unsent, unsent}, 3, unsent},
		"one failed":    {[]error{nil, nil, failed}, 3, failed},
		"failed counts": {[]error{unsent, failed, nil}, 2, failed},
	} {
		var calls atomic.Int32
		err := New(nil, prompts.Asking{}).Each(context.Background(), len(tt.errs), func(ctx context.Context, i int) error {
			if ctx.Err() == nil {
				calls.Add(1)
			}
			return tt.errs[i]
		})
		if !errors.Is(err, tt.want) || NotSent(err) != (tt.want == unsent) || calls.Load() != tt.calls {
			t.Errorf("%s: %v after %d calls", name, err, calls.Load())
		}
	}
}

// The model that answered last is the one reported; where none said its name,
// the one that was asked.
func TestUsed(t *testing.T) {
	talk := New(nil, prompts.Asking{Backend: "openai", Model: "asked"})
	if used := talk.Used(); used != (result.Usage{Backend: "openai", Model: "asked"}) {
		t.Errorf("%+v", used)
	}
	talk.Count(result.Usage{Model: "named", Requests: 2, PromptTokens: 7})
	talk.Count(result.Usage{Cached: 1, CompletionTokens: 3})
	used := talk.Used()
	if used.Seconds <= 0 {
		t.Error("an endpoint was asked, but it took no time")
	}
	used.Seconds = 0
	if want := (result.Usage{Backend: "openai", Model: "named", Requests: 2, Cached: 1, PromptTokens: 7, CompletionTokens: 3}); used != want {
		t.Errorf("%+v", used)
	}
}

func TestFlaws(t *testing.T) {
	findings := []result.Finding{
		{Kind: "name", Status: result.Supported}, {Kind: "date", Status: result.Derived},
		{Kind: "date", Status: result.Contradicted}, {Kind: "number", Status: result.Unsupported},
		{Kind: result.SegmentKind, Status: result.Unsupported}, {Kind: result.SegmentKind, Status: result.Supported},
	}
	if got := Flaws(findings, 50); got != 52 {
		t.Errorf("%d flaws", got)
	}
}
