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
		{"not as verb", "en", []string{"He returned to coach Lena Aasen, and fans thanked coach Paul Roth."}, []Person{{"Paul Roth", "coach", 0}}},
		{"a former role stays one", "en", []string{"It was saved, but former Ibrox goalkeeper Liam Kell fell."}, []Person{{"Liam Kell", "former Ibrox goalkeeper", 0}}},
		{"behind an age", "en", []string{"Ann Marsh, 61, a teacher from Leeds, won."}, []Person{{"Ann Marsh", "teacher from Leeds", 0}}},
		{"before a comma", "en", []string{"The chief financial officer, Dr. Hana Yilmaz, blamed prices."}, []Person{{"Hana Yilmaz", "chief financial officer", 0}}},
		{"of a noun that may be the name's own", "en", []string{"The mayor of the capital, Buenos Aires, spoke."}, nil},
		{"the surname tells that it is somebody", "en", []string{"The head of the agency, Ann Marsh, spoke.", "Marsh left."},
			[]Person{{"Ann Marsh", "head of the agency", 0}}},
		{"not yet or no longer", "en", []string{"It is for critics, including former mayor Joan Hill, and the late President Juan Gil."},
			[]Person{{"Joan Hill", "former mayor", 0}, {"Juan Gil", "late President", 0}}},
		{"not yet or no longer", "fr", []string{"Le futur maire Guy Lenoir sourit, le directeur présumé Paul Roux aussi."}, []Person{{"Guy Lenoir", "futur maire", 0}}},
		{"not yet or no longer", "de", []string{"Dort sprach die designierte Präsidentin Ina Wolf."}, []Person{{"Ina Wolf", "designierte Präsidentin", 0}}},
		{"not theirs", "en", []string{"A lawyer for Dan Moss and the wife of president Gil, Rosa Vale, met Lena Aasen's husband."}, nil},
		{"names of things", "en", []string{"The Premier League, Queen Mary University and the Conservative Party Conference met Judge Street."}, nil},
		{"Theresa May", "en", []string{"Prime Minister Theresa May spoke."}, []Person{{"Theresa May", "Prime Minister", 0}}},
		{"German title", "de", []string{"Ihr ehemaliger Außenminister Boris Jahn und ein Besuch von Präsident Joko Wido."},
			[]Person{{"Boris Jahn", "ehemaliger Außenminister", 0}, {"Joko Wido", "Präsident", 0}}},
		{"German clause", "de", []string{"Das gefiel Lena Aasen, die lange gewartet hatte, sehr."}, nil},
		{"French", "fr", []string{"Selon l'ancien ministre Paul Roux, le maire, Jean Tessier, a tort."},
			[]Person{{"Paul Roux", "ancien ministre", 0}, {"Jean Tessier", "maire", 0}}},
		{"Spanish", "es", []string{"Lo dijo Marta Quintana, directora general de Aqualand.", "La primera ministra Ana Vela calló."},
			[]Person{{"Marta Quintana", "directora general de Aqualand", 0}, {"Ana Vela", "primera ministra", 1}}},
		{"Italian", "it", []string{"Lo ha detto la sindaca Carla Riva.", "L'economista Bernardo Luna tace."},
			[]Person{{"Carla Riva", "sindaca", 0}, {"Bernardo Luna", "economista", 1}}},
		{"Portuguese", "pt", []string{"O economista Bernardo Luna falou."}, []Person{{"Bernardo Luna", "economista", 0}}},
		{"Dutch", "nl", []string{"Dat zei burgemeester Carla de Wit.", "Luuk Prins, directeur van Aqualand, zweeg."},
			[]Person{{"Carla de Wit", "burgemeester", 0}, {"Luuk Prins", "directeur van Aqualand", 1}}},
		{"Russian", "ru", []string{"Бывший министр спорта Андрей Велин молчал.", "Лев Прядко, директор завода, ушёл.", "Это сказал глава МИД Борис Лунин."},
			[]Person{{"Андрей Велин", "Бывший министр спорта", 0}, {"Лев Прядко", "директор завода", 1}, {"Борис Лунин", "глава МИД", 2}}},
		{"Russian, of another noun", "ru", []string{"Это сказал президент Российской Федерации."}, nil},
		{"Chinese", "zh", []string{"副市长王建国表示，工程不能拖延。市长说明了情况。"}, []Person{{"王建国", "副市长", 0}}},
		{"Japanese", "ja", []string{"佐藤健一前市長は述べた。北川県知事は黙った。ジョコ・ウィドド大統領が来た。"},
			[]Person{{"佐藤健一", "前市長", 0}, {"ジョコ・ウィドド", "大統領", 0}}},
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
	f.Add("市长王建国表示，费用为420万欧元。", "zh")
	f.Add("ค่าใช้จ่ายประมาณ 4.2 ล้านยูโร รถบรรทุก 120 วัน", "th")
	f.Add("Бывший глава МИД Лев Прядко, мэр города, потерял 3,4% из 2,1 млрд рублей, который он получил.", "ru")
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
