package lexicon

import (
	"embed"
	"strings"
)

//go:embed *.tsv
var tables embed.FS

// Rows calls f for each line of a table.
func Rows(name string, f func(class, value string, forms []string)) bool {
	table, err := tables.ReadFile(name + ".tsv")
	EachRow(string(table), f)
	return err == nil
}

func EachRow(table string, f func(class, value string, forms []string)) {
	for line := range strings.SplitSeq(table, "\n") {
		columns := strings.Split(line, "\t")
		if len(columns) == 3 && !strings.HasPrefix(line, "#") {
			f(columns[0], columns[1], strings.Split(columns[2], ", "))
		}
	}
}
