// Documents measures what a translation keeps of the files of public
// repositories: which are read, whether an answer that changes nothing changes no
// byte, and whether a document has its structure when all of its words are others.
//
//	go build -o nb . && go -C measure run ./documents -nb $PWD/nb REPOSITORY…
//
// A repository is a folder of files or a git directory, of which the newest commit
// is read. Nothing of it is kept. Both translations are those of the command, by
// the mock: "mock:echo" and "mock".
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	program = flag.String("nb", "newsbrief", "the newsbrief `program`")
	most    = flag.Int("n", 45, "files of a kind from each repository, drawn by the hash of their paths")
	half    = flag.Int("half", -1, "0 or 1: only files whose hash is even, or odd")
	list    = flag.Bool("v", false, "list the files that fail")
	only    = flag.String("kind", "", "only files of this kind: markdown, html, subtitles")
	skip    = flag.String("skip", "", "no files whose path holds one of these parts, separated by commas")
)

func main() {
	log.SetFlags(0)
	flag.Parse()
	total := map[string]*score{}
	for _, repository := range flag.Args() {
		files, err := readRepository(repository)
		if err != nil {
			log.Fatalf("%s: %v", repository, err)
		}
		scores, err := measure(files)
		if err != nil {
			log.Fatalf("%s: %v", repository, err)
		}
		for _, kind := range kinds {
			if s := scores[kind]; s != nil {
				fmt.Printf("%-40s %s\n", name(repository)+" "+kind, s)
				if total[kind] == nil {
					total[kind] = &score{}
				}
				total[kind].add(s)
			}
		}
	}
	for _, kind := range kinds {
		if s := total[kind]; s != nil {
			fmt.Printf("%-40s %s\n", "all "+kind, s)
		}
	}
}

// name is a repository's, without the folders that it lies in.
func name(repository string) string {
	base := filepath.Base(repository)
	if base == "repo" || base == ".git" {
		base = filepath.Base(filepath.Dir(repository))
	}
	return base
}

// kinds are those that are measured, each with its endings.
var kinds = []string{"markdown", "html", "subtitles"}

func kindOf(path string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".md", ".mdx", ".markdown", ".qmd":
		return "markdown"
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".srt", ".vtt":
		return "subtitles"
	}
	return ""
}

// translations are parts of the paths of files in other languages than English: the
// language is given to both runs.
var translations = strings.Fields("/ar/ /az/ /be/ /bg/ /bn/ /ca/ /cs/ /da/ /de/ /el/ /es/ /fa/ /fi/ /fr/ /he/ /hi/ " +
	"/hu/ /id/ /it/ /ja/ /km/ /ko/ /lt/ /ne/ /nl/ /no/ /pl/ /pt/ /pt-br/ /pt-pt/ /ro/ /ru/ /sk/ /sq/ /sv/ /ta/ " +
	"/th/ /tr/ /uk/ /vi/ /zh/ /zh-cn/ /zh-hant/ /zh-tw/ /languages/ /arabic/ /bengali/ /bulgarian/ /chinese/ " +
	"/czech/ /dutch/ /french/ /german/ /greek/ /hebrew/ /hindi/ /hungarian/ /indonesian/ /italian/ /japanese/ " +
	"/kannada/ /korean/ /marathi/ /persian/ /polish/ /portuguese/ /romanian/ /russian/ /serbian/ /spanish/ " +
	"/swedish/ /tamil/ /telugu/ /thai/ /turkish/ /ukrainian/ /urdu/ /vietnamese/")

// file is one of a repository.
type file struct {
	path, kind string
	data       []byte
}

// readRepository draws files of each kind.
func readRepository(repository string) ([]file, error) {
	paths, read, err := open(repository)
	if err != nil {
		return nil, err
	}
	hash := func(path string) string {
		sum := sha256.Sum256([]byte(path))
		return fmt.Sprintf("%x", sum)
	}
	paths = slices.DeleteFunc(paths, func(path string) bool {
		odd, kind := strings.IndexByte("13579bdf", hash(path)[63]) >= 0, kindOf(path)
		foreign := slices.ContainsFunc(append(strings.Split(*skip, ","), translations...), func(part string) bool {
			return part != "" && strings.Contains(strings.ToLower("/"+path), part)
		})
		wanted := kind != "" && (*only == "" || kind == *only)
		return !wanted || foreign || *half >= 0 && odd != (*half == 1)
	})
	slices.SortFunc(paths, func(a, b string) int { return strings.Compare(hash(a), hash(b)) })
	var files []file
	drawn := map[string]int{}
	for _, path := range paths {
		kind := kindOf(path)
		if drawn[kind]++; drawn[kind] > *most {
			continue
		}
		data, err := read(path)
		if err != nil {
			return nil, err
		}
		if !utf8.Valid(data) {
			continue // comes back as UTF-8
		}
		files = append(files, file{path, kind, data})
	}
	return files, nil
}

