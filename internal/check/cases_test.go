package check_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/internal/check"
	"newsbrief/internal/check/across"
)

// TestCases checks small candidates of the kinds that models write against
// their sources: nothing of a good one may be flagged, a bad one must be. The
// ones in testdata/known.txt are not yet told; one that is must leave the list.
func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/known.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		known[strings.TrimSpace(line)] = true
	}
	f, err := os.Open("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c struct{ ID, Want, Source, Candidate, To string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		right := flagged(c.Source, c.Candidate, c.To) == (c.Want == "bad")
		switch {
		case right && known[c.ID]:
			t.Errorf("%s is right now: take it off testdata/known.txt", c.ID)
		case !right && !known[c.ID]:
			t.Errorf("%s: should be %s:\n%s", c.ID, c.Want, c.Candidate)
		}
	}
}

// flagged says whether a candidate has a claim that its source does not bear
// out; to is the language of a translation, or "".
func flagged(from, text, to string) bool {
	a := article.Exact("", from, "")
	var verdicts []check.Verdict
	if to == "" {
		verdicts = check.NewSource(a).Check(article.Exact("", text, a.Language))
	} else {
		verdicts = across.Translation(check.NewSource(a), article.Exact("", text, to))
	}
	for _, v := range verdicts {
		if !v.Status.Good() {
			return true
		}
	}
	return false
}
