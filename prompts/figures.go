package prompts

// withFigures is appended to any summary's instruction where its reader wants key
// figures from the same request. It takes the most lines of each kind.
const withFigures = `After the bullets, write the key figures of the article, at most %[1]d lines, each of the form:
value | what it measures | [number of its sentence]
Then write the people and organisations that matter, at most %[1]d lines, each of the form:
name | role | [number of its sentence]
Write each value and each name as the article does. Say what a value measures in the fewest words ` +
	`that a reader understands.
`
