package check

import (
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// pool gives two amounts to two things of one council.
const pool = "The council will spend 12 million euros on the new swimming pool. The council will pay 9 million euros for the roof of the town hall."

// rule is a source, a sentence about it, and what is said of each claim, as
// "text status; …".
type rule struct{ name, language, source, candidate, want string }

var rules = []rule{
	{"one word for two", "en",
		"He missed the Superbowl.", "He missed the Super Bowl.", "Super Bowl supported"},
	{"a well-known acronym", "en", "He was held by New York police.", "The NYPD held him.", "NYPD supported"},
	{"the kind of a place", "en",
		"Fire broke out in Halvern on Monday.", "On Monday fire broke out in Halvern County.", "Monday supported; Halvern County derived"},
	{"another thing of that place", "en",
		"On Monday Halvern United won. Halvern is glad.", "On Monday the winner was Halvern City.",
		"Monday supported; Halvern City unsupported"},
	{"planes by their code", "en", "They fly A-10 planes.", "They fly A-10s.", ""},
	{"a bound that the exact value keeps", "en",
		"The flood that hit more than 80 farms is over. The agency said that 84 farms were hit.",
		"A flood that hit 84 farms is over.", "84 supported"},
	{"last year is no unit", "en", "Of the climbers 184 came last year.", "They were 184 last year.",
		"184 supported; last year supported"},
	{"what was expected is not what was done", "en",
		"The record, by a label that expected to sell 400 copies, sold more than two million.",
		"The record sold 400 copies.", "400 contradicted"},
	{"a count by its verb", "en", "Nine people fell ill and two died in the night.", "Nine people died.", "Nine contradicted"},
	{"the age of another", "en", "Paul Rey, 6, and Ida Moss, who is 31, were honoured.", "The 31-year-old Paul Rey was honoured.",
		"31-year-old contradicted; Paul Rey supported"},
	{"an age as people tell it", "en", "Ida Moss, who is 31, was honoured.", "The 31-year-old Ida Moss was honoured.",
		"31-year-old supported; Ida Moss supported"},
	{"the age at death", "en", "Ida Moss, a painter, dies at 91. She was a 28-year-old nurse in 1931.", "Ida Moss died at 28.",
		"Ida Moss supported; 28 contradicted"},
	{"another length of time for the rate", "en", "The fee is 20 euros a month.", "The fee is 20 euros a year.",
		"20 euros contradicted"},
	{"a small ordinal of the same", "en", "It was the fourth strike of the year.", "It was the third strike of the year.",
		"third contradicted"},
	{"initials that are a word", "en", "The cause is not known.", "The cause is known to Ingrid Solheim.",
		"Ingrid Solheim unsupported"},
	{"a part of another count", "en", "Ott scored 22 goals, 9 of them at home.", "Ott scored 22 goals and gave 9 assists.",
		"22 supported; 9 contradicted"},
	{"a part by its name", "en", "Of the cars, 22 vans, 9 of them red vans.", "There are 22 vans and 9 red vans.",
		"22 supported; 9 supported"},
	{"a sum of the same in one sentence", "en",
		"There were 12 attacks in Arbon and 14 attacks in Velm.", "There were 26 attacks.", "26 derived"},
	{"an age in months", "en", "That man, Louis Jordan, 37, sailed.", "The 37-month-old man sailed.",
		"37-month-old unsupported"},
	{"a quotation without its that", "en", "\"The port is the oldest thing that I know here,\" Kolb said.",
		"Kolb said: \"The port is the oldest thing I know here.\"", "The port is the oldest thing I know here. derived"},
	{"a number that stands for itself", "en", "Council Bill 119794 was read. Item three is Capital 119795.",
		"The council read Bill 119795.", "Bill supported; 119795 supported"},
	{"same value in digits and words", "en",
		"The bridge closed for seven weeks after 3,400 bolts were found loose.",
		"It closed for 7 weeks because 3400 bolts were loose.", "7 weeks supported; 3400 supported"},
	{"another value of the same thing", "en",
		"The bridge closed for seven weeks.", "The bridge closed for nine weeks.", "nine weeks contradicted"},
	{"a value that nothing resembles", "en",
		"The bridge closed in spring.", "Repairs cost 45 million euros.", "45 million euros unsupported"},
	{"hedged rounding", "en",
		"The mill sold 48,700 tonnes of flour.", "The mill sold nearly 50,000 tonnes of flour.",
		"50,000 tonnes derived"},
	{"unhedged rounding to fewer digits", "en",
		"Profit was 12.38 million euros.", "Profit was 12.4 million euros.", "12.4 million euros derived"},
	{"counts are not rounded without a hedge", "en",
		"The fire destroyed 39 houses.", "The fire destroyed 40 houses.", "40 contradicted"},
	{"as many digits are no rounding", "en",
		"The rate was 1.62%.", "The rate was 1.60%.", "1.60% contradicted"},
	{"more than", "en", "They counted 1,240 votes.", "They counted more than 1,200 votes.", "1,200 derived"},
	{"more than, but it is less", "en", "They counted 1,140 votes.", "They counted more than 1,200 votes.",
		"1,200 contradicted"},
	{"conversion of units", "en", "The tunnel is 16 km long.", "The tunnel is about 10 miles long.",
		"10 miles derived"},
	{"a limit elsewhere is no exact value here", "en",
		"The salvage lasted about 120 days. It kept forty divers busy. The harbour was free of wrecks in less " +
			"than three months.",
		"The salvage lasts 90 days and needs ropes, paint, diesel, patience.", "90 days unsupported"},
	{"a limit of the same thing", "en",
		"The hall seats 300 people. The trail is more than 10 miles long.", "The trail is 16 km long.",
		"16 km derived"},
	{"a share", "en", "Some 34% of the pupils walk to school.", "About a third of the pupils walk to school.",
		"a third derived"},
	{"a sum that is spoken of", "en",
		"The storm killed 14 people in Arbon. Another 9 people died in Velm.", "The storm killed 23 people in total.",
		"23 derived"},
	{"the same sum unspoken of", "en",
		"The storm killed 14 people in Arbon. Another 9 people died in Velm.", "The storm killed 23 people.",
		"23 contradicted"},
	{"a change in percent", "en",
		"Sales rose from 200 million to 250 million euros.", "Sales rose by 25%.", "25% derived"},
	{"an age from two years", "en",
		"The poet was born in 1902 and died in 1961.", "The poet lived 59 years.", "59 years derived"},
	{"moved from elsewhere", "en",
		"The harbour employs 420 people. The lighthouse on the cliff was painted with 85 litres of white paint " +
			"last summer.",
		"The lighthouse on the cliff was painted with 420 litres of white paint last summer.",
		"420 litres contradicted; summer supported"},
	{"moved from beside it", "en", pool,
		"The council will spend 9 million euros on the new swimming pool.", "9 million euros contradicted"},
	{"moved from beside it, worded otherwise", "en", pool, "The town hall will cost the council 12 million euros.",
		"12 million euros contradicted"},
	{"about as much of one thing as of the other", "en", pool,
		"The swimming pool will cost the council 9 million euros.", "9 million euros supported"},
	{"a date bound to another value", "en",
		"Earnings were $3.69 for the third quarter of 2021, improved from $3.41 in the second quarter of 2021.",
		"Earnings in the second quarter of 2021 improved to $3.69.",
		"second quarter of 2021 contradicted; $3.69 supported"},
	{"a number that is part of a name", "en",
		"The Tier 1 ratio was 13.8 percent in Q2.", "The Tier 2 ratio was 13.8 percent.",
		"Tier supported; 2 contradicted; 13.8 percent supported"},
	{"a decade", "en", "The school opened in 1994.", "The school opened in the 1990s.", "1990s derived"},
	{"a total of three", "en",
		"There are 12 schools in the north, 15 schools in the south and 18 schools in the west.",
		"In total there are 45 schools.", "45 derived"},
	{"a total that is not", "en",
		"There are 12 schools in the north, 15 schools in the south and 18 schools in the west.",
		"In total there are 46 schools.", "46 contradicted"},
	{"a difference that is spoken of", "en",
		"The yard built 250 boats in 2023. It built 200 boats in 2022.", "In 2023 the yard built 50 boats more.",
		"2023 supported; 50 derived"},
	{"another difference", "en",
		"The yard built 250 boats in 2023. It built 200 boats in 2022.", "In 2023 the yard built 60 boats more.",
		"2023 supported; 60 contradicted"},
	{"percentage points", "en", "The rate rose from 3.5% to 4.25%.", "The rate rose by 0.75 percentage points.",
		"0.75 percentage points derived"},
	{"basis points", "en", "The rate rose from 3.5% to 4.25%.", "The rate rose by 75 basis points.",
		"75 basis points derived"},
	{"other basis points", "en", "The rate rose from 3.5% to 4.25%.", "The rate rose by 80 basis points.",
		"80 basis points unsupported"},
	{"a doubling", "en", "The firm sold 200 boats in May and 400 boats in June.", "Sales of boats doubled in June.",
		"doubled derived; June supported"},
	{"an age that does not fit the years", "en",
		"The poet was born in 1902 and died in 1961.", "The poet lived 58 years.", "58 years unsupported"},
	{"a part of a date", "en", "The school opened on 3 May 1994.", "The school opened in May 1994.",
		"May 1994 supported"},
	{"the year of a date", "en", "The school opened on 3 May 1994.", "The school opened in 1994.", "1994 supported"},
	{"another month", "en", "The school opened on 3 May 1994.", "The school opened in June 1994.",
		"June 1994 contradicted"},
	{"a particle in a name", "en", "Maria Holt spoke in Geneva.", "In Geneva spoke Maria von Holt.",
		"Geneva supported; Maria von Holt supported"},
	{"another first name", "en", "Maria Holt spoke in Geneva.", "In Geneva spoke Ida Holt.",
		"Geneva supported; Ida Holt unsupported"},
	{"an acronym with points", "en", "The United Nations met.", "The U.N. met.", "U.N supported"},
	{"a fall in percent", "en", "Sales fell from 250 million to 200 million euros.", "Sales fell by 20%.",
		"20% derived"},
	{"another fall", "en", "Sales fell from 250 million to 200 million euros.", "Sales fell by 30%.",
		"30% unsupported"},
	{"a share of a whole", "en", "Of the 250 boats 200 are new.", "New boats have a share of 80%.", "80% derived"},
	{"a decade without its century", "en", "The hall was built in the 1980s.", "The hall was built in the 80s.",
		"80s supported"},
	{"another decade", "en", "The hall was built in the 1980s.", "The hall was built in the 1970s.",
		"1970s contradicted"},
	{"a value beyond it", "en", "The ferry takes 20 to 30 minutes.", "The ferry takes 35 minutes.",
		"35 minutes contradicted"},
	{"nearly, and it is", "en", "The mill sold 43,000 tonnes of flour.", "The mill sold nearly 50,000 tonnes of flour.",
		"50,000 tonnes derived"},
	{"nearly, and it is far from it", "en", "The mill sold 41,000 tonnes of flour.",
		"The mill sold nearly 50,000 tonnes of flour.", "50,000 tonnes contradicted"},
	{"more than, by an eighth", "en", "They counted 1,350 votes.", "They counted more than 1,200 votes.",
		"1,200 derived"},
	{"more than, by a third", "en", "They counted 1,600 votes.", "They counted more than 1,200 votes.",
		"1,200 contradicted"},
	{"a limit that is passed", "en", "The trail is less than 10 miles long.", "The trail is 20 km long.",
		"20 km contradicted"},
	{"a limit that is not reached", "en", "The trail is more than 10 miles long.", "The trail is 8 km long.",
		"8 km contradicted"},
	{"fewer decimals", "en", "The mast is 12.384 metres high.", "The mast is 12.38 metres high.",
		"12.38 metres derived"},
	{"other decimals", "en", "The mast is 12.384 metres high.", "The mast is 12.34 metres high.",
		"12.34 metres contradicted"},
	{"the day of another year", "en", "The bridge closes on 3 May 2024.", "The bridge closes on 3 May 2026.",
		"3 May 2026 contradicted"},
	{"a channel's number", "en", "It was shown on Channel 4.", "It was shown on Channel 5.",
		"Channel supported; 5 contradicted"},
	{"two values of two things, in one sentence", "en", pool,
		"The council will spend 9 million euros on the roof of the town hall, 12 million euros on the new swimming pool.",
		"9 million euros supported; 12 million euros supported"},
	{"a date from its parts", "en", "In 2026 the bridge will be repaired. It closes on 3 May.",
		"It closes on 3 May 2026.", "3 May 2026 derived"},
	{"a date put together from two", "en", "The hall opened in 2024. It closed on 3 May 2025.", "It closed on 3 May 2024.",
		"3 May 2024 contradicted"},
	{"the same in another unit", "en", "The pipe is 3 km long.", "The pipe is 3,000 metres long.",
		"3,000 metres derived"},
	{"less in another unit", "en", "The pipe is 3 km long.", "The pipe is 2,700 metres long.",
		"2,700 metres contradicted"},
	{"a people from its country", "en", "The envoys came from Kenya.", "The Kenyan envoys came.", "Kenyan supported"},
	{"a people of another country", "en", "The envoys came from Kenya.", "The Kuwaiti envoys came.",
		"Kuwaiti unsupported"},
	{"words for the size alone prove nothing", "en", "People came to the fair.",
		"Dozens of people, hundreds, a thousand, twenty, twelve came to the fair.", ""},
	{"a number in words does", "en", "People came to the fair.", "Seventy people came to the fair.",
		"Seventy unsupported"},
	{"and one near a round one", "en", "People came to the fair.", "Nine hundred people came to the fair.",
		"Nine hundred unsupported"},
	{"counts are rounded by a half per cent", "en", "The storm broke 399 trees.", "The storm broke 400 trees.",
		"400 derived"},
	{"and by no more", "en", "The storm broke 396 trees.", "The storm broke 400 trees.", "400 contradicted"},
	{"thousands are rounded", "en", "The storm broke 3,960 trees.", "The storm broke 4,000 trees.", "4,000 derived"},
	{"small counts prove nothing", "en", "Anna, Ben and Carla won.", "The three children won.", ""},
	{"names", "en",
		"Chancellor Maria Holt met French ministers at the European Bank for Reconstruction in Geneva.",
		"In Geneva, Ms Holt met ministers from France at the EBR with Peter Lang.",
		"Geneva supported; Ms Holt supported; France supported; EBR supported; Peter Lang unsupported"},
	{"a name that begins like another", "en", "The trip led to Austria.", "The trip led to Australia.",
		"Australia unsupported"},
	{"a name put together from two", "en",
		"Peter Lee chairs the board. Ann Park keeps its books, and Park said no more.",
		"The minutes were read by Peter Park.", "Peter Park contradicted"},
	{"a surname and a title before it", "en", "Peter Lee chairs the board. Ann Park keeps its books.",
		"The books of Director Ann Park were closed by Lee.", "Director Ann Park supported; Lee supported"},
	{"a first name that also stands alone", "en", "Peter Lee chairs the board. Peter knows Ann Park.",
		"The books are kept by Peter Park.", "Peter Park supported"},
	{"capitals of a headline are no names", "en", "The council voted to close the old library.",
		"Old Library Faces Certain Closure After Council Vote", ""},
	{"the words of a quotation", "en",
		"“We will open before winter, whatever it takes,” said the mayor.",
		"The mayor said: “We will open ... whatever it takes.”", "We will open ... whatever it takes. supported"},
	{"other words in a quotation", "en",
		"“We will open the school and the library before winter ends,” said the mayor.",
		"The mayor said: “We will close the school and the library before winter ends.”",
		"We will close the school and the library before winter ends. contradicted"},
	{"links", "en", "See https://example.org/a for more.", "See http://example.org/b or https://example.org/a",
		"http://example.org/b unsupported; https://example.org/a supported"},
	{"German digits", "de", "Das Werk kostet 1,2 Milliarden Euro.", "Das Werk kostet 1.200 Millionen Euro.",
		"1.200 Millionen Euro supported"},
	{"French numbers", "fr", "Le pont mesure quatre-vingt-dix mètres.", "Le pont mesure 95 mètres.",
		"95 mètres contradicted"},
	{"Chinese scales", "zh", "工厂去年生产了1.2亿个部件。", "工厂去年生产了12000万个部件。", "去年 supported; 12000万 supported"},
	{"Japanese names beside kana", "ja", "調査はNASAの研究者が行った。", "NASA研究者が調査した。", "NASA supported"},
}

func TestCheck(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			source := NewSource(article.Exact("source", r.source, r.language))
			verdicts := source.Check(article.Exact("candidate", r.candidate, r.language))
			if got := line(verdicts); got != r.want {
				t.Errorf("%s\nagainst %s\ngot  %s\nwant %s\n%s", r.candidate, r.source, got, r.want, reasons(verdicts))
			}
			for _, v := range verdicts {
				if v.Reason == "" || r.candidate[v.Start:v.End] != v.Text {
					t.Errorf("verdict without reason or place: %+v", v)
				}
			}
		})
	}
}

