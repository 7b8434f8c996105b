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
	"strings"

	"newsbrief/internal/article/fetch"
	"newsbrief/internal/article/refusal"
)

// Reader turns a command's arguments into articles. MaxBytes must be set.
type Reader struct {
	Stdin    io.Reader
	MaxBytes int64  // that one input, or one line of JSON lines, may have
	Encoding string // obeyed where not empty, else told by the input
	// AllowPrivate lets URLs lead to private and loopback addresses.
	AllowPrivate bool
	// NoArticle is true of files that are passed over in silence; nil: of none.
	NoArticle func(path string) bool
	// Skipped is told which files of a folder are passed over; nil: nobody.
	Skipped func(name string, reason error)
}

// Input is one article to be read. Finding it costs little; Load does the work.
type Input struct {
	Name string // as printed: the path, URL, "feed.xml#3" or an id of JSON lines
	Path string // of the file that holds this article alone; "" where there is none
	load func(context.Context) (*Article, error)
}

// Load reads and parses the article. It may be called on any goroutine.
func (in Input) Load(ctx context.Context) (*Article, error) {
	a, err := in.load(ctx)
	if err != nil {
		return nil, err
	}
	a.Name = in.Name
	return a, nil
}

// source is an input's bytes with what is known about them.
type source struct {
	name        string
	data        []byte
	url         string
	contentType string
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
			err = refusal.New("holds several articles where one is needed", "name a file with one of them")
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
	return r.file(ctx, arg, openFile(arg), yield)
}

func (r *Reader) url(ctx context.Context, address string, yield func(Input, error) bool) bool {
	page, err := fetch.Get(ctx, address, fetch.Options{MaxBytes: r.MaxBytes, AllowPrivate: r.AllowPrivate})
	if err != nil {
		return yield(Input{Name: address}, err)
	}
	return r.bytes(ctx, source{address, page.Data, page.URL, page.ContentType}, yield)
}

// opened is a file that was looked into.
type opened struct {
	*os.File
	info fs.FileInfo
	kind kind
	what string // a binary file is
	err  error  // it cannot be read; then it is closed
}

// openFile opens a file. Of plain files it tells the kind.
func openFile(path string) *opened {
	o := &opened{}
	if o.File, o.err = os.Open(path); o.err != nil {
		return o
	}
	if o.info, o.err = o.Stat(); o.err == nil && o.info.Mode().IsRegular() {
		o.err = o.look()
	}
	if o.err != nil {
		_ = o.Close()
	}
	return o
}

// look tells the kind by the first bytes.
func (o *opened) look() error {
	size := o.info.Size()
	if size == 0 { // so say files of the system
		size = headSize
	}
	head := make([]byte, min(size, headSize))
	n, err := io.ReadFull(o, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	o.kind, o.what = kindOf(head[:n])
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
	case f.kind == kindFeed || f.kind == kindJSONL:
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return yield(Input{Name: path}, fileError(err))
		}
		return r.stream(ctx, path, f.File, yield)
	}
	_ = f.Close() // the caller may take long
	return yield(Input{path, path, func(ctx context.Context) (*Article, error) { return r.loadFile(ctx, path) }}, nil)
}

func (r *Reader) loadFile(ctx context.Context, path string) (*Article, error) {
	data, err := r.readNamed(path)
	if err != nil {
		return nil, err
	}
	return r.parse(ctx, source{name: path, data: data})
}

// stream yields the articles of what can be read only once.
func (r *Reader) stream(ctx context.Context, name string, from io.Reader, yield func(Input, error) bool) bool {
	buffered := bufio.NewReaderSize(from, headSize)
	head, err := buffered.Peek(headSize)
	if err != nil && err != io.EOF {
		return yield(Input{Name: name}, fileError(err))
	}
	if k, _ := kindOf(head); k == kindJSONL {
		return r.lines(ctx, name, buffered, yield)
	}
	data, err := r.readAll(buffered)
	if err != nil {
		return yield(Input{Name: name}, err)
	}
	return r.bytes(ctx, source{name: name, data: data}, yield)
}

// bytes yields the articles of an input that is held already.
func (r *Reader) bytes(ctx context.Context, s source, yield func(Input, error) bool) bool {
	switch k, _ := kindOf(s.data[:min(len(s.data), headSize)]); k {
	case kindJSONL:
		return r.lines(ctx, s.name, bufio.NewReader(bytes.NewReader(s.data)), yield)
	case kindFeed:
		return r.feed(s, yield)
	}
	return yield(Input{s.name, "", func(ctx context.Context) (*Article, error) { return r.parse(ctx, s) }}, nil)
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
		return nil, refusal.New(fmt.Sprintf("is larger than %d bytes", r.MaxBytes), "raise the limit with --max-bytes if that is meant")
	}
	return buffer.Bytes(), nil
}

// fileError drops the path that callers name anyway.
func fileError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
