package run

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func numbers(n int, begun *int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			*begun = i + 1
			if !yield(i) {
				return
			}
		}
	}
}

func TestEachKeepsOrderAndBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var running, most, begun atomic.Int32
		var read int
		work := func(_ context.Context, i int) int {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			begun.Add(1)
			if i == 0 {
				time.Sleep(time.Hour)
			}
			time.Sleep(time.Duration(i%3) * time.Second)
			return i
		}
		var got []int
		Each(t.Context(), numbers(200, &read), 4, work, func(_, result int) {
			if result == 0 && begun.Load() > 4*17 {
				t.Errorf("%d of 200 were begun while the first was under way", begun.Load())
			}
			got = append(got, result)
		})
		if len(got) != 200 || !slices.IsSorted(got) {
			t.Errorf("results: %v", got)
		}
		if most.Load() != 4 {
			t.Errorf("%d at once, want 4", most.Load())
		}
	})
}

func TestEachEmitsWhatWasBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var read, emitted int
		Each(ctx, numbers(100, &read), 3, func(ctx context.Context, i int) bool {
			switch {
			case i == 10:
				cancel()
			case i > 10:
				<-ctx.Done() // so that the 11th finds two beside it
			}
			return true
		}, func(int, bool) { emitted++ })
		synctest.Wait()
		if emitted < 11 || emitted > 13 || read > 14 {
			t.Errorf("%d were emitted and %d read; the 11th ended it", emitted, read)
		}
	})
}

// An iterator that is stuck does not hold back the end.
func TestEachLeavesAStuckIterator(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		stuck := make(chan struct{})
		defer close(stuck)
		Each(ctx, func(yield func(int) bool) {
			yield(1)
			<-stuck
		}, 2, func(context.Context, int) int { return 0 }, func(int, int) {})
	})
}
