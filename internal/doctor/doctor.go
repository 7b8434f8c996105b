// Package doctor finds local servers, tests the endpoint of a configuration and
// says what to fix.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// Target is the endpoint that a configuration names.
type Target struct {
	Backend   string // openai, or an engine in this process
	BuiltIn   bool   // it is such an engine
	Missing   bool   // none is configured
	BaseURL   string
	Model     string // "": none is named
	KeySource string // where the key is from; "": none is sent
	Context   int    // tokens, as configured; 0: not
}

// Doctor prints what it finds, a line a finding.
type Doctor struct {
	Console *terminal.Console
	Target  Target // as the findings change it
	Verbose bool
	// Connect makes the client of a target, with its model, if one is named.
	Connect func(context.Context, Target) (c *llm.Client, model string, close func() error, err error)

	Failed    bool
	Unwritten error // why the findings could not be written
	local     []localServer
}

// endpoint is a model ready to be asked.
type endpoint struct {
	client *llm.Client
	model  string
	close  func() error
}

// Examine looks at those ports of this machine, and at the target, or else at
// the first server that it found.
func (d *Doctor) Examine(ctx context.Context, ports []int) {
	d.findLocal(ctx, ports)
	if d.choose() {
		d.test(ctx)
	}
}

// Say prints a finding; help, if any, on a line of its own below.
func (d *Doctor) Say(mark, about, text, help string) {
	line := fmt.Sprintf("  %-4s  %-10s  %s\n", mark, about, plain.Line(text))
	if help != "" {
		line += strings.Repeat(" ", 20) + plain.Line(help) + "\n"
	}
	d.Print(line)
}

// Print writes a line of the findings.
func (d *Doctor) Print(text string) { d.Unwritten = errors.Join(d.Unwritten, d.Console.Print(text)) }

// OK prints that something is well.
func (d *Doctor) OK(about, text string) { d.Say("ok", about, text, "") }

// Fail reports what is wrong and what to do next.
func (d *Doctor) Fail(about string, err error, help string) {
	if help == "" {
		help = terminal.Help(err)
	}
	d.Failed = true
	d.Say("FAIL", about, err.Error(), help)
}

func (d *Doctor) findLocal(ctx context.Context, ports []int) {
	d.local = findLocal(ctx, ports)
	d.Print("Servers on this machine\n")
	if len(d.local) == 0 {
		d.Say("none", "", "nothing answers at the ports "+strings.Trim(fmt.Sprint(ports), "[]"), "")
	}
	for _, s := range d.local {
		if s.err != nil {
			d.Say("no", s.usual, s.url+": "+s.err.Error(), "")
			continue
		}
		d.OK(s.usual, s.url+": "+countModels(s.models))
	}
}

// countModels is "2 models: a, b".
func countModels(models []string) string {
	const most = 8
	switch n := len(models); {
	case n == 0:
		return "no model; load one"
	case n == 1:
		return "1 model: " + models[0]
	case n > most:
		return fmt.Sprintf("%d models: %s …", n, strings.Join(models[:most], ", "))
	}
	return fmt.Sprintf("%d models: %s", len(models), strings.Join(models, ", "))
}

// choose takes the first local server with a model where no endpoint is
// configured; false where there is none.
func (d *Doctor) choose() bool {
	if !d.Target.Missing {
		return true
	}
	for _, s := range d.local {
		if len(s.models) > 0 {
			d.Target.Backend, d.Target.BaseURL = "openai", s.url
			d.Target.BuiltIn, d.Target.Missing = false, false
			return true
		}
	}
	d.Print("\nEndpoint\n")
	d.Fail("none", errors.New("no endpoint is configured and no local server has a model"),
		"start one, as: ollama serve; ollama pull llama3.2; or export OPENAI_API_KEY and OPENAI_MODEL")
	return false
}

// test tests the endpoint of the settings.
func (d *Doctor) test(ctx context.Context) {
	where := d.Target.BaseURL
	if d.Target.BuiltIn {
		where = "the " + d.Target.Backend + " engine in this process"
	}
	d.Print("\nEndpoint " + plain.Line(where) + "\n")
	e := &endpoint{}
	var err error
	if e.client, e.model, e.close, err = d.Connect(ctx, d.Target); err != nil {
		d.Fail("address", err, "")
		return
	}
	defer e.close()
	d.key()
	if !d.models(ctx, e) {
		return
	}
	question := llm.Request{Model: e.model, Live: true}
	if d.ask(ctx, e, "stream", question) {
		question.Whole = true
		d.ask(ctx, e, "one piece", question)
	}
	if !d.Failed {
		d.describe(ctx, e)
	}
}

