// Package lexicon knows which words are English, and which of those no other
// language has: whether a word that a translation has from its source was left as
// it is. It hides that the words are kept as Bloom filters: one unknown word of
// fifty is taken for English.
//
// Sources: the word list of Letterpress (github.com/lorenbrichter/Words, CC0), and
// the vocabularies of github.com/snowballstem/snowball-data (BSD-3-Clause; its
// French, Czech and Polish in part CC BY-SA or CC BY) for what is common and what other
// languages share; make writes the filters. The notices are in NOTICE.
package lexicon

import (
	_ "embed"
	"hash/fnv"
)

//go:embed english.bloom
var english string

//go:embed alone.bloom
var alone string

// English says whether a word in lower case is English. Names, and words of fewer
// than three letters, are not.
func English(word string) bool { return has(english, word) }

// EnglishAlone says whether a word is common in English and, as it is written, of no
// other language whose vocabulary is known: "houses", and not "radio".
func EnglishAlone(word string) bool { return English(word) && has(alone, word) }

const hashes = 5 // bits of a filter that a word sets

func has(filter, word string) bool {
	for bit := range places(word, len(filter)) {
		if filter[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	return true
}

// Add notes a word in a filter.
func Add(filter []byte, word string) {
	for bit := range places(word, len(filter)) {
		filter[bit/8] |= 1 << (bit % 8)
	}
}

// places yields the bits of a word in a filter of some bytes: two hashes combined,
// as in Kirsch and Mitzenmacher, Less Hashing, Same Performance (2006).
func places(word string, size int) func(func(uint32) bool) {
	return func(yield func(uint32) bool) {
		h := fnv.New64a()
		h.Write([]byte(word))
		sum := h.Sum64()
		first, step := uint32(sum), uint32(sum>>32)|1
		for i := range uint32(hashes) {
			if !yield((first + i*step) % uint32(8*size)) {
				return
			}
		}
	}
}
