package rank

// Fitted are the weights that `go run ./offline fit` in measure/ found on public articles
// with reference summaries, from ten outlets in six languages; docs/quality.md names
// them. What is not named weighs nothing. By hand is one: an early sentence counts in
// any text, for readers expect it.
var Fitted = Weights{
	Gate: [TraitCount]float64{
		Always: 0.15, Size: -1.85, Extent: 0.55, Spread: -0.4, Dateline: 7.15, Unity: -0.7, LeadBreadth: 2.9,
		Terse: 6.35, Unrepeated: -2, Flat: 1.5, Titled: -6.25, Wanted: 2.95, Few: -2.95,
	},
	News: [FeatureCount]float64{
		Opening: 0.5, Early: 0.9, Keynote: 0.75, Degree: 0.3, Centrality: 0.1, Lead: 0.95, Length: -0.65, Short: -0.6,
		Quote: -1.35, Late: -1.35, Frequency: 1.65, Fresh: 1.05, Number: 0.15, Name: -0.3, Long: -1, Second: 0.15,
	},
	Other: [FeatureCount]float64{
		Opening: 0.5, Early: 0.4, Keynote: 0.5, Degree: 2.3, Centrality: 0.6, Lead: 0.65, Length: 1.6, Short: -0.35,
		Quote: -0.25, Late: 0.15, Frequency: 0.15, Fresh: 0.2, Number: 0.1, Name: 1.4, Long: 0.35, Second: 0.1,
	},
	Redundancy: [2]float64{0.5, 0.25},
}

// Even is where a search for weights may begin that knows none.
var Even = Weights{
	News:       [FeatureCount]float64{Opening: 2, Early: 2, Centrality: 1},
	Other:      [FeatureCount]float64{Opening: 1, Early: 0.5, Degree: 2, Centrality: 1, Length: 1},
	Redundancy: [2]float64{0.5, 0.5},
}
