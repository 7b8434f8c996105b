package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fatih/color"

	"newsbrief/internal/plain"
	"newsbrief/result"
)

func textStory(s result.Story, o Options) string {
	var out strings.Builder
	labels := storyLabels(s)
	head := style(o, color.Bold)
	words := marked(s.Headline.Text, s.Headline.Claims, o)
	for i := range words {
		words[i].style = head
	}
	words = append(words, labelled(s.Headline, labels, o)...)
	out.WriteString(wrap(words, o.Width, 0) + "\n" + storyReasons(s.Headline, o))
	if s.Told != "" {
		out.WriteString(note(toldLine(s), 2, style(o, color.Faint), o))
	}
	for _, l := range s.Bullets {
		const lead = "• "
		words := append(marked(l.Text, l.Claims, o), labelled(l, labels, o)...)
		out.WriteString(lead + wrap(words, o.Width, width(lead)) + "\n" + storyReasons(l, o))
	}
	for _, d := range s.Differences {
		const lead = "≠ "
		out.WriteString(lead + wrap(split(differenceLine(d, s, labels)), o.Width, width(lead)) + "\n")
	}
	for _, source := range s.Sources {
		out.WriteString(note(sourceLine(source, s, labels), 2, style(o, color.Faint), o))
	}
	for _, l := range s.Links {
		out.WriteString(note(linkLine(l, labels), 2, style(o, color.Faint), o))
	}
	return out.String()
}

// toldLine says of a story that it is not new.
func toldLine(s result.Story) string { return "told before, " + day(s.Told) + "; this is new" }

// storyLabels name the sources of a story, A to Z and on.
func storyLabels(s result.Story) map[string]string {
	labels := map[string]string{}
	for i, source := range s.Sources {
		labels[source.Name] = result.SourceLabel(i)
	}
	return labels
}

// labelled is "[A3,C1]" behind a line, and what a second model says.
func labelled(l result.StoryLine, labels map[string]string, o Options) (words []word) {
	var names []string
	for _, e := range l.Evidence {
		names = append(names, fmt.Sprint(labels[e.Source], e.Sentence))
	}
	if len(names) > 0 {
		text := "[" + strings.Join(names, ",") + "]"
		words = append(words, word{text: text, space: true, style: style(o, color.Faint)})
	}
	if l.Sense.Doubtful() {
		words = append(words, senseWord(o))
	}
	return words
}

// storyReasons are a line's reasons, and who says otherwise.
func storyReasons(l result.StoryLine, o Options) string {
	return reasons(l.Claims, o) + senseNote(l.Sense, o)
}

// differenceLine is "deaths: 8 (B, 3 May, later); 6 (A, 2 May)", the latest first. Where
// one was told before it is "deaths: now 8 (B, 3 May, later); before 6 (C, 2 May)".
func differenceLine(d result.Difference, s result.Story, labels map[string]string) string {
	var values []string
	for _, v := range slices.Backward(d.Values) {
		about := []string{fmt.Sprint(labels[v.Evidence.Source], v.Evidence.Sentence)}
		if v.Published != "" {
			about = append(about, plain.Line(v.Published))
		}
		if v.Later {
			about = append(about, "later")
		}
		text := sinceTold(v, d, s) + plain.Line(v.Text)
		values = append(values, fmt.Sprintf("%s (%s)", text, strings.Join(about, ", ")))
	}
	return plain.Line(d.Of) + ": " + strings.Join(values, "; ")
}

// sinceTold is "now " or "before " where one of a difference's values was told before.
func sinceTold(v result.SourceValue, d result.Difference, s result.Story) string {
	known := func(v result.SourceValue) bool {
		return slices.ContainsFunc(s.Sources, func(o result.StorySource) bool {
			return o.Known && o.Name == v.Evidence.Source
		})
	}
	switch {
	case known(v):
		return "before "
	case slices.ContainsFunc(d.Values, known):
		return "now "
	}
	return ""
}

// sourceLine is "A  name: title, date", and whose copy it is.
func sourceLine(source result.StorySource, s result.Story, labels map[string]string) string {
	parts := []string{plain.Line(cmp.Or(source.URL, source.Name))}
	for _, text := range []string{source.Title, source.Published} {
		if text != "" {
			parts = append(parts, plain.Line(text))
		}
	}
	line := labels[source.Name] + " " + strings.Join(parts, ", ")
	if source.Known {
		line += " (told before)"
	}
	first := slices.IndexFunc(s.Sources, func(o result.StorySource) bool { return o.Voice == source.Voice })
	if s.Sources[first].Name != source.Name {
		line += " (as " + labels[s.Sources[first].Name] + ")"
	}
	return line
}

// linkLine is "A = B .54: Quarnby, lighthouse".
func linkLine(l result.StoryLink, labels map[string]string) string {
	return fmt.Sprintf("%s = %s %.2f: %s", labels[l.Sources[0]], labels[l.Sources[1]], l.Score,
		plain.Line(strings.Join(l.Shared, ", ")))
}

// markdownStory is a chapter, or a document where it stands alone.
func markdownStory(s result.Story, alone bool) string {
	var out strings.Builder
	labels := storyLabels(s)
	level := "##"
	if alone {
		level = "#"
	}
	out.WriteString(level + " " + markedMarkdown(s.Headline.Text, s.Headline.Claims) + "\n\n")
	if s.Told != "" {
		out.WriteString("*" + escapeMarkdown(toldLine(s)) + "*\n\n")
	}
	for _, l := range s.Bullets {
		behind, below := senseMarkdown(l.Sense)
		fmt.Fprintf(&out, "- %s%s *%s*\n%s", markedMarkdown(l.Text, l.Claims), behind,
			escapeMarkdown(strings.Join(l.SupportedBy, ", ")), below)
	}
	for _, d := range s.Differences {
		out.WriteString("- ≠ " + escapeMarkdown(differenceLine(d, s, labels)) + "\n")
	}
	out.WriteString("\n")
	for _, source := range s.Sources {
		out.WriteString("- " + escapeMarkdown(sourceLine(source, s, labels)) + "\n")
	}
	return out.String()
}
