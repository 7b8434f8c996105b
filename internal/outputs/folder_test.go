package outputs

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/internal/durable"
)

func open(t *testing.T, dir string, o FolderOptions) *Folder {
	t.Helper()
	o.Suffix = ".json"
	f, err := OpenFolder(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func write(t *testing.T, f *Folder, output, fingerprint, text string) {
	t.Helper()
	if err := f.Write(Entry{Output: output, Fingerprint: fingerprint}, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// current is whether there is nothing to do.
func current(f *Folder, output, fingerprint string) bool {
	current, _ := f.Current(output, fingerprint)
	return current
}

// A crash may tear the manifest's last line anywhere: what stood before it is
// remembered, and what is added later too.
func TestManifestSurvivesATornTail(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, FolderOptions{})
	write(t, f, "a.json", "1", "a")
	write(t, f, "b.json", "1", "b")
	f.Close()
	name := filepath.Join(dir, "manifest.jsonl")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	last := strings.LastIndex(strings.TrimSuffix(string(whole), "\n"), "\n") + 1
	for end := last; end <= len(whole); end++ {
		if err := errors.Join(os.WriteFile(name, whole[:end], 0o666), os.RemoveAll(filepath.Join(dir, "c.json"))); err != nil {
			t.Fatal(err)
		}
		f := open(t, dir, FolderOptions{})
		if !current(f, "a.json", "1") {
			t.Fatalf("a.json is lost where the manifest ends at %d", end)
		}
		if current(f, "b.json", "1") != (end == len(whole)) {
			t.Fatalf("b.json is known: %v, where the manifest ends at %d of %d", end != len(whole), end, len(whole))
		}
		write(t, f, "c.json", "1", "c")
		f.Close()
		if f = open(t, dir, FolderOptions{}); !current(f, "c.json", "1") {
			t.Fatalf("c.json is lost behind a tail torn at %d", end)
		}
		f.Close()
	}
}

func TestFolderReplacesOnlyItsOwn(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "a.json")
	if err := os.WriteFile(foreign, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir, FolderOptions{})
	for range 2 {
		if err := f.Write(Entry{Output: "a.json"}, nil); !errors.Is(err, ErrForeign) {
			t.Errorf("over a foreign file: %v", err)
		}
		if err := f.Fail(Entry{Output: "a.json"}); err != nil {
			t.Fatal(err)
		}
		f.Close() // a failure does not make it newsbrief's
		f = open(t, dir, FolderOptions{})
	}
	f.Close()
	f = open(t, dir, FolderOptions{Force: true})
	write(t, f, "a.json", "1", "ours")
	if data, _ := os.ReadFile(foreign); string(data) != "ours" {
		t.Errorf("with force: %q", data)
	}
}

// A crash between an output and its line leaves a file that is known.
func TestFolderKnowsWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, FolderOptions{})
	if err := f.add(Entry{Output: "a.json", Status: Writing}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, name := range []string{"a.json", durable.TempPrefix + "a.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	f = open(t, dir, FolderOptions{})
	if current(f, "a.json", "") {
		t.Error("taken for done")
	}
	write(t, f, "a.json", "1", "new")
	if _, err := os.Stat(filepath.Join(dir, durable.TempPrefix+"a.json")); !os.IsNotExist(err) {
		t.Errorf("the temporary file: %v", err)
	}
}

// What a person changed is theirs, but for what a crash may have left: the
// output as it was, or as it was to be.
func TestFolderKeepsEdits(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.json")
	set := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	f := open(t, dir, FolderOptions{})
	write(t, f, "a.json", "1", "first")
	write(t, f, "a.json", "2", "second")
	f.Close()
	f = open(t, dir, FolderOptions{})
	set("mine")
	if now, edited := f.Current("a.json", "2"); !now || !edited {
		t.Errorf("an edited output of the same article: current %v, edited %v", now, edited)
	}
	if err := f.Fail(Entry{Output: "a.json"}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, force := range []bool{false, true} {
		f = open(t, dir, FolderOptions{Force: force})
		if err := f.Write(Entry{Output: "a.json"}, []byte("new")); !errors.Is(err, ErrEdited) {
			t.Errorf("over an edited file, with force %v: %v", force, err)
		}
		f.Close()
	}
	f = open(t, dir, FolderOptions{})
	set("second")
	write(t, f, "a.json", "3", "third")
	if err := f.add(Entry{Output: "a.json", Status: Writing, SHA256: hexSum("fourth")}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, left := range []string{"third", "fourth"} {
		f = open(t, dir, FolderOptions{})
		set(left)
		if err := f.Free("a.json"); err != nil {
			t.Errorf("what a crash left, %q: %v", left, err)
		}
		f.Close()
	}
	f = open(t, dir, FolderOptions{DiscardEdits: true})
	set("mine")
	write(t, f, "a.json", "5", "fifth")
}

func hexSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestFolderFollowsNoLink(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	victim := filepath.Join(outside, "victim")
	if err := os.WriteFile(victim, []byte("safe"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"a.json", durable.TempPrefix + "b.json"} {
		if err := os.Symlink(victim, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir, FolderOptions{})
	if err := f.Write(Entry{Output: "a.json"}, nil); !errors.Is(err, ErrForeign) {
		t.Errorf("over somebody's link: %v", err)
	}
	f.Close()
	f = open(t, dir, FolderOptions{Force: true})
	write(t, f, "a.json", "1", "new")
	write(t, f, "b.json", "1", "new")
	if err := f.Write(Entry{Output: "sub/c.json"}, nil); err == nil {
		t.Error("a linked folder was written to")
	}
	if data, _ := os.ReadFile(victim); string(data) != "safe" {
		t.Errorf("the link's target is %q", data)
	}
	if entries, _ := os.ReadDir(outside); len(entries) != 1 {
		t.Errorf("outside: %v", entries)
	}
}

func TestFolderLocks(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, FolderOptions{})
	var locked *durable.LockedError
	if _, err := OpenFolder(dir, FolderOptions{}); !errors.As(err, &locked) || !strings.Contains(locked.Error(), "process ") {
		t.Errorf("a second run: %v", err)
	}
	if _, err := OpenFolder(dir, FolderOptions{Shard: Shard{1, 2}}); !errors.As(err, &locked) {
		t.Errorf("a shard beside a whole run: %v", err)
	}
	first.Close()
	one, two := open(t, dir, FolderOptions{Shard: Shard{1, 2}}), open(t, dir, FolderOptions{Shard: Shard{2, 2}})
	if _, err := OpenFolder(dir, FolderOptions{Shard: Shard{2, 2}}); !errors.As(err, &locked) {
		t.Errorf("the same shard twice: %v", err)
	}
	if _, err := OpenFolder(dir, FolderOptions{}); !errors.As(err, &locked) {
		t.Errorf("a whole run beside shards: %v", err)
	}
	write(t, one, "a.json", "1", "a")
	write(t, two, "b.json", "1", "b")
	one.Close()
	two.Close()
	whole := open(t, dir, FolderOptions{})
	if !current(whole, "a.json", "1") || !current(whole, "b.json", "1") {
		t.Error("a whole run does not know what its shards did")
	}
}

func TestManifestNamesAreReserved(t *testing.T) {
	f, err := OpenFolder(t.TempDir(), FolderOptions{Suffix: ".jsonl"})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, path := range []string{"manifest", "Manifest", "manifest-1-of-2"} {
		if name := f.Output(path); isManifest(strings.ToLower(name)) {
			t.Errorf("%q is %q", path, name)
		}
	}
}

// Lines are read as encoding/json reads them, in whatever way they are written.
func FuzzReadRecord(f *testing.F) {
	for _, e := range []Entry{
		{Output: "a.txt.txt", Source: "a.txt", Status: Writing, SHA256: "00ff"},
		{Output: "ü/b.txt", Status: Done, Fingerprint: "1f", Judgement: Judgement{Doubtful: true, Doubt: 0.02}},
		{Output: "c", Status: Failed, Error: "it says \"no\"\n"},
	} {
		line, _ := e.line()
		f.Add(string(line) + "\n")
	}
	for _, line := range []string{"", "{}", "}", `{"output":"a","Output":"b"}`, `{"output":"a",}`, `{"output": "a"}`,
		"{\"output\":\"\xff\"}", `{"time":5,"output":"a"}`, `{"status":"done","status":1}`, `{"doubtful":truest}`,
		`{"doubt":1e400}`, `{"doubt":0x1p4}`, `{"doubt":+1}`, `{"doubt":"0.5"}`, `{"doubt":0.}`} {
		f.Add(line)
		f.Add(line + "\n")
	}
	f.Fuzz(func(t *testing.T, line string) {
		var want Entry
		good := json.Unmarshal([]byte(line), &want) == nil && strings.HasSuffix(line, "\n")
		output, got, ok := readRecord([]byte(line))
		if ok = ok && strings.HasSuffix(line, "\n"); ok != good {
			t.Fatalf("%q: read %v, want %v", line, ok, good)
		}
		record := record{time: want.Time, status: want.Status, fingerprint: want.Fingerprint, judgement: want.Judgement}
		record = record.with(digestFrom([]byte(want.SHA256)))
		if good && (got != record || output != want.Output) {
			t.Errorf("%q: %+v, want %+v", line, got, record)
		}
	})
}
