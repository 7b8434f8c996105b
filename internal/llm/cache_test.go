package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestCacheSharedByMany(t *testing.T) {
	dir := t.TempDir()
	r := Request{Model: "m", Messages: []Message{{"user", "q"}}}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			c := &Cache{Dir: dir, Mode: CacheAuto, Warn: func(err error) { t.Error(err) }}
			for range 20 {
				c.keep(r, "m", []string{fmt.Sprintf("- line of %d [1]", n), "- same [2]"})
				e, found, err := c.find(r)
				if !found || err != nil || len(e.Lines) != 2 || e.Lines[1] != "- same [2]" {
					t.Errorf("found %v, %v: %q", found, err, e.Lines)
				}
			}
		})
	}
	wg.Wait()
	if size, err := CacheUsed(dir, 0); err != nil || size.Entries != 1 {
		t.Errorf("%d entries, %v; want the one", size.Entries, err)
	}
}

func TestCacheDamaged(t *testing.T) {
	c := &Cache{Dir: t.TempDir(), Mode: CacheAuto}
	r := Request{Model: "m", Messages: []Message{{"user", "q"}}}
	c.keep(r, "m", []string{"- ten [1]"})
	key, err := r.key()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(c.path(key))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) - 2 { // the last brace and the newline carry nothing
		if err := os.WriteFile(c.path(key), whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		if _, found, err := c.find(r); found || err != nil {
			t.Fatalf("%d of %d bytes: found %v, %v", n, len(whole), found, err)
		}
	}
	other := r
	other.Model = "n"
	otherKey, _ := other.key()
	c.keep(other, "n", []string{"- eleven [1]"})
	moved, err := os.ReadFile(c.path(otherKey))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.path(key), moved, 0o644); err != nil {
		t.Fatal(err)
	}
	c.Mode = CacheOnly
	var e *Error
	if _, found, err := c.find(r); found || !errors.As(err, &e) || e.Kind != Missing {
		t.Errorf("another question's answer: found %v, %v", found, err)
	}
}

// What each mode reads, writes and asks.
func TestCacheModes(t *testing.T) {
	r := Request{Model: "m", Messages: []Message{{"user", "q"}}}
	for _, tt := range []struct {
		mode                  CacheMode
		reads, writes, silent bool
	}{
		{CacheAuto, true, true, false},
		{CacheOff, false, false, false},
		{CacheOnly, true, false, true},
		{CacheRefresh, false, true, false},
	} {
		dir := t.TempDir()
		full := &Cache{Dir: dir, Mode: CacheAuto}
		full.keep(r, "m", []string{"- old [1]"})
		c := &Cache{Dir: dir, Mode: tt.mode}
		if _, found, err := c.find(r); found != tt.reads || err != nil {
			t.Errorf("%s: found %v, %v", tt.mode, found, err)
		}
		if _, _, err := c.find(Request{Model: "other"}); (err != nil) != tt.silent {
			t.Errorf("%s: what is not there: %v", tt.mode, err)
		}
		c.keep(r, "m", []string{"- new [1]"})
		if e, _, _ := full.find(r); (e.Lines[0] == "- new [1]") != tt.writes {
			t.Errorf("%s: kept %q", tt.mode, e.Lines)
		}
	}
	client, err := New(Config{BaseURL: "http://127.0.0.1/v1"})
	if err != nil {
		t.Fatal(err)
	}
	client.Keep(r, "m", []string{"- ten [1]"})
	if lines, ok := client.Recall(r); ok {
		t.Errorf("no cache recalls %q", lines)
	}
}