// open lists the files of a repository, and reads them.
func open(repository string) (paths []string, read func(string) ([]byte, error), err error) {
	git := func(args ...string) ([]byte, error) {
		return exec.Command("git", append([]string{"--git-dir", repository}, args...)...).Output()
	}
	if _, err := os.Stat(filepath.Join(repository, "HEAD")); err == nil {
		out, err := git("ls-tree", "-r", "-z", "HEAD")
		for entry := range strings.SplitSeq(string(out), "\x00") {
			if about, path, ok := strings.Cut(entry, "\t"); ok && strings.HasPrefix(about, "100") {
				paths = append(paths, path)
			}
		}
		return paths, func(path string) ([]byte, error) { return git("cat-file", "blob", "HEAD:"+path) }, err
	}
	err = fs.WalkDir(os.DirFS(repository), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	return paths, func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(repository, path)) }, err
}

// score counts files.
type score struct{ files, refused, same, whole, wrecked int }

func (s *score) add(o *score) {
	s.files, s.refused, s.same = s.files+o.files, s.refused+o.refused, s.same+o.same
	s.whole, s.wrecked = s.whole+o.whole, s.wrecked+o.wrecked
}

func (s *score) String() string {
	share := func(n int) string { return fmt.Sprintf("%4d %5.1f%%", n, 100*float64(n)/float64(max(s.files, 1))) }
	return fmt.Sprintf("%4d files: refused %s, echo the same %s, structure the same %s, wrecked %s",
		s.files, share(s.refused), share(s.same), share(s.whole), share(s.wrecked))
}

// measure translates the files twice.
func measure(files []file) (map[string]*score, error) {
	dir, err := os.MkdirTemp("", "documents-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	for _, f := range files {
		path := filepath.Join(dir, "in", flat(f.path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, f.data, 0o600)); err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, nil
	}
	echo := translate(dir, "echo", "mock:echo", "en-US", "en-GB")
	other := translate(dir, "other", "mock", "en", "de")
	scores := map[string]*score{}
	for _, f := range files {
		if scores[f.kind] == nil {
			scores[f.kind] = &score{}
		}
		scores[f.kind].add(f.judge(echo, other))
	}
	return scores, nil
}

// flat is a path that no hidden folder is in.
func flat(path string) string {
	return strings.NewReplacer("/.", "/_", "/", "~").Replace("/" + path)[1:]
}

// outputs are what a translation wrote, and what it said.
type outputs struct {
	dir    string
	stderr string
}

// translate runs the command over all files.
func translate(dir, name, model, from, to string) outputs {
	o := outputs{dir: filepath.Join(dir, name)}
	c := exec.Command(*program, "translate", "--backend", "mock", "--model", model, "--from", from, "--to", to,
		"--repair", "0", "--cache", "off", "--out", o.dir, filepath.Join(dir, "in"))
	var stderr bytes.Buffer
	c.Stderr = &stderr
	_ = c.Run() // it fails where one file is refused
	o.stderr = stderr.String()
	return o
}

// of is the output for a file, and what was said where there is none.
func (o outputs) of(f file) (data []byte, refusal string) {
	data, err := os.ReadFile(filepath.Join(o.dir, flat(f.path)))
	if err == nil {
		return data, ""
	}
	for line := range strings.Lines(o.stderr) {
		if _, why, ok := strings.Cut(line, flat(f.path)+": "); ok {
			return nil, strings.TrimSpace(why)
		}
	}
	return nil, "there is no output, and no reason"
}

func (f file) judge(echo, other outputs) *score {
	s := &score{files: 1}
	say := func(what, why string) {
		if *list {
			fmt.Printf("%s\t%s\t%s\n", what, f.path, why)
		}
	}
	same, refusal := echo.of(f)
	if refusal != "" {
		s.refused = 1
		say("refused", refusal)
		return s
	}
	if at := differs(unnamed(f.data), unnamed(same)); at == "" {
		s.same = 1
	} else {
		say("changed", at)
	}
	changed, refusal := other.of(f)
	if refusal != "" {
		s.refused = 1
		say("refused", refusal)
		return s
	}
	want, got := structureOf(f.kind, f.data), structureOf(f.kind, changed)
	if at := want.differs(got); at == "" {
		s.whole = 1
	} else {
		say("structure", at)
	}
	if what := want.lost(got); what != "" {
		s.wrecked = 1
		say("wrecked", what)
	}
	return s
}

// differs shows where two texts part, "" where they do not.
func differs(a, b []byte) string {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	if at == len(a) && at == len(b) {
		return ""
	}
	piece := func(t []byte) string { return fmt.Sprintf("%q", t[max(at-30, 0):min(at+40, len(t))]) }
	return piece(a) + " -> " + piece(b)
}
