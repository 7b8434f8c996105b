package cmd

import (
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/batch"
	"newsbrief/prompts"
)

func batchCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "batch", Usage: "the same tasks through a provider's Batch API, or its files",
		UsageText: "batch submit TASK [flags] --out DIR/ INPUT…\n  newsbrief batch status DIR\n  newsbrief batch fetch DIR\n\n" +
			"Providers answer batches within a day, often at half the price. submit sends the requests, fetch makes of\n" +
			"the answers what a live run makes, and submits what needs another round. With --write and --read, files\n" +
			"take the provider's place.",
		Description: "  newsbrief batch submit summarize --model m --out briefs/ news/\n" +
			"  newsbrief batch status briefs/\n" +
			"  newsbrief batch fetch --every 10m briefs/\n\n" +
			"  newsbrief batch submit summarize --model m --out briefs/ --write requests.jsonl news/\n" +
			"  vllm run-batch -i requests.jsonl -o results.jsonl --model m\n" +
			"  newsbrief batch fetch --read results.jsonl briefs/\n",
		Subcommands: []*cli.Command{submitCommand(c), statusCommand(c), fetchCommand(c)},
	}
}

func submitCommand(c *console) *cli.Command {
	submit := &cli.Command{Name: "submit", Usage: "send the requests of a task as batches, or write them to a file", UsageText: "batch submit TASK [flags] --out DIR/ INPUT…",
		Description: "  newsbrief batch submit summarize --model m --out briefs/ news/\n" +
			"  newsbrief batch submit translate --to fr --model m --out fr/ --write requests.jsonl news/\n"}
	for _, task := range []*cli.Command{summarizeCommand(c), figuresCommand(c), translateCommand(c)} {
		run := task.Action
		batchHelp(task)
		task.Flags = append(task.Flags,
			&cli.StringFlag{Name: "write", Usage: "`FILE` where the requests go instead of to the endpoint; nothing is sent"},
			&cli.IntFlag{Name: "per-batch", Value: batch.MostRequests, Usage: "`N` requests in a batch at most (50000)"})
		task.Action = func(ctx *cli.Context) error {
			if c.exchange == nil {
				c.exchange = &exchange{mode: submitting, write: ctx.String("write"), api: ctx.String("write") == ""}
			}
			return c.exchange.run(ctx, c, run)
		}
		submit.Subcommands = append(submit.Subcommands, task)
	}
	return submit
}

// batchHelp makes the help of a task that of its batches.
func batchHelp(task *cli.Command) {
	use := task.Name
	if use == prompts.Translate {
		use += " --to LANG"
	}
	task.UsageText = "batch submit " + use + " [flags] --out DIR/ INPUT…\n\n" +
		"INPUT is a file, a folder or a URL; batch fetch reads it again. DIR is where batch fetch writes the outputs."
	use = strings.ReplaceAll(use, "LANG", "fr")
	task.Description = "  newsbrief batch submit " + use + " --model m --out done/ news/\n" +
		"  newsbrief batch submit " + use + " --model m --out done/ --write requests.jsonl news/\n"
}

func fetchCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "fetch", Usage: "make the outputs from the answers; submit what needs another round",
		UsageText: "batch fetch [flags] DIR\n  newsbrief batch fetch --read FILE [--write FILE] DIR\n\n" +
			"DIR is what submit was given as --out. The exit code is 1 until nothing is left to come.",
		Flags: []cli.Flag{
			&cli.DurationFlag{Name: "every", Usage: "`D` look again after so long, as 10m, until nothing is left to come (once)"},
			&cli.BoolFlag{Name: "no-submit", Usage: "send nothing: what needs another round waits"},
			&cli.StringFlag{Name: "read", Usage: "`FILE` the answers, instead of those of the endpoint"},
			&cli.StringFlag{Name: "write", Usage: "`FILE` where requests go that have no answer yet (with --read)"},
		},
		Description: "  newsbrief batch fetch --every 10m briefs/\n" +
			"  newsbrief batch fetch --read results.jsonl --write more.jsonl briefs/\n",
		Action: func(ctx *cli.Context) error { return fetchBatch(ctx, c) },
	}
}

func statusCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "status", Usage: "one line a batch: its state, requests done, when it expires",
		UsageText: "batch status [--format json] DIR",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`NAME` text or json (text)"},
		},
		Description: "  newsbrief batch status briefs/\n",
		Action:      func(ctx *cli.Context) error { return showBatches(ctx, c) },
	}
}
