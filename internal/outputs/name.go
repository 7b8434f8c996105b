package outputs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// longest is the most bytes of a part of a path: file systems take 255, and
// the suffixes and the temporary name need some.
const longest = 180

// names gives every article of a run an output that no other has, on any file
// system: the outputs may be carried to another.
type names struct{ taken map[[16]byte]kind }

// kind says what a name is taken for.
type kind byte

const (
	free kind = iota
	file
	folder
)

func newNames() *names { return &names{map[[16]byte]kind{}} }

// take returns the output for an article: its path with the suffix (".json").
// What some file system cannot hold is replaced; where that, or a name taken
// before, makes it ambiguous, a part of the path's hash is added. The same
// paths in the same order give the same names.
func (n *names) take(path, suffix string) string {
	safe, exact := safePath(path)
	name := safe + suffix
	for i := 0; ; i++ {
		if !exact || i > 0 {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", path, i))
			name = safe + "~" + hex.EncodeToString(sum[:4]) + suffix
		}
		switch parents, ok := n.parents(name); {
		case !ok: // a file has the name of a folder
			safe, exact = strings.ReplaceAll(safe, "/", "_"), false
		case n.taken[key(name)] == free:
			n.taken[key(name)] = file
			for _, p := range parents {
				n.taken[p] = folder
			}
			return name
		}
	}
}

// parents are the folders above name; ok is false where one is a file.
func (n *names) parents(name string) (keys [][16]byte, ok bool) {
	for i := range len(name) {
		if name[i] == '/' {
			k := key(name[:i])
			if n.taken[k] == file {
				return nil, false
			}
			keys = append(keys, k)
		}
	}
	return keys, true
}

// key is the same for names that some file system takes for the same: it looks
// at neither case nor form.
func key(name string) [16]byte {
	folded := norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
	sum := sha256.Sum256([]byte(folded))
	return [16]byte(sum[:16])
}

// safePath makes a relative path with slashes out of any; exact says that it is
// the same.
func safePath(path string) (safe string, exact bool) {
	exact = true
	var parts []string
	for part := range strings.SplitSeq(path, "/") {
		name := safePart(part)
		exact = exact && name == part
		parts = append(parts, name)
	}
	return strings.Join(parts, "/"), exact
}

// safePart makes a name that every file system takes out of one part of a
// path.
func safePart(part string) string {
	name := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || strings.ContainsRune(`<>:"\|?*`, r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, part)
	if trimmed := strings.TrimRight(name, ". "); trimmed != name {
		name = trimmed + "_"
	}
	if reserved(name) {
		name = "_" + name
	}
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "")
	}
	if name == "" {
		name = "_"
	}
	return name
}

// reserved says whether Windows takes the name for a device: with any ending.
func reserved(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	base = strings.TrimRight(base, " ")
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	device, number := strings.CutPrefix(base, "COM")
	if !number {
		device, number = strings.CutPrefix(base, "LPT")
	}
	r, size := utf8.DecodeRuneInString(device)
	return number && size == len(device) && strings.ContainsRune("0123456789¹²³", r)
}
