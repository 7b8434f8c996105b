//go:build unix

// Batch measures batches as whole processes: speed, memory, what kill -9 loses,
// faults, full disks. Usage:
//
//	go run ./internal/bench/batch [-kills N] [throughput] [scale] [kill] [faults] [disk]
//
// Without names it does all. Times are of this machine; the floor beside each
// is what no client can beat.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

var kills = flag.Int("kills", 50, "how often a run is killed")

func main() {
	flag.Parse()
	dir, err := os.MkdirTemp("", "newsbrief-batch")
	check(err)
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, binary: filepath.Join(dir, "newsbrief")}
	if out, err := exec.Command("go", "build", "-o", b.binary, ".").CombinedOutput(); err != nil {
		log.Fatalf("%s", out)
	}
	for _, part := range []struct {
		name string
		run  func()
	}{{"throughput", b.throughput}, {"scale", b.scale}, {"kill", b.kill}, {"faults", b.faults}, {"disk", b.disk}} {
		if flag.NArg() == 0 || slices.Contains(flag.Args(), part.name) {
			part.run()
		}
	}
}

// bench holds what its parts share.
type bench struct{ dir, binary string }

// articles makes a folder of n short articles, all different.
func (b *bench) articles(n int) string {
	dir := filepath.Join(b.dir, fmt.Sprintf("news-%d", n))
	for i := range n {
		sub := filepath.Join(dir, fmt.Sprintf("%03d", i/100))
		check(os.MkdirAll(sub, 0o755))
		check(os.WriteFile(filepath.Join(sub, fmt.Sprintf("%05d.txt", i)), []byte(text(i)), 0o644))
	}
	return dir
}

// text is an article of about 1,200 bytes.
func text(i int) string {
	towns := []string{"Halverd", "Corran", "Olm", "Varn", "Brock", "Tarn", "Halm", "Skarn"}
	var s strings.Builder
	for k := range 10 {
		town := towns[(i+k)%len(towns)]
		fmt.Fprintf(&s, "The council of %s spent %d.%d million euros on its bridge number %d in %d, said the mayor. ", town, (i*7+k)%90+10, k, i, 1980+k)
		if k%3 == 2 {
			s.WriteString("\n\n")
		}
	}
	return s.String()
}

// command is newsbrief in a world of its own.
func (b *bench) command(args ...string) *exec.Cmd {
	c := exec.Command(b.binary, args...)
	c.Env = []string{"HOME=" + b.dir, "XDG_CONFIG_HOME=" + filepath.Join(b.dir, "config"), "XDG_CACHE_HOME=" + filepath.Join(b.dir, "cache"), "NO_PROXY=*", "PATH=" + os.Getenv("PATH")}
	return c
}

// run runs newsbrief to its end and returns its last line of messages with the
// processor time, the time and memory in MiB.
func (b *bench) run(args ...string) (line string, took time.Duration, memory float64, err error) {
	c := b.command(args...)
	var stderr strings.Builder
	c.Stderr = &stderr
	start := time.Now()
	err = c.Run()
	took = time.Since(start)
	lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = float64(usage.Maxrss) / 1024 // Linux counts KiB
	}
	cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return fmt.Sprintf("%s (%.1f s of processors)", lines[len(lines)-1], cpu.Seconds()), took, memory, err
}

// remote are the flags of a run against the server.
func remote(s *server, news, out string, more ...string) []string {
	return append([]string{"summarize", "--base-url", s.URL + "/v1", "--model", "mock", "--cache", "off", "-j", "8", news, "--out", out}, more...)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
