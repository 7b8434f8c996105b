package main

import (
	"fmt"
	"sort"
	"strings"

	"newsbrief/internal/check"
	"newsbrief/internal/check/across"
)

// documentRow is a document with human translations by language.
type documentRow struct {
	ID, Source string
	Refs       map[string]string
}

// referenceRow is a passage of news with its human translation.
type referenceRow struct{ ID, Pair, Source, Reference string }

// tag3 maps the data's ISO 639-3 codes to BCP 47.
var tag3 = map[string]string{"deu": "de", "spa": "es", "fra": "fr", "rus": "ru", "zho-CN": "zh", "jpn": "ja", "arb": "ar", "hin": "hi"}

// demetrRow is a translation into English with and without one planted error.
type demetrRow struct {
	ID, Kind, Lang, Source, Clean, Perturbed string
}

var demetrTags = map[string]string{"chinese_simple": "zh", "japanese": "ja", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "polish": "pl", "czech": "cs", "russian": "ru", "hindi": "hi"}

func translations(dir string) {
	fmt.Println("translations into English: planted errors caught, clean twins passed")
	clean, byDigits := tally{title: "demetr: clean twins passed"}, tally{title: "  the same by digits alone"}
	numbers := tally{title: "demetr: numbers_replaced caught by digits alone"}
	kinds := tallies{}
	for _, r := range rows[demetrRow](dir, "demetr_numbers.jsonl") {
		source := check.NewSource(parse(r.Source, demetrTags[r.Lang]))
		kind := strings.SplitN(r.Kind, "_", 3)[2]
		found := flags(across.Translation(source, parse(r.Perturbed, "en")))
		kinds.of("demetr: caught, "+kind).add(len(found) > 0, "%s %s => %s", r.Lang, r.Source, r.Perturbed)
		if kind == "numbers_replaced" {
			numbers.count(len(naive(r.Source, r.Perturbed)) > 0)
		}
		flagged := flags(across.Translation(source, parse(r.Clean, "en")))
		clean.add(len(flagged) == 0, "%s %s => %s: %v", r.Lang, r.Source, r.Clean, flagged)
		byDigits.count(len(naive(r.Source, r.Clean)) == 0)
	}
	kinds.print()
	for _, t := range []tally{numbers, clean, byDigits} {
		t.print()
	}
	documents := rows[documentRow](dir, "ntrex_docs.jsonl")
	humans(documents)
	planted(documents)
	plantSingles(rows[referenceRow](dir, "wmt_references.jsonl"))
}

// humans counts the paragraphs of human translations that are flagged, with
// the language's tables and, as for a language that has none, without.
func humans(documents []documentRow) {
	fmt.Println("human translations from English: paragraphs passed")
	langs := tallies{}
	for _, r := range documents {
		source := check.NewSource(parse(r.Source, "en"))
		for code, text := range r.Refs {
			tag := tag3[code]
			n := len(strings.Split(text, "\n\n"))
			for _, as := range []string{tag, "und"} {
				title := "ntrex: en to " + tag
				if as != tag {
					title = "  " + tag + " as an unknown language"
				}
				t := langs.of("ntrex: en to " + tag + title)
				t.title = title
				wrong := 0
				for _, v := range across.Translation(source, parse(text, as)) {
					if !v.Status.Good() {
						wrong++
						t.add(false, "%s: %s %q (%s) — %s — in: %s", r.ID, v.Kind, v.Text, v.Reason, sourceSentence(r.Source, v.Sentence), around(text, v.Start))
					}
				}
				t.right, t.all = t.right+n-wrong, t.all+n-wrong
			}
			digits := langs.of("ntrex: en to " + tag + "  ~")
			digits.title = "  the same by digits alone"
			from, to := strings.Split(r.Source, "\n\n"), strings.Split(text, "\n\n")
			for i := range min(len(from), len(to)) {
				digits.count(len(naive(from[i], to[i])) == 0)
			}
		}
	}
	langs.print()
}

func sourceSentence(text string, n int) string {
	a := parse(text, "en")
	if n < 1 || n > len(a.Sentences) {
		return ""
	}
	return a.Sentence(n)
}

func around(text string, at int) string {
	a, b := max(0, at-80), min(len(text), at+80)
	return strings.ToValidUTF8(strings.ReplaceAll(text[a:b], "\n", " "), "")
}

// tallies are tables by their titles.
type tallies map[string]*tally

func (t tallies) of(title string) *tally {
	if t[title] == nil {
		t[title] = &tally{title: title}
	}
	return t[title]
}

func (t tallies) print() {
	for _, title := range sortedKeys(t) {
		t[title].print()
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
