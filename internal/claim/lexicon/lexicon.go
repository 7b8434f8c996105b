// Package lexicon reads the table of words that tell languages apart.
package lexicon

import "strings"

// EachRow calls f for each line of a table.
func EachRow(table string, f func(class, value string, forms []string)) {
	for line := range strings.SplitSeq(table, "\n") {
		columns := strings.Split(line, "\t")
		if len(columns) == 3 && !strings.HasPrefix(line, "#") {
			f(columns[0], columns[1], strings.Split(columns[2], ", "))
		}
	}
}
