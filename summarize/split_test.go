package summarize

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsbrief/internal/article"
)

// prose has paragraphs of so many sentences, of ten tokens each.
func prose(paragraphs ...int) splitter {
	var text strings.Builder
	n := 0
	for _, sentences := range paragraphs {
		for range sentences {
			n++
			fmt.Fprintf(&text, "The town council heard witness %d. ", n)
		}
		text.WriteString("\n\n")
	}
	return splitter{article.Exact("", text.String(), "en"), func(int) int { return 10 }}
}

func upTo(n int) (numbers []int) {
	for i := range n {
		numbers = append(numbers, i+1)
	}
	return numbers
}

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		name       string
		paragraphs []int
		room       int
		want       string
	}{
		{"all fit", []int{2, 3}, 50, "[[1 2 3 4 5]]"},
		{"at paragraphs", []int{2, 3}, 40, "[[1 2] [3 4 5]]"},
		{"about equally long", []int{1, 1, 1, 1, 1, 1}, 50, "[[1 2 3] [4 5 6]]"},
		{"a paragraph that is too long", []int{1, 5, 1}, 30, "[[1 2 3] [4 5 6] [7]]"},
		{"one sentence each", []int{2, 1}, 10, "[[1] [2] [3]]"},
	} {
		s := prose(tt.paragraphs...)
		parts, err := s.split(upTo(len(s.article.Sentences)), tt.room)
		if got := fmt.Sprint(parts); err != nil || got != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.name, got, err, tt.want)
		}
	}
	if _, err := prose(2).split(upTo(2), 9); err != errSentence {
		t.Errorf("a sentence that does not fit: %v", err)
	}
	for _, room := range []int{0, -5} {
		if _, err := prose(2).split(upTo(2), room); err != errSentence {
			t.Errorf("room for %d: %v", room, err)
		}
	}
}

// Whatever the paragraphs and the room, no sentence is lost, doubled or moved,
// and no part is larger than the room.
func FuzzSplit(f *testing.F) {
	f.Add([]byte{2, 3, 9, 1}, uint8(4))
	f.Fuzz(func(t *testing.T, paragraphs []byte, sentences uint8) {
		var sizes []int
		for _, p := range paragraphs[:min(len(paragraphs), 12)] {
			sizes = append(sizes, int(p%20))
		}
		s := prose(sizes...)
		all := upTo(len(s.article.Sentences))
		if len(all) == 0 {
			return
		}
		room := 10 * (1 + int(sentences%30))
		parts, err := s.split(all, room)
		if err != nil || !slices.Equal(slices.Concat(parts...), all) {
			t.Fatalf("%v, %v", parts, err)
		}
		for _, p := range parts {
			if len(p) == 0 || s.total(p) > room {
				t.Errorf("a part of %d in %d: %v", s.total(p), room, p)
			}
		}
	})
}

func TestSurround(t *testing.T) {
	s := prose(2, 4, 3)
	for _, tt := range []struct {
		room int
		want string
	}{
		{10, "[5]"},
		{40, "[1 2 3 5]"},       // the head of the article
		{50, "[1 2 3 4 5]"},     // what stands before it
		{1000, "[1 2 3 4 5 6]"}, // its paragraph, and no other
	} {
		if got := fmt.Sprint(s.surround([]int{5}, tt.room)); got != tt.want {
			t.Errorf("room %d: %s, want %s", tt.room, got, tt.want)
		}
	}
	// Three sentences on either side, of a long paragraph; what is near counts
	// before what is far.
	s = prose(4, 9)
	for room, want := range map[int]string{1000: "[1 2 3 5 6 7 8 9 10 11]", 80: "[1 2 3 6 7 8 9 10]", 50: "[1 2 3 7 8]"} {
		if got := fmt.Sprint(s.surround([]int{8}, room)); got != want {
			t.Errorf("of a long paragraph, room %d: %s, want %s", room, got, want)
		}
	}
}
