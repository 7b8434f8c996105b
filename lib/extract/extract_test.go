package extract_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"newsbrief/lib/extract"
)

const page = `<html lang="en"><head><title>Bridge to close</title><meta name="author" content="Ada Lind">
<meta property="article:published_time" content="2026-03-14"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Bridge to close</h1><p>The Halverd harbour bridge will close on 3 May for repairs that last 120 days, the port
authority said.</p><p>Ferries will run every 20 minutes at no charge until the work on the bridge is done.</p>
</article></body></html>`

func TestFrom(t *testing.T) {
	a, err := extract.From(t.Context(), "bridge.html", strings.NewReader(page), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	about := a.Source
	got := [...]string{about.Name, about.Title, about.Byline, about.Published, about.Language}
	if want := [...]string{"bridge.html", "Bridge to close", "Ada Lind", "2026-03-14", "en"}; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	last := a.Sentences[len(a.Sentences)-1]
	if s := a.Text[last.Start:last.End]; !strings.HasPrefix(s, "Ferries will run") || strings.Contains(a.Text, "Home") {
		t.Errorf("the last sentence is %q of %q", s, a.Text)
	}
}

func TestFromBook(t *testing.T) {
	data, err := os.ReadFile("../../testdata/documents/timetable.docx")
	if err != nil {
		t.Fatal(err)
	}
	a, err := extract.From(t.Context(), "", bytes.NewReader(data), extract.Options{})
	if err != nil || a.Text == "" {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestRefused(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	tests := []struct {
		name string
		ctx  context.Context
		text string
		o    extract.Options
		want error // nil: any
	}{
		{"too large", t.Context(), page, extract.Options{MaxBytes: 10}, extract.ErrTooLarge},
		{"an ended context", ended, page, extract.Options{}, context.Canceled},
		{"nothing", t.Context(), " \n", extract.Options{}, nil},
		{"several", t.Context(), `{"id":"1","text":"One."}` + "\n" + `{"id":"2","text":"Two."}`, extract.Options{}, nil},
		{"no encoding", t.Context(), "Text.", extract.Options{Encoding: "nonsense"}, nil},
	}
	for _, tt := range tests {
		a, err := extract.From(tt.ctx, "a.txt", strings.NewReader(tt.text), tt.o)
		if err == nil || a != nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %+v, %v", tt.name, a, err)
		}
	}
}

// A program that imports the package is not run in the place of newsbrief to
// read a PDF.
func TestNoPDFWithoutProgram(t *testing.T) {
	data, err := os.ReadFile("../../testdata/documents/locks.pdf")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := extract.From(t.Context(), "a.pdf", bytes.NewReader(data), extract.Options{}); !errors.Is(err, extract.ErrPDF) {
		t.Errorf("a PDF without pdftotext: %v", err)
	}
}
