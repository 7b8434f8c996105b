package lexicon

import (
	"math/rand/v2"
	"testing"
)

func TestLexicon(t *testing.T) {
	for _, w := range []string{"spokeswoman", "village", "budget", "radio", "with"} {
		if !English(w) {
			t.Errorf("%s is not English", w)
		}
	}
	for _, w := range []string{"verpassen", "zaginionych", "papież", "giocatore", "mehr", "vraiment", ""} {
		if English(w) {
			t.Errorf("%s is English", w)
		}
	}
	if !EnglishAlone("whether") || EnglishAlone("radio") || EnglishAlone("verpassen") {
		t.Error("words of English alone are mistaken")
	}
}

// TestRare sees to it that few words that nobody wrote are taken for known.
func TestRare(t *testing.T) {
	const words = 20_000
	source, wrong := rand.New(rand.NewPCG(1, 2)), 0
	for range words {
		w := make([]byte, 12)
		for i := range w {
			w[i] = 'a' + byte(source.IntN(26))
		}
		if English(string(w)) {
			wrong++
		}
	}
	if wrong > words/30 {
		t.Errorf("%d of %d are taken for English", wrong, words)
	}
}

func BenchmarkEnglish(b *testing.B) {
	for b.Loop() {
		English("spokeswoman")
	}
}
