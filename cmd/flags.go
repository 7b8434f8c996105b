package cmd

import (
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/render"
	"newsbrief/internal/terminal"
)

// taskFlags are the flags of every command that asks a model. Defaults are in
// the text and never read from the environment here: a usage error must not
// print a key. prompt is the task's template.
func taskFlags(prompt string, formats ...render.Format) []cli.Flag {
	return slices.Concat(endpointFlags(prompt), senseFlags(), outputFlags(formats), batchFlags(), inputFlags())
}

func endpointFlags(prompt string) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "backend", Usage: "`NAME` auto, openai, offline or mock (auto: openai where one is " +
			"configured)"},
		&cli.StringFlag{Name: "base-url", Usage: "`URL` endpoint, as http://127.0.0.1:11434/v1"},
		&cli.StringFlag{Name: "api-key-file", Usage: "`FILE` file that holds the key"},
		&cli.StringFlag{Name: "model", Usage: "`NAME` model (the endpoint's only one)"},
		&cli.Float64Flag{Name: "temperature", Usage: "`T` sampling temperature (the server's)"},
		&cli.IntFlag{Name: "seed", Usage: "`N` sampling seed (none)"},
		&cli.IntFlag{Name: "max-tokens", Usage: "`N` tokens an answer may have (more than an honest one has)"},
		&cli.IntFlag{Name: "context", Usage: "`N` tokens the model can read and write; longer articles are read in " +
			"pieces (what the server tells)"},
		&cli.DurationFlag{Name: "timeout", Value: 120 * time.Second, Usage: "`D` longest wait for the next word of " +
			"an answer (120s; the first word of a server on this machine 10m)"},
		&cli.IntFlag{Name: "retries", Value: 4, Usage: "`N` tries after the first (4)"},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "`N` articles, and requests, at once (8; 2 for an " +
			"endpoint on this network, 1 where it takes no two)"},
		&cli.IntFlag{Name: "rpm", Usage: "`N` requests a minute at most (no limit)"},
		&cli.IntFlag{Name: "tpm", Usage: "`N` tokens a minute at most (no limit)"},
		&cli.BoolFlag{Name: "insecure", Usage: "send a key unencrypted to a public address"},
		&cli.StringFlag{Name: "prompt", Value: prompt, Usage: "`NAME|FILE` prompt template (" + prompt + ")"},
		&cli.StringFlag{Name: "prompt-text", Usage: "`TEXT` what to write, in place of a template"},
		&cli.StringSliceFlag{Name: "var", Usage: "`K=V` variable of the template; may be repeated"},
		&cli.StringFlag{Name: "cache", Usage: "`MODE` auto, off, only or refresh: answers that were given " +
			"before (auto)"},
		cacheDirFlag(),
		&cli.BoolFlag{Name: "dry-run", Usage: "print what would be sent, with tokens and price; send nothing"},
		&cli.StringFlag{Name: "config", Usage: "`FILE` configuration (config.yaml in your config folder)"},
		&cli.StringFlag{Name: "profile", Usage: "`NAME` profile of the configuration"},
	}
}

// endpointFlagsOf are those flags of an endpoint that have these names.
func endpointFlagsOf(names ...string) []cli.Flag {
	return slices.DeleteFunc(endpointFlags("summarize"), func(f cli.Flag) bool {
		return !slices.Contains(names, f.Names()[0])
	})
}

func verboseFlag() cli.Flag {
	return &cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "one line a request on standard error"}
}

func cacheDirFlag() cli.Flag {
	return &cli.StringFlag{Name: "cache-dir", Usage: "`DIR` where answers are kept (newsbrief in your cache folder)"}
}

func outputFlags(formats []render.Format) []cli.Flag {
	own := []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME` " + formatNames(formats) + " (text)"},
		&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "`PATH` write to a file, or to a folder, one " +
			"file an article"},
		&cli.StringFlag{Name: "report", Usage: "`FILE` write a page (HTML) beside the output, with the evidence in " +
			"the articles"},
	}
	own = append(own, &cli.BoolFlag{Name: "error-lines", Usage: "with jsonl: an article that failed is a line " +
		"{\"source\",\"error\"} in its place, and no failure of the run; standard input is JSON lines"})
	return append(own, checkedFlags("exit 3 while any claim lacks support")...)
}

// checkedFlags are those of every command whose answers are checked; strict says what
// --strict does there.
func checkedFlags(strict string) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "color", Usage: "`WHEN` auto, always or never (auto)"},
		&cli.BoolFlag{Name: "strict", Usage: strict},
		maxDoubtFlag(),
		&cli.IntFlag{Name: "repair", Value: 1, Usage: "`N` times the model is asked to mend what the checks found (1)"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no notices"},
		verboseFlag(),
	}
}

func maxDoubtFlag() cli.Flag {
	return &cli.Float64Flag{Name: "max-doubt", Value: 1,
		Usage: "`P` exit 3 where a line's doubt, from 0 to 1, is above P (1)"}
}

func checkMaxDoubt(p float64) error {
	if p >= 0 && p <= 1 {
		return nil
	}
	return terminal.Usagef("--max-doubt is a chance from 0 to 1, not %v", p)
}

// formatNames is "text, markdown or json".
func formatNames(formats []render.Format) string {
	var list string
	for i, f := range formats {
		switch {
		case i == 0:
		case i == len(formats)-1:
			list += " or "
		default:
			list += ", "
		}
		list += string(f)
	}
	return list
}

func batchFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "shard", Usage: "`K/N` only the K-th of N parts of the articles, by their path"},
		&cli.StringFlag{Name: "budget", Usage: "`AMOUNT` begin no other article when it is spent: tokens, as 2M, or " +
			"dollars, as $5"},
		&cli.BoolFlag{Name: "retry-failed", Usage: "only the articles that failed before (with --out DIR)"},
		&cli.BoolFlag{Name: "force", Usage: "all articles again, also over files of others (with --out DIR)"},
		&cli.BoolFlag{Name: "discard-edits", Usage: "also make anew what a person changed in --out DIR"},
	}
}

// outPath is the path of --out; "" and "-" mean standard output.
func outPath(ctx *cli.Context) string {
	if path := ctx.String("out"); path != "-" {
		return path
	}
	return ""
}
