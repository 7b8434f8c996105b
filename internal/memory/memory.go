// Package memory keeps the passages of documents with their translations, by models and
// by people, for the next time: a file of sorted lines, which git merges, or a TMX.
//
// What is put is durable before Put returns, in a log beside the file, and stands in the
// file when the memory is closed; a run that was killed in between loses nothing.
package memory

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/durable"
)

// Name is that of a memory beside the outputs.
const Name = "translations.jsonl"

// Memory is safe for concurrent use.
type Memory struct {
	path  string // of the file that is written
	part  string // of a shard, as 1-of-4; "": the whole
	root  *os.Root
	locks []*durable.Lock // nil: it is only read
	parts []string        // files of shards, that were read

	mu      sync.Mutex
	log     *durable.Log
	entries map[slot]*Entry
	own     map[slot]bool // what stands in the file that is written
	sources map[key][]*Entry
	targets map[key][]*Entry // also what was replaced since: it may still stand in an output
	changed bool
}

// key is a text in a language, or one to be translated into it.
type key struct{ to, text string }

// Open reads a memory, which may not be there, and keeps other processes from writing
// it. part is that of a shard, as 1-of-4, which writes a file of its own and reads all.
func Open(path, part string) (*Memory, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	m, err := open(path, part)
	if err == nil {
		err = m.lock(path)
	}
	if err == nil {
		err = m.load(path)
	}
	if err != nil && m != nil {
		m.Release()
	}
	return m, err
}

// Read is Open for those who write nothing.
func Read(path, part string) (*Memory, error) {
	m, err := open(path, part)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		err = m.load(path)
		m.Release()
	}
	return m, err
}

func open(path, part string) (*Memory, error) {
	m := &Memory{path: partOf(path, part), part: part, entries: map[slot]*Entry{}, own: map[slot]bool{},
		sources: map[key][]*Entry{}, targets: map[key][]*Entry{}}
	var err error
	m.root, err = os.OpenRoot(filepath.Dir(path))
	return m, err
}

// partOf is the file of a shard: translations-1-of-4.jsonl.
func partOf(path, part string) string {
	if part == "" {
		return path
	}
	ending := filepath.Ext(path)
	return strings.TrimSuffix(path, ending) + "-" + part + ending
}

// IsFile says whether a name is that of a memory beside the outputs, or of a shard's.
func IsFile(name string) bool {
	middle, ending := strings.CutSuffix(strings.TrimPrefix(name, "translations"), ".jsonl")
	var k, n int
	_, err := fmt.Sscanf(middle, "-%d-of-%d", &k, &n)
	return name == Name || ending && err == nil && middle == fmt.Sprintf("-%d-of-%d", k, n)
}

// lock lets shards work side by side, each on its own file, and nobody beside the whole.
func (m *Memory) lock(path string) error {
	all := durable.TempPrefix + filepath.Base(path) + ".lock"
	l, err := durable.TakeLock(m.root, all, m.part != "")
	if err == nil {
		m.locks = append(m.locks, l)
	}
	if err == nil && m.part != "" {
		if l, err = durable.TakeLock(m.root, durable.TempPrefix+filepath.Base(m.path)+".lock", false); err == nil {
			m.locks = append(m.locks, l)
		}
	}
	var locked *durable.LockedError
	if errors.As(err, &locked) {
		return fmt.Errorf("the memory is in use: %w", err)
	}
	return err
}

// load reads the whole and all parts; what a log holds came last.
func (m *Memory) load(path string) error {
	ending := filepath.Ext(path)
	parts, err := filepath.Glob(globQuoted(strings.TrimSuffix(path, ending)) + "-*-of-*" + ending)
	if err != nil {
		return err
	}
	m.parts = slices.DeleteFunc(parts, func(p string) bool { return partName(p, path) == "" })
	for _, file := range append([]string{path}, m.parts...) {
		if err := m.loadFile(file, false); err != nil {
			return err
		}
	}
	for _, file := range append([]string{path}, m.parts...) {
		if err := m.loadFile(m.logOf(file), true); err != nil {
			return err
		}
	}
	if !slices.Contains(append(m.parts, path), m.path) { // of a shard that was killed before it had a file
		return m.loadFile(m.logOf(m.path), true)
	}
	return nil
}

// partName is K-of-N where file is that part of the memory at path.
func partName(file, path string) string {
	ending := filepath.Ext(path)
	name := strings.TrimSuffix(strings.TrimPrefix(file, strings.TrimSuffix(path, ending)+"-"), ending)
	var k, n int
	if _, err := fmt.Sscanf(name, "%d-of-%d", &k, &n); err != nil || name != fmt.Sprintf("%d-of-%d", k, n) {
		return ""
	}
	return name
}

func globQuoted(path string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(path)
}

func (m *Memory) logOf(file string) string {
	return filepath.Join(filepath.Dir(file), durable.TempPrefix+filepath.Base(file)+".log")
}

