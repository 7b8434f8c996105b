package check

import (
	"testing"

	"newsbrief/internal/article"
)

func TestContradictions(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"The repairs will cost 4.2 million euros. The mayor spoke. The council put the cost of the repairs at 5.1 million euros.", 1},
		{"The company will cut 300 jobs at its plant. Shares rose. Unions said the plan to cut 500 jobs at the plant was a shock.", 1},
		{"The fire killed 14 people, police said. The hospital is full. Later they said that 16 people were killed by the fire.", 1},

		{"The repairs will cost 4.2 million euros. The council put the cost of the repairs at about 4 million euros.", 0},
		{"The repairs will cost 4.2 million euros. The council put the cost of the repairs at more than 4 million euros.", 0},
		{"The pipe is 3 km long. The length of the pipe is 3,000 metres.", 0},
		{"In 2023 the firm sold 400 boats. The firm sold 300 boats.", 0},
		{"The price rose from 3 euros to 5 euros. The price is 4 euros.", 0},
		{"Revenue was 3 billion euros. Profit was 1 billion euros.", 0},
	}
	for _, tt := range tests {
		if got := NewSource(article.Exact("", tt.text, "en")).Contradictions(); len(got) != tt.want {
			t.Errorf("%s\n%v, want %d", tt.text, got, tt.want)
		}
	}
}
