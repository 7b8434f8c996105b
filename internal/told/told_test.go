package told

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/durable"
)

func TestMemory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "mine.jsonl")
	day := time.Date(2026, 10, 15, 18, 0, 0, 0, time.UTC)
	m, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var locked *durable.LockedError
	if _, err := Open(path); !errors.As(err, &locked) {
		t.Errorf("a second run: %v", err)
	}
	m.Tell("urn:old", "Old", day.AddDate(0, 0, -31), []Article{{Key: "o", Text: "Old."}})
	m.Tell("urn:a", "Six are dead", day.AddDate(0, 0, -1), []Article{{Key: "1", Text: "Six."}, {Key: "2", Text: "A."}})
	m.Tell("urn:a", "Eight are dead", day, []Article{{Key: "1", Text: "Eight."}})
	if err := errors.Join(m.Save(day), m.Close()); err != nil {
		t.Fatal(err)
	}
	m, err = Open(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []*Story{{ID: "urn:a", Headline: "Eight are dead", Told: day, Seen: day,
		Articles: []Article{{Key: "1", Text: "Eight."}, {Key: "2", Text: "A."}}}}
	if diff := cmp.Diff(want, m.Stories); diff != "" {
		t.Error(diff)
	}
	if err := m.Close(); err != nil {
		t.Error(err)
	}
	for _, text := range []string{"Notes of mine.", `{"schema":"newsbrief-told/v1"}` + "\n" + `{"id":`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
