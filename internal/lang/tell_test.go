package lang

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// news are the same news in languages of which each has a neighbour.
var news = map[string]string{
	"en": "The bridge has been closed to all traffic since the morning and will not be opened before the end of May, the port said.",
	"de": "Die Brücke ist seit dem Morgen für den gesamten Verkehr gesperrt und wird nicht vor Ende Mai wieder geöffnet, wie der Hafen sagte.",
	"nl": "De brug is sinds de ochtend voor al het verkeer gesloten en wordt niet voor het einde van mei weer geopend, zei de haven.",
	"fr": "Le pont est fermé à toute la circulation depuis le matin et il ne sera pas rouvert avant la fin du mois de mai, dit le port.",
	"es": "El puente está cerrado a todo el tráfico desde la mañana y no se abrirá antes de que termine el mes de mayo, dijo el puerto.",
	"pt": "A ponte está fechada a todo o trânsito desde a manhã e não será aberta antes do fim do mês de maio, disse o porto aos jornais.",
	"it": "Il ponte è chiuso al traffico dalla mattina e non sarà riaperto prima della fine del mese di maggio, ha detto il porto ai giornali.",
	"ca": "El pont és tancat a tot el trànsit des del matí i no s’obrirà amb els vaixells abans que acabi el mes de maig, però també les barques.",
	"ro": "Podul este închis pentru trafic din această dimineață și nu va fi deschis mai devreme de sfârșitul lunii mai, a spus portul în oraș.",
	"da": "Broen har været lukket for al trafik siden i morges og bliver ikke åbnet igen før slutningen af maj, siger havnen, også efter mødet.",
	"nb": "Broen har vært stengt for all trafikk siden i morges og blir ikke åpnet igjen før slutten av mai, sier havnen, også etter møtet.",
	"sv": "Bron har varit stängd för all trafik sedan i morse och öppnas inte igen före slutet av maj, säger hamnen, också efter mötet som var här.",
	"cs": "Most je od rána uzavřen pro veškerou dopravu a nebude otevřen před koncem května, protože jsou práce, které již byly plánovány, složité.",
	"sk": "Most je od rána uzavretý pre všetku dopravu a nebude otvorený pred koncom mája, pretože sú práce, ktoré už boli plánované, aj zložité.",
	"pl": "Most jest od rana zamknięty dla całego ruchu i nie będzie otwarty przed końcem maja, ponieważ prace, które już były planowane, są trudne.",
	"ru": "Мост закрыт для всего движения с утра и не будет открыт до конца мая, как сказали в порту, но он ещё не знает, что будет потом.",
	"uk": "Міст закритий для всього руху з ранку і не буде відкритий до кінця травня, як сказали в порту, але він ще не знає, що буде потім.",
	"bg": "Мостът е затворен за цялото движение от сутринта и няма да бъде отворен преди края на май, като се очаква, че това ще продължи след него.",
	"hr": "Most je zatvoren za sav promet i neće biti otvoren prije kraja svibnja, što znači da tijekom tog vremena tko želi prijeći mjesto ide vlakom.",
	"sr": "Most je zatvoren za sav saobraćaj i neće biti otvoren pre kraja maja, što znači da tokom tog vremena ko želi da pređe mesto šta god ide vozom.",
	"fi": "Silta on ollut suljettuna kaikelta liikenteeltä aamusta asti ja se avataan vasta kun toukokuu on ohi, mutta satama ei ole vielä varma.",
	"hu": "A híd reggel óta le van zárva és nem nyitják meg május vége előtt, mert a kikötő szerint az egy nehéz munka, de ez is már volt.",
	"tr": "Köprü sabahtan beri kapalı ve bu ay sonuna kadar açılmayacak, liman için çok zor olan bir iş olarak görülüyor ancak daha sonra açılacak.",
}

func TestForeign(t *testing.T) {
	for language, text := range news {
		for to := range news {
			got, want := Foreign(text, to), language
			if language == to {
				want = ""
			}
			if got != want {
				t.Errorf("a text in %s that should be in %s: %q", language, to, got)
			}
		}
		if got := Foreign(text, "tlh"); got != "" {
			t.Errorf("a language without words: %q", got)
		}
	}
}

