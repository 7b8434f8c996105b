package prompts

// withFigures is appended to any summary's prompt where its reader wants key
// figures from the same request. It takes the most lines of each kind.
const withFigures = `After the bullets, write the key figures of the article, at most %[1]d lines, each of this form ` +
	`(an example about another article):
4.2 million euros | cost of the bridge repairs | [2]
Then write the people and organisations that matter, at most %[1]d lines, each of this form:
Ingrid Solheim | chief engineer of the port authority | [3]
Write each value and each name as the article does. Say what a value measures in the fewest words ` +
	`that a reader understands.
`
