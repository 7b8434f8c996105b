package llm

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"newsbrief/internal/durable"
)

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
