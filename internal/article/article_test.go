package article

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article/input"
)

func parsed(t *testing.T, text string) []string {
	t.Helper()
	a, err := Parse("test", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for i := range a.Sentences {
		list = append(list, strings.ReplaceAll(a.Sentence(i+1), "\n", " "))
	}
	return list
}

func TestSentences(t *testing.T) {
	const english = "The council met on Monday in the old town hall of the city, and this is an English text. "
	const german = "Der Rat hat sich am Montag im alten Rathaus der Stadt getroffen, und das ist ein deutscher Text. "
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain", english + "It rained. Nobody came!", []string{strings.TrimSpace(english), "It rained.", "Nobody came!"}},
		{"title", english + "Mr. Smith met Dr. Jones at St. Mary's.", []string{strings.TrimSpace(english), "Mr. Smith met Dr. Jones at St. Mary's."}},
		{"initials", english + "J. R. Whitcombe came.", []string{strings.TrimSpace(english), "J. R. Whitcombe came."}},
		{"time of day", english + "It ended at 5 p.m. The hall was empty.", []string{strings.TrimSpace(english), "It ended at 5 p.m.", "The hall was empty."}},
		{"decimal", english + "It cost 4.2 million. See a.txt for more.", []string{strings.TrimSpace(english), "It cost 4.2 million.", "See a.txt for more."}},
		{"quote", english + "\"It is late.\" He left.", []string{strings.TrimSpace(english), "\"It is late.\"", "He left."}},
		{"ordinal", german + "Am 3. Oktober ist frei. Es kostet ca. 5 Mio. Euro.", []string{strings.TrimSpace(german), "Am 3. Oktober ist frei.", "Es kostet ca. 5 Mio. Euro."}},
		{"japanese", "町長は「遅い。残念だ。」と述べた。雨が降った。", []string{"町長は「遅い。残念だ。」と述べた。", "雨が降った。"}},
		{"soft wraps", "The bridge over the river\nis closed to all traffic\nuntil the end of the year.\n", []string{"The bridge over the river is closed to all traffic until the end of the year."}},
		{"line paragraphs", "The bridge is closed.\nIt is old.\nMore: other news\nThe mayor is sad.\n", []string{"The bridge is closed.", "It is old.", "More: other news", "The mayor is sad."}},
		{"markdown", "# Bridge closed\nThe bridge is closed\nfor a year.\n- one item\n- two items\n", []string{"Bridge closed", "The bridge is closed for a year.", "one item", "two items"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, parsed(t, tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAbbreviations: each line is one sentence, of which an abbreviation, a name with
// a mark or an ellipsis ends none. Two lines of a pair stand apart all the same.
func TestAbbreviations(t *testing.T) {
	const english = "The council met on Monday in the old town hall of the city, and this is an English text. "
	const spanish = "El consejo se reunió el lunes en el viejo ayuntamiento de la ciudad, y este es un texto en español. "
	const german = "Der Rat hat sich am Montag im alten Rathaus der Stadt getroffen, und das ist ein deutscher Text. "
	const french = "Le conseil s’est réuni lundi dans la vieille mairie de la ville, et ceci est un texte en français. "
	const italian = "Il consiglio si è riunito lunedì nel vecchio municipio della città, e questo è un testo in italiano. "
	for _, tt := range []struct{ lead, lines string }{
		{english, "Acme Inc. Chairman Ida Holm opposed it.|The company is old."},
		{english, "Lt. Col. Ida Holm led, and Brig. Gen. Bo Ek followed.|He left."},
		{english, "The court ruled in Holm v. Lund in 1973.|It was late."},
		{english, "James Olm, a.k.a. Jimmy the Mill, was arrested.|The mill burnt."},
		{english, "She works at Yahoo! Inc. in Sunnyvale.|What a day!|The mill burnt."},
		{english, "Shares of Yahoo! Japan rose.|He likes Yahoo!|It is large."},
		{english, "J. R. R. Olm and J.K. Lund met George W. Moe.|It was plan B.|The mill was sold."},
		{english, "He waited . . . then left.|\"I don't know...\" she said.|It was late...|The door opened."},
		{english, "They met in Tampa, Fla. and Boston, Mass. Gov. Moe signed.|He was ill.|Moe called."},
		{english, "Q: When did it close?|A: In May.|It was old.|Q: Who paid?|A: Nobody."},
		{english, "MAYOR: We will build it.|It costs 4 million.|HOLM: Who pays?"},
		{spanish, "Los EE. UU. aprobaron la ley.|El presidente de EE. UU. Joe Moe viajó.|Fue en el s. XIX."},
		{german, "Die Mühle hat z. B. 40 Säcke.|Dr. h. c. Holm wohnt in der Hauptstr. 4.|Das war ca. 1900."},
		{french, "C’est M. J.-P. Moe qui paie.|Le moulin brûle."},
		{italian, "Era nel sec. XIX.|Il mulino brucia."},
	} {
		lines := strings.Split(tt.lines, "|")
		got := parsed(t, tt.lead+strings.Join(lines, " "))
		if diff := cmp.Diff(lines, got[1:]); diff != "" {
			t.Error(diff)
		}
	}
}

// TestHeadings: what stands above a wrapped paragraph does not run into it.
func TestHeadings(t *testing.T) {
	const text = "The bridge will close on Monday for repairs that\nlast a year. It is old and needs them, the port\nsaid on Tuesday."
	for above, lines := range map[string]int{
		"By Ida Holm": 1, "By Ida Holm and Per Lind\nMarch 4, 2025": 2, "Published: 4 March 2025\nBy Ida Holm, Staff Writer": 2,
		"HALVERD, 3 May": 1, "BRIDGE CLOSES FOR A YEAR": 1, "Von Ida Holm": 1, "Mill Lane, in Halverd": 1,
		"On Tuesday evening": 0, "Nach Angaben der": 0,
		"By the end of this year, said the": 0, "In March, and for all of the spring and summer,": 0,
	} {
		if got := parsed(t, above+"\n"+text); len(got) != 2+lines {
			t.Errorf("%s: %q", above, got)
		}
	}
}

func TestParse(t *testing.T) {
	units := utf16.Encode([]rune("Łódź is open."))
	little, big := []byte{0xFF, 0xFE}, []byte{}
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
	}
	for _, r := range "Plain text." {
		big = append(big, 0, byte(r))
	}
	for _, tt := range []struct{ name, data, want, err string }{
		{"as it is", "One.\n\nTwo.", "One.\n\nTwo.", ""},
		{"line ends", "One.\r\n\r\n\r\n\r\nTwo. \rThree.\n", "One.\n\nTwo.\nThree.", ""},
		{"byte order mark", "\xEF\xBB\xBFOne.", "One.", ""},
		{"UTF-16 with a mark", string(little), "Łódź is open.", ""},
		{"UTF-16 without", string(big), "Plain text.", ""},
		{"invisible", "On\u200be.\U000E0041 \u202eTwo\u00ad.", "One. Two.", ""},
		{"front matter", "---\ntitle: T\ndate: 2026-01-02\n---\nOne.", "One.", ""},
		{"rule, not front matter", "---\nOne.\n---\nTwo.", "---\nOne.\n---\nTwo.", ""},
		{"empty", "", "", "is empty"},
		{"blank", " \n\t\n", "", "is empty"},
		{"no letters", "... !!\n", "", "is empty"},
		{"NUL", "text\x00text", "", "binary data"},
		{"Latin-1", "caf\xe9 on ice", "café on ice", ""},
		{"picture", "\x89PNG\r\n", "", "a picture"},
		{"spaces and ligatures", "1\u00a0234\u202f567 o\ufb03ces", "1 234 567 offices", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Parse("x", []byte(tt.data))
			var e *input.Refusal
			switch {
			case tt.err == "" && (err != nil || a.Text != tt.want):
				t.Errorf("got %+v, %v", a, err)
			case tt.err != "" && (!errors.As(err, &e) || !strings.Contains(err.Error(), tt.err)):
				t.Errorf("got error %v, want %q", err, tt.err)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	files, err := filepath.Glob("../../testdata/articles/*")
	if err != nil || len(files) < 12 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		want := "en"
		if parts := strings.Split(filepath.Base(f), "."); len(parts) == 3 {
			want = parts[1]
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := Parse(f, data); err != nil || a.Language != want {
			t.Errorf("%s: %v, %v", f, a.Language, err)
		}
	}
}

// FuzzParse: sentences lie in order inside the text, each on rune boundaries
// and trimmed, and no letter of the text is lost.
func FuzzParse(f *testing.F) {
	f.Add([]byte("# A\nOne. Two\nthree.\n\n- four 「五。」と\n"))
	f.Add([]byte("Mr. X. Y. 3. Oktober\r\n\xff"))
	f.Add([]byte("---\na: b\n---\n\n\n> q\n#\n-\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Parse("x", data)
		if err != nil {
			return
		}
		at := 0
		for i, s := range a.Sentences {
			text := a.Sentence(i + 1)
			if s.Start < at || text == "" || text != strings.TrimSpace(text) {
				t.Fatalf("%q: sentence %d is %q at %d..%d after %d", a.Text, i+1, text, s.Start, s.End, at)
			}
			if gap := a.Text[at:s.Start]; strings.ContainsFunc(gap, unicode.IsLetter) {
				t.Fatalf("%q: %q is in no sentence", a.Text, gap)
			}
			at = s.End
		}
		if strings.ContainsFunc(a.Text[at:], unicode.IsLetter) {
			t.Fatalf("%q: %q is in no sentence", a.Text, a.Text[at:])
		}
	})
}

// FuzzInputs: any bytes give articles or errors, one after another, and what
// an article's text is cleaned to is its text.
func FuzzInputs(f *testing.F) {
	f.Add([]byte(`{"id": 1, "text": "One."}` + "\n" + `{"html": "<p>Two</p>"}` + "\n{"))
	f.Add([]byte("<rss><channel><item><title>a</title></item></channel></rss>"))
	f.Add([]byte("<!DOCTYPE html><p>One\ufb01 \u00a0 two\u00ad"))
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("%PDF-")) {
			return // read by another process
		}
		r := Reader{Stdin: bytes.NewReader(data), MaxBytes: 1 << 20}
		for in, err := range r.Inputs(t.Context(), nil) {
			if in.Name == "" {
				t.Fatal("no name")
			}
			if err != nil {
				continue
			}
			a, err := in.Load(t.Context())
			if err == nil && normalize(a.Text) != a.Text {
				t.Fatalf("%q is cleaned again, to %q", a.Text, normalize(a.Text))
			}
		}
	})
}

// TestLoadEnds: a parser at work holds nobody up who has ended the context.
func TestLoadEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	in := Input{Name: "a", load: func(context.Context) (*Article, error) {
		close(started)
		<-never
		return nil, nil
	}}
	go func() {
		<-started
		cancel()
	}()
	if _, err := in.Load(ctx); err != context.Canceled {
		t.Error(err)
	}
}
