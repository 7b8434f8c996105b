// Package words cuts a text into words a single time and finds its sentences
// nearest to another text. It hides how words are told apart in each script,
// what they are compared by, and the tables that find them.
//
// An article's index is article.Index: made at the first call, kept with the
// article, and safe for any number of goroutines. A text that has no article
// brings its own sentences: words.New(language, size, slices.All(sentences)).
// Every string is known by its number in the index, so that what has to be
// worked out for a word (its stem by other rules, its class) is worked out
// once: a slice of Len() elements by ID beside Terms and Text is all it takes.
package words

import (
	"iter"
	"strings"
	"sync"
)

// ID is the number of a string in one index; 0 is none.
type ID int

// Word is one word with content: no word of grammar, no single letter.
type Word struct {
	Stem       ID  // what it is compared by; 0: the index has no such word
	Start, End int // bytes
}

// Term is one word of any kind in lower case, without its marks; in scripts
// written without spaces, a pair of neighbouring characters.
type Term struct {
	ID   ID
	Pair bool // of a script without spaces
}

// Index is the words of a text by sentence. Sentences count from 0.
type Index struct {
	language string
	ids      map[string]ID
	entries  []entry // by ID; the first is that of none

	content []Word
	terms   []Term
	ends    []end // of each sentence in both

	stems func() postings // of content
	forms func() postings // of terms
}

// entry is what is known of a string.
type entry struct {
	text  string
	first int // sentence, from 1, that has it as written; 0: none
	form  ID  // in lower case; 0: nobody asked
	stem  ID  // 0 for words of grammar

	stemmed bool // stem is known
	isStem  bool // of a word with content
}

// end is how much of the content and of the terms stands before a sentence's
// end, and how many words the sentence has.
type end struct{ content, terms, words int }

// bytesPerString is about how many bytes of an article bring one string that
// was not there before, to size tables by; bytesPerWord is those of a word.
const (
	bytesPerString = 7
	bytesPerWord   = 6
)

// Terms cuts sentences into terms alone: of its index only Terms, Count, Text, Len and
// Sentences may be called. size is as New's.
func Terms(language string, size int, sentences iter.Seq2[int, string]) *Index {
	x := &Index{
		language: language,
		ids:      make(map[string]ID, size/bytesPerString),
		entries:  make([]entry, 1, 1+size/bytesPerString),
		terms:    make([]Term, 0, size/bytesPerWord),
	}
	for _, text := range sentences {
		count := 0
		for _, chunk := range chunks(text) {
			count += x.addTerms(chunk)
		}
		x.ends = append(x.ends, end{terms: len(x.terms), words: count})
	}
	return x
}

// addTerms adds the terms of a chunk and returns how many words it has.
func (x *Index) addTerms(c chunk) int {
	if c.plain {
		x.terms = append(x.terms, Term{ID: x.form(x.id(c.text))})
		return 1
	}
	return eachTerm(strings.ToLower(c.text), func(term string, pair bool) {
		x.terms = append(x.terms, Term{x.id(term), pair})
	})
}

// New cuts sentences, each with the byte at which it begins, into words. size
// is about how many bytes they have. Its time is linear in that.
func New(language string, size int, sentences iter.Seq2[int, string]) *Index {
	x := &Index{
		language: language,
		ids:      make(map[string]ID, size/bytesPerString),
		entries:  make([]entry, 1, 1+size/bytesPerString),
		content:  make([]Word, 0, size/bytesPerWord),
		terms:    make([]Term, 0, size/bytesPerWord),
	}
	for start, text := range sentences {
		x.add(text, start)
	}
	x.stems = sync.OnceValue(func() postings { return post(len(x.entries), len(x.ends), len(x.content), x.stemsOf) })
	x.forms = sync.OnceValue(func() postings { return post(len(x.entries), len(x.ends), len(x.terms), x.formsOf) })
	return x
}

