package summarize

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/result"
)

// What models write instead of "value | what it measures | [3]".
func TestRows(t *testing.T) {
	const text = "The bridge will close for repairs that cost 4.2 million euros. Mayor Lena Aasen told Channel 4 that 12 people were hurt. Nobody spoke."
	tests := []struct {
		name   string
		lines  []string
		figure string // text, label and status of the only figure, "" where there is none
		person string
	}{
		{"as asked for", []string{"4.2 million euros | cost of the repairs | [1]"},
			"4.2 million euros/cost of the repairs/supported", ""},
		{"a list", []string{"- 4.2 million euros | cost of the repairs | [1]"},
			"4.2 million euros/cost of the repairs/supported", ""},
		{"a table", []string{"| Value | What it measures | Sentence |", "| --- | --- | --- |",
			"| 4.2 million euros | cost of the repairs | [1] |"}, "4.2 million euros/cost of the repairs/supported",
			""},
		{"without citation", []string{"4.2 million euros | cost of the repairs", "Lena Aasen | Mayor"},
			"4.2 million euros/cost of the repairs/supported", "Lena Aasen/Mayor/supported"},
		{"in words of its own", []string{"12 | toll of the accident | [2]"}, "12/toll of the accident/derived", ""},
		{"the same value, written otherwise", []string{"4,200,000 euros | cost of the repairs | [1]"},
			"4,200,000 euros/cost of the repairs/supported", ""},
		{"a citation that there is not", []string{"12 | people hurt | [9]"}, "12/people hurt/supported", ""},
		{"a name that does not stand there", []string{"Ida Holm | Mayor | [2]"}, "", "Ida Holm/Mayor/unsupported"},
		{"a role of nobody", []string{"Lena Aasen | astronaut | [2]"}, "", "Lena Aasen/astronaut/unsupported"},
		{"another value", []string{"5.2 million euros | cost of the repairs | [1]"},
			"5.2 million euros/cost of the repairs/contradicted", ""},
		{"a number in a name", []string{"Channel 4 | Mayor Lena Aasen told it | [2]"}, "",
			"Channel 4/Mayor Lena Aasen told it/supported"},
		{"no label", []string{"4.2 million euros | [1]", "4.2 million euros | | [1]"}, "", ""},
		{"twice", []string{"12 | people hurt | [2]", "12 | people hurt | [2]"}, "12/people hurt/supported", ""},
		{"prose", []string{"Here are the figures:", "None of them matters."}, "", ""},
	}
	for _, tt := range tests {
		a := newAnswer(newSupport(article.Exact("", text, "en"), "en"), 0, Options{Figures: 5})
		for _, line := range tt.lines {
			a.line(llm.Line{Text: line, Ended: true})
		}
		figures, people := a.table()
		figure, person := "", ""
		for _, f := range figures {
			figure += f.Text + "/" + f.Measures + "/" + string(f.Status)
		}
		for _, p := range people {
			person += p.Name + "/" + p.Role + "/" + string(p.Status)
		}
		if figure != tt.figure || person != tt.person {
			t.Errorf("%s: %q, %q", tt.name, figure, person)
		}
	}
}

