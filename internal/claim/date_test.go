package claim

import (
	"fmt"
	"testing"

	"newsbrief/internal/claim/when"
)

// describeDay writes the fields that are set.
func describeDay(d when.Day) string {
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

func TestDates(t *testing.T) {
	testFind(t, []findCase{
		{"en", "on 12 March 2024, March 12, 2024, 2024-03-12", "date 12 March 2024=2024-03-12; date March 12, 2024=2024-03-12; date 2024-03-12=2024-03-12"},
		{"en", "It closed on 4 May. Sept. 3, 2024 and 3 Dec. 2023", "date 4 May=-05-04; date Sept. 3, 2024=2024-09-03; date 3 Dec. 2023=2023-12-03"},
		{"en", "from 2014 to 2018 and in 1939-45", "date 2014=2014; date 2018=2018; date 1939=1939; date 45=1945"},
		{"en", "in the nineties, the 1980s, last week, on Tuesday", "date nineties=90s; date 1980s=1980s; date last week=-1w; date Tuesday=W2"},
		{"en", "in the first quarter of 2027, this summer", "date first quarter of 2027=2027Q1; date summer=S2"},
		{"en", "It may rise on 11/20, the 3/4 share may not.", "date 11/20=-11-20"},
		{"de", "am 12. März 2024, 12.03.2024, in den 1990er Jahren", "date 12. März 2024=2024-03-12; date 12.03.2024=2024-03-12; date 1990er=1990s"},
		{"fr", "le 1er mai 2024, la semaine dernière", "date 1er mai 2024=2024-05-01; date la semaine dernière=-1w"},
		{"es", "el 9 de julio de 2024, el próximo trimestre", "date 9 de julio de 2024=2024-07-09; date el próximo trimestre=1q"},
		{"it", "negli anni Novanta, anni '80, nel XX secolo", "date anni Novanta=90s; date anni '80=80s; date XX secolo="},
		{"es", "los años noventa, la década de los setenta, el siglo XIX", "date años noventa=90s; date década de los setenta=70s; date siglo XIX="},
		{"pt", "na década de 80, na sexta, na sexta edição", "date década de 80=80s; date sexta=W5"},
		{"nl", "in de jaren negentig, zomer van 2021", "date jaren negentig=90s; date zomer van 2021=2021S2"},
		{"de", "in den neunziger Jahren, am 3.5., am 27. 11.", "date neunziger Jahren=90s; date 3.5.=-05-03; date 27. 11.=-11-27"},
		{"ru", "В 2023 году, с 2014 по 2018 год, в XXI веке, 5-го мая", "date 2023 году=2023; date 2014=2014; date 2018 год=2018; date XXI веке=; date 5-го мая=-05-05"},
		{"en", "23-Sep-2020, Sep-23-2020, more than 2000 boats, around 1990", "date 23-Sep-2020=2020-09-23; date Sep-23-2020=2020-09-23; date around 1990=1990"},
		{"ja", "令和5年4月、平成元年、3日前、1500世帯以上", "date 令和5年4月=2023-04; date 平成元年=1989"},
		{"it", "il 25 aprile 2024, l'anno scorso", "date 25 aprile 2024=2024-04-25; date l'anno scorso=-1y"},
		{"pt", "em 7 de setembro de 2024", "date 7 de setembro de 2024=2024-09-07"},
		{"nl", "op 5 mei 2024, vorige maand", "date 5 mei 2024=2024-05-05; date vorige maand=-1m"},
		{"ru", "12 марта 2024 года, в прошлом году", "date 12 марта 2024 года=2024-03-12; date в прошлом году=-1y"},
		{"zh", "2024年3月12日，下个月，星期五", "date 2024年3月12日=2024-03-12; date 下个月=1m; date 星期五=W5"},
		{"ja", "2024年3月12日、昨年、1990年代", "date 2024年3月12日=2024-03-12; date 昨年=-1y; date 1990年代=1990s"},
	}, Date)
}

func TestTimes(t *testing.T) {
	testFind(t, []findCase{
		{"en", "at 4:30 p.m., 16:30, 9-10 am, noon", "date 4:30 p.m.=T16:30; date 16:30=T16:30; date 9=T09:00; date 10 am=T10:00; date noon=T12:00"},
		{"en", "half past seven, quarter to nine, ten o'clock", "date half past seven=T07:30; date quarter to nine=T08:45; date ten o'clock=T10:00"},
		{"en", "2 to 4 inches, ten to twelve people", ""},
		{"de", "um 16.30 Uhr, halb acht, von 17 bis 18 Uhr", "date 16.30 Uhr=T16:30; date halb acht=T07:30; date 17=T17:00; date 18 Uhr=T18:00"},
		{"de", "nach einem Angriff", ""},
		{"fr", "à 18h30, sept heures du soir, après-midi", "date 18h30=T18:30; date sept heures du soir=T19:00"},
		{"es", "a las ocho y media, las 5 de la tarde", "date ocho y media=T08:30; date 5 de la tarde=T17:00"},
		{"it", "alle 17.30 circa 200 persone, due ore e mezza", "date 17.30=T17:30"},
		{"pt", "às 9h, duas horas e meia", "date 9h=T09:00"},
		{"fr", "à 18 h 45, à 9h, en deux heures et demie, à 2 heures de Paris", "date 18 h 45=T18:45; date 9h=T09:00"},
		{"de", "viertel acht, dreiviertel acht, ein Viertel davon", "date viertel acht=T07:15; date dreiviertel acht=T07:45"},
		{"ru", "в половине девятого, в восемь вечера", "date половине девятого=T08:30; date восемь вечера=T20:00"},
		{"it", "alle otto e mezza, alle 17.", "date otto e mezza=T08:30; date 17=T17:00"},
		{"nl", "om 20.15 uur, half acht", "date 20.15 uur=T20:15; date half acht=T07:30"},
		{"ru", "в 17:00, 8 часов вечера", "date 17:00=T17:00; date 8 часов вечера=T20:00"},
		{"zh", "下午4点30分，晚上十点半，三点意见", "date 下午4点30分=T16:30; date 晚上十点半=T22:30"},
		{"ja", "午後3時半、9時30分、3時間", "date 午後3時半=T15:30; date 9時30分=T09:30"},
	}, Date)
}
