package across

import (
	"slices"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
)

// crossings are a source, its translation, and the findings: "text reason",
// each by its beginning.
var crossings = []struct {
	name, from, to, source, target string
	want                           []string
}{
	{"numbers in each language's form", "en", "de", "The plant cost 1,234.5 million euros, 12% more.",
		"Das Werk kostete 1.234,5 Millionen Euro, 12 Prozent mehr.", nil},
	{"a swapped figure", "en", "de", "The plant cost 45 million euros.", "Das Werk kostete 54 Millionen Euro.",
		[]string{"54 Millionen Euro the article has"}},
	{"a dropped figure", "en", "fr", "The fire began in 2019 and took 340 houses.",
		"L'incendie a commencé en 2019 et a détruit des maisons.", []string{"340 missing"}},
	{"ideographs", "en", "zh", "The city has 12 million people.", "该市有1200万人口。", nil},
	{"a swapped scale", "zh", "en", "该市有1200万人口。", "The city has 120 million people.",
		[]string{"120 million the article"}},
	{"lakh and crore", "en", "hi", "They paid 5 crore rupees.", "उन्होंने 5 करोड़ रुपये दिए।", nil},
	{"units converted", "en", "de", "The road is 100 miles long and it was 86 degrees.",
		"Die Straße ist 160 Kilometer lang, und es waren 30 Grad.", nil},
	{"a mile without a number", "en", "fr", "It stands about a mile away.", "Il se trouve à environ 1,6 km.", nil},
	{"a range converted", "en", "es", "Expect 2 to 4 inches of rain.", "Se esperan de 5 a 10 centímetros de lluvia.",
		nil},
	{"a small number in words", "de", "en", "Vor drei Wochen begann der Bau.", "Construction began four weeks ago.",
		[]string{"four weeks the article has 3 week"}},
	{"two for both", "en", "de", "Both sisters left.", "Die zwei Schwestern gingen.", nil},
	{"clock times", "fr", "en", "Le train part à 23 h 35.", "The train leaves at 11:35 pm.", nil},
	{"a swapped clock time", "fr", "en", "Le train part à 23 h 35.", "The train leaves at 11:45 pm.",
		[]string{"11:45 pm the article"}},
	{"a century in Roman numerals", "es", "en", "El puente es del siglo XIX.", "The bridge is from the 19th century.",
		nil},
	{"a century by its hundreds", "en", "sv", "In the 19th century 15,000 people left.",
		"På 1800-talet lämnade 15 000 personer länet.", nil},
	{"degrees below zero", "en", "it", "It fell to 23 degrees Fahrenheit.", "È scesa a 5 gradi sotto zero.", nil},
	{"degrees of the other scale, unsaid", "de", "en", "Es waren 10 Grad.", "It was 50 degrees.", nil},
	{"other degrees", "de", "en", "Es waren 10 Grad.", "It was 60 degrees.", []string{"60 degrees the article has"}},
	{"a difference of degrees", "de", "en", "Es wurde um 10 Grad kälter.", "It became 18 degrees colder.", nil},
	{"a difference of degrees, the other way", "en", "de", "It became 9 degrees warmer.",
		"Es wurde um 5 Grad wärmer.", nil},
	{"a decade of degrees", "en", "de", "Temperatures were in the 80s.", "Die Temperaturen lagen um 28 Grad.", nil},
	{"a decade of degrees, missed", "en", "de", "Temperatures were in the 80s.", "Die Temperaturen lagen um 18 Grad.",
		[]string{"18 Grad the article does not have"}},
	{"a range converted wrongly", "en", "es", "Expect 2 to 4 inches of rain.",
		"Se esperan de 5 a 20 centímetros de lluvia.", []string{"5 a 20"}},
	{"another year of a Japanese era", "ja", "en", "橋は令和5年に開通した。", "The bridge opened in 2024.",
		[]string{"2024 the article"}},
	{"another year of the Thai calendar", "en", "th", "The bridge opened in 2023.", "สะพานเปิดในปี 2567",
		[]string{"2567"}},
	{"hours as minutes", "en", "de", "The break lasts 2 hours.", "Die Pause dauert 120 Minuten.", nil},
	{"hours as other minutes", "en", "de", "The break lasts 2 hours.", "Die Pause dauert 130 Minuten.",
		[]string{"130 Minuten the article"}},
	{"a fraction", "de", "en", "Die Hälfte der Schüler fehlte.", "Half of the pupils were absent.", nil},
	{"degrees below zero without that", "en", "de", "It fell to 23 degrees.", "Es fiel auf 5 Grad.",
		[]string{"5 Grad the article has"}},
	{"degrees of frost", "en", "nl", "It fell to 23 degrees Fahrenheit.", "Het vroor 5 graden.", nil},
	{"a share below one", "en", "de", "About 0.4 per cent voted.", "Rund 0,4 Prozent stimmten ab.", nil},
	{"another share below one", "en", "de", "About 0.4 per cent voted.", "Rund 0,6 Prozent stimmten ab.",
		[]string{"0,6 Prozent the article"}},
	{"a decade without its century", "en", "nl", "It was the lowest since the 1980s.",
		"Het was de laagste sinds de jaren tachtig.", nil},
	{"another decade", "en", "nl", "It was the lowest since the 1980s.",
		"Het was de laagste sinds de jaren zeventig.", []string{"jaren zeventig the article"}},
	{"Korean scales", "en", "ko", "It earned $3.2 billion.", "32억 달러를 벌었다.", nil},
	{"another century", "es", "en", "El puente es del siglo XIX.", "The bridge is from the 18th century.",
		[]string{"18th century the article"}},
	{"a year of a Japanese era", "ja", "en", "橋は令和5年に開通した。", "The bridge opened in 2023.", nil},
	{"a year of the Thai calendar", "en", "th", "The bridge opened in 2023.", "สะพานเปิดในปี 2566", nil},
	{"a language without tables", "en", "tr", "It cost 5 million euros in March 2021.",
		"Mart 2021'de 5 milyon avroya mal oldu.", nil},
	{"a swapped figure there", "en", "tr", "It cost 25 million euros in 2021.", "2021'de 52 milyon avroya mal oldu.",
		[]string{"52"}},
	{"a link that differs", "en", "de", "Read more at https://example.org/bridge today.",
		"Mehr unter https://example.org/bruecke heute.", []string{"https://example.org/bruecke it does not stand"}},
	{"a figure in a name", "en", "de", "Her SS19 collection opened the week.",
		"Ihre Kollektion SS91 eröffnete die Woche.", []string{"SS91 the article"}},
	{"a word with letters that English has not", "pl", "en", "Ten papież odwiedził meczet w Kairze.",
		"The papież visited a mosque in Cairo.", []string{"papież untranslated"}},
	{"a loan word", "fr", "en", "Le petit café de la gare ferme.", "The little café at the station closes.", nil},
	{"a brand in its own letters", "en", "ru", "The city built a works for Skoda.", "Город построил завод для Skoda.",
		nil},
	{"ideographs that both write", "zh", "ja", "市长访问了东京。", "市長が東京を訪問した。", nil},
	{"another unit", "en", "de", "The crane lifts 300 tonnes.", "Der Kran hebt 300 Kilogramm.",
		[]string{"300 Kilogramm the article has 300 tonne"}},
	{"another currency", "en", "fr", "It cost 1.2 million euros.", "Cela a coûté 1,2 million de dollars.",
		[]string{"1,2 million de dollars the article has"}},
	{"another weekday", "en", "de", "The shop closes on Saturday.", "Der Laden schließt am Sonntag.",
		[]string{"Sonntag the article has Saturday"}},
	{"a code lost", "en", "de", "The M25 is closed near Watford because of repairs to a bridge.",
		"Die Autobahn bei Watford ist wegen Reparaturen an einer Brücke gesperrt.", []string{"M25 missing: it stands"}},
	{"a code that is a season", "en", "de", "The designer showed the SS19 collection in the old town hall.",
		"Der Designer zeigte die Kollektion für den Sommer 2019 im alten Rathaus.", nil},
	{"a link lost", "en", "de", "Read the whole report at https://example.org/report before the meeting on Monday.",
		"Lesen Sie vor der Sitzung am Montag den ganzen Bericht.", []string{"https://example.org/report missing: it stands"}},
	{"another month", "en", "es", "It opens on 29 September 2018.", "Abre el 29 de diciembre de 2018.",
		[]string{"29 de diciembre de 2018 the article does not"}},
	{"a kilometre for a mile", "en", "ja", "The ferry sank about a mile from the harbour.", "フェリーは港からおよそ1キロの所で沈んだ。",
		[]string{"1キロ the article has 1 mile here"}},
	{"a mile converted", "en", "de", "The ferry sank about a mile from the harbour.",
		"Die Fähre sank etwa 1,6 Kilometer vor dem Hafen.", nil},
	{"feet and inches as metres", "en", "ja", "The 6-foot-6 player grew up here.", "6メートル6インチの選手はここで育った。",
		[]string{"6メートル6インチ the article has"}},
	{"miles for metres", "en", "zh", "She won the 3,000m race.", "她赢得了 3000 英里赛跑。",
		[]string{"3000 英里 the article has 3000 m here"}},
	{"metres for inches", "en", "es", "Over half an inch of rain fell.", "Cayeron tres metros de lluvia.",
		[]string{"tres metros the article has 0.5 inch here"}},
	{"a group of seven", "ru", "en", "«Большая семёрка» выступила с заявлением.", "The G7 issued a statement.", nil},
	{"a man in his forties", "en", "es", "Being 40-ish, he left.", "Al ser un cuarentón, se fue.", nil},
	{"the last sixteen", "es", "en", "Se clasificó para octavos de final.", "He reached the last 16.", nil},
	{"a quarter past", "en", "ru", "We come at a quarter past eight.", "Мы придём в восемь пятнадцать.", nil},
	{"tens left out", "en", "zh", "I mean the '60s and '70s here.", "我指的是 6、70 年代。", nil},
	{"a year cut short", "ru", "en", "Она стала «Мисс Озеро-86».", "She became Miss Lake 1986.", nil},
	{"a word of the net", "cs", "uk", "Formulář se podává on-line do pondělí.", "Форму подають on-line до понеділка.", nil},
	{"a name with its own s", "ha", "en", "Jihar Legas ta samu karin mutum.", "Lagos has more people.", nil},
	{"a name of East Asia", "ja", "en", "大野と立教の話。", "A talk of Ohno and Rikkyo.", nil},
	{"a negation lost", "en", "de", "The mayor will not sign the contract with the firm.",
		"Der Bürgermeister wird den Vertrag mit der Firma schließen.", []string{"Der Bürgermeister wird den"}},
	{"a negation added", "en", "es", "The mayor signs the contract with the firm.",
		"El alcalde no firma el contrato con la firma.", []string{"El alcalde no firma"}},
	{"a negation lost in Japanese", "en", "ja", "The mayor did not sign the contract.", "市長は契約に署名した。",
		[]string{"市長は契約に署名した。 the article denies"}},
	{"a negation added in Chinese", "en", "zh", "The mayor signed the contract with the firm.", "市长没有与该公司签订合同。",
		[]string{"市长没有与该公司签订合同。 the article does not deny"}},
	{"a negation lost in Arabic", "en", "ar", "The mayor did not sign the contract with the firm.",
		"وقع العمدة العقد مع الشركة في المدينة.", []string{"وقع العمدة العقد"}},
	{"must in Japanese", "en", "ja", "The mayor must sign the contract.", "市長は契約に署名しなければならない。", nil},
	{"nonetheless in Russian", "en", "ru", "However, the mayor signed the contract.", "Тем не менее мэр подписал контракт.", nil},
	{"never without its not in Russian", "en", "ru", "The mayor has never hidden the contract from us.",
		"Мэр никогда скрывал от нас этот контракт.", []string{"Мэр никогда скрывал"}},
	{"not unrelated", "en", "de", "The two contracts are not unrelated to the bridge.",
		"Die beiden Verträge haben mit der Brücke zu tun.", nil},
	{"an answer", "en", "de", "No, the mayor has signed the contract.", "Doch, der Bürgermeister hat den Vertrag unterschrieben.", nil},
	{"a hyphen", "en", "de", "The speech was read by people from abroad.",
		"Die Rede wurde von nicht-deutschen Leuten verlesen.", nil},
	{"a negation said otherwise", "en", "de", "The result was not clear to the members.",
		"Das Ergebnis war den Mitgliedern unklar.", nil},
	{"a preamble", "en", "de", "The shop closes.", "Here is the translation:\n\nDer Laden schließt.",
		[]string{"Here is the translation: added"}},
	{"a note", "en", "fr", "The shop closes.", "Le magasin ferme.\n\nJ'espère que cette traduction vous sera utile !",
		[]string{"J'espère que cette"}},
	{"a note of the article", "en", "de", "Note: the shop closes.", "Hinweis: Der Laden schließt.", nil},
	{"an age in one word", "cs", "en", "Devětatřicetiletý řidič zemřel.", "The 39-year-old driver died.", nil},
	{"a unit behind figures", "en", "ja", "The paper weighs 280g.", "紙の重さは280gです。", nil},
	{"four figures of time", "en", "es", "We leave at 0500 from here.", "Salimos de aquí a las 05:00.", nil},
	{"a month that is another word", "fr", "de", "De janvier à mai, le prix a chuté.", "Von Januar bis Mai fiel der Preis.", nil},
	{"a name of another sentence", "en", "de",
		"Anna Kolb met Peter Lind at the lake.\n\nThey talked about the harbour for an hour.\n\n" +
			"The council will hear of it in spring.\n\nA ferry runs in summer.\n\nThen Clara Voss came with Peter Lind.",
		"Anna Kolb traf Clara Voss am See.\n\nSie sprachen eine Stunde lang über den Hafen.\n\n" +
			"Der Rat wird im Frühling davon hören.\n\nEine Fähre fährt im Sommer.\n\nDann kam Clara Voss mit Peter Lind.",
		[]string{"Clara the article has Peter"}},
	{"another name in Cyrillic", "en", "ru", threeNames,
		"Анна Кольберт встретила Клару Воскресен у озера.\n\nЧас они говорили о гавани.\n\nСовет узнает об этом весной.\n\n" +
			"Летом ходит паром.\n\nПозже пришла Клара Воскресен.", []string{"Клару the article has Petra"}},
	{"another name in Katakana", "en", "ja", threeNames,
		"アンナ・コルベルトは湖でクララ・ヴォスクレゼンに会った。\n\n二人は一時間にわたり港について話した。\n\n議会は春にそれを聞く。\n\n" +
			"夏には渡し船が出る。\n\n後でクララ・ヴォスクレゼンが来た。", []string{"クララ the article has Petra"}},
	{"another name in Chinese", "en", "zh", threeNames,
		"安娜·科尔伯特在湖边遇到了克拉拉·沃斯克雷森。\n\n他们就港口谈了一个小时。\n\n议会将在春天听取此事。\n\n夏天有渡船。\n\n" +
			"后来克拉拉·沃斯克雷森来了。", []string{"克拉拉·沃斯克雷森 the article has Petra"}},
	{"the same names in Cyrillic", "en", "ru", threeNames,
		"Анна Кольберт встретила Петру Линдквист у озера.\n\nЧас они говорили о гавани.\n\nСовет узнает об этом весной.\n\n" +
			"Летом ходит паром.\n\nПозже пришла Клара Воскресен.", nil},
	{"a word left in the source's language", "pl", "en", "Policja szuka dwóch zaginionych osób z miasta.",
		"Police are looking for two zaginionych people from the town.", []string{"zaginionych untranslated"}},
	{"a noun left in German", "de", "en", "Die Untersuchung dauert noch bis Montag.",
		"The Untersuchung will take until Monday.", []string{"Untersuchung untranslated"}},
	{"an English word left in German", "en", "de", "The council approved further funding for the bridge.",
		"Der Rat bewilligte weiteres Geld und further Mittel für die Brücke.", []string{"further untranslated"}},
	{"an English word left in Russian", "en", "ru", "The council approved the budget for the bridge.",
		"Совет одобрил budget моста.", []string{"budget untranslated"}},
	{"words that both languages have", "en", "de", "The radio reported on the budget and the film festival online.",
		"Das Radio berichtete online über das Budget und das Filmfestival.", nil},
	{"a title kept", "de", "en", "Er las aus Der Weg zum Fluss vor.", "He read from Der Weg zum Fluss.", nil},
	{"a link with words", "en", "ru", "Write to press@budget.example or see example.org/bridge today.",
		"Пишите на press@budget.example или смотрите example.org/bridge сегодня.", nil},
	{"a name that nobody wrote", "pl", "en", "Wczoraj burmistrz Kowalczyk otworzył most.",
		"Yesterday Mayor Lindqvist opened the bridge.", []string{"Lindqvist the article has no such name"}},
	{"a name without its ending", "pl", "en", "Most otwarto z burmistrzem Kowalczykiem.",
		"The bridge was opened with Mayor Kowalczyk.", nil},
	{"a name in Latin letters", "ru", "en", "Мост открыл мэр Оливер Дауден.", "Mayor Oliver Dowden opened the bridge.", nil},
	{"another name in Latin letters", "ru", "en", "Мост открыл мэр Оливер Дауден.", "Mayor Oliver Lindqvist opened the bridge.",
		[]string{"Lindqvist the article has no such name"}},
	{"a city that each language names", "de", "en", "Sie lebt seit Mai in Wien.", "She has lived in Vienna since May.", nil},
	{"a name whose characters do not tell", "ja", "en", "荻沼さんが橋を開いた。", "Oginuma opened the bridge.", nil},
	{"a name that begins sentences", "en", "de",
		"Kolb met Lind at the lake.\n\nThey talked about the harbour for an hour.\n\nThe council will hear of it.\n\n" +
			"A ferry runs in summer.\n\nThen Voss came. Lind waited.",
		"Kolb traf Voss am See.\n\nSie sprachen eine Stunde lang über den Hafen.\n\nDer Rat wird davon hören.\n\n" +
			"Im Sommer fährt eine Fähre.\n\nDann kam Voss. Lind wartete.",
		[]string{"Voss the article has Lind"}},
	{"speech without its marks", "en", "de", `"The bridge will open in spring," she said.`,
		"Die Brücke wird im Frühling öffnen, sagte sie.",
		[]string{"The bridge will open in spring, missing: the translation quotes nothing here"}},
	{"speech in other marks", "en", "de", `"The bridge will open in spring," she said.`,
		"„Die Brücke wird im Frühling öffnen“, sagte sie.", nil},
	{"speech in corner brackets", "en", "ja", `"The bridge will open in spring," she said.`, "「橋は春に開通する」と彼女は述べた。", nil},
	{"speech behind a dash", "en", "ru", `"The bridge will open in spring," she said.`,
		"— Мост откроется весной, — сказала она.", nil},
	{"speech without its dash", "en", "ru", `"The bridge will open in spring," she said.`,
		"Мост откроется весной, — сказала она.",
		[]string{"The bridge will open in spring, missing"}},
	{"speech in single marks", "en", "fr", `"The bridge will open in spring," she said.`,
		"'Le pont ouvrira au printemps', a-t-elle dit.", nil},
	{"a title without its marks", "en", "de", `She read from "The Long Way Home," he said.`,
		"Sie las aus Der lange Weg nach Hause vor, sagte er.", nil},
	{"a word without its marks", "en", "de", `The bridge is "unsafe," she said.`,
		"Die Brücke sei unsicher, sagte sie.", nil},
	{"inches", "en", "de", `The pipe is 6" wide and 8" long, she said.`,
		"Das Rohr ist 6 Zoll breit und 8 Zoll lang, sagte sie.", nil},
	{"speech that nobody quoted", "en", "de", "She said that the bridge will open in spring.",
		"Sie sagte: „Die Brücke wird im Frühling öffnen.“",
		[]string{"Die Brücke wird im Frühling öffnen. added: the article quotes nothing here"}},
	{"marks around a record", "en", "de", "(Kolb) I think the bridge will open in spring.",
		"[Kolb]: „Ich denke, dass die Brücke im Frühling öffnet.“", nil},
	{"speech behind a colon and a dash", "ru", "de", "Она сказала: — Мост откроется весной.",
		"Sie sagte: „Die Brücke wird im Frühling öffnen.“", nil},
	{"one ideograph left", "ja", "en", "今日は雨が降る。", "There will be 雨 today.", []string{"雨 untranslated"}},
	{"a word of another script", "ru", "en", "Город построил новый мост.", "The city built a new мост.",
		[]string{"мост untranslated"}},
}

