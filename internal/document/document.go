// Package document takes a text file apart into segments, the passages that a
// translator sees, and puts their translations back in place. It hides the
// formats: plain text, Markdown, HTML and subtitles. Whatever is not text
// (markup, code, links, time codes, front matter) stays as it is, byte for byte.
package document

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"slices"
	"sort"
	"strings"

	"newsbrief/internal/article/input"
	"newsbrief/internal/document/markdown"
)

// Document is a parsed file. It is not changed after Parse.
type Document struct {
	Kind     input.Kind
	Segments []*Segment // in order; one inside another's markup follows it

	strict  bool
	rolling *bool    // whether captions roll, where that was told by another document; nil: it was not
	keys    []string // more names of attributes and front matter that hold text
	err     error    // the text was refused
	mark    string   // the byte order mark, where there is one
	source  string
	anchors []string // headings that links lead to, as #name
	names   []name   // where the file names what a translation changes
}

// name is where a file names its language, encoding or direction of writing.
type name struct {
	span
	kind nameKind
}

type nameKind int8

const (
	languageName nameKind = iota
	encodingName
	directionName
	directionPlace // empty: the page does not name one
)

// span is a part of the source, in bytes.
type span struct{ start, end int }

// From takes the text of an input apart. What front matter and attributes of the
// names keys hold is text, too. The error is ErrMarkup.
func From(c *input.Content, keys ...string) (*Document, error) {
	d := &Document{Kind: c.Kind, source: c.Text, mark: c.Mark, keys: keys}
	d.parse()
	return d, d.err
}

// Parse takes text apart: UTF-8, whatever its file was, without a byte order
// mark. The error is ErrMarkup.
func Parse(kind input.Kind, text string) (*Document, error) {
	d := &Document{Kind: kind, source: text}
	d.parse()
	return d, d.err
}

// Like takes another text of the document's kind apart, as the document was.
func (d *Document) Like(text string) (*Document, error) {
	other := d.like(text, false)
	return other, other.err
}

// like is Like; strict takes only what the format's grammar says for markup.
func (d *Document) like(text string, strict bool) *Document {
	other := &Document{Kind: d.Kind, source: text, keys: d.keys, rolling: d.rolling, strict: strict}
	other.parse()
	return other
}

func (d *Document) parse() {
	switch text := d.source; d.Kind {
	case input.Markdown:
		d.err = readMarkdown(d, readHead(d))
	case input.HTML:
		readHTML(d, span{readHead(d), len(text)})
	case input.SRT, input.VTT:
		readSubtitles(d)
	default:
		readPlain(d)
	}
	slices.SortStableFunc(d.Segments, func(a, b *Segment) int { return a.start - b.start })
	slices.SortStableFunc(d.names, func(a, b name) int { return a.start - b.start })
}

// namesFrom are the names that begin at start or behind it.
func (d *Document) namesFrom(start int) []name {
	first, _ := slices.BinarySearchFunc(d.names, start, func(n name, at int) int { return n.start - at })
	return d.names[first:]
}

// within returns the segments that lie in a part of the source, with their
// indexes.
func (d *Document) within(p span) iter.Seq2[int, *Segment] {
	first, _ := slices.BinarySearchFunc(d.Segments, p.start, func(s *Segment, at int) int { return s.start - at })
	return func(yield func(int, *Segment) bool) {
		for i := first; i < len(d.Segments) && d.Segments[i].start < p.end; i++ {
			if s := d.Segments[i]; s.end <= p.end && !yield(i, s) {
				return
			}
		}
	}
}

// ErrMarkup means that a file holds more markup than any text does.
var ErrMarkup = markdown.ErrMarkup

// ErrStructure means that a translation would change more than the text, and
// that escaping it does not help.
var ErrStructure = errors.New("the translation breaks the document's structure")

// Render puts the translations, one for each segment, in the segments' places.
// language is their BCP 47 tag, for files that name their own. The result is
// parsed again: it has the source's structure, or there is an error that names
// the segment.
func (d *Document) Render(targets []string, language string) (string, error) {
	if len(targets) != len(d.Segments) {
		return "", fmt.Errorf("%d translations for %d segments", len(targets), len(d.Segments))
	}
	r := &renderer{Document: d, targets: targets, language: language, careful: make([]bool, len(targets))}
	if d.Kind == input.Plain {
		return d.mark + r.all(), nil // line ends are all its structure
	}
	want := d.like(d.source, true).skeleton()
	const most = 4 // translations that are looked for by themselves
	for try := 0; ; try++ {
		out := r.all()
		if slices.Equal(want, d.like(out, true).skeleton()) {
			return d.mark + out, nil
		}
		wrong := r.culprit(want)
		switch {
		case r.careful[wrong]:
			return "", fmt.Errorf("%w: segment %d, %q", ErrStructure, wrong+1, shorten(d.Segments[wrong].Text))
		case try < most:
			r.careful[wrong] = true
		default:
			for i := range r.careful {
				r.careful[i] = true
			}
		}
	}
}

// culprit is the first segment whose translation, with those before it, changes
// the structure.
func (r *renderer) culprit(want []uint64) int {
	first := sort.Search(len(r.targets)-1, func(i int) bool {
		part := *r
		part.targets = slices.Clone(r.targets)
		for k := i + 1; k < len(part.targets); k++ {
			part.targets[k] = r.Segments[k].Text
		}
		return !slices.Equal(want, r.like(part.all(), true).skeleton())
	})
	return max(first, 0)
}

// skeleton is all that is not text: hashes of the bytes between segments, and of
// what follows with the markup inside each in the order of its numbers.
func (d *Document) skeleton() []uint64 {
	var list []uint64
	add := func(text string) {
		h := fnv.New64a()
		_, _ = io.WriteString(h, text)
		list = append(list, h.Sum64())
	}
	at := 0
	for _, s := range d.Segments {
		if s.start < at {
			continue // inside markup, which is compared as a whole
		}
		add(d.between(at, s.start) + "\x00" + d.markup(s))
		at = s.end
	}
	add(d.between(at, len(d.source)))
	return list
}

// between is the source without what names its language and the like.
func (d *Document) between(start, end int) string {
	var b strings.Builder
	for _, n := range d.namesFrom(start) {
		if n.end > end {
			break
		}
		if start <= n.start {
			b.WriteString(d.source[start:n.start])
			start = n.end
		}
	}
	b.WriteString(d.source[start:end])
	return b.String()
}

// markup is a segment's markup, sorted, since a translation may reorder it,
// without the text of attributes.
func (d *Document) markup(s *Segment) string {
	var list []string
	for _, m := range s.marks {
		end := m.ending
		if end == "" {
			end = d.emptied(m.close)
		}
		list = append(list, d.emptied(m.open)+"\x01"+end)
	}
	return sortedJoin(list)
}

// emptied is a part of the source without the segments in it.
func (d *Document) emptied(p span) string {
	var b strings.Builder
	at := p.start
	for _, s := range d.within(p) {
		b.WriteString(d.source[at:s.start])
		at = s.end
	}
	b.WriteString(d.source[at:p.end])
	return b.String()
}

func shorten(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// Plain is the document's text as a reader sees it, a paragraph a segment.
func (d *Document) Plain() string {
	var list []string
	for _, s := range d.Segments {
		list = append(list, s.Plain(s.Text))
	}
	return strings.Join(list, "\n\n")
}
