// Package outputs is an output folder: one file an article, how it is named, and
// the manifest that remembers of what it was made. Shards may share a folder.
package outputs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"newsbrief/internal/durable"
	"newsbrief/internal/memory"
)

// Folder is an output folder: one file an article, and the manifest, which
// remembers what was made of what. It is safe for concurrent use but for
// Output.
type Folder struct {
	dir     string // without links
	root    *os.Root
	files   *durable.Tree
	names   *names
	suffix  string
	may     permission
	locks   []*durable.Lock
	journal *durable.Log

	mu      sync.Mutex
	known   map[string]record // of earlier runs
	begun   map[digest]digest // what this one was about to write, by the name: small, for many outputs
	waiting []*waiting        // outputs that have no name yet
	settles durable.Group
}

// waiting is an output that is to appear, and its line.
type waiting struct {
	file *durable.File
	line Entry
	err  error
}

// FolderOptions say how a folder is used.
type FolderOptions struct {
	Suffix       string // of every output, as .json
	Shard        Shard  // shards may run on one folder at once
	Force        bool   // replace files that newsbrief did not write
	DiscardEdits bool   // replace outputs that a person changed
}

// permission says what may be replaced besides what newsbrief wrote.
type permission struct{ foreign, edited bool }

// OpenFolder opens the folder, which it makes where there is none, for one run
// at a time.
func OpenFolder(dir string, o FolderOptions) (f *Folder, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	f = newFolder(o)
	defer func() {
		if err != nil {
			_ = f.Close()
		}
	}()
	if f.dir, err = realPath(dir); err != nil {
		return f, err
	}
	if f.root, err = os.OpenRoot(dir); err != nil {
		return f, err
	}
	f.files = durable.NewTree(f.root)
	if f.locks, err = lockFolder(f.root, o.Shard); err != nil {
		return f, err
	}
	if err := f.readManifests(); err != nil {
		return f, err
	}
	f.journal, err = durable.OpenLog(f.root, manifestName(o.Shard))
	return f, err
}

func newFolder(o FolderOptions) *Folder {
	f := &Folder{suffix: o.Suffix, names: newNames(), known: map[string]record{}, begun: map[digest]digest{}}
	f.may = permission{foreign: o.Force, edited: o.DiscardEdits}
	return f
}

// ReadFolder opens a folder that is there to be looked at; another run may use it.
func ReadFolder(dir string, o FolderOptions) (f *Folder, err error) {
	f = newFolder(o)
	if f.dir, err = realPath(dir); err == nil {
		f.root, err = os.OpenRoot(dir)
	}
	if err == nil {
		err = f.readManifests()
	}
	if err != nil {
		_ = f.Close()
	}
	return f, err
}

func (f *Folder) readManifests() error {
	manifests, err := fs.Glob(f.root.FS(), "manifest*.jsonl")
	if err != nil {
		return err
	}
	for _, name := range slices.DeleteFunc(manifests, func(name string) bool { return !isManifest(name) }) {
		if err := readManifest(f.root, name, f.known); err != nil {
			return err
		}
	}
	return nil
}

