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
			[]Figure{{"4.2 million euros", "repairs cost", 2}, {"Some 400", "lorries cross the bridge a day", 1}, {"about 120 days", "repairs take", 0}}},
		{"a value said twice is one", "en",
			[]string{"The firm lost 3,000 metres of cable.", "It said that 3 km of cable were stolen."},
			[]Figure{{"3,000 metres", "firm lost … of cable", 0}}},
		{"a share names what it is of", "en",
			[]string{"Inspectors found cracks in 17 of the 64 hangers."},
			[]Figure{{"64", "Inspectors found cracks in 17 of the … hangers", 0}, {"17", "Inspectors found cracks in … of the 64 hangers", 0}}},
		{"ages, ordinals, years and small words are none", "en",
			[]string{"In 2024 the second of two mayors, aged 61, resigned on 3 May at 10:30 a.m."}, nil},
		{"people hurt come first", "en", []string{"The fire cost 3 million euros.", "It burnt 40 cars.", "It killed nine people."},
			[]Figure{{"nine", "killed … people", 2}, {"3 million euros", "fire cost", 0}, {"40", "burnt … cars", 1}}},
		{"two things with one count are two", "en", []string{"The storm sank 14 boats.", "Some 14 lorries turned over."},
			[]Figure{{"14", "storm sank … boats", 0}, {"Some 14", "lorries turned over", 1}}},
		{"its clause alone", "en", []string{"The flood that swept through the valley killed 31 people and destroyed 1,240 houses, the state said on Monday."},
			[]Figure{{"31", "flood that swept through the valley killed … people", 0}, {"1,240", "destroyed … houses", 0}}},
		{"what it was before and after", "en", []string{"The profit fell from $710 million to $655 million last year, while costs grew."},
			[]Figure{{"$710 million", "profit fell from … to $655 million last year", 0}, {"$655 million", "profit fell from $710 million to … last year", 0}}},
		{"when", "en", []string{"In 2024, the firm sold 3,000 boats."}, []Figure{{"3,000", "firm sold … boats (In 2024)", 0}}},
		{"the day of a report is not the figure's", "en", []string{"Police said on Monday that 3,000 boats were sold."}, []Figure{{"3,000", "boats were sold", 0}}},
		{"doubt and denial stay", "en", []string{"The firm said it will not cut 300 posts.", "The work could cost 3 million euros."},
			[]Figure{{"3 million euros", "work could cost", 1}, {"300", "will not cut … posts", 0}}},
		{"a value against it is not the one before", "en", []string{"Of those, 64% were for the plan, 21% were against it."},
			[]Figure{{"64%", "were for the plan", 0}, {"21%", "64% were for the plan, … were against it", 0}}},
		{"numbers that are names", "en", []string{"Category 4 storms need Boeing 747 or so, says agent 007 of Room 101.", "Petra Lind, 54, won 6&5 in the Four Corners."}, nil},
		{"Korean", "ko", []string{"공사비는 420만 유로다."}, []Figure{{"420만", "공사비는 … 유로다", 0}}},
		{"digits that are a part of a number", "und", []string{"Reparationen av bron kostar 4,2 miljoner euro."}, nil},
		{"relative clause", "de", []string{"Der Windpark, der 2,1 Mrd. Euro kosten soll, wird gebaut."}, []Figure{{"2,1 Mrd. Euro", "Windpark, der … kosten soll", 0}}},
		{"relative clause", "fr", []string{"Les citadins qui paient 240 euros par an sont venus."}, []Figure{{"240 euros", "citadins qui paient … par an sont venus", 0}}},
		{"German", "de", []string{"Der Bau der Halle kostet 2,1 Mrd. Euro."}, []Figure{{"2,1 Mrd. Euro", "Bau der Halle kostet", 0}}},
		{"Japanese", "ja", []string{"年度の赤字は4億8000万円に上った。"}, []Figure{{"4億8000万円", "年度の赤字は … に上った", 0}}},
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
