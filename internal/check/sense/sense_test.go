package sense_test

import (
	"slices"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
)

const english = "Anna Kolb sued Peter Lind over the sale of the house. " +
	"The minister resigned two days before the vote. " +
	"The firm will not close its plant in Halverd, its owner said. " +
	"Nine people fell ill and six were killed in the fire. " +
	"Revenue rose in the second quarter and profit fell in the third quarter. " +
	"It is the largest port in the country, and the ship left it without a pilot. " +
	"The mayor was accused of taking bribes. " +
	"Only 40 of the sailors did not survive the storm."

const bees = "The bees pushed the blue tab first. They were never rewarded for it. For the second tab they were rewarded with sugar. " +
	"The record, by a label that expected to sell 400 copies, sold more than two million."

const cup = "Rovers 2, Kestrels 3. Chief financial officer Pia Raman wept. Chief executive Marc Thiel paid the players. " +
	"The goalkeeper was hurt. Marr, the deputy head of the Vela Cup, spoke. So did Rosa Marr of Arbon."

const german = "Die Preise für Strom stiegen im März um vier Prozent. " +
	"Anna Kolb wurde von Peter Lind verklagt. " +
	"Die Fähre wurde zwei Stunden vor dem Sturm geschlossen. " +
	"Die Firma wird das Werk nicht schließen."

// TestSense: what the source says otherwise is found, with the word; what it
// says in other words is not.
func TestSense(t *testing.T) {
	for _, c := range []struct{ source, language, candidate, want string }{
		{english, "en", "Peter Lind sued Anna Kolb over the sale of the house.", "Peter"},
		{english, "en", "Peter Lind was sued by Anna Kolb over the sale of the house.", ""},
		{english, "en", "The minister resigned two days after the vote.", "after"},
		{english, "en", "Two days before the vote the minister resigned.", ""},
		{english, "en", "The firm will close its plant in Halverd.", "close"},
		{english, "en", "The firm refuses to close its plant in Halverd.", ""},
		{english, "en", "Revenue rose in the third quarter and profit fell in the second quarter.", "third"},
		{english, "en", "Profit fell in the third quarter.", ""},
		{english, "en", "It is the smallest port in the country.", "smallest"},
		{english, "en", "The ship left the port with a pilot.", "with"},
		{english, "en", "The mayor took bribes.", "took"},
		{english, "en", "The mayor is accused of taking bribes.", ""},
		{english, "en", "In the storm 40 of the sailors died.", ""},
		{english, "en", "The minister resigned two days after the vote, in spring.", "after"},
		{english, "en", "After the vote, the minister resigned.", "After"},
		{english, "en", "Two days later came the vote, after the minister had resigned.", ""},
		{bees, "en", "The bees pushed the red tab first.", "red"},
		{bees, "en", "The bees pushed the blue tab first.", ""},
		{bees, "en", "The label expected to sell 400 copies of the record.", ""},
		{bees, "en", "The label did not expect to sell 400 copies of the record.", "expect"},
		{bees, "en", "The bees got no reward for the first tab.", ""},
		{cup, "en", "Rovers beat Kestrels in the cup.", "beat"},
		{cup, "en", "Kestrels beat Rovers in the cup.", ""},
		{cup, "en", "Pia Raman is the chief executive of the club.", "Pia"},
		{cup, "en", "Marc Thiel, the chief executive, told the players.", ""},
		{cup, "en", "The goalkeeper was killed.", "killed"},
		{cup, "en", "The goalkeeper was not killed.", ""},
		{cup, "en", "Vela Cup, the deputy head of the Rosa Marr, spoke first.", "Rosa"},
		{cup, "en", "Rosa Marr, the deputy head of the Vela Cup, spoke first.", ""},
		{german, "de", "Die Preise für Strom fielen im März um vier Prozent.", "fielen"},
		{german, "de", "Die Strompreise stiegen im März um vier Prozent.", ""},
		{german, "de", "Die Fähre wurde zwei Stunden nach dem Sturm geschlossen.", "nach"},
		{german, "de", "Die Firma wird das Werk schließen.", "schließen"},
	} {
		found := findings(c.source, c.language, c.candidate)
		if right := c.want == "" && len(found) == 0 || slices.Contains(found, c.want); !right {
			t.Errorf("%s: %q, want %q", c.candidate, found, c.want)
		}
	}
}

// findings are the first words of what is found about the sense.
func findings(source, language, candidate string) []string {
	var list []string
	for _, v := range check.NewSource(article.Exact("", source, language)).Check(article.Exact("", candidate, language)) {
		if v.Kind == check.Sense {
			list = append(list, strings.Fields(v.Text)[0])
		}
	}
	return list
}

// FuzzSense: no text makes a finding outside of itself, or about no sentence.
func FuzzSense(f *testing.F) {
	f.Add(english, "Peter Lind sued Anna Kolb. 1. **It** rose 4%, not the \"port\" — fell [3].")
	f.Add("No 1.\n\nn't 't ’s A. B. C.", "‘s n’t not")
	f.Fuzz(func(t *testing.T, source, candidate string) {
		a := article.Exact("", source, "en")
		for _, v := range check.NewSource(a).Check(article.Exact("", candidate, "en")) {
			if v.Start < 0 || v.End > len(candidate) || v.Start > v.End || v.Sentence > len(a.Sentences) {
				t.Fatalf("%+v", v)
			}
		}
	})
}
