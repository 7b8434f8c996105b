package extractive

import (
	"fmt"
	"slices"
	"testing"
)

func TestRank(t *testing.T) {
	sentences := []string{
		"The harbour bridge will close on 3 May for repairs that cost 4.2 million euros.",
		"Read also: ten walks along the harbour and the bridge.",
		"Inspectors found cracks in the steel of the harbour bridge in February.",
		"Why did nobody repair the harbour bridge before?",
		"The harbour bridge will close on 3 May for repairs that cost 4.2 million euros, officials said.",
		"The bus company plans ferries across the harbour every 20 minutes.",
		"Tea was served.",
	}
	paragraphs := []int{0, 1, 2, 2, 3, 4, 5}
	if got := Rank(sentences, paragraphs, 3); !slices.Equal(got, []int{0, 2, 5}) {
		t.Errorf("got %v: boilerplate, questions and repetition come last", got)
	}
	if got := Rank(sentences, paragraphs, 99); len(got) != len(sentences) || !slices.IsSorted(got) {
		t.Errorf("all of them: %v", got)
	}
	if got := Rank(nil, nil, 3); len(got) != 0 {
		t.Errorf("of none: %v", got)
	}
}

func TestRankIsDeterministic(t *testing.T) {
	var sentences []string
	var paragraphs []int
	for i := range 200 {
		sentences = append(sentences, fmt.Sprintf("Word%d and word%d stand with word%d in line %d of it.", i%7, i%11, i%13, i))
		paragraphs = append(paragraphs, i/4)
	}
	want := Rank(sentences, paragraphs, 20)
	for range 5 {
		if got := Rank(sentences, paragraphs, 20); !slices.Equal(got, want) {
			t.Fatalf("%v, then %v", want, got)
		}
	}
}
