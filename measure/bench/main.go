//go:build unix

// Bench measures newsbrief beside the smallest programs that do the same, in
// turn within one run, since machines drift, and prints one table. Usage:
//
//	go -C measure run ./bench [-runs N] [-kills N] [-programs FILE] [PART…]
//	go -C measure run ./bench [-before COMMIT] [-within D] compare
//
// Parts are start-up, article, client, batch, crash and library; without names it does
// all of these. Other programs take part in the first two by a line in a file; see
// programs.txt. The part compare sets newsbrief beside an earlier one.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// bench holds what its parts share.
type bench struct {
	dir                       string // for everything that is written
	newsbrief, hello, minimal string // programs
	others                    []program
	runs, kills               int
	before                    string // a commit or a program
	within                    time.Duration
}

// row is a line of the table. The floor is what nothing can beat; "" where
// there is none.
type row struct{ what, result, floor, ratio string }

func main() {
	b := &bench{}
	flag.IntVar(&b.runs, "runs", 41, "runs of each program, of which the best counts")
	flag.IntVar(&b.kills, "kills", 50, "how often a batch is killed")
	flag.StringVar(&b.before, "before", "HEAD^", "a commit, or a program, to compare with")
	flag.DurationVar(&b.within, "within", 20*time.Second, "time for the runs of a comparison")
	programs := flag.String("programs", "bench/programs.txt", "other programs to compare with")
	flag.Parse()
	dir, err := os.MkdirTemp("", "newsbrief-bench")
	must(err)
	defer os.RemoveAll(dir)
	b.dir = dir
	b.newsbrief = b.build("newsbrief", "..", ".")
	b.hello, b.minimal = b.build("hello", ".", "./bench/hello"), b.build("client", ".", "./bench/client")
	b.others = readPrograms(*programs)
	fmt.Println("| what | result | floor | ratio |")
	fmt.Println("| --- | --- | --- | --- |")
	for _, part := range []struct {
		name string
		rows func(add func(row))
	}{{"start-up", b.startUp}, {"article", b.article}, {"client", b.client}, {"batch", b.batch}, {"crash", b.crash},
		{"library", library}, {"compare", b.compare}} {
		if flag.NArg() == 0 && part.name != "compare" || slices.Contains(flag.Args(), part.name) {
			part.rows(func(r row) { fmt.Printf("| %s | %s | %s | %s |\n", r.what, r.result, r.floor, r.ratio) })
		}
	}
}

// build builds a package as a folder's module has it.
func (b *bench) build(name, dir, pkg string) string {
	path := filepath.Join(b.dir, name)
	if out, err := goBuild(path, dir, pkg).CombinedOutput(); err != nil {
		log.Fatalf("%s", out)
	}
	return path
}

// goBuild builds as releases are built.
func goBuild(path, dir, pkg string) *exec.Cmd {
	build := exec.Command("go", "build", "-trimpath", "-tags", "urfave_cli_no_docs", "-o", path, pkg)
	build.Dir, build.Env = dir, append(os.Environ(), "CGO_ENABLED=0")
	return build
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
