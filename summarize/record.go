package summarize

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
	"newsbrief/result"
)

// ErrNoRecord means that a model answered twice with no JSON that follows the schema.
var ErrNoRecord = errors.New("the answer is no JSON that follows the schema")

// Record asks the model for a value in JSON about a by a template whose output that is.
// It follows the template's schema or there is an error; each of its texts and numbers
// has its evidence and is checked like a bullet, but for those that the schema names.
func Record(ctx context.Context, c *Client, a *Article, o Options) (*result.Record, error) {
	var err error
	if o.Asking, err = o.WithDefaults(prompts.Summarize); err != nil {
		return nil, err
	}
	language := cmp.Or(o.Language, a.Language)
	r := &recording{reading: newReading(c, a, o, language, newAnswer(newSupport(a, language), mostStatements, o))}
	r.answer.check = r.check
	if err := r.within(ctx, r); err != nil {
		if talk.NotSent(err) {
			o.Judge.Foretell(a, mostStatements)
		}
		return nil, err
	}
	r.Keep(r.request(r.opening), []string{string(r.raw)})
	r.addLeaves()
	before := slices.Clone(r.answer.bullets)
	if err := r.mend(ctx, r.opening); err != nil {
		return nil, err
	}
	if o.Template.Validate(r.value()) != nil { // a mended text is too long, or of another form
		r.answer.bullets = before
	}
	return r.result(), nil
}

// recording is the work on one record.
type recording struct {
	*reading
	raw    json.RawMessage // the value as the model wrote it, on one line
	leaves []leaf
}

func (r *recording) forget() { r.raw = nil }

// ask asks, and once more with what is wrong with the answer.
func (r *recording) ask(ctx context.Context) error {
	said, wrong := r.once(ctx, r.opening, nil)
	if wrong == nil || !worthAsking(ctx, wrong) {
		return wrong
	}
	again := r.opening[:len(r.opening):len(r.opening)]
	if said != "" {
		ask := fmt.Sprintf("task: continue\n\nThis is not the answer that was asked for: %v.\n"+
			"Write the whole JSON again, and nothing else.\n", wrong)
		again = append(again, llm.Message{Role: "assistant", Content: said}, llm.Message{Role: "user", Content: ask})
	}
	_, wrong = r.once(ctx, again, &llm.Guide{Schema: r.options.Template.Schema})
	return wrong
}

// once asks once, and says what was said.
func (r *recording) once(ctx context.Context, conversation []llm.Message, guide *llm.Guide) (said string, err error) {
	question := r.request(conversation)
	question.Guide = guide
	var lines []string
	err = r.complete(ctx, question, func(l llm.Line) {
		if l.Restart {
			lines = nil
		}
		if r.options.OnLine != nil {
			r.options.OnLine(l.Text)
		}
		lines = append(lines, l.Text)
	})
	if err != nil {
		return "", err
	}
	said = strings.Join(lines, "\n")
	r.raw, err = r.parse(said)
	return said, err
}

// parse finds the value in an answer, which may have words around it.
func (r *recording) parse(said string) (json.RawMessage, error) {
	at := strings.IndexAny(said, "{[")
	if at < 0 {
		return nil, fmt.Errorf("%w: it holds none", ErrNoRecord)
	}
	var raw json.RawMessage
	if err := json.NewDecoder(strings.NewReader(said[at:])).Decode(&raw); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoRecord, err)
	}
	var value any
	var line bytes.Buffer
	if err := errors.Join(json.Unmarshal(raw, &value), json.Compact(&line, raw)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoRecord, err)
	}
	if err := r.options.Template.Validate(value); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoRecord, err)
	}
	return line.Bytes(), nil
}

// leaf is a text or a number of the record.
type leaf struct {
	path       string // a JSON Pointer
	start, end int    // in the record as the model wrote it
	number     bool
	written    string // its text as the model wrote it, without citations
}

// addLeaves finds the leaves and checks them.
func (r *recording) addLeaves() {
	w := &leafWalker{decoder: json.NewDecoder(bytes.NewReader(r.raw)), raw: r.raw}
	w.decoder.UseNumber()
	var schema any
	_ = json.Unmarshal(r.options.Template.Schema, &schema) // it was read before
	w.root, _ = schema.(map[string]any)
	w.value("", "", w.root)
	r.leaves = w.leaves
	for n, it := range w.items {
		if text, cites := cutCitations(it.text, r.answer.support.sentences()); !r.leaves[n].number {
			it.text, it.cites = text, cites
		}
		r.leaves[n].written = it.text
		r.answer.items = append(r.answer.items, it)
		r.answer.bullets = append(r.answer.bullets, r.check(n, it))
	}
}

