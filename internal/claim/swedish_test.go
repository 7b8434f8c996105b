package claim

import "testing"

// Swedish is known by its file alone: what is read here is read by rows.
func TestSwedish(t *testing.T) {
	testFind(t, []findCase{
		{"sv", "Bron kostade 1,4 miljarder kronor, drygt 200 miljoner mer än planerat.",
			"money 1,4 miljarder kronor=1.4e+09 crown; number drygt 200 miljoner=2e+08 over open"},
		{"sv", "Tjugofem personer skadades och tvåhundrafemtio evakuerades.", "number Tjugofem=25; number tvåhundrafemtio=250"},
		{"sv", "Räntan sänks med 0,25 procentenheter till 2,5 procent.", "percent 0,25 procentenheter=0.25 pp; percent 2,5 procent=2.5 %"},
		{"sv", "Ungefär två tredjedelar av hushållen, minst 12 500 bostäder",
			"number Ungefär två tredjedelar=0.666667 about; number minst 12 500=12500 over closed"},
		{"sv", "mellan 300 och 400 personer, högst 500", "number mellan 300 och 400=300..400; number högst 500=500 under closed"},
		{"sv", "Resan på 12 mil tar två och en halv timme.", "number 12 mil=12 scandinavian mile; duration två och en halv timme=2.5 h"},
		{"sv", "21 kilometer i timmen, 24 sekundmeter, minus tolv grader",
			"number 21 kilometer i timmen=21 km/h; number 24 sekundmeter=24 m/s; number minus tolv grader=-12 degree"},
		{"sv", "Under tre dagar föll 31 procent, lägre än 40 procent.",
			"duration tre dagar=3 day; percent 31 procent=31 %; percent lägre än 40 procent=40 % under open"},
		{"sv", "Priset fördubblades, trafiken halverades.", "number fördubblades=2 fold; number halverades=0.5 fold"},
		{"sv", "En av fem är över 65 år gamla, en 17-åring kom trea.",
			"number En av fem=0.2; duration över 65 år gamla=65 year over open age; number en=1; duration 17-åring=17 year age"},
		{"sv", "Andra länder har andra regler; det andra laget kom på 3:e plats.", "number det andra=2 ordinal; number 3:e=3 ordinal"},
		{"sv", "Det tjugoandra bygget, fyra femtedelar klart.", "number tjugoandra=22 ordinal; number fyra femtedelar=0.8"},
	}, Number, Money, Percent, Duration)
	testFind(t, []findCase{
		{"sv", "Den 14 maj 2023, i går, förra året, på 1990-talet, på åttiotalet",
			"date 14 maj 2023=2023; date i går=0; date förra året=0; date 1990-talet=0; date åttiotalet=0"},
		{"sv", "Klockan 8.30, kvart över nio på kvällen, halv tio, tisdagen den 1:a maj",
			"date 8.30=0; date kvart över nio på kvällen=0; date halv tio=0; date tisdagen=0; date 1:a maj=0"},
		{"sv", "I vår familj, till jul, i mars och under första kvartalet", "date mars=0; date första kvartalet=0"},
		{"sv", "Statsminister Anna Ek mötte Carl af Ugglas i Kiruna.", "name Statsminister Anna Ek; name Carl af Ugglas; name Kiruna"},
	}, Date, Name)
}
