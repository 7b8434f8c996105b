package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/llm"
	"newsbrief/internal/terminal"
)

// cacheDir is the folder of kept answers: flag over environment over default.
func cacheDir(c *cli.Context) string {
	return firstOf(c.String("cache-dir"), os.Getenv("NEWSBRIEF_CACHE_DIR"), filepath.Join(xdg.CacheHome, "newsbrief"))
}

// cacheMode reads --cache; "" where the user leaves it to us.
func cacheMode(name string) (llm.CacheMode, error) {
	switch mode := llm.CacheMode(name); mode {
	case "", llm.CacheAuto, llm.CacheOff, llm.CacheOnly, llm.CacheRefresh:
		return mode, nil
	}
	return "", terminal.Usagef("--cache is auto, off, only or refresh, not %q", name)
}

// answerCache is the cache of s. What the engines in this process answer costs
// nothing; it is kept only where the user asks for it.
func answerCache(c *console, s settings) *llm.Cache {
	mode := s.cache
	switch {
	case mode == "" && s.backend == "openai":
		mode = llm.CacheAuto
	case mode == "":
		return nil
	}
	return &llm.Cache{Dir: s.cacheDir, Mode: mode, Warn: func(err error) {
		c.Notice("%v\n  another folder: --cache-dir DIR; none: --cache off", err)
	}}
}

func cacheCommand(c *console) *cli.Command {
	return &cli.Command{
		Name:      "cache",
		Usage:     "size of the kept answers; clear them",
		UsageText: "cache [flags]",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "clear", Usage: "remove them"},
			&cli.StringFlag{Name: "older-than", Usage: "`AGE` only those not used for so long, as 30d or 12h"},
			cacheDirFlag(),
		},
		Description: "  newsbrief cache\n" +
			"  newsbrief cache --clear --older-than 30d\n",
		Action: func(ctx *cli.Context) error { return runCache(ctx, c) },
	}
}

func runCache(ctx *cli.Context, c *console) error {
	if ctx.NArg() > 0 {
		return terminal.Usagef("cache takes no inputs; to clear it: newsbrief cache --clear")
	}
	age, err := parseAge(ctx.String("older-than"))
	if err != nil {
		return err
	}
	dir, do, verb := cacheDir(ctx), llm.CacheUsed, ""
	if ctx.Bool("clear") {
		do, verb = llm.ClearCache, "removed "
	}
	size, err := do(dir, age)
	if err != nil {
		return fmt.Errorf("cannot read or clear the cache: %w", err)
	}
	pages, err := do(pagesDir(dir), age)
	if err != nil {
		return fmt.Errorf("cannot read or clear the cache: %w", err)
	}
	kept := terminal.Count(size.Entries, "answer")
	if pages.Entries > 0 {
		kept += ", " + terminal.Count(pages.Entries, "page")
	}
	return c.Print(fmt.Sprintf("%s: %s%s, %s\n", dir, verb, kept, terminal.ByteSize(size.Bytes+pages.Bytes)))
}

// parseAge reads "30d", "2w" or what time.ParseDuration knows; "" is 0.
func parseAge(age string) (time.Duration, error) {
	if age == "" {
		return 0, nil
	}
	for unit, hours := range map[string]float64{"d": 24, "w": 7 * 24} {
		if number, ok := strings.CutSuffix(age, unit); ok {
			n, err := strconv.ParseFloat(number, 64)
			if err == nil && n >= 0 {
				return time.Duration(n * hours * float64(time.Hour)), nil
			}
		}
	}
	d, err := time.ParseDuration(age)
	if err != nil || d < 0 {
		return 0, terminal.Usagef("--older-than is an age as 30d, 2w or 12h, not %q", age)
	}
	return d, nil
}
