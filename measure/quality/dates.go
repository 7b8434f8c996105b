package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"newsbrief/internal/claim"
	"newsbrief/internal/claim/when"
)

// dates measures dates, times and durations: each item of the row is found in
// its place, and what the claim tells of year, month, day, weekday, hour and
// length is what the row says. Left out are items that a summary does not
// state as a value: "every Monday", "in the evening", "now".
func dates(dir string) {
	list := rows[recognizerRow](dir, "recognizers_DateTimeModel.jsonl")
	each(list, []string{"DateTimeModel"}, func(t *tally, r recognizerRow, _ string) {
		wrong := datesWrong(r)
		t.add(wrong == "", "%.200q: %s", r.Input, wrong)
	})
}

// datesWrong says what is wrong in a row; "" where nothing is.
func datesWrong(r recognizerRow) string {
	var claims []claim.Claim
	for _, c := range claim.Find(r.Input, tags[r.Lang]) {
		if c.Kind == claim.Date || c.Kind == claim.Duration {
			claims = append(claims, c)
		}
	}
	reference, _ := time.Parse("2006-01-02T15:04:05", r.Context.ReferenceDateTime)
	lower, used := strings.ToLower(r.Input), map[int]bool{}
	at := 0
	for _, x := range r.Results {
		from := at + max(0, strings.Index(lower[min(at, len(lower)):], strings.ToLower(x.Text)))
		at = from + len(x.Text)
		found := false
		for i, c := range claims {
			if c.Start >= at || c.End <= from {
				continue
			}
			used[i], found = true, true
			if wanted := timexOf(x); wanted.stated && !wanted.agrees(c, reference) {
				return fmt.Sprintf("%s is %s, found %q %+v", x.Text, wanted.raw, r.Input[c.Start:c.End], c.Date)
			}
		}
		if !found && timexOf(x).stated {
			return "not found: " + x.Text + " " + timexOf(x).raw
		}
	}
	for i, c := range claims {
		if !used[i] {
			return fmt.Sprintf("found besides: %q", r.Input[c.Start:c.End])
		}
	}
	return ""
}

// timex is what a row resolves to in the notation of TIMEX3.
type timex struct {
	raw    string
	stated bool // a value that a claim can have
}

var vague = regexp.MustCompile(`^T?(MO|AF|EV|NI|NT|DT|ME.)|REF|(MO|AF|EV|NI|DT)$`)

func timexOf(x recognizerItem) timex {
	if len(x.Resolution.Values) == 0 {
		return timex{}
	}
	raw := x.Resolution.Values[0].Timex
	set := strings.HasSuffix(x.TypeName, ".set")
	return timex{raw, !set && !vague.MatchString(strings.TrimPrefix(raw, "T"))}
}

var (
	timexDay    = regexp.MustCompile(`(\d{4}|XXXX)-(\d\d|XX)(?:-(\d\d))?`)
	timexClock  = regexp.MustCompile(`T(\d\d)(?::(\d\d))?`)
	timexLength = regexp.MustCompile(`^P(T?)([\d.]+)([YMWDHS])$`)
)

// agrees says whether a claim tells nothing else than the row: each field that
// it has must be in the row at the start or the end of the range.
func (t timex) agrees(c claim.Claim, reference time.Time) bool {
	if c.Kind == claim.Duration {
		return t.long(c)
	}
	d := c.Date
	if d.Rel != "" {
		return t.relative(d.Rel, reference)
	}
	if d.Clock > 0 && !t.hasClock((d.Clock-1)/60, (d.Clock-1)%60) {
		return false
	}
	if d.Year > 0 && !strings.Contains(t.raw, fmt.Sprintf("%04d", d.Year)) {
		return false
	}
	if d.Decade > 0 && !strings.Contains(t.raw, fmt.Sprintf("%02d-", d.Decade%100)) {
		return false
	}
	return t.hasDay(d) && (d.Weekday == 0 || strings.Contains(t.raw, fmt.Sprintf("WXX-%d", d.Weekday)) || timexDay.MatchString(t.raw))
}

func (t timex) hasDay(d when.Day) bool {
	if d.Month == 0 && d.Day == 0 {
		return true
	}
	for _, m := range timexDay.FindAllStringSubmatch(t.raw, -1) {
		if (d.Month == 0 || m[2] == fmt.Sprintf("%02d", d.Month)) && (d.Day == 0 || m[3] == fmt.Sprintf("%02d", d.Day)) {
			return true
		}
	}
	return false
}

func (t timex) hasClock(hour, minute int) bool {
	for _, m := range timexClock.FindAllStringSubmatch(t.raw, -1) {
		h, _ := strconv.Atoi(m[1])
		mi, _ := strconv.Atoi(m[2])
		if h%12 == hour%12 && mi == minute {
			return true
		}
	}
	return false
}

// long compares a duration; a duration inside a date ("two days after Friday")
// tells nothing else.
func (t timex) long(c claim.Claim) bool {
	m := timexLength.FindStringSubmatch(t.raw)
	if m == nil {
		return true
	}
	n, _ := strconv.ParseFloat(m[2], 64)
	unit := map[string]string{"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "h", "TM": "min", "TS": "s"}[m[1]+m[3]]
	want, _ := claim.Base(n, unit)
	got, _ := claim.Base(c.Value, c.Unit)
	return want == got
}

// relative compares "last week" by the row's day of reference.
func (t timex) relative(rel string, reference time.Time) bool {
	n, _ := strconv.Atoi(rel[:len(rel)-1])
	layout := ""
	switch rel[len(rel)-1] {
	case 'd':
		reference, layout = reference.AddDate(0, 0, n), time.DateOnly
	case 'm':
		reference, layout = reference.AddDate(0, n, 1-reference.Day()), "2006-01"
	case 'y':
		reference, layout = reference.AddDate(n, 0, 0), "2006"
	}
	return strings.Contains(t.raw, reference.Format(layout))
}
