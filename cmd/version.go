package cmd

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// release is "VERSION COMMIT DATE", as release/build sets it by -ldflags; a
// build without git knows them in no other way.
var release string

// version is what --version prints.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return describe(info, release)
}

// describe names the version, where known the commit and its date, and what the
// program was built with.
func describe(info *debug.BuildInfo, release string) string {
	version, commit, date := built(info)
	if f := strings.Fields(release); len(f) == 3 {
		version, commit, date = f[0], f[1], f[2]
	}
	text := "newsbrief " + version
	if commit != "" {
		text += fmt.Sprintf(" (commit %s of %s)", commit, date)
	}
	return fmt.Sprintf("%s, %s %s/%s\n", text, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// built is what the Go toolchain recorded.
func built(info *debug.BuildInfo) (version, commit, date string) {
	version = info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	modified := ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case "vcs.time":
			date, _, _ = strings.Cut(s.Value, "T")
		case "vcs.modified":
			if s.Value == "true" {
				modified = ", modified"
			}
		}
	}
	return version, commit, date + modified
}
