package llm

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestAskedWait(t *testing.T) {
	for _, tt := range []struct {
		headers string // "Name: value" divided by "|"
		said    string
		want    time.Duration
	}{
		{"Retry-After: 2", "", 2 * time.Second},
		{"Retry-After: 0.5", "", 500 * time.Millisecond},
		{"Retry-After-Ms: 20|Retry-After: 600", "", 20 * time.Millisecond},
		{"Retry-After: Sat, 01 Jan 2000 00:01:30 GMT", "", 90 * time.Second},
		{"Retry-After: Mon, 02 Jan 1995 15:04:05 GMT", "", 0},
		{"Retry-After: -5", "", 0},
		{"Retry-After: NaN", "", 0},
		{"Retry-After: 1e300", "", 24 * time.Hour},
		{"Retry-After: soon", "", 0},
		{"X-Ratelimit-Reset-Requests: 1m2.5s", "", 62500 * time.Millisecond},
		{"X-Ratelimit-Reset-Requests: 1s|X-Ratelimit-Remaining-Requests: 0|X-Ratelimit-Reset-Tokens: " +
			"6m0s|X-Ratelimit-Remaining-Tokens: 100", "", time.Second},
		{"X-Ratelimit-Reset-Tokens: 12ms|X-Ratelimit-Remaining-Tokens: 0", "", 12 * time.Millisecond},
		{"X-Ratelimit-Reset: 946684810", "", 10 * time.Second},
		{"X-Ratelimit-Reset: 946684810000", "", 10 * time.Second},
		{"X-Ratelimit-Reset: 15", "", 15 * time.Second},
		{"Anthropic-Ratelimit-Tokens-Reset: 2000-01-01T00:00:45Z|Anthropic-Ratelimit-Tokens-Remaining: 0", "",
			45 * time.Second},
		{"", "Please try again in 6m1.5s.", 361500 * time.Millisecond},
		{"", "Please retry after 26 seconds.", 26 * time.Second},
		{"", "Please try again in 20ms", 20 * time.Millisecond},
		{"", `{"retryDelay": "34s"}`, 34 * time.Second},
		{"", "Try again in a while.", 0},
		{"Retry-After: 1", "Please try again in 20s.", time.Second},
	} {
		synctest.Test(t, func(t *testing.T) { // its clock starts with the year 2000
			h := http.Header{}
			for pair := range strings.SplitSeq(tt.headers, "|") {
				name, value, _ := strings.Cut(pair, ": ")
				h.Set(name, value)
			}
			if got := askedWait(h, said{message: tt.said}); got != tt.want {
				t.Errorf("%s %s: %v, want %v", tt.headers, tt.said, got, tt.want)
			}
		})
	}
}
