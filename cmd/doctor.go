package cmd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

func doctorCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "find local servers, test the endpoint, say what to fix",
		UsageText: "doctor [flags]\n\nIt asks the usual ports of this machine for their models, without a key, and puts two\n" +
			"tiny questions to the endpoint that is configured, or else to the first that it finds.",
		Flags: append(doctorFlags(),
			&cli.BoolFlag{Name: "write", Usage: "write a profile for the endpoint into the configuration"},
			&cli.StringFlag{Name: "ports", Usage: "`LIST` ports of this machine to try, as 11434,8080 (the usual ones)"}),
		Description: "  newsbrief doctor\n" +
			"  newsbrief doctor --base-url http://127.0.0.1:11434/v1 --model llama3.2 --write\n",
		Action: func(ctx *cli.Context) error { return runDoctor(ctx, c) },
	}
}

// doctorFlags are the flags of an endpoint that it tests.
func doctorFlags() []cli.Flag {
	wanted := []string{"backend", "base-url", "api-key-file", "model", "timeout", "insecure", "config", "profile"}
	return slices.DeleteFunc(append(endpointFlags("summarize"), verboseFlag()), func(f cli.Flag) bool {
		return !slices.Contains(append(wanted, "verbose"), f.Names()[0])
	})
}

// doctor prints what it finds, a line a finding.
type doctor struct {
	*console
	settings settings
	local    []localServer
	verbose  bool
	failed   bool
	written  error // why the output could not be written
}

func runDoctor(ctx *cli.Context, c *console) error {
	if ctx.NArg() > 0 {
		return terminal.Usagef("doctor takes no inputs; the endpoint is named with --base-url")
	}
	ports, err := parsePorts(ctx.String("ports"))
	if err != nil {
		return err
	}
	s, err := loadSettings(ctx)
	if err != nil {
		return err
	}
	s.retries, s.cache = 0, llm.CacheOff
	d := &doctor{console: c, settings: s, verbose: ctx.Bool("verbose")}
	d.findLocal(ctx.Context, ports)
	if d.choose() {
		d.test(ctx.Context)
	}
	if ctx.Bool("write") && !d.failed && ctx.Context.Err() == nil {
		d.write(ctx)
	}
	switch {
	case ctx.Context.Err() != nil:
		return ctx.Context.Err()
	case d.written != nil:
		return d.written
	case d.failed:
		return terminal.ErrReported
	}
	return nil
}

// say prints a finding; help, if any, on a line of its own below.
func (d *doctor) say(mark, about, text, help string) {
	line := fmt.Sprintf("  %-4s  %-10s  %s\n", mark, about, plain.Line(text))
	if help != "" {
		line += strings.Repeat(" ", 20) + plain.Line(help) + "\n"
	}
	d.print(line)
}

func (d *doctor) print(text string) { d.written = errors.Join(d.written, d.console.Print(text)) }

func (d *doctor) ok(about, text string) { d.say("ok", about, text, "") }

// fail reports what is wrong and what to do next.
func (d *doctor) fail(about string, err error, help string) {
	if help == "" {
		help = terminal.Help(err)
	}
	d.failed = true
	d.say("FAIL", about, err.Error(), help)
}

