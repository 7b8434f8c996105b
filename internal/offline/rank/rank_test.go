package rank

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"newsbrief/internal/lang"
	"newsbrief/internal/offline/syntax"
)

// document makes one of a text of a sentence a line, a blank line between
// paragraphs.
func documentOf(language, text string) Document {
	d := Document{Language: language}
	for n, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		for line := range strings.Lines(paragraph) {
			d.Sentences = append(d.Sentences, strings.TrimSpace(line))
			d.Paragraphs = append(d.Paragraphs, n)
		}
	}
	return d
}

const bridge = `
Harbour bridge to close for the summer

The harbour bridge in Halverd will close on 3 May for repairs that cost 4.2 million euros.
Inspectors found cracks in the steel hangers of the harbour bridge in February.

Read also: ten walks along the harbour and the bridge.

Why did nobody repair the steel of the harbour bridge before?
The steel hangers of the harbour bridge had cracks, inspectors found in February.
It was painted green.
Photos show the cracks in the steel hangers of the harbour bridge that inspectors found.

The bus company plans ferries across the harbour every 20 minutes while repairs last.
`

// What comes last of what a text holds, and why, one sentence after another.
func TestRank(t *testing.T) {
	d := documentOf("en", bridge)
	if got := choose(d, 3); slices.Contains(got, 2) && slices.Contains(got, 5) {
		t.Errorf("three: %v: one sentence twice in other words", got)
	}
	all := len(d.Sentences)
	if got := choose(d, all-2); slices.Contains(got, 0) || slices.Contains(got, 3) {
		t.Errorf("all but two: %v: the heading and the line about the page come last", got)
	}
	if got := choose(d, 99); len(got) != all || !slices.IsSorted(got) {
		t.Errorf("all of them: %v", got)
	}
	for _, k := range []int{-1, 0} {
		if got := choose(d, k); len(got) != 0 {
			t.Errorf("%d of them: %v", k, got)
		}
	}
	if got := choose(Document{}, 3); len(got) != 0 {
		t.Errorf("of none: %v", got)
	}
}

// What makes a sentence worth less, all else being the same.
func TestPenalties(t *testing.T) {
	score := func(sentence string) float64 {
		d := documentOf("en", "The council met on Monday.\n"+sentence+"\nThe river rose by 3 metres at night.")
		scores, _ := Analyze(d).scores(&Fitted, 1)
		return scores[1]
	}
	plain := score("Old councils met on rivers at night.")
	for _, worse := range []string{
		"Old councils met on rivers at night?", "They councils met on rivers at night.", "Photos councils met on rivers at night.", "Old councils met on rivers at night",
	} {
		if got := score(worse); got >= plain-0.2 {
			t.Errorf("%q: %.2f, against %.2f", worse, got, plain)
		}
	}
}

// A count of people hurt is worth more, in words or digits.
func TestToll(t *testing.T) {
	for language, pair := range map[string][2]string{
		"en": {"The storm killed two people at the harbour.", "The storm killed the lights at the harbour."},
		"de": {"Der Sturm tötete 12 Menschen am Hafen.", "Der Sturm tötete die Freude am Hafen."},
	} {
		scores, _ := Analyze(documentOf(language, pair[0]+"\n"+pair[1]+"\nPlain.")).scores(&Weights{}, 1)
		if scores[0] != scores[1]+tollBonus {
			t.Errorf("%s: %v", language, scores)
		}
	}
}

// A repetition is worth less beside what it repeats, and a sentence that
// refers to the one before it is worth more beside that.
func TestFollow(t *testing.T) {
	d := documentOf("en", `
The council closed the old swimming pool on Monday.
It had lost 300 litres of water an hour.
The old swimming pool was closed by the council.
`)
	a := Analyze(d)
	before, _ := a.scores(&Fitted, 2)
	after := slices.Clone(before)
	a.follow(after, 0, 1)
	if after[2] >= before[2]-0.5 {
		t.Errorf("a repetition: %.2f, then %.2f", before[2], after[2])
	}
	if after[1] <= before[1] {
		t.Errorf("what refers to it: %.2f, then %.2f", before[1], after[1])
	}
}

func TestKinds(t *testing.T) {
	for language, text := range map[string]string{
		"en": "Bridge to close\n\nThe bridge will close in May.\nTraffic goes through the tunnel.\n\nSign up for our newsletter.\n\nBy Ann Lee\n\nYes.\n\nImages show cracks in the steel.",
		"fr": "Le pont va fermer\n\nLe pont fermera en mai pour des travaux.\nLa circulation passera par le tunnel.\n\nAbonnez-vous à notre lettre.\n\nPar Anne Lee\n\nOui.\n\nPhotos : les fissures du pont inquiètent les ingénieurs.",
	} {
		d := newDocument(documentOf(language, text))
		var kinds []kind
		for _, s := range d.sentences {
			kinds = append(kinds, s.kind)
		}
		if want := []kind{heading, prose, prose, boilerplate, heading, fragment, caption}; !slices.Equal(kinds, want) {
			t.Errorf("%s: %v, want %v", language, kinds, want)
		}
		if d.title != 0 {
			t.Errorf("%s: title %d", language, d.title)
		}
	}
	long := "Two million people subscribe to the service, whose newsletter and films made more money last year than those of all its rivals together."
	if isBoilerplate(long, len(strings.Fields(long))) {
		t.Error("a long sentence with such a word is news")
	}
	thai := newDocument(Document{Sentences: []string{"สะพานท่าเรือจะปิดในเดือนพฤษภาคม", "การซ่อมแซมจะใช้เวลาสี่เดือน"}, Paragraphs: []int{0, 1}})
	if len(thai.body) != 2 {
		t.Errorf("a script without full stops: %v", thai.body)
	}
}

