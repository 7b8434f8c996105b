// Make writes the filters of package lexicon. Usage:
//
//	go run ./internal/lang/lexicon/make -words DIR -snowball DIR
//
// The folders are Words of github.com/lorenbrichter/Words, and a copy of
// github.com/snowballstem/snowball-data.
package main

import (
	"flag"
	"log"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"newsbrief/internal/lang/lexicon"
)

// languages are those that share words with English.
var languages = [...]string{"german", "french", "spanish", "italian", "portuguese", "dutch", "swedish", "czech",
	"polish"}

func main() {
	log.SetFlags(0)
	list := flag.String("words", "Words", "`folder` of the lists en.txt and fr.txt")
	folder := flag.String("snowball", "snowball-data", "`folder` of vocabularies")
	flag.Parse()
	words := read(filepath.Join(*list, "en.txt"))
	alone := read(filepath.Join(*folder, "english", "voc.txt"))
	for _, name := range languages {
		for w := range read(filepath.Join(*folder, name, "voc.txt")) {
			delete(alone, w)
		}
	}
	french := read(filepath.Join(*list, "fr.txt"))
	maps.DeleteFunc(alone, func(w string, _ bool) bool { return !words[w] || french[w] })
	const few, fewest = 8, 16 // bits a word: 2% and .1% of the answers are wrong
	write("english.bloom", words, few)
	write("alone.bloom", alone, fewest)
}

func read(path string) map[string]bool {
	text, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	words := map[string]bool{}
	for w := range strings.FieldsSeq(string(text)) {
		if len(w) > 2 {
			words[w] = true
		}
	}
	return words
}

// write puts a filter into the package's folder.
func write(name string, words map[string]bool, bits int) {
	filter := make([]byte, len(words)*bits/8+1)
	for w := range words {
		lexicon.Add(filter, w)
	}
	if err := os.WriteFile(filepath.Join("internal/lang/lexicon", name), filter, 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d words", name, len(words))
}
