package claim

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// describe writes a claim as "kind text=value..high unit hedge".
func describe(text string, c Claim) string {
	item := fmt.Sprintf("%s %s", c.Kind, text[c.From:c.To])
	switch c.Kind {
	case Name, Quote, URL, Code:
		return item
	case Date:
		return fmt.Sprintf("%s=%d", item, c.Date.Year)
	}
	item += fmt.Sprintf("=%.6g", c.Value)
	if c.High != c.Value {
		item += fmt.Sprintf("..%.6g", c.High)
	}
	if c.Unit != "" {
		item += " " + c.Unit
	}
	item += [...]string{"", " about", " under", " over"}[c.Hedge] + [...]string{"", " open", " closed"}[c.Limit]
	for _, mark := range []struct {
		set  bool
		name string
	}{{c.Ordinal, " ordinal"}, {c.Fold, " fold"}, {c.Score, " score"}, {c.Age, " age"}} {
		if mark.set {
			item += mark.name
		}
	}
	return item
}

func found(text, language string, kinds ...Kind) string {
	var list []string
	for _, c := range Find(text, language) {
		for _, k := range kinds {
			if c.Kind == k {
				list = append(list, describe(text, c))
			}
		}
	}
	return strings.Join(list, "; ")
}

type findCase struct{ language, text, want string }

