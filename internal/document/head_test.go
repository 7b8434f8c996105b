package document

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article/input"
)

// Another reader finds in a translated head just the translations, and all
// else as it was.
func TestHeadValues(t *testing.T) {
	const head = `title: The bridge
subtitle: "What \"closed\" means"
description: 'It''s shut' # a comment
summary: >
  The bridge closes
  on 3 May.
seo:
  title: Nested text
  code: |
    title: no text
lead: Text that goes on
  in another line
date: 2026-03-14
tags: [title, summary]
draft: false
title2: "left"
`
	for _, text := range []string{"Le pont", "a: b", "- a", "# a", `"a"`, "'a'", `a\b`, "yes", "a #b", "{a}", "@a", "a:", "*a*", "!a", "3", "[?]"} {
		d := parsed(t, input.Markdown, "---\n"+head+"---\nText.\n")
		targets := make([]string, len(d.Segments))
		for i := range targets {
			targets[i] = text
		}
		out, err := d.Render(targets, "")
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		_, out, _ = strings.Cut(out, "---\n")
		out, _, _ = strings.Cut(out, "---\n")
		var want, got map[string]any
		if err := yaml.Unmarshal([]byte(head), &want); err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal([]byte(out), &got); err != nil {
			t.Errorf("%q: %v\n%s", text, err, out)
			continue
		}
		for _, key := range []string{"title", "subtitle", "description", "summary", "lead"} {
			want[key] = text
		}
		want["seo"].(map[string]any)["title"] = text
		got["summary"] = strings.TrimSpace(got["summary"].(string))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q:\n%s\n%s", text, diff, out)
		}
	}
}

// What a head of TOML or JSON calls a text comes without escapes, and goes back
// with them; a text over several lines stays.
func TestHeadFormats(t *testing.T) {
	for source, want := range map[string]string{
		"{\n\"title\": \"a\\/b \\\"c\\\"\",\n\"lang\": \"en\"\n}\nText.":   "{\n\"title\": \"a/b \\\"c\\\"!\",\n\"lang\": \"de\"\n}\nText.!",
		"+++\ntitle = 'a'\nlead = '''b'''\nlanguage = \"en\" \n+++\nText.": "+++\ntitle = 'a!'\nlead = '''b'''\nlanguage = \"de\" \n+++\nText.!",
	} {
		d := from(t, "a.md", source)
		var targets []string
		for _, s := range d.Segments {
			targets = append(targets, s.Text+"!")
		}
		if out, err := d.Render(targets, "de"); err != nil || out != want {
			t.Errorf("got %q, %v; want %q", out, err, want)
		}
	}
}
