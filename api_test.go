package main

import (
	"bytes"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// public are the packages that other modules import.
var public = []string{"summarize", "translate", "prompts", "result", "lib/check", "lib/extract", "lib/mock"}

// TestAPI compares what these packages export with testdata/api.txt, so that a change
// is seen. UPDATE=1 writes it.
func TestAPI(t *testing.T) {
	var got bytes.Buffer
	for _, dir := range public {
		got.WriteString("package " + dir + "\n\n")
		writeAPI(t, &got, dir)
	}
	const golden = "testdata/api.txt"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want := readFile(t, golden); !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the exported API is not that of %s; if it is meant to be, UPDATE=1 go test -run TestAPI . and say so in "+
			"CHANGELOG.md:\n%s", golden, firstDifference(got.String(), string(want)))
	}
}

// writeAPI writes the exported declarations of a package, without comments and bodies.
func writeAPI(t *testing.T, out *bytes.Buffer, dir string) {
	t.Helper()
	set := token.NewFileSet()
	var files []*ast.File
	names, err := fs.Glob(os.DirFS(dir), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(set, files, dir)
	if err != nil {
		t.Fatal(err)
	}
	write := func(decl ast.Decl) {
		if f, ok := decl.(*ast.FuncDecl); ok {
			f.Body = nil
		}
		if err := (&printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}).Fprint(out, set, decl); err != nil {
			t.Fatal(err)
		}
		out.WriteString("\n\n")
	}
	values := func(list []*doc.Value) {
		for _, v := range list {
			write(v.Decl)
		}
	}
	funcs := func(list []*doc.Func) {
		for _, f := range list {
			write(f.Decl)
		}
	}
	values(p.Consts)
	values(p.Vars)
	funcs(p.Funcs)
	for _, typ := range p.Types {
		write(typ.Decl)
		values(typ.Consts)
		values(typ.Vars)
		funcs(typ.Funcs)
		funcs(typ.Methods)
	}
}

// firstDifference is the first line in which two texts differ, and the ones there.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + strings.Join(w[min(i, len(w)):min(i+1, len(w))], "")
		}
	}
	return "got  nothing more\nwant " + w[len(g)]
}
