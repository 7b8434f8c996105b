package memory

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var bridge = Entry{Source: "The <1>bridge</1> & <2/>.", From: "en", To: "de", Target: "<2/> & die <1>Brücke</1>.", By: Model,
	Context: "0a1b2c3d", Settings: Settings{Prompt: "p", Tone: "formal", Terms: []string{"bridge = Brücke"}}, Model: "m", Doubtful: true}

func opened(t *testing.T, path, part string) *Memory {
	t.Helper()
	m, err := Open(path, part)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What is put is there the next time, also where the process was killed before Close.
func TestKept(t *testing.T) {
	for _, name := range []string{"m.jsonl", "m.tmx"} {
		path := filepath.Join(t.TempDir(), name)
		m := opened(t, path, "")
		if err := m.Put(bridge); err != nil {
			t.Fatal(err)
		}
		m.Release() // as a crash does
		for range 2 {
			m = opened(t, path, "")
			if diff := cmp.Diff([]Entry{bridge}, m.Entries()); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			if err := m.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".newsbrief-*.log")); left != nil {
			t.Errorf("%s: %v is left", name, left)
		}
	}
}

func TestOneWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	m := opened(t, path, "")
	if _, err := Open(path, ""); err == nil {
		t.Error("two write one memory")
	}
	if _, err := Open(path, "1-of-2"); err == nil {
		t.Error("a shard writes beside the whole")
	}
	if read, err := Read(path, ""); err != nil || read.Put(bridge) != nil || len(read.Entries()) > 0 {
		t.Errorf("it cannot be read only: %v", err)
	}
	m.Release()
	a, b := opened(t, path, "1-of-2"), opened(t, path, "2-of-2")
	for i, m := range []*Memory{a, b} {
		e := bridge
		e.Source = []string{"A", "B"}[i]
		if err := m.Put(e); err != nil {
			t.Fatal(err)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
	}
	m = opened(t, path, "")
	if n := len(m.Entries()); n != 2 {
		t.Errorf("%d entries of two shards", n)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "translations*")); len(files) != 1 {
		t.Errorf("the whole is %v", files)
	}
}