const threeNames = "Anna Kolbert met Petra Lindqvist at the lake.\n\nThey talked about the harbour for an hour.\n\n" +
	"The council will hear of it in spring.\n\nA ferry runs in summer.\n\nClara Voskresen came later."

func TestTranslation(t *testing.T) {
	for _, c := range crossings {
		t.Run(c.name, func(t *testing.T) {
			verdicts := Translation(check.NewSource(article.Exact("source", c.source, c.from)), article.Exact("target", c.target, c.to))
			got := findings(verdicts)
			same := len(got) == len(c.want)
			for i := range min(len(got), len(c.want)) {
				same = same && strings.HasPrefix(got[i], c.want[i])
			}
			if !same {
				t.Errorf("%s\nas %s\ngot  %q\nwant %q", c.source, c.target, got, c.want)
			}
		})
	}
}

// findings are the verdicts that a reader would see.
func findings(verdicts []check.Verdict) []string {
	var list []string
	for _, v := range verdicts {
		if !v.Status.Good() {
			list = append(list, v.Text+" "+v.Reason)
		}
	}
	return list
}

// paragraphs of one text in two languages.
var (
	english = []string{
		"The bridge over the Lorn opened in 1931 and carried trams until 1968, when the line was given up.",
		"Engineers found cracks in two of its piers last autumn, and lorries have had to take the ferry since.",
		"The town council wants to repair it for 18 million euros.",
		"Shopkeepers on the eastern bank say that a closure of several months would ruin them before the summer.",
		"A decision is expected in June, and the work would take about a year and a half.",
		"Until then, a ferry brings pupils and nurses across the water every twenty minutes from six in the morning.",
	}
	german = []string{
		"Die Brücke über die Lorn wurde 1931 eröffnet und trug bis 1968 Straßenbahnen; dann wurde die Strecke " +
			"aufgegeben.",
		"Im vergangenen Herbst fanden Ingenieure Risse in zweien ihrer Pfeiler, seither müssen Lastwagen die " +
			"Fähre nehmen.",
		"Der Stadtrat will sie für 18 Millionen Euro instand setzen.",
		"Die Ladenbesitzer am Ostufer sagen, eine Sperrung von mehreren Monaten würde sie noch vor dem Sommer " +
			"ruinieren.",
		"Eine Entscheidung wird für Juni erwartet, und die Arbeiten würden rund anderthalb Jahre dauern.",
		"Bis dahin bringt eine Fähre Schüler und Pflegekräfte ab sechs Uhr morgens alle zwanzig Minuten über das " +
			"Wasser.",
	}
)

