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
	"newsbrief/internal/article/mail"
	"newsbrief/internal/article/page"
	"newsbrief/internal/frontmatter"
)

// line is one article of JSON lines; what extract prints is one too. Other
// keys are ignored.
type line struct {
	about
	ID     json.RawMessage `json:"id"`
	Text   string          `json:"text"`
	HTML   string          `json:"html"`
	Source about           `json:"source"`
}

type about struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Published string `json:"published"`
	Date      string `json:"date"`
	Language  string `json:"language"`
	Lang      string `json:"lang"`
	URL       string `json:"url"`
}

func (a about) meta() meta {
	return meta{a.Title, a.Byline, cmp.Or(a.Published, a.Date), cmp.Or(a.Language, a.Lang), a.URL}
}

// ErrUnread is what ended standard input before its end.
var ErrUnread = errors.New("what follows could not be read")

// lines yields an article a line. A line that is broken or too long yields an
// error under its number, and the others follow.
func (r *Reader) lines(ctx context.Context, name string, from *bufio.Reader, yield func(Input, error) bool) bool {
	for number := 1; ctx.Err() == nil; number++ {
		data, err := readLine(from, r.MaxBytes)
		if err == io.EOF {
			return true
		}
		place := fmt.Sprintf("%s:%d", name, number)
		if err != nil {
			return yield(Input{Name: place}, r.unread(err))
		}
		in, long := Input{Name: place}, int64(len(data)) > r.MaxBytes
		switch data = bytes.TrimSpace(data); {
		case long:
			err = tooLarge("the line is", r.MaxBytes)
		case len(data) == 0:
			continue
		default:
			in, err = r.inputOfLine(place, data)
		}
		if !yield(in, err) {
			return false
		}
	}
	return false
}

// unread is the error of lines that end in err.
func (r *Reader) unread(err error) error {
	if r.Lines {
		return fmt.Errorf("%w: %w", ErrUnread, err)
	}
	return err
}

// readLine returns the next line; of one longer than most bytes only its beginning,
// which is longer than that, too. After the last it returns io.EOF.
func readLine(from *bufio.Reader, most int64) ([]byte, error) {
	var data []byte
	for {
		part, err := from.ReadSlice('\n')
		if int64(len(data)) <= most {
			data = append(data, part...)
		}
		switch {
		case err == nil, err == io.EOF && len(data) > 0:
			return data, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, fileError(err)
		}
	}
}

func (r *Reader) inputOfLine(place string, data []byte) (Input, error) {
	in := Input{Name: place}
	text, err := input.Decode(data, r.Encoding, "")
	if err != nil {
		return in, err
	}
	var l line
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		return in, input.Refuse("is not a line of JSON: "+err.Error(),
			`each line is an object with "id" and "text" or "html"`)
	}
	name := cmp.Or(ID(l.ID), l.Source.Name, place)
	if r.Lines { // by it engines know the article
		in.Name = name
	}
	if err := halfCharacter(text, l.Text+l.HTML); err != nil {
		return in, err
	}
	if l.Text+l.HTML == "" && r.Titles {
		l.Text = l.Title
	}
	if l.Text+l.HTML == "" {
		return in, input.Refuse(`has neither "text" nor "html"`, "")
	}
	in.Name, in.load = name, l.article
	return in, nil
}

// halfCharacter is an error where JSON writes a lone surrogate, which became
// another character in the text that was read.
func halfCharacter(source, read string) error {
	const unknown = string(utf8.RuneError)
	if strings.Contains(read, unknown) && !strings.Contains(source, unknown) {
		return input.Refuse("holds half a character (a lone surrogate such as \\ud83d)", "write it anew as UTF-8")
	}
	return nil
}

// ID is a line's id as text: a string as it stands, anything else as it is
// written; "" where there is none.
func ID(id json.RawMessage) string {
	var text string
	if json.Unmarshal(id, &text) == nil {
		return text
	}
	return string(id)
}

func (l *line) article(context.Context) (*Article, error) {
	known := l.meta().or(l.Source.meta())
	switch l.Text {
	case "":
		return fromHTML(l.HTML, known)
	case l.Title: // it is the article: no line of it is furniture
		return newArticle(l.Title, known)
	}
	head := frontmatter.Find(l.Text)
	return fromText(l.Text[head.Body:], known.or(headMeta(head, l.Text)))
}

