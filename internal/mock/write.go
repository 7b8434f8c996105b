package mock

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The tasks of templates of a user's own design.
const (
	taskWrite  = "write"
	taskRecord = "record"
)

// written is a text of four sentences in two paragraphs, or in Markdown a list of
// three below a heading and a table of the figures. It is part of the frozen extract.
func written(q *question) string {
	const sentences, items, rows = 4, 3, 3
	a := Article{q.sentences, q.paragraphs, q.language}
	var b strings.Builder
	if q.output != "markdown" {
		for k, l := range q.engine.Bullets(a, Wish{sentences, "", false}) {
			if k == sentences/2 {
				b.WriteByte('\n')
			}
			b.WriteString(strings.TrimPrefix(q.bulletLine(l.Sentences[0]), "- "))
		}
		return b.String()
	}
	b.WriteString("## Mock\n\n")
	for _, l := range q.engine.Bullets(a, Wish{items, "", false}) {
		b.WriteString(q.bulletLine(l.Sentences[0]))
	}
	facts := q.engine.Facts(a, rows)
	if len(facts) > 0 {
		b.WriteString("\n| Figure | Of |\n| --- | --- |\n")
	}
	for _, f := range facts {
		fmt.Fprintf(&b, "| %s | %s [%s] |\n", cell(f.Text), cell(f.About), q.numbers[f.Sentence])
	}
	return b.String()
}

// record is a value that follows a schema as far as that is of objects, lists, texts
// and numbers, from the article's first sentences and numbers.
func record(q *question) string {
	var schema map[string]any
	if json.Unmarshal([]byte(q.schema), &schema) != nil {
		return "null\n"
	}
	f := &filler{root: schema, question: q}
	if len(schema) == 0 { // any value
		schema = map[string]any{"properties": map[string]any{"text": schema}}
	}
	text, _ := json.Marshal(f.value(schema, 0))
	return string(text) + "\n"
}

// filler gives out an article's sentences and numbers in turn.
type filler struct {
	root     map[string]any
	question *question
	texts    int
	numbers  int
}

// value is one that follows a schema at a depth.
func (f *filler) value(schema map[string]any, depth int) any {
	const deepest = 8
	if path, ok := schema["$ref"].(string); ok && depth < deepest {
		return f.value(f.defined(path), depth+1)
	}
	if list, ok := schema["enum"].([]any); ok && len(list) > 0 {
		return list[0]
	}
	if value, ok := schema["const"]; ok {
		return value
	}
	switch typeOf(schema) {
	case "object":
		return f.object(schema, depth)
	case "array":
		items, _ := schema["items"].(map[string]any)
		least, _ := schema["minItems"].(float64)
		list := []any{}
		for range max(int(least), 1) {
			list = append(list, f.value(items, depth+1))
		}
		return list
	case "integer", "number":
		return f.number()
	case "boolean":
		return true
	case "null":
		return nil
	}
	return f.text(schema)
}

func (f *filler) object(schema map[string]any, depth int) any {
	properties, _ := schema["properties"].(map[string]any)
	var names []string
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	object := map[string]any{}
	for _, name := range names {
		one, _ := properties[name].(map[string]any)
		object[name] = f.value(one, depth+1)
	}
	return object
}

// defined is the schema at a path as "#/$defs/party".
func (f *filler) defined(path string) map[string]any {
	at := f.root
	for name := range strings.SplitSeq(strings.TrimPrefix(path, "#"), "/") {
		if next, ok := at[name].(map[string]any); ok {
			at = next
		}
	}
	return at
}

// typeOf is a schema's type, of several the first.
func typeOf(schema map[string]any) string {
	switch t := schema["type"].(type) {
	case string:
		return t
	case []any:
		if len(t) > 0 {
			name, _ := t[0].(string)
			return name
		}
	}
	if schema["properties"] != nil {
		return "object"
	}
	return "string"
}

// text is the next sentence, cut to the schema's length.
func (f *filler) text(schema map[string]any) string {
	if len(f.question.sentences) == 0 {
		return ""
	}
	text := f.question.sentences[f.texts%len(f.question.sentences)]
	f.texts++
	if most, ok := schema["maxLength"].(float64); ok {
		runes := []rune(text)
		text = string(runes[:min(int(most), len(runes))])
	}
	return text
}

// number is the next number that the article writes in plain digits, 0 where there is
// none.
func (f *filler) number() int {
	var all []int
	for _, s := range f.question.sentences {
		for _, word := range strings.Fields(s) {
			if n, err := strconv.Atoi(strings.Trim(word, ".,;:()")); err == nil && n > 0 {
				all = append(all, n)
			}
		}
	}
	if len(all) == 0 {
		return 0
	}
	f.numbers++
	return all[(f.numbers-1)%len(all)]
}
