package render

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"newsbrief/internal/article"
	"newsbrief/result"
)

// published is the schema that the repository publishes.
func published(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	data, err := os.ReadFile("../../docs/schema/newsbrief-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// decode reads one JSON value that nothing follows.
func decode(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	return v
}

// checked is a brief with everything that a bullet can carry.
func checked() *result.Brief {
	b := sample("a.txt")
	b.Bullets[0].Claims = []result.Finding{{Kind: "money", Text: "4.2m", Status: "supported", Sentence: 3}, {Kind: "name", Text: "bridge", Status: "derived", Reason: "worded otherwise"}}
	b.Bullets = append(b.Bullets, result.Bullet{Text: "Nothing is known of this."})
	b.Warnings = []result.Warning{{Code: "too-many-bullets", Message: "cut to 3"}}
	return b
}

func TestSchemaAccepts(t *testing.T) {
	schema := published(t)
	briefs := []*result.Brief{sample("a.txt"), checked(), {Schema: result.Schema, Kind: "summary", Source: sample("").Source, Usage: sample("").Usage}}
	for _, text := range strings.Split(strings.TrimSpace(written(t, FormatJSONL, Options{}, briefs...)), "\n") {
		if err := schema.Validate(decode(t, text)); err != nil {
			t.Errorf("%v:\n%s", err, text)
		}
	}
	for _, v := range decode(t, written(t, FormatJSON, Options{Several: true}, briefs...)).([]any) {
		if err := schema.Validate(v); err != nil {
			t.Errorf("%v:\n%v", err, v)
		}
	}
	if err := schema.Validate(decode(t, withFigures)); err != nil {
		t.Errorf("figures and people: %v", err)
	}
}

// withFigures has the parts that a summary may have besides.
const withFigures = `{"schema": "newsbrief/v1", "kind": "summary", "bullets": [], "warnings": [],
 "source": {"name": "-", "url": "", "title": "", "byline": "", "published": "", "language": "en", "words": 1,
  "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
 "figures": [{"text": "about 120 days", "kind": "duration", "value": 120, "unit": "day", "measures": "length", "status": "supported",
  "evidence": {"sentence": 3, "start": 120, "end": 240, "quote": "x"}}],
 "people": [{"name": "Ada Brik", "role": "mayor", "status": "supported", "evidence": {"sentence": 1, "start": 0, "end": 80, "quote": "x"}}],
 "usage": {"backend": "openai", "model": "m", "requests": 1, "cached": 0, "prompt_tokens": 8, "completion_tokens": 1, "seconds": 1.9}}`

func TestSchemaRefuses(t *testing.T) {
	schema := published(t)
	tests := []struct{ name, old, new string }{
		{"other version", `"newsbrief/v1"`, `"newsbrief/v2"`},
		{"kind of another result", `"kind":"summary"`, `"kind":"figures"`},
		{"no kind", `"kind":"summary",`, ``},
		{"missing property", `"published":"",`, ``},
		{"null list", `"claims":[]`, `"claims":null`},
		{"no kind of claim", `"kind":"money"`, `"kind":""`},
		{"unknown status", `"status":"contradicted"`, `"status":"fine"`},
		{"empty status", `"status":"contradicted"`, `"status":""`},
		{"sentence 0 as evidence", `{"sentence":1,`, `{"sentence":0,`},
		{"negative offset", `"start":0`, `"start":-1`},
		{"text for a number", `"words":12`, `"words":"12"`},
		{"short hash", `"sha256":"0123`, `"sha256":"`},
		{"code with spaces", `"too-many-bullets"`, `"too many bullets"`},
	}
	good := written(t, FormatJSONL, Options{}, checked())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(good, tt.old, tt.new, 1)
			if bad == good {
				t.Fatalf("%s is not in %s", tt.old, good)
			}
			if err := schema.Validate(decode(t, bad)); err == nil {
				t.Errorf("accepted:\n%s", bad)
			}
		})
	}
}

