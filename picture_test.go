package main

import (
	"fmt"
	"html"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

// pictureCommand is "picture FILE COMMAND": FILE, below the repository's root,
// is the picture of a terminal that shows the command and what it wrote to the
// last ttyout. UPDATE=1 writes it.
func pictureCommand(ts *testscript.TestScript, _ bool, args []string) {
	output := strings.ReplaceAll(ts.ReadFile("ttyout"), "\r\n", "\n")
	picture := terminalPicture("\x1b[1m$ "+args[1]+"\x1b[0m\n"+strings.TrimSpace(output), 88)
	if os.Getenv("UPDATE") != "" {
		ts.Check(os.WriteFile(args[0], []byte(picture), 0o644))
	}
	data, err := os.ReadFile(args[0])
	ts.Check(err)
	if string(data) != picture {
		ts.Fatalf("%s shows another output; UPDATE=1 go test . draws it again", args[0])
	}
}

// A cell of the terminal, in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 20
	margin     = 20
)

const pictureStyle = `
  rect { fill: #fbfaf7; stroke: #dddad2; }
  text { fill: #1d1d1b; font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; }
  .s1 { font-weight: bold; } .s2 { fill: #75736c; } .s4 { text-decoration: underline; } .s31 { fill: #a3211a; }
  @media (prefers-color-scheme: dark) {
    rect { fill: #181816; stroke: #3a3934; } text { fill: #e9e7e1; } .s2 { fill: #97958d; } .s31 { fill: #ff9a8f; }
  }
`

// terminalPicture is an SVG of text with the escape sequences for style that
// newsbrief prints: every run of one style has its place by columns, whatever
// the font.
func terminalPicture(text string, columns int) string {
	lines := strings.Split(text, "\n")
	width, height := float64(columns)*cellWidth+2*margin, len(lines)*cellHeight+2*margin
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 %.0f %d" width="%.0f" role="img">`+"\n", width, height, width)
	fmt.Fprintf(&out, "<title>A terminal with a run of newsbrief</title>\n<style>%s</style>\n", pictureStyle)
	fmt.Fprintf(&out, `<rect x="0.5" y="0.5" width="%.0f" height="%d" rx="8"/>`+"\n", width-1, height-1)
	style := ""
	for i, line := range lines {
		column := 0
		for run := range strings.SplitSeq("\x1b["+style+"m"+line, "\x1b[") {
			codes, words, ok := strings.Cut(run, "m")
			if !ok {
				continue
			}
			style = codes
			cells := utf8.RuneCountInString(words)
			if strings.TrimSpace(words) != "" {
				fmt.Fprintf(&out, `<text x="%.1f" y="%d" textLength="%.1f"%s>%s</text>`+"\n",
					margin+float64(column)*cellWidth, margin+i*cellHeight+15, float64(cells)*cellWidth, classes(codes), html.EscapeString(words))
			}
			column += cells
		}
	}
	return out.String() + "</svg>\n"
}

// classes are those of a sequence such as "31;4".
func classes(codes string) string {
	var list []string
	for code := range strings.SplitSeq(codes, ";") {
		if n, err := strconv.Atoi(code); err == nil && n > 0 && n < 38 && n != 22 {
			list = append(list, "s"+code)
		}
	}
	if list == nil {
		return ""
	}
	return ` class="` + strings.Join(list, " ") + `"`
}
