package cmd

import (
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/plain"
)

// completeCommand is what the completion scripts call, with the words behind
// the program's name up to the one under the cursor. It prints candidates, a
// line each, a tab and a description behind them, and then, where they belong,
// the line filesToo or foldersToo: the shell knows those better.
const (
	completeCommand = "__complete"
	filesToo        = ":files"
	foldersToo      = ":folders"
)

// candidate is a word that may stand under the cursor.
type candidate struct{ text, help string }

// completer looks at the words before the cursor.
type completer struct {
	command *cli.Command // nil: none yet
	level   []*cli.Command
	value   cli.Flag          // whose value is under the cursor; nil: none
	given   map[string]string // values of the flags before
	words   int               // behind the command
	help    bool              // "help" was the first word
	ended   bool              // "--" was there
}

func complete(app *cli.App, words []string) string {
	if len(words) == 0 {
		words = []string{""}
	}
	current := strings.TrimSpace(words[len(words)-1])
	k := &completer{level: app.Commands, given: map[string]string{}}
	for _, w := range words[:len(words)-1] {
		k.word(w)
	}
	prefix := ""
	if name, value, ok := strings.Cut(current, "="); ok && strings.HasPrefix(current, "-") && !k.ended {
		k.value, prefix, current = k.flag(name), name+"=", value
	}
	list, shell := k.candidates(current)
	var b strings.Builder
	for _, c := range list {
		if strings.HasPrefix(c.text, current) {
			b.WriteString(prefix + plain.Line(c.text) + "\t" + plain.Line(c.help) + "\n")
		}
	}
	if shell != "" {
		b.WriteString(shell + "\n")
	}
	return b.String()
}

// word takes a word before the cursor.
func (k *completer) word(w string) {
	switch {
	case k.value != nil:
		k.given[k.value.Names()[0]] = w
		k.value = nil
	case k.ended:
		k.words++
	case w == "--":
		k.ended = true
	case strings.HasPrefix(w, "-") && w != "-":
		k.flagWord(w)
	case w == "help" && k.command == nil:
		k.help = true
	default:
		for _, c := range k.level {
			if c.HasName(w) {
				k.command, k.level = c, c.Subcommands
				return
			}
		}
		k.words++
	}
}

func (k *completer) flagWord(w string) {
	name, value, whole := strings.Cut(w, "=")
	f := k.flag(name)
	switch {
	case f == nil || !takesValue(f):
	case whole:
		k.given[f.Names()[0]] = value
	default:
		k.value = f
	}
}

// flag is the command's flag that a word such as --format names; nil: none.
func (k *completer) flag(word string) cli.Flag {
	if k.command == nil {
		return nil
	}
	name := strings.TrimLeft(word, "-")
	for _, f := range k.command.Flags {
		for _, n := range f.Names() {
			if n == name {
				return f
			}
		}
	}
	return nil
}

// candidates are the words that may stand under the cursor, and what the shell
// shall add.
func (k *completer) candidates(current string) (list []candidate, shell string) {
	switch {
	case k.value != nil:
		return k.valuesOf(k.value)
	case strings.HasPrefix(current, "-") && !k.ended:
		return k.flags(), ""
	case k.help:
		return k.helpWords(), ""
	case k.command == nil:
		return append(commandsOf(k.level), candidate{"help", "help about a command or a topic"}), ""
	case len(k.level) > 0:
		return commandsOf(k.level), ""
	}
	return k.inputs()
}

func (k *completer) helpWords() []candidate {
	switch {
	case k.words > 0 || k.command != nil && len(k.level) == 0:
		return nil
	case k.command != nil:
		return commandsOf(k.level)
	}
	list := append(commandsOf(k.level), candidate{topicsWord, "the list of topics"})
	for _, t := range topics() {
		list = append(list, candidate{t.name, t.title})
	}
	return list
}

func commandsOf(level []*cli.Command) []candidate {
	var list []candidate
	for _, c := range level {
		list = append(list, candidate{c.Name, c.Usage})
	}
	return list
}

func (k *completer) flags() []candidate {
	list := []candidate{{"--help", "help"}}
	if k.command == nil {
		return append(list, candidate{"--version", "version"})
	}
	for _, f := range k.command.Flags {
		_, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
		list = append(list, candidate{"--" + f.Names()[0], usage})
	}
	return list
}