// Sentences that cannot stand alone, or are no part of the news.
func TestCues(t *testing.T) {
	en := lang.Of("en")
	for text, want := range map[string]bool{
		"She left.": true, "In 1959 she left.": true, "Both of them left.": true, "The port closed.": false, "Ann Lee said she left.": false,
	} {
		if got := dangles(text, en); got != want {
			t.Errorf("%q dangles: %t", text, got)
		}
	}
	for text, want := range map[string]bool{"Das Gericht hat entschieden.": false, "Das ist teuer.": true, "Die anderen kamen.": true} {
		if got := dangles(text, lang.Of("de")); got != want {
			t.Errorf("%q dangles: %t", text, got)
		}
	}
	for text, want := range map[string]bool{
		"\"We are thrilled.": true, "\"No,\" she said.": false, "„Nein“, sagte sie.": false, "„Nein.": true, "There are three:": true, "»Nein«, sagte sie.": false,
	} {
		if got := isOpen(text); got != want {
			t.Errorf("%q is open: %t", text, got)
		}
	}
	if !syntax.IsTable("1 Brasted 14 10 3 1 31 9 33") || syntax.IsTable("The 3 boats sank on 4 May.") {
		t.Error("rows of tables")
	}
	if isRoll("وقال وزير الطاقة إن المحطة ستخفض الانبعاثات 3") || !isRoll("Eastmoor (4-4-2): Whitty; Burns, Holroyd, Dyer; Orr") {
		t.Error("rows of names")
	}
	labelled := newDocument(documentOf("en", "Lumen opens.\nLumen opened a plant.\n\nAbout Lumen: Founded in 1951, the firm makes lamps."))
	if got := labelled.sentences[2].kind; got != boilerplate {
		t.Errorf("what a firm says of itself behind a label: %v", got)
	}
	if title := newDocument(documentOf("fr", "REPORTAGE.\nLe pont tient\n\nLe pont ferme en mai.")); len(title.body) != 1 {
		t.Errorf("a title with a full stop: %v", title.body)
	}
	press := newDocument(documentOf("en", "Lumen opens a plant\n\nLumen opened a plant in May.\nIt makes lamps there.\n\nAbout Lumen\n\nLumen is a leader in the making of lamps."))
	if got := press.sentences[len(press.sentences)-1].kind; got != boilerplate {
		t.Errorf("what a firm says of itself: %v", got)
	}
}

func TestTerms(t *testing.T) {
	same := func(language, a, b string) bool {
		v := newVocabulary(language, []string{a, b})
		x, _ := v.of(0)
		y, _ := v.of(1)
		return slices.Equal(x, y)
	}
	if !same("en", "The bridges were closing", "bridge closes") || !same("de-AT", "die Brücken", "Brücke") || !same("ru", "и библиотеки", "библиотека") {
		t.Error("stems and words without content")
	}
	if !same("sw", "na nyumbani", "wa nyumbanini") {
		t.Error("a language without a stemmer: by the first letters, short words left out")
	}
	v := newVocabulary("ja", []string{"港の橋は5月に閉鎖"})
	if terms, _ := v.of(0); len(terms) < 5 || v.index.Count(0) < 4 {
		t.Errorf("Japanese: %v, %d words", terms, v.index.Count(0))
	}
}

func TestRankIsDeterministic(t *testing.T) {
	d := long(200)
	want := choose(d, 20)
	for range 5 {
		if got := choose(d, 20); !slices.Equal(got, want) {
			t.Fatalf("%v, then %v", want, got)
		}
	}
}

// long is a document of n sentences.
func long(n int) Document {
	d := Document{Language: "en"}
	for i := range n {
		d.Sentences = append(d.Sentences, fmt.Sprintf(
			"Word%d and word%d stand with word%d in line %d of it, as the council said on Monday about the harbour.", i%7, i%11, i%13, i))
		d.Paragraphs = append(d.Paragraphs, i/4)
	}
	return d
}

func FuzzRank(f *testing.F) {
	f.Add(bridge, "en", 3)
	f.Add("港の橋は閉鎖\n\n\x00\xff", "ja", 1)
	f.Add("(A) -- \n. . .\n\"", "", 2)
	f.Fuzz(func(t *testing.T, text, language string, k int) {
		d := documentOf(language, text)
		got := choose(d, k)
		if len(got) != min(max(k, 0), len(d.Sentences)) || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Errorf("%d of %d: %v", k, len(d.Sentences), got)
		}
	})
}

// BenchmarkRank is a news article of 650 words, and a book of 500 pages with
// a vocabulary that grows all through it.
func BenchmarkRank(b *testing.B) {
	text, err := os.ReadFile("../../../testdata/articles/flood-report.txt")
	if err != nil {
		b.Fatal(err)
	}
	report := documentOf("en", strings.ReplaceAll(string(text), ". ", ".\n"))
	article := Document{report.Sentences[:38], report.Paragraphs[:38], "en"}
	book := Document{Language: "en"}
	for i := range 10000 {
		book.Sentences = append(book.Sentences, fmt.Sprintf("%s Name%d.", report.Sentences[i%len(report.Sentences)], i))
		book.Paragraphs = append(book.Paragraphs, i/4)
	}
	for _, d := range []struct {
		name string
		Document
	}{{"article", article}, {"book", book}} {
		b.Run(d.name, func(b *testing.B) {
			for b.Loop() {
				choose(d.Document, 5)
			}
		})
	}
}

func choose(d Document, k int) []int { return Analyze(d).Choose(&Fitted, k) }
