package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// marked is the form of the tests' lines: "- text".
func marked(line string) string {
	text, ok := strings.CutPrefix(line, "- ")
	if !ok {
		return ""
	}
	return text
}

// Each answer goes on for ever: what is read of it, and why no more.
func TestEnds(t *testing.T) {
	const prose = "The weather is fine today, and the sea is calm and rather blue.\n"
	thoughts := "Okay, the user wants two lines.\n" + strings.Repeat("Perhaps one is about the bridge. ", 100) + "\n"
	long := strings.Repeat("so much happened on this day ", 20) + "at once"
	for _, tt := range []struct {
		name, text, rest string // rest comes again and again
		lines            int
		want             string // the lines in form
		why              string
	}{
		{"the lines are whole", "- one\n- two\n", "- more\n", 2, "one two", "are whole"},
		{"with a talk before", "Here they are:\n\n- one\n- two\n", "x", 2, "one two", "are whole"},
		{"a long first line", "- " + long + "\n- two\n", "- more\n", 2, long + " two", "are whole"},
		{"the same line", "- one\n", "- two\n", 5, "one two two", "third time"},
		{"the same line of any number", "- one\n", "- two\n", 0, "one two two two", "third time"},
		{"nothing in form", "", prose, 2, "", "no line in form"},
		{"nothing in form behind a line", "- one\n", prose, 2, "one", "no line in form"},
		{"a line without end", "- one\n- ", "word ", 2, "one", "no line in form"},
		{"a draft among thoughts", thoughts + "- a\n- b\n- c\n</think>\n- one\n- two\n", "- more\n", 2, "one two",
			"are whole"},
		{"thoughts of their own", "<think>" + strings.Repeat(prose, 200) + "</think>\n- one\n- two\n", prose, 2,
			"one two", "are whole"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			left := make(chan struct{})
			verbose := ""
			inMemory(t, Config{Verbose: func(line string) { verbose += line }}, func(w http.ResponseWriter, r *http.Request) {
				defer close(left)
				for text := tt.text; r.Context().Err() == nil; text = tt.rest {
					for i := 0; i < len(text); i += 7 {
						io.WriteString(w, `data: {"choices":[{"delta":{"content":`+quote(text[i:min(i+7, len(text))])+`}}]}`+"\n\n")
					}
					_ = http.NewResponseController(w).Flush()
				}
			}, func(t *testing.T, c *Client) {
				var got []string
				used, err := c.Complete(context.Background(), Request{Form: marked, Lines: tt.lines}, func(l Line) {
					if l.Restart {
						got = nil
					}
					if text := marked(l.Text); text != "" {
						got = append(got, text)
					}
				})
				<-left // the connection is closed
				if strings.Join(got, " ") != tt.want || err != nil || !strings.Contains(verbose, tt.why) {
					t.Errorf("%q, %v, %s", got, err, verbose)
				}
				if !used.Estimated || used.CompletionTokens == 0 || used.CompletionTokens > 12_000 {
					t.Errorf("%+v", used)
				}
			})
		})
	}
}

// A limit of tokens goes with a question whose answer's length is known. A model that
// thinks is asked once more without it where nothing was left for the answer.
func TestOwnLimit(t *testing.T) {
	const (
		hungry = `data: {"choices":[{"delta":{"reasoning":"hm"},"finish_reason":"length"}]}` + "\n\n" + done
		silent = `data: {"choices":[{"delta":{},"finish_reason":"length"}]}` + "\n\n" + done
	)
	for _, tt := range []struct {
		name    string
		answers []string // to the first questions; "": 400, refusing the limit
		request Request
		want    string // the limits that were sent
	}{
		{"as a rule", nil, Request{Answer: 100}, "1312 1312"},
		{"nobody knows how long", nil, Request{}, "0 0"},
		{"as long as models can write", nil, Request{Answer: 3000}, "0 0"},
		{"the user's", nil, Request{Answer: 100, MaxTokens: 7}, "7 7"},
		{"the user's, met", []string{hungry}, Request{Answer: 100, MaxTokens: 7}, "7 7"},
		{"thoughts", []string{hungry}, Request{Answer: 100}, "1312 0 0"},
		{"thoughts that the server keeps", []string{silent}, Request{Answer: 100}, "1312 0 0"},
		{"thoughts without end", []string{hungry, hungry}, Request{Answer: 100}, "1312 0 0"},
		{"refused", []string{""}, Request{Answer: 100}, "1312 0 0"},
		{"a model that thinks", []string{`data: {"choices":[{"delta":{"reasoning":"hm","content":"- one [1]\n"}}]}` + "\n\n" + stop + done},
			Request{Answer: 100}, "1312 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			inMemory(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
				got = append(got, limitIn(r))
				switch n := len(got) - 1; {
				case n >= len(tt.answers):
					answerWell(w)
				case tt.answers[n] == "":
					w.WriteHeader(400)
					io.WriteString(w, `{"error":{"message":"max_tokens is too large: 1312. This model supports at most 9 completion tokens."}}`)
				default:
					io.WriteString(w, tt.answers[n])
				}
			}, func(t *testing.T, c *Client) {
				for range 2 {
					_, _ = complete(c, tt.request)
				}
				if strings.Join(got, " ") != tt.want {
					t.Errorf("%q, want %q", got, tt.want)
				}
			})
		})
	}
}

// Where a server may have cut the question in silence, an answer that is read no further
// has the server asked for the count of what it has read, which would stand behind it.
func TestCutShowsInTheCount(t *testing.T) {
	for name, tt := range map[string]struct {
		prompt   int
		recounts int
		read     string // of the count; "": it is right
	}{
		"cut":         {3000, 1, "read only 1026"},
		"not counted": {3000, 1, ""},
		"too short":   {800, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var counts atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch body, _ := io.ReadAll(r.Body); {
				case r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/completions"):
					http.NotFound(w, r)
				case bytes.Contains(body, []byte(`"stream":true`)):
					io.WriteString(w, strings.Repeat(one, sameLines))
					_ = http.NewResponseController(w).Flush()
					<-r.Context().Done() // it would write on for ever
				case !bytes.Contains(body, []byte(`"max_tokens":1,`)):
					t.Error("a count takes one token")
				default:
					counts.Add(1)
					usage := ""
					if tt.read != "" {
						usage = `,"usage":{"prompt_tokens":1026,"completion_tokens":1}`
					}
					io.WriteString(w, `{"choices":[{"message":{"content":"-"},"finish_reason":"length"}]`+usage+`}`)
				}
			}))
			defer server.Close()
			c, err := New(Config{BaseURL: server.URL + "/v1", Timeout: 5 * time.Second})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			question := promptOf(tt.prompt)
			question.Form, question.Lines = marked, 9
			used, err := c.Complete(t.Context(), question, func(Line) {})
			if tt.read != "" {
				check(t, err, Overflow, tt.read)
			} else if err != nil {
				t.Error(err)
			}
			if got := int(counts.Load()); got != tt.recounts || used.Requests != 1+tt.recounts {
				t.Errorf("%d counts, %d requests", got, used.Requests)
			}
		})
	}
}

func quote(text string) string {
	data, _ := json.Marshal(text)
	return string(data)
}

// limitIn is the limit of tokens of a request.
func limitIn(r *http.Request) string {
	var body struct {
		MaxTokens int `json:"max_tokens"`
	}
	_ = json.NewDecoder(r.Body).Decode(&body)
	return strconv.Itoa(body.MaxTokens)
}
