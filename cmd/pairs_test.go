//go:build !race

package cmd

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"
)

// pairLines makes lines of pairs as they are read, each with names and figures of its
// own.
type pairLines struct {
	next, last int
	rest       []byte
}

func (p *pairLines) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		if p.next == p.last {
			return 0, io.EOF
		}
		p.next++
		p.rest = fmt.Appendf(nil, `{"id":"%d","source":"Mayor Kolbert%d opened bridge %d over the Lorn on Monday.",`+
			`"candidate":"Bürgermeister Kolbert%d eröffnete am Montag die Brücke %d über die Lorn.","to":"de"}`+"\n",
			p.next, p.next, 1000+p.next, p.next, 1000+p.next)
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// heapMeter counts lines, and measures what is in use after some of them.
type heapMeter struct {
	lines, every int
	heaps        []uint64
}

func (m *heapMeter) Write(b []byte) (int, error) {
	for range bytes.Count(b, []byte("\n")) {
		if m.lines++; m.lines%m.every == 0 {
			var s runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&s)
			m.heaps = append(m.heaps, s.HeapAlloc)
		}
	}
	return len(b), nil
}

// The memory of a stream of pairs does not grow with it.
func TestPairsMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it checks 10,000 pairs")
	}
	const pairs, most = 10_000, 2 << 20
	out := &heapMeter{every: pairs / 5}
	var errs bytes.Buffer
	code := Run(t.Context(), []string{"newsbrief", "check", "--pairs", "-"}, &pairLines{last: pairs}, out, &errs)
	if code != 0 || out.lines != pairs {
		t.Fatalf("exit code %d after %d lines: %s", code, out.lines, errs.String())
	}
	if first, last := out.heaps[0], out.heaps[len(out.heaps)-1]; last > first+most {
		t.Errorf("%d bytes in use after %d pairs, and %d after %d", first, out.every, last, pairs)
	}
}
