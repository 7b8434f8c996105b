package render

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/plain"
	"newsbrief/result"
)

// What the page of a digest shows.
type (
	htmlStory struct {
		N           int
		Headline    htmlStoryLine
		Title       string // the headline as a text
		About       string
		Lines       htmlSpeech
		Bullets     []htmlStoryLine
		Differences []htmlDifference
		Sources     []htmlSource
		Links       []string // why the sources stand together
		Warnings    []string
		Doubts      int
	}
	htmlStoryLine struct {
		htmlLine
		Quotes []htmlQuote
		Labels string // of the quotes, as "A3, C1"
	}
	htmlQuote struct {
		Label, Text, Outlet string
		URL                 string // "": it has none
		Source              htmlSpeech
	}
	htmlDifference struct {
		Of     string
		Values []htmlValue // the latest first
	}
	htmlValue struct {
		Value, Published string
		Later            bool
		htmlQuote
	}
	htmlSource struct {
		Label, Title, Outlet, URL, Published string
		As                                   string // the label of the source that it is a copy of
		Known                                bool
		Source                               htmlSpeech
	}
)

// digestPage is a digest as a page that needs no script.
func digestPage(d result.Digest, about *Digest) (string, error) {
	stories := make([]htmlStory, len(d.Stories))
	for i := range d.Stories {
		stories[i] = newHTMLStory(&d.Stories[i], i+1)
	}
	title := "News digest"
	if about.Part && len(stories) == 1 {
		title = stories[0].Title
	}
	var warnings []string
	for _, w := range d.Warnings {
		warnings = append(warnings, plain.Line(w.Message))
	}
	counts := countOfStories(len(stories))
	if about.Read > 0 && !about.Part {
		counts += " of " + countOf(about.Read, "article")
	}
	if !about.Latest.IsZero() {
		counts += ", up to " + about.Latest.Format("2 January 2006, 15:04 MST")
	}
	return document(title, "digest", map[string]any{
		"Title": title, "Counts": counts, "Warnings": warnings, "Stories": stories, "Part": about.Part,
	})
}

func countOfStories(n int) string {
	if n == 1 {
		return "1 story"
	}
	return fmt.Sprintf("%d stories", n)
}

func newHTMLStory(s *result.Story, n int) htmlStory {
	m := &storyMarker{marker{n: n}, s, storyLabels(*s)}
	h := htmlStory{N: n, Headline: m.storyLine(s.Headline), Title: plain.Line(s.Headline.Text), Lines: speech("")}
	voices := countOf(s.Voices(), "source")
	if len(s.Sources) > s.Voices() {
		voices += " in " + countOf(len(s.Sources), "article")
	}
	h.About = voices
	if latest := latestOf(s); !latest.IsZero() {
		h.About += " · " + latest.Format("2 January 2006")
	}
	if s.Told != "" {
		h.About += " · " + toldLine(*s)
	}
	for _, l := range s.Bullets {
		h.Bullets = append(h.Bullets, m.storyLine(l))
	}
	for _, l := range append([]htmlStoryLine{h.Headline}, h.Bullets...) {
		if l.Doubt != "" {
			h.Doubts++
		}
	}
	for _, d := range s.Differences {
		h.Differences = append(h.Differences, m.difference(d))
	}
	for _, source := range s.Sources {
		h.Sources = append(h.Sources, m.source(source))
	}
	for _, l := range s.Links {
		h.Links = append(h.Links, linkLine(l, m.labels))
	}
	for _, w := range s.Warnings {
		h.Warnings = append(h.Warnings, plain.Line(w.Message))
	}
	return h
}

// storyMarker makes the lines of a story.
type storyMarker struct {
	marker
	story  *result.Story
	labels map[string]string
}

func (m *storyMarker) storyLine(l result.StoryLine) htmlStoryLine {
	line := m.line(l.Text, l.Status, l.Claims)
	if l.Doubt > 0 {
		line.Chance = fmt.Sprintf("%.2f", l.Doubt)
	}
	m.sense(&line, l.Sense)
	h := htmlStoryLine{htmlLine: line}
	var labels []string
	for _, e := range l.Evidence {
		q := m.quote(e)
		h.Quotes, labels = append(h.Quotes, q), append(labels, q.Label)
	}
	h.Labels = strings.Join(labels, ", ")
	return h
}

// quote is a sentence of a source.
func (m *storyMarker) quote(e result.Evidence) htmlQuote {
	label := fmt.Sprint(m.labels[e.Source], e.Sentence)
	q := htmlQuote{Label: label, Text: plain.Line(e.Quote), Outlet: plain.Line(e.Source)}
	at := slices.IndexFunc(m.story.Sources, func(s result.StorySource) bool { return s.Name == e.Source })
	if at >= 0 {
		s := m.story.Sources[at]
		q.Outlet, q.URL, q.Source = outlet(s.Source), siteOf(s.Source), speech(s.Language)
	}
	return q
}

func (m *storyMarker) difference(d result.Difference) htmlDifference {
	h := htmlDifference{Of: plain.Line(d.Of)}
	for _, v := range slices.Backward(d.Values) {
		text := sinceTold(v, d, *m.story) + plain.Line(v.Text)
		h.Values = append(h.Values, htmlValue{text, day(v.Published), v.Later, m.quote(v.Evidence)})
	}
	return h
}

func (m *storyMarker) source(s result.StorySource) htmlSource {
	h := htmlSource{
		Label: m.labels[s.Name], Title: plain.Line(cmp.Or(s.Title, s.Name)), Outlet: outlet(s.Source),
		URL: siteOf(s.Source), Published: day(s.Published), Known: s.Known, Source: speech(s.Language),
	}
	first := slices.IndexFunc(m.story.Sources, func(o result.StorySource) bool { return o.Voice == s.Voice })
	if m.story.Sources[first].Name != s.Name {
		h.As = m.labels[m.story.Sources[first].Name]
	}
	return h
}

// day is a date for people, with its time where that is known.
func day(published string) string {
	from, to := article.When(published, "")
	switch {
	case from.IsZero():
		return plain.Line(published)
	case !from.Equal(to):
		return from.Format("2 January 2006")
	}
	return from.Format("2 January 2006, 15:04")
}

// outlet is the site of an article, else its name.
func outlet(s result.Source) string {
	u, err := url.Parse(s.URL)
	if err != nil || u.Host == "" {
		return plain.Line(s.Name)
	}
	return plain.Line(strings.TrimPrefix(u.Hostname(), "www."))
}

// siteOf is an article's address, where it is that of a site.
func siteOf(s result.Source) string {
	if isSite(s.URL) {
		return plain.Line(s.URL)
	}
	return ""
}

// document is a page with a template as its body.
func document(title, body string, data any) (string, error) {
	head, err := expand("head", map[string]any{
		"Title": title, "Several": false, "Policy": pagePolicy(), "Style": template.CSS(pageStyle),
	})
	if err != nil {
		return "", err
	}
	text, err := expand(body, data)
	if err != nil {
		return "", err
	}
	foot, err := expand("foot", map[string]any{"Several": false})
	if err != nil {
		return "", err
	}
	return head + text + foot, nil
}
