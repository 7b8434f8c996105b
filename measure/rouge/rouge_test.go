package rouge

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// near compares a score with precision, recall and F1 of five decimals.
func near(t *testing.T, name string, got Score, precision, recall, f1 float64) {
	t.Helper()
	for _, pair := range [][2]float64{{got.Precision, precision}, {got.Recall, recall}, {got.F1, f1}} {
		if math.Abs(pair[0]-pair[1]) > 0.000005 {
			t.Errorf("%s: %.5f, want %v %v %v", name, got, precision, recall, f1)
			return
		}
	}
}

func TestSmall(t *testing.T) {
	words := strings.Fields
	target := words("testing one two")
	near(t, "one of three", N(target, words("testing"), 1), 1, 0.33333, 0.5)
	near(t, "one pair of two", N(target, words("testing one"), 2), 1, 0.5, 0.66667)
	near(t, "in a row", L(target, words("testing one")), 1, 0.66667, 0.8)
	near(t, "with a gap", L(target, words("testing two")), 1, 0.66667, 0.8)
	near(t, "a token counts once", N(words("a b"), words("a a a a"), 1), 0.25, 0.5, 0.33333)
	near(t, "other order", L(words("a b c d"), words("d c b a")), 0.25, 0.25, 0.25)
	near(t, "union of lines", Lsum("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", false), 0.4, 0.8, 0.53333)
	for name, s := range map[string]Score{
		"N of nothing": N(target, nil, 1), "N of too little": N(target, words("testing"), 2), "L of nothing": L(target, nil), "L for nothing": L(nil, target),
		"Lsum of nothing": Lsum("w1 w2", "", false), "Lsum for nothing": Lsum("", "w1", false), "Lsum of marks": Lsum("w1 w2", "/", false),
	} {
		near(t, name, s, 0, 0, 0)
	}
}

func TestTokens(t *testing.T) {
	got := strings.Join(Tokens("The 4.2 m€ bridge's cables, café-side: RUSTING!", true), " ")
	if want := "the 4 2 m bridg s cabl caf side rust"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The stems are those of NLTK's PorterStemmer; the 61,318 words of the public
// samples that docs/quality.md names were compared once in the same way.
func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"caresses": "caress", "ponies": "poni", "dies": "die", "news": "news", "agreed": "agre", "feed": "feed", "died": "die", "spied": "spi",
		"plastered": "plaster", "hopping": "hop", "falling": "fall", "filing": "file", "happy": "happi", "enjoy": "enjoy", "by": "by",
		"relational": "relat", "conditional": "condit", "digitizer": "digit", "geology": "geolog", "radically": "radic", "hopefulness": "hope",
		"triplicate": "triplic", "adoption": "adopt", "replacement": "replac", "controlling": "control", "rate": "rate", "cease": "ceas", "sky": "sky",
		"innings": "inning", "dying": "die", "proceed": "proceed", "2019": "2019", "generalizations": "gener", "oscillators": "oscil",
	} {
		if got := Stem(word); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

// TestPublished repeats the comparisons with ROUGE-1.5.5 that rouge_score
// publishes in its own tests, on the texts they are made with.
func TestPublished(t *testing.T) {
	dir := os.Getenv("ROUGE_TESTDATA")
	if dir == "" {
		t.Skip("ROUGE_TESTDATA is not set: it names the folder rouge/testdata of google-research")
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	targets, predictions := strings.Split(read("target.txt"), "\n"), strings.Split(read("prediction.txt"), "\n")
	tokens := func(i int, stem bool) (target, prediction []string) {
		return Tokens(targets[i], stem), Tokens(predictions[i], stem)
	}
	target, prediction := tokens(0, false)
	near(t, "first, ROUGE-1", N(target, prediction, 1), 0.68750, 0.40741, 0.51163)
	near(t, "first, ROUGE-2", N(target, prediction, 2), 0.53333, 0.30769, 0.39024)
	near(t, "first, ROUGE-L", L(target, prediction), 0.68750, 0.40741, 0.51163)
	target, prediction = tokens(1, false)
	near(t, "second, ROUGE-1", N(target, prediction, 1), 0.65385, 0.40476, 0.50000)
	near(t, "second, ROUGE-2", N(target, prediction, 2), 0.48000, 0.29268, 0.36364)
	near(t, "second, ROUGE-L", L(target, prediction), 0.65385, 0.40476, 0.50000)
	target, prediction = tokens(0, true)
	near(t, "first, stemmed, ROUGE-1", N(target, prediction, 1), 0.68750, 0.40741, 0.51163)
	target, prediction = tokens(1, true)
	near(t, "second, stemmed, ROUGE-1", N(target, prediction, 1), 0.69231, 0.42857, 0.52941)
	near(t, "second, stemmed, ROUGE-2", N(target, prediction, 2), 0.48000, 0.29268, 0.36364)
	near(t, "several lines, stemmed, ROUGE-Lsum",
		Lsum(read("pyrouge_files/target_multi.0.txt"), read("pyrouge_files/prediction_multi.0.txt"), true), 0.66667, 0.36538, 0.47205)
}
