package cmd

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestBuilt(t *testing.T) {
	vcs := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"},
		{Key: "vcs.time", Value: "2026-05-03T10:00:00Z"},
	}
	tests := []struct {
		name, module, release string
		settings              []debug.BuildSetting
		want                  string
	}{
		{"go run, or sources without git", "", "", nil, "newsbrief (devel), go"},
		{"a clone", "v0.0.0-20260503100000-0123456789ab", "", vcs, "newsbrief v0.0.0-20260503100000-0123456789ab (commit 0123456789ab of 2026-05-03), go"},
		{"a changed clone", "v1.0.0+dirty", "", append(vcs, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "newsbrief v1.0.0+dirty (commit 0123456789ab of 2026-05-03, modified), go"},
		{"a release", "(devel)", "v1.2.3 abcdefabcdef 2026-05-04", nil, "newsbrief v1.2.3 (commit abcdefabcdef of 2026-05-04), go"},
	}
	for _, test := range tests {
		info := &debug.BuildInfo{Settings: test.settings}
		info.Main.Version = test.module
		if got := describe(info, test.release).String(); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q…", test.name, got, test.want)
		}
	}
}
