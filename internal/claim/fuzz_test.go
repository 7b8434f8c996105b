package claim

import (
	"testing"
	"unicode/utf8"
)

// Languages that differ in how their words and numbers are read.
var fuzzLanguages = []string{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja", "ar", "und"}

// fuzzFind checks what holds for any text: places in range and at whole
// characters, in order, and without overlap but for quotations.
func fuzzFind(f *testing.F, seeds ...string) {
	for i, seed := range seeds {
		f.Add(seed, uint8(i))
	}
	f.Fuzz(func(t *testing.T, text string, language uint8) {
		tag := fuzzLanguages[int(language)%len(fuzzLanguages)]
		checkClaims(t, text, Find(text, tag))
		checkClaims(t, text, Numbers(text, tag))
	})
}

func checkClaims(t *testing.T, text string, claims []Claim) {
	start, end := 0, 0
	for _, c := range claims {
		ordered := c.From <= c.Start && c.Start < c.End && c.End <= c.To
		if !ordered || c.From < 0 || c.To > len(text) {
			t.Fatalf("%+v is no place in %q", c, text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[c.From:c.To]+text[c.Start:c.End]) {
			t.Fatalf("%+v cuts a character of %q", c, text)
		}
		if c.Start < start {
			t.Fatalf("%+v is out of order in %q", c, text)
		}
		start = c.Start
		if c.Kind == Quote {
			continue
		}
		if c.Start < end {
			t.Fatalf("%+v overlaps in %q", c, text)
		}
		end = c.End
		if c.High < c.Value {
			t.Fatalf("%+v is no range in %q", c, text)
		}
	}
}

func FuzzAmounts(f *testing.F) {
	fuzzFind(f, "about 1,234.5 or 12½ and 3 1/2 million", "18- bis 35-Jährige", "$5bn-$6bn", "1-2-3/4:5", "٣٫٥",
		"5 ft 2 in", "13 euros and 45 cents", "from 2014 to 2018, 1939-45", "more than about 20 or more", "-18 °C")
}

func FuzzNames(f *testing.F) {
	fuzzFind(f, "Dr. Ruth Amsel-Ott of the Port & Harbour Board", "G20's O'Neill", "Müller von der Heide",
		"J. R. R.", "ΑΒΓ Ёлка", "A-", "McDonald's, Inc.")
}

func FuzzQuotes(f *testing.F) {
	fuzzFind(f, "“He said ‘no’ to us,” she said.", "„So“ und ‚so‘", "«Oui » ‹non›", "「いい『とても』」", "\"a\" 5\" \"",
		"‘don’t’", "''a'' ``b''", "“„«")
}

func FuzzLinks(f *testing.F) {
	fuzzFind(f, "see https://example.org/a(b)?c=1, or mail a.b+c@example.org", "@handle_1 `code` www.x.org.",
		"http://", "a@", "@", "`", "http://例え.jp/あ。")
}

func FuzzIdeographs(f *testing.F) {
	fuzzFind(f, "三百五十", "一又二分之一", "百分之十二点五", "1万3千", "十几万", "第第第一", "二〇二四年", "零点", "半半天", "两美元又三美分", "廿卅", "三割五分")
}
