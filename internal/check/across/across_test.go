package across

import (
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/result"
)

func TestSummary(t *testing.T) {
	source := check.NewSource(article.Exact("", "The repairs take 120 days and cost 4.2 million euros. On 3 May the bridge closes. About 23,000 vehicles cross it a day.", "en"))
	tests := []struct {
		text, language string
		sentences      []int
		want           result.Status
	}{
		{"Les travaux coûtent 4,2 millions d'euros.", "fr", []int{1}, result.Supported},
		{"Die Reparatur kostet 4,2 Mio. Euro und dauert 120 Tage.", "de", []int{1}, result.Supported},
		{"修理费用为420万欧元。", "zh", []int{1}, result.Supported},
		{"Le pont ferme le 3 mai.", "fr", []int{2}, result.Supported},
		{"Le pont ferme le 3 mai.", "fr", []int{1}, result.Supported}, // another sentence than the one cited
		{"Le pont ferme.", "fr", nil, result.Supported},               // no value

		{"Les travaux coûtent 4,3 millions d'euros.", "fr", []int{1}, result.Contradicted},
		{"Les travaux coûtent 4,3 millions d'euros.", "fr", nil, result.Unsupported}, // no sentence is cited
		{"Die Reparatur dauert 130 Tage.", "de", []int{1}, result.Contradicted},
		{"Le pont ferme le 4 mai.", "fr", []int{2}, result.Unsupported},
		{"Мост закроют 6 мая.", "ru", []int{2}, result.Unsupported},
	}
	for _, tt := range tests {
		verdicts := Summary(source, article.Exact("", tt.text, tt.language), tt.sentences)
		if got := result.Worst(source.Findings(verdicts)); got != tt.want {
			t.Errorf("%s: %s, want %s: %+v", tt.text, got, tt.want, verdicts)
		}
	}
}
