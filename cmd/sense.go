package cmd

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/check/doubt"
	"newsbrief/internal/judge"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
	"newsbrief/result"
)

// The values of --sense.
const (
	senseOff  = "off"
	senseAuto = "auto" // where a checker is named
	senseOn   = "on"   // a line without a verdict is an error
)

// checkerProfile is the model that judges, in a profile.
type checkerProfile struct {
	BaseURL    string     `yaml:"base_url"` // "": the profile's
	Model      string     `yaml:"model"`
	APIKeyFile string     `yaml:"api_key_file"`
	Kind       judge.Kind `yaml:"kind"` // "": told by the model's name
}

// checkerSettings say whether a second model judges, and which.
type checkerSettings struct {
	mode  string
	model string // "": none is named
	kind  judge.Kind
	// own is the endpoint that the profile names for it; nil: the task's.
	own *settings
}

func senseFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "sense", Usage: "`MODE` off, auto or on: a second model judges the sense of each line " +
			"(auto: where one is named)"},
		&cli.StringFlag{Name: "checker-model", Usage: "`NAME` model that judges (the profile's)"},
	}
}

// loadChecker reads who judges; task is the endpoint that is asked otherwise.
func loadChecker(c *cli.Context, p profile, task settings) (s checkerSettings, err error) {
	s.mode = firstOf(c.String("sense"), os.Getenv("NEWSBRIEF_SENSE"), senseAuto)
	if !slices.Contains([]string{senseOff, senseAuto, senseOn}, s.mode) {
		return s, terminal.Usagef("--sense is off, auto or on, not %q", s.mode)
	}
	var named checkerProfile
	if p.Checker != nil {
		named = *p.Checker
	}
	s.model = firstOf(c.String("checker-model"), os.Getenv("NEWSBRIEF_CHECKER_MODEL"), named.Model)
	s.kind = named.Kind
	if s.kind == "" {
		s.kind = judge.KindOf(s.model)
	}
	if !slices.Contains(judge.Kinds, s.kind) {
		return s, terminal.Usagef("profile: checker: kind is chat, minicheck or guardian, not %q", s.kind)
	}
	if named.BaseURL != "" && s.mode != senseOff {
		s.own, err = checkerEndpoint(named, task)
	}
	return s, err
}

// checkerEndpoint is an endpoint of the checker's own, asked as the task's is. The
// task's key goes there only where it is the same address.
func checkerEndpoint(named checkerProfile, task settings) (*settings, error) {
	own := task
	own.backend, own.baseURL, own.azure, own.model = "openai", named.BaseURL, "", named.Model
	own.context, own.rpm, own.tpm = 0, 0, 0
	switch {
	case named.APIKeyFile != "":
		if err := own.readKey(expandHome(named.APIKeyFile)); err != nil {
			return nil, err
		}
	case named.BaseURL != task.baseURL:
		own.key, own.keySource = "", ""
	}
	if own.model == "" {
		return nil, terminal.Usagef("profile: checker: model is to name the model that judges")
	}
	return &own, validURL(own.baseURL)
}

// judges says whether a second model judges.
func (s checkerSettings) judges() bool {
	return s.mode == senseOn || s.mode == senseAuto && s.model != ""
}

// addJudge gives the endpoint of s a second model that judges, where one is to.
func (e *endpoint) addJudge(ctx context.Context, c *console, s settings, verbose bool, dry *run.DryRun) error {
	if !s.checker.judges() {
		return nil
	}
	j := &judge.Judge{
		Client: e.client, Model: firstOf(s.checker.model, e.model), Kind: s.checker.kind,
		Jobs: jobs(s, dry), Required: s.checker.mode == senseOn,
	}
	switch {
	case s.checker.own != nil:
		other, err := newEndpoint(ctx, c, *s.checker.own, verbose, dry)
		if err != nil {
			return err
		}
		closeTask := e.close
		e.close = func() error { return errors.Join(closeTask(), other.close()) }
		j.Client = other.client
	case s.backend == "offline":
		return terminal.Usagef("the offline engine has no model that could judge; name an endpoint, or --sense off")
	case s.backend == "mock":
		j.Model = mockModel(settings{backend: "mock", model: j.Model})
	}
	if balanced, known := j.KnownUnfit(); known {
		c.Notice("%s is no checker: of the pairs of newsbrief doctor --checker it told right from wrong in %.0f%%, "+
			"a coin in 50%%", j.Model, 100*balanced)
	}
	e.judge = j
	return nil
}

