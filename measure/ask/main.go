// Ask measures the search that answers questions without a model, and finds its weights.
// Usage:
//
//	NEWSBRIEF_QUESTIONS=DIR go -C measure run ./ask          (prints the tables of docs/quality.md)
//	NEWSBRIEF_QUESTIONS=DIR go -C measure run ./ask fit      (looks for weights)
//	NEWSBRIEF_QUESTIONS=DIR go -C measure run ./ask cross    (the same without one set after the other)
//	go -C measure run ./ask own FILE.jsonl…                  (questions on the project's articles)
//
// DIR holds public questions by set and language: SET.LANGUAGE.json in the form of SQuAD
// (XQuAD, SQuAD 2.0 and its translations, TyDi QA, SQuADShifts, JSQuAD, CMRC, ARCD),
// .tsv in that of WikiQA, .selqa in that of SelQA, .multirc in that of MultiRC.
package main

import (
	"flag"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	flag.Parse()
	if flag.Arg(0) == "own" {
		own(flag.Args()[1:])
		return
	}
	dir := os.Getenv("NEWSBRIEF_QUESTIONS")
	if dir == "" {
		log.Fatal("NEWSBRIEF_QUESTIONS is not set: it names the folder with the questions")
	}
	switch rows := readSets(dir); flag.Arg(0) {
	case "":
		table(rows)
	case "fit":
		print(fit(rows))
	case "cross":
		cross(rows)
	default:
		log.Fatalf("unknown %q: there are fit, cross, own FILE.jsonl…", flag.Arg(0))
	}
}
