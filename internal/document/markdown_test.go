package document

import (
	"errors"
	"strings"
	"testing"

	"newsbrief/internal/article/input"
)

// What takes goldmark a time that grows with the square of its length is
// refused, or read at once: otherwise this test would take minutes.
func TestHostileMarkup(t *testing.T) {
	const size = 50_000
	for _, unit := range []string{
		"[^", "[", "[a]", "![", "[a](", "[a](b ", "*a _", "*", "_a", "a**b", "`a``", "> ", ">", "- ", "1. ", "[a]: b\n", "[a]: b\n(c\n", "<a ", "<", "<!--", "<?", "&", "&amp",
		"| a | b |\n|-|-|\n", "a|\n", "~~", "{{", "$$", "$a", "{% raw %}\n", "{{< code >}}\n", "\\begin{a}\n", "a\n", "a  \n", "[^a]: ", ": ", "!!! a ", "[^a]: b\n", "http://", "a@", "<b>", "</b>",
		"<a>b</c>", "<kbd>", "<kbd>a</kbd>", "<1>", "a<1/>", "[a](b \"c\") ", "- a\n", "-\n", "a\n=\n", "# a\n", ":::\n", "  - a\n", "\t- a\n",
	} {
		source := strings.Repeat(unit, size/len(unit)) + " text"
		d, err := Parse(input.Markdown, source)
		if err != nil {
			if !errors.Is(err, ErrMarkup) {
				t.Errorf("%q: %v", unit, err)
			}
			continue
		}
		targets := make([]string, len(d.Segments))
		for i, s := range d.Segments {
			targets[i] = s.Text
		}
		if out, err := d.Render(targets, ""); err != nil || out != source {
			t.Errorf("%q, repeated, changed: %v", unit, err)
		}
	}
}

// What authors write is not refused: long tables, lists of links, paragraphs.
func TestLongMarkup(t *testing.T) {
	for _, unit := range []string{
		"| [a](https://a.example) | `b` | **c** |\n", "[1.2.3]: https://a.example/compare/v1_2...v1_3\n", "A _word_ and [a link](https://a.example/b_c), `code` too.\n\n", "- [ ] item\n",
	} {
		source := "| a | b | c |\n|---|---|---|\n" + strings.Repeat(unit, 300_000/len(unit)) + "\nText.\n"
		if _, err := Parse(input.Markdown, source); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
