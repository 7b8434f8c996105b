package lang

import (
	"bytes"
	"embed"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.tsv data/shared/*.tsv
var data embed.FS

// Row is one line of a file.
type Row struct {
	Class, Value string
	forms        string
}

// Forms are the words and phrases of the row.
func (r Row) Forms() []string { return strings.Split(r.forms, ", ") }

// Has says whether a word is one of the row's forms, without making a list of them.
func (r Row) Has(word string) bool {
	if !strings.Contains(r.forms, word) { // as most are not, and this is quick
		return false
	}
	for form := range strings.SplitSeq(r.forms, ", ") {
		if form == word {
			return true
		}
	}
	return false
}

// table is what the files have for one language.
type table struct {
	own     []Row // of its file
	classes map[string]*class
}

// class is all rows of one class: the language's own, then those that all
// share.
type class struct {
	rows  []Row
	once  sync.Once
	words map[string]bool // the forms, made when they are first asked for
}

var tables sync.Map // of func() *table by base tag

// tableOf returns the rows of a language, read at first use.
func tableOf(base string) *table {
	known, found := tables.Load(base)
	if !found && !exists(base) {
		return tableOf("und")
	}
	if !found {
		known, _ = tables.LoadOrStore(base, sync.OnceValue(func() *table { return readTable(base) }))
	}
	return known.(func() *table)()
}

func readTable(base string) *table {
	t := &table{classes: map[string]*class{}}
	if base != "und" {
		t.own = read(base)
		t.add(t.own)
		t.borrow()
	}
	t.add(Common())
	return t
}

// borrow adds the classes that the file does not have of the language that it
// names.
func (t *table) borrow() {
	var from string
	for _, r := range t.own {
		if r.Class == "as" || r.Class == "like" {
			from = r.forms
		}
	}
	if from == "" {
		return
	}
	lent := slices.DeleteFunc(read(from), func(r Row) bool { return t.classes[r.Class] != nil })
	t.own = append(t.own, lent...)
	t.add(lent)
}

// Common returns the rows that all languages share, in the file's order.
func Common() []Row { return common() }

var common = sync.OnceValue(func() []Row { return read("und") })

func (t *table) add(rows []Row) {
	for i, to := 0, 0; i < len(rows); i = to {
		name := rows[i].Class
		for to < len(rows) && rows[to].Class == name {
			to++
		}
		if c := t.classes[name]; c != nil {
			c.rows = append(c.rows, rows[i:to]...)
		} else {
			t.classes[name] = &class{rows: rows[i:to:to]} // most classes stand together: nothing is copied
		}
	}
}

func (c *class) has(word string) bool {
	c.once.Do(func() {
		c.words = map[string]bool{}
		for _, r := range c.rows {
			for form := range strings.SplitSeq(r.forms, ", ") {
				c.words[form] = true
			}
		}
	})
	return c.words[word]
}

func exists(name string) bool {
	file, err := data.Open("data/" + name + ".tsv")
	if err != nil {
		return false
	}
	file.Close()
	return true
}

// read returns the rows of a file.
func read(name string) []Row {
	file, err := data.ReadFile("data/" + name + ".tsv")
	if err != nil {
		panic(err) // part of the program
	}
	return rowsOf(string(file))
}

func rowsOf(text string) []Row {
	rows := make([]Row, 0, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		if class, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && line[0] != '#' {
			value, forms, _ := strings.Cut(rest, "\t")
			rows = append(rows, Row{class, value, forms})
		}
	}
	return rows
}

// Shared returns the rows of a file of data/shared, as "units" or "places". It reads
// them at each call.
func Shared(name string) []Row { return read("shared/" + name) }

// head is a file's first paragraph of rows, as text with a line end before each.
type head struct{ tag, rows string }

// heads are those of all languages, by tag.
var heads = sync.OnceValue(func() []head {
	var all []head
	buffer := make([]byte, longestHead)
	eachFile(func(tag string, file fs.File) {
		n, _ := io.ReadFull(file, buffer)
		end := []byte("\n\n")
		start := bytes.Index(buffer[:n], end) + 1
		rows, _, _ := bytes.Cut(buffer[start+1:n], end)
		all = append(all, head{tag, string(buffer[start : start+1+len(rows)])})
	})
	return all
})

const longestHead = 2048 // bytes, with the comment before it

// eachFile calls do for the file of each language, by tag.
func eachFile(do func(tag string, file fs.File)) {
	files, _ := data.ReadDir("data")
	for _, f := range files {
		tag, ok := strings.CutSuffix(f.Name(), ".tsv")
		if !ok || tag == "und" {
			continue
		}
		if file, err := data.Open("data/" + f.Name()); err == nil {
			do(tag, file)
			file.Close()
		}
	}
}

// eachRow calls do for each row of a class in a text with a line end before each.
func eachRow(text, class string, do func(Row)) {
	before := "\n" + class + "\t"
	for rest, found := text, true; found; {
		if _, rest, found = strings.Cut(rest, before); found {
			row, _, _ := strings.Cut(rest, "\n")
			value, forms, _ := strings.Cut(row, "\t")
			do(Row{class, value, forms})
		}
	}
}

// eachHead calls do for each row of a class in the heads of all languages.
func eachHead(class string, do func(tag string, r Row)) {
	for _, h := range heads() {
		eachRow(h.rows, class, func(r Row) { do(h.tag, r) })
	}
}

// Everywhere returns the forms of a class in the files of all languages. It
// reads them at each call.
func Everywhere(class string) []string {
	var all []string
	eachFile(func(_ string, file fs.File) {
		text, _ := io.ReadAll(file)
		eachRow("\n"+string(text), class, func(r Row) { all = append(all, r.Forms()...) })
	})
	return all
}

// Own returns the language's own rows, in the file's order; none where it has
// no file.
func (l *Language) Own() []Row { return l.own }

// Rows returns the rows of a class: the language's own, then those that all
// languages share.
func (l *Language) Rows(class string) []Row {
	if c := l.classes[class]; c != nil {
		return c.rows
	}
	return nil
}

// Forms returns the words of a class in the order of their rows.
func (l *Language) Forms(class string) []string {
	var all []string
	for _, r := range l.Rows(class) {
		all = append(all, r.Forms()...)
	}
	return all
}

// Has says whether a word or phrase in lower case belongs to a class, of the
// language or of all.
func (l *Language) Has(class, word string) bool {
	c := l.classes[class]
	return c != nil && c.has(word)
}

// value is that of a class's first row.
func (l *Language) value(class string) string {
	for _, r := range l.Rows(class) {
		return r.Value
	}
	return ""
}

// form is the first form of a class.
func (l *Language) form(class string) string {
	for _, f := range l.Forms(class) {
		return f
	}
	return ""
}
