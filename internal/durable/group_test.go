package durable

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// begun tells callers which call they were given.
type begun struct{ time.Time }

func (b begun) Error() string { return b.String() }

// Callers share a call, but none that began before they came: what they wrote
// in between would not be in it.
func TestGroupSharesLaterCallsOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g Group
		calls := 0
		call := func() error {
			calls++
			start := begun{time.Now()}
			time.Sleep(10 * time.Millisecond)
			return start
		}
		var all sync.WaitGroup
		for i := range 30 {
			all.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond)
				came := time.Now()
				if call := g.Do(call).(begun); call.Before(came) {
					t.Errorf("caller %d, who came at %v, was given the call of %v", i, came, call)
				}
			})
		}
		all.Wait()
		if calls > 5 {
			t.Errorf("%d calls for 30 callers in 30 ms, each of 10 ms", calls)
		}
	})
}

// Once a flush has failed nobody knows what is in the file: no later line may
// count as durable.
func TestLogStaysFailed(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	l, err := OpenLog(root, "log.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := l.Add([]byte("a"))
	whole := l.file
	if l.file, err = os.Open(filepath.Join(root.Name(), "log.jsonl")); err != nil { // cannot be written
		t.Fatal(err)
	}
	if l.Keep(first) == nil {
		t.Error("a line that was not written counts as durable")
	}
	_ = l.file.Close()
	l.file = whole
	defer whole.Close()
	second, _ := l.Add([]byte("b"))
	if l.Keep(second) == nil || l.Keep(first) == nil {
		t.Error("lines count as durable behind one that was lost")
	}
}
