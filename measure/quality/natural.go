package main

import (
	"fmt"

	"newsbrief/internal/check"
)

// naturalRow is a summary as a model wrote it, with the verdict of people.
type naturalRow struct {
	ID, Source, Candidate string
	Faithful              bool
}

// natural plants wrong statements into summaries that models wrote and people
// found faithful, and prints how many bring a finding that was not there
// before; the controls say the same in other words, and should bring none.
func natural(dir string) {
	caught, passed := tallies{}, tallies{}
	sources := map[string]*check.Source{}
	for _, r := range rows[naturalRow](dir, "faith_ragtruth.jsonl") {
		if !r.Faithful {
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
