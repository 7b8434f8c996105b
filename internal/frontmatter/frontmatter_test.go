package frontmatter

import (
	"strings"
	"testing"
)

// TestFind: the body is what stands behind the head; what only looks like one
// is text.
func TestFind(t *testing.T) {
	for text, body := range map[string]string{
		"---\ntitle: a\n---\nText":                      "Text",
		"---\r\ntitle: a\r\n---\r\nText":                "Text",
		"\n\n--- \ntitle: a\n...\nText":                 "Text",
		"---\n---\nText":                                "Text",
		"---\n# a note\n\nlist:\n- a\n---\n":            "",
		"---\nmap:\n  a: b\n\nlast: {{ x }}\n---\nText": "Text",
		"---\nOne.\n---\nTwo.":                          "---\nOne.\n---\nTwo.",
		"---\n- a\n---\nTwo.":                           "---\n- a\n---\nTwo.",
		"---\na: b\nand so on\n---\nTwo.":               "---\na: b\nand so on\n---\nTwo.",
		"---\na: b\nText":                               "---\na: b\nText",
		"+++\na = [\n 1\n]\n[b]\n+++\nText":             "Text",
		"+++\nnothing\n+++\nText":                       "+++\nnothing\n+++\nText",
		"+++\na = 1\n---\nText":                         "+++\na = 1\n---\nText",
		"{\"a\": {\"b\": 1}}\n\nText":                   "\nText",
		"{\"a\": 1}\n{\"a\": 2}\n":                      "{\"a\": 1}\n{\"a\": 2}\n",
		"{\"a\": 1}\n":                                  "{\"a\": 1}\n",
		"{\"a\": 1} Text":                               "{\"a\": 1} Text",
		"{a}\nText":                                     "{a}\nText",
		"Text\n---\na: b\n---\n":                        "Text\n---\na: b\n---\n",
	} {
		if h := Find(text); text[h.Body:] != body {
			t.Errorf("Find(%q) = %+v, body %q", text, h, text[h.Body:])
		}
	}
}

func TestAbout(t *testing.T) {
	for head, want := range map[string]About{
		"---\r\ntitle: >\r\n  One\r\n\r\n  two\r\n# lang: de\r\n---\r\n":                                    {Title: "One\ntwo"},
		"---\ntitle: a\nlong: " + strings.Repeat("b", longestHead) + "\n---\n":                              {},
		"---\nTitle: It's: \"so\"\nauthor: A. B # who\nlang: de\n---\n":                                     {Title: `It's: "so"`, Byline: "A. B", Language: "de"},
		"---\ntitle: 'It''s'\nauthor:\n  name: A\n  mail: b\ndate: 2026-01-02\n---\n":                       {Title: "It's", Byline: "A", Published: "2026-01-02"},
		"---\ntitle: |\n  One\n  two\n\nauthors: [A, B]\n---\n":                                             {Title: "One\ntwo", Byline: "A, B"},
		"---\ntitle: \"a\nbyline: B\nlocale: pt-BR\n---\n":                                                  {Title: "a", Byline: "B", Language: "pt-BR"},
		"---\nparams:\n  author: A\ntitle: 1984\n---\n":                                                     {Title: "1984", Byline: "A"},
		"+++\ntitle = '''\nOne\n'''\n[author]\nname = \"A\"\ntitle = 'no'\n+++\n":                           {Title: "One", Byline: "A"},
		"+++\nauthors = [\n\"A\",\n'B']\nauthor = {name = \"C\", mail = 'd'}\ndate = 2026-01-02 # x\n+++\n": {Byline: "C", Published: "2026-01-02"},
		"{\"Title\": \"a\\u00e9\", \"authors\": [{\"name\": \"A\"}, \"B\"]}\nText":                          {Title: "aé", Byline: "A, B"},
	} {
		if got := Find(head).About(head); got != want {
			t.Errorf("%q: %+v", head, got)
		}
	}
}

// TestHostile: a head that would take long to read takes no time.
func TestHostile(t *testing.T) {
	for _, size := range []int{1900, 90_000, 5_000_000} {
		for _, unit := range []string{"[", "{a: ", "- ", "\n  a: ", "&a [*a, ", "\na: b"} {
			text := "---\ntitle: " + strings.Repeat(unit, size/len(unit)) + "\n---\nText"
			h := Find(text)
			h.About(text)
			if text[h.Body:] != "Text" {
				t.Errorf("%q, repeated: %+v", unit, h)
			}
		}
	}
}

// FuzzFind: a head lies in the text, and any is read.
func FuzzFind(f *testing.F) {
	f.Add("---\ntitle: a\n---\n")
	f.Add("+++\ntitle = [\n[a]\n+++\n")
	f.Add("{\"a\": []}\nb")
	f.Fuzz(func(t *testing.T, text string) {
		h := Find(text)
		if h.Start > h.End || h.End > h.Body || h.Body > len(text) {
			t.Errorf("%+v of %d bytes", h, len(text))
		}
		if a := h.About(text); h.Format == None && a != (About{}) {
			t.Errorf("%+v without a head", a)
		}
		if strings.HasPrefix(text, "\ufeff") && h.Format != None {
			t.Errorf("a head behind a mark: %+v", h)
		}
	})
}
