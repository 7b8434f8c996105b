package rank

// Fitted are the weights that a search found on public articles with reference
// summaries; docs/quality.md has the command. What is not named weighs
// nothing: it was not worth a weight.
var Fitted = Weights{
	Gate: [TraitCount]float64{
		Always: -0.75, Size: -0.5, Extent: 2.25, Spread: 4, Dateline: 4.5, Unity: -0.25, LeadBreadth: 0.5,
		Terse: 6, Unrepeated: -0.5, Wanted: 2, Few: 12.5,
	},
	News: [FeatureCount]float64{
		Opening: 1, Early: 2, Centrality: 1, Title: 0.5, Lead: -2, Length: -2.5, Short: -1.5, Quote: -1.5,
	},
	Other: [FeatureCount]float64{
		Opening: 0.5, Keynote: 4, Degree: 2, Centrality: 1, Title: 0.25, Lead: 0.5, Length: 3, Short: -1,
	},
	Redundancy: [2]float64{1, 0.25},
}
