// Package check compares a summary or a translation with its source, whoever
// wrote it: newsbrief check for Go programs. It sends nothing, prints nothing and
// remembers nothing; any number of goroutines may use it.
package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check/across"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// Options of one check. All may be left out.
type Options struct {
	ID string // of the result
	// To is the candidate's language where it is a translation of the source, a
	// BCP 47 tag or a name; "": the candidate is in the source's own language.
	To string
}

// ErrEmpty means that the source or the candidate holds nothing but white space.
var ErrEmpty = errors.New("is empty")

// Check says of each claim of a candidate (a value, a name, a quotation, a link)
// whether the source bears it out. Both are UTF-8 and taken as they are: of a page
// or another file package extract makes the text first. Offsets of claims are bytes
// in the candidate, sentences those of the source, from 1. A claim without support
// is no error: the check's Status tells.
//
// Errors are ErrEmpty, an unknown language, and ctx's, which is looked at before
// and after: a check takes a time linear in the texts.
func Check(ctx context.Context, source, candidate string, o Options) (*result.Check, error) {
	language, err := languageOf(o.To)
	switch {
	case err != nil:
		return nil, err
	case strings.TrimSpace(source) == "":
		return nil, fmt.Errorf("the source %w", ErrEmpty)
	case strings.TrimSpace(candidate) == "":
		return nil, fmt.Errorf("the candidate %w", ErrEmpty)
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	a := article.Exact("", source, "")
	b := article.Exact(o.ID, candidate, cmp.Or(language, a.Language))
	return across.Check(o.ID, a, b, language != ""), ctx.Err()
}

// languageOf is the tag of a language that may be left out.
func languageOf(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	return lang.Parse(name)
}
