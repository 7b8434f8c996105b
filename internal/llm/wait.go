package llm

import (
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// askedWait is how long a failed answer asks to wait, 0 where it does not say:
// retry-after-ms before Retry-After, seconds or a date, before the reset
// headers of rate limits, before the words of the error.
func askedWait(h http.Header, s said) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil {
		return seconds(ms / 1000)
	}
	after := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(after, 64); err == nil {
		return seconds(s)
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(time.Until(at), 0)
	}
	if wait := max(untilReset(after), resetWait(h)); wait > 0 {
		return wait
	}
	return wordedWait(s)
}

// seconds is s as a duration; nonsense is 0 and the absurdly long a day.
func seconds(s float64) time.Duration {
	if math.IsNaN(s) || s < 0 {
		return 0
	}
	return time.Duration(min(s, 86400) * float64(time.Second))
}

// resetWait reads the headers that say when a limit is full again. One whose
// limit still has something left is not the reason of the failure.
func resetWait(h http.Header) time.Duration {
	var wait time.Duration
	for _, limit := range []struct{ reset, remaining string }{
		{"X-Ratelimit-Reset-Requests", "X-Ratelimit-Remaining-Requests"},
		{"X-Ratelimit-Reset-Tokens", "X-Ratelimit-Remaining-Tokens"},
		{"X-Ratelimit-Reset", "X-Ratelimit-Remaining"},
		{"Anthropic-Ratelimit-Requests-Reset", "Anthropic-Ratelimit-Requests-Remaining"},
		{"Anthropic-Ratelimit-Tokens-Reset", "Anthropic-Ratelimit-Tokens-Remaining"},
	} {
		if left := h.Get(limit.remaining); left == "" || left == "0" {
			wait = max(wait, untilReset(h.Get(limit.reset)))
		}
	}
	return wait
}

// untilReset reads a duration (6m0s), seconds, a moment in seconds or
// milliseconds since 1970, or an RFC 3339 date.
func untilReset(value string) time.Duration {
	if d, err := time.ParseDuration(value); err == nil {
		return max(d, 0)
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return max(time.Until(at), 0)
	}
	n, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return 0
	case n > 1e11:
		return max(time.Until(time.UnixMilli(int64(min(n, 1e15)))), 0)
	case n > 1e8:
		return max(time.Until(time.Unix(int64(n), 0)), 0)
	}
	return seconds(n)
}

// waitPattern finds "try again in 6m1.5s", "retry after 26 seconds" and
// Google's "retryDelay": "34s".
var waitPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:(?:try again|retry) (?:in|after) |retrydelay":\s*")((?:[0-9.]+\s?(?:ms|milliseconds?|seconds?|minutes?|hours?|[hms])\s?)+)`)
})

func wordedWait(s said) time.Duration {
	m := waitPattern().FindStringSubmatch(s.text())
	if m == nil {
		return 0
	}
	short := strings.NewReplacer(" ", "", "milliseconds", "ms", "millisecond", "ms", "seconds", "s", "second", "s",
		"minutes", "m", "minute", "m", "hours", "h", "hour", "h").Replace(m[1])
	d, err := time.ParseDuration(short)
	if err != nil {
		return 0
	}
	return max(d, 0)
}