// add cuts the next sentence. Most chunks of a text are one word by every
// rule; the others are cut by each rule by itself.
func (x *Index) add(text string, start int) {
	number, count := len(x.ends)+1, 0
	for at, chunk := range chunks(text) {
		if chunk.plain {
			x.addWord(x.written(chunk.text, number), start+at, start+at+len(chunk.text))
			count += x.addTerms(chunk)
			continue
		}
		for from, w := range contentWords(chunk.text) {
			x.addWord(x.id(w.text), start+at+from, start+at+w.end)
		}
		count += x.addTerms(chunk)
		for _, w := range Written(chunk.text) {
			x.written(w, number)
		}
	}
	x.ends = append(x.ends, end{len(x.content), len(x.terms), count})
}

func (x *Index) addWord(id ID, start, end int) {
	if stem := x.stem(id); stem > 0 {
		x.content = append(x.content, Word{stem, start, end})
	}
}

// id numbers a string.
func (x *Index) id(text string) ID {
	id, ok := x.ids[text]
	if !ok {
		id = ID(len(x.entries))
		x.ids[text] = id
		x.entries = append(x.entries, entry{text: text})
	}
	return id
}

// written numbers a word as a sentence has it.
func (x *Index) written(word string, sentence int) ID {
	id := x.id(word)
	if e := &x.entries[id]; e.first == 0 {
		e.first = sentence
	}
	return id
}

// form is a word in lower case.
func (x *Index) form(id ID) ID {
	if form := x.entries[id].form; form > 0 {
		return form
	}
	form := x.id(strings.ToLower(x.entries[id].text))
	x.entries[id].form = form
	return form
}

// stem is what a word of the text is compared by; 0 for one of grammar.
func (x *Index) stem(id ID) ID {
	if e := x.entries[id]; e.stemmed {
		return e.stem
	}
	var stem ID
	if s := contentStem(x.entries[id].text, x.language); s != "" {
		stem = x.id(s)
		x.entries[stem].isStem = true
	}
	x.entries[id].stem, x.entries[id].stemmed = stem, true
	return stem
}

// Len is one more than the highest number of a string.
func (x *Index) Len() int { return len(x.entries) }

// Text is the string of a number.
func (x *Index) Text(id ID) string { return x.entries[id].text }

// Sentences is how many there are.
func (x *Index) Sentences() int { return len(x.ends) }

// before is the end of the sentence before n.
func (x *Index) before(n int) end {
	if n == 0 {
		return end{}
	}
	return x.ends[n-1]
}

// Words are the words with content of sentence n, in order.
func (x *Index) Words(n int) []Word {
	from, to := x.before(n).content, x.ends[n].content
	return x.content[from:to:to]
}

// Terms are the words of any kind of sentence n, in order.
func (x *Index) Terms(n int) []Term {
	from, to := x.before(n).terms, x.ends[n].terms
	return x.terms[from:to:to]
}

// Count is how many words sentence n has, two characters being taken for one in
// scripts written without spaces.
func (x *Index) Count(n int) int { return x.ends[n].words }

// FirstWith is the first sentence, from 1, that has a word as it is written;
// 0: none.
func (x *Index) FirstWith(word string) int { return x.entries[x.ids[word]].first }

// Written lists the different words as they are written, each with the first
// sentence, from 1, that has it so.
func (x *Index) Written() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, e := range x.entries {
			if e.first > 0 && !yield(e.text, e.first) {
				return
			}
		}
	}
}

// Content cuts another text, whose offsets begin at base, into words with
// content and looks them up.
func (x *Index) Content(text string, base int, language string) []Word {
	list := make([]Word, 0, len(text)/bytesPerWord)
	for start, w := range contentWords(text) {
		if stem, ok := x.look(w.text, language); ok {
			list = append(list, Word{stem, base + start, base + w.end})
		}
	}
	return list
}

// look is the stem of a word as written; ok is false for one of grammar.
func (x *Index) look(word, language string) (stem ID, ok bool) {
	if e := x.entries[x.ids[word]]; e.stemmed && language == x.language {
		return e.stem, e.stem > 0
	}
	s := contentStem(word, language)
	return x.stemID(s), s != ""
}

// Stem is the number of what a word in lower case is compared by; 0 where the
// text has no word with content like it.
func (x *Index) Stem(word string) ID { return x.stemID(cutStem(word)) }

func (x *Index) stemID(stem string) ID {
	if id := x.ids[stem]; x.entries[id].isStem {
		return id
	}
	return 0
}
