package cli

import (
	"embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// Help is the help of one command or topic, or of the program where none is
// named.
func Help(app *cli.App, l *Line) string {
	c := l.Command
	switch {
	case l.Topic != "":
		text, _ := topicHelp(l.Topic)
		return text
	case c == nil:
		return appHelp(app)
	}
	var b strings.Builder
	title := folded("newsbrief "+l.Name+" – "+c.Usage, 0)
	fmt.Fprintf(&b, "%s\n\nUsage:\n  newsbrief %s\n", title, c.UsageText)
	if len(c.Subcommands) > 0 {
		b.WriteString("\nCommands:\n")
		writeCommands(&b, c.Subcommands)
	}
	if len(c.Flags) > 0 {
		if groupAt(c.Flags, 0) == "" {
			b.WriteString("\nFlags:\n")
		}
		writeFlags(&b, c.Flags)
	}
	fmt.Fprintf(&b, "\nExamples:\n%s", c.Description)
	return b.String()
}

func appHelp(app *cli.App) string {
	var b strings.Builder
	fmt.Fprintf(&b, "newsbrief %s\n\nUsage:\n  newsbrief COMMAND [flags] [INPUT…]\n\nCommands:\n", app.Usage)
	writeCommands(&b, app.Commands)
	b.WriteString(`
Flags:
  -h, --help     help; newsbrief help COMMAND is the same
      --version  version, commit, platform

newsbrief help topics lists what else help explains.

Examples:
  newsbrief summarize article.txt
  OPENAI_BASE_URL=http://127.0.0.1:11434/v1 newsbrief summarize -n 3 news/
`)
	return b.String()
}

func writeCommands(b *strings.Builder, commands []*cli.Command) {
	for _, c := range commands {
		fmt.Fprintf(b, "  %-11s %s\n", c.Name, c.Usage)
	}
}

// writeFlags prints a flag a line. The word in backquotes in a flag's usage is
// its placeholder. Values from the environment are never printed.
func writeFlags(b *strings.Builder, flags []cli.Flag) {
	var left, right []string
	widest := 0
	for _, f := range flags {
		placeholder, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
		name := "    "
		for _, n := range f.Names() {
			if len(n) == 1 {
				name = "-" + n + ", "
			}
		}
		name += "--" + f.Names()[0]
		if placeholder != "" {
			name += " " + placeholder
		}
		left, right = append(left, name), append(right, usage)
		widest = max(widest, len(name))
	}
	for i := range left {
		if title := groupAt(flags, i); title != "" {
			fmt.Fprintf(b, "\n%s:\n", title)
		}
		fmt.Fprintf(b, "  %-*s  %s\n", widest, left[i], folded(right[i], widest+4))
	}
}

// folded breaks a text at its spaces into lines that end at column 80, with
// every line but the first indented; the first begins at that column too.
func folded(text string, indent int) string {
	const columns = 80
	var b strings.Builder
	column := indent
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case i > 0 && column+1+length > columns:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			column = indent
		case i > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += length
	}
	return b.String()
}

// groupAt is the title of the group that begins with flag i of a task's many
// flags; "" for every other flag.
func groupAt(flags []cli.Flag, i int) string {
	if len(flags) < 20 {
		return ""
	}
	switch flags[i].Names()[0] {
	case "backend":
		return "Model and prompt"
	case "format":
		return "Output"
	case "shard":
		return "Many articles"
	case "max-bytes":
		return "Inputs"
	}
	return ""
}

// unquote splits "`N` bullets" into the placeholder N and the usage text.
func unquote(usage string) (placeholder, text string) {
	if !strings.HasPrefix(usage, "`") {
		return "", usage
	}
	placeholder, text, _ = strings.Cut(usage[1:], "` ")
	return placeholder, text
}

// topicFiles are the help topics: the title, an empty line, the text.
//
//go:embed topics
var topicFiles embed.FS

// topicsWord asks for the list of topics.
const topicsWord = "topics"

// topic is a page of help about no single command.
type topic struct{ name, title, text string }

func topics() []topic {
	entries, err := topicFiles.ReadDir("topics")
	if err != nil {
		return nil
	}
	var list []topic
	for _, e := range entries {
		data, _ := topicFiles.ReadFile("topics/" + e.Name())
		title, text, _ := strings.Cut(string(data), "\n\n")
		list = append(list, topic{strings.TrimSuffix(e.Name(), ".txt"), title, text})
	}
	return list
}

// topicHelp is the help that "newsbrief help NAME" prints for a topic, or the
// list of topics.
func topicHelp(name string) (text string, known bool) {
	var b strings.Builder
	b.WriteString("newsbrief help TOPIC explains:\n\n")
	for _, t := range topics() {
		if t.name == name {
			return "newsbrief " + t.name + " – " + t.title + "\n\n" + t.text, true
		}
		fmt.Fprintf(&b, "  %-12s %s\n", t.name, t.title)
	}
	return b.String(), name == topicsWord
}

func topicNames() []string {
	names := []string{topicsWord}
	for _, t := range topics() {
		names = append(names, t.name)
	}
	return names
}
