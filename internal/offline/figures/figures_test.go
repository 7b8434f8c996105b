package figures

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/offline/syntax"
)

func TestFigures(t *testing.T) {
	tests := []struct {
		name, language string
		sentences      []string
		want           []Figure
	}{
		{"money before counts before durations", "en",
			[]string{"The repairs take about 120 days.", "Some 400 lorries cross the bridge a day.", "The repairs cost 4.2 million euros."},
			[]Figure{{"4.2 million euros", "The repairs cost …", 2}, {"Some 400", "… lorries cross the bridge a day", 1}, {"about 120 days", "The repairs take …", 0}}},
		{"a value said twice is one", "en",
			[]string{"The firm lost 3,000 metres of cable.", "It said that 3 km of cable were stolen."},
			[]Figure{{"3,000 metres", "The firm lost … of cable", 0}}},
		{"a share names what it is of", "en",
			[]string{"Inspectors found cracks in 17 of the 64 hangers."},
			[]Figure{{"17", "Inspectors found cracks in … of the 64 hangers", 0}, {"64", "Inspectors found cracks in 17 of the … hangers", 0}}},
		{"ages, ordinals, years and small words are none", "en",
			[]string{"In 2024 the second of two mayors, aged 61, resigned on 3 May at 10:30 a.m."}, nil},
		{"people hurt come first", "en", []string{"The fire cost 3 million euros.", "A blast in it killed nine people.", "The flames burnt 40 cars."},
			[]Figure{{"nine", "A blast in it killed … people", 1}, {"3 million euros", "The fire cost …", 0}, {"40", "The flames burnt … cars", 2}}},
		{"two things with one count are two", "en", []string{"The storm sank 14 boats.", "Some 14 lorries turned over."},
			[]Figure{{"14", "The storm sank … boats", 0}, {"Some 14", "… lorries turned over", 1}}},
		{"its clause alone", "en", []string{"The flood that swept through the valley killed 31 people and destroyed 1,240 houses, the state said on Monday."},
			[]Figure{{"31", "The flood that swept through the valley killed … people", 0}, {"1,240", "The flood that swept through the valley killed 31 people and destroyed … houses", 0}}},
		{"what it was before and after", "en", []string{"The profit fell from $710 million to $655 million last year, while costs grew."},
			[]Figure{{"$655 million", "The profit fell from $710 million to … last year", 0}, {"$710 million", "The profit fell from … to $655 million last year", 0}}},
		{"when", "en", []string{"In 2024, the firm sold 3,000 boats."}, []Figure{{"3,000", "In 2024, the firm sold … boats", 0}}},
		{"the day of a report is not the figure's", "en", []string{"Police said on Monday that 3,000 boats were sold."}, []Figure{{"3,000", "… boats were sold", 0}}},
		{"doubt and denial stay", "en", []string{"The firm said it will not cut 300 posts.", "The work could cost 3 million euros."},
			[]Figure{{"3 million euros", "The work could cost …", 1}, {"300", "The firm said it will not cut … posts", 0}}},
		{"a value against it is not the one before", "en", []string{"Of the voters, 64% were for the plan, 21% were against it."},
			[]Figure{{"64%", "Of the voters, … were for the plan", 0}, {"21%", "Of the voters, 64% were for the plan, … were against it", 0}}},
		{"who says so is left out", "en", []string{"Minister Alen Furlan, who visited the scene, said 3.2 million euros had been set aside for the road."},
			[]Figure{{"3.2 million euros", "… had been set aside for the road", 0}}},
		{"nor what is said between", "en", []string{"Cocoa remained a headache, finance chief Dev Rao said, costing the group an extra $31 million."},
			[]Figure{{"$31 million", "Cocoa remained a headache, costing the group an extra …", 0}}},
		{"with its subject", "en", []string{"The kiln stood about 11 kilometres south of the pass.", "Shares in Havlaks, the largest producer, rose 6.3 percent."},
			[]Figure{{"6.3 percent", "Shares in Havlaks, the largest producer, rose …", 1}, {"about 11 kilometres", "The kiln stood … south of the pass", 0}}},
		{"the second of two verbs", "en", []string{"The mill in the old town of Ferrow on the lower Arle sold 40 boats in the spring and bought 3,000 oars."},
			[]Figure{{"3,000", "The mill in the old town of Ferrow on the lower Arle bought … oars", 0}, {"40", "The mill in the old town of Ferrow on the lower Arle sold … boats in the spring", 0}}},
		{"but of no other clause", "en", []string{"The bridge will close to all traffic for repairs that are expected to last until May and cost 4 million euros."},
			[]Figure{{"4 million euros", "The bridge will close to all traffic for repairs that are expected to last until May and cost …", 0}}},
		{"what it is compared with", "en", []string{"Net income rose to $214 million, or $1.12 per share, from $187 million, a year earlier."},
			[]Figure{{"$214 million", "Net income rose to …, from $187 million, a year earlier", 0},
				{"$1.12", "Net income rose to $214 million, or … per share, from $187 million, a year earlier", 0},
				{"$187 million", "Net income rose to $214 million, or $1.12 per share, from …, a year earlier", 0}}},
		{"a condition with what holds under it", "en", []string{"If turnover drops by more than 10 per cent, the trial will end early."},
			[]Figure{{"more than 10 per cent", "If turnover drops by …, the trial will end early", 0}}},
		{"a clause that breaks off", "en", []string{"Turning lamps down to 30% would, the authors write, halve the harm."},
			[]Figure{{"30%", "Turning lamps down to … would, the authors write, halve the harm", 0}}},
		{"nouns that and joins are no clause", "en", []string{"He said the toll and the damage could reach 300 million dollars."},
			[]Figure{{"300 million dollars", "the toll and the damage could reach …", 0}}},
		{"a list of names is whole", "en", []string{"Some 40 boats were sold in Britain, Ireland and Spain, the firm said."},
			[]Figure{{"Some 40", "… boats were sold in Britain, Ireland and Spain", 0}}},
		{"no count of what is not named", "en", []string{"In one county, 600 were delivered.", "Most of it came in 71 of them.", "That makes 31.", "They sold 90 boats."}, nil},
		{"no brackets, minutes, letters, halves of times, days", "en",
			[]string{"The pass (9.4 km at 7 percent) was closed.", "Lo Presti scored in the 12' with a shot.", "Each share brings 284p.", "The runner clocked 1:57.31 in the final.", "Polis asked adults between 3 and 17 January."}, nil},
		{"numbers that are names", "en", []string{"Category 4 storms need Boeing 747 or so, says agent 007 of Room 101.", "Petra Lind, 54, won 6&5 in the Four Corners."}, nil},
		{"Korean", "ko", []string{"공사비는 420만 유로다."}, []Figure{{"420만", "공사비는 … 유로다", 0}}},
		{"digits that are a part of a number", "und", []string{"Reparationen av bron kostar 4,2 miljoner euro."}, nil},
		{"a genitive in the noun of a relative clause", "en", []string{"It was paid by the Health Workers' Fund, which has set aside £2 million."},
			[]Figure{{"£2 million", "the Health Workers' Fund, which has set aside …", 0}}},
		{"no noun before which somebody speaks", "en", []string{"The tenants would not be asked for the money, which he put at £96,000."},
			[]Figure{{"£96,000", "The tenants would not be asked for the money, which he put at …", 0}}},
		{"which things are meant", "en", []string{"Applewick is one of 74 stations in the region where the train operator, Crossvale, means to lock its rooms."},
			[]Figure{{"74", "Applewick is one of … stations in the region where the train operator, Crossvale, means to lock its rooms", 0}}},
		{"what it is compared with behind a comma", "en", []string{"The group, which has 93 halls, said that profits fell to £18.7 million in the year to August, from £41.2 million a year earlier."},
			[]Figure{{"£18.7 million", "profits fell to … in the year to August, from £41.2 million a year earlier", 0},
				{"£41.2 million", "profits fell to £18.7 million in the year to August, from … a year earlier", 0},
				{"93", "The group, which has … halls", 0}}},
		{"an aside of two parts", "en", []string{"The amendment to the Housing Bill, which would limit rises to inflation or 4 per cent, whichever is lower, was passed by 301 votes."},
			[]Figure{{"4 per cent", "The amendment to the Housing Bill, which would limit rises to inflation or …", 0},
				{"301", "The amendment to the Housing Bill was passed by … votes", 0}}},
		{"who claims it is told", "en", []string{"The team's own study claims that the park would bring $95 million a year."},
			[]Figure{{"$95 million", "The team's own study claims that the park would bring … a year", 0}}},
		{"a participle reports nothing", "en", []string{"The number of newly reported cases has reached 4,300.", "Some 30 storms were reported across six states."},
			[]Figure{{"Some 30", "… storms were reported across six states", 1}, {"4,300", "The number of newly reported cases has reached …", 0},
				{"six", "Some 30 storms were reported across … states", 1}}},
		{"the noun before a relative clause that may be of another", "en", []string{"The turbines in the Northern Sea that are not of the state grid delivered 220 gigawatt hours."},
			[]Figure{{"220 gigawatt hours", "The turbines in the Northern Sea that are not of the state grid delivered …", 0}}},
		{"another's verb is cut off, the verb's own is not", "en", []string{"She said each crossing cost the taxpayer 212 kronor and recommended a charge.", "Some 38 houses were bought and torn down."},
			[]Figure{{"212 kronor", "each crossing cost the taxpayer …", 0}, {"Some 38", "… houses were bought and torn down", 1}}},
		{"what a phrase leans on stays with it", "en", []string{"Three hundred old women of the north were stuck in the old cold hall due to rain."},
			[]Figure{{"Three hundred", "… old women of the north were stuck in the old cold hall due to rain", 0}}},
		{"an adjective that looks like an adverb", "en", []string{"The rate fell to 3.4%; hourly pay grew at a rate of 4.4%."},
			[]Figure{{"3.4%", "The rate fell to …", 0}, {"4.4%", "hourly pay grew at a rate of …", 0}}},
		{"a part of a firm comes last", "en", []string{"Sales in the division rose to $90 million.", "The tolls brought $3 million."},
			[]Figure{{"$3 million", "The tolls brought …", 1}, {"$90 million", "Sales in the division rose to …", 0}}},
		{"what and joins is whole", "en", []string{"The $14 million hall will repair and test robots.", "The firm will hire 85 technicians and engineers by the end of May."},
			[]Figure{{"$14 million", "The … hall will repair and test robots", 0}, {"85", "The firm will hire … technicians and engineers by the end of May", 1}}},
		{"what is only pointed at", "en", []string{"Anything above 20 percent will hiss.", "Ann Marsh has walked it 4,000 times.", "Among the others, only 31% did so.",
			"There are 610 houses left there.", "The authority spent £46 million on them.", "The bike wants to be both, and at £1,395 it nearly is.", "The firm hired 110 each in Seoul and Busan.", "A pair costs £15.", "One slice of cheese has 110.", "Nine out of ten are cheap, and a new one is £200.", "In Wexcombe they put 60 of them, one every 150 metres.",
			"In Texas, it found 90 leaks.", "After 90 minutes, he left."}, nil},
		{"ages, parts of values and numbers of things", "en", []string{"The study followed adults aged between 68 and 85 for people of over 75 went out.", "It grew in water at 27C in the river.", "She is 1m 12s ahead of the Italian rider.", "Their sons, aged 11 and 14, were rescued at dawn.",
			"The club lost its Formula 1 race in the rain.", "The game ended with a score of 6:3 for the hosts.", "Son is now almost 16."}, nil},
		{"an age that somebody has", "es", []string{"Solo nueve personas tienen menos de treinta años.", "La empresa tiene treinta años de experiencia."},
			[]Figure{{"treinta años", "La empresa tiene … de experiencia", 1}, {"nueve", "Solo … personas tienen menos de treinta años", 0}}},
		{"what is where it happened", "es", []string{"A 1.800 metros de la cima, en la rampa más dura, la corredora atacó."},
			[]Figure{{"1.800 metros", "A … de la cima, en la rampa más dura, la corredora atacó", 0}}},
		{"who says what would be", "en", []string{"The group Fair Rents said that 2.3 million households would gain."},
			[]Figure{{"2.3 million", "The group Fair Rents said that … households would gain", 0}}},
		{"no genitive's, no pronoun's, no name's", "de", []string{"Betroffen sind 74 Prozent der Beschäftigten, deren Arbeitszeit um 38 Prozent sank.", "Das sind 21 Prozent mehr als im Vorjahr.", "Sie fährt in der Formel 1 ihre Runden."},
			[]Figure{{"38 Prozent", "Betroffen sind 74 Prozent der Beschäftigten, deren Arbeitszeit um … sank", 0}, {"74 Prozent", "Betroffen sind … der Beschäftigten", 0}}},
		{"ages and a number that is a name", "fr", []string{"Selon les Vingt-Sept, 300 personnes âgées entre 15 et 34 ans ont voté."},
			[]Figure{{"300", "Selon les Vingt-Sept, … personnes âgées entre 15 et 34 ans ont voté", 0}}},
		{"an age in words", "fr", []string{"À vingt ans, elle est partie vendre des lampes."}, nil},
		{"a pronoun counts nothing", "fr", []string{"La région en a payé 40 000."}, nil},
		{"a count names its noun", "de", []string{"Allein am Montag seien 1.150 zusammengekommen.", "Die Zahl der Schüler ist auf 380 gesunken."},
			[]Figure{{"380", "Die Zahl der Schüler ist auf … gesunken", 1}}},
		{"relative clause", "de", []string{"Der Windpark, der 2,1 Mrd. Euro kosten soll, wird gebaut."}, []Figure{{"2,1 Mrd. Euro", "Der Windpark, der … kosten soll", 0}}},
		{"relative clause", "fr", []string{"Les citadins qui paient 240 euros par an sont venus."}, []Figure{{"240 euros", "Les citadins qui paient … par an sont venus", 0}}},
		{"German", "de", []string{"Der Bau der Halle kostet 2,1 Mrd. Euro."}, []Figure{{"2,1 Mrd. Euro", "Der Bau der Halle kostet …", 0}}},
		{"Japanese", "ja", []string{"年度の赤字は4億8000万円に上った。"}, []Figure{{"4億8000万円", "年度の赤字は…に上った", 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Find(syntax.ReadAll(tt.sentences, tt.language), 10)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := Find(syntax.ReadAll([]string{"The box cost 3 euros.", "The box weighs 20 kg in all."}, "en"), 1); len(got) != 1 {
		t.Errorf("not cut to one: %v", got)
	}
}
