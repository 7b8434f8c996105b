package durable

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// openLog opens the log of a folder.
func openLog(t *testing.T, dir string) *Log {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	l, err := OpenLog(root, "log")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// linesOf are the lines that a log held when it was opened, with their places.
func linesOf(t *testing.T, l *Log) string {
	t.Helper()
	var all []string
	for line, err := range l.Lines() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintf("%d %s", line.At, strings.TrimSuffix(string(line.Text), "\n")))
	}
	return strings.Join(all, ", ")
}

// Whatever stands in a log, lines that are added begin where Add says, on lines
// of their own, and are there for the next that opens it.
func TestLogAdds(t *testing.T) {
	for before, want := range map[string]string{
		"":            "0 new, 4 other",
		"old\n":       "0 old, 4 new, 8 other",
		"old\nto":     "0 old, 4 to, 7 new, 11 other",
		"t":           "0 t, 2 new, 6 other",
		"old\r\nto\r": "0 old\r, 5 to\r, 9 new, 13 other",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "log"), []byte(before), 0o666); err != nil {
			t.Fatal(err)
		}
		l := openLog(t, dir)
		first, errFirst := l.Add([]byte("new"))
		second, errSecond := l.Add([]byte("other"))
		if errFirst != nil || errSecond != nil || second != first+4 {
			t.Fatalf("%q: at %d and %d, %v, %v", before, first, second, errFirst, errSecond)
		}
		if err := l.Keep(second); err != nil {
			t.Fatal(err)
		}
		text := make([]byte, 3)
		if _, err := l.ReadAt(text, first); err != nil || string(text) != "new" {
			t.Errorf("%q: at %d stands %q, %v", before, first, text, err)
		}
		if got := linesOf(t, openLog(t, dir)); got != want {
			t.Errorf("%q: %s, want %s", before, got, want)
		}
	}
}

// Lines wait in memory until they are kept; many are written before that.
func TestLogWaits(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir)
	size := func() int64 {
		info, err := os.Stat(filepath.Join(dir, "log"))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	if _, err := l.Add([]byte("small")); err != nil || size() != 0 {
		t.Errorf("%v, %d bytes", err, size())
	}
	if _, err := l.Add(make([]byte, mostWaiting)); err != nil || size() != mostWaiting+7 {
		t.Errorf("%v, %d bytes", err, size())
	}
	if _, err := l.Add([]byte("small")); err != nil {
		t.Error(err)
	}
	if err := l.Sync(); err != nil || size() != mostWaiting+13 {
		t.Errorf("synced: %v, %d bytes", err, size())
	}
}

// A line may be as long as maxLine and a buffer, no longer; the text of each is
// its own while it lasts.
func TestLines(t *testing.T) {
	long := strings.Repeat("x", 200<<10)
	var got []string
	for line, err := range Lines(strings.NewReader("a\n" + long + "\n\nb")) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d+%d", line.At, len(line.Text)))
	}
	if want := fmt.Sprintf("[0+2 2+%d %d+1 %d+1]", len(long)+1, len(long)+3, len(long)+4); fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	for _, tt := range []struct {
		size int
		good bool
	}{{maxLine, true}, {maxLine + 1<<20, false}} {
		var err error
		for _, e := range Lines(io.LimitReader(endless{}, int64(tt.size))) {
			err = e
		}
		if (err == nil) != tt.good {
			t.Errorf("a line of %d bytes: %v", tt.size, err)
		}
	}
	for range Lines(strings.NewReader("a\nb\n")) {
		break // who has enough gets no more
	}
}

// endless is a line without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
