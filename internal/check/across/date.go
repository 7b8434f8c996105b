package across

import (
	"fmt"

	"newsbrief/internal/check"
	"newsbrief/internal/claim"
	"newsbrief/result"
)

// weekday finds a day of the week in whose place the source's sentence has
// another. A day that stands in another sentence of the passage as often as in
// the translation's was moved.
func weekday(c *crossing, v *check.Verdict) bool {
	day := v.Date.Weekday
	if v.Kind != claim.Date || day == 0 || c.source.weekdays[day] {
		return false
	}
	for other := range c.source.weekdays {
		if other == 0 || c.own.weekdays[other] || c.wide != nil && movedDay(c.wide(), other) {
			continue
		}
		v.Status, v.Reason = result.Contradicted, fmt.Sprintf("the article has %s here", weekdayText(c, other))
		return true
	}
	return false
}

// movedDay says whether a passage has a day of the week as often as its source.
func movedDay(c *crossing, day int) bool {
	return count(c.own.claims, day) >= count(c.source.claims, day)
}

func count(claims []claim.Claim, day int) int {
	n := 0
	for _, l := range claims {
		if l.Date.Weekday == day {
			n++
		}
	}
	return n
}

// weekdayText is how the source writes a day of the week.
func weekdayText(c *crossing, day int) string {
	for _, q := range c.from {
		for _, l := range q.claims {
			if l.Date.Weekday == day {
				return l.Text
			}
		}
	}
	return "another day"
}
