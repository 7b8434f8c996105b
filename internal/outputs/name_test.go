package outputs

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNames(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"a.txt", "a.txt.json"},
		{"a.md", "a.md.json"},
		{"sub/a.txt", "sub/a.txt.json"},
		{"äö 1.txt", "äö 1.txt.json"},
		{"CON.txt", "_CON.txt~*.json"},
		{"com1", "_com1~*.json"},
		{"com10", "com10.json"},
		{"nul.x/a", "_nul.x/a~*.json"},
		{"a:b?.txt", "a_b_.txt~*.json"},
		{"dir./a", "dir_/a~*.json"},
		{"bad\xff.txt", "bad_.txt~*.json"},
		{"../../etc/x", "_/_/etc/x~*.json"},
		{"/abs", "_/abs~*.json"},
		{"esc\x1b[31m", "esc_[31m~*.json"},
	} {
		got := newNames().take(c.path, ".json")
		before, after, lossy := strings.Cut(c.want, "*")
		if got != c.want && !(lossy && strings.HasPrefix(got, before) && strings.HasSuffix(got, after)) {
			t.Errorf("%q is %q, want %q", c.path, got, c.want)
		}
	}
}

func TestNamesNeverCollide(t *testing.T) {
	n := newNames()
	taken := map[string]string{}
	long := strings.Repeat("x", 300)
	for _, path := range []string{
		"a", "A", "a", "ä", "a\u0308", "ß", "ss", "a:b", "a?b", "a_b", "x\xff", "x\xfe", "x_", long, long + "y",
		"d", "d.json/e", "d.json/e/f", "D.JSON/g", "e.json/x", "e", ".", "..", "", "/", "manifest",
	} {
		name := n.take(path, ".json")
		folded := strings.ToLower(name)
		if other, ok := taken[folded]; ok {
			t.Errorf("%q and %q are both %q", path, other, name)
		}
		taken[folded] = path
		for part := range strings.SplitSeq(name, "/") {
			if part == "" || part == "." || part == ".." || len(part) > 250 || !utf8.ValidString(part) {
				t.Errorf("%q is %q", path, name)
			}
		}
		for dir := range taken {
			if strings.HasPrefix(folded, dir+"/") || strings.HasPrefix(dir, folded+"/") {
				t.Errorf("%q lies in the file %q", name, dir)
			}
		}
	}
}

func TestNamesAreStable(t *testing.T) {
	paths := []string{"a", "A", "con", "b", "B/c"}
	first, second := newNames(), newNames()
	for _, p := range paths {
		if a, b := first.take(p, ".md"), second.take(p, ".md"); a != b {
			t.Errorf("%q is %q and %q", p, a, b)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("a/b", "A/b")
	f.Add("con", "a\xff")
	f.Add("x", "x.json/y")
	f.Fuzz(func(t *testing.T, a, b string) {
		n := newNames()
		first, second := n.take(a, ".json"), n.take(b, ".json")
		if strings.EqualFold(first, second) || strings.HasPrefix(second, first+"/") || strings.HasPrefix(first, second+"/") {
			t.Errorf("%q and %q are %q and %q", a, b, first, second)
		}
		for part := range strings.SplitSeq(first+"/"+second, "/") {
			if part == "" || part == "." || part == ".." || len(part) > 250 || strings.ContainsAny(part, "\\:\x00") || !utf8.ValidString(part) {
				t.Errorf("%q, %q: part %q", a, b, part)
			}
		}
	})
}

func TestShardsDivide(t *testing.T) {
	count := [4]int{}
	for i := range 4000 {
		path := strings.Repeat("p", i%7) + "/" + strings.Repeat("q", i%571) + ".txt"
		holders := 0
		for k := range 4 {
			if (Shard{k + 1, 4}).Holds(path) {
				holders++
				count[k]++
			}
		}
		if holders != 1 {
			t.Fatalf("%d shards hold %q", holders, path)
		}
	}
	for k, n := range count {
		if n < 700 || n > 1300 {
			t.Errorf("shard %d holds %d of 4000", k+1, n)
		}
	}
	// What a shard holds must never change: a run that one version begins, another
	// may end.
	for path, want := range map[string]bool{"a.txt": false, "b.txt": false, "news/c.txt": true} {
		if got := (Shard{1, 2}).Holds(path); got != want {
			t.Errorf("%s in 1/2: %v", path, got)
		}
	}
	for text, want := range map[string]Shard{"1/2": {1, 2}, "8/8": {8, 8}, "1/1": {1, 1}} {
		if s, err := ParseShard(text); err != nil || s != want {
			t.Errorf("%q: %v, %v", text, s, err)
		}
	}
	for _, bad := range []string{"", "1", "0/2", "3/2", "a/b", "1/0", "-1/2", "/2", "1/", "a/2", "1/b", "1/2/3", " 1/2"} {
		if _, err := ParseShard(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
