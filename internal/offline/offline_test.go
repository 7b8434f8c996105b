package offline

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"newsbrief/internal/mock"
)

func FuzzFacts(f *testing.F) {
	f.Add("Mayor Lena Aasen, the chair, paid 4.2 million euros, 3% of 5 km.", "en")
	f.Add("年度の赤字は4億8000万円に上った。", "ja")
	f.Add("市长王建国表示，费用为420万欧元。", "zh")
	f.Add("ค่าใช้จ่ายประมาณ 4.2 ล้านยูโร รถบรรทุก 120 วัน", "th")
	f.Add("Бывший глава МИД Лев Прядко, мэр города, потерял 3,4% из 2,1 млрд рублей, который он получил.", "ru")
	f.Add("«J'ai», a dit M. Roux, maire de 3 000 âmes.", "fr")
	f.Add("«J'\x10dit 3 d\x00», a\x10dit 3 L00,x, maire de 3 L00 âm»,", "fr") // a mark ends it
	f.Fuzz(func(t *testing.T, sentence, language string) {
		for _, f := range facts(mock.Article{Sentences: []string{sentence}, Paragraphs: []int{0}, Language: language}, 3) {
			if f.Text == "" || f.About == "" {
				t.Errorf("a value or a name without words beside it: %+v", f)
			}
		}
	})
}

// One sentence, as a text without full stops is: the time must grow with its
// length.
func BenchmarkOneLine(b *testing.B) {
	for _, n := range []int{1 << 10, 1 << 12, 1 << 14} {
		line := strings.Repeat("the 3,000 people of Mayor Lena Aasen paid 4 million euros for 12 km and ", n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				facts(mock.Article{Sentences: []string{line}, Paragraphs: []int{0}, Language: "en"}, 10)
			}
		})
	}
}

// Figures and people of an article of 7 KB, as it is read.
func BenchmarkFigures(b *testing.B) {
	a := readArticle(b, "../../testdata/articles/flood-report.txt")
	for b.Loop() {
		facts(a, 10)
	}
}

// An article of 2 KB: what a summary costs beyond reading and cutting it.
func BenchmarkBullets(b *testing.B) {
	text, err := os.ReadFile("../../testdata/articles/feature-clocks.txt")
	if err != nil {
		b.Fatal(err)
	}
	const size = 2 << 10
	a := mock.Article{Language: "en"}
	for n, paragraph := range strings.Split(string(text[:min(size, len(text))]), "\n\n") {
		for s := range strings.SplitAfterSeq(paragraph, ". ") {
			a.Sentences, a.Paragraphs = append(a.Sentences, strings.TrimSpace(s)), append(a.Paragraphs, n)
		}
	}
	for b.Loop() {
		bullets(a, mock.Wish{Bullets: 5, Fewer: true})
	}
}
