package check_test

import (
	"context"
	"errors"
	"testing"

	"newsbrief/lib/check"
	"newsbrief/result"
)

const source = "The Halverd harbour bridge will close on 3 May for repairs. Ferries run every 20 minutes."

func TestCheck(t *testing.T) {
	tests := []struct {
		name, candidate, to string
		want                result.Status
	}{
		{"what the source says", "The bridge closes on 3 May.", "", result.Supported},
		{"another day", "The bridge closes on 4 May.", "", result.Unsupported},
		{"a translation", "Die Hafenbrücke von Halverd schließt am 3. Mai für Reparaturen. Alle 20 Minuten fahren Fähren.",
			"de", result.Supported},
		{"a translation with another number",
			"Die Hafenbrücke von Halverd schließt am 3. Mai für Reparaturen. Alle 30 Minuten fahren Fähren.",
			"German", result.Unsupported},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := check.Check(t.Context(), source, tt.candidate, check.Options{ID: "7", To: tt.to})
			if err != nil || c.Status != tt.want || c.ID != "7" || len(c.Claims) == 0 {
				t.Fatalf("%+v, %v; want %s", c, err, tt.want)
			}
			for _, claim := range c.Claims {
				if tt.candidate[claim.Start:claim.End] != claim.Text {
					t.Errorf("%q is not at %d-%d", claim.Text, claim.Start, claim.End)
				}
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, texts := range [][2]string{{" \n", "text"}, {"text", ""}} {
		if _, err := check.Check(t.Context(), texts[0], texts[1], check.Options{}); !errors.Is(err, check.ErrEmpty) {
			t.Errorf("%q: %v", texts, err)
		}
	}
	if _, err := check.Check(t.Context(), source, source, check.Options{To: "xx-nowhere"}); err == nil {
		t.Error("an unknown language is no error")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := check.Check(ended, source, source, check.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context: %v", err)
	}
}
