package cmd

import (
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/plain"
	"newsbrief/internal/render"
	"newsbrief/prompts"
)

// completeCommand is what the completion scripts call, with the words behind
// the program's name up to the one under the cursor. It prints candidates, a
// line each, a tab and a description behind them; nothing where files belong.
const completeCommand = "__complete"

// candidate is a word that may stand under the cursor.
type candidate struct{ text, help string }

// completer looks at the words before the cursor.
type completer struct {
	command *cli.Command // nil: none yet
	level   []*cli.Command
	value   cli.Flag // whose value is under the cursor; nil: none
	words   int      // behind the command
	ended   bool     // "--" was there
}

func complete(app *cli.App, words []string) string {
	if len(words) == 0 {
		words = []string{""}
	}
	current := strings.TrimSpace(words[len(words)-1])
	k := &completer{level: app.Commands}
	for _, w := range words[:len(words)-1] {
		k.word(w)
	}
	prefix := ""
	if name, value, ok := strings.Cut(current, "="); ok && strings.HasPrefix(current, "-") {
		k.value, prefix, current = k.flag(name), name+"=", value
	}
	var b strings.Builder
	for _, c := range k.candidates(strings.TrimPrefix(current, "=")) {
		b.WriteString(prefix + plain.Line(c.text) + "\t" + plain.Line(c.help) + "\n")
	}
	return b.String()
}

// word takes a word before the cursor. Bash cuts --flag=value at the equals
// sign, into three words.
func (k *completer) word(w string) {
	switch {
	case w == "=" && k.value != nil:
	case k.value != nil:
		k.value = nil
	case k.ended:
		k.words++
	case w == "--":
		k.ended = true
	case strings.HasPrefix(w, "-") && w != "-":
		if f := k.flag(w); f != nil && takesValue(f) {
			k.value = f
		}
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

// candidates are the words that begin with current.
func (k *completer) candidates(current string) []candidate {
	var list []candidate
	switch {
	case k.value != nil:
		list = valuesOf(k.value)
	case strings.HasPrefix(current, "-") && !k.ended:
		list = k.flags()
	case k.command == nil:
		list = append(commandsOf(k.level), candidate{"help", "help about a command"})
	case len(k.level) > 0:
		list = commandsOf(k.level)
	case k.command.Name == "completion" && k.words == 0:
		list = named(shells...)
	case k.command.Name == "show" || k.command.Name == "new":
		list = templates()
	}
	var matching []candidate
	for _, c := range list {
		if strings.HasPrefix(c.text, current) {
			matching = append(matching, c)
		}
	}
	return matching
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

// valuesOf are the values of a flag that takes one of a few; nil where it
// takes a file or anything else.
func valuesOf(f cli.Flag) []candidate {
	switch f.Names()[0] {
	case "backend":
		return named("auto", "openai", "offline", "mock")
	case "color":
		return named("auto", "always", "never")
	case "cache":
		return named("auto", "off", "only", "refresh")
	case "format":
		return formatsOf(f)
	case "lang", "to", "from":
		return languageTags()
	case "prompt":
		return templates()
	}
	return nil
}

func named(words ...string) []candidate {
	var list []candidate
	for _, w := range words {
		list = append(list, candidate{w, ""})
	}
	return list
}

// formatsOf are the formats that a flag's usage names.
func formatsOf(f cli.Flag) []candidate {
	_, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
	offered := strings.FieldsFunc(usage, func(r rune) bool { return r == ' ' || r == ',' })
	var list []candidate
	for _, name := range render.Formats {
		for _, o := range offered {
			if o == string(name) {
				list = append(list, candidate{o, ""})
			}
		}
	}
	return list
}

func languageTags() []candidate {
	var list []candidate
	for tag, name := range prompts.Languages() {
		list = append(list, candidate{tag, name})
	}
	return list
}

// templates are the prompts of the usual folder.
func templates() []candidate {
	var list []candidate
	all, _ := prompts.Loader{Dir: filepath.Join(xdg.ConfigHome, "newsbrief", "prompts")}.List()
	for _, t := range all {
		list = append(list, candidate{t.Name, t.Description})
	}
	return list
}
