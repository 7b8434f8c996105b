package summarize

import (
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
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
		{"as asked for", []string{"4.2 million euros | cost of the repairs | [1]"}, "4.2 million euros/cost of the repairs/supported", ""},
		{"a list", []string{"- 4.2 million euros | cost of the repairs | [1]"}, "4.2 million euros/cost of the repairs/supported", ""},
		{"a table", []string{"| Value | What it measures | Sentence |", "| --- | --- | --- |", "| 4.2 million euros | cost of the repairs | [1] |"}, "4.2 million euros/cost of the repairs/supported", ""},
		{"without citation", []string{"4.2 million euros | cost of the repairs", "Lena Aasen | Mayor"}, "4.2 million euros/cost of the repairs/supported", "Lena Aasen/Mayor/supported"},
		{"in words of its own", []string{"12 | toll of the accident | [2]"}, "12/toll of the accident/derived", ""},
		{"another value", []string{"5.2 million euros | cost of the repairs | [1]"}, "5.2 million euros/cost of the repairs/contradicted", ""},
		{"a number in a name", []string{"Channel 4 | Mayor Lena Aasen told it | [2]"}, "", "Channel 4/Mayor Lena Aasen told it/supported"},
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
