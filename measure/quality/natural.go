package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"newsbrief/internal/check"
)

// naturalRow is a summary as a model wrote it, with a verdict: of people, or of
// a model where the set says so.
type naturalRow struct {
	ID, Source, Candidate string
	Faithful              json.RawMessage
	JudgedFaithful        json.RawMessage            `json:"judged_faithful"`
	Spans                 []struct{ Start, End int } // characters that people marked as wrong
}

// isFaithful reads the verdict, which the sets write in several ways.
func (r naturalRow) isFaithful() bool {
	verdict := string(cmp.Or(string(r.Faithful), string(r.JudgedFaithful)))
	return slices.Contains([]string{"true", "1", `"S"`, `"good"`}, verdict)
}

// naturalSets are the summaries as models write them, by file.
var naturalSets = [...]struct{ name, file string }{
	{"RAGTruth, news, people's verdicts", "faith_ragtruth.jsonl"},
	{"newer models, a model's verdicts", "faith_newer_models.jsonl"},
	{"LLM-AggreFact, short summaries", "faith_aggrefact.jsonl"},
}

// natural measures the check on summaries as models write them: how many
// faithful ones it flags, and how many of the others.
func natural(dir string) {
	for _, set := range naturalSets {
		flagged, caught := tally{title: "faithful summaries flagged"}, tally{title: "others flagged"}
		onSpan := tally{title: "others with a finding on a marked span"}
		for _, r := range rows[naturalRow](dir, set.file) {
			verdicts := check.NewSource(parse(r.Source, "en")).Check(parse(r.Candidate, "en"))
			found := len(flags(verdicts)) > 0
			if r.isFaithful() {
				flagged.count(found)
				continue
			}
			caught.count(found)
			if len(r.Spans) > 0 {
				onSpan.count(onMarked(r, verdicts))
			}
		}
		fmt.Println(set.name)
		for _, t := range []*tally{&flagged, &caught, &onSpan} {
			t.printInterval()
		}
	}
	plantNatural(dir)
}

// onMarked says whether a finding lies on a span that people marked as wrong.
func onMarked(r naturalRow, verdicts []check.Verdict) bool {
	at := func(offset int) int { return utf8.RuneCountInString(r.Candidate[:offset]) }
	for _, v := range verdicts {
		for _, s := range r.Spans {
			if !v.Status.Good() && at(v.Start) < s.End && s.Start < at(v.End) {
				return true
			}
		}
	}
	return false
}

// plantNatural plants wrong statements into summaries that models wrote and people
// found faithful, and prints how many bring a finding that was not there
// before; the controls say the same in other words, and should bring none.
func plantNatural(dir string) {
	caught, passed := tallies{}, tallies{}
	sources := map[string]*check.Source{}
	for _, r := range rows[naturalRow](dir, "faith_ragtruth.jsonl") {
		if !r.isFaithful() {
			continue
		}
		if sources[r.Source] == nil {
			sources[r.Source] = check.NewSource(parse(r.Source, "en"))
		}
		source := sources[r.Source]
		before := len(flags(source.Check(parse(r.Candidate, "en"))))
		for _, p := range plants {
			if text := p.make(r.Candidate); text != "" {
				found := len(flags(source.Check(parse(text, "en"))))
				caught.of(p.name).add(found > before, "%s: %s", r.ID, text)
			}
		}
		for _, p := range controls {
			if text := p.make(r.Candidate); text != "" {
				list := flags(source.Check(parse(text, "en")))
				passed.of(p.name).add(len(list) <= before, "%s: %v", r.ID, list)
			}
		}
	}
	fmt.Println("wrong statements planted into faithful summaries as models write them: caught")
	caught.print()
	fmt.Println("the same said in other words: nothing more flagged")
	passed.print()
}
