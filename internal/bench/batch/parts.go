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
	"time"
)

func (b *bench) throughput() {
	s := newServer(200*time.Millisecond, false)
	defer s.Close()
	line, took, _, err := b.run(remote(s, b.articles(200), filepath.Join(b.dir, "throughput"))...)
	fmt.Printf("200 articles at 200 ms, 8 jobs: %.2f s (floor 5.00 s), %d connections, %d in flight at most\n  %s %v\n",
		took.Seconds(), s.connections, s.most, line, err)
}

func (b *bench) scale() {
	news, out := b.articles(10_000), filepath.Join(b.dir, "scale")
	for _, what := range []string{"10,000 articles with the mock", "the same again, unchanged", "the same again, unchanged"} {
		line, took, memory, err := b.run("summarize", "--backend", "mock", news, "--out", out)
		fmt.Printf("%s: %.2f s, %.0f MiB\n  %s %v\n", what, took.Seconds(), memory, line, err)
	}
	check(os.RemoveAll(out))
}

// kill ends runs at random moments. Each is taken up again: what comes out must
// be what an undisturbed run writes, and only what was in flight may be asked
// twice.
func (b *bench) kill() {
	const articles, jobs = 120, 8
	news, undisturbed := b.articles(articles), filepath.Join(b.dir, "undisturbed")
	s := newServer(10*time.Millisecond, false)
	defer s.Close()
	_, took, _, err := b.run(remote(s, news, undisturbed)...)
	check(err)
	want := outputs(undisturbed)
	different, failed, worst, cut := 0, 0, 0, 0
	for range *kills {
		out := filepath.Join(b.dir, "killed")
		s := newServer(10*time.Millisecond, false)
		first := b.command(remote(s, news, out)...)
		check(first.Start())
		time.Sleep(rand.N(took))
		_ = first.Process.Kill()
		_ = first.Wait()
		if n := len(outputs(out)); n > 0 && n < articles {
			cut++
		}
		if _, _, _, err := b.run(remote(s, news, out)...); err != nil {
			failed++
		}
		if !same(outputs(out), want) {
			different++
		}
		_, again := s.again()
		worst = max(worst, again)
		s.Close()
		check(os.RemoveAll(out))
	}
	fmt.Printf("killed %d times (%d in the middle of the outputs) and run again: %d failed, %d with other outputs, at most %d of %d articles asked twice (%d in flight)\n",
		*kills, cut, failed, different, worst, articles, jobs)
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
		check(err)
		rel, err := filepath.Rel(dir, path)
		check(err)
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

func (b *bench) faults() {
	s := newServer(0, true)
	defer s.Close()
	news, out := b.articles(2000), filepath.Join(b.dir, "faults")
	for _, what := range []string{"2,000 articles, a fifth of the requests fail", "the same again"} {
		line, took, _, err := b.run(remote(s, news, out)...)
		fmt.Printf("%s: %.1f s, %d outputs\n  %s %v\n", what, took.Seconds(), len(outputs(out)), line, err)
	}
}

// disk fills a small file system, which only root can mount.
func (b *bench) disk() {
	small := filepath.Join(b.dir, "small")
	check(os.MkdirAll(small, 0o755))
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small).CombinedOutput(); err != nil {
		fmt.Printf("full disk: passed over, no small file system: %s", out)
		return
	}
	defer exec.Command("umount", small).Run()
	news, out := b.articles(200), filepath.Join(small, "out")
	line, _, _, err := b.run("summarize", "--backend", "mock", news, "--out", out)
	fmt.Printf("full disk: %d outputs, torn: %v\n  %s %v\n", len(outputs(out)), b.torn(news, out), line, err)
	check(exec.Command("mount", "-o", "remount,ro", small).Run())
	line, _, _, err = b.run("summarize", "--backend", "mock", news, "--out", out)
	fmt.Printf("read-only disk: torn: %v\n  %s %v\n", b.torn(news, out), line, err)
}

// torn says whether an output differs from that of an undisturbed run.
func (b *bench) torn(news, out string) bool {
	whole := filepath.Join(b.dir, "whole")
	_, _, _, err := b.run("summarize", "--backend", "mock", news, "--out", whole)
	check(err)
	want := outputs(whole)
	for name, data := range outputs(out) {
		if !bytes.Equal(data, want[name]) {
			return true
		}
	}
	return false
}