// Left are the outputs of newsbrief's that are there and not among names.
func (f *Folder) Left(names map[string]bool) []string {
	var list []string
	for name, r := range f.known {
		if _, err := f.root.Lstat(name); r.ours && !names[name] && err == nil {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// lockFolder locks the folder for a whole batch, or for one shard of it.
func lockFolder(root *os.Root, s Shard) ([]*durable.Lock, error) {
	const all = ".newsbrief.lock"
	if s.Of <= 1 {
		l, err := durable.TakeLock(root, all, false)
		return []*durable.Lock{l}, err
	}
	shared, err := durable.TakeLock(root, all, true)
	if err != nil {
		return nil, err
	}
	own, err := durable.TakeLock(root, ".newsbrief-"+s.Name()+".lock", false)
	return []*durable.Lock{shared, own}, err
}

// manifestName is the manifest of a whole batch or of a shard. All of a
// folder's manifests are read, and one is written.
func manifestName(s Shard) string {
	if s.Of > 1 {
		return "manifest-" + s.Name() + ".jsonl"
	}
	return "manifest.jsonl"
}

func isManifest(name string) bool {
	var s Shard
	_, _ = fmt.Sscanf(name, "manifest-%d-of-%d.jsonl", &s.Part, &s.Of)
	return name == manifestName(s)
}

// isRecord says whether a name is that of what a folder remembers: a manifest, or a
// memory of translations.
func isRecord(name string) bool { return isManifest(name) || memory.IsFile(name) }

// Close lets another run use the folder.
func (f *Folder) Close() error {
	var err error
	if f.journal != nil {
		err = f.journal.Close()
	}
	for _, l := range f.locks {
		err = errors.Join(err, l.Release())
	}
	if f.root != nil {
		err = errors.Join(err, f.root.Close())
	}
	return err
}

// Output names the output of the article at path, relative to its folder. No
// two calls give the same name; the same paths in the same order give the same
// names. An ending in kept stays the output's, instead of the suffix.
func (f *Folder) Output(path string, kept ...string) string {
	suffix := f.suffix
	ending := filepath.Ext(path)
	if slices.Contains(kept, strings.ToLower(ending)) && len(ending) < len(filepath.Base(path)) {
		path, suffix = strings.TrimSuffix(path, ending), ending
	}
	for {
		if name := f.names.take(path, suffix); !isRecord(strings.ToLower(name)) {
			return name
		}
	}
}

// OutputOf is Output for the article in a file, which the output never takes the place
// of.
func (f *Folder) OutputOf(path, file string, kept ...string) string {
	name := f.Output(path, kept...)
	if f.isFile(name, file) {
		name = f.Output(path)
	}
	return name
}

// isFile says whether an output is the file at path.
func (f *Folder) isFile(output, path string) bool {
	a, errA := f.root.Stat(output)
	b, errB := os.Stat(path)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// Known returns what the last run that tried the output recorded.
func (f *Folder) Known(output string) (Status, Judgement) {
	r := f.record(output)
	return r.status, r.judgement
}

func (f *Folder) record(output string) record {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := f.known[output]
	if next, ok := f.begun[digestOf([]byte(output))]; ok {
		r.ours, r.next = true, next
	}
	return r
}

// Current says whether there is nothing to do: the output is there as a run with
// the same fingerprint left it, or as a person has edited it since.
func (f *Folder) Current(output, fingerprint string) (current, edited bool) {
	r := f.record(output)
	if r.status != Done || r.fingerprint != fingerprint {
		return false, false
	}
	if _, err := f.root.Lstat(output); err != nil {
		return false, false
	}
	edited = f.edited(output, r)
	return !edited || !f.may.edited, edited
}

// edited says whether an output that is there is none of those that newsbrief
// recorded.
func (f *Folder) edited(output string, r record) bool {
	if r.sum == r.next && r.sum == (digest{}) {
		return false // a crash lost what a former version recorded
	}
	sum, err := f.sum(output)
	return err != nil || digest(sum[:16]) != r.sum && digest(sum[:16]) != r.next
}

// Read returns an output.
func (f *Folder) Read(output string) ([]byte, error) { return f.root.ReadFile(output) }

func (f *Folder) sum(output string) (sum [32]byte, err error) {
	if info, err := f.root.Lstat(output); err != nil || !info.Mode().IsRegular() {
		return sum, errors.Join(err, errors.New("is no plain file"))
	}
	file, err := f.root.Open(output)
	if err != nil {
		return sum, err
	}
	defer file.Close()
	return sumOf(file)
}

// Errors of an output that Write would not replace.
var (
	ErrForeign error = refusal{"exists and was not written by newsbrief",
		"move it away, or replace it with --force"}
	ErrEdited error = refusal{"was changed since newsbrief wrote it",
		"move it away, or give the changes up with --discard-edits"}
)

type refusal struct{ message, help string }

func (r refusal) Error() string { return r.message }

// Help is the next step for the user.
func (r refusal) Help() string { return r.help }

// Free is ErrForeign or ErrEdited where Write would refuse the output.
func (f *Folder) Free(output string) error {
	_, err := f.root.Lstat(output)
	r := f.record(output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !r.ours && !f.may.foreign:
		return ErrForeign
	case r.ours && !f.may.edited && f.edited(output, r):
		return ErrEdited
	}
	return nil
}

// Touched says whether an output that is there is not as newsbrief wrote it, as far as
// is known here.
func (f *Folder) Touched(output string) bool {
	r := f.record(output)
	return !r.ours || f.edited(output, r)
}

// Replace is Write in the place of what is there, whoever wrote it, where that is
// still the same.
func (f *Folder) Replace(e Entry, was, data []byte) error {
	if now, err := f.Read(e.Output); err != nil || !bytes.Equal(now, was) {
		return errors.Join(err, ErrEdited)
	}
	if !bytes.Equal(was, data) {
		return f.write(e, data)
	}
	e.SHA256, e.Status = sumText(data), Done
	return f.add(e)
}

func sumText(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Write makes an output and then adds its line, e, to the manifest. A line before
// that says what will be in it: whatever a crash leaves is known.
func (f *Folder) Write(e Entry, data []byte) error {
	if err := f.Free(e.Output); err != nil {
		return err
	}
	return f.write(e, data)
}

func (f *Folder) write(e Entry, data []byte) error {
	e.SHA256 = sumText(data)
	_, err := f.note(Entry{Output: e.Output, Source: e.Source, Status: Writing, SHA256: e.SHA256})
	if err != nil {
		return err
	}
	e.Status = Done
	w := &waiting{line: e}
	if w.file, err = f.files.Begin(e.Output, durable.Bytes(data)); err != nil {
		return err
	}
	f.mu.Lock()
	f.waiting = append(f.waiting, w)
	f.mu.Unlock()
	if err := f.settles.Do(f.settle); w.err == nil {
		w.err = err
	}
	return w.err
}

// settle lets the outputs that wait appear: first the lines that say what will be in
// them are durable, then the outputs, then the lines that they are done. What comes
// meanwhile waits for the next time, so that many share each sync.
func (f *Folder) settle() error {
	f.mu.Lock()
	list := f.waiting
	f.waiting = nil
	f.mu.Unlock()
	files := make([]*durable.File, len(list))
	for i, w := range list {
		files[i] = w.file
	}
	if err := f.journal.Sync(); err != nil {
		for _, w := range list {
			w.file.Drop()
			w.err = err
		}
		return err
	}
	for i, err := range f.files.Place(files) {
		if list[i].err = err; err == nil {
			_, list[i].err = f.note(list[i].line)
		}
	}
	return f.journal.Sync()
}

// Fail adds the line of an article that failed. What an earlier run made of it
// stays.
func (f *Folder) Fail(e Entry) error {
	e.Status = Failed
	return f.add(e)
}

// add makes a line durable.
func (f *Folder) add(e Entry) error {
	at, err := f.note(e)
	if err != nil {
		return err
	}
	return f.journal.Keep(at)
}

// note adds a line that journal.Keep makes durable.
func (f *Folder) note(e Entry) (at int64, err error) {
	line, err := e.line()
	if err != nil {
		return 0, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if e.Status != Failed {
		f.begun[digestOf([]byte(e.Output))] = digestFrom([]byte(e.SHA256))
	}
	return f.journal.Add(line)
}

// Outputs returns a test for files below root that are no articles but outputs
// and manifests; nil where the folder and root have nothing in common. A folder
// that lies below root holds nothing else.
func (f *Folder) Outputs(root string) func(path string) bool {
	root, err := realPath(root)
	if err != nil || !within(root, f.dir) && !within(f.dir, root) {
		return nil
	}
	return func(path string) bool {
		path, err := realPath(path)
		if err != nil || !within(path, f.dir) {
			return false
		}
		if !within(root, f.dir) {
			return true
		}
		output, _ := filepath.Rel(f.dir, path)
		output = filepath.ToSlash(output)
		return isRecord(output) || f.record(output).ours
	}
}

// within says whether path is dir or lies in it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// realPath is path without links, from the root of the file system.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}
