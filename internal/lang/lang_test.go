package lang

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestProperties(t *testing.T) {
	for _, c := range []struct {
		tag, base, decimal, group, script string
		rightToLeft                       bool
	}{
		{"de-AT", "de", ",", ".", "Latn", false},
		{"EN", "en", ".", ",", "Latn", false},
		{"fr", "fr", ",", " ", "Latn", false},
		{"ar", "ar", ".", ",", "Arab", true},
		{"he", "he", ".", ",", "Hebr", true},
		{"zh-TW", "zh", ".", ",", "Hant", false},
		{"ja", "ja", ".", ",", "Jpan", false},
		{"th", "th", ".", ",", "Thai", false},
		{"ko", "ko", ".", ",", "Kore", false},
		{"ar-Latn", "ar", ".", ",", "Latn", false},
		{"rw", "rw", ".", ",", "Latn", false}, // no file
		{"", "und", ".", ",", "Zzzz", false},
		{"no tag", "und", ".", ",", "Zzzz", false},
	} {
		l := Of(c.tag)
		if l.Tag() != c.base {
			t.Errorf("%q is %q", c.tag, l.Tag())
		}
		if l.Decimal() != c.decimal || !l.Groups(c.group) {
			t.Errorf("%q does not write 1%s234%s5", c.tag, c.group, c.decimal)
		}
		if l.script() != c.script || l.RightToLeft() != c.rightToLeft {
			t.Errorf("%q is written in %s, from the right %t", c.tag, l.script(), l.RightToLeft())
		}
	}
	if got := Of("sr").scripts(); !slices.Equal(got, []string{"Cyrl", "Latn"}) {
		t.Errorf("Serbian is written in %q", got)
	}
	if got := Of("sr-Latn").scripts(); !slices.Equal(got, []string{"Latn"}) {
		t.Errorf("Serbian in Latin letters is written in %q", got)
	}
	if !Of("de").Groups("’") || Of("en").Groups(" ") {
		t.Error("the Swiss apostrophe groups thousands in German, and no space does in English")
	}
}

func TestWords(t *testing.T) {
	l := Of("de")
	if !l.Has("month", "märz") || l.Has("month", "march") || l.Has("nothing", "märz") {
		t.Error("the words of a class are wrong")
	}
	if !l.Has("code", "usd") || !Of("rw").Has("code", "usd") {
		t.Error("what all languages share is missing")
	}
	if got := l.Rows("card")[1]; got.Value != "1" || !slices.Contains(got.Forms(), "eins") {
		t.Errorf("the second number is %v", got)
	}
	if got := Everywhere("unread"); !slices.Contains(got, "miljoon") || !slices.Contains(got, "million") || slices.Contains(got, "märz") {
		t.Errorf("the numbers that are not read are %q", got)
	}
	if stem, ok := l.Stem("Häuser"); stem != "haus" || !ok {
		t.Errorf("the stem of Häuser is %q", stem)
	}
	if _, ok := Of("th").Stem("x"); ok {
		t.Error("Thai has a stemmer")
	}
}

// files are the names of the language files.
func files(t *testing.T) []string {
	list, err := fs.Glob(data, "data/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range list {
		list[i] = strings.TrimSuffix(strings.TrimPrefix(f, "data/"), ".tsv")
	}
	return list
}

// documented are the classes that the package's comment lists, those of the
// head and the others.
func documented(t *testing.T) (head, others []string) {
	comment, _, _ := strings.Cut(source(t, "lang.go"), "\npackage ")
	before, behind, found := strings.Cut(comment, "which\n// is read of all files")
	if !found {
		t.Fatal("the comment does not say which classes are the head's")
	}
	return listed(before), listed(behind)
}

func listed(comment string) []string {
	var list []string
	for line := range strings.Lines(comment) {
		if names, ok := strings.CutPrefix(line, "//\t"); ok {
			names, _, _ = strings.Cut(names, "  ")
			list = append(list, strings.Split(strings.TrimSpace(names), ", ")...)
		}
	}
	return list
}

// TestFiles reads every file: its rows are of known classes, and their forms
// are written as readers of words need them.
func TestFiles(t *testing.T) {
	inHead, others := documented(t)
	for _, name := range files(t) {
		if parts := strings.SplitN(source(t, "data/"+name+".tsv"), "\n\n", 3); len(parts[0])+len(parts[1])+4 > longestHead {
			t.Errorf("%s.tsv: the head ends behind %d bytes", name, longestHead)
		}
		paragraph := 0
		for n, line := range strings.Split(source(t, "data/"+name+".tsv"), "\n") {
			if line == "" {
				paragraph++
			}
			if line == "" || line[0] == '#' {
				continue
			}
			classes := others
			if paragraph == 1 {
				classes = inHead
			}
			columns := strings.Split(line, "\t")
			if len(columns) != 3 || slices.Contains(columns, "") {
				t.Errorf("%s.tsv:%d: not three columns", name, n+1)
				continue
			}
			if !slices.Contains(classes, columns[0]) {
				t.Errorf("%s.tsv:%d: the package's comment has no class %s for this place", name, n+1, columns[0])
			}
			for _, form := range strings.Split(columns[2], ", ") {
				if form == "" || strings.TrimSpace(form) != form {
					t.Errorf("%s.tsv:%d: form %q", name, n+1, form)
				}
			}
		}
	}
}

// TestGaps compares what each file lacks, of the classes that three files and
// more have, with the list in testdata: a new language shows its gaps there.
func TestGaps(t *testing.T) {
	inHead, others := documented(t)
	var classes []string
	for _, class := range append(inHead, others...) {
		if slices.Contains(strings.Fields("alias country as like near alone signs scripts"), class) {
			continue // few languages need it
		}
		n := 0
		for _, name := range files(t) {
			if has(name, class) {
				n++
			}
		}
		if n >= 3 {
			classes = append(classes, class)
		}
	}
	var b strings.Builder
	for _, name := range files(t) {
		var have, lack []string
		for _, class := range classes {
			if has(name, class) {
				have = append(have, class)
			} else {
				lack = append(lack, class)
			}
		}
		switch {
		case name == "und":
		case len(have) > len(lack):
			b.WriteString(name + " lacks " + strings.Join(lack, " ") + "\n")
		default:
			b.WriteString(name + " has only " + strings.Join(have, " ") + "\n")
		}
	}
	golden(t, "gaps.txt", b.String())
}

func has(name, class string) bool {
	return slices.ContainsFunc(Of(name).Own(), func(r Row) bool { return r.Class == class })
}

func source(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// golden compares text with a file of testdata; UPDATE=1 writes it.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := "testdata/" + name
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := source(t, path); text != want {
		t.Errorf("%s is another, UPDATE=1 writes it:\n%s", path, text)
	}
}
