//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// crash measures what is lost where things go wrong.
func (b *bench) crash(add func(row)) {
	b.kill(add)
	b.interrupt(add)
	b.faults(add)
	b.disk(add)
}

// kill ends runs at random moments. Each is taken up again: what comes out must
// be what an undisturbed run writes, and only what was in flight may be asked
// twice.
func (b *bench) kill(add func(row)) {
	const articles, jobs = 120, 8
	news, undisturbed := b.articles(articles), filepath.Join(b.dir, "undisturbed")
	s := newServer(10*time.Millisecond, false)
	defer s.Close()
	_, took, err := b.run(remote(s, news, undisturbed)...)
	must(err)
	want := outputs(undisturbed)
	different, failed, worst, cut := 0, 0, 0, 0
	for range b.kills {
		out := filepath.Join(b.dir, "killed")
		s := newServer(10*time.Millisecond, false)
		first := b.command(append([]string{b.newsbrief}, remote(s, news, out)...))
		must(first.Start())
		time.Sleep(rand.N(took.took))
		_ = first.Process.Kill()
		_ = first.Wait()
		if n := len(outputs(out)); n > 0 && n < articles {
			cut++
		}
		if _, _, err := b.run(remote(s, news, out)...); err != nil {
			failed++
		}
		if !same(outputs(out), want) {
			different++
		}
		worst = max(worst, s.again())
		s.Close()
		must(os.RemoveAll(out))
	}
	add(row{
		what:   fmt.Sprintf("killed (-9) %d times, %d in the middle of its outputs, and run again", b.kills, cut),
		result: fmt.Sprintf("%d failed, %d with other outputs, at most %d of %d articles asked twice", failed, different, worst, articles),
		floor:  fmt.Sprintf("%d in flight", 2*jobs-1),
	})
}

// interrupt sends SIGINT in the middle of a batch.
func (b *bench) interrupt(add func(row)) {
	s := newServer(time.Second, false)
	defer s.Close()
	out := filepath.Join(b.dir, "interrupted")
	c := b.command(append([]string{b.newsbrief}, remote(s, b.articles(120), out)...))
	must(c.Start())
	time.Sleep(1500 * time.Millisecond)
	asked := s.questions()
	must(c.Process.Signal(syscall.SIGINT))
	start := time.Now()
	_ = c.Wait()
	add(row{
		what: "Ctrl-C in the middle of a batch, 1 s a request",
		result: fmt.Sprintf("exit code %d after %.2f s, %d new requests, %d outputs", c.ProcessState.ExitCode(), time.Since(start).Seconds(),
			s.questions()-asked, len(outputs(out))),
	})
}

// outputs are the files of a folder but for manifests and locks; what is left
// of a temporary file counts.
func outputs(dir string) map[string][]byte {
	files := map[string][]byte{}
	_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), "manifest") || strings.HasSuffix(e.Name(), ".lock") {
			return nil
		}
		data, err := os.ReadFile(path)
		must(err)
		rel, err := filepath.Rel(dir, path)
		must(err)
		files[rel] = data
		return nil
	})
	return files
}

func same(a, b map[string][]byte) bool {
	for name, data := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(data, other) {
			return false
		}
	}
	return len(a) == len(b)
}

func (b *bench) faults(add func(row)) {
	const articles = 2000
	s := newServer(0, true)
	defer s.Close()
	out := filepath.Join(b.dir, "faults")
	last, took, err := b.run(remote(s, b.articles(articles), out)...)
	add(row{
		what:   "2,000 articles, a fifth of the requests fail",
		result: fmt.Sprintf("%d done, %v%s", len(outputs(out)), took, unless("articles done", last, err)),
	})
}

// disk fills a small file system, which only root can mount.
func (b *bench) disk(add func(row)) {
	small := filepath.Join(b.dir, "small")
	must(os.MkdirAll(small, 0o755))
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small).CombinedOutput(); err != nil {
		add(row{what: "full disk", result: "passed over, no small file system: " + strings.TrimSpace(string(out))})
		return
	}
	defer exec.Command("umount", small).Run()
	news, out, whole := b.articles(200), filepath.Join(small, "out"), filepath.Join(b.dir, "whole")
	_, _, err := b.run("summarize", "--backend", "mock", news, "--out", whole)
	must(err)
	want := outputs(whole)
	for _, what := range []string{"full disk", "read-only disk"} {
		last, _, _ := b.run("summarize", "--backend", "mock", news, "--out", out)
		left := outputs(out)
		add(row{what: what, result: fmt.Sprintf("%d outputs, %d torn; %s", len(left), torn(left, want), last)})
		must(exec.Command("mount", "-o", "remount,ro", small).Run())
	}
}

// torn counts the outputs that differ from those of an undisturbed run.
func torn(left, want map[string][]byte) (n int) {
	for name, data := range left {
		if !bytes.Equal(data, want[name]) {
			n++
		}
	}
	return n
}
