package page

import (
	"slices"
	"strings"

	"newsbrief/internal/article/input"
	"newsbrief/internal/lang"
)

// stubSize is the most bytes of a text that can be what stands in an article's
// place. What is longer is worth reading, whatever it says at its end.
const stubSize = 1500

// stub is the error of a page that holds something else in the place of its
// article, or only its beginning; nil for any other.
func (p *Page) stub() error {
	text := strings.ToLower(p.Text)
	switch {
	case len(text) > stubSize:
		return nil
	case hasAny(text, "paywall") || p.paid && len(text) < stubSize/3:
		return input.Refuse("holds only the beginning of an article behind a paywall",
			"open it in a browser where you are signed in, save the page, and name that file")
	case hasAny(text, "gate") || hasTitle(strings.ToLower(p.Title)):
		return input.Refuse(
			"is no article but a page that asks for consent, a sign-in or proof of being human, or an error",
			"open it in a browser, save the page, and name that file")
	}
	return nil
}

func hasTitle(title string) bool { return lang.Of("und").Has("gatetitle", strings.TrimSpace(title)) }

// hasAny says whether a text has a phrase of a class of all languages.
func hasAny(text, class string) bool {
	return slices.ContainsFunc(lang.Of("und").Forms(class), func(p string) bool { return strings.Contains(text, p) })
}