func (d *doctor) findLocal(ctx context.Context, ports []int) {
	d.local = findLocal(ctx, ports)
	d.print("Servers on this machine\n")
	if len(d.local) == 0 {
		d.say("none", "", "nothing answers at the ports "+strings.Trim(fmt.Sprint(ports), "[]"), "")
	}
	for _, s := range d.local {
		if s.err != nil {
			d.say("no", s.usual, s.url+": "+s.err.Error(), "")
			continue
		}
		d.ok(s.usual, s.url+": "+countModels(s.models))
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
func (d *doctor) choose() bool {
	if !d.settings.automatic {
		return true
	}
	for _, s := range d.local {
		if len(s.models) > 0 {
			d.settings.backend, d.settings.baseURL, d.settings.automatic = "openai", s.url, false
			return true
		}
	}
	d.print("\nEndpoint\n")
	d.fail("none", errors.New("no endpoint is configured and no local server has a model"),
		"start one, as: ollama serve; ollama pull llama3.2; or export OPENAI_API_KEY and OPENAI_MODEL")
	return false
}

// test tests the endpoint of the settings.
func (d *doctor) test(ctx context.Context) {
	where := d.settings.baseURL
	if d.settings.backend != "openai" {
		where = "the " + d.settings.backend + " engine in this process"
	}
	d.print("\nEndpoint " + plain.Line(where) + "\n")
	e, err := newEndpoint(ctx, d.console, d.settings, d.verbose, nil)
	if err != nil {
		d.fail("address", err, "")
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
	if !d.failed {
		d.describe(ctx, e)
	}
}

func (d *doctor) key() {
	switch s := d.settings; {
	case s.backend != "openai":
	case s.key == "":
		d.ok("key", "none is sent")
	default:
		d.ok("key", "from "+s.keySource)
	}
}

// models lists the endpoint's models and takes one where none is named; false
// where there is nothing to ask.
func (d *doctor) models(ctx context.Context, e *endpoint) bool {
	models, err := e.client.Models(ctx)
	var failure *llm.Error
	unlisted := errors.As(err, &failure) && (failure.Status == 404 || failure.Status == 405) && failure.Help() == ""
	switch {
	case err != nil && unlisted && e.model != "":
		d.say("note", "models", "the endpoint does not list its models", "")
	case err != nil:
		d.fail("models", err, d.instead(ctx, err))
		return false
	default:
		d.ok("models", countModels(models))
	}
	switch {
	case e.model == "" && len(models) == 0:
		d.fail("model", errors.New("the endpoint has no model"), "load one, as: ollama pull llama3.2")
		return false
	case e.model == "" && len(models) > 1:
		d.fail("model", errors.New("none is named, and there are several"), "name one with --model or OPENAI_MODEL")
		return false
	case e.model == "":
		e.model = models[0]
	case err == nil && d.settings.backend == "openai" && !listsModel(models, e.model):
		d.say("note", "model", e.model+" is not among them", "")
	}
	d.settings.model = e.model
	return true
}

// listsModel says whether models has a model, also by Ollama's full name.
func listsModel(models []string, model string) bool {
	return slices.Contains(models, model) || slices.Contains(models, model+":latest")
}

// instead is what may help where the endpoint cannot be reached as configured:
// an address nearby that answers.
func (d *doctor) instead(ctx context.Context, err error) string {
	var e *llm.Error
	if !errors.As(err, &e) || e.Kind == llm.Auth || e.Kind == llm.Quota || e.Kind == llm.RateLimit {
		return ""
	}
	for _, base := range variants(d.settings.baseURL) {
		if answers(ctx, base) {
			return base + " answers: make that the base URL"
		}
	}
	if (e.Kind == llm.Unreachable || e.Kind == llm.Network) && llm.IsLocal(d.settings.baseURL) {
		for _, s := range d.local {
			if s.err == nil {
				return "is the port right? " + s.url + " answers"
			}
		}
	}
	return ""
}

// ask puts a tiny question with every parameter that newsbrief may send.
func (d *doctor) ask(ctx context.Context, e *endpoint, about string, q llm.Request) bool {
	zero, one := 0.0, 1
	q.Temperature, q.Seed, q.MaxTokens = &zero, &one, 512
	q.Messages = []llm.Message{{Role: "system", Content: "You answer with one word."}, {Role: "user", Content: "Say: ready"}}
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
		d.ok(about, fmt.Sprintf("answered in %.1f s", first.Seconds()))
	case errors.As(err, &failure) && (failure.Kind == llm.Thinking || failure.Kind == llm.Length):
		d.say("ok", about, "answered, but thought for all of 512 tokens", "turn thinking off in the server for faster answers")
	default:
		d.fail(about, err, d.mend(ctx, failure, e.model))
		return false
	}
	return true
}

// mend is the next step after a question that failed; "" where the error
// itself says it.
func (d *doctor) mend(ctx context.Context, e *llm.Error, model string) string {
	switch {
	case e == nil:
		return ""
	case e.Status == http.StatusNotFound && e.Kind != llm.Model:
		return d.instead(ctx, e)
	case e.Kind != llm.Model || !llm.IsLocal(d.settings.baseURL):
		return ""
	}
	return "choose one of those listed with --model, or load it, as: ollama pull " + model
}

// describe tells what the endpoint takes.
func (d *doctor) describe(ctx context.Context, e *endpoint) {
	if refused := e.client.Refused(); refused != "" {
		d.say("note", "parameters", "not taken, and left out: "+refused, "")
	} else {
		d.ok("parameters", "temperature, seed, max_tokens, stream_options and the system role are taken")
	}
	switch n := max(d.settings.context, e.client.AskContext(ctx, e.model)); {
	case n > 0:
		d.ok("context", fmt.Sprintf("%d tokens; longer articles are read in pieces", n))
	default:
		d.say("note", "context", "the server does not tell it", "if articles are cut, name it: --context 8192, or context: 8192 in the profile")
	}
}
