package alone

import (
	"strings"
	"testing"
)

func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"HALVERD, 14 March – The bridge will close.":         "The bridge will close.",
		"Kabul, Afghanistan (CNN) -- A visit began.":         "A visit began.",
		"(Reuters) Shares fell.":                             "Shares fell.",
		"Brest, 3 Mai — Der Hafen öffnet.":                   "Der Hafen öffnet.",
		"AUSTIN, Texas – Sept. 16, 2026 – Veridia, a maker.": "Veridia, a maker.",
		"Lerma, 18 de junio de 2026.– El grupo crece.":       "El grupo crece.",
		"Aug 6 (Tradewire) - Orvelle lost money.":            "Orvelle lost money.",
		"The bridge – all of it – will close.":               "The bridge – all of it – will close.",
		"Lumen (the maker of chips) builds a plant.":         "Lumen (the maker of chips) builds a plant.",
		"Old, new and blue – the town paints its doors.":     "Old, new and blue – the town paints its doors.",
		"NEW DELHI: Rivers fell.":                            "Rivers fell.",
		"LIVE: Rivers fell.":                                 "LIVE: Rivers fell.",
		"In short: rivers fell.":                             "In short: rivers fell.",
		"Anti-racism group Kick It Out (KIO) says no.":       "Anti-racism group Kick It Out (KIO) says no.",
		"(It) felt good.":                                    "(It) felt good.",
		"Oudemeer, 3 maart – De brug sluit.":                 "De brug sluit.",
		"Altenbrück, 14. Mai. Die Brücke schließt.":          "Die Brücke schließt.",
		"MONTESILVO. La serranda era abbassata.":             "La serranda era abbassata.",
		"NATO. The alliance met.":                            "NATO. The alliance met.",
		"Dr. Ann Lee, 3 of the council.":                     "Dr. Ann Lee, 3 of the council.",
		"":                                                   "",
	} {
		if got := text[Dateline(text):]; got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "But the port closed.", "The port closed."},
		{"en", "*Ann Lee sails.", "Ann Lee sails."},
		{"en", "It costs 4 * 5. *Closed.* **€5.**", "It costs 4 * 5. Closed. €5."},
		{"en", "The study, in the *Journal of Ageing*, followed *all* 316 adults.", "The study, in the Journal of Ageing, followed all 316 adults."},
		{"en", "3. Drain the beans.", "Drain the beans."},
		{"fr", "• Vélo cargo : 40 %.", "Vélo cargo : 40 %."},
		{"en", "3.5 million came.", "3.5 million came."},
		{"en", "However, the port closed.", "The port closed."},
		{"en", "However hard it was, the port closed.", "However hard it was, the port closed."},
		{"en", "Halden Robotics Inc. (NASDAQ: HLDN) lost money.", "Halden Robotics Inc. lost money."},
		{"en", "Ann Lee (pictured) sails.", "Ann Lee sails."},
		{"en", "The port (built in 1968) closed.", "The port (built in 1968) closed."},
		{"de", "Doch wurde der Hafen geschlossen.", "Doch wurde der Hafen geschlossen."},
		{"de", "Aber der Hafen wurde geschlossen.", "Der Hafen wurde geschlossen."},
		{"fr", "Mais le port ferme.", "Le port ferme."},
		{"fr", "En outre, le port ferme.", "Le port ferme."},
		{"en", "But \"no\" is no answer.", "But \"no\" is no answer."},
	} {
		if got := Cut(c.text, c.language); got != c.want {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}

// A name stands for a pronoun only where no other person could be meant.
func TestNamed(t *testing.T) {
	for _, c := range []struct{ before, text, want string }{
		{"Ann Lee was born in Halverd.", "She learnt to sail at six.", "Ann Lee learnt to sail at six."},
		{"Mayor Ann Lee resigned on Monday.", "She had lost a vote.", "Mayor Ann Lee had lost a vote."},
		{"Ann Lee met Tom Hale.", "He resigned.", ""},
		{"The council met on Monday.", "It resigned.", ""},
		{"\"No,\" said Ann Lee.", "She resigned.", ""},
		{"Ann Lee resigned.", "It was late.", ""},
		{"Ann Lee was born in Halverd.", "In 1959 she learnt to sail.", "In 1959 Ann Lee learnt to sail."},
		{"Prince Oskar Lund is old.", "She is not.", ""},
	} {
		if got, _, _ := NewText([]string{c.before, c.text}, []int{0, 1}, 0, "en").Named(1, c.text); got != c.want {
			t.Errorf("%q: %q", c.before, got)
		}
	}
}

func TestTurn(t *testing.T) {
	asked := []string{"Q: Why?", "A: For love.", "Q: How?", "A: By bus.", "Q: When?", "A: At nine.", "Q: And then?", "A: There are 610 houses."}
	paragraphs := make([]int, len(asked))
	if got := NewText(asked, paragraphs, 0, "en").Turn(asked[7]); got != "There are 610 houses." {
		t.Errorf("%q", got)
	}
	if got := NewText(asked[6:], paragraphs[6:], 0, "en").Turn("R. Lind left."); got != "R. Lind left." {
		t.Errorf("of no interview: %q", got)
	}
}

func TestShorten(t *testing.T) {
	for text, want := range map[string]string{
		"The old harbour bridge will close, which nobody likes at all.": "The old harbour bridge will close.",
		"The old harbour bridge, built in 1968, will close for good.":   "The old harbour bridge, built in 1968, will close for good.",
		"The old harbour bridge will close, the port said on its page.": "The old harbour bridge will close, the port said on its page.",
		"The bridge will close.": "The bridge will close.",
	} {
		if got := Shorten(text, "en", 7); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Whatever is left out, what is left are the sentence's own words in their order, but
// for the case of the first.
func FuzzCut(f *testing.F) {
	f.Add("AUSTIN, Texas – Sept. 16, 2026 – However, Ann Lee (pictured) of Lumen Inc. (NYSE: LMN) *sails*.", "en")
	f.Add("• 3. Aber (links) ist ) ( er.", "de")
	f.Add("(", "")
	f.Fuzz(func(t *testing.T, sentence, language string) {
		sentence = strings.ToValidUTF8(sentence, "?")
		text := Cut(sentence, language)
		if text == "" && sentence != "" {
			t.Errorf("%q: nothing is left", sentence)
		}
		at := 0
		rest := []rune(strings.ToUpper(sentence))
		for _, r := range strings.ToUpper(text) {
			for at < len(rest) && rest[at] != r {
				at++
			}
			if at++; at > len(rest) {
				t.Fatalf("%q: %q", sentence, text)
			}
		}
		Shorten(text, language, 12)
		x := NewText([]string{sentence, sentence}, []int{0, 0}, 0, language)
		x.Named(1, text)
		x.Read([]int{0, 1}, "", text)
	})
}

// What a line owes its reader who has nothing but the line.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		language, before, line string
		clear                  bool
	}{
		{"en", "Veridia sells sensors.", "The company lost money.", false},
		{"en", "Veridia sells sensors.", "In Brest a firm said that the firm lost money.", true},
		{"en", "Ann Lee sails.", "She won in Brest.", false},
		{"en", "Ann Lee sails.", "Ann Lee said that she won in Brest.", true},
		{"en", "Ann Lee sails.", "In 2004, she won in Brest.", false},
		{"en", "A bridge was built.", "Ann Lee wants to close the bridge.", false},
		{"en", "A bridge was built.", "The weather in Brest will be fine.", true},
		{"en", "A bridge was built.", "The operator, Marwell Transit, will pay.", true},
		{"en", "Lena Aasen won.", "Paul Roth had 7,257, or 49.8%.", false},
		{"en", "Lena Aasen won.", "Paul Roth had 7,257 votes.", true},
		{"en", "Veridia sells sensors.", "Net income fell to $3 million.", false},
		{"en", "Veridia sells sensors.", "\"It is a paradigm,\" said Ann Lee.", false},
		{"en", "Veridia sells sensors.", "\"Rain is a friend of Brest.\"", false},
		{"en", "Ann Lee sails.", "I won in Brest.", false},
		{"en", "Ann Lee sails.", "Another boat sank off Brest.", false},
		{"en", "Ann Lee sails.", "Boats from Brest and Lorient learn from each other.", true},
		{"en", "Ann Lee sails.", "All had sailed to Brest.", false},
		{"en", "Ann Lee sails.", "All boats had sailed to Brest.", true},
		{"en", "Ann Lee sails.", "In a study of his in Brest, boats sank.", false},
		{"en", "Ann Lee sails.", "A hotel in Brest wanted it.", false},
		{"en", "Ann Lee sails.", "The rest of them sank off Brest.", false},
		{"de", "Eine Brücke wird gebaut.", "Die Brücke kostet in Bremen 3 Millionen Euro.", false},
		{"de", "Eine Brücke wird gebaut.", "Bürgermeisterin Ina Wolf will in Bremen bauen.", true},
		{"fr", "Un pont est construit.", "Elle coûte 3 millions à Brest.", false},
		{"fr", "Un pont est construit.", "La région de Brest paie 3 millions.", true},
		{"es", "Se construye un puente.", "Costará 3 millones en Vigo.", false},
		{"ja", "北浜市は橋をつくる。", "事故は昨年起きた。", false},
		{"ja", "北浜市は橋をつくる。", "同社によると、北浜市は橋をつくる。", false},
		{"ja", "橋ができる。", "北浜市の山口市長は橋をつくる。", true},
	} {
		x := NewText([]string{c.before, c.line}, []int{0, 1}, 0, c.language)
		alone := x.Read([]int{1}, "", c.line)
		if alone.Owes() == c.clear {
			t.Errorf("%q: %v", c.line, alone)
		}
		if both := x.Read([]int{0, 1}, "", c.before); both.Owes() && !alone.Owes() {
			t.Errorf("%q: it is the less clear for the sentence before it", c.line)
		}
	}
}

// A name stands for a noun where the text gives it one such name.
func TestDescribed(t *testing.T) {
	for _, c := range []struct{ before, text, want string }{
		{"Veridia, a leading maker of sensors, grew.", "The company lost money.", "Veridia lost money."},
		{"Veridia, a leading maker of sensors, grew.", "The company's profit fell.", "Veridia's profit fell."},
		{"Veridia, a maker of sensors, sued Lumen, a maker of chips.", "The company lost money.", ""},
		{"They ride with the bus company Halverd Linje.", "The bus company grew.", "Halverd Linje grew."},
		{"They cross the Halverd harbour bridge.", "The bridge is closed.", "The Halverd harbour bridge is closed."},
		{"They vote on Measure C.", "The measure costs money.", "Measure C costs money."},
		{"It is a council U-turn.", "The council resigned.", ""},
		{"The council met in Brest.", "The council resigned.", ""},
		{"Orvelle Foods lost money.", "Sales rose.", "Orvelle Foods' sales rose."},
		{"Orvelle Foods lost money.", "Sales of Lumen rose.", ""},
		{"Orvelle Foods Inc. lost money.", "Sales rose.", "Orvelle Foods Inc.'s sales rose."},
		{"The firm lost money.", "Sales rose.", ""},
		{"They wanted the Booker Prize, an international award.", "The international jury was large.", ""},
		{"The New York Daily News wrote of a man.", "He is wearing a black jacket.", ""},
		{"He spoke to the former Labour minister.", "The former Labour minister left.", ""},
	} {
		x := NewText([]string{c.before, c.text}, []int{0, 1}, 0, "en")
		if got, _, _ := x.Named(1, c.text); got != c.want {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}

// A division's sales are not its firm's.
func TestOwned(t *testing.T) {
	sentences := []string{"Orvelle Foods lost money.", "Sales rose.", "The parcel division did badly.", "Sales fell."}
	x := NewText(sentences, []int{0, 1, 2, 2}, 0, "en")
	if got, _, _ := x.Named(1, "Sales rose."); got != "Orvelle Foods' sales rose." {
		t.Errorf("%q", got)
	}
	if got, _, ok := x.Named(3, "Sales fell."); ok {
		t.Errorf("%q", got)
	}
}
