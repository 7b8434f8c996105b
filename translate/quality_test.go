package translate

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/article/input"
	"newsbrief/internal/document"
	"newsbrief/result"
)

// BenchmarkHumans puts human translations of documents through the checks of
// a segment: how many are flagged, how many once two neighbours have changed
// places, and how many of those by the check for just that.
//
//	NEWSBRIEF_SAMPLES=DIR go test -run '^$' -bench Humans -benchtime 1x ./translate
func BenchmarkHumans(b *testing.B) {
	dir := os.Getenv("NEWSBRIEF_SAMPLES")
	if dir == "" {
		b.Skip("NEWSBRIEF_SAMPLES is not set")
	}
	f, err := os.Open(filepath.Join(dir, "ntrex_docs.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var segments, flagged, crossedOnes, pairs, found, foundCrossed, moved, shifted, foundShifted float64
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var row struct {
			Source string
			Refs   map[string]string
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		for code, text := range row.Refs {
			t := humanTask(row.Source, text, map[string]string{"deu": "de", "spa": "es", "fra": "fr", "rus": "ru", "zho-CN": "zh", "jpn": "ja", "arb": "ar", "hin": "hi"}[code])
			if t == nil {
				continue
			}
			judge(t.passages)
			moved += float64(len(newLayout(t.passages).moved()))
			for i, p := range t.passages {
				segments++
				if !result.Worst(p.claims).Good() {
					flagged++
				}
				if len(confusions(t.passages, i)) > 0 {
					crossedOnes++
				}
			}
			for i := 0; i+1 < len(t.passages); i += 2 {
				p, q := t.passages[i], t.passages[i+1]
				x, y := reply{text: q.target, whole: true}, reply{text: p.target, whole: true}
				p.take(p.assess(x, t.options))
				q.take(q.assess(y, t.options))
				judge(t.passages)
				pairs++
				if !result.Worst(p.claims).Good() || !result.Worst(q.claims).Good() {
					found++
				}
				if len(confusions(t.passages, i)) > 0 {
					foundCrossed++
				}
				p.take(p.assess(y, t.options))
				q.take(q.assess(x, t.options))
			}
			for i := len(t.passages) - 1; i > 0; i-- {
				p := t.passages[i]
				p.take(p.assess(reply{text: t.passages[i-1].target, whole: true}, t.options))
			}
			judge(t.passages)
			for _, p := range t.passages[1:] {
				shifted++
				if !result.Worst(p.claims).Good() {
					foundShifted++
				}
			}
		}
	}
	b.ReportMetric(segments, "segments")
	b.ReportMetric(100*flagged/segments, "%flagged")
	b.ReportMetric(100*crossedOnes/segments, "%taken-for-swapped")
	b.ReportMetric(100*moved/segments, "%taken-for-moved")
	b.ReportMetric(100*foundShifted/shifted, "%shifted-found")
	b.ReportMetric(100*found/pairs, "%swaps-found")
	b.ReportMetric(100*foundCrossed/pairs, "%swaps-found-as-such")
}

// humanTask pairs the paragraphs of a text and its translation; nil where
// their numbers differ.
func humanTask(source, target, to string) *task {
	d, _ := document.Parse(input.Plain, source)
	from := d.Segments
	into := strings.Split(strings.TrimSpace(target), "\n\n")
	if len(from) != len(into) {
		return nil
	}
	t := &task{options: Options{From: "en", To: to}, article: &article.Article{}}
	for i, s := range from {
		p := newPassage(s, t.options)
		p.take(p.assess(reply{text: strings.Join(strings.Fields(into[i]), " "), whole: true}, t.options))
		t.passages = append(t.passages, p)
	}
	return t
}