// What later versions add does not break a validator of today: properties
// anywhere, kinds, codes, backends, and results of other kinds.
func TestSchemaIsOpen(t *testing.T) {
	schema := published(t)
	check, err := CheckJSON(result.NewCheck("a", checked().Bullets[0].Claims, []result.Statement{{Text: "It is shut.", End: 11, Status: result.Supported, Doubt: 0.02}}), false)
	if err != nil {
		t.Fatal(err)
	}
	translated := sampleTranslation()
	translated.Schema, translated.Kind, translated.Source, translated.Usage = result.Schema, "translation", checked().Source, checked().Usage
	translated.Segments[0].Claims = checked().Bullets[0].Claims
	a, err := article.ParseText("a.txt", "The bridge is shut.")
	if err != nil {
		t.Fatal(err)
	}
	var extracted strings.Builder
	w, _ := New(&extracted, FormatJSONL, Options{})
	if err := w.Article(a); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		written(t, FormatJSONL, Options{}, checked()), withFigures, check, printed(t, FormatJSONL, Options{}, translated), extracted.String(),
	} {
		later := extended(decode(t, text), true)
		if err := schema.Validate(later); err != nil {
			t.Errorf("%v:\n%v", err, later)
		}
	}
	if err := schema.Validate(decode(t, `{"schema": "newsbrief/v1", "kind": "gazette", "stories": [{"headline": "x"}]}`)); err != nil {
		t.Errorf("another kind of result: %v", err)
	}
}

// extended is a result with what a later version might add: a property in every
// object, and other words where lists of words are open.
func extended(value any, top bool) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = extended(v[i], false)
		}
	case map[string]any:
		for key := range v {
			v[key] = extended(v[key], false)
		}
		for _, open := range []string{"kind", "code", "backend"} {
			if v[open] != nil && !top {
				v[open] = "later"
			}
		}
		v["later"] = map[string]any{"x": 1.0}
	}
	return value
}

func TestJSONLayout(t *testing.T) {
	object := written(t, FormatJSON, Options{}, sample("a"))
	if !strings.HasPrefix(object, "{\n  \"schema\": \"newsbrief/v1\",\n") || !strings.HasSuffix(object, "\n}\n") {
		t.Errorf("object:\n%s", object)
	}
	array := written(t, FormatJSON, Options{Several: true}, sample("a"), sample("b"))
	if !strings.HasPrefix(array, "[\n  {\n    \"schema\":") || !strings.Contains(array, "\n  },\n  {\n") || !strings.HasSuffix(array, "\n  }\n]\n") {
		t.Errorf("array:\n%s", array)
	}
	if got := written(t, FormatJSON, Options{Several: true}); got != "[]\n" {
		t.Errorf("no article: %q", got)
	}
	lines := written(t, FormatJSONL, Options{Several: true}, sample("a"), sample("b"))
	if strings.Count(lines, "\n") != 2 || !strings.Contains(lines, "shut & costs") {
		t.Errorf("lines:\n%s", lines)
	}
}

// Escaping must not change what a program reads.
func TestJSONIsLossless(t *testing.T) {
	b := checked()
	b.Bullets[0].Text = hostile + "\u2028\u2029\ufeff\u00ad\U000E0100 <b>&amp;</b> \u200d\u200c 👩‍👧 \"\\"
	for _, f := range []Format{FormatJSON, FormatJSONL} {
		var got result.Brief
		if err := json.Unmarshal([]byte(written(t, f, Options{}, b)), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(withLists(*b), got); diff != "" {
			t.Errorf("%s (-written +read):\n%s", f, diff)
		}
	}
}

func TestEscapeInvisible(t *testing.T) {
	tests := map[string]string{
		"\x7f":         `\u007f`,
		"\u009b":       `\u009b`,
		"\u061c":       `\u061c`, // Arabic letter mark
		"\u200e":       `\u200e`, // left-to-right mark
		"\u202e":       `\u202e`, // override
		"\u2066":       `\u2066`, // isolate
		"\u2060":       `\u2060`, // word joiner
		"\u2028":       `\u2028`,
		"\ufeff":       `\ufeff`,
		"\U000E0041":   `\udb40\udc41`, // tag
		"\U000E0100":   `\udb40\udd00`, // variation selector
		"\u200d\u200c": "\u200d\u200c",
		"{\n  é 語 👩":   "{\n  é 語 👩",
	}
	for in, want := range tests {
		if got := escapeInvisible(in); got != want {
			t.Errorf("escapeInvisible(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// The caller's brief stays as it was.
func TestJSONDoesNotChangeBrief(t *testing.T) {
	b := checked()
	written(t, FormatJSON, Options{}, b)
	if diff := cmp.Diff(checked(), b); diff != "" {
		t.Error(diff)
	}
}
