package when

import (
	"fmt"
	"strings"
	"testing"

	"newsbrief/internal/claim/lex"
)

// describe writes the fields that are set.
func describe(d Day) string {
	if d.Rel != "" {
		return d.Rel
	}
	out := ""
	add := func(v int, format string) {
		if v != 0 {
			out += fmt.Sprintf(format, v)
		}
	}
	add(d.Year, "%d")
	add(d.Quarter, "Q%d")
	add(d.Season, "S%d")
	add(d.Decade, "%ds")
	add(d.Month, "-%02d")
	add(d.Day, "-%02d")
	add(d.Weekday, "W%d")
	if d.Clock > 0 {
		out += fmt.Sprintf("T%02d:%02d", (d.Clock-1)/60, (d.Clock-1)%60)
	}
	return out
}

// datesIn writes the dates and times of a text as "text=value".
func datesIn(text, language string) string {
	t := lex.Read(text, language)
	defer t.Done()
	var list []string
	for i := 0; i < len(t.Tokens); {
		d, next := Read(t, i)
		value := describe(d)
		if next == i {
			v, end := Century(t, i)
			next, value = end, fmt.Sprintf("%d.", v)
		}
		if next == i {
			i++
			continue
		}
		list = append(list, text[t.Tokens[i].Start:t.Tokens[next-1].End]+"="+value)
		i = next
	}
	return strings.Join(list, "; ")
}

type dateCase struct{ language, text, want string }

