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