// leafWalker walks through a value with its schema.
type leafWalker struct {
	decoder *json.Decoder
	raw     []byte
	root    map[string]any
	leaves  []leaf
	items   []item
}

// value reads the next value, at a path, below a key, of a schema; nil: unknown.
func (w *leafWalker) value(path, key string, schema map[string]any) {
	schema = w.resolved(schema)
	start := int(w.decoder.InputOffset())
	token, err := w.decoder.Token()
	if err != nil {
		return
	}
	end := int(w.decoder.InputOffset())
	switch t := token.(type) {
	case json.Delim:
		w.members(t, path, key, schema)
	case string, json.Number:
		if schema["enum"] != nil || schema["const"] != nil {
			return
		}
		_, number := t.(json.Number)
		start += bytes.IndexFunc(w.raw[start:end], func(r rune) bool { return !strings.ContainsRune(",: ", r) })
		w.leaves = append(w.leaves, leaf{path: path, start: start, end: end, number: number})
		text := fmt.Sprint(t)
		w.items = append(w.items, item{text: text, label: labelOf(key), named: number || !isProse(text)})
	}
}

func (w *leafWalker) members(open json.Delim, path, key string, schema map[string]any) {
	properties, _ := schema["properties"].(map[string]any)
	items, _ := schema["items"].(map[string]any)
	for n := 0; w.decoder.More(); n++ {
		if open == '[' {
			w.value(path+"/"+strconv.Itoa(n), key, items)
			continue
		}
		name, _ := w.decoder.Token()
		text, _ := name.(string)
		of, _ := properties[text].(map[string]any)
		w.value(path+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(text), text, of)
	}
	_, _ = w.decoder.Token() // the end
}

// resolved is a schema, or what it refers to within the same.
func (w *leafWalker) resolved(schema map[string]any) map[string]any {
	path, _ := schema["$ref"].(string)
	if !strings.HasPrefix(path, "#") {
		return schema
	}
	at := w.root
	for name := range strings.SplitSeq(strings.TrimPrefix(path, "#"), "/") {
		if next, ok := at[name].(map[string]any); ok {
			at = next
		}
	}
	return at
}

// labelOf is a key in words: "deathsInTotal" and "deaths_in_total" are "deaths in total".
func labelOf(key string) string {
	var b strings.Builder
	small := false
	for _, c := range key {
		if unicode.IsUpper(c) && small {
			b.WriteByte(' ')
		}
		small = unicode.IsLower(c)
		b.WriteRune(unicode.ToLower(c))
	}
	between := func(c rune) bool { return strings.ContainsRune("_- .", c) }
	return strings.Join(strings.FieldsFunc(b.String(), between), " ")
}

// isProse says whether a text is of sentences, where others are names, values, labels.
func isProse(text string) bool {
	return len(strings.Fields(text)) > nameWords || isTold(text, "") && strings.HasSuffix(text, ".")
}

// check is what the article says of leaf n where it is it.
func (r *recording) check(n int, it item) result.Bullet {
	s := r.answer.support
	switch {
	case !it.named:
		return s.bullet(it)
	case r.leaves[n].number:
		return s.number(it)
	}
	return s.short(it)
}

// record is the value with the texts and numbers that a repair changed.
func (r *recording) record() json.RawMessage {
	var b bytes.Buffer
	end := 0
	for n, l := range r.leaves {
		text := r.answer.bullets[n].Text
		value := []byte(text)
		if !l.number {
			value, _ = json.Marshal(text)
		}
		b.Write(r.raw[end:l.start])
		b.Write(value)
		end = l.end
	}
	b.Write(r.raw[end:])
	return b.Bytes()
}

func (r *recording) value() (value any) {
	_ = json.Unmarshal(r.record(), &value) // it was parsed before
	return value
}

func (r *recording) result() *result.Record {
	out := &result.Record{
		Schema: result.Schema, Kind: "record", Source: r.article.About(), Record: r.record(),
		Statements: []result.Leaf{},
		Warnings:   slices.Concat(r.pieces.warnings(), r.answer.faultWarnings(), r.senseWarnings()), Usage: r.Used(),
		Language: r.language,
	}
	for n, b := range r.answer.bullets {
		out.Statements = append(out.Statements, result.Leaf{Path: r.leaves[n].path, Bullet: b})
	}
	return out
}
