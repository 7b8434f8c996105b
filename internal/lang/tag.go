package lang

import (
	"fmt"
	"iter"
	"strings"

	"golang.org/x/text/language"
)

// parseTag reads a BCP 47 tag. Its base is that of a language with a file
// where there is one: "de" of "deu-AT", but "tl" where Unicode prefers "fil".
func parseTag(tag string) (code language.Tag, base string, err error) {
	code, err = language.Raw.Parse(tag)
	if base, _, _ = strings.Cut(code.String(), "-"); exists(base) {
		return code, base, err
	}
	code, err = language.Parse(tag)
	base, _, _ = strings.Cut(code.String(), "-")
	return code, base, err
}

// Same says whether two tags are of one language, whatever their scripts and
// regions.
func Same(a, b string) bool { return Of(a).tongue == Of(b).tongue }

// MayBeSame is Same, and true where one of the languages is not known.
func MayBeSame(a, b string) bool {
	return Same(a, b) || Of(a).tag == "und" || Of(b).tag == "und"
}

// SameForm says whether a text in the form of one tag is in that of the other:
// the languages are the same, and so are script and region where both tags
// name them.
func SameForm(a, b string) bool {
	_, subA, _ := strings.Cut(strings.ToLower(a), "-")
	_, subB, _ := strings.Cut(strings.ToLower(b), "-")
	return Same(a, b) && (subA == subB || subA == "" || subB == "")
}

// Name returns how a sentence calls the language of a tag: "French",
// "Portuguese (pt-BR)", "the article's language" for "und" and "", and "the
// language xx" for what it does not know.
func Name(tag string) string {
	l := Of(tag)
	name := l.value("name")
	_, _, more := strings.Cut(tag, "-")
	switch {
	case tag == "" || strings.EqualFold(tag, "und"):
		return "the article's language"
	case name == "":
		return "the language " + tag
	case more:
		return name + " (" + tag + ")"
	}
	return name
}

// Names yields the tags and English names of the languages that have a file,
// by tag.
func Names() iter.Seq2[string, string] {
	return func(yield func(tag, name string) bool) {
		more := true
		eachHead("name", func(tag string, r Row) { more = more && yield(tag, r.Value) })
	}
}

// Parse returns the BCP 47 tag that a user means: a tag itself, in any case
// and with _ for -, or a name, in English or the language itself.
func Parse(s string) (string, error) {
	if tag := named(s); tag != "" {
		return tag, nil
	}
	const least = 2 // letters; a single one begins a private tag
	if code, base, err := parseTag(s); err == nil && len(base) >= least {
		return code.String(), nil
	}
	country := ""
	eachHead("country", func(tag string, r Row) {
		if r.Has(strings.ToLower(s)) {
			country = tag
		}
	})
	if country != "" {
		return "", fmt.Errorf("unknown language %q: %s is %s", s, Name(country), country)
	}
	return "", fmt.Errorf("unknown language %q: give a tag, as fr or pt-BR, or an English name", s)
}

// named is the tag of a language by name; "" where none is called so.
func named(name string) (found string) {
	eachHead("name", func(tag string, r Row) {
		if strings.EqualFold(name, r.Value) || strings.EqualFold(name, r.forms) {
			found = tag
		}
	})
	eachHead("alias", func(_ string, r Row) {
		if r.Has(strings.ToLower(name)) {
			found = r.Value
		}
	})
	return found
}
