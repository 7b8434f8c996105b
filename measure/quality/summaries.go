package main

import (
	"fmt"
	"strings"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
)

// summaryRow is a source with a summary and the summary it was edited from;
// label 1 says that people found it consistent with the source.
type summaryRow struct {
	ID, Source, Seed, Summary string
	Label                     int
	EditTypes                 []string `json:"edit_types"`
}

// outcomes are the tables of one domain, or of all.
type outcomes struct {
	values, byDigits       tally
	absent, elsewhere      tally // of the values: those the source has not, and has
	passed, passedByDigits tally
	kinds                  map[string]*tally // edits without value, by kind
	name                   string
}

func newOutcomes(name string) *outcomes {
	t := func(title string) tally { return tally{title: name + ": " + title} }
	return &outcomes{
		name: name, kinds: map[string]*tally{},
		values: t("number, date or name edits caught"), byDigits: t("  the same by digits alone"),
		absent: t("  new value is nowhere in the source"), elsewhere: t("  new value is elsewhere in the source"),
		passed: t("consistent summaries passed"), passedByDigits: t("  the same by digits alone"),
	}
}

func (o *outcomes) add(r summaryRow, flagged []string) {
	wrong := naive(r.Source, r.Summary)
	edit := valueEdits(r.Seed, r.Summary)
	switch {
	case r.Label == 1:
		o.passed.add(len(flagged) == 0, "%s flagged %v", r.ID, flagged)
		o.passedByDigits.count(len(wrong) == 0)
	case len(edit) > 0:
		o.values.add(len(flagged) > 0, "%s missed: %v", r.ID, edit)
		o.byDigits.count(len(wrong) > 0)
		if inSource(edit, r.Source) {
			o.elsewhere.count(len(flagged) > 0)
		} else {
			o.absent.count(len(flagged) > 0)
		}
	default:
		for _, kind := range r.EditTypes {
			if o.kinds[kind] == nil {
				o.kinds[kind] = &tally{title: o.name + ": other edits caught, " + kind}
			}
			o.kinds[kind].count(len(flagged) > 0)
		}
	}
}

// inSource says whether all words of an edit stand in the source.
func inSource(words []string, source string) bool {
	for _, w := range words {
		if !strings.Contains(strings.ToLower(source), strings.ToLower(w)) {
			return false
		}
	}
	return true
}

func (o *outcomes) print() {
	for _, t := range []*tally{&o.values, &o.absent, &o.elsewhere, &o.byDigits, &o.passed, &o.passedByDigits} {
		t.print()
	}
	for _, kind := range sortedKeys(o.kinds) {
		o.kinds[kind].print()
	}
}

func summaries(dir string) {
	fmt.Println("summaries: edits of a number, date or name that are flagged; consistent summaries that are not")
	all := newOutcomes("all")
	for _, domain := range []string{"ectsum", "podcast", "samsum"} {
		own := newOutcomes(domain)
		sources := map[string]*check.Source{}
		for _, r := range rows[summaryRow](dir, "summedits_"+domain+".jsonl") {
			source := sources[r.Source]
			if source == nil {
				source = check.NewSource(parse(r.Source, "en"))
				sources[r.Source] = source
			}
			flagged := flags(source.Check(parse(r.Summary, "en")))
			own.add(r, flagged)
			shown := *misses
			*misses = 0
			all.add(r, flagged)
			*misses = shown
		}
		own.print()
	}
	all.print()
}

func parse(text, language string) *article.Article {
	return article.Exact("sample", text, language)
}

// flags lists the verdicts that a reader would see.
func flags(verdicts []check.Verdict) []string {
	var list []string
	for _, v := range verdicts {
		if !v.Status.Good() {
			list = append(list, fmt.Sprintf("%s %q: %s (%s)", v.Kind, v.Text, v.Status, v.Reason))
		}
	}
	return list
}
