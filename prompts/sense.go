package prompts

import "fmt"

// Sense is the task of judging what others wrote about an article. It has no
// template: its answer is read, not printed.
const Sense = "sense"

// SenseInstruction asks about statements, which are lines "number | statement".
func SenseInstruction(count int, statements string) string {
	return fmt.Sprintf(`task: %s
statements: %d

Judge each statement below by the article above alone, even where you know better.
- yes: the article says all of it, or all of it follows: who did what to whom, whether it happened, `+
		`how certain it is, who says so, cause, time, comparison. `+
		`Other words, rounding, leaving out and joining are fine.
- no: the article says otherwise, or does not say a part of it.
- unknown: the article does not let you tell.

%s
Write one line for each statement, in the form: number | yes, no or unknown | `+
		`numbers of the deciding sentences, or - | why in at most 12 words, or -
`, Sense, count, statements)
}
