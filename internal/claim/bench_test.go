package claim

import (
	"fmt"
	"strings"
	"testing"
)

// prose is news-like text of our own with claims of every kind.
var prose = map[string]string{
	"en": "The harbour board of Westhaven approved a budget of $4.2 billion on Tuesday, about 12% " +
		"more than in 2023. “We waited nearly three years for this,” said its chair, Dr Ruth " +
		"Amsel, 61, at 4:30 p.m. on 12 March 2024. Two thirds of the 1,250 jobs will be filled " +
		"by the end of next year, and the pier, 3.4 km long, should open in the first quarter of " +
		"2027. Details are at https://example.org/plan or from press@example.org. The city had " +
		"fewer boats in the nineties than it has today, and the fishermen say that the old wall " +
		"still holds against the winter storms that come every year.\n\n",
	"de": "Der Hafenrat von Westhafen billigte am Dienstag ein Budget von 4,2 Milliarden Euro, " +
		"rund 12 Prozent mehr als 2023. „Wir haben fast drei Jahre darauf gewartet“, sagte die " +
		"Vorsitzende Ruth Amsel (61) um 16.30 Uhr am 12. März 2024. Zwei Drittel der 1.250 " +
		"Stellen werden bis Ende nächsten Jahres besetzt, und der 3,4 Kilometer lange Pier soll " +
		"im ersten Quartal 2027 öffnen. Die Fischer sagen, dass die alte Mauer den Winterstürmen " +
		"noch immer standhält.\n\n",
	"ru": "Совет порта Вестхейвен во вторник утвердил бюджет в 4,2 млрд рублей, примерно на 12% " +
		"больше, чем в 2023 году. «Мы ждали этого почти три года», — сказала председатель Рут " +
		"Амзель 12 марта 2024 года. Две трети из 1250 рабочих мест будут заняты к концу " +
		"следующего года, а пирс длиной 3,4 км должен открыться в первом квартале 2027 года. " +
		"Рыбаки говорят, что старая стена всё ещё выдерживает зимние штормы.\n\n",
	"zh": "西港港务局周二批准了42亿元的预算，比2023年增加约12%。主席鲁特在2024年3月12日下午4点30分说：“我们等了将近三年。" +
		"”1250个职位中有三分之二将在明年年底前填补，长3.4公里的码头将于2027年第一季度开放。渔民们说，旧墙仍然抵挡得住冬天的风暴。\n\n",
}

func BenchmarkFind(b *testing.B) {
	for _, language := range []string{"en", "de", "ru", "zh"} {
		text := strings.Repeat(prose[language], 1<<20/len(prose[language]))
		b.Run(language, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, language)
			}
		})
	}
}

// hostile texts repeat what a reader goes far for.
var hostile = []struct{ language, unit string }{
	{"en", "1.1"}, {"en", "1,111"}, {"en", "1 "}, {"en", "1-"}, {"en", "1/2 "}, {"en", "1:1:"},
	{"en", "one hundred "}, {"en", "one "}, {"en", "and a half "},
	{"en", "half past "}, {"en", "more than "}, {"en", "third "}, {"en", "out of three "}, {"en", "2014-"},
	{"en", "$1 "}, {"en", "$"}, {"en", "March "}, {"en", "11/20, "},
	{"en", "\""}, {"en", "“"}, {"en", "“a "}, {"en", "‘"}, {"en", "("}, {"en", "a@"}, {"en", "a."},
	{"en", "http://"}, {"en", "`"}, {"en", "A "}, {"en", "A of "}, {"en", "A-"}, {"en", "A."},
	{"de", "einund"}, {"de", "ein"}, {"de", "hundert"}, {"de", "eine Million "}, {"es", "mil millones "},
	{"es", "avos "}, {"pt", "cinco avos "}, {"it", "cento"}, {"fr", "quatre-vingt-"}, {"fr", "de "},
	{"ru", "сто "}, {"zh", "一"}, {"zh", "万"}, {"zh", "百分之"}, {"zh", "三分之"}, {"zh", "又二分之一"}, {"zh", "第"},
	{"zh", "1万"}, {"zh", "半"}, {"zh", "「"}, {"ja", "年"}, {"und", "٣"},
}

// BenchmarkHostile shows by the bytes a second of two sizes that the time is
// linear.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		for _, kilobytes := range []int{64, 1024} {
			text := strings.Repeat(h.unit, kilobytes<<10/len(h.unit))
			name := fmt.Sprintf("%s/%s/%dk", h.language, strings.ReplaceAll(h.unit, "/", "|"), kilobytes)
			b.Run(name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Find(text, h.language)
				}
			})
		}
	}
}
