package document

import (
	"strings"
	"testing"

	"newsbrief/internal/article/input"
)

// fuzz checks a format with any bytes: a text that is taken apart and put
// together again is the same to the byte, and no translation changes its
// structure without an error.
func fuzz(f *testing.F, seeds []string, kinds ...input.Kind) {
	for name, source := range documents(f) {
		for _, k := range kinds {
			if input.FromText(name, source).Kind == k {
				seeds = append(seeds, source)
			}
		}
	}
	for _, s := range seeds {
		f.Add(s, "translated")
		f.Add(s, "*")
	}
	f.Fuzz(func(t *testing.T, source, change string) {
		for _, kind := range kinds {
			d, err := Parse(kind, source)
			if err != nil {
				continue
			}
			targets := make([]string, len(d.Segments))
			for i, s := range d.Segments {
				targets[i] = s.Text
				_ = s.Misplaced(change)
			}
			if out, err := d.Render(targets, ""); err != nil || out != source && !named(d, encodingName) {
				t.Errorf("%q changed: %q, %v", source, out, err)
			}
			for i, s := range d.Segments {
				if !strings.ContainsAny(change, "\n\r") {
					targets[i] = s.Text + change
				}
			}
			_, _ = d.Render(targets, "ar")
		}
	})
}

func named(d *Document, kind nameKind) bool {
	for _, n := range d.names {
		if n.kind == kind {
			return true
		}
	}
	return false
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, []string{
		"| a |\n|--|\n| `b` \\| c", "[a][] **b\n> c** <i>", "[a]: b \"c\"\n[d]: <e f>\n  (g\nh)\n\n[a] [d]", "$$\na\n$$\n: b\n\n!!! note \"c\"\n    d\n\n::: e\n",
		"{{< highlight a >}}\nb\n{{< /highlight >}}\n{% c %} $x^2$ d@e.example", "> [^a]: - b\n>   c  \n> d\\\n\te", "<div title=a>\n*b*\n</div>\n<kbd>c</kbd> <1>",
		"=== \"a\"\n\n    b\n\n*[c]: d\n(e)=\n```{note} f\n:g: h\n\ni\n```", "export const a = (\n<b/>\n)\n<C\n d={e => f} title='g'>\n{h} :i-j: \\$k",
		"> [!note]- a\n> [[b|c]] ![[d]] %%e%% ^f\n\n::: {.g title=\"h\"}\n:::i j\n> <p>k\n> l {{ m }}\n# n \\#",
	}, input.Markdown)
}

func FuzzHTML(f *testing.F) {
	fuzz(f, []string{
		"<p title=a&#32;b>&lt;1>", "<html><body><p>a<b>b<i>c</b>d</i><br/>e", "<HTML DIR=rtl xml:lang='en'><meta charset=x><meta http-equiv=content-type content='a; charset=b'>",
		"{% a %}<p title={b}>{{ c }} {# d #}<?php e -> f ?><a {{ g }} href=h><% i %>", "<input type=submit value=a><img alt='b'><!-- c --><![CDATA[ d ]]><pre>e</pre><p translate=no>f<p>g&nbsp;h",
	}, input.HTML)
}

func FuzzSubtitles(f *testing.F) {
	fuzz(f, []string{
		"1\n00:00:01,000 --> 00:00:02,000\n- a\n<i>{\\b", "\uFEFFWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v A>b &amp; <c.x>c</c>\r\n- d\r\n",
	}, input.SRT, input.VTT)
}

func FuzzPlain(f *testing.F) {
	fuzz(f, []string{"a\r\n\tb https://a.example\n\n\f- c\n  d"}, input.Plain)
}

func FuzzFrontMatter(f *testing.F) {
	heads := []string{"title: a: b", "title: 'a ''b'", "summary: >\n  a\n  b", "description: \"a \\\"b\\\"\"\nlang: 'en'", "title: | # a\n\tb"}
	for _, h := range heads {
		f.Add(h, "#")
		f.Add(h, "---")
	}
	f.Fuzz(func(t *testing.T, head, change string) {
		for _, fence := range []string{"---", "+++"} {
			source := fence + "\n" + head + "\n" + fence + "\na\n"
			d, err := Parse(input.Markdown, source)
			if err != nil {
				continue
			}
			targets := make([]string, len(d.Segments))
			for i, s := range d.Segments {
				targets[i] = s.Text
			}
			if out, err := d.Render(targets, ""); err != nil || out != source {
				t.Errorf("%q changed: %q, %v", source, out, err)
			}
			for i := range targets {
				if !strings.ContainsAny(change, "\n\r") {
					targets[i] += change
				}
			}
			_, _ = d.Render(targets, "ar")
		}
	})
}
