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

	"newsbrief/internal/article/charset"
	"newsbrief/internal/article/feed"
	"newsbrief/internal/article/page"
	"newsbrief/internal/article/refusal"
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
		data, err := r.readLine(from)
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
		in, err := r.line(place, data)
		if !yield(in, err) {
			return false
		}
	}
	return false
}

// readLine returns the next line, io.EOF after the last.
func (r *Reader) readLine(from *bufio.Reader) ([]byte, error) {
	var data []byte
	for {
		part, err := from.ReadSlice('\n')
		data = append(data, part...)
		switch {
		case int64(len(data)) > r.MaxBytes:
			return nil, refusal.New(fmt.Sprintf("the line is larger than %d bytes", r.MaxBytes), "raise the limit with --max-bytes if that is meant")
		case err == nil, err == io.EOF && len(data) > 0:
			return data, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, fileError(err)
		}
	}
}

func (r *Reader) line(place string, data []byte) (Input, error) {
	in := Input{Name: place}
	text, err := charset.Decode(data, r.Encoding, "")
	if err != nil {
		return in, err
	}
	var l line
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		return in, refusal.New("is not a line of JSON: "+err.Error(), `each line is an object with "id" and "text" or "html"`)
	}
	if strings.ContainsRune(l.Text+l.HTML, utf8.RuneError) && !strings.ContainsRune(text, utf8.RuneError) {
		return in, refusal.New("holds half a character (a lone surrogate such as \\ud83d)", "write the line anew as UTF-8")
	}
	if l.Text == "" && l.HTML == "" {
		return in, refusal.New(`has neither "text" nor "html"`, "")
	}
	if id := cmp.Or(idOf(l.ID), l.Source.Name); id != "" {
		in.Name = id
	}
	in.load = func(context.Context) (*Article, error) { return l.article() }
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

func (l *line) article() (*Article, error) {
	known := l.meta().or(l.Source.meta())
	if l.Text != "" {
		return fromText(l.Text, known)
	}
	return fromHTML(l.HTML, known)
}

// feed yields an article an entry.
func (r *Reader) feed(s source, yield func(Input, error) bool) bool {
	text, err := charset.Decode(s.data, r.Encoding, s.contentType)
	if err != nil {
		return yield(Input{Name: s.name}, err)
	}
	entries, err := feed.Parse(text)
	if err != nil {
		return yield(Input{Name: s.name}, err)
	}
	for i, e := range entries {
		in := Input{fmt.Sprintf("%s#%d", s.name, i+1), "", func(context.Context) (*Article, error) { return fromEntry(e) }}
		if !yield(in, nil) {
			return false
		}
	}
	return true
}

func fromEntry(e feed.Entry) (*Article, error) {
	known := meta{title: e.Title, byline: e.Byline, published: e.Published, language: e.Language, url: e.URL}
	p, err := page.Fragment(e.HTML)
	if err != nil {
		return nil, refusal.Newf("the entry %q holds no text", e.Title)
	}
	return newArticle(p.Text, known)
}
