package translate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article/input"
	"newsbrief/internal/document"
	"newsbrief/internal/llm"
)

// passages are the paragraphs of a text.
func passagesOf(text string) []*passage {
	var list []*passage
	d, _ := document.Parse(input.Plain, text)
	for _, s := range d.Segments {
		list = append(list, newPassage(s, Options{}))
	}
	return list
}

// read reads an answer to three passages; open is set where no line end
// follows its last line.
func read(text string, open bool) *answer {
	a := newAnswer(passagesOf("The bridge is shut.\n\nNobody was hurt.\n\nRepairs take long."))
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		a.line(llm.Line{Text: line, Ended: !open || i+1 < len(lines)})
	}
	a.finish()
	return a
}

func TestAnswer(t *testing.T) {
	tests := []struct {
		name, text string
		open       bool
		want       [3]string // "" where it is missing
		remarks    [3]int
	}{
		{"whole", "[1] A.\n[2] B.\n[3] C.\n[end]", true, [3]string{"A.", "B.", "C."}, [3]int{}},
		{"talk around", "Here it is:\n[1] A.\n[2] B.\n[3] C.\n[END]\nMore?", true, [3]string{"A.", "B.", "C."},
			[3]int{}},
		{"other numbers", "**[1]** A.\n【2】 B.\n- [3]: C.\n**[end]**", true, [3]string{"A.", "B.", "C."}, [3]int{}},
		{"a gap", "[1] A.\n[3] C.\n[end]", true, [3]string{"A.", "", "C."}, [3]int{}},
		{"another order", "[3] C.\n[1] A.\n[2] B.", false, [3]string{"A.", "B.", "C."}, [3]int{}},
		{"cut", "[1] A.\n[2] B.\n[3] C", true, [3]string{"A.", "B.", ""}, [3]int{}},
		{"twice the same", "[1] A.\n[1] A.\n[2] B.\n[3] C.\n[end]", true, [3]string{"A.", "B.", "C."}, [3]int{}},
		{"twice", "[1] A.\n[2] B.\n[2] D.\n[3] C.\n[end]", true, [3]string{"A.", "B.", "C."}, [3]int{0, 1, 0}},
		{"a second line", "[1] A.\nE.\n[2] B.\n[3] C.\n[end]", true, [3]string{"A.", "B.", "C."}, [3]int{1, 0, 0}},
		{"a line too many", "[1] A.\n[2] B.\n[3] C.\n[4] D.\n[end]", true, [3]string{"A.", "B.", "C."}, [3]int{0, 0,
			1}},
		{"notes", "[1] A. (Translator's note: a pun)\nNote: hard.\n[2] B. [N.d.T. : bref]\n[3] C.\n[end]", true,
			[3]string{"A.", "B.", "C."}, [3]int{}},
		{"empty lines", "[1]\n[2] B.\n[3] C.\n[end]", true, [3]string{"", "B.", "C."}, [3]int{}},
		{"no lines", "I cannot do that.", true, [3]string{}, [3]int{}},
	}
	for _, tt := range tests {
		a := read(tt.text, tt.open)
		var got [3]string
		var remarks [3]int
		for i, r := range a.replies {
			if r.whole {
				got[i] = r.text
			}
			remarks[i] = len(r.remarks)
		}
		if diff := cmp.Diff(tt.want, got) + cmp.Diff(tt.remarks, remarks); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

// The last line of an answer without an end mark counts where nothing can be
// missing: one passage, and a sentence that comes to its end as the source's
// does.
func TestAnswerOpen(t *testing.T) {
	for _, tt := range []struct {
		source, answer string
		whole          bool
	}{
		{"The bridge is shut.", "[1] Le pont est fermé.", true},
		{"The bridge is shut.", "[1] Le pont est", false},
		{"Bridge shut", "[1] Pont fermé", true},
		{"He said: “It is shut.”", "[1] Er sagte: „Sie ist zu.“", true},
		{"The bridge is shut.\n\nNobody spoke.", "[1] Le pont est fermé.\n[2] Personne ne parla.", false},
		{"The bridge is shut.\n\nNobody spoke.", "[1] Le pont est fermé.\n[2] Personne ne parla.\n[end]", true},
	} {
		a := newAnswer(passagesOf(tt.source))
		lines := strings.Split(tt.answer, "\n")
		for i, line := range lines {
			a.line(llm.Line{Text: line, Ended: i+1 < len(lines)})
		}
		a.finish()
		if got := a.replies[len(a.replies)-1].whole; got != tt.whole {
			t.Errorf("%q to %q: whole %v", tt.answer, tt.source, got)
		}
	}
}

// Reasoning before the answer is forgotten.
func TestAnswerRestart(t *testing.T) {
	a := newAnswer(passagesOf("One.\n\nTwo."))
	a.line(llm.Line{Text: "[1] draft", Ended: true})
	a.line(llm.Line{Text: "[2] Zwei.", Restart: true, Ended: true})
	if a.replies[0].whole || a.replies[1].text != "Zwei." {
		t.Errorf("%+v", a.replies)
	}
}

func TestCutNote(t *testing.T) {
	for text, want := range map[string]string{
		"Le pont (fermé).":                       "Le pont (fermé).",
		"Le pont. (Note du traducteur : x)":      "Le pont.",
		"Die Brücke. [Anmerkung: x].":            "Die Brücke.",
		"Мост. (Прим. перев.)":                   "Мост.",
		"桥。（译注：一语双关）":                            "桥。",
		"(Note: everything is in brackets here)": "",
	} {
		if got := cutNote(text, "The bridge."); got != want {
			t.Errorf("cutNote(%q) = %q, want %q", text, got, want)
		}
	}
	if got := cutNote("Le pont (Note : x)", "The bridge (note: x)"); got != "Le pont (Note : x)" {
		t.Errorf("a note of the source was cut: %q", got)
	}
}

func TestGlossary(t *testing.T) {
	g, err := ReadGlossary(strings.NewReader("\uFEFFsource,target\n\"port authority\",autorité portuaire\nHalverd\nBrücke, pont\n# no term\n"))
	want := Glossary{{"port authority", "autorité portuaire"}, {"Halverd", "Halverd"}, {"Brücke", "pont"}}
	if diff := cmp.Diff(want, g); err != nil || diff != "" {
		t.Fatalf("%v\n%s", err, diff)
	}
	for text, terms := range map[string]int{
		"Port authorities met.": 1, "The PORT AUTHORITY of Halverd": 2, "Authority of the port": 0,
		"Support authority": 0, "Halverd's": 1, "The portal authority": 0,
	} {
		if got := g.in(text, "en"); len(got) != terms {
			t.Errorf("in(%q) = %v, want %d terms", text, got, terms)
		}
	}
	for text, terms := range map[string]int{"Die Brücken": 1, "Brückenbau": 0} {
		if got := g.in(text, "de"); len(got) != terms {
			t.Errorf("in(%q) = %v, want %d terms", text, got, terms)
		}
	}
	// Of a language without rules of inflection, words that begin alike and end
	// differently in three letters at most are forms of one.
	g = Glossary{{"most", "Brücke"}, {"dom", "Haus"}}
	for text, terms := range map[string]int{"mosty i domu": 2, "mostami": 1, "mostowego": 0, "mowa": 0, "domami": 0, "do": 0, "domy": 1} {
		if got := g.in(text, "pl"); len(got) != terms {
			t.Errorf("in(%q) = %v, want %d terms", text, got, terms)
		}
	}
	// Names take endings that the rules do not know.
	g = Glossary{{"Karen", "Karen"}, {"Peters", "Peters"}}
	for text, terms := range map[string]int{"Karens Haus": 1, "Peter": 1, "Karo": 0} {
		if got := g.in(text, "de"); len(got) != terms {
			t.Errorf("in(%q) = %v, want %d terms", text, got, terms)
		}
	}
	g = Glossary{{"car", "Auto"}, {"C++", "C++"}, {"gare", "station"}, {"橋", "bridge"}}
	for text, terms := range map[string]int{"Cars": 1, "Care for the cart": 0, "In C++ or C": 1, "Vitamin C": 0, "AC++": 0, "新しい橋です": 1} {
		if got := g.in(text, "en"); len(got) != terms {
			t.Errorf("in(%q) = %v, want %d terms", text, got, terms)
		}
	}
	for text, want := range map[string]bool{
		"Die Häuser": true, "Das Hochhaus": true, "Der Bauhausstil": true, "Der Hase": false, "Die Hausordnung": true,
		"Heu": false,
	} {
		if got := (Term{"house", "Haus"}).renders(text, "de"); got != want {
			t.Errorf("renders(%q) = %v", text, got)
		}
	}
	for _, bad := range []string{"a,b,c\n", ",b\n", "\"a\n"} {
		if _, err := ReadGlossary(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

// Glossaries come from tables and from other programs.
func TestReadGlossary(t *testing.T) {
	want := Glossary{{"port authority", "Hafenamt, das"}, {"Brücke", "pont"}, {"Halverd", "Halverd"}}
	for name, text := range map[string]string{
		"comma":     "source,target\nport authority,\"Hafenamt, das\"\nBrücke,pont\nHalverd\n",
		"semicolon": "port authority;Hafenamt, das\r\nBrücke; pont\r\nHalverd;\r\n",
		"tab":       "source\ttarget\nport authority\tHafenamt, das\nBrücke\tpont\nHalverd\n",
		"Latin-1":   "port authority;Hafenamt, das\nBr\xfccke;pont\nHalverd\n",
		"UTF-16":    utf16Text("port authority\tHafenamt, das\nBrücke\tpont\nHalverd\n"),
	} {
		g, err := ReadGlossary(strings.NewReader(text))
		if diff := cmp.Diff(want, g); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	// A semicolon that is a part of a term is one.
	g, err := ReadGlossary(strings.NewReader("a;b,c\nd,e\nf,g\n"))
	if diff := cmp.Diff(Glossary{{"a;b", "c"}, {"d", "e"}, {"f", "g"}}, g); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func utf16Text(text string) string {
	data := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(text)) {
		data = append(data, byte(u), byte(u>>8))
	}
	return string(data)
}

func TestCrossed(t *testing.T) {
	const a, b = "Inspectors found cracks in 17 of 64 hangers.", "Mayor Lena Aasen spoke on 14 March in Halverd."
	const x, y = "Des inspecteurs ont trouvé des fissures dans 17 des 64 suspentes.", "La maire Lena Aasen a parlé le 14 mars à Halverd."
	const tens, twenties = "10 11 12 13 14 15 16 17 18 19", "20 21 22 23 24 25 26 27 28 29"
	const thirties, forties = "30 31 32 33 34 35 36 37 38 39", "40 41 42 43 44 45 46 47 48 49"
	translated := func(source, target string) *passage {
		p := &passage{Segment: &document.Segment{}, source: source}
		p.take(assessed{reply: reply{text: target, whole: true}})
		return p
	}
	for _, tt := range []struct {
		name       string
		a, x, b, y string
		want       bool
	}{
		{"each in its place", a, x, b, y, false},
		{"exchanged", a, y, b, x, true},
		{"figures exchanged", tens, twenties, twenties, tens, true},
		{"short words tell nothing", "It is so bad", "We do not go", "We do not go", "It is so bad", false},
		{"long words do", "Inspectors met", "Halverd spoke", "Halverd spoke", "Inspectors met", true},
		{"the same translation twice", tens, tens, twenties, tens, false},
		{"the first holds both, the second neither", tens, "10 11 12 13 14 " + twenties, twenties,
			"90 91 92 93 94 95 96 97 98 99", false},
		{"the second holds both, the first neither", tens, "90 91 92 93 94 95 96 97 98 99", twenties,
			"20 21 22 23 24 " + tens, false},
		{"a little nearer to the other", tens + " " + twenties, tens + " " + thirties + " 40",
			thirties + " " + forties, forties + " " + twenties + " 10", false},
	} {
		if got := crossed(translated(tt.a, tt.x), translated(tt.b, tt.y)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// What is wrong with a translation by itself.
func TestFindings(t *testing.T) {
	glossary := Glossary{{"port authority", "Hafenamt"}}
	for _, tt := range []struct{ source, target, want string }{ // want is a part of the only reason; "": nothing is wrong
		{"The river rose by 32 metres.", "Der Fluss stieg um 32 Meter.", ""},
		{"The river rose by 32 metres.", "Der Fluss stieg um 33 Meter.", "the article has 32"},
		{"The council met.", "The council met.", "untranslated"},
		{"Lena Aasen, mayor", "Lena Aasen, mayor", ""},
		{"32 km", "32 km", ""},
		{"The port authority spoke.", "Das Hafenamt sprach.", ""},
		{"The port authority spoke.", "Die Behörde sprach.", "glossary: port authority is Hafenamt"},
		{"Nobody was hurt in the night.", "Nessuno è rimasto ferito durante la notte, hanno detto.",
			"wrong language: this is Italian, not German"},
		{"Nobody was hurt in the night.", "Никто не пострадал в эту ночь, сообщили пожарные города.", "wrong language"},
	} {
		options := Options{From: "en", To: "de", Glossary: glossary}
		d, err := document.Parse(input.Plain, tt.source)
		if err != nil {
			t.Fatal(err)
		}
		var reasons []string
		for _, f := range newPassage(d.Segments[0], options).findings(tt.target, nil, options) {
			if !f.Status.Good() {
				reasons = append(reasons, f.Reason)
			}
		}
		if tt.want == "" && len(reasons) > 0 || tt.want != "" && (len(reasons) != 1 || !strings.Contains(reasons[0], tt.want)) {
			t.Errorf("%q: %q, want %q", tt.target, reasons, tt.want)
		}
	}
}

// Passages that follow one another go together as far as a small model takes them, in
// chunks of two fifths of that and more, and a heading begins one where it can.
func TestChunksAreCut(t *testing.T) {
	sized := func(sizes ...int) (list []*passage) {
		for i, n := range sizes {
			p := &passage{Segment: &document.Segment{Text: strings.Repeat("x", max(n, -n)), Heading: n < 0}}
			p.hash = uint64(i)
			list = append(list, p)
		}
		return list
	}
	for _, tt := range []struct {
		name  string
		sizes []int // below 0: a heading
		want  string
	}{
		{"nothing", nil, "[]"},
		{"all that fits", []int{800, 800}, "[2]"},
		{"a byte too many", []int{800, 801}, "[1 1]"},
		{"as long as a chunk", []int{chunkBytes}, "[1]"},
		{"longer than a chunk", []int{100, 5000, 100}, "[1 1 1]"},
		{"a heading", []int{300, 300, 300, -300, 300, 300}, "[3 3]"},
		{"a heading too near the end", []int{300, 300, 300, 300, 300, -300}, "[3 3]"},
		{"short ones count as a line each", slices.Repeat([]int{1}, chunkBytes/passageBytes+1), "[10 16]"},
	} {
		got := []int{}
		for _, c := range cut(sized(tt.sizes...), chunkBytes) {
			got = append(got, len(c.passages))
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}

// A passage that is added changes the chunk it falls into, and no other.
func TestChunksAreStable(t *testing.T) {
	var paragraphs []string
	for i := range 150 {
		paragraphs = append(paragraphs, fmt.Sprintf("Paragraph %d tells of the harbour, %s.", i, strings.Repeat("a word ", i%40)))
	}
	texts := func(list []string) map[string]bool {
		all := map[string]bool{}
		for _, c := range cut(passagesOf(strings.Join(list, "\n\n")), chunkBytes) {
			text, size := "", 0
			for _, p := range c.passages {
				text += p.Text + "\n"
				size += p.size()
			}
			if all[text] = true; size > chunkBytes {
				t.Errorf("a chunk of %d bytes", size)
			}
		}
		return all
	}
	before := texts(paragraphs)
	for _, at := range []int{0, 1, 40, 75, 149, 150} {
		other := 0
		for text := range texts(slices.Insert(slices.Clone(paragraphs), at, "A new paragraph.")) {
			if !before[text] {
				other++
			}
		}
		if other > 3 {
			t.Errorf("a passage at %d makes %d other chunks of %d", at, other, len(before))
		}
	}
}

// FuzzAnswer: no answer makes the reader fail, and a translation is on one line.
func FuzzAnswer(f *testing.F) {
	f.Add("[1] A.\n[2] B.\n[end]", true)
	f.Add("【3】(Note: x)\n[9999999] y\n**[1]", false)
	f.Fuzz(func(t *testing.T, text string, open bool) {
		for _, r := range read(text, open).replies {
			if strings.ContainsAny(r.text, "\n\r") || r.whole && r.text == "" {
				t.Errorf("%q gives %+v", text, r)
			}
		}
	})
}
