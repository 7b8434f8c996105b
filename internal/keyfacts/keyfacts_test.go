package keyfacts

import (
	"testing"

	"github.com/google/go-cmp/cmp"
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
		{"German", "de", []string{"Der Bau der Halle kostet 2,1 Mrd. Euro."}, []Figure{{"2,1 Mrd. Euro", "Bau der Halle kostet", 0}}},
		{"Japanese", "ja", []string{"年度の赤字は4億8000万円に上った。"}, []Figure{{"4億8000万円", "年度の赤字は … に上った", 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Figures(tt.sentences, tt.language, 10)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := Figures([]string{"It cost 3 euros.", "It weighs 20 kg in the box."}, "en", 1); len(got) != 1 {
		t.Errorf("not cut to one: %v", got)
	}
}

func TestPeople(t *testing.T) {
	tests := []struct {
		name, language string
		sentences      []string
		want           []Person
	}{
		{"title", "en", []string{"It was closed by Mayor Lena Aasen."}, []Person{{"Lena Aasen", "Mayor", 0}}},
		{"apposition", "en", []string{`"No," said Ingrid Solheim, the port's chief engineer.`}, []Person{{"Ingrid Solheim", "port's chief engineer", 0}}},
		{"title in lower case", "en", []string{"It was opened by former judge Miriam Hallgren."}, []Person{{"Miriam Hallgren", "former judge", 0}}},
		{"the role may come later, the name be shorter", "en",
			[]string{"Lena Aasen spoke first, and then Paul Roth.", "Later Mayor Aasen left."}, []Person{{"Lena Aasen", "Mayor", 1}}},
		{"a courtesy title is no role", "en", []string{"Then Mr Paul Whitty left."}, nil},
		{"a clause is no role", "en", []string{"That pleased Lena Aasen, who paid the bill, very much."}, nil},
		{"German", "de", []string{"Das sagte Petra Lohmann, Leiterin des Amts."}, []Person{{"Petra Lohmann", "Leiterin des Amts", 0}}},
		{"French", "fr", []string{"C'est ce qu'a dit Claire Vasseur, adjointe aux transports."}, []Person{{"Claire Vasseur", "adjointe aux transports", 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, People(tt.sentences, tt.language, 10)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzKeyFacts(f *testing.F) {
	f.Add("Mayor Lena Aasen, the chair, paid 4.2 million euros, 3% of 5 km.", "en")
	f.Add("年度の赤字は4億8000万円に上った。", "ja")
	f.Add("«J'ai», a dit M. Roux, maire de 3 000 âmes.", "fr")
	f.Fuzz(func(t *testing.T, sentence, language string) {
		for _, x := range Figures([]string{sentence}, language, 3) {
			if x.Text == "" || x.Measures == "" {
				t.Errorf("a figure without text or label: %+v", x)
			}
		}
		for _, p := range People([]string{sentence}, language, 3) {
			if p.Name == "" || p.Role == "" {
				t.Errorf("a person without name or role: %+v", p)
			}
		}
	})
}
