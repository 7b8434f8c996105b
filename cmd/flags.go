package cmd

import (
	"time"

	"github.com/urfave/cli/v2"
)

// taskFlags are the flags of every command that asks a model. Defaults are in
// the text and never read from the environment here: a usage error must not
// print a key.
func taskFlags() []cli.Flag {
	return append(endpointFlags(), outputFlags()...)
}

func endpointFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "backend", Usage: "`NAME` auto, openai, offline or mock (auto: openai where one is configured)"},
		&cli.StringFlag{Name: "base-url", Usage: "`URL` endpoint, as http://127.0.0.1:11434/v1"},
		&cli.StringFlag{Name: "api-key-file", Usage: "`FILE` file that holds the key"},
		&cli.StringFlag{Name: "model", Usage: "`NAME` model (the endpoint's only one)"},
		&cli.Float64Flag{Name: "temperature", Usage: "`T` sampling temperature (the server's)"},
		&cli.IntFlag{Name: "seed", Usage: "`N` sampling seed (none)"},
		&cli.IntFlag{Name: "max-tokens", Usage: "`N` tokens an answer may have (the server's)"},
		&cli.DurationFlag{Name: "timeout", Value: 120 * time.Second, Usage: "`D` longest wait for the next word of an answer (120s)"},
		&cli.IntFlag{Name: "retries", Value: 4, Usage: "`N` tries after the first (4)"},
		&cli.StringFlag{Name: "prompt", Value: "summarize", Usage: "`NAME|FILE` prompt template (summarize)"},
		&cli.StringSliceFlag{Name: "var", Usage: "`K=V` variable of the template; may be repeated"},
		&cli.StringFlag{Name: "config", Usage: "`FILE` configuration (config.yaml in your config folder)"},
		&cli.StringFlag{Name: "profile", Usage: "`NAME` profile of the configuration"},
	}
}

func outputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME` text, markdown, json or jsonl (text)"},
		&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "`FILE` write there instead of standard output"},
		&cli.StringFlag{Name: "color", Usage: "`WHEN` auto, always or never (auto)"},
		&cli.Int64Flag{Name: "max-bytes", Value: 20 << 20, Usage: "`N` size an input may have (20 MiB)"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no notices"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "one line a request on standard error"},
	}
}
