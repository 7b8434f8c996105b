package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsbrief/internal/article/fetch"
	"newsbrief/internal/article/input"
	"newsbrief/internal/plain"
)

// Reader turns a command's arguments into articles. MaxBytes must be set.
type Reader struct {
	Stdin    io.Reader
	MaxBytes int64      // that one input, or one line of JSON lines, may have
	Encoding string     // obeyed where not empty, else told by the input
	Kind     input.Kind // as Encoding
	Lines    bool       // standard input is JSON lines, whatever it looks like; there may be none
	// AllowPrivate lets URLs lead to private and loopback addresses.
	AllowPrivate bool
	Offline      bool // fetch nothing
	// Titles takes a title alone for an article, of JSON lines.
	Titles bool
	// Documents reads files that come back as what they are: by their names
	// Markdown and pages count also where there is no article in them.
	Documents bool
	// Fetcher fetches URLs, and the feeds of lists (OPML), within limits; nil: URLs are
	// fetched one by one, and lists are no articles.
	Fetcher *fetch.Fetcher
	// Pages says of an article whose feed has little of it whether its page is taken;
	// nil: none is.
	Pages func(*Article) bool
	// NoArticle is true of files that are passed over in silence; nil: of none.
	NoArticle func(path string) bool
	// Skipped is told which files of a folder are passed over; nil: nobody.
	Skipped func(name string, reason error)
	// Warned is told of what was read though it is damaged; nil: nobody.
	Warned func(name, what string)

	listed bool // what is read stands in a list of feeds
}

func (r *Reader) warn(name, what string) {
	if r.Warned != nil {
		r.Warned(name, what)
	}
}

// Input is one article to be read. Finding it costs little; Load does the work.
type Input struct {
	Name string // as printed: the path, URL, "feed.xml#3" or an id of JSON lines
	Path string // of the file that holds this article alone; "" where there is none
	load func(context.Context) (*Article, error)
}

// Known is the input of an article that is read already: of what it says.
func Known(name string, a *Article) Input {
	return Input{Name: name, load: func(context.Context) (*Article, error) {
		return &Article{URL: a.URL, Title: a.Title, Byline: a.Byline, Published: a.Published, Language: a.Language,
			Text: a.Text, SHA256: a.SHA256, Words: a.Words}, nil
	}}
}

// Load reads and parses the article. It may be called on any goroutine, and returns
// when ctx ends.
func (in Input) Load(ctx context.Context) (*Article, error) {
	a, err := untilDone(ctx, func() (*Article, error) { return in.load(ctx) })
	if err != nil {
		return nil, err
	}
	a.Name = in.Name
	return a, nil
}

// untilDone is what work returns, or the error of a context that ends before. Parsers
// of formats do not look at a context: one at work then is left behind.
func untilDone[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := work()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// source is an input's bytes with what is known about them.
type source struct {
	data   []byte
	url    string // where they were fetched from, "" for a file
	origin input.Origin
}

// article makes an article of an input that holds one.
func (s source) article(ctx context.Context) (*Article, error) {
	c, err := input.Read(s.data, s.origin)
	if err != nil {
		return nil, err
	}
	a, err := From(ctx, c, s.url)
	if none := new(input.Refusal); s.origin.Document && s.url == "" && c.Data == nil && errors.As(err, &none) {
		return withoutArticle(c), nil
	}
	return a, err
}

// Inputs yields the articles of args one at a time: files, folders (walked in
// lexical order), http(s) URLs, "-" for standard input, which no argument
// means too. Feeds and JSON lines yield an article an entry and line; no more
// than one entry's text is held. What cannot be used yields its name with an
// error, and the others follow.
func (r *Reader) Inputs(ctx context.Context, args []string) iter.Seq2[Input, error] {
	if len(args) == 0 {
		args = []string{"-"}
	}
	return func(yield func(Input, error) bool) {
		for _, arg := range args {
			if ctx.Err() != nil || !r.argument(ctx, arg, yield) {
				return
			}
		}
	}
}

// One reads an argument that must hold exactly one article.
func (r *Reader) One(ctx context.Context, arg string) (*Article, error) {
	var one *Article
	for in, err := range r.Inputs(ctx, []string{arg}) {
		if err == nil && one != nil {
			err = input.Refuse("holds several articles where one is needed", "name a file with one of them")
		}
		if err == nil {
			one, err = in.Load(ctx)
		}
		if err != nil {
			return nil, err
		}
	}
	return one, nil
}

// argument yields the articles of one argument; false: the caller has enough.
func (r *Reader) argument(ctx context.Context, arg string, yield func(Input, error) bool) bool {
	switch {
	case arg == "-" && r.Lines:
		return r.lines(ctx, "-", bufio.NewReaderSize(r.Stdin, input.HeadSize), yield)
	case arg == "-":
		return r.stream(ctx, "-", r.Stdin, yield)
	case strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://"):
		return r.url(ctx, arg, yield)
	}
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return yield(Input{Name: arg}, fileError(err))
	case info.IsDir():
		return r.folder(ctx, arg, yield)
	case r.NoArticle != nil && r.NoArticle(arg):
		return true
	}
	return r.file(ctx, arg, r.openFile(arg), yield)
}

