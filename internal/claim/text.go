package claim

import (
	"strconv"
	"strings"
)

func atof(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

func writeInt(b *strings.Builder, v float64) {
	b.WriteString(strconv.FormatFloat(v, 'f', 0, 64))
}
