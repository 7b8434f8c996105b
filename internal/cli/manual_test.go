package cli

import (
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

func TestManualHasTheTopics(t *testing.T) {
	pages := Manual(&cli.App{Name: "newsbrief"}, "v1.2.3", "2026-05-03")
	for _, topic := range topics() {
		if !strings.Contains(pages["newsbrief.1"], roffText(topic.title)) {
			t.Errorf("newsbrief.1 lacks the topic %s", topic.name)
		}
	}
}

func TestRoffText(t *testing.T) {
	for text, want := range map[string]string{
		".TH\n'x":   `\&.TH` + "\n" + `\&\(aqx`,
		`a\b --c "`: `a\eb \-\-c \(dq`,
		"…":         `\[u2026]`,
	} {
		if got := roffText(text); got != want {
			t.Errorf("roffText(%q) = %q, want %q", text, got, want)
		}
	}
}
