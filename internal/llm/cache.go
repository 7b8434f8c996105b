package llm

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"newsbrief/internal/durable"
	"newsbrief/result"
)

// CacheMode says what a cache is used for.
type CacheMode string

// The modes, as the user names them.
const (
	CacheAuto    CacheMode = "auto"    // answer from it, else ask and keep
	CacheOff     CacheMode = "off"     // neither read nor write
	CacheOnly    CacheMode = "only"    // answer from it, never ask
	CacheRefresh CacheMode = "refresh" // ask, and keep the new answer
)

// Cache keeps whole answers as plain files DIR/ab/abcd….json, named by the
// hash of the question. Files appear whole, so that many processes may share a
// folder; what is damaged counts as missing. It holds answers only: neither
// questions nor keys nor addresses.
type Cache struct {
	Dir  string
	Mode CacheMode
	// Warn is told, once, why answers cannot be kept; nil: nobody.
	Warn func(error)

	warned sync.Once
}

// cacheSchema names the form of an entry. It is part of every key: entries of
// another form are never found.
const cacheSchema = "newsbrief-cache/v1"

// maxEntry is the most bytes that an entry may have.
const maxEntry = 16 << 20

// touchAfter is how old a used entry's time must be to be set anew: the age
// that Clear goes by is that of the last use, to the day.
const touchAfter = 24 * time.Hour

// entry is the file's form. SHA256 is that of its compact JSON with the field
// empty, so that changed line ends or indentation do no harm.
type entry struct {
	Schema string   `json:"schema"`
	Key    string   `json:"key"`
	Model  string   `json:"model"`
	Lines  []string `json:"lines"`
	SHA256 string   `json:"sha256"`
}

// key is the hash of everything that decides the answer: model, messages and
// options. The address is no part of it, so that answers can be replayed where
// the endpoint cannot be reached.
func (r Request) key() (string, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte(cacheSchema+"\n"), data...))
	return hex.EncodeToString(sum[:]), nil
}

func (e entry) sum() string {
	e.SHA256 = ""
	data, _ := json.Marshal(e) // strings always encode
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (c *Cache) reads() bool  { return c != nil && (c.Mode == CacheAuto || c.Mode == CacheOnly) }
func (c *Cache) only() bool   { return c != nil && c.Mode == CacheOnly }
func (c *Cache) writes() bool { return c != nil && (c.Mode == CacheAuto || c.Mode == CacheRefresh) }

func (c *Cache) path(key string) string { return filepath.Join(c.Dir, key[:2], key+".json") }

// find returns the answer kept for r. Without one, err is nil unless the mode
// forbids to ask.
func (c *Cache) find(r Request) (e entry, found bool, err error) {
	if !c.reads() {
		return entry{}, false, nil
	}
	key, err := r.key()
	if err != nil {
		return entry{}, false, err
	}
	e, err = c.read(key)
	switch {
	case err == nil:
		c.touch(key)
		return e, true, nil
	case c.Mode != CacheOnly:
		return entry{}, false, nil
	}
	return entry{}, false, c.missing(r, key, err)
}

// missing is the error of a question that may not be asked.
func (c *Cache) missing(r Request, key string, cause error) *Error {
	what := "holds no answer"
	if !errors.Is(cause, fs.ErrNotExist) {
		what = "holds a damaged answer"
	}
	return &Error{Kind: Missing,
		Message: fmt.Sprintf("the cache %s of %s to this question (%s)",
			what, r.Model, filepath.Join(key[:2], key+".json")),
		Hint: fmt.Sprintf("run the same command with --cache auto once to record it in %s; "+
			"text, prompt, model and options must be the same", c.Dir),
		cause: cause}
}

func (c *Cache) read(key string) (entry, error) {
	// Opening a pipe would wait for ever.
	info, err := os.Stat(c.path(key))
	switch {
	case err != nil:
		return entry{}, err
	case !info.Mode().IsRegular():
		return entry{}, errors.New("not a plain file")
	}
	f, err := os.Open(c.path(key))
	if err != nil {
		return entry{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxEntry))
	if err != nil {
		return entry{}, err
	}
	var e entry
	if err := json.Unmarshal(data, &e); err != nil {
		return entry{}, err
	}
	if e.Schema != cacheSchema || e.Key != key || e.SHA256 != e.sum() {
		return entry{}, errors.New("the checksum does not fit")
	}
	return e, nil
}

// touch notes the use of an entry. A folder that cannot be written, as a
// committed one, is good enough to read.
func (c *Cache) touch(key string) {
	info, err := os.Stat(c.path(key))
	if err == nil && c.writes() && time.Since(info.ModTime()) > touchAfter {
		now := time.Now()
		_ = os.Chtimes(c.path(key), now, now)
	}
}

// keep stores the answer to r.
func (c *Cache) keep(r Request, model string, lines []string) {
	if !c.writes() {
		return
	}
	if err := c.write(r, model, lines); err != nil && c.Warn != nil {
		c.warned.Do(func() { c.Warn(fmt.Errorf("answers cannot be kept in the cache: %w", err)) })
	}
}

func (c *Cache) write(r Request, model string, lines []string) error {
	key, err := r.key()
	if err != nil {
		return err
	}
	if old, err := c.read(key); err == nil && c.Mode == CacheAuto && slices.Equal(old.Lines, lines) {
		return nil // that is where it came from
	}
	e := entry{Schema: cacheSchema, Key: key, Model: model, Lines: lines}
	e.SHA256 = e.sum()
	data, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.path(key)), 0o755); err != nil {
		return err
	}
	return durable.WriteFile(c.path(key), 0o600, durable.Bytes(append(data, '\n')))
}