// several yields the articles of an input that may hold more than one, but for JSON
// lines and mailboxes, which are read one by one.
func (r *Reader) several(ctx context.Context, s source, read func(string) ([]part, error),
	yield func(Input, error) bool) bool {
	all, err := untilDone(ctx, func() ([]part, error) {
		text, err := input.Decode(s.data, s.origin.Encoding, s.origin.ContentType)
		if err != nil {
			return nil, err
		}
		return read(text)
	})
	if err != nil {
		return yield(Input{Name: s.origin.Name}, err)
	}
	for i, p := range all {
		name := fmt.Sprintf("%s#%d", s.origin.Name, i+1)
		switch {
		case p.id != "" && !strings.Contains(p.id, "/"): // an address is no name
			name = p.id
		case len(all) == 1 && p.alone:
			name = s.origin.Name
		}
		if !yield(Input{name, "", p.load}, nil) {
			return false
		}
	}
	return true
}

// part is one article of several; alone: it is named after its file where there is no
// other.
type part struct {
	id    string
	alone bool
	load  func(context.Context) (*Article, error)
}

func (r *Reader) feed(s source) func(string) ([]part, error) {
	return func(text string) ([]part, error) {
		entries, damage, err := feed.Parse(text)
		if damage != "" {
			r.warn(s.origin.Name, damage)
		}
		var parts []part
		for _, e := range entries {
			e.URL = absolute(s.url, e.URL)
			parts = append(parts, part{load: func(ctx context.Context) (*Article, error) { return r.entry(ctx, e) }})
		}
		return parts, err
	}
}

func jsonParts(text string) ([]part, error) {
	records, err := recordsOf(text)
	switch {
	case err != nil:
		return nil, input.Refuse("is JSON that cannot be read: "+err.Error(), "")
	case len(records) == 0:
		return nil, input.NoJSON()
	}
	var parts []part
	for _, r := range records {
		if err := halfCharacter(text, r.text+r.html); err != nil {
			return nil, err
		}
		parts = append(parts, part{r.id, true, r.article})
	}
	return parts, nil
}

func (r *record) article(context.Context) (*Article, error) {
	if r.text != "" {
		return fromText(r.text, r.about)
	}
	p, err := page.Fragment(r.html)
	if err != nil {
		return nil, err
	}
	return newArticle(p.Text, r.about)
}

// mailbox yields an article a message.
func (r *Reader) mailbox(ctx context.Context, name string, from *bufio.Reader, yield func(Input, error) bool) bool {
	number := 0
	for data, err := range mail.Messages(from, r.MaxBytes) {
		number++
		in := Input{Name: fmt.Sprintf("%s#%d", name, number)}
		switch {
		case ctx.Err() != nil:
			return false
		case errors.Is(err, mail.ErrLarge):
			err = tooLarge("is", r.MaxBytes)
		case err != nil:
			err = fileError(err)
		default:
			in.load = func(context.Context) (*Article, error) { return fromLetter(data) }
		}
		if !yield(in, err) {
			return false
		}
	}
	return true
}

// fromLetter is fromMail for one of a mailbox.
func fromLetter(data []byte) (*Article, error) {
	a, err := fromMail(data)
	if err == nil {
		a.Kind = string(input.Mail)
	}
	return a, err
}

// fromMail makes an article of an e-mail or a saved page.
func fromMail(data []byte) (*Article, error) {
	m, err := mail.Read(data)
	if err != nil {
		return nil, err
	}
	known := meta{m.Title, m.Byline, m.Published, "", m.URL}
	switch {
	case m.Page && m.HTML != "":
		return fromHTML(m.HTML, meta{url: m.URL})
	case m.HTML != "":
		p, err := page.Letter(m.HTML)
		if err != nil {
			return nil, err
		}
		return newArticle(p.Text, known)
	case m.Text == "":
		return nil, input.Refuse("is empty: the e-mail holds no text, only what is attached", "")
	}
	a, err := fromText(m.Text, known)
	if err == nil {
		a.LeftOut = m.LeftOut
	}
	return a, err
}
