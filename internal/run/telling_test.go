package run

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgressLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &progress{started: time.Now(), spent: func() string { return "7 tokens" }}
		p.total.Store(101)
		ctx, cancel := context.WithTimeout(t.Context(), 25*time.Second)
		defer cancel()
		go func() {
			time.Sleep(9 * time.Second)
			p.add(outcome{state: passedOver})
			for i := range 20 {
				p.add(outcome{state: unchanged})
				var err error
				if i < 2 {
					err = errors.New("failed")
				}
				p.add(outcome{err: err})
			}
			for _, left := range []error{fmt.Errorf("asking: %w", context.Canceled), errBudget} {
				p.add(outcome{err: left})
			}
		}()
		var got []string
		p.lines(ctx, func(line string) { got = append(got, line) })
		want := []string{"40/100, 2.0/s, 7 tokens, 2 failed, 30s left", "40/100, 1.0/s, 7 tokens, 2 failed, 1m0s left"}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

func TestParseBudget(t *testing.T) {
	p := &Prices{Input: 1, Output: 2}
	for text, want := range map[string]Budget{
		"500000": {tokens: 500000}, "500k": {tokens: 500000}, "2M": {tokens: 2000000}, "1_000": {tokens: 1000},
		"$5": {money: 5}, "5usd": {money: 5}, "0.25USD": {money: 0.25}, "5$": {money: 5},
	} {
		if got, err := ParseBudget(text, p); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, bad := range []string{"", "0", "-1", "x", "5eur", "NaN", "Inf", "1e30", "$", "$-5"} {
		if got, err := ParseBudget(bad, p); err == nil {
			t.Errorf("%q is %v", bad, got)
		}
	}
	if _, err := ParseBudget("$5", nil); err == nil {
		t.Error("dollars without prices")
	}
}
