package cmd

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/terminal"
)

// release is "VERSION COMMIT DATE", as release/build sets it by -ldflags; a
// build without git knows them in no other way.
var release string

func versionCommand(c *console) *cli.Command {
	return &cli.Command{
		Name: "version", Usage: "the version, its commit, and what it was built with",
		UsageText: "version [--json]",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "print an object"},
		},
		Description: "  newsbrief version --json\n",
		Action: func(ctx *cli.Context) error {
			switch {
			case ctx.NArg() > 0:
				return terminal.Usagef("version takes no inputs")
			case !ctx.Bool("json"):
				return c.Print(version())
			}
			text, err := json.MarshalIndent(thisBuild(), "", "  ")
			if err != nil {
				return err
			}
			return c.Print(string(text) + "\n")
		},
	}
}

// version is what --version prints.
func version() string { return thisBuild().String() }

// build is a program as it was built.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"` // 12 digits of its hash
	Date     string `json:"date,omitempty"`   // of the commit
	Modified bool   `json:"modified"`         // the sources were not those of the commit
	Go       string `json:"go"`
	Platform string `json:"platform"` // as linux/amd64
}

func thisBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return describe(info, release)
}

// describe takes what release/build set, or else what the Go toolchain recorded.
func describe(info *debug.BuildInfo, release string) build {
	b := build{Version: info.Main.Version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if f := strings.Fields(release); len(f) == 3 {
		b.Version, b.Date = f[0], f[2]
		b.Commit, b.Modified = strings.CutSuffix(f[1], "-modified")
		return b
	}
	if b.Version == "" {
		b.Version = "(devel)"
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value[:min(12, len(s.Value))]
		case "vcs.time":
			b.Date, _, _ = strings.Cut(s.Value, "T")
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// String is the build on a line.
func (b build) String() string {
	commit := ""
	if b.Commit != "" {
		commit = fmt.Sprintf(" (commit %s of %s", b.Commit, b.Date)
		if b.Modified {
			commit += ", modified"
		}
		commit += ")"
	}
	return fmt.Sprintf("newsbrief %s%s, %s %s\n", b.Version, commit, b.Go, b.Platform)
}
