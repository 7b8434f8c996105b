//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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

// short is for what takes milliseconds.
func (c cost) short() string {
	return fmt.Sprintf("%.1f ms, %.0f MiB", float64(c.took.Microseconds())/1000, c.memory)
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

// run runs newsbrief to its end and returns its last two lines of messages.
func (b *bench) run(args ...string) (last string, took cost, err error) {
	c := b.command(append([]string{b.newsbrief}, args...))
	var stderr strings.Builder
	c.Stderr = &stderr
	took, err = measure(c)
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(stderr.String(), b.dir, "")), "\n")
	return strings.Join(lines[max(len(lines)-2, 0):], "; "), took, err
}

// entrant is a program in a race.
type entrant struct {
	name  string
	argv  []string
	env   []string
	stdin string // a file; "": none
}

// race runs the entrants in turn and adds a row for each: its best run beside
// that of the first, which is the floor. One that fails is told and left out.
func (b *bench) race(what string, entrants []entrant, add func(row)) {
	best, failed := make([]cost, len(entrants)), make([]error, len(entrants))
	for range b.runs {
		for k, e := range entrants {
			if failed[k] != nil {
				continue
			}
			took, err := b.enter(e)
			if failed[k] = err; best[k].took == 0 || took.took < best[k].took {
				best[k] = took
			}
		}
	}
	must(failed[0])
	for k, e := range entrants[1:] {
		r := row{what: what + ": " + e.name, result: best[k+1].short(), floor: best[0].short() + ": " + entrants[0].name}
		r.ratio = fmt.Sprintf("%.2f", best[k+1].took.Seconds()/best[0].took.Seconds())
		if err := failed[k+1]; err != nil {
			r.result, r.ratio = err.Error(), ""
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