func (r *Reader) url(ctx context.Context, address string, yield func(Input, error) bool) bool {
	page, err := r.fetch(ctx, address)
	name := plain.Address(address)
	if err != nil {
		return yield(Input{Name: name}, err)
	}
	origin := r.origin(name)
	origin.ContentType = page.ContentType
	return r.bytes(ctx, source{page.Data, page.URL, origin}, yield)
}

// FetchOptions are those by which the reader fetches.
func (r *Reader) FetchOptions() fetch.Options {
	return fetch.Options{MaxBytes: r.MaxBytes, AllowPrivate: r.AllowPrivate, Offline: r.Offline}
}

func (r *Reader) fetch(ctx context.Context, address string) (*fetch.Page, error) {
	if r.Fetcher != nil {
		return r.Fetcher.Get(ctx, address)
	}
	return fetch.Get(ctx, address, r.FetchOptions())
}

func (r *Reader) origin(name string) input.Origin {
	return input.Origin{Name: name, Encoding: r.Encoding, Kind: r.Kind, Document: r.Documents,
		Titles: r.Titles}
}

// opened is a file that was looked into.
type opened struct {
	*os.File
	info    fs.FileInfo
	kind    input.Kind
	nothing error // it holds no article
	err     error // it cannot be read; then it is closed
}

// openFile opens a file. Of plain files it tells the kind.
func (r *Reader) openFile(path string) *opened {
	o := &opened{}
	if o.File, o.err = os.Open(path); o.err != nil {
		return o
	}
	if o.info, o.err = o.Stat(); o.err == nil && o.info.Mode().IsRegular() {
		o.err = o.look(r.origin(path))
	}
	if o.err != nil {
		_ = o.Close()
	}
	return o
}

// look tells the kind by the first bytes.
func (o *opened) look(origin input.Origin) error {
	size := o.info.Size()
	if size == 0 { // so say files of the system
		size = input.HeadSize
	}
	head := make([]byte, min(size, input.HeadSize))
	n, err := io.ReadFull(o, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	o.kind, o.nothing = origin.Sniff(head[:n])
	return nil
}

// file yields the articles of a file, which it closes. Devices and pipes are
// read as streams.
func (r *Reader) file(ctx context.Context, path string, f *opened, yield func(Input, error) bool) bool {
	if f.err != nil {
		return yield(Input{Name: path}, fileError(f.err))
	}
	defer f.Close()
	switch {
	case !f.info.Mode().IsRegular():
		return r.stream(ctx, path, f.File, yield)
	case slices.Contains(containers, f.kind):
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return yield(Input{Name: path}, fileError(err))
		}
		return r.stream(ctx, path, f.File, yield)
	}
	_ = f.Close() // the caller may take long
	return yield(Input{path, path, func(ctx context.Context) (*Article, error) {
		data, err := r.readNamed(path)
		if err != nil {
			return nil, err
		}
		return source{data: data, origin: r.origin(path)}.article(ctx)
	}}, nil)
}

// stream yields the articles of what can be read only once.
func (r *Reader) stream(ctx context.Context, name string, from io.Reader, yield func(Input, error) bool) bool {
	buffered := bufio.NewReaderSize(from, input.HeadSize)
	head, err := buffered.Peek(input.HeadSize)
	if err != nil && err != io.EOF {
		return yield(Input{Name: name}, fileError(err))
	}
	switch kind, _ := r.origin(name).Sniff(head); kind {
	case input.Lines:
		return r.lines(ctx, name, buffered, yield)
	case input.Mbox:
		return r.mailbox(ctx, name, buffered, yield)
	}
	data, err := r.readAll(buffered)
	if err != nil {
		return yield(Input{Name: name}, err)
	}
	return r.bytes(ctx, source{data: data, origin: r.origin(name)}, yield)
}

// containers are the kinds that may hold several articles, or another kind.
var containers = []input.Kind{input.Feed, input.Lines, input.JSON, input.Mbox, input.HTTP, input.OPML}

// bytes yields the articles of an input that is held already.
func (r *Reader) bytes(ctx context.Context, s source, yield func(Input, error) bool) bool {
	name := s.origin.Name
	switch kind, _ := s.origin.Sniff(s.data); kind {
	case input.HTTP:
		body, contentType, err := input.Unwrap(s.data, r.MaxBytes)
		if err != nil {
			return yield(Input{Name: name}, err)
		}
		origin := input.Origin{Name: name, Encoding: r.Encoding, ContentType: contentType, Document: r.Documents}
		return r.bytes(ctx, source{body, s.url, origin}, yield)
	case input.Lines:
		return r.lines(ctx, name, bufio.NewReader(bytes.NewReader(s.data)), yield)
	case input.Mbox:
		return r.mailbox(ctx, name, bufio.NewReader(bytes.NewReader(s.data)), yield)
	case input.Feed:
		return r.several(ctx, s, r.feed(s), yield)
	case input.JSON:
		return r.several(ctx, s, jsonParts, yield)
	case input.OPML:
		if r.Fetcher != nil && !r.listed {
			return r.feeds(ctx, s, yield)
		}
	}
	return yield(Input{name, "", s.article}, nil)
}