// line lists verdicts as "text status".
func line(verdicts []Verdict) string {
	var list []string
	for _, v := range verdicts {
		list = append(list, v.Text+" "+string(v.Status))
	}
	return strings.Join(list, "; ")
}

func reasons(verdicts []Verdict) string {
	var list []string
	for _, v := range verdicts {
		list = append(list, v.Text+": "+v.Reason)
	}
	return strings.Join(list, "\n")
}

// A date without its year is of the year in which the article was published.
func TestYearOfPublication(t *testing.T) {
	for _, tt := range []struct {
		published, candidate string
		want                 result.Status
	}{
		{"2026-04-28", "The bridge closes on 3 May 2026.", result.Supported},
		{"2026-04-28T09:30:00Z", "The bridge closes on 3 May 2026.", result.Supported},
		{"2026-04-28", "The bridge closes in May 2026.", result.Supported},
		{"2026-04-28", "The bridge closes on 3 May 2025.", result.Contradicted},
		{"", "The bridge closes on 3 May 2026.", result.Contradicted},
	} {
		a := article.Exact("", "The bridge closes on 3 May. The mayor spoke.", "en")
		a.Published = tt.published
		s := NewSource(a)
		if got := result.Worst(s.Findings(s.Check(article.Exact("", tt.candidate, "en")))); got != tt.want {
			t.Errorf("published %q: %s: %s, want %s", tt.published, tt.candidate, got, tt.want)
		}
	}
}

// A value's evidence is the sentence that speaks of the same thing, where others
// state it too.
func TestValueEvidence(t *testing.T) {
	s := NewSource(article.Exact("", "The pool will cost 9 million euros. The mayor spoke. "+
		"The roof of the town hall will cost 9 million euros. The quay is 9 metres deep.", "en"))
	for candidate, want := range map[string]int{
		"The pool will cost 9 million euros.":             1,
		"The town hall's roof will cost 9 million euros.": 3,
		"The quay is 9 metres deep.":                      4,
	} {
		for _, f := range s.Findings(s.Check(article.Exact("", candidate, "en"))) {
			if f.Status != result.Supported || f.Sentence != want {
				t.Errorf("%s: %s by sentence %d, want %d", candidate, f.Status, f.Sentence, want)
			}
		}
	}
}
