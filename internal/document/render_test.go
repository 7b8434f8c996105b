package document

import (
	"errors"
	"strings"
	"testing"

	"newsbrief/internal/article/input"
)

// Only the translation that would change the structure gets more escapes; one
// that breaks it all the same is named.
func TestCulprit(t *testing.T) {
	d := parsed(t, input.Markdown, "Two * three.\n\nFour * five.\n\nSix [seven.\n")
	out, err := d.Render([]string{"3 * 2 _a.", "*4* 5.", "6 [7."}, "")
	if want := "3 * 2 \\_a.\n\n\\*4\\* 5.\n\n6 [7.\n"; err != nil || out != want {
		t.Errorf("got %q, %v; want %q", out, err, want)
	}
	_, err = d.Render([]string{"1", "a\n\n# b", "3"}, "")
	if !errors.Is(err, ErrStructure) || !strings.Contains(err.Error(), `segment 2, "Four * five."`) {
		t.Errorf("got %v", err)
	}
}

// Signs that would close a heading are escaped, where they would.
func TestHeadingEnds(t *testing.T) {
	for source, pair := range map[string][2]string{
		"# Music\n": {"Note #", "# Note \\#\n"}, "## Language ##\n": {"C#", "## C# ##\n"}, "Music\n=====\n": {"Note #", "Note #\n=====\n"},
		"### Sign\n": {"##", "### \\##\n"}, "# Music {#m}\n": {"Note #", "# Note \\# {#m}\n"},
	} {
		d := parsed(t, input.Markdown, source)
		if out, err := d.Render([]string{pair[0]}, ""); err != nil || out != pair[1] {
			t.Errorf("%q: got %q, %v; want %q", source, out, err, pair[1])
		}
	}
}

// A mark of doubt behind the source's own words leaves them as they are.
func TestMarkedWords(t *testing.T) {
	const source = "It costs \\$5  or\n1\\. nothing &amp; *more*.\n"
	d := parsed(t, input.Markdown, source)
	out, err := d.Render([]string{d.Segments[0].Text + " " + Doubtful}, "")
	if want := strings.TrimSuffix(source, "\n") + " " + Doubtful + "\n"; err != nil || out != want {
		t.Errorf("got %q, %v; want %q", out, err, want)
	}
}

// More keys of front matter and attributes hold text where they are named.
func TestKeys(t *testing.T) {
	c := input.FromText("a.md", "---\nhook: A word\nslug: stays\n---\n<p data-tip=\"A tip\" data-id=\"stays\">Text</p>\n")
	d, err := From(c, "hook", "data-tip")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, s := range d.Segments {
		list = append(list, s.Text)
	}
	if got := strings.Join(list, "|"); got != "A word|A tip|Text" {
		t.Error(got)
	}
}

// A passage too long for one answer is divided at its sentences; the whole is the
// same to the byte, and what changes are the words.
func TestLongPassages(t *testing.T) {
	const sentence = "The *pump* of the mill runs at night, and `mill` says so, for 5 \\$ a day. "
	for name, source := range map[string]string{
		"one line": strings.Repeat(sentence, 800), "plain": strings.Repeat("The mill stands still at night. ", 2000),
		"lines": strings.Repeat(sentence+"\n", 800), "in a mark": "**" + strings.Repeat("The mill stands still at night. ", 400) + "**",
	} {
		d := parsed(t, input.Markdown, source)
		long := 0
		for _, s := range d.Segments {
			long = max(long, len(s.Text))
		}
		if name != "in a mark" && long > 2*share {
			t.Errorf("%s: a segment has %d bytes, of %d", name, long, len(source))
		}
		if out := render(t, d, same); out != source {
			t.Errorf("%s changed", name)
		}
		if out := render(t, d, strings.ToUpper); !strings.EqualFold(out, source) {
			t.Errorf("%s: more than words changed", name)
		}
	}
}

// HTML within the marks of a quotation or a list is read without them.
func TestMarkedLines(t *testing.T) {
	const source = "- > <h3>A word</h3>\n  > means\n  > something\n"
	d := parsed(t, input.Markdown, source)
	if out := render(t, d, strings.ToUpper); out != "- > <h3>A WORD</h3>\n  > MEANS\n  > SOMETHING\n" {
		t.Errorf("%q", out)
	}
}

// The line ends of an attribute's text stay in it.
func TestAttributeLines(t *testing.T) {
	const source = "<img alt=\"one picture\n  of two mills\" src=a.png />\n"
	d := parsed(t, input.Markdown, source)
	if out := render(t, d, strings.ToUpper); out != strings.NewReplacer("one picture", "ONE PICTURE", "of two mills", "OF TWO MILLS").Replace(source) {
		t.Errorf("%q", out)
	}
}