func testFind(t *testing.T, cases []findCase, kinds ...Kind) {
	t.Helper()
	for _, c := range cases {
		if got := found(c.text, c.language, kinds...); got != c.want {
			t.Errorf("%s %q:\nfound %s\nwant  %s", c.language, c.text, got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	testFind(t, []findCase{
		{"en", "It cost $4.2bn, then €3 million and GBP 500k.",
			"money $4.2bn=4.2e+09 dollar; money €3 million=3e+06 EUR; money GBP 500k=500000 GBP"},
		{"en", "nearly 13 euros and 45 cents", "money nearly 13 euros and 45 cents=13.45 EUR under"},
		{"en", "from a budget of $3.9-million", "money $3.9-million=3.9e+06 dollar"},
		{"en", "between $5 and $10 million", "money between $5 and $10 million=5e+06..1e+07 dollar"},
		{"en", "$5-10 million, €5m-€10m, 5 to 10 dollars",
			"money $5-10 million=5e+06..1e+07 dollar; money €5m-€10m=5e+06..1e+07 EUR; money 5 to 10 " +
				"dollars=5..10 dollar"},
		{"en", "a fall of 15% to $400 a share", "money $400=400 dollar"},
		{"en", "He lost 40 pounds in six months and paid 200 pounds, a 20-pound note",
			"money 200 pounds=200 pound; money 20-pound=20 pound"},
		{"en", "75 USD million or 20 pence", "money 75 USD million=7.5e+07 USD; money 20 pence=20 penny"},
		{"de", "rund 2,5 Mrd. Euro und 15 Dollar 50.",
			"money rund 2,5 Mrd. Euro=2.5e+09 EUR about; money 15 Dollar 50=15.5 dollar"},
		{"fr", "plus de 280 millions de dollars canadiens",
			"money plus de 280 millions de dollars canadiens=2.8e+08 CAD over open"},
		{"es", "al menos 1.500 euros y 25 pesos con 50.",
			"money al menos 1.500 euros=1500 EUR over closed; money 25 pesos con 50=25.5 peso"},
		{"it", "circa 3,2 miliardi di euro", "money circa 3,2 miliardi di euro=3.2e+09 EUR about"},
		{"pt", "R$ 2,5 bilhões", "money R$ 2,5 bilhões=2.5e+09 BRL"},
		{"nl", "ruim € 3,5 miljoen", "money ruim € 3,5 miljoen=3.5e+06 EUR over open"},
		{"ru", "около 4,2 млрд рублей", "money около 4,2 млрд рублей=4.2e+09 RUB about"},
		{"zh", "超过42亿元，五元三毛", "money 超过42亿元=4.2e+09 CNY over open; money 五元三毛=5.3 CNY"},
		{"ja", "約3億円以上、20ドル", "money 3億円以上=3e+08 JPY over closed; money 20ドル=20 USD"},
		{"xx", "₹500, 20 €", "money ₹500=500 INR; money 20 €=20 EUR"},
	}, Money)
}

func TestPercent(t *testing.T) {
	testFind(t, []findCase{
		{"en", "up 3.5% and half a percentage point, 20 per cent, 25 basis points",
			"percent 3.5%=3.5 %; percent half a percentage point=0.5 pp; percent 20 per cent=20 %; " +
				"percent 25 basis points=25 bp"},
		{"en", "a 5% to 10% rise, 5-10 per cent", "percent 5% to 10%=5..10 %; percent 5-10 per cent=5..10 %"},
		{"en", "some 20-25% of it", "percent some 20-25%=20..25 % about"},
		{"de", "um 3,5 Prozentpunkte auf 12 Prozent", "percent 3,5 Prozentpunkte=3.5 pp; percent 12 Prozent=12 %"},
		{"es", "veintidós por ciento", "percent veintidós por ciento=22 %"},
		{"ru", "почти 12 процентов", "percent почти 12 процентов=12 % under"},
		{"zh", "百分之十二点五，七成五", "percent 百分之十二点五=12.5 %; percent 七成五=75 %"},
		{"ja", "三割五分、12パーセント", "percent 三割五分=35 %; percent 12パーセント=12 %"},
		{"ar", "٪12 و 12٪", "percent 12٪=12 %"},
	}, Percent)
}

func TestQuantities(t *testing.T) {
	testFind(t, []findCase{
		{"en", "The pier is 3.4 km long, 5 ft 2 in high.", "number 3.4 km=3.4 km; number 5 ft 2 in=5.16667 foot"},
		{"en", "an 8- to 16-metre mast, 5 to 10 tonnes",
			"number 8- to 16-metre=8..16 m; number 5 to 10 tonnes=5..10 tonne"},
		{"en", "two hours 30 minutes, three years old, aged 61",
			"duration two hours 30 minutes=2.5 h; duration three years old=3 year age; number 61=61 age"},
		{"en", "no more than about 20 boats, 500 or more",
			"number no more than about 20=20 under closed; number 500 or more=500 over closed"},
		{"en", "at least 5, at most 6, up to 7, over 8, under 9, about 10, exactly 11",
			"number at least 5=5 over closed; number at most 6=6 under closed; number up to 7=7 under closed; " +
				"number over 8=8 over open; " +
				"number under 9=9 under open; number about 10=10 about; number 11=11"},
		{"en", "5 or fewer, 6 or more, 8+",
			"number 5 or fewer=5 under closed; number 6 or more=6 over closed; number 8+=8 over closed"},
		{"en", "between five and ten boats, from 3 to 4 km, 10-12 hours, 3–4 km",
			"number between five and ten=5..10; number from 3 to 4 km=3..4 km; duration 10-12 hours=10..12 h; " +
				"number 3–4 km=3..4 km"},
		{"en", "10 lb, 10 °F, 10 mph, 10 sq km, 10 hectares",
			"number 10 lb=10 pound; number 10 °F=10 fahrenheit; number 10 mph=10 mph; number 10 sq km=10 km2; " +
				"number 10 hectares=10 ha"},
		{"en", "90 minutes, 1.5 hours, two and a half years",
			"duration 90 minutes=90 min; duration 1.5 hours=1.5 h; duration two and a half years=2.5 year"},
		{"en", "a 12-year-old boy, a 12-year term, a 50-50 chance",
			"duration 12-year-old=12 year age; duration 12-year=12 year; number 50=50 score; number 50=50 score"},
		{"de", "mindestens 5, höchstens 6, bis zu 7, über 8, unter 9, rund 10, knapp 11",
			"number mindestens 5=5 over closed; number höchstens 6=6 under closed; number bis zu 7=7 under " +
				"closed; number über 8=8 over open; " +
				"number unter 9=9 under open; number rund 10=10 about; number knapp 11=11 under"},
		{"fr", "au moins 5, au plus 6, jusqu'à 7, plus de 8, moins de 9, environ 10",
			"number au moins 5=5 over closed; number au plus 6=6 under closed; number jusqu'à 7=7 under closed; " +
				"number plus de 8=8 over open; " +
				"number moins de 9=9 under open; number environ 10=10 about"},
		{"en", "three centuries, two decades", "duration three centuries=3 century; duration two decades=2 decade"},
		{"en", "(5) boats, [6] boats, 8° north, x9 boats", "number 5=5; number 6=6; number 8°=8 degree"},
		{"en", "10 - 12 boats, 200-150", "number 10 - 12=10..12; number 200=200; number 150=150"},
		{"en", "the 3rd metre of the second pier. It came second.", "number 3rd=3 ordinal; number second=2 ordinal"},
		{"en", "ten to twelve, ten-twelve, 3.5 - 4 m",
			"number ten to twelve=10..12; number ten-twelve=10..12; number 3.5 - 4 m=3.5..4 m"},
		{"zh", "贰拾个", "number 贰拾=20"},
		{"en", "They won 3-1, then 2:0.", "number 3=3 score; number 1=1 score; number 2=2 score; number 0=0 score"},
		{"en", "Fares doubled; the fleet tripled.", "number doubled=2 fold; number tripled=3 fold"},
		{"en", "call 555-0134-22 now", "number 555=555; number 0134=134; number 22=22"},
		{"en", "-18 °C to -34 °C", "number -18 °C to -34 °C=-34..-18 celsius"},
		{"de", "zwischen 20 und 30 Metern, 61 Jahre alt",
			"number zwischen 20 und 30 Metern=20..30 m; duration 61 Jahre alt=61 year age"},
		{"de", "Die 61-Jährige, 18- bis 35-Jährige",
			"duration 61-Jährige=61 year age; duration 18- bis 35-Jährige=18..35 year age"},
		{"ru", "61-летний, выросла до 40, до 40 судов",
			"duration 61-летний=61 year age; number 40=40; number до 40=40 under closed"},
		{"it", "tra il 15 e il 20 metri, un 13enne",
			"number tra il 15 e il 20 metri=15..20 m; number un=1; duration 13enne=13 year age"},
		{"es", "dos horas y media, perdió 25 libras", "duration dos horas y media=2.5 h; number 25 libras=25 pound"},
		{"en", "It weighs 20.5±0.1 pounds, a 2-in bolt, 3 in thick",
			"number 20.5±0.1 pounds=20.5 pound; number 2-in=2 inch; number 3 in=3 inch"},
		{"ja", "氷点下5度、300人超、5回以上", "number 氷点下5度=-5 celsius; number 300人超=300 over open; number 5回以上=5 over closed"},
		{"fr", "de 20 à 30 mètres carrés", "number de 20 à 30 mètres carrés=20..30 m2"},
		{"fr", "les dix derniers mois", "duration dix derniers mois=10 month"},
		{"it", "fino a 300 chilometri all'ora", "number fino a 300 chilometri all'ora=300 km/h under closed"},
		{"pt", "menos de 40 quilômetros", "number menos de 40 quilômetros=40 km under open"},
		{"nl", "minstens 12 vierkante kilometer", "number minstens 12 vierkante kilometer=12 km2 over closed"},
		{"ru", "не менее 40 квадратных километров", "number не менее 40 квадратных километров=40 km2 over closed"},
		{"zh", "十几万人，2.3千克", "number 十几万=100000 over open; number 2.3千克=2.3 kg"},
		{"ja", "二千平方キロメートル、3時間", "number 二千平方キロメートル=2000 km2; duration 3時間=3 h"},
	}, Number, Duration)
}

// TestYears: a number of four digits is a year where nothing says otherwise.
func TestYears(t *testing.T) {
	testFind(t, []findCase{
		{"en", "on 12 March 2024, from 2014 to 2018 and in 1939-45",
			"date 12 March 2024=2024; date 2014=2014; date 2018=2018; date 1939=1939; date 45=1945"},
		{"en", "more than 2000 boats, around 1990", "date around 1990=1990"},
		{"ru", "В 2023 году, с 2014 по 2018 год", "date 2023 году=2023; date 2014=2014; date 2018 год=2018"},
		{"ja", "1500世帯以上", ""},
	}, Date)
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "a 29km road to 3 ports", "3"},
		{"en-GB", "a pier of http://example.org/12", ""},
		{"fr", "un quai", "un"},
		{"zh", "四川的统一", ""},
	} {
		var list []string
		for _, n := range Numbers(c.text, c.language) {
			list = append(list, c.text[n.From:n.To])
		}
		if got := strings.Join(list, "; "); got != c.want {
			t.Errorf("%s %q: found %s, want %s", c.language, c.text, got, c.want)
		}
	}
}

// A step is the worth of the last digit written: it says how exact a value is.
func TestStep(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           float64
	}{
		{"en", "1.25 tonnes", 0.01}, {"en", "7.10 tonnes", 0.01}, {"en", "0.5 tonnes", 0.1}, {"en", "12 boats", 1},
		{"en", "48,700 boats", 1}, {"en", "4.2 million boats", 1e5}, {"en", "1,234 million boats", 1e6},
		{"de", "1,25 Tonnen", 0.01}, {"de", "48.700 Tonnen", 1}, {"de", "4,2 Mio. Tonnen", 1e5},
	} {
		list := Find(c.text, c.language)
		if len(list) != 1 || math.Abs(list[0].Step-c.want) > 1e-9*c.want {
			t.Errorf("%s %q: %+v, want a step of %g", c.language, c.text, list, c.want)
		}
	}
}
