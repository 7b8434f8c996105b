package batchapi

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"newsbrief/internal/llm"
)

// The journal's last line of a batch counts; a torn one does not. Requests under
// way, or held, are not collected.
func TestJobs(t *testing.T) {
	dir := t.TempDir()
	s, x := openStore(t, dir)
	ask(x, `"q"`)
	j, err := s.add(1, func(w io.Writer) error { return x.spool.write(w, x.spool.waiting, "/") })
	if err != nil {
		t.Fatal(err)
	}
	j.Step, j.File = Uploaded, "file-1"
	if err := s.note(j); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenStore(dir); err == nil {
		t.Error("opened twice")
	}
	_, _ = x.Close(), s.Close()
	f, err := os.OpenFile(filepath.Join(dir, jobsName), os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(`{"name":"` + j.Name + `","step":"crea`)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	s, x = openStore(t, dir)
	if list := s.UnderWay(); len(list) != 1 || list[0].File != "file-1" || list[0].Step != Uploaded {
		t.Fatalf("%+v", list)
	}
	count := func() (waiting, held int) {
		if err := s.Exclude(x); err != nil {
			t.Fatal(err)
		}
		if status, _ := ask(x, `"q"`); status != 0 {
			t.Errorf("%d", status)
		}
		waiting, _ = x.Waiting()
		return waiting, x.Held()
	}
	if waiting, held := count(); waiting+held != 0 {
		t.Errorf("under way: %d, %d", waiting, held)
	}
	if err := s.end(s.jobs[0], Held); err != nil {
		t.Fatal(err)
	}
	if waiting, held := count(); waiting != 0 || held != 1 {
		t.Errorf("held: %d, %d", waiting, held)
	}
	if err := s.Release(); err != nil {
		t.Fatal(err)
	}
	if waiting, _ := count(); waiting != 1 {
		t.Errorf("released: %d", waiting)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, ".newsbrief-requests-*")); files != nil {
		t.Errorf("%q stays", files)
	}
}

// What the endpoint refused as it stood waits for the user; what found its queue
// full does not, unless one request alone is too much.
func TestStepOfFailure(t *testing.T) {
	for _, tt := range []struct {
		status, reason string
		requests       int
		gone           bool
		want           Step
	}{
		{"completed", "", 3, false, Ended},
		{"completed", "", 3, true, Held},
		{"expired", "", 3, false, Ended},
		{"failed", "invalid_request", 3, false, Held},
		{"failed", queueFull, 3, false, Ended},
		{"failed", queueFull, 1, false, Held},
		{"failed", queueBusy, 1, false, Ended},
	} {
		o := Outcome{BatchJob: llm.BatchJob{Status: tt.status}, Gone: tt.gone}
		if got := o.step(&Job{Reason: tt.reason, Requests: tt.requests}); got != tt.want {
			t.Errorf("%+v: %s", tt, got)
		}
	}
	s := Service{Store: &Store{jobs: []*Job{{Reason: queueFull, Requests: 9}, {Reason: queueBusy, Requests: 2}}}}
	if got := s.bearable(); got != 4 {
		t.Errorf("bearable: %d", got)
	}
}
