package cli

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/terminal"

	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"
)

// Line is a command line put in the one order that urfave understands:
// command, flags as --name=value, "--", inputs.
type Line struct {
	Command       *cli.Command // the innermost one named; nil: none
	Name          string       // of the command with those above it
	Args          []string
	Topic         string // that help is asked about; "": none
	Help, Version bool
}

// lineParser sorts the words of a command line.
type lineParser struct {
	app     *cli.App
	path    []string
	command *cli.Command
	flags   []string // normalised
	unknown string   // the first flag that no command has
	inputs  []string
	topic   string
	help    bool
	version bool
	own     map[string]cli.Flag        // the command's
	all     func() map[string]cli.Flag // every command's: urfave takes long to name them
}

// Parse reads args (without the program's name). Flags may stand anywhere
// before "--"; -q -v may be written -qv, and -o FILE as -oFILE.
func Parse(app *cli.App, args []string) (*Line, error) {
	p := &lineParser{app: app, all: sync.OnceValue(func() map[string]cli.Flag { return flagsOf(app.Commands...) })}
	for len(args) > 0 {
		word := args[0]
		if word == "--" {
			p.inputs = append(p.inputs, args[1:]...)
			break
		}
		used, err := p.word(word, args[1:])
		if err != nil {
			return nil, err
		}
		args = args[1+used:]
	}
	return p.result()
}

// FromFolder are the arguments of a line, as Parse wrote it, with the files that
// the flags of commands name in a folder as they are to be found from elsewhere. Of
// a flag that takes a name or a file, the folder tells which it is.
func FromFolder(folder string, args []string, commands ...*cli.Command) []string {
	flags, args := flagsOf(commands...), slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break // inputs follow
		}
		name, value, isFlag := strings.Cut(arg, "=")
		f := flags[strings.TrimLeft(name, "-")]
		if !isFlag || f == nil || value == "" || filepath.IsAbs(value) {
			continue
		}
		placeholder, _ := unquote(f.(cli.DocGenerationFlag).GetUsage())
		found := filepath.Join(folder, value)
		_, err := os.Stat(found)
		if shellFor(placeholder) != "" && (err == nil || !strings.Contains(placeholder, "NAME")) {
			args[i] = name + "=" + found
		}
	}
	return args
}

// flagsOf are the flags of commands and of those below them, by name.
func flagsOf(commands ...*cli.Command) map[string]cli.Flag {
	all := map[string]cli.Flag{}
	for _, c := range commands {
		for _, f := range c.Flags {
			for _, name := range f.Names() {
				all[name] = f
			}
		}
		maps.Copy(all, flagsOf(c.Subcommands...))
	}
	return all
}

// word takes one word and says how many of the following ones it used.
func (p *lineParser) word(word string, rest []string) (used int, err error) {
	switch {
	case word == "-" || !strings.HasPrefix(word, "-"):
		return 0, p.plainWord(word)
	case strings.HasPrefix(word, "--"):
		return p.longFlag(word[2:], rest)
	}
	return p.shortFlags(word[1:], rest)
}

// plainWord is a command's name or an input.
func (p *lineParser) plainWord(word string) error {
	level := p.app.Commands
	if p.command != nil {
		level = p.command.Subcommands
	}
	if len(level) == 0 {
		p.inputs = append(p.inputs, word)
		return nil
	}
	if word == "help" && p.command == nil {
		p.help = true
		return nil
	}
	for _, c := range level {
		if c.HasName(word) {
			p.command, p.own = c, flagsOf(c)
			p.path = append(p.path, c.Name)
			return nil
		}
	}
	what, names := "command", commandNames(level)
	if p.help && p.command == nil {
		if _, known := topicHelp(word); known {
			p.topic = word
			return nil
		}
		what, names = "command or topic", append(names, topicNames()...)
	}
	if ours := elsewhere[word]; what == "command" && ours != "" && slices.Contains(names, firstWord(ours)) {
		return terminal.Usagef("unknown command %q; here it is newsbrief %s", word, ours)
	}
	return terminal.Usagef("unknown %s %q%s", what, word, didYouMean(word, names, "", p.path))
}

// flag finds a flag by its name: that of the command named so far, which may
// take a value where another's does not.
func (p *lineParser) flag(name string) (f cli.Flag, known bool) {
	if f, known = p.own[name]; !known {
		f, known = p.all()[name]
	}
	return f, known
}