func (m *Memory) loadFile(file string, log bool) error {
	switch info, err := os.Stat(file); { // before it is opened: that may wait for ever
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("is no plain file")
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	var list []*Entry
	if isTMX(file) {
		list, err = readTMX(f)
	} else {
		list, err = readLines(f, log)
	}
	own := m.part == "" || file == m.path || file == m.logOf(m.path)
	for _, e := range list {
		m.store(e, own)
	}
	m.changed = m.changed || own && log && len(list) > 0
	return err
}

func isTMX(file string) bool { return strings.EqualFold(filepath.Ext(file), ".tmx") }

// store takes an entry in, in the place of what had its slot.
func (m *Memory) store(e *Entry, own bool) {
	s := e.slot()
	if old := m.entries[s]; old != nil {
		k := key{old.To, old.Source}
		m.sources[k] = slices.DeleteFunc(m.sources[k], func(o *Entry) bool { return o == old })
	}
	m.entries[s] = e
	m.own[s] = m.own[s] || own
	if e.Drop {
		return
	}
	m.sources[key{e.To, e.Source}] = append(m.sources[key{e.To, e.Source}], e)
	k := key{e.To, Words(cmp.Or(e.Shown, e.Target))}
	m.targets[k] = append(m.targets[k], e)
}

// Put keeps entries, durable when it returns; in a memory that is only read, none.
func (m *Memory) Put(entries ...Entry) error {
	if len(entries) == 0 || len(m.locks) == 0 {
		return nil
	}
	log, at, err := m.add(entries)
	if err == nil {
		err = log.Keep(at) // with what others have put
	}
	return m.error(err)
}

// add takes entries in, and says where in the log the last begins.
func (m *Memory) add(entries []Entry) (log *durable.Log, at int64, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.log == nil {
		if m.log, err = durable.OpenLog(m.root, filepath.Base(m.logOf(m.path))); err != nil {
			return nil, 0, err
		}
	}
	m.changed = true
	for _, e := range entries {
		line, err := e.line()
		if err == nil {
			at, err = m.log.Add(line)
		}
		if err != nil {
			return nil, 0, err
		}
		m.store(&e, true)
	}
	return m.log, at, nil
}

func (m *Memory) error(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot write the memory %s: %w", m.path, err)
}

// Close writes the file and lets others use it. The files of shards are part of the whole then.
func (m *Memory) Close() error {
	defer m.Release()
	obsolete := []string{m.logOf(m.path)}
	if m.part == "" {
		for _, p := range m.parts {
			obsolete = append(obsolete, p, m.logOf(p))
		}
	}
	if !m.changed && (m.part != "" || len(m.parts) == 0) {
		return nil
	}
	write := func(w io.Writer) error { return writeLines(w, m.all()) }
	if isTMX(m.path) {
		write = func(w io.Writer) error { return writeTMX(w, m.all()) }
	}
	if err := durable.WriteFile(m.path, 0o666, write); err != nil {
		return m.error(err)
	}
	if m.log != nil {
		_ = m.log.Close()
		m.log = nil
	}
	for _, file := range obsolete {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return m.error(err)
		}
	}
	return nil
}

// all are the entries of the file that is written.
func (m *Memory) all() []*Entry {
	var list []*Entry
	for s, e := range m.entries {
		if m.own[s] && !(e.Drop && m.part == "") {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, order)
	return list
}

// Release lets others use the memory without writing the file: what was put stays in
// the log.
func (m *Memory) Release() {
	if m.log != nil {
		_ = m.log.Close()
		m.log = nil
	}
	for _, l := range m.locks {
		_ = l.Release()
	}
	m.locks = nil
	if m.root != nil {
		_ = m.root.Close()
	}
}

// Find is what counts as the translation of a passage: a person's for the place, a
// person's for any, a model's for the place, a model's for any, in this order.
func (m *Memory) Find(to, source, context string, s Settings) (Entry, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var best *Entry
	rank := 0
	for _, e := range m.sources[key{to, source}] {
		n := 0
		switch here := e.Context == context; {
		case e.By == Person && here:
			n = 4
		case e.By == Person && e.Of == "":
			n = 3
		case e.By == Model && e.Settings.equal(s) && here:
			n = 2
		case e.By == Model && e.Settings.equal(s):
			n = 1
		}
		if n > rank || n == rank && n > 0 && order(e, best) < 0 {
			best, rank = e, n
		}
	}
	if best == nil {
		return Entry{}, false
	}
	return *best, true
}

// Knows says whether a passage was translated, whatever the settings.
func (m *Memory) Knows(to, source string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.sources[key{to, source}]) > 0
}

// At is what a person wrote for a passage in its place.
func (m *Memory) At(to, source, context string) (Entry, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.entries[slot{to, source, context, "", Person}]
	if e == nil || e.Drop {
		return Entry{}, false
	}
	return *e, true
}

// Has says whether the entry, or for a model's the same for any place, is there.
func (m *Memory) Has(e Entry) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, o := range m.sources[key{e.To, e.Source}] {
		same := *o
		if same.By == Model {
			same.Context = e.Context
		}
		if same.sameAs(e) {
			return true
		}
	}
	return false
}

// Written are the entries, also replaced ones, that read as a text of an output, by
// its Words.
func (m *Memory) Written(to, words string) []Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []Entry
	for _, e := range m.targets[key{to, words}] {
		list = append(list, *e)
	}
	return list
}

// Entries are all there are, in the file's order.
func (m *Memory) Entries() []Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []*Entry
	for _, e := range m.entries {
		if !e.Drop {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, order)
	all := make([]Entry, len(list))
	for i, e := range list {
		all[i] = *e
	}
	return all
}

// Words is a text without placeholders, with one space where there are some: two
// texts are one for a reader who does not see markup.
func Words(text string) string {
	var b strings.Builder
	for text != "" {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		b.WriteString(text[:at])
		n := placeholder(text[at:])
		if n == 0 {
			b.WriteByte('<')
			n = 1
		} else {
			b.WriteByte(' ')
		}
		text = text[at+n:]
	}
	b.WriteString(text)
	return strings.Join(strings.Fields(b.String()), " ")
}

// placeholder is the length of <1>, </1> or <1/> at the start of text, 0 for anything else.
func placeholder(text string) int {
	end := strings.IndexByte(text, '>')
	if end < 2 || end > 8 {
		return 0
	}
	digits := strings.TrimSuffix(strings.TrimPrefix(text[1:end], "/"), "/")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0
	}
	return end + 1
}