// folder yields the articles below dir in lexical order. Hidden files are
// passed over silently; links, devices, empty, huge and foreign files are
// reported to r.Skipped.
func (r *Reader) folder(ctx context.Context, dir string, yield func(Input, error) bool) bool {
	found, wanted := false, true
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != dir && strings.HasPrefix(entry.Name(), ".")
		switch {
		case ctx.Err() != nil:
			wanted = false
		case err != nil:
			wanted = yield(Input{Name: path}, fileError(err))
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
		case r.NoArticle != nil && r.NoArticle(path):
			found = true
		default:
			f, reason := r.plainFile(path, entry)
			if reason != nil {
				r.skip(path, reason)
				break
			}
			found = true
			wanted = r.file(ctx, path, f, yield)
		}
		if !wanted {
			return fs.SkipAll
		}
		return nil
	})
	if wanted && !found {
		return yield(Input{Name: dir}, input.Refuse("the folder holds no article", ""))
	}
	return wanted
}

func (r *Reader) skip(name string, reason error) {
	if r.Skipped != nil {
		r.Skipped(name, reason)
	}
}

// plainFile looks into a file of a folder; reason says why it is not read. Only
// plain files are opened: a pipe or device could block for ever.
func (r *Reader) plainFile(path string, entry fs.DirEntry) (f *opened, reason error) {
	if !entry.Type().IsRegular() {
		return nil, input.Refusef("%s is not followed or read in a folder", typeName(entry.Type()))
	}
	f = r.openFile(path)
	switch {
	case f.err != nil:
		return f, nil // it will be told as an error
	case f.info.Size() > r.MaxBytes && f.kind != input.Lines:
		reason = tooLarge("is", r.MaxBytes)
	case f.kind != input.OPML || r.Fetcher == nil:
		reason = f.nothing
	}
	if reason != nil {
		_ = f.Close()
	}
	return f, reason
}

func typeName(t fs.FileMode) string {
	switch {
	case t&fs.ModeSymlink != 0:
		return "a link"
	case t&fs.ModeNamedPipe != 0:
		return "a pipe"
	case t&fs.ModeSocket != 0:
		return "a socket"
	case t&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// Whole reads all that a file or standard input ("-") says. Text and Markdown are left
// as they stand: offsets are bytes in the file, behind a byte order mark, where it is
// UTF-8. Of other kinds it is what a reader sees. An empty language is detected.
func (r *Reader) Whole(ctx context.Context, name, language string) (*Article, error) {
	data, err := r.readNamed(name)
	if err != nil {
		return nil, err
	}
	if c, err := input.Read(data, r.origin(name)); err == nil && seen(c.Kind, name) {
		a, err := From(ctx, c, "")
		if err != nil {
			return nil, err
		}
		return Exact(name, a.Text, language), nil
	}
	text, err := input.Verbatim(data, r.Encoding)
	if err != nil {
		return nil, err
	}
	return Exact(name, text, language), nil
}

// seen says whether a reader sees another text than the bytes of a file of a kind. Text
// may begin with a tag, and is a page only where its name says so.
func seen(kind input.Kind, name string) bool {
	if kind == input.HTML {
		return slices.Contains([]string{".html", ".htm", ".xhtml"}, strings.ToLower(filepath.Ext(name)))
	}
	return slices.Contains([]input.Kind{input.PDF, input.Archive, input.SRT, input.VTT, input.Mail}, kind)
}

// readNamed reads a file or standard input whole.
func (r *Reader) readNamed(name string) ([]byte, error) {
	if name == "-" {
		return r.readAll(r.Stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(err)
	}
	defer f.Close()
	return r.readAll(f)
}

func (r *Reader) readAll(from io.Reader) ([]byte, error) {
	var buffer bytes.Buffer
	if f, ok := from.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			buffer.Grow(int(min(info.Size(), r.MaxBytes)) + bytes.MinRead)
		}
	}
	_, err := buffer.ReadFrom(io.LimitReader(from, r.MaxBytes+1))
	switch {
	case err != nil:
		return nil, fileError(err)
	case int64(buffer.Len()) > r.MaxBytes:
		return nil, tooLarge("is", r.MaxBytes)
	}
	return buffer.Bytes(), nil
}

// tooLarge is the error of what is larger than most bytes.
func tooLarge(what string, most int64) error {
	return input.Refuse(fmt.Sprintf("%s larger than %d bytes", what, most),
		"raise the limit with --max-bytes if that is meant")
}

// fileError drops the path that callers name anyway.
func fileError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
