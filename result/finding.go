package result

import "slices"

// Status says what a source says of a claim. The list is final.
type Status string

// The statuses.
const (
	Supported    Status = "supported"
	Derived      Status = "derived" // rounded, converted, summed, worded otherwise
	Contradicted Status = "contradicted"
	Unsupported  Status = "unsupported"
)

// Good says whether a reader may trust the claim.
func (s Status) Good() bool { return s == Supported || s == Derived }

// Worse says whether a reader may trust s less than t.
func (s Status) Worse(t Status) bool {
	order := [...]Status{Supported, Derived, Unsupported, Contradicted}
	return slices.Index(order[:], s) > slices.Index(order[:], t)
}

// Finding is what the source says of one claim. Start and End are bytes in the
// text that was checked; a missing passage has none there. Sentence is the one
// of the source that speaks of the same thing, 0 for none. Quote is that
// sentence where it says otherwise.
type Finding struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Status   Status `json:"status"`
	Sentence int    `json:"sentence"`
	Source   string `json:"source,omitempty"` // whose Sentence it is, where several were read
	Reason   string `json:"reason,omitempty"` // one clause for the reader
	Quote    string `json:"quote,omitempty"`
	// Of a claim with a value: the value in its unit, as a figure's; what it is a
	// value of and when, in the words of the text that was checked; how the text
	// limits it ("more than").
	Value  *float64 `json:"value,omitempty"`
	Unit   string   `json:"unit,omitempty"`
	Of     string   `json:"of,omitempty"`
	Bound  string   `json:"bound,omitempty"`
	Period string   `json:"period,omitempty"`
	// Accepted findings were read by a person and fail no check.
	Accepted bool `json:"accepted,omitempty"`
}

// Good says whether the finding needs no reader: the source bears the claim out, or
// a person has accepted that it does not.
func (f Finding) Good() bool { return f.Status.Good() || f.Accepted }

// SegmentKind is the kind of a finding about a line or passage as a whole: missing,
// added, untranslated, without any support.
const SegmentKind = "segment"

// StatementKind is the kind of a finding about a sentence as a whole.
const StatementKind = "statement"

// Whole says whether the finding is about the line, passage or sentence as a whole.
func (f Finding) Whole() bool { return f.Kind == SegmentKind || f.Kind == StatementKind }

// Worst is the worst status of all findings that are not accepted, Supported where
// there are none.
func Worst(findings []Finding) Status {
	worst := Supported
	for _, f := range findings {
		if !f.Accepted && f.Status.Worse(worst) {
			worst = f.Status
		}
	}
	return worst
}

// Evidence is a sentence of the article that backs a line. Start and End are
// bytes in the article's text.
type Evidence struct {
	Source   string `json:"source,omitempty"` // the article's name, where several were read
	Sentence int    `json:"sentence"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Quote    string `json:"quote"`
	// StartTime is when it is spoken, as 00:12:04, where the article is a recording's.
	StartTime string `json:"start_time,omitempty"`
}

// Sentences are the numbers of the sentences of evidence, in its order.
func Sentences(evidence []Evidence) []int {
	var numbers []int
	for _, e := range evidence {
		numbers = append(numbers, e.Sentence)
	}
	return numbers
}
