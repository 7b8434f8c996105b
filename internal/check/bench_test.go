package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across"
	"newsbrief/internal/claim"
)

// news returns the project's own English articles.
func news(tb testing.TB) []*article.Article {
	var list []*article.Article
	for _, name := range []string{"bakery-fire.txt", "chip-plant.md", "flood-report.txt", "harbour-bridge.txt", "ice-core.txt"} {
		data, err := os.ReadFile(filepath.Join("../../testdata/articles", name))
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, article.Exact(name, string(data), "en"))
	}
	return list
}

// long joins the articles to at least size bytes.
func long(tb testing.TB, size int) *article.Article {
	var b strings.Builder
	for b.Len() < size {
		for _, a := range news(tb) {
			b.WriteString(a.Text + "\n\n")
		}
	}
	return article.Exact("long", b.String(), "en")
}

// lead is a summary of the kind that is checked: an article's first sentences.
func lead(a *article.Article) *article.Article {
	return article.Exact("lead", a.Text[:a.Sentences[min(4, len(a.Sentences)-1)].End], "en")
}

// BenchmarkRecognise is the share of the recogniser in BenchmarkArticles.
func BenchmarkRecognise(b *testing.B) {
	list := news(b)
	b.SetBytes(bytesOf(list))
	for b.Loop() {
		for _, a := range list {
			claim.Find(a.Text, "en")
		}
	}
}

// BenchmarkArticles recognises and compares: bytes are the articles'.
func BenchmarkArticles(b *testing.B) {
	list := news(b)
	var leads []*article.Article
	for _, a := range list {
		leads = append(leads, lead(a))
	}
	b.SetBytes(bytesOf(list))
	for b.Loop() {
		for i, a := range list {
			check.NewSource(a).Check(leads[i])
		}
	}
}

func bytesOf(list []*article.Article) int64 {
	n := 0
	for _, a := range list {
		n += len(a.Text)
	}
	return int64(n)
}

// BenchmarkLong checks a long document against itself; the time for a byte
// must not grow with the size.
func BenchmarkLong(b *testing.B) {
	for _, size := range []int{1 << 18, 1 << 20, 1 << 22} {
		a := long(b, size)
		b.Run(byteSize(size), func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			for b.Loop() {
				check.NewSource(a).Check(a)
			}
		})
	}
}

// BenchmarkLongTranslation compares a long document with itself as its
// translation.
func BenchmarkLongTranslation(b *testing.B) {
	for _, size := range []int{1 << 18, 1 << 20, 1 << 22} {
		a := long(b, size)
		b.Run(byteSize(size), func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			for b.Loop() {
				across.Translation(check.NewSource(a), a)
			}
		})
	}
}

func byteSize(n int) string {
	if n < 1<<20 {
		return "256KiB"
	}
	return string(rune('0'+n>>20)) + "MiB"
}
