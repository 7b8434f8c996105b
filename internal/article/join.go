package article

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Joined is several articles as one, in their order, for questions about all of
// them: its sentences are theirs.
type Joined struct {
	*Article
	Parts []*Article
	first []int // the number of each part's first sentence, from 1
}

// Join joins articles, of which there is one at least. Its language is that of the
// most sentences.
func Join(parts []*Article) *Joined {
	j := &Joined{Article: parts[0], Parts: parts, first: []int{1}}
	if len(parts) == 1 {
		return j
	}
	const between = "\n\n"
	var text strings.Builder
	sum := sha256.New()
	j.Article, j.first = &Article{Name: parts[0].Name}, nil
	spoken := map[string]int{}
	paragraph := 0
	for _, p := range parts {
		j.first = append(j.first, len(j.Sentences)+1)
		for _, s := range p.Sentences {
			at := text.Len()
			j.Sentences = append(j.Sentences, Sentence{at + s.Start, at + s.End, paragraph + s.Paragraph})
		}
		paragraph = j.Sentences[len(j.Sentences)-1].Paragraph + 1
		text.WriteString(p.Text + between)
		sum.Write([]byte(p.SHA256))
		j.Words += p.Words
		if spoken[p.Language] += len(p.Sentences); spoken[p.Language] > spoken[j.Language] {
			j.Language = p.Language
		}
	}
	j.Text, j.SHA256 = text.String(), hex.EncodeToString(sum.Sum(nil))
	return j
}

// Part is the article that sentence n is of, by its place in Parts, and the
// sentence's number there.
func (j *Joined) Part(n int) (part, sentence int) {
	part, found := slices.BinarySearch(j.first, n)
	if !found {
		part--
	}
	return part, n - j.first[part] + 1
}

// Number is the number among all of a part's sentence, both from where Part counts.
func (j *Joined) Number(part, sentence int) int { return j.first[part] + sentence - 1 }
