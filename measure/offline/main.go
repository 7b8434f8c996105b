// Offline measures the offline engine's choice of sentences against the usual
// baselines, and finds its weights. Usage:
//
//	NEWSBRIEF_SAMPLES=DIR go -C measure run ./offline          (prints the table of docs/quality.md)
//	NEWSBRIEF_SAMPLES=DIR go -C measure run ./offline fit      (looks for better weights)
//	NEWSBRIEF_SAMPLES=DIR go -C measure run ./offline gate     (looks for a better gate alone)
//	NEWSBRIEF_SAMPLES=DIR go -C measure run ./offline cross    (the same without one outlet after the other)
//	go -C measure run ./offline lines NEWSBRIEF                (what the labels say of the engine's lines)
//	go -C measure run ./offline clarity                        (looks for better weights of a clear line)
//	go -C measure run ./offline blind NEWSBRIEF ARTICLES OUT   (sheets for a reader, see SHEET.md)
//	go -C measure run ./offline count BLIND.jsonl VERDICTS     (adds the verdicts, and counts)
//
// DIR holds the files summarization_NAME.jsonl that docs/quality.md names.
package main

import (
	"flag"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	flag.Parse()
	switch {
	case flag.Arg(0) == "blind" && flag.NArg() == 4:
		blind(flag.Arg(1), flag.Arg(2), flag.Arg(3))
		return
	case flag.Arg(0) == "lines" && flag.NArg() == 2:
		lines(flag.Arg(1))
		return
	case flag.Arg(0) == "clarity":
		clarity()
		return
	case flag.Arg(0) == "count" && flag.NArg() == 3:
		count(flag.Arg(1), flag.Arg(2))
		return
	}
	dir := os.Getenv("NEWSBRIEF_SAMPLES")
	if dir == "" {
		log.Fatal("NEWSBRIEF_SAMPLES is not set: it names the folder with the samples")
	}
	switch flag.Arg(0) {
	case "":
		table(dir)
	case "fit":
		fit(dir)
	case "gate":
		gate(dir)
	case "cross":
		cross(dir)
	default:
		log.Fatalf("unknown %q: there are fit, gate, cross, clarity, lines BINARY, blind BINARY ARTICLES OUT, "+
			"count SHEETS VERDICTS", flag.Arg(0))
	}
}