func TestCoverage(t *testing.T) {
	half, most := german[3][:50], german[5][:74]
	open := slices.Clone(german)
	for i := range open {
		open[i] = strings.TrimSuffix(open[i], ".")
	}
	tests := []struct {
		name   string
		target []string
		want   string // the beginning of the reason of the first finding
	}{
		{"whole", german, ""},
		{"two paragraphs merged", slices.Concat(german[:2], []string{german[2] + " " + german[3]}, german[4:]), ""},
		{"one left out", slices.Concat(german[:3], german[4:]), "missing"},
		{"the last left out", german[:5], "missing"},
		{"one twice", slices.Concat(german[:4], german[3:]), "added"},
		{"one that nobody wrote", slices.Concat(german[:4],
			[]string{"Übrigens empfiehlt der Übersetzer allen Lesern, die Stadt im Herbst einmal selbst zu " +
				"besuchen und dort zu essen."}, german[4:]), "added"},
		{"two swapped", slices.Concat(german[:2], []string{german[3], german[2]}, german[4:]), "swapped"},
		{"one in English", slices.Concat(german[:3], english[3:4], german[4:]), "untranslated"},
		{"the last cut inside its sentence", slices.Concat(german[:5], []string{most}), "cut short"},
		{"no full stops at all", open, ""},
		{"one cut", slices.Concat(german[:3], []string{half}, german[4:]), "cut short"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := check.NewSource(article.Exact("source", strings.Join(english, "\n\n"), "en"))
			got, all := "", ""
			for _, v := range Translation(source, article.Exact("target", strings.Join(test.target, "\n\n"), "de")) {
				if !v.Status.Good() {
					all += v.Text + ": " + v.Reason + "\n"
				}
				if !v.Status.Good() && (got == "" || strings.HasPrefix(v.Reason, test.want)) {
					got = v.Reason
				}
			}
			if got == "" != (test.want == "") || !strings.HasPrefix(got, test.want) {
				t.Errorf("got %q, want %q\n%s", got, test.want, all)
			}
		})
	}
}

