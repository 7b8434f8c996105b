package story

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsbrief/internal/article"
	"newsbrief/internal/lang"
)

// told is an article of testdata with the story that it tells.
type told struct {
	ID, Title, Text, Published, Lang string
	Story                            int
}

func articles(t testing.TB) (list []told, items []Item) {
	t.Helper()
	f, err := os.Open("testdata/articles.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var a told
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
		from, _ := article.When(a.Published, a.Lang)
		items = append(items, Item{Title: a.Title, Text: a.Text, Language: a.Lang, Time: from})
	}
	return list, items
}

// TestGroup: sixty articles of twenty stories, with what leads astray: two events in
// one town, two reports of one company, two matches of the same teams, follow-ups,
// copies, live blogs, other languages. No story holds two events, and few are split.
func TestGroup(t *testing.T) {
	list, items := articles(t)
	found := make([]int, len(items))
	for n, s := range Group(items) {
		for _, i := range s.Items {
			found[i] = n
			if first := list[s.Items[0]]; list[i].Story != first.Story {
				t.Errorf("%s (%s) stands with %s (%s)", list[i].ID, list[i].Title, first.ID, first.Title)
			}
		}
	}
	precision, recall := bCubed(list, found)
	if f := 2 * precision * recall / (precision + recall); f < 0.94 {
		t.Errorf("B-cubed F1 %.3f (precision %.3f, recall %.3f)", f, precision, recall)
	}
}

// bCubed is the mean over the articles of how much of what stands with one belongs
// there, and of how much of what belongs there does (Bagga and Baldwin 1998).
func bCubed(list []told, found []int) (precision, recall float64) {
	for i, a := range list {
		both, together, of := 0.0, 0.0, 0.0
		for k, b := range list {
			if found[i] == found[k] {
				together++
			}
			if a.Story == b.Story {
				of++
			}
			if found[i] == found[k] && a.Story == b.Story {
				both++
			}
		}
		precision += both / together / float64(len(list))
		recall += both / of / float64(len(list))
	}
	return precision, recall
}

// TestVoices: an agency's text in three papers is one voice, a paper's own report
// another.
func TestVoices(t *testing.T) {
	list, items := articles(t)
	voice := map[string]int{}
	for _, s := range Group(items) {
		for n, i := range s.Items {
			voice[list[i].ID] = s.Voices[n]
		}
	}
	if voice["d41"] != voice["d40"] || voice["d41"] != voice["d39"] || voice["d41"] == voice["d38"] {
		t.Errorf("voices of d41, d40, d39, d38: %d, %d, %d, %d", voice["d41"], voice["d40"], voice["d39"], voice["d38"])
	}
}

// TestMerged: groups become one story by the weights, but for what has no date.
func TestMerged(t *testing.T) {
	var items []Item
	for n, title := range []string{
		"Cyclone Ilda heads for Port Mare", "Port Mare braces as cyclone Ilda draws near",
		"Roofs torn off as cyclone hits the harbour town", "Harbour town hit by cyclone, roofs torn off",
		"Council of Port Mare elects a mayor",
	} {
		at := time.Date(2026, 5, 4, 9+n, 0, 0, 0, time.UTC)
		items = append(items, Item{Title: title, Language: "en", Time: at})
	}
	groups := func(bias float64) int {
		w := Fitted
		w.Bias += bias
		return len(Try(items, &w, nil))
	}
	if none, some, all := groups(-100), groups(0), groups(100); none != 2 || some != 2 || all != 1 {
		t.Errorf("%d groups, %d by the weights, %d of what may be joined", none, some, all)
	}
	for i := range items {
		items[i].Time = time.Time{}
	}
	if n := groups(100); n != 2 {
		t.Errorf("%d groups without dates", n)
	}
}

func TestLinks(t *testing.T) {
	_, items := articles(t)
	for _, s := range Group(items) {
		if len(s.Links) != len(s.Items)-1 {
			t.Fatalf("%d links of %d items", len(s.Links), len(s.Items))
		}
		for _, l := range s.Links {
			if l.Score > 0 && len(l.Shared) == 0 || l.A == l.B {
				t.Errorf("%q and %q: %+v", items[l.A].Title, items[l.B].Title, l)
			}
		}
	}
}

func TestWithoutOutlet(t *testing.T) {
	for title, want := range map[string]string{
		"Six dead in explosion at factory - The Meridian":  "Six dead in explosion at factory",
		"Six dead in explosion at factory | News | WQSR":   "Six dead in explosion at factory",
		"Sports News | Falcons hold off Kings in the rain": "Falcons hold off Kings in the rain",
		"Golden, again: US beats France - and how":         "Golden, again: US beats France",
		"Storm - live": "Storm - live",
		"What to do if a flight is late - a long list of it": "What to do if a flight is late - a long list of it",
	} {
		if got := withoutOutlet(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestGroupFew(t *testing.T) {
	if list := Group(nil); len(list) != 0 {
		t.Errorf("of nothing: %+v", list)
	}
	one := Item{Title: "The bridge of Orsk fell", Text: "The bridge of Orsk fell.", Language: "en"}
	list := Group([]Item{one, one, {Text: "!"}, {}})
	if len(list) != 3 || !slices.Equal(list[0].Items, []int{0, 1}) && !slices.Equal(list[2].Items, []int{0, 1}) {
		t.Errorf("%+v", list)
	}
}

// BenchmarkGroup groups a thousand articles.
func BenchmarkGroup(b *testing.B) {
	_, sixty := articles(b)
	var items []Item
	for len(items) < 1000 {
		item := sixty[len(items)%len(sixty)]
		name := strings.Repeat("x", 1+len(items)/len(sixty))
		item.Text = strings.ReplaceAll(item.Text, "a", name)
		items = append(items, item)
	}
	for b.Loop() {
		Group(items)
	}
}

// TestStrangers: whole articles about twenty things stay apart, though there are so few
// that hardly a word is common.
func TestStrangers(t *testing.T) {
	files, err := filepath.Glob("../../testdata/articles/*")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	var items []Item
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, Item{Text: string(text), Language: lang.Detect(string(text))})
	}
	for _, s := range Group(items) {
		for _, i := range s.Items[1:] {
			t.Errorf("%s stands beside %s", filepath.Base(files[i]), filepath.Base(files[s.Items[0]]))
		}
	}
}
