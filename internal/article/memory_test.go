package article

import (
	"runtime/metrics"
	"strings"
	"sync"
	"testing"
)

// TestGCPercent: long inputs that are parsed at once leave how often the
// process collects garbage to the process, while they last and after.
func TestGCPercent(t *testing.T) {
	percent := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	want := percent()
	text := strings.Repeat("The bridge over the river is closed to all traffic until spring.\n\n", large/60)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := Parse("long.txt", []byte(text)); err != nil {
				t.Error(err)
			}
		})
	}
	done := make(chan struct{})
	go func() { both.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		if got := percent(); got != want {
			t.Fatalf("the percent is %d, and was %d", got, want)
		}
	}
}
