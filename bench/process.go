//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// command is a program in a world of its own.
func (b *bench) command(argv []string, env ...string) *exec.Cmd {
	c := exec.Command(argv[0], argv[1:]...)
	c.Env = append(env, "HOME="+b.dir, "XDG_CONFIG_HOME="+filepath.Join(b.dir, "config"), "XDG_CACHE_HOME="+filepath.Join(b.dir, "cache"),
		"NO_PROXY=*", "PATH="+os.Getenv("PATH"))
	return c
}

// cost is what a process took.
type cost struct {
	took, processors time.Duration
	memory           float64 // MiB
}

func (c cost) String() string {
	return fmt.Sprintf("%.2f s, %.1f s of processors, %.0f MiB", c.took.Seconds(), c.processors.Seconds(), c.memory)
}

// measure runs a process to its end.
func measure(c *exec.Cmd) (cost, error) {
	start := time.Now()
	err := c.Run()
	took := cost{took: time.Since(start)}
	if c.ProcessState == nil {
		return took, err
	}
	took.processors = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		took.memory = float64(usage.Maxrss) / 1024 // Linux counts KiB
	}
	return took, err
}

// run runs newsbrief to its end and returns its last line of messages.
func (b *bench) run(args ...string) (last string, took cost, err error) {
	c := b.command(append([]string{b.newsbrief}, args...))
	var stderr strings.Builder
	c.Stderr = &stderr
	took, err = measure(c)
	lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
	return strings.ReplaceAll(lines[len(lines)-1], b.dir, ""), took, err
}

// entrant is a program in a race.
type entrant struct {
	name  string
	argv  []string
	env   []string
	stdin string // a file; "": none
}

// race runs the entrants in turn and adds a row for each: median time and
// memory, and the median ratio to the first, which is the floor. One that fails
// is told and left out.
func (b *bench) race(what string, entrants []entrant, add func(row)) {
	times, ratios, memory := make([][]float64, len(entrants)), make([][]float64, len(entrants)), make([][]float64, len(entrants))
	failed := make([]error, len(entrants))
	for i := range b.runs + 2 {
		floor := 0.0
		for k, e := range entrants {
			if failed[k] != nil {
				continue
			}
			took, err := b.enter(e)
			if failed[k] = err; err != nil || i < 2 { // the first two warm the caches
				continue
			}
			ms := float64(took.took.Microseconds()) / 1000
			if k == 0 {
				floor = ms
			}
			times[k], ratios[k], memory[k] = append(times[k], ms), append(ratios[k], ms/floor), append(memory[k], took.memory)
		}
	}
	must(failed[0])
	for k, e := range entrants[1:] {
		r := row{what: what + ": " + e.name}
		if failed[k+1] != nil {
			r.result = failed[k+1].Error()
		} else {
			r.result = fmt.Sprintf("%.1f ms, %.0f MiB", median(times[k+1]), median(memory[k+1]))
			r.floor = fmt.Sprintf("%.1f ms, %.0f MiB: %s", median(times[0]), median(memory[0]), entrants[0].name)
			r.ratio = fmt.Sprintf("%.2f", median(ratios[k+1]))
		}
		add(r)
	}
}

func (b *bench) enter(e entrant) (cost, error) {
	c := b.command(e.argv, e.env...)
	if e.stdin != "" {
		f, err := os.Open(e.stdin)
		if err != nil {
			return cost{}, err
		}
		defer f.Close()
		c.Stdin = f
	}
	return measure(c)
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
