package judge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/article"
	"newsbrief/internal/llm"
	"newsbrief/result"
)

// What small models make of the form is read as what it is; what says neither yes
// nor no is nothing.
func TestParseVerdict(t *testing.T) {
	type want struct {
		n    int
		v    result.Verdict
		at   []int
		why  string
		none bool
	}
	for line, w := range map[string]want{
		"1 | yes | 3, 5 | -":                     {n: 1, v: result.SenseSupported, at: []int{3, 5}},
		"2 | no | 4 | the river fell":            {n: 2, v: result.SenseContradicted, at: []int{4}, why: "the river fell"},
		"2 | no | - | nobody says so":            {n: 2, v: result.Unstated, at: []int{}, why: "nobody says so"},
		"3. | Unknown | - | -":                   {n: 3, v: result.Unstated, at: []int{}},
		"| 4 | **Yes** | [2] | - |":              {n: 4, v: result.SenseSupported, at: []int{2}},
		"5 ｜ no ｜ [7], [99] ｜ other day":         {n: 5, v: result.SenseContradicted, at: []int{7}, why: "other day"},
		"6 | yes":                                {n: 6, v: result.SenseSupported, at: []int{}},
		"7 | maybe | 2 | -":                      {none: true},
		"All of these statements are supported.": {none: true},
		"yes | 2":                                {none: true},
		"NUMBER | yes, no or unknown | - | -":    {none: true},
		"":                                       {none: true},
	} {
		n, sense, ok := parseVerdict(line, 9)
		got := want{n: n, v: sense.Verdict, at: sense.Sentences, why: sense.Why, none: !ok}
		if !ok {
			got = want{none: true}
		}
		if d := cmp.Diff(w, got, cmp.AllowUnexported(want{})); d != "" {
			t.Errorf("%q: %s", line, d)
		}
	}
}

// A model that says both of a statement has said nothing, and what was reasoning
// does not count.
func TestVerdictsOfAnAnswer(t *testing.T) {
	v := verdicts{sentences: 9, of: map[int]result.Sense{}}
	for _, l := range []llm.Line{
		{Text: "1 | no | 2 | draft"}, {Text: "1 | yes | 1 | -", Restart: true}, {Text: "2 | yes | 1 | -"},
		{Text: "2 | no | 1 | -"}, {Text: "3 | yes | 1 | -"}, {Text: "3 | yes | 4 | -"},
	} {
		v.line(l)
	}
	for n, want := range map[int]result.Verdict{1: result.SenseSupported, 2: result.Unchecked, 3: result.SenseSupported} {
		if got := v.of[n].Verdict; got != want {
			t.Errorf("statement %d: %s, want %s", n, got, want)
		}
	}
}

func FuzzParseVerdict(f *testing.F) {
	f.Add("1 | no | 2-3 | why")
	f.Add("| 9 | yes | [1] |")
	f.Fuzz(func(t *testing.T, line string) {
		n, sense, ok := parseVerdict(line, 3)
		for _, s := range sense.Sentences {
			if ok && (s < 1 || s > 3) {
				t.Errorf("statement %d: sentence %d of 3", n, s)
			}
		}
	})
}

// Near a statement are the sentences it cites, their neighbours, and those that
// share its rare words.
func TestNear(t *testing.T) {
	a, err := article.ParseText("a", "The mill closed. Rain fell. The owner sold it. A heron nested there. "+
		"Nobody came. The council met. Bells rang.")
	if err != nil {
		t.Fatal(err)
	}
	s := &session{article: a}
	if got, want := s.near(Statement{"A heron nested.", []int{7}}), []int{4, 6, 7}; !cmp.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := s.near(Statement{"Zebras.", nil}); len(got) != len(a.Sentences) {
		t.Errorf("nothing is near, but only %v are looked at", got)
	}
}

func TestYesOrNo(t *testing.T) {
	for answer, want := range map[string][2]bool{
		"Yes": {true, true}, "no.\n": {false, true}, "**Yes**, it does": {true, true}, "It says so": {false, false},
		"": {false, false},
	} {
		if yes, ok := yesOrNo(answer); yes != want[0] || ok != want[1] {
			t.Errorf("%q: %v %v", answer, yes, ok)
		}
	}
	// Granite Guardian scores the risk.
	for answer, want := range map[string][2]bool{
		"<score> yes </score>": {false, true}, "<score>\nno</score>\n<confidence>High": {true, true}, "no": {true, true},
	} {
		if yes, ok := (guardian{}).supported(answer); yes != want[0] || ok != want[1] {
			t.Errorf("%q: %v %v", answer, yes, ok)
		}
	}
}

// The trial has as many right statements as wrong ones, three of each fault, and
// a model that always says the same is found out.
func TestTrial(t *testing.T) {
	articles, err := trialArticles()
	if err != nil {
		t.Fatal(err)
	}
	yes, all := &Trial{}, &Trial{}
	for _, a := range articles {
		if len(a.article.Sentences) != 5 || len(a.pairs) != 10 {
			t.Errorf("%q: %d sentences, %d pairs", a.article.Sentence(1), len(a.article.Sentences), len(a.pairs))
		}
		for _, p := range a.pairs {
			yes.count(p, result.SenseSupported)
			v := result.SenseSupported
			if p.fault != "" {
				v = result.Unstated
			}
			all.count(p, v)
		}
	}
	for _, k := range all.Kinds {
		if want := map[bool]int{true: 30, false: 3}[k.Kind == right]; k.Of != want || k.Right != want {
			t.Errorf("%s: %d of %d", k.Kind, k.Right, k.Of)
		}
	}
	if value, _ := yes.Balanced(); value != 0.5 || yes.Fit() {
		t.Errorf("a model that always says yes: %.2f", value)
	}
	if value, lower := all.Balanced(); value != 1 || lower < 0.9 || !all.Fit() {
		t.Errorf("a model that is always right: %.2f, at least %.2f", value, lower)
	}
}
