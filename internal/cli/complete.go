package cli

import (
	"embed"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/plain"
	"newsbrief/internal/terminal"
)

// What follows the candidates where they belong: the shell knows those better.
const (
	filesToo   = ":files"
	foldersToo = ":folders"
)

// Candidate is a word that may stand under the cursor, and what it means.
type Candidate struct{ Text, Help string }

// Known are the words that a command's flag of that name may take ("lang": any
// that takes a language), or its inputs where they are templates ("template"), as
// far as the help does not list them; given are the values of the flags before.
type Known func(name, command string, given map[string]string) []Candidate

// CompleteCommand is what the completion scripts call, with the words behind the
// program's name up to the one under the cursor.
const CompleteCommand = "__complete"

// completer looks at the words before the cursor.
type completer struct {
	known   Known
	command *cli.Command // nil: none yet
	level   []*cli.Command
	value   cli.Flag          // whose value is under the cursor; nil: none
	given   map[string]string // values of the flags before
	words   int               // behind the command
	help    bool              // "help" was the first word
	ended   bool              // "--" was there
}

// Complete prints candidates, a line each, a tab and a description behind them,
// and then, where they belong, a line that asks the shell for files or folders.
func Complete(app *cli.App, words []string, known Known) string {
	if len(words) == 0 {
		words = []string{""}
	}
	current := strings.TrimSpace(words[len(words)-1])
	k := &completer{known: known, level: app.Commands, given: map[string]string{}}
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
		if strings.HasPrefix(c.Text, current) {
			b.WriteString(prefix + plain.Line(c.Text) + "\t" + plain.Line(c.Help) + "\n")
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
func (k *completer) candidates(current string) (list []Candidate, shell string) {
	switch {
	case k.value != nil:
		return k.valuesOf(k.value)
	case strings.HasPrefix(current, "-") && !k.ended:
		return k.flags(), ""
	case k.help:
		return k.helpWords(), ""
	case k.command == nil:
		return append(commandsOf(k.level), Candidate{"help", "help about a command or a topic"}), ""
	case len(k.level) > 0:
		return commandsOf(k.level), ""
	}
	return k.inputs()
}

func (k *completer) helpWords() []Candidate {
	switch {
	case k.words > 0 || k.command != nil && len(k.level) == 0:
		return nil
	case k.command != nil:
		return commandsOf(k.level)
	}
	list := append(commandsOf(k.level), Candidate{topicsWord, "the list of topics"})
	for _, t := range topics() {
		list = append(list, Candidate{t.name, t.title})
	}
	return list
}

func commandsOf(level []*cli.Command) []Candidate {
	var list []Candidate
	for _, c := range level {
		list = append(list, Candidate{c.Name, c.Usage})
	}
	return list
}

func (k *completer) flags() []Candidate {
	list := []Candidate{{"--help", "help"}}
	if k.command == nil {
		return append(list, Candidate{"--version", "version"})
	}
	for _, f := range k.command.Flags {
		_, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
		list = append(list, Candidate{"--" + f.Names()[0], usage})
	}
	return list
}

// valuesOf are the values that a flag takes, as its placeholder and its usage
// text tell them: nothing is listed a second time here.
func (k *completer) valuesOf(f cli.Flag) (list []Candidate, shell string) {
	placeholder, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
	list = offered(usage)
	switch name := f.Names()[0]; {
	case placeholder == "LANG":
		list = k.known("lang", k.command.Name, k.given)
	case list == nil:
		list = k.known(name, k.command.Name, k.given)
	}
	return list, shellFor(placeholder)
}

// inputs are the words behind the command, as its usage line tells them.
func (k *completer) inputs() (list []Candidate, shell string) {
	usage, _, _ := strings.Cut(k.command.UsageText, "\n")
	last := strings.Trim(usage[strings.LastIndexByte(usage, ' ')+1:], "[]…")
	switch {
	case strings.Contains(last, "NAME"):
		list = k.known("template", k.command.Name, k.given)
	case strings.Contains(last, "|"):
		for name := range strings.SplitSeq(last, "|") {
			list = append(list, Candidate{name, ""})
		}
	}
	if k.words > 0 && !strings.Contains(usage, "…") {
		return nil, "" // there was the only one
	}
	return list, shellFor(last)
}

// shellFor is what the shell adds where a placeholder stands.
func shellFor(placeholder string) string {
	switch name := placeholder[strings.LastIndexByte(placeholder, '|')+1:]; name {
	case "FILE", "PATH", "INPUT", "CANDIDATE":
		return filesToo
	case "DIR":
		return foldersToo
	}
	return ""
}

// offered are the words of a usage text that begins as "auto, off or only".
func offered(usage string) []Candidate {
	end := strings.IndexAny(usage, ":;(")
	if end < 0 {
		end = len(usage)
	}
	words := strings.Split(strings.ReplaceAll(strings.TrimSpace(usage[:end]), " or ", ", "), ", ")
	var list []Candidate
	for _, w := range words {
		if len(words) < 2 || strings.Contains(w, " ") {
			return nil
		}
		list = append(list, Candidate{w, ""})
	}
	return list
}

//go:embed completion
var completionScripts embed.FS

// Shells are those that there is a completion script for.
var Shells = []string{"bash", "zsh", "fish", "powershell"}

// Script is a shell's completion script.
func Script(shell string) (string, error) {
	if !slices.Contains(Shells, shell) {
		return "", terminal.Usagef("no completion for %q: there are %s", shell, strings.Join(Shells, ", "))
	}
	script, err := completionScripts.ReadFile("completion/newsbrief." + shell)
	return string(script), err
}
