package rank

// Fitted are weights found on public articles with reference summaries, of which
// docs/quality.md tells: two thirds of News and of Other are what `go run ./offline fit` in
// measure/ found, one third what lost fewest points by each choice, sentence by sentence, on
// sets whose best baseline is the lead (News) or TextRank (Other). `go run ./offline gate`
// found the gate. What is not named weighs nothing. By hand is one: an early sentence counts
// in any text, for readers expect it.
var Fitted = Weights{
	Gate: [TraitCount]float64{
		Always: 3.1, Size: -1, Extent: 0.5, Spread: 3.5, Dateline: 2, Unity: 0.95, LeadBreadth: 1.45,
		FirstBreadth: 2.1, FirstDegree: -0.35, LeadDegree: -0.4, Echo: -2.15, Paragraph: -3.3, FirstParagraph: 2.1,
		Terse: 0.65, Unrepeated: 0.5, Flat: 0.55, Titled: -2.65, Wanted: 0.3, Few: -5.65,
	},
	News: [FeatureCount]float64{
		Opening: 0.5, Early: 1.35, Keynote: 0.5, Degree: 1.35, Centrality: 0.75, Title: 0.6, Lead: 1.2, Length: 0.2,
		Short: -0.95, Quote: -1.85, Late: -2.85, Frequency: 1.25, Fresh: 1.6, Number: 0.4, Long: -0.75, Second: 0.3,
	},
	Other: [FeatureCount]float64{
		Opening: 0.5, Early: 0.4, Keynote: 0.35, Degree: 3.95, Centrality: 1.3, Lead: 0.4, Length: 3.2, Short: -0.45,
		Quote: -0.2, Late: 0.4, Frequency: -0.05, Fresh: -0.1, Number: -0.05, Name: 0.65, Long: 0.5, Second: 0.25,
	},
	Redundancy: [2]float64{0.6, 0.2},
}

// Even is where a search for weights may begin that knows none.
var Even = Weights{
	News:       [FeatureCount]float64{Opening: 2, Early: 2, Centrality: 1},
	Other:      [FeatureCount]float64{Opening: 1, Early: 0.5, Degree: 2, Centrality: 1, Length: 1},
	Redundancy: [2]float64{0.5, 0.5},
}