// answer replays a kept answer line by line.
func (e entry) answer(onLine func(Line)) result.Usage {
	for _, text := range e.Lines {
		onLine(Line{Text: text, Ended: true})
	}
	return result.Usage{Model: e.Model, Cached: 1}
}

// CacheSize counts entries and their bytes.
type CacheSize struct {
	Entries int
	Bytes   int64
}

// CacheUsed counts the entries of dir that were last used at least age ago. A
// folder that does not exist is empty.
func CacheUsed(dir string, age time.Duration) (CacheSize, error) {
	return eachEntry(dir, age, func(string) error { return nil })
}

// ClearCache removes those entries and counts them. Whatever else stands in
// the folder stays.
func ClearCache(dir string, age time.Duration) (CacheSize, error) {
	return eachEntry(dir, age, os.Remove)
}

// eachEntry calls do for each entry of that age or more, and counts those for
// which it succeeds. What another process removes meanwhile is no error.
func eachEntry(dir string, age time.Duration, do func(path string) error) (size CacheSize, err error) {
	newest := time.Now().Add(-age)
	for path, err := range entries(dir) {
		if err != nil {
			return size, ifExists(err)
		}
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() || info.ModTime().After(newest) {
			continue
		}
		switch err := do(path); {
		case err == nil:
			size.Entries++
			size.Bytes += info.Size()
		case ifExists(err) != nil:
			return size, err
		}
	}
	return size, nil
}

// entries are the paths in dir that look like entries.
func entries(dir string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		shards, err := os.ReadDir(dir)
		if err != nil {
			yield("", err)
			return
		}
		for _, shard := range shards {
			if !shard.IsDir() || !isHex(shard.Name(), 2) {
				continue
			}
			files, err := os.ReadDir(filepath.Join(dir, shard.Name()))
			if err != nil && !yield("", err) {
				return
			}
			for _, f := range files {
				if isEntry(f.Name()) && !yield(filepath.Join(dir, shard.Name(), f.Name()), nil) {
					return
				}
			}
		}
	}
}

// isEntry knows an entry's name, and the names of what a crash left of one:
// former versions wrote digits behind it.
func isEntry(name string) bool {
	if strings.HasPrefix(name, durable.TempPrefix) {
		return true
	}
	key, rest, ok := strings.Cut(name, ".json")
	return ok && isHex(key, 64) && strings.Trim(rest, "0123456789") == ""
}

func isHex(s string, length int) bool {
	return len(s) == length && strings.Trim(s, "0123456789abcdef") == ""
}

func ifExists(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// CachedModels are the models whose answers dir holds, sorted. It looks at a
// thousand entries at most, and at the head of each, where the name stands.
func CachedModels(dir string) []string {
	named := regexp.MustCompile(`\n  "model": ("(?:[^"\\]|\\.)*"),\n`)
	var models []string
	looked := 0
	for path, err := range entries(dir) {
		if looked++; err != nil || looked > 1000 {
			break
		}
		m := named.FindSubmatch(headOf(path))
		var model string
		if m != nil && json.Unmarshal(m[1], &model) == nil && !slices.Contains(models, model) {
			models = append(models, model)
		}
	}
	slices.Sort(models)
	return models
}

// headOf is the beginning of a file; nothing where it cannot be read.
func headOf(path string) []byte {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(f, head)
	return head[:n]
}
