package check

import (
	"testing"

	"newsbrief/internal/article"
)

// strike states a length of time; its paragraph names the crews, of whom it
// speaks three times.
const strike = "Ferry crews went on strike in May. The crews wanted more pay. Their strike lasted about 27 days.\n\nThe ferry crews went home. "

func TestContradictions(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"The repairs will cost 4.2 million euros. The mayor spoke. The council put the cost of the repairs at " +
			"5.1 million euros.", 1},
		{"The company will cut 300 jobs at its plant. Shares rose. Unions said the plan to cut 500 jobs at the " +
			"plant was a shock.", 1},
		{"The fire killed 14 people, police said. The hospital is full. Later they said that 16 people were " +
			"killed by the fire.", 1},
		{strike + "The union said that the ferry crews won in less than three weeks.", 1},
		{strike + "The council thanked the crews. The 18-day strike was the longest of the ferry.", 1},

		{strike + "The council thanked the crews. The 40-day strike was the longest of the ferry.", 1},

		{strike + "The council thanked the crews. The 30-day strike was the longest of the ferry.", 0},
		{strike + "The council thanked the crews. The 25-day strike was the longest of the ferry.", 0},
		{strike + "The union said that the ferry crews won in less than five weeks.", 0},
		{strike + "The union said that the ferry crews won in less than two weeks.", 0},
		{strike + "Tickets will be on sale again in three weeks.", 0},
		{strike + "A baker at the quay learnt the trade in three weeks.", 0},
		{strike + "The ferry crews won in less than three weeks. The talks lasted 40 days.", 0},
		{"The bridge cost 5 million euros. The mayor spoke. The tunnel cost 7 million euros.", 0},
		{"The museum bought 40 paintings for its new wing last year. Rain fell. The museum sold 25 paintings of " +
			"the old collection to a dealer.", 0},
		{"The county built the bridge for 5 million euros. The mayor spoke. The county sold the bridge company " +
			"for 7 million euros to a bank.", 0},
		{"I liked the Sims 2 game and its houses. I also liked the Sims 3 game and its houses.", 0},
		{"The repairs will cost 4.2 million euros. The council put the cost of the repairs at about 4 million euros.",
			0},
		{"The repairs will cost 4.2 million euros. The council put the cost of the repairs at more than 4 million " +
			"euros.", 0},
		{"The repairs will cost 4 to 5 million euros. The council put the cost of the repairs at 4.5 million euros.",
			0},
		{"The repairs will cost 4 to 5 million euros. The council put the cost of the repairs at 6 million euros.", 1},
		{"The repairs will cost less than 5 million euros. The council put the cost of the repairs at 4.5 million " +
			"euros.", 0},
		{"The repairs will cost less than 5 million euros. The council put the cost of the repairs at 6 million " +
			"euros.", 1},
		{"The repairs will cost more than 4 million euros. The council put the cost of the repairs at 4 million " +
			"euros.", 0},
		{"The repairs will cost more than 4 million euros. The council put the cost of the repairs at 3 million " +
			"euros.", 1},
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
