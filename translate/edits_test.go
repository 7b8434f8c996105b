package translate

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article/input"
	"newsbrief/internal/document"
	"newsbrief/internal/memory"
)

// What a person wrote is found beside passages that were added, dropped or changed; it
// is never taken for the translation of another source without a mark.
func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		name, source, there, want string // paragraphs between bars; "=" edited, "?" stale, "!" refused
		current                   bool
	}{
		{"nothing", "A one.|B two.|C three.", "a|b|c", "", false},
		{"a passage", "A one.|B two.|C three.", "a|Hand|c", "2=Hand", false},
		{"all", "A one.|B two.|C three.", "X|Y|Z", "1=X 2=Y 3=Z", false},
		{"with its mark", "A one.|B two.", "a|Hand [?]", "2=Hand", false},
		{"beside a new passage", "A one.|New here.|B two.|C three.", "a|Hand|c", "3=Hand", false},
		{"behind one that is gone", "B two.|C three.", "a|Hand|c", "1=Hand", false},
		{"of a source that changed", "A one.|B two changed.|C three.", "a|Hand|c", "2?Hand", false},
		{"known before, of a source that changed", "A one.|P four changed.|C three.", "a|Person|c", "2?Person", false},
		{"known before, of a source that is gone", "A one.|C three.", "a|Person|c", "", false},
		{"known before, beside a new passage", "A one.|Something else.|P four changed.|C three.", "a|Person|c", "3?Person", false},
		{"the words of another passage", "A one.|B two.", "a|Person", "2?Person", false},
		{"the words of another passage, here", "A one.|B two.", "a|Person", "2=Person", true},
		{"back to a model's words", "A one.|P four.", "a|p", "2=p", false},
		{"moved", "B two.|A one.|P four.", "a|b|Person", "", false},
		{"one of two became two", "A one.|B two.|C three.", "a|Hand|More|c", "!", false},
		{"another document", "Q.|R.|S.|T.", "u|v|w|x", "", false},
	} {
		m, err := memory.Open(filepath.Join(t.TempDir(), memory.Name), "")
		if err != nil {
			t.Fatal(err)
		}
		d, _ := document.Parse(input.Plain, strings.ReplaceAll(tt.source, "|", "\n\n"))
		context := memory.Context("", "")
		if n := len(d.Segments); n > 1 {
			context = contextOf(d, n-1)
		}
		err = m.Put(memory.Entry{Source: "A one.", To: "de", Target: "a", By: memory.Model},
			memory.Entry{Source: "B two.", To: "de", Target: "b", By: memory.Model},
			memory.Entry{Source: "C three.", To: "de", Target: "c", By: memory.Model},
			memory.Entry{Source: "P four.", To: "de", Target: "p", By: memory.Model},
			memory.Entry{Source: "P four.", To: "de", Target: "Person", By: memory.Person, Context: context})
		if err != nil {
			t.Fatal(err)
		}
		past := &Past{Memory: m, Earlier: &Earlier{Text: strings.ReplaceAll(tt.there, "|", "\n\n"), Touched: true, Current: tt.current}}
		edits, _, err := past.edits(d, "de")
		var list []string
		for i, e := range edits {
			list = append(list, string(rune('1'+i))+map[bool]string{false: "=", true: "?"}[e.stale]+e.target)
		}
		slices.Sort(list)
		if err != nil {
			list = []string{"!"}
		}
		if diff := cmp.Diff(tt.want, strings.Join(list, " ")); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		m.Release()
	}
}

// Edits keep the markup of their passages, wherever a translation has put it.
func TestAdopted(t *testing.T) {
	const source = "Run `x` or **stop** it, says [the port](https://port.example).\n"
	d, _ := document.Parse(input.Markdown, source)
	for _, tt := range []struct{ there, want string }{
		{"`x` starten oder es **lassen**, sagt [der Hafen](https://port.example).\n", "<1/> starten oder es <2>lassen</2>, sagt <3>der Hafen</3>."},
		{"[Der Hafen](https://port.example) sagt: **Halt** oder `x`\n", "<3>Der Hafen</3> sagt: <2>Halt</2> oder <1/>"},
		{"Nimm `y` oder **lass** es, sagt [der Hafen](https://port.example).\n", ""},
		{"Nimm `x` oder lass es, sagt [der Hafen](https://port.example).\n", ""},
	} {
		there, err := d.Like(tt.there)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := d.Adopt(0, there, 0)
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want != "") {
			t.Errorf("%q: %v %s", tt.there, ok, diff)
		}
	}
}
