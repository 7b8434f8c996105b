package main

import (
	"fmt"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/claim"
)

// moved measures numbers that stand in the article but not of this: in each
// sentence one value is replaced by another of the same kind and unit from
// elsewhere in the same article. Its false alarms are the sentences as they
// stand, in all languages of the translations.
func moved(dir string) {
	fmt.Println("moved: an article's own sentences, as they stand and with a value from elsewhere")
	caught := tally{title: "en: moved values caught"}
	texts := map[string][]string{}
	for _, r := range rows[documentRow](dir, "ntrex_docs.jsonl") {
		texts["en"] = append(texts["en"], r.Source)
		for lang, text := range r.Refs {
			texts[tag3[lang]] = append(texts[tag3[lang]], text)
		}
	}
	for _, lang := range []string{"en", "de", "es", "fr", "ru", "zh", "ja", "ar", "hi"} {
		alone := tally{title: lang + ": own sentences passed"}
		for _, text := range texts[lang] {
			a := parse(text, lang)
			source := check.NewSource(a)
			for n := range a.Sentences {
				sentence := parse(a.Sentence(n+1), lang)
				flagged := flags(source.Check(sentence))
				alone.add(len(flagged) == 0, "%s: %v", sentence.Text, flagged)
			}
			if lang == "en" {
				plant(a, source, &caught)
			}
		}
		alone.print()
	}
	caught.print()
}

// plant replaces each value of an article by another one of its own.
func plant(a *article.Article, source *check.Source, t *tally) {
	claims := claim.Find(a.Text, a.Language)
	for i, c := range claims {
		for k := range claims {
			d := claims[(i+k)%len(claims)]
			if c.Kind != d.Kind || c.Unit != d.Unit || c.Value == d.Value || c.Kind == claim.Name || c.Kind == claim.Quote || c.Kind == claim.URL || c.Words || d.Words || c.Score || d.Score || c.Value < 10 || c.Ordinal || c.Fold || c.Date.Rel != "" || c.Kind == claim.Date && (c.Date.Year == 0 || d.Date.Year == 0) {
				continue
			}
			n := sentenceOf(a, c.Start)
			if n == sentenceOf(a, d.Start) {
				continue
			}
			s := a.Sentences[n]
			text := a.Text[s.Start:c.Start] + a.Text[d.Start:d.End] + a.Text[c.End:s.End]
			t.add(len(flags(source.Check(parse(text, a.Language)))) > 0, "%s (was %s)", strings.TrimSpace(text), a.Text[c.Start:c.End])
			break
		}
	}
}

func sentenceOf(a *article.Article, at int) int {
	for n, s := range a.Sentences {
		if at < s.End {
			return n
		}
	}
	return len(a.Sentences) - 1
}