// The age that "cache clear" goes by is that of the last use, to the day; a
// cache that is only read is left as it is.
func TestCacheTouched(t *testing.T) {
	r := Request{Model: "m", Messages: []Message{{"user", "q"}}}
	for _, tt := range []struct {
		mode  CacheMode
		age   time.Duration
		fresh bool
	}{
		{CacheAuto, 25 * time.Hour, true},
		{CacheAuto, time.Hour, false},
		{CacheOnly, 25 * time.Hour, false},
	} {
		c := &Cache{Dir: t.TempDir(), Mode: CacheAuto}
		c.keep(r, "m", []string{"- ten [1]"})
		key, err := r.key()
		if err != nil {
			t.Fatal(err)
		}
		before := time.Now().Add(-tt.age)
		if err := os.Chtimes(c.path(key), before, before); err != nil {
			t.Fatal(err)
		}
		c.Mode = tt.mode
		if _, found, err := c.find(r); !found || err != nil {
			t.Fatalf("found %v, %v", found, err)
		}
		info, err := os.Stat(c.path(key))
		if err != nil {
			t.Fatal(err)
		}
		if fresh := info.ModTime().After(before.Add(time.Minute)); fresh != tt.fresh {
			t.Errorf("%s, %v old: used now %v", tt.mode, tt.age, fresh)
		}
	}
}

// Clearing takes entries, and what a crash left of them, by their age, and
// nothing else that stands in the folder.
func TestClearCache(t *testing.T) {
	dir := t.TempDir()
	key := "ab" + strings.Repeat("0", 62)
	ours := []string{"ab/" + key + ".json", "ab/" + key + ".json123"}
	others := []string{"ab/notes.json", "ab/" + key + ".json.bak", "ab/" + key + ".txt", "ab/" + key[1:] + ".json", "ab/" + key[:63] + "x.json",
		"abc/" + key + ".json", "xy/" + key + ".json", key + ".json"}
	for _, name := range append(ours, others...) {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("12345"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if size, err := ClearCache(dir, time.Hour); err != nil || size != (CacheSize{}) {
		t.Errorf("of an hour and more: %v, %v", size, err)
	}
	if size, err := CacheUsed(dir, 0); err != nil || size != (CacheSize{2, 10}) {
		t.Errorf("used: %v, %v", size, err)
	}
	if size, err := ClearCache(dir, 0); err != nil || size != (CacheSize{2, 10}) {
		t.Errorf("cleared: %v, %v", size, err)
	}
	for _, name := range others {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if size, err := CacheUsed(filepath.Join(dir, "none"), 0); err != nil || size != (CacheSize{}) {
		t.Errorf("no folder: %v, %v", size, err)
	}
}

// A pipe in the place of an entry does not hang the run.
func TestCachePipe(t *testing.T) {
	mkfifo, err := exec.LookPath("mkfifo")
	if err != nil {
		t.Skip(err)
	}
	c := &Cache{Dir: t.TempDir(), Mode: CacheAuto}
	r := Request{Model: "m"}
	c.keep(r, "m", []string{"- ten [1]"})
	key, err := r.key()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(c.path(key)); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command(mkfifo, c.path(key)).Run(); err != nil {
		t.Fatal(err)
	}
	if _, found, err := c.find(r); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
}

// FuzzCacheEntry: whatever stands in the file, only what keep wrote is found.
func FuzzCacheEntry(f *testing.F) {
	r := Request{Model: "m", Messages: []Message{{"user", "q"}}}
	key, err := r.key()
	if err != nil {
		f.Fatal(err)
	}
	good := entry{Schema: cacheSchema, Key: key, Model: "m", Lines: []string{"- ten [1]"}}
	good.SHA256 = good.sum()
	data, _ := json.Marshal(good)
	f.Add(data)
	f.Add([]byte(`{"lines":["- x"]}`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &Cache{Dir: dir, Mode: CacheOnly}
		if err := os.MkdirAll(dir+"/"+key[:2], 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(c.path(key), data, 0o644); err != nil {
			t.Fatal(err)
		}
		if e, found, _ := c.find(r); found && !slices.Equal(e.Lines, good.Lines) {
			t.Errorf("%q found", e.Lines)
		}
	})
}
