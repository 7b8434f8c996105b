// Package meaning knows which words mean nearly the same: "hurt" and "injured", "price"
// and "cost". It hides that the meaning of a word is a vector, and how those of the common
// words of twelve languages are kept in a megabyte, read where they lie.
//
// Source: what the model multilingual-e5-small makes of each word by itself, reduced to its
// main directions (MIT, Copyright (c) Microsoft Corporation; the notice is in NOTICE).
// measure/meaning asks the model, make writes the table. Its words were chosen by the lists
// of wordfreq (CC BY-SA 4.0, Robyn Speer), of whose figures none is in the table.
package meaning

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"hash/fnv"
	"math"
	"sort"
	"strings"

	"newsbrief/internal/lang"
)

// The table: how many stems, then the centroids of each part of a vector, then for each
// stem, ordered by key, its key, its weight and the centroid of each part. A vector is
// kept as the nearest centroids of its parts (Jégou, Douze and Schmid, Product
// Quantization for Nearest Neighbor Search, 2011).
//
//go:embed words.bin
var table string

// The sizes of the table. They are the make program's too.
const (
	Parts     = 16  // of a vector
	PartDims  = 4   // numbers of a part
	Centroids = 256 // of a part
	KeyBytes  = 3

	Dims  = Parts * PartDims
	Scale = 127 // what a centroid's number is multiplied by
	Heavy = 255 // the weight of a rare word

	headBytes = 4
	rowBytes  = KeyBytes + 1 + Parts
	rowsAt    = headBytes + Parts*Centroids*PartDims
)

// Key is what a stem is found by in a language, by its first subtag. Of 300 words that the
// table does not have, one is taken for another.
func Key(language, stem string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(language + " " + stem))
	return (h.Sum32()>>24 ^ h.Sum32()) & (1<<(8*KeyBytes) - 1)
}

// Word is a word as its meaning is known.
type Word struct {
	Stem string
	// Weight is how much the word tells, 0 to 1: a common one tells little. It is 1
	// where the table does not have the word.
	Weight float64
	vector *Vector // nil: the table does not have it
}

// Known says whether the table has the word, or what it is a compound of.
func (w *Word) Known() bool { return w.vector != nil }

// Vector is a direction of meaning, of any length.
type Vector [Dims]float32

// Words looks up the words of one language. It serves one goroutine.
type Words struct {
	language  string
	stem      func(string) string
	verbs     map[string]string // by a form that no rule of endings tells
	compounds bool              // the language writes them in one word
	known     map[string]*Word
}

// In returns the words of a language, a BCP 47 tag.
func In(language string) *Words {
	l := lang.Of(language)
	base, _, _ := strings.Cut(language, "-")
	w := &Words{
		language: base, stem: l.Stemmer(), compounds: l.Has("trait", "compounds"),
		verbs: map[string]string{}, known: map[string]*Word{},
	}
	for _, row := range l.Rows("form") {
		for _, form := range row.Forms() {
			w.verbs[form] = row.Value
		}
	}
	if w.stem == nil {
		w.stem = func(word string) string { return word }
	}
	return w
}

// Of returns a word of a text, whatever its capitals.
func (w *Words) Of(text string) *Word {
	known := w.known[text]
	if known == nil {
		lower := strings.ToLower(text)
		stem := w.stem(cmp.Or(w.verbs[lower], lower))
		known = w.look(stem)
		if known.vector == nil && w.compounds {
			known.vector = w.headOf(stem)
		}
		w.known[text] = known
	}
	return known
}

// headOf is what the last part of a compound means, the longest that is known:
// Vergleichsarbeit is an Arbeit.
func (w *Words) headOf(stem string) *Vector {
	const fewest, left = 4, 3 // bytes of the part, and of what stands before it
	for at := left; at+fewest <= len(stem); at++ {
		if head := w.look(stem[at:]); head.vector != nil {
			return head.vector
		}
	}
	return nil
}

func (w *Words) look(stem string) *Word {
	count := int(binary.LittleEndian.Uint32([]byte(table[:headBytes])))
	key := Key(w.language, stem)
	n := sort.Search(count, func(n int) bool { return keyOf(n) >= key })
	if n == count || keyOf(n) != key {
		return &Word{Stem: stem, Weight: 1}
	}
	row := table[rowsAt+n*rowBytes+KeyBytes:][:1+Parts]
	return &Word{Stem: stem, Weight: float64(row[0]) / Heavy, vector: vectorOf(row[1:])}
}

func keyOf(n int) uint32 {
	k := table[rowsAt+n*rowBytes:][:KeyBytes]
	return uint32(k[0]) | uint32(k[1])<<8 | uint32(k[2])<<16
}

func vectorOf(codes string) *Vector {
	v := new(Vector)
	for part := range Parts {
		at := headBytes + (part*Centroids+int(codes[part]))*PartDims
		for i := range PartDims {
			v[part*PartDims+i] = float32(int8(table[at+i])) / Scale
		}
	}
	length := float32(math.Sqrt(v.Dot(v)))
	for i := range v {
		v[i] /= length
	}
	return v
}

// unlike is the cosine of the meanings of two words below which they have nothing in
// common; found on questions and the sentences that answer them.
const unlike = 0.2

// Near is how near two words are in meaning: 1 where they have the same stem, 0 where
// they have nothing in common or one is not known.
func (w *Word) Near(other *Word) float64 {
	if w.Stem == other.Stem {
		return 1
	}
	if w.vector == nil || other.vector == nil {
		return 0
	}
	return max(0, (w.vector.Dot(other.vector)-unlike)/(1-unlike))
}

// Add adds a word to what a text means.
func (v *Vector) Add(w *Word, weight float64) {
	if w.vector == nil {
		return
	}
	for i, x := range w.vector {
		v[i] += float32(weight) * x
	}
}

// Dot is the product of two vectors.
func (v *Vector) Dot(other *Vector) float64 {
	sum := float32(0)
	for i, x := range v {
		sum += x * other[i]
	}
	return float64(sum)
}

// Cosine is how near two texts are in meaning, -1 to 1; 0 where one has no known word.
func (v *Vector) Cosine(other *Vector) float64 {
	lengths := v.Dot(v) * other.Dot(other)
	if lengths == 0 {
		return 0
	}
	return v.Dot(other) / math.Sqrt(lengths)
}
