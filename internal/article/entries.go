package article

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"newsbrief/internal/article/feed"
	"newsbrief/internal/article/input"
	"newsbrief/internal/article/page"
	"newsbrief/internal/frontmatter"
)

// line is one article of JSON lines; what extract prints is one too. Other
// keys are ignored.
type line struct {
	about
	ID     any    `json:"id"`
	Text   string `json:"text"`
	HTML   string `json:"html"`
	Source about  `json:"source"`
}

type about struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Published string `json:"published"`
	Language  string `json:"language"`
	URL       string `json:"url"`
}

func (a about) meta() meta { return meta{a.Title, a.Byline, a.Published, a.Language, a.URL} }

// lines yields an article a line. A line that is broken yields an error under
// its number, and the others follow.
func (r *Reader) lines(ctx context.Context, name string, from *bufio.Reader, yield func(Input, error) bool) bool {
	for number := 1; ctx.Err() == nil; number++ {
		data, err := readLine(from, r.MaxBytes)
		if err == io.EOF {
			return true
		}
		place := fmt.Sprintf("%s:%d", name, number)
		if err != nil {
			return yield(Input{Name: place}, err) // what follows is unknown
		}
		if data = bytes.TrimSpace(data); len(data) == 0 {
			continue
		}
		in, err := inputOfLine(place, data, r.Encoding)
		if !yield(in, err) {
			return false
		}
	}
	return false
}

// readLine returns the next line, of most bytes; io.EOF after the last.
func readLine(from *bufio.Reader, most int64) ([]byte, error) {
	var data []byte
	for {
		part, err := from.ReadSlice('\n')
		data = append(data, part...)
		switch {
		case int64(len(data)) > most:
			return nil, tooLarge("the line is", most)
		case err == nil, err == io.EOF && len(data) > 0:
			return data, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, fileError(err)
		}
	}
}

func inputOfLine(place string, data []byte, encoding string) (Input, error) {
	in := Input{Name: place}
	text, err := input.Decode(data, encoding, "")
	if err != nil {
		return in, err
	}
	var l line
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		return in, input.Refuse("is not a line of JSON: "+err.Error(),
			`each line is an object with "id" and "text" or "html"`)
	}
	const unknown = string(utf8.RuneError)
	if strings.Contains(l.Text+l.HTML, unknown) && !strings.Contains(text, unknown) {
		return in, input.Refuse("holds half a character (a lone surrogate such as \\ud83d)",
			"write the line anew as UTF-8")
	}
	if l.Text == "" && l.HTML == "" {
		return in, input.Refuse(`has neither "text" nor "html"`, "")
	}
	if id := cmp.Or(idOf(l.ID), l.Source.Name); id != "" {
		in.Name = id
	}
	in.load = l.article
	return in, nil
}

// idOf returns an id as people write it, a string or a number.
func idOf(id any) string {
	switch id := id.(type) {
	case string:
		return id
	case float64:
		return fmt.Sprint(id)
	}
	return ""
}

func (l *line) article(context.Context) (*Article, error) {
	known := l.meta().or(l.Source.meta())
	if l.Text == "" {
		return fromHTML(l.HTML, known)
	}
	head := frontmatter.Find(l.Text)
	return fromText(l.Text[head.Body:], known.or(headMeta(head, l.Text)))
}

// entries yields the articles of a feed.
func (r *Reader) entries(ctx context.Context, s source, yield func(Input, error) bool) bool {
	all, err := untilDone(ctx, func() ([]feed.Entry, error) {
		text, err := input.Decode(s.data, s.origin.Encoding, s.origin.ContentType)
		if err != nil {
			return nil, err
		}
		list, damage, err := feed.Parse(text)
		if damage != "" {
			r.warn(s.origin.Name, damage)
		}
		return list, err
	})
	if err != nil {
		return yield(Input{Name: s.origin.Name}, err)
	}
	for i, e := range all {
		load := func(context.Context) (*Article, error) { return fromEntry(e) }
		if !yield(Input{fmt.Sprintf("%s#%d", s.origin.Name, i+1), "", load}, nil) {
			return false
		}
	}
	return true
}

func fromEntry(e feed.Entry) (*Article, error) {
	p, err := page.Fragment(e.HTML)
	if err != nil {
		return nil, input.Refusef("the entry %q holds no text", e.Title)
	}
	return newArticle(p.Text, meta{e.Title, e.Byline, e.Published, e.Language, e.URL})
}