func testDates(t *testing.T, cases []dateCase) {
	t.Helper()
	for _, c := range cases {
		if got := datesIn(c.text, c.language); got != c.want {
			t.Errorf("%s %q:\nfound %s\nwant  %s", c.language, c.text, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	testDates(t, []dateCase{
		{"en", "on 12 March 2024, March 12, 2024, 2024-03-12",
			"12 March 2024=2024-03-12; March 12, 2024=2024-03-12; 2024-03-12=2024-03-12"},
		{"en", "It closed on 4 May. Sept. 3, 2024 and 3 Dec. 2023",
			"4 May=-05-04; Sept. 3, 2024=2024-09-03; 3 Dec. 2023=2023-12-03"},
		{"en", "in the nineties, the 1980s, last week, on Tuesday",
			"nineties=90s; 1980s=1980s; last week=-1w; Tuesday=W2"},
		{"en", "in the first quarter of 2027, this summer", "first quarter of 2027=2027Q1; summer=S2"},
		{"en", "It may rise on 11/20, the 3/4 share may not.", "11/20=-11-20"},
		{"en", "31 May 2024, 32 May 2024, 0 May", "31 May 2024=2024-05-31; May 2024=2024-05"},
		{"en", "2024-12-31, 12/31/2024 and 31/12/2024",
			"2024-12-31=2024-12-31; 12/31/2024=2024-12-31; 31/12/2024=2024-12-31"},
		{"en", "May 5, a May 5th, the 5th of May", "May 5=-05-05; May 5th=-05-05; 5th of May=-05-05"},
		{"en", "Q3 2024, spring 2023, winter of 2022, tomorrow, yesterday",
			"Q3 2024=2024Q3; spring 2023=2023S1; winter of 2022=2022S4; tomorrow=1d; yesterday=-1d"},
		{"de", "31.12.2024, 32.12.2024, 31.13.2024, gestern, übermorgen",
			"31.12.2024=2024-12-31; gestern=-1d; übermorgen=2d"},
		{"de", "am 12. März 2024, 12.03.2024, in den 1990er Jahren",
			"12. März 2024=2024-03-12; 12.03.2024=2024-03-12; 1990er=1990s"},
		{"fr", "le 1er mai 2024, la semaine dernière", "1er mai 2024=2024-05-01; la semaine dernière=-1w"},
		{"es", "el 9 de julio de 2024, el próximo trimestre", "9 de julio de 2024=2024-07-09; el próximo trimestre=1q"},
		{"it", "negli anni Novanta, anni '80, nel XX secolo", "anni Novanta=90s; anni '80=80s; XX secolo=20."},
		{"es", "los años noventa, la década de los setenta, el siglo XIX",
			"años noventa=90s; década de los setenta=70s; siglo XIX=19."},
		{"pt", "na década de 80, na sexta, na sexta edição", "década de 80=80s; sexta=W5"},
		{"nl", "in de jaren negentig, zomer van 2021", "jaren negentig=90s; zomer van 2021=2021S2"},
		{"de", "in den neunziger Jahren, am 3.5., am 27. 11.", "neunziger Jahren=90s; 3.5.=-05-03; 27. 11.=-11-27"},
		{"ru", "в XXI веке, 5-го мая", "XXI веке=21.; 5-го мая=-05-05"},
		{"en", "23-Sep-2020, Sep-23-2020", "23-Sep-2020=2020-09-23; Sep-23-2020=2020-09-23"},
		{"ja", "令和5年4月、平成元年、3日前、1500世帯以上", "令和5年4月=2023-04; 平成元年=1989"},
		{"it", "il 25 aprile 2024, l'anno scorso", "25 aprile 2024=2024-04-25; l'anno scorso=-1y"},
		{"pt", "em 7 de setembro de 2024", "7 de setembro de 2024=2024-09-07"},
		{"nl", "op 5 mei 2024, vorige maand", "5 mei 2024=2024-05-05; vorige maand=-1m"},
		{"ru", "12 марта 2024 года, в прошлом году", "12 марта 2024 года=2024-03-12; в прошлом году=-1y"},
		{"zh", "2024年3月12日，下个月，星期五", "2024年3月12日=2024-03-12; 下个月=1m; 星期五=W5"},
		{"ja", "2024年3月12日、昨年、1990年代", "2024年3月12日=2024-03-12; 昨年=-1y; 1990年代=1990s"},
	})
}

func TestTimes(t *testing.T) {
	testDates(t, []dateCase{
		{"en", "at 4:30 p.m., 16:30, 9-10 am, noon",
			"4:30 p.m.=T16:30; 16:30=T16:30; 9=T09:00; 10 am=T10:00; noon=T12:00"},
		{"en", "half past seven, quarter to nine, ten o'clock",
			"half past seven=T07:30; quarter to nine=T08:45; ten o'clock=T10:00"},
		{"es", "las tres menos cuarto, las tres y cuarto", "tres menos cuarto=T02:45; tres y cuarto=T03:15"},
		{"fr", "trois heures moins le quart, trois heures et quart",
			"trois heures moins le quart=T02:45; trois heures et quart=T03:15"},
		{"nl", "kwart voor drie, kwart over drie", "kwart voor drie=T02:45; kwart over drie=T03:15"},
		{"en", "quarter past three, twenty past five", "quarter past three=T03:15; twenty past five=T05:20"},
		{"en", "1:2:3 and 9:30:5", ""},
		{"en", "25:30 and 23:59 and 24:00 and 12:60", "23:59=T23:59"},
		{"en", "13 pm, 12 am, 12 pm", "12 am=T00:00; 12 pm=T12:00"},
		{"zh", "上午9点一刻，凌晨3点", "上午9点一刻=T09:15; 凌晨3点=T03:00"},
		{"ja", "午前0時、24時", "午前0時=T00:00; 24時=T00:00"},
		{"en", "2 to 4 inches, ten to twelve people", ""},
		{"de", "um 16.30 Uhr, halb acht, von 17 bis 18 Uhr",
			"16.30 Uhr=T16:30; halb acht=T07:30; 17=T17:00; 18 Uhr=T18:00"},
		{"de", "nach einem Angriff", ""},
		{"fr", "à 18h30, sept heures du soir, après-midi", "18h30=T18:30; sept heures du soir=T19:00"},
		{"es", "a las ocho y media, las 5 de la tarde", "ocho y media=T08:30; 5 de la tarde=T17:00"},
		{"it", "alle 17.30 circa 200 persone, due ore e mezza", "17.30=T17:30"},
		{"pt", "às 9h, duas horas e meia", "9h=T09:00"},
		{"fr", "à 18 h 45, à 9h, en deux heures et demie, à 2 heures de Paris", "18 h 45=T18:45; 9h=T09:00"},
		{"de", "viertel acht, dreiviertel acht, ein Viertel davon", "viertel acht=T07:15; dreiviertel acht=T07:45"},
		{"ru", "в половине девятого, в восемь вечера", "половине девятого=T08:30; восемь вечера=T20:00"},
		{"it", "alle otto e mezza, alle 17.", "otto e mezza=T08:30; 17=T17:00"},
		{"nl", "om 20.15 uur, half acht", "20.15 uur=T20:15; half acht=T07:30"},
		{"ru", "в 17:00, 8 часов вечера", "17:00=T17:00; 8 часов вечера=T20:00"},
		{"zh", "下午4点30分，晚上十点半，三点意见", "下午4点30分=T16:30; 晚上十点半=T22:30"},
		{"ja", "午後3時半、9時30分、3時間", "午後3時半=T15:30; 9時30分=T09:30"},
	})
}

func FuzzRead(f *testing.F) {
	for i, seed := range []string{"on 12 March 2024, 11/20, 1939-45", "um 16.30 Uhr, halb acht", "sept heures et demie",
		"a las ocho menos cuarto", "alle otto e mezza", "1990s '90s", "om 20.15 uur", "12 марта 2024 года",
		"下午4点30分", "2024年3月12日", "half past", "99/99/99", "siglo XX"} {
		f.Add(seed, uint8(i))
	}
	languages := []string{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja", "ar", "und"}
	f.Fuzz(func(t *testing.T, text string, language uint8) {
		tokens := lex.Read(text, languages[int(language)%len(languages)])
		defer tokens.Done()
		for i := range tokens.Tokens {
			d, next := Read(tokens, i)
			_, end := Century(tokens, i)
			if next < i || end < i || max(next, end) > len(tokens.Tokens) {
				t.Fatalf("token %d of %q is read to %d and %d", i, text, next, end)
			}
			if next == i && d != (Day{}) {
				t.Fatalf("token %d of %q is no date and %+v", i, text, d)
			}
			if min(d.Month, d.Day, d.Clock) < 0 || d.Month > 12 || d.Day > 31 || d.Clock > 24*60 {
				t.Fatalf("token %d of %q is %+v", i, text, d)
			}
		}
	})
}
