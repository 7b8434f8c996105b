package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// Manual are the manual pages by their file names, newsbrief.1 and one for each
// command, made of what --help prints. version and date stand in their footers.
func Manual(app *cli.App, version, date string) map[string]string {
	pages := map[string]string{}
	m := manual{app: app, version: version, date: date}
	pages["newsbrief.1"] = m.program()
	for _, c := range app.Commands {
		pages["newsbrief-"+c.Name+".1"] = m.command(c)
	}
	return pages
}

// manual writes one page at a time.
type manual struct {
	roff
	app           *cli.App
	version, date string
}

func (m *manual) program() string {
	m.begin("newsbrief", m.app.Usage)
	m.section("SYNOPSIS")
	m.block("newsbrief COMMAND [flags] [INPUT…]")
	m.section("DESCRIPTION")
	m.text("An article goes in, a model behind any OpenAI-compatible endpoint answers in lines, every line " +
		"is checked\n" +
		"against the article, and what is printed carries its evidence. Without a model the offline engine answers.")
	m.section("COMMANDS")
	for _, c := range m.app.Commands {
		m.item(`\fBnewsbrief\-`+roffText(c.Name)+`\fR(1)`, c.Usage)
	}
	m.section("OPTIONS")
	m.item(`\fB\-h\fR, \fB\-\-help\fR`, "help; newsbrief help COMMAND is the same")
	m.item(`\fB\-\-version\fR`, "version, commit, platform")
	for _, t := range topics() {
		m.section(strings.ToUpper(strings.ReplaceAll(t.name, "-", " ")))
		m.text(t.title + ".")
		m.text(t.text)
	}
	m.section("EXAMPLES")
	m.block("newsbrief summarize article.txt\nnewsbrief translate --to fr article.md > article.fr.md\nnewsbrief doctor")
	return m.end(m.app.Commands)
}

func (m *manual) command(c *cli.Command) string {
	m.begin("newsbrief-"+c.Name, c.Usage)
	m.section("SYNOPSIS")
	m.usage(c, "DESCRIPTION")
	if len(c.Flags) > 0 {
		m.section("OPTIONS")
	}
	m.options(c, m.app.Commands)
	for _, sub := range c.Subcommands {
		m.subcommand(c.Name+" "+sub.Name, sub)
	}
	m.section("EXAMPLES")
	m.block(unindent(c.Description))
	return m.end(nil)
}

// subcommand writes a section about c and those beneath it.
func (m *manual) subcommand(name string, c *cli.Command) {
	m.section(strings.ToUpper(name))
	m.text(c.Usage)
	m.usage(c, "")
	m.options(c, m.app.Commands)
	for _, sub := range c.Subcommands {
		m.subcommand(name+" "+sub.Name, sub)
	}
}

// usage writes the lines of use, and what follows them under the heading.
func (m *manual) usage(c *cli.Command, heading string) {
	lines, text, _ := strings.Cut(c.UsageText, "\n\n")
	m.block(unindent("newsbrief " + lines))
	if heading != "" {
		m.section(heading)
		if text == "" {
			text = c.Usage
		}
	}
	m.text(text)
}

// options writes c's flags; of a flag that a command of the same name has too,
// only where it is explained.
func (m *manual) options(c *cli.Command, commands []*cli.Command) {
	i := slices.IndexFunc(commands, func(other *cli.Command) bool {
		return other.Name == c.Name && len(other.Flags) < len(c.Flags)
	})
	if i >= 0 {
		m.text("The options are those of newsbrief-" + c.Name + "(1), and:")
	}
	for _, f := range c.Flags {
		if i >= 0 && slices.Contains(flagNames(commands[i]), f.Names()[0]) {
			continue
		}
		m.flag(f)
	}
}

func (m *manual) flag(f cli.Flag) {
	placeholder, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
	var names []string
	for _, n := range f.Names() {
		names = append(names, `\fB`+strings.Repeat(`\-`, min(len(n), 2))+roffText(n)+`\fR`)
	}
	slices.Reverse(names)
	tag := strings.Join(names, ", ")
	if placeholder != "" {
		tag += ` \fI` + roffText(placeholder) + `\fR`
	}
	m.item(tag, usage)
}

func (m *manual) begin(name, usage string) {
	m.Reset()
	m.line(fmt.Sprintf(`.TH "%s" 1 "%s" "newsbrief %s" "newsbrief manual"`,
		roffText(strings.ToUpper(name)), m.date, roffText(m.version)))
	m.section("NAME")
	m.line(roffText(name) + ` \- ` + roffText(usage))
}

// end names the related pages: the commands', or the program's.
func (m *manual) end(related []*cli.Command) string {
	m.section("SEE ALSO")
	if related == nil {
		m.line(".BR newsbrief (1)")
	}
	for i, c := range related {
		comma := ","
		if i == len(related)-1 {
			comma = ""
		}
		m.line(".BR newsbrief\\-" + roffText(c.Name) + " (1)" + comma)
	}
	return m.String()
}

// unindent takes two spaces from the beginning of each line.
func unindent(text string) string {
	return strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(text, "  "), "\n  ", "\n"), "\n")
}

// roff writes the language of manual pages, in ASCII.
type roff struct {
	strings.Builder
	fresh bool // a section has just begun
}

// section begins one.
func (r *roff) section(title string) {
	r.line(`.SH "` + roffText(title) + `"`)
	r.fresh = true
}

// gap is the space between paragraphs.
func (r *roff) gap() {
	if !r.fresh {
		r.line(".PP")
	}
	r.fresh = false
}

// line writes a line of roff.
func (r *roff) line(text string) { r.WriteString(text + "\n") }

// item writes a term, in roff, and what it means.
func (r *roff) item(term, text string) {
	r.fresh = false
	r.line(".TP")
	r.line(term)
	r.line(roffText(text))
}

// text writes paragraphs; lines that begin with two spaces stay as they are.
func (r *roff) text(text string) {
	for paragraph := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		r.paragraph(strings.Split(paragraph, "\n"))
	}
}

// paragraph writes prose and, behind it or before, lines that stay as they are.
func (r *roff) paragraph(lines []string) {
	for len(lines) > 0 && lines[0] != "" {
		n, indented := 1, strings.HasPrefix(lines[0], "  ")
		for n < len(lines) && strings.HasPrefix(lines[n], "  ") == indented {
			n++
		}
		run := strings.Join(lines[:n], "\n")
		lines = lines[n:]
		if indented {
			r.block(unindent(run))
			continue
		}
		r.gap()
		r.line(roffText(run))
	}
}

// block writes lines that stay as they are.
func (r *roff) block(text string) {
	r.gap()
	r.line(".RS 4\n.nf\n" + roffText(text) + "\n.fi\n.RE")
}

// roffText writes text so that it stands for itself.
func roffText(text string) string {
	var b strings.Builder
	start := true // of a line
	for _, c := range text {
		switch {
		case start && (c == '.' || c == '\''):
			b.WriteString(`\&` + roffRune(c))
		default:
			b.WriteString(roffRune(c))
		}
		start = c == '\n'
	}
	return b.String()
}

func roffRune(c rune) string {
	switch {
	case c == '\\':
		return `\e`
	case c == '-':
		return `\-`
	case c == '\'':
		return `\(aq`
	case c == '`':
		return `\(ga`
	case c == '"':
		return `\(dq`
	case c > '~':
		return fmt.Sprintf(`\[u%04X]`, c)
	}
	return string(c)
}