// A passage that is far shorter than its source was cut; where neither the tables
// nor other passages tell how long the languages are beside each other, that
// proves nothing.
func TestFewPassages(t *testing.T) {
	for _, c := range []struct {
		count          int
		language, want string
	}{{3, "sv", ""}, {6, "sv", "cut short"}, {3, "de", "cut short"}} {
		count, want := c.count, c.want
		short := slices.Clone(german[:count])
		short[1] = short[1][:40] + "."
		source := check.NewSource(article.Exact("source", strings.Join(english[:count], "\n\n"), "en"))
		target := article.Exact("target", strings.Join(short, "\n\n"), c.language)
		got := strings.Join(findings(Translation(source, target)), "; ")
		if strings.Contains(got, "cut short") != (want != "") {
			t.Errorf("of %d passages in %s: %q, want %q", count, c.language, got, want)
		}
	}
}

// BenchmarkTranslation tells how many bytes of both texts are compared a second.
func BenchmarkTranslation(b *testing.B) {
	source, target := strings.Join(english, "\n\n"), strings.Join(german, "\n\n")
	b.SetBytes(int64(len(source) + len(target)))
	for b.Loop() {
		Translation(check.NewSource(article.Exact("source", source, "en")), article.Exact("target", target, "de"))
	}
}
