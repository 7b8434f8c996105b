// Package article turns what people have (a file, a folder, standard input)
// into clean text with its sentences located. It hides encodings, kinds of
// input and sentence segmentation.
package article

import "newsbrief/result"

// Article is one clean text. All offsets in newsbrief are bytes in Text.
type Article struct {
	Name      string // as the user gave it; "-" for standard input
	URL       string
	Title     string
	Byline    string
	Published string
	Language  string // BCP 47; "und" where it could not be told
	Text      string
	Source    string // the input as it stands, decoded, with markup and byte order mark; "" where it is no text file
	Sentences []Sentence
	SHA256    string // of Text, in hexadecimal
	Words     int
}

// Sentence is a span of Article.Text, without surrounding white space.
type Sentence struct {
	Start, End int
	// Paragraph counts from 0; sentences of one paragraph share it.
	Paragraph int
}

// Sentence returns the text of sentence n, which counts from 1.
func (a *Article) Sentence(n int) string {
	s := a.Sentences[n-1]
	return a.Text[s.Start:s.End]
}

// About describes the article as results do.
func (a *Article) About() result.Source {
	return result.Source{
		Name: a.Name, URL: a.URL, Title: a.Title, Byline: a.Byline, Published: a.Published,
		Language: a.Language, Words: a.Words, SHA256: a.SHA256,
	}
}
