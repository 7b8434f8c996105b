package claim

import "testing"

func TestForeign(t *testing.T) {
	texts := map[string]string{
		"en": "The bridge has been closed to all traffic since the morning and will not be opened before the end of May, the port said.",
		"de": "Die Brücke ist seit dem Morgen für den gesamten Verkehr gesperrt und wird nicht vor Ende Mai wieder geöffnet, wie der Hafen sagte.",
		"fr": "Le pont est fermé à toute la circulation depuis le matin et il ne sera pas rouvert avant la fin du mois de mai, dit le port.",
		"es": "El puente está cerrado a todo el tráfico desde la mañana y no se abrirá antes de que termine el mes de mayo, dijo el puerto.",
		"it": "Il ponte è chiuso al traffico dalla mattina e non sarà riaperto prima della fine del mese di maggio, ha detto il porto ai giornali.",
		"pt": "A ponte está fechada a todo o trânsito desde a manhã e não será aberta antes do fim do mês de maio, disse o porto aos jornais.",
		"nl": "De brug is sinds de ochtend voor al het verkeer gesloten en wordt niet voor het einde van mei weer geopend, zei de haven.",
		"ru": "Мост закрыт для всего движения с утра и не будет открыт до конца мая, как сказали в порту, но он ещё не знает, что будет потом.",
	}
	for language, text := range texts {
		for to := range texts {
			got := Foreign(text, to)
			near := got == "" && (language == "pt" || to == "pt") // it shares words with its neighbours
			if language == to && got != "" || language != to && got != language && !near {
				t.Errorf("a text in %s that should be in %s: %q", language, to, got)
			}
		}
	}
	for _, text := range []string{"Short.", "⟦Thėė brǐǐdgėė hȧȧs bėėėėn clȯȯsėėd tȯȯ ȧȧll trȧȧffǐǐc sǐǐncėė thėė mȯȯrnǐǐng ȧȧnd wǐǐll nȯȯt bėė ȯȯpėėnėėd bėėfȯȯrėė Mȧȧy⟧", texts["en"]} {
		if got := Foreign(text, "sv"); got != "" {
			t.Errorf("%q should be in Swedish: %q", text, got)
		}
	}
}
