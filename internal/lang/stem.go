package lang

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// Stem is a word without its ending, in lower case; ok is false for languages
// without rules.
func (l *Language) Stem(word string) (stem string, ok bool) {
	if stemmer := l.Stemmer(); stemmer != nil {
		return stemmer(strings.ToLower(word)), true
	}
	return "", false
}

// Stemmer returns what makes stems of many words in lower case, for use by one
// goroutine; nil for languages without rules.
func (l *Language) Stemmer() func(word string) string {
	rules := snowball(l.form("stem"))
	if rules == nil {
		return nil
	}
	env := snowballstem.NewEnv("")
	return func(word string) string {
		env.SetCurrent(word)
		rules(env)
		return env.Current()
	}
}

// snowball returns rules by the name that Snowball gives them, nil where there
// are none.
func snowball(name string) func(*snowballstem.Env) bool {
	switch name {
	case "arabic":
		return arabic.Stem
	case "danish":
		return danish.Stem
	case "dutch":
		return dutch.Stem
	case "english":
		return english.Stem
	case "finnish":
		return finnish.Stem
	case "french":
		return french.Stem
	case "german":
		return german.Stem
	case "hungarian":
		return hungarian.Stem
	case "italian":
		return italian.Stem
	case "norwegian":
		return norwegian.Stem
	case "portuguese":
		return portuguese.Stem
	case "romanian":
		return romanian.Stem
	case "russian":
		return russian.Stem
	case "spanish":
		return spanish.Stem
	case "swedish":
		return swedish.Stem
	case "turkish":
		return turkish.Stem
	}
	return nil
}
