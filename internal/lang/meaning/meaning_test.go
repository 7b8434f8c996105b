package meaning_test

import (
	"testing"

	"newsbrief/internal/lang/meaning"
)

func TestNear(t *testing.T) {
	for _, tt := range []struct{ language, word, near, far string }{
		{"en", "hurt", "injured", "bridge"},
		{"en", "folks", "people", "bridge"},
		{"en", "price", "cost", "doctor"},
		{"de", "Zusatzkosten", "Kosten", "Insel"}, // by its last part
		{"fr", "billet", "ticket", "marais"},
		{"es", "barco", "buque", "dinero"},
		{"ru", "деньги", "рублей", "библиотека"},
	} {
		w := meaning.In(tt.language)
		near, far := w.Of(tt.word).Near(w.Of(tt.near)), w.Of(tt.word).Near(w.Of(tt.far))
		if near < 2*far || near < 0.1 {
			t.Errorf("%s is %.2f near to %s and %.2f to %s", tt.word, near, tt.near, far, tt.far)
		}
	}
}

func TestKnown(t *testing.T) {
	w := meaning.In("en")
	if w.Of("rose") == w.Of("risen") || w.Of("rose").Near(w.Of("risen")) != 1 {
		t.Error("forms of one verb are not the same")
	}
	if near := w.Of("Halverdian").Near(w.Of("bridge")); near != 0 {
		t.Errorf("an unknown word is %v near", near)
	}
	if w.Of("people").Weight >= w.Of("siren").Weight || w.Of("Halverdian").Weight != 1 {
		t.Error("a common word weighs no less than a rare one, or an unknown one less")
	}
	var text, other meaning.Vector
	text.Add(w.Of("ship"), 2)
	other.Add(w.Of("boat"), 1)
	if text.Cosine(&other) < 0.2 || text.Cosine(new(meaning.Vector)) != 0 {
		t.Error("texts of like words are not like, or an empty one is")
	}
}