// A person's entry counts before a model's, one for the place before any, and a model's
// for its settings only.
func TestFind(t *testing.T) {
	m := opened(t, filepath.Join(t.TempDir(), Name), "")
	defer m.Release()
	s := Settings{Prompt: "p", Tone: "neutral"}
	entry := func(by, context, target string, s Settings) Entry {
		return Entry{Source: "Open", To: "de", Target: target, By: by, Context: context, Settings: s}
	}
	find := func(context string, s Settings) string {
		e, _ := m.Find("de", "Open", context, s)
		return e.Target
	}
	steps := []struct {
		put           Entry
		context, want string
		settings      Settings
	}{
		{entry(Model, "x", "Auf", s), "y", "Auf", s},
		{entry(Model, "y", "Offen", s), "y", "Offen", s},
		{entry(Model, "y", "Offen", s), "y", "", Settings{Prompt: "p", Tone: "formal"}},
		{entry(Model, "y", "Offen", s), "y", "", Settings{Prompt: "p", Tone: "neutral", Terms: []string{"a = b"}}},
		{entry(Person, "x", "Öffnen", Settings{}), "y", "Öffnen", Settings{}},
		{entry(Person, "y", "Geöffnet", Settings{}), "y", "Geöffnet", s},
		{entry(Person, "y", "Geöffnet", Settings{}), "z", "Geöffnet", s},
	}
	for i, step := range steps {
		if err := m.Put(step.put); err != nil {
			t.Fatal(err)
		}
		if got := find(step.context, step.settings); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
	if e, ok := m.Find("fr", "Open", "y", s); ok {
		t.Errorf("another language has %q", e.Target)
	}
	// What was replaced may still stand in an output.
	if err := m.Put(entry(Model, "y", "Zu", s)); err != nil {
		t.Fatal(err)
	}
	if len(m.Written("de", "Offen")) == 0 || len(m.Written("de", "Zu")) != 1 {
		t.Error("a replaced translation is not known")
	}
}

// The file is sorted, whatever the order in which entries come.
func TestSorted(t *testing.T) {
	var files [2]string
	for i, order := range []string{"ab", "ba"} {
		path := filepath.Join(t.TempDir(), Name)
		m := opened(t, path, "")
		for _, r := range order {
			if err := m.Put(Entry{Source: string(r), To: "de", Target: "x", By: Model}); err != nil {
				t.Fatal(err)
			}
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = string(data)
	}
	if files[0] != files[1] || strings.Count(files[0], "\n") != 2 {
		t.Errorf("%q and %q", files[0], files[1])
	}
}

func TestTMXOfOthers(t *testing.T) {
	const file = "\xFE\xFF" // UTF-16
	text := `<?xml version="1.0" encoding="UTF-16"?><tmx version="1.4"><header srclang="en-US"/><body>
<tu><note>x</note><tuv xml:lang="EN-us"><seg>The <bpt i="7">{b}</bpt>bridge<ept i="7">{/b}</ept> at <ph>x</ph> &lt;9</seg></tuv>
<tuv xml:lang="de"><seg>Die <bpt i="7">{b}</bpt>Brücke<ept i="7">{/b}</ept> bei <ph>x</ph></seg></tuv><tuv xml:lang="fr"><seg>Le pont</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nur Deutsch</seg></tuv></tu></body></tmx>`
	var b bytes.Buffer
	b.WriteString(file)
	for _, r := range text {
		b.Write([]byte{byte(r >> 8), byte(r)})
	}
	list, err := readTMX(&b)
	if err != nil {
		t.Fatal(err)
	}
	const source = "The <1>bridge</1> at <2/> <9"
	want := []*Entry{{Source: source, From: "EN-us", To: "de", Target: "Die <1>Brücke</1> bei <2/>", By: Person},
		{Source: source, From: "EN-us", To: "fr", Target: "Le pont", By: Person}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	if _, err := readTMX(strings.NewReader("<tmx><tu>")); err == nil {
		t.Error("half a file is read")
	}
}

func TestBadLines(t *testing.T) {
	for text, want := range map[string]string{
		"{}\n": "line 1: source, to and target are needed", "\n<<<<<<< a\n": "line 2: a merge conflict",
		`{"source":"a","to":"de","target":"b","by":"x"}` + "\n": `line 1: by is "model" or "person", not "x"`, "{\n": "line 1: ",
	} {
		if _, err := readLines(strings.NewReader(text), false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := readLines(strings.NewReader(`{"sou`), true); err != nil {
		t.Errorf("a torn line of a log: %v", err)
	}
}

func TestIsFile(t *testing.T) {
	for name, want := range map[string]bool{Name: true, "translations-1-of-4.jsonl": true, "translations-1-of-.jsonl": false,
		"translations.json": false, "a/translations.jsonl": false, "translations-01-of-4.jsonl": false} {
		if IsFile(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

func FuzzRead(f *testing.F) {
	line, _ := bridge.line()
	f.Add(string(line) + "\n")
	f.Add(`<tmx><header srclang="en"/><body><tu><tuv lang="en"><seg>a<bpt i="1"/>b<ept i="1"/></seg></tuv><tuv lang="de"><seg>c</seg></tuv></tu></body></tmx>`)
	f.Fuzz(func(t *testing.T, text string) {
		if list, err := readLines(strings.NewReader(text), false); err == nil {
			var b bytes.Buffer
			if err := writeLines(&b, list); err != nil {
				t.Fatal(err)
			}
			again, err := readLines(&b, false)
			if err != nil || len(again) != len(list) {
				t.Fatalf("%d entries become %d: %v", len(list), len(again), err)
			}
		}
		list, err := readTMX(strings.NewReader(text))
		if err != nil || len(list) == 0 {
			return
		}
		var b bytes.Buffer
		if err := writeTMX(&b, list); err != nil {
			t.Fatal(err)
		}
		if _, err := readTMX(&b); err != nil {
			t.Fatalf("what is written cannot be read: %v", err)
		}
	})
}
