// Stories measures how well articles are grouped into stories, and finds the weights by
// which groups become one. Usage:
//
//	go -C measure run ./stories SET.jsonl…         (B-cubed of each set, and of each of its languages)
//	go -C measure run ./stories fit SET.jsonl…     (the weights of internal/story)
//	go -C measure run ./stories cross SET.jsonl…   (each language grouped by weights found on the others)
//
// A line of a set is an article: id, story, lang, date (or published), title, text.
// Languages are grouped each by itself.
package main

import (
	"fmt"
	"log"
	"os"

	"newsbrief/internal/story"
)

func main() {
	log.SetFlags(0)
	args := os.Args[1:]
	if len(args) == 0 {
		log.Fatal("name the files of sets; docs/digest.md says what they were")
	}
	switch args[0] {
	case "fit":
		w := fit(read(args[1:]))
		fmt.Printf("Signals: Signals{%.2f, %.2f, %.2f, %.2f, %.2f, %.2f}, Bias: %.2f\n", w.Signals[0], w.Signals[1],
			w.Signals[2], w.Signals[3], w.Signals[4], w.Signals[5], w.Bias)
	case "cross":
		cross(read(args[1:]))
	default:
		show(read(args), func(*batch) *story.Weights { return &story.Fitted })
	}
}

// show prints what each batch, and each set, reaches.
func show(batches []*batch, weights func(*batch) *story.Weights) {
	var order []string
	sets := map[string]score{}
	for _, b := range batches {
		s := b.score(story.Try(b.items, weights(b), nil))
		fmt.Printf("%-30s %-3s %v\n", b.set, b.language, s)
		if _, known := sets[b.set]; !known {
			order = append(order, b.set)
		}
		sets[b.set] = sets[b.set].plus(s)
	}
	for _, name := range order {
		fmt.Printf("%-30s all %v\n", name, sets[name])
	}
}
