package batchapi

import (
	"bytes"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func openStore(t *testing.T, dir string) (*Store, *Exchange) {
	t.Helper()
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	x, err := s.Exchange()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close(); _ = s.Close() })
	return s, x
}

// ask asks an exchange; status is 0 where the question waits.
func ask(x *Exchange, question string) (status int, answer string) {
	r, err := x.RoundTrip(httptest.NewRequest("POST", "/v1/chat/completions", strings.NewReader(question)))
	if Waits(err) {
		return 0, ""
	}
	body, _ := io.ReadAll(r.Body)
	return r.StatusCode, string(body)
}

// A batch service gives no streams: whatever the client asks for, its question is
// the same.
func TestInOnePiece(t *testing.T) {
	const want = `{"messages":[{"role":"user","content":"a<b"}],"model":"m","stream":false}`
	for _, body := range []string{
		`{"model":"m","messages":[{"role":"user","content":"a<b"}],"stream":true,"stream_options":{"include_usage":true}}`,
		`{"model":"m","messages":[{"role":"user","content":"a<b"}],"stream":false}`,
	} {
		if got := strings.ReplaceAll(string(inOnePiece([]byte(body))), `\u003c`, "<"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// named is the custom_id of a question.
func named(t *testing.T, x *Exchange, question string) string {
	t.Helper()
	ask(x, question)
	var b bytes.Buffer
	if err := x.spool.write(&b, x.spool.waiting[len(x.spool.waiting)-1:], "/"); err != nil {
		t.Fatal(err)
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(b.String(), `{"custom_id":"`), `"`)
	return id
}

func good(id, text string) string {
	return fmt.Sprintf(`{"id":"r","custom_id":%q,"response":{"status_code":200,"body":{"choices":[{"message":{"content":%q},"finish_reason":"stop"}]}},"error":null}`+"\n", id, text)
}

func failing(id string, status int) string {
	return fmt.Sprintf(`{"custom_id":%q,"response":{"status_code":%d,"body":{"error":{"message":"no"}}}}`+"\n", id, status)
}

func TestVerdict(t *testing.T) {
	_, x := openStore(t, t.TempDir())
	id := named(t, x, `"q"`)
	unsent, failed, final := Tally{Unsent: 1}, Tally{Failed: 1}, Tally{Final: 1}
	for line, want := range map[string]Tally{
		good(id, "- one [1]"): final,
		good(id, " \n"):       failed,
		failing(id, 500):      failed,
		failing(id, 429):      failed,
		failing(id, 408):      failed,
		failing(id, 400):      final,
		`{"custom_id":"` + id + `","response":null,"error":{"code":"batch_expired","message":"late"}}`: unsent,
		`{"custom_id":"` + id + `","response":null,"error":{"code":"batch_cancelled","message":""}}`:   unsent,
		`{"custom_id":"` + id + `"}`: unsent,
		`{"custom_id":"` + id + `","response":null,"error":{"code":"server_error","message":"boom"}}`:                                                                failed,
		`{"custom_id":"` + id + `","response":{"status_code":200,"body":{"error":{"message":"no GPU"}}}}`:                                                            failed,
		`{"custom_id":"` + id + `","response":{"status_code":200,"body":null}}`:                                                                                      failed,
		`{"custom_id":"` + id + `","response":{"status_code":200,"body":{"choices":[{"message":{"content":null,"reasoning":"hm"},"finish_reason":"length"}]}}}`:      final,
		`{"custom_id":"` + id + `","response":{"status_code":200,"body":{"choices":[{"message":{"content":null},"finish_reason":"content_filter"}]}}}`:               final,
		`{"custom_id":"` + id + `","response":{"status_code":200,"body":{"choices":[{"message":{"content":null,"refusal":"I cannot"},"finish_reason":"stop"}]}}}`:    final,
		`{"custom_id":"` + id + `","response":{"status_code":200,"body":{"choices":[{"message":{"content":[{"type":"text","text":"x"}]},"finish_reason":"stop"}]}}}`: final,
		`{"custom_id":"of somebody else","response":{"status_code":200,"body":{}}}`:                                                                                  {},
		good(id[:len(id)-1], "no key of ours"):    {},
		good(id[len(prefix):], "no name of ours"): {},
		"\n\n":                                  {},
		good(id, "one") + failing(id, 500):      {Final: 1, Failed: 1},
		strings.TrimSpace(good(id, "no end")):   final,
		"\r\n" + good(id, "lines end") + "\r\n": final,
	} {
		if got, err := x.Read(strings.NewReader(line)); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", line, got, err, want)
		}
	}
	for _, line := range []string{"x\n", "{}\n", "[1]\n", good(id, "x")[:40]} {
		if got, err := x.Read(strings.NewReader(line)); err == nil {
			t.Errorf("%s: %+v", line, got)
		}
	}
}

// Answers survive the process; what a crash tore is passed over, and what is
// added behind it is not lost.
func TestAnswersSurvive(t *testing.T) {
	dir := t.TempDir()
	s, x := openStore(t, dir)
	one, two := named(t, x, `"1"`), named(t, x, `"2"`)
	if _, err := x.Read(strings.NewReader(good(one, "first") + good(two, "second"))); err != nil {
		t.Fatal(err)
	}
	if _, answer := ask(x, `"1"`); !strings.Contains(answer, "first") {
		t.Error(answer)
	}
	_, _ = x.Close(), s.Close()
	name := filepath.Join(dir, answersName)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data[:len(data)-20], 0o666); err != nil {
		t.Fatal(err)
	}
	s, x = openStore(t, dir)
	if status, _ := ask(x, `"2"`); status != 0 {
		t.Errorf("an answer that is torn: %d", status)
	}
	if _, err := x.Read(strings.NewReader(good(two, "again"))); err != nil {
		t.Fatal(err)
	}
	_, _ = x.Close(), s.Close()
	_, x = openStore(t, dir)
	for question, want := range map[string]string{`"1"`: "first", `"2"`: "again"} {
		if _, answer := ask(x, question); !strings.Contains(answer, want) {
			t.Errorf("%s: %q", question, answer)
		}
	}
}

// A request that fails in several batches has its failure for an answer; the
// same batch, read twice, counts once.
func TestFailuresEnd(t *testing.T) {
	dir := t.TempDir()
	for i, batch := range []string{"a", "a", "b", "", "c"} {
		s, x := openStore(t, dir)
		id := named(t, x, `"q"`)
		if _, err := x.answers.read(strings.NewReader(failing(id, 503)), batch); err != nil {
			t.Fatal(err)
		}
		status, _ := ask(x, `"q"`)
		if want := map[bool]int{true: 503, false: 0}[i == 4]; status != want {
			t.Errorf("after %d: %d, want %d", i+1, status, want)
		}
		_, _ = x.Close(), s.Close()
	}
	_, x := openStore(t, dir)
	x.Anew = true
	if status, _ := ask(x, `"q"`); status != 0 {
		t.Errorf("anew: %d", status)
	}
	id := named(t, x, `"q"`)
	if _, err := x.Read(strings.NewReader(good(id, "at last"))); err != nil {
		t.Fatal(err)
	}
	x.Anew = false
	if _, answer := ask(x, `"q"`); !strings.Contains(answer, "at last") {
		t.Error(answer)
	}
}

func TestParts(t *testing.T) {
	_, x := openStore(t, t.TempDir())
	for i := range 10 {
		ask(x, fmt.Sprintf(`{"n":%d}`, i))
		ask(x, fmt.Sprintf(`{"n":%d}`, i))
	}
	line := len(frame(digest{}, "/v1/chat/completions")) + len(`{"n":1,"stream":false}`) + 2
	for _, tt := range []struct {
		most  int
		bytes int
		want  string
	}{{100, 1 << 20, "10"}, {4, 1 << 20, "4 4 2"}, {100, 3*line + 1, "3 3 3 1"}, {100, 3 * line, "3 3 3 1"}, {100, 3*line - 1, "2 2 2 2 2"}, {100, 1, "1 1 1 1 1 1 1 1 1 1"}} {
		var sizes []string
		total := 0
		for part := range x.spool.parts(tt.most, int64(tt.bytes), "/v1/chat/completions") {
			sizes = append(sizes, fmt.Sprint(len(part)))
			var b bytes.Buffer
			if err := x.spool.write(&b, part, "/v1/chat/completions"); err != nil || b.Len() > max(tt.bytes, line) {
				t.Errorf("%d bytes, %v", b.Len(), err)
			}
			for range keysOf(strings.NewReader(b.String())) {
				break // who has enough gets no more
			}
			for _, err := range keysOf(&b) {
				total++
				if err != nil {
					t.Error(err)
				}
			}
		}
		if got := strings.Join(sizes, " "); got != tt.want || total != 10 {
			t.Errorf("%d, %d: %s of %d", tt.most, tt.bytes, got, total)
		}
	}
}

// A batch has one model only, as OpenAI's guide demands.
func TestPartsByModel(t *testing.T) {
	_, x := openStore(t, t.TempDir())
	for i := range 6 {
		ask(x, fmt.Sprintf(`{"model":"%c","n":%d}`, 'a'+i%2, i))
	}
	for part := range x.parts(100, "/v1/chat/completions") {
		var b strings.Builder
		if err := x.spool.write(&b, part, "/v1/chat/completions"); err != nil {
			t.Fatal(err)
		}
		a, other := strings.Count(b.String(), `"model":"a"`), strings.Count(b.String(), `"model":"b"`)
		if a+other != 3 || a*other != 0 {
			t.Errorf("%d requests of one model and %d of the other in one batch", a, other)
		}
	}
}

// FuzzAnswers: whatever a service's file holds, it is read or refused, and what
// was read is served.
func FuzzAnswers(f *testing.F) {
	id := digest{1}.String()
	f.Add(good(id, "one") + failing(id, 500))
	f.Add(`{"custom_id":"` + id + `","response":{"status_code":-1,"body":7}}`)
	f.Add(`{"custom_id":"` + id + `","response":{"status_code":200,"body":{"choices":[{"message":null}]}}}`)
	s, err := OpenStore(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	x, err := s.Exchange()
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = x.Close() })
	f.Fuzz(func(t *testing.T, text string) {
		for _, batch := range []string{"a", "b", "c"} {
			if _, err := x.answers.read(strings.NewReader(text), batch); err != nil {
				return
			}
		}
		if r, err := x.answers.get(digest{1}); err != nil || r != nil && (r.Status < 200 || r.Status > 599) {
			t.Errorf("%q: %+v, %v", text, r, err)
		}
	})
}