func (p *lineParser) longFlag(word string, rest []string) (used int, err error) {
	name, _, hasValue := strings.Cut(word, "=")
	switch name {
	case "help":
		p.help = true
		return 0, nil
	case "version":
		p.version = true
		return 0, nil
	}
	flag, known := p.flag(name)
	switch {
	case !known:
		p.noteUnknown("--" + name)
		return 0, nil
	case hasValue || !takesValue(flag):
		p.flags = append(p.flags, "--"+word)
		return 0, nil
	case len(rest) == 0:
		return 0, terminal.Usagef("flag --%s needs a value", name)
	}
	p.flags = append(p.flags, "--"+name+"="+rest[0])
	return 1, nil
}

func (p *lineParser) shortFlags(cluster string, rest []string) (used int, err error) {
	for i, r := range cluster {
		name, after := string(r), strings.TrimPrefix(cluster[i+len(string(r)):], "=")
		flag, known := p.flag(name)
		switch {
		case name == "h":
			p.help = true
		case name == "V" && p.command == nil:
			p.version = true
		case !known:
			p.noteUnknown("-" + cluster)
			return 0, nil
		case !takesValue(flag):
			p.flags = append(p.flags, "-"+name)
		case after != "":
			p.flags = append(p.flags, "-"+name+"="+after)
			return 0, nil
		default:
			return p.longFlag(name, rest)
		}
	}
	return 0, nil
}

func (p *lineParser) noteUnknown(flag string) {
	if p.unknown == "" {
		p.unknown = flag
	}
}

// result checks the flags against the command that was named.
func (p *lineParser) result() (*Line, error) {
	l := &Line{Command: p.command, Name: strings.Join(p.path, " "), Topic: p.topic, Help: p.help, Version: p.version}
	switch {
	case l.Help || l.Version:
		return l, nil
	case p.unknown != "":
		return nil, p.unknownFlag(p.unknown)
	case p.command == nil && len(p.flags) == 0:
		l.Help = true
		return l, nil
	case p.command == nil:
		return nil, terminal.Usagef("no command; see newsbrief --help")
	case len(p.command.Subcommands) > 0:
		names := commandNames(p.command.Subcommands)
		return nil, terminal.Usagef("%s needs one of: %s", l.Name, strings.Join(names, ", "))
	}
	for _, f := range p.flags {
		name, _, _ := strings.Cut(strings.TrimLeft(f, "-"), "=")
		if _, known := p.own[name]; !known {
			return nil, p.unknownFlag("--" + name)
		}
	}
	l.Args = slices.Concat(p.path, p.flags, []string{"--"}, p.inputs)
	return l, nil
}

func (p *lineParser) unknownFlag(flag string) error {
	if p.command == nil {
		return terminal.Usagef("unknown flag %s; see newsbrief --help", flag)
	}
	name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
	for ours := range strings.SplitSeq(elsewhere["-"+name], "|") {
		needs, isFlag := strings.CutPrefix(ours, "--")
		if ours != "" && (!isFlag || slices.Contains(flagNames(p.command), firstWord(needs))) {
			return terminal.Usagef("unknown flag %s for %s; here it is %s", flag, p.command.Name, ours)
		}
	}
	instead := didYouMean(name, flagNames(p.command), "--", p.path)
	return terminal.Usagef("unknown flag %s for %s%s", flag, p.command.Name, instead)
}

func flagNames(c *cli.Command) []string {
	var names []string
	for _, f := range c.Flags {
		names = append(names, f.Names()...)
	}
	return names
}

func commandNames(commands []*cli.Command) []string {
	var names []string
	for _, c := range commands {
		names = append(names, c.Name)
	}
	return names
}

func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}

// didYouMean names the most similar of names, or where help is about the
// command at path.
func didYouMean(word string, names []string, prefix string, path []string) string {
	best, score := "", 0.75
	for _, name := range names {
		if len(name) < 2 {
			continue
		}
		if s := smetrics.JaroWinkler(word, name, 0.7, 4); s > score {
			best, score = name, s
		}
	}
	if best == "" {
		return "; see " + strings.Join(slices.Concat([]string{"newsbrief"}, path, []string{"--help"}), " ")
	}
	return "; did you mean " + prefix + best + "?"
}
