package keyfacts

import (
	"fmt"
	"strings"
	"testing"
)

// One sentence, as a text without full stops is: the time must grow with its
// length.
func BenchmarkOneLine(b *testing.B) {
	for _, n := range []int{1 << 10, 1 << 12, 1 << 14} {
		line := strings.Repeat("the 3,000 people of Mayor Lena Aasen paid 4 million euros for 12 km and ", n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				Figures([]string{line}, "en", 10)
				People([]string{line}, "en", 10)
			}
		})
	}
}