// A figure's value is in its unit; a date's is its digits.
func TestFigureValues(t *testing.T) {
	const text = "The bridge opened on 12 May 2019 after repairs of 4.2 million euros. They took seven weeks and made the bridge 8% wider."
	s := newSupport(article.Exact("", text, "en"), "en")
	for line, want := range map[string]string{
		"12 May 2019 | opening of the bridge":     "date 2.0190512e+07 date",
		"May 2019 | opening of the bridge":        "date 2.01905e+07 date",
		"4.2 million euros | cost of the repairs": "money 4.2e+06 EUR",
		"seven weeks | length of the repairs":     "duration 7 week",
		"8% | widening of the bridge":             "percent 8 %",
	} {
		r, ok := s.row(item{text: line, cites: []int{1}})
		if !ok || r.figure == nil {
			t.Errorf("%q is no figure", line)
			continue
		}
		if got := fmt.Sprintf("%s %v %s", r.figure.Kind, r.figure.Value, r.figure.Unit); got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

// Where only doubts are asked for, a line has the status and the evidence that
// it has else, and one that is wrong its claims.
func TestDoubtsChangeNoVerdict(t *testing.T) {
	const text = "The bridge is shut for 120 days. Repairs cost\n4.2 million euros. Nobody was hurt."
	full, quick := newSupport(article.Exact("", text, "en"), "en"), newSupport(article.Exact("", text, "en"), "en")
	quick.doubts = true
	for _, it := range []item{
		{text: "The bridge is shut for 120 days.", cites: []int{1}},
		{text: "Repairs cost 4.2 million euros.", cites: []int{1, 2}},
		{text: "Repairs cost 4.2 million euros.", cites: nil},
		{text: "Repairs cost 5 million euros.", cites: []int{2}},
		{text: "Geese fly south.", cites: []int{9}},
	} {
		want, got := full.bullet(it), quick.bullet(it)
		if got.Status == result.Supported {
			want.Claims = []result.Finding{}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-with claims +doubts only):\n%s", it, diff)
		}
	}
}

// A figure's evidence is the cited sentence where that holds it, else one that
// does, else what is cited.
func TestRowEvidence(t *testing.T) {
	const text = "The bridge is shut. Repairs cost 4.2 million euros. Mayor Lena Aasen spoke. The 4.2 million euros are borrowed. It opened in 2019."
	s := newSupport(article.Exact("", text, "en"), "en")
	for _, tt := range []struct {
		line  string
		cites []int
		want  int
	}{
		{"4.2 million euros | cost of the repairs", []int{2}, 2},
		{"4.2 million euros | borrowed", []int{4}, 4},
		{"4.2 million euros | cost of the repairs", []int{1}, 2},
		{"4.2 million euros | cost of the repairs", []int{5, 4}, 4},
		{"4.2 million euros | cost of the repairs", []int{0, 9}, 2},
		{"4,200,000 euros | cost of what opened in 2019", []int{9}, 2},
		{"Lena Aasen | mayor", []int{1}, 3},
	} {
		r, ok := s.row(item{text: tt.line, cites: tt.cites})
		got := 0
		if list := r.sentences(); len(list) > 0 {
			got = list[0]
		}
		if !ok || got != tt.want {
			t.Errorf("%q citing %v: sentence %d, want %d", tt.line, tt.cites, got, tt.want)
		}
	}
}

// Where a line's evidence is found: in what it cites, else in what says the
// same, else in what it cites all the same.
func TestEvidence(t *testing.T) {
	s := newSupport(article.Exact("", "The council met in the old brewery. The river Lume rose quickly and flooded 140 cellars in the lower town. "+
		"Nobody was hurt. Insurers expect claims of 12 million euros.", "en"), "en")
	for _, tt := range []struct {
		name string
		item item
		want string
	}{
		{"as cited", item{text: "The river flooded 140 cellars", cites: []int{2}}, "[2]"},
		{"as cited, though another shares more", item{text: "The river flooded 140 cellars in a town of old breweries",
			cites: []int{1}}, "[1]"},
		{"all that are cited", item{text: "The river flooded 140 cellars", cites: []int{2, 3}}, "[2 3]"},
		{"cites nothing", item{text: "The river flooded 140 cellars after rain", cites: nil}, "[2]"},
		{"cites what says nothing of it", item{text: "The river flooded 140 cellars after rain", cites: []int{3}}, "[2]"},
		{"cites what there is not", item{text: "Claims of 12 million euros are likely", cites: []int{0, 5}}, "[4]"},
		{"shares a word in passing", item{text: "Students praised the mayor during another debate about school meals", cites: nil},
			"[]"},
		{"another language, as cited", item{text: "Personne ne fut blessé", cites: []int{3}}, "[3]"},
		{"another language, not cited", item{text: "Personne ne fut blessé", cites: nil}, "[]"},
	} {
		got := []int{}
		for _, e := range s.bullet(tt.item).Evidence {
			got = append(got, e.Sentence)
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}