func (d *Doctor) key() {
	switch t := d.Target; {
	case t.BuiltIn:
	case t.KeySource == "":
		d.OK("key", "none is sent")
	default:
		d.OK("key", "from "+t.KeySource)
	}
}

// models lists the endpoint's models and takes one where none is named; false
// where there is nothing to ask.
func (d *Doctor) models(ctx context.Context, e *endpoint) bool {
	models, err := e.client.Models(ctx)
	var failure *llm.Error
	unlisted := errors.As(err, &failure) && (failure.Status == 404 || failure.Status == 405) && failure.Help() == ""
	switch {
	case err != nil && unlisted && e.model != "":
		d.Say("note", "models", "the endpoint does not list its models", "")
	case err != nil:
		d.Fail("models", err, d.instead(ctx, err))
		return false
	default:
		d.OK("models", countModels(models))
	}
	switch {
	case e.model == "" && len(models) == 0:
		d.Fail("model", errors.New("the endpoint has no model"), "load one, as: ollama pull llama3.2")
		return false
	case e.model == "" && len(models) > 1:
		d.Fail("model", errors.New("none is named, and there are several"), "name one with --model or OPENAI_MODEL")
		return false
	case e.model == "":
		e.model = models[0]
	case err == nil && !d.Target.BuiltIn && !listsModel(models, e.model):
		d.Say("note", "model", e.model+" is not among them", "")
	}
	d.Target.Model = e.model
	return true
}

// listsModel says whether models has a model, also by Ollama's full name.
func listsModel(models []string, model string) bool {
	return slices.Contains(models, model) || slices.Contains(models, model+":latest")
}

// instead is what may help where the endpoint cannot be reached as configured:
// an address nearby that answers.
func (d *Doctor) instead(ctx context.Context, err error) string {
	var e *llm.Error
	if !errors.As(err, &e) || e.Kind == llm.Auth || e.Kind == llm.Quota || e.Kind == llm.RateLimit {
		return ""
	}
	for _, base := range variants(d.Target.BaseURL) {
		if answers(ctx, base) {
			return base + " answers: make that the base URL"
		}
	}
	if (e.Kind == llm.Unreachable || e.Kind == llm.Network) && llm.IsLocal(d.Target.BaseURL) {
		for _, s := range d.local {
			if s.err == nil {
				return "is the port right? " + s.url + " answers"
			}
		}
	}
	return ""
}

// ask puts a tiny question with every parameter that newsbrief may send.
func (d *Doctor) ask(ctx context.Context, e *endpoint, about string, q llm.Request) bool {
	zero, one := 0.0, 1
	q.Temperature, q.Seed, q.MaxTokens = &zero, &one, 512
	q.Messages = []llm.Message{
		{Role: "system", Content: "You answer with one word."}, {Role: "user", Content: "Say: ready"},
	}
	start := time.Now()
	var first time.Duration
	_, err := e.client.Complete(ctx, q, func(llm.Line) {
		if first == 0 {
			first = time.Since(start)
		}
	})
	var failure *llm.Error
	switch {
	case err == nil:
		d.OK(about, fmt.Sprintf("answered in %.1f s", first.Seconds()))
	case errors.As(err, &failure) && (failure.Kind == llm.Thinking || failure.Kind == llm.Length):
		d.Say("ok", about, "answered, but thought for all of 512 tokens", "turn thinking off in the server for "+
			"faster answers")
	default:
		d.Fail(about, err, d.mend(ctx, failure, e.model))
		return false
	}
	return true
}

// mend is the next step after a question that failed; "" where the error
// itself says it.
func (d *Doctor) mend(ctx context.Context, e *llm.Error, model string) string {
	switch {
	case e == nil:
		return ""
	case e.Status == http.StatusNotFound && e.Kind != llm.Model:
		return d.instead(ctx, e)
	case e.Kind != llm.Model || !llm.IsLocal(d.Target.BaseURL):
		return ""
	}
	return "choose one of those listed with --model, or load it, as: ollama pull " + model
}

// describe tells what the endpoint takes.
func (d *Doctor) describe(ctx context.Context, e *endpoint) {
	if refused := e.client.Refused(); refused != "" {
		d.Say("note", "parameters", "not taken, and left out: "+refused, "")
	} else {
		d.OK("parameters", "temperature, seed, max_tokens, stream_options and the system role are taken")
	}
	switch n := max(d.Target.Context, e.client.Window.AskContext(ctx, e.model)); {
	case n > 0:
		d.OK("context", fmt.Sprintf("%d tokens; longer articles are read in pieces", n))
	default:
		d.Say("note", "context", "the server does not tell it", "if articles are cut, name it: --context 8192, or "+
			"context: 8192 in the profile")
	}
}