// A short text is told by letters that no other language has, not by those of a name.
func TestDetectByLetters(t *testing.T) {
	for text, want := range map[string]string{
		"Z toho je asi devět set do patnácti let.": "cs",
		"Dvořák, Smetana, Martinů, Janáček.":       "und",
	} {
		if got := Detect(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Words of grammar tell most languages in Latin letters without the detector;
// they never tell another one, and nothing where neighbours are too close.
func TestPlainly(t *testing.T) {
	for language, text := range news {
		if got := plainly(text); got != "" && got != language {
			t.Errorf("a text in %s is plainly %s", language, got)
		}
	}
	for _, language := range []string{"en", "de", "nl", "fr", "es", "it", "ca", "sv", "fi", "hu"} {
		if got := plainly(news[language]); got != language {
			t.Errorf("a text in %s is plainly %q", language, got)
		}
	}
	for name, text := range map[string]string{
		"Russian with English words": news["en"] + news["ru"] + news["ru"],
		"English with Spanish":       news["en"] + news["es"],
		"names alone":                "Los Angeles, Las Vegas, El Paso, Santa Fe, La Paz, Rio de Janeiro, Buenos Aires",
	} {
		if got := plainly(text); got != "" {
			t.Errorf("%s: plainly %s", name, got)
		}
	}
}

// What is too short to tell, or is made of names, is of no other language.
func TestForeignNothing(t *testing.T) {
	for _, text := range []string{
		"Short.", "El Niño", "La Paz, Los Angeles, Las Vegas, El Paso and Santa Fe", "Deutsche Bahn und Die Zeit",
		"Il Sole 24 Ore, La Repubblica, Corriere della Sera, La Stampa", "Rio de Janeiro – São Paulo – Buenos Aires – Santiago de Chile",
		"⟦Thėė brǐǐdgėė hȧȧs bėėėėn clȯȯsėėd tȯȯ ȧȧll trȧȧffǐǐc sǐǐncėė thėė mȯȯrnǐǐng ȧȧnd wǐǐll nȯȯt bėė ȯȯpėėnėėd bėėfȯȯrėė Mȧȧy⟧",
	} {
		for to := range news {
			if got := Foreign(text, to); got != "" {
				t.Errorf("%q should be in %s: %q", text, to, got)
			}
		}
	}
	for _, pair := range [][2]string{{"nb", "no"}, {"nb", "nn"}, {"hr", "bs"}, {"pt", "pt-BR"}, {"sr", "sr-Latn"}} {
		if got := Foreign(news[pair[0]], pair[1]); got != "" {
			t.Errorf("%s for %s: %q", pair[0], pair[1], got)
		}
	}
}

func TestWrongScript(t *testing.T) {
	japanese, chinese := "東京の橋は朝から閉鎖されています。", "大桥自早晨起对所有车辆关闭，五月底才开放。"
	tests := []struct {
		text         string
		right, wrong string // languages
	}{
		{news["en"], "en fr sr-Latn tlh sr", "ru uk ar ja zh ko el zh-Hans sr-Cyrl"},
		{news["ru"], "ru uk bg sr tlh", "en fr ar ja zh ko el sr-Latn"},
		{japanese, "ja", "zh ko en ru ar"},
		{chinese, "zh zh-Hans ja", "ko en ru ar"},
		{"iPhone 15 Pro Max", "ru ar zh ja en", ""},
		{"Мэр «Ростова»", "en ru zh", ""},
	}
	for _, tt := range tests {
		for _, tag := range strings.Fields(tt.right) {
			if WrongScript(tt.text, tag) {
				t.Errorf("%q is taken for no %s", tt.text, tag)
			}
		}
		for _, tag := range strings.Fields(tt.wrong) {
			if !WrongScript(tt.text, tag) {
				t.Errorf("%q is taken for %s", tt.text, tag)
			}
		}
	}
	if Foreign("这座大桥从今天开始对所有车辆关闭。", "zh-Hant") != "zh-Hans" || Foreign("這座大橋從今天開始對所有車輛關閉，說明會為時三天。", "zh-TW") != "" {
		t.Error("the ways to write Chinese are not told apart")
	}
}

// BenchmarkForeign puts human translations of single paragraphs to the test:
// how many are taken for another language, and how many of those that should
// be in another one are told.
//
//	NEWSBRIEF_SAMPLES=DIR go test -run '^$' -bench Foreign -benchtime 1x ./internal/lang
func BenchmarkForeign(b *testing.B) {
	dir := os.Getenv("NEWSBRIEF_SAMPLES")
	if dir == "" {
		b.Skip("NEWSBRIEF_SAMPLES is not set")
	}
	f, err := os.Open(filepath.Join(dir, "ntrex_docs.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	languages := map[string]string{"deu": "de", "spa": "es", "fra": "fr", "rus": "ru"}
	var own, alarms, others, told float64
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var row struct {
			Source string
			Refs   map[string]string
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		row.Refs["eng"], languages["eng"] = row.Source, "en"
		for code, language := range languages {
			for p := range strings.SplitSeq(row.Refs[code], "\n\n") {
				own++
				if other := Foreign(p, language); other != "" {
					alarms++
					b.Logf("%s taken for %s: %s", language, other, p)
				}
				for _, to := range []string{"pt", "nl", "uk", "it", "sv", "cs", "bg", "ca"} {
					others++
					if Foreign(p, to) != "" {
						told++
					}
				}
			}
		}
	}
	b.ReportMetric(own, "paragraphs")
	b.ReportMetric(100*alarms/own, "%false-alarms")
	b.ReportMetric(100*told/others, "%told")
}