// used is what the task and the judge were asked for so far.
func (e *endpoint) used() result.Usage {
	used := e.client.Used()
	if e.judge != nil && e.judge.Client != e.client {
		more := e.judge.Client.Used()
		more.Model = ""
		used.Add(more)
	}
	return used
}

// judgeInBatch is addJudge where a batch service's answers are the endpoint's: the
// judge's questions are another round of it.
func (t *task) judgeInBatch(e *endpoint) error {
	if t.settings.checker.judges() && t.settings.checker.own != nil {
		return terminal.Usagef("the profile's checker has an endpoint of its own, which a batch cannot ask; " +
			"name a model of the batch's endpoint with --checker-model and a profile without one, or --sense off")
	}
	return e.addJudge(context.Background(), t.console, t.settings, false, nil)
}

// checkSends says whether a check may send its statements: only where its own line
// says so.
func checkSends(c *cli.Context) bool {
	return strings.EqualFold(c.String("sense"), senseOn) || c.String("checker-model") != "" &&
		c.String("sense") != senseOff
}

// connectJudge makes the model ready that judges, where nothing else is asked.
func connectJudge(ctx context.Context, c *console, s settings, verbose bool) (e *endpoint, err error) {
	if s.checker.own != nil {
		e = &endpoint{close: func() error { return nil }}
	} else {
		s.model = firstOf(s.checker.model, s.model)
		if e, err = connect(ctx, c, s, verbose, nil); err != nil {
			return nil, err
		}
	}
	if err := e.addJudge(ctx, c, s, verbose, nil); err != nil {
		return nil, errors.Join(err, e.close())
	}
	return e, nil
}

// connect makes the model ready that judges a check's statements, and says where
// they are sent.
func (k *checker) connect(ctx *cli.Context) (*endpoint, error) {
	s, err := loadSettings(ctx)
	if err != nil {
		return nil, err
	}
	e, err := connectJudge(ctx.Context, k.console, s, ctx.Bool("verbose"))
	if err != nil {
		return nil, err
	}
	k.judge = e.judge
	at := s.baseURL
	switch {
	case s.checker.own != nil:
		at = s.checker.own.baseURL
	case s.backend != "openai":
		at = "the mock in this process"
	}
	k.Notice("the source and the statements go to %s at %s", k.judge.Model, redactURL(at))
	return e, nil
}

// judgeStatements has the second model judge what is neither the source's own words
// nor almost surely right.
func (k *checker) judgeStatements(ctx context.Context, c *compared) error {
	if k.judge == nil {
		return nil
	}
	var statements []judge.Statement
	var at []int
	for i, s := range c.check.Statements {
		if s.Doubt >= doubt.Sure {
			statements, at = append(statements, judge.Statement{Text: s.Text}), append(at, i)
		}
	}
	if len(statements) == 0 {
		return nil
	}
	judged, _, err := k.judge.Judge(ctx, c.source, statements)
	if err != nil && (k.judge.Required || ctx.Err() != nil) {
		return err
	}
	if err != nil {
		k.Notice("%s could not be asked what it makes of the statements: %v", k.judge.Model, err)
	}
	for i := range judged {
		c.check.Statements[at[i]].Sense = &judged[i]
	}
	c.check.Judge()
	return nil
}
