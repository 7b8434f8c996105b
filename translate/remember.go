package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"newsbrief/internal/article"
	"newsbrief/internal/document"
	"newsbrief/internal/memory"
	"newsbrief/result"
)

// recollection is what the memory holds for a passage.
type recollection struct {
	recalled bool         // it need not be asked for
	entry    memory.Entry // as it stands in the memory, or will
	edit     *edit        // what a person wrote in the earlier translation
}

// person says whether a person wrote it.
func (r *recollection) person() bool { return r.recalled && r.entry.By == memory.Person }

// settings are how a passage is asked for.
func (p *passage) settings(o Options, prompt string) memory.Settings {
	s := memory.Settings{Prompt: prompt, Tone: o.Tone}
	for _, t := range p.terms {
		s.Terms = append(s.Terms, t.Source+" = "+t.Target)
	}
	return s
}

// promptHash is the same for prompts that ask the same.
func (o Options) promptHash() string {
	data, _ := json.Marshal([]any{o.Template.Raw, o.Vars, o.Localize}) // a map's keys are sorted
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:4])
}

// recall gives the passages what people wrote and what models translated before.
func (t *task) recall() error {
	if t.options.Past == nil {
		return nil
	}
	if t.options.Past.Memory != nil {
		if err := t.recollect(); err != nil {
			return err
		}
	}
	t.options.Past.Seen.add(t)
	t.retell()
	return nil
}

// recollect looks into the earlier translation and the memory.
func (t *task) recollect() error {
	past := t.options.Past
	edits, known, err := past.edits(t.document, t.options.To)
	if e := past.Earlier; e != nil && (err != nil || e.Refused != nil && !known) {
		if e.Refused != nil {
			return e.Refused
		}
		return err
	}
	t.prompt = t.options.promptHash()
	for i, p := range t.passages {
		context := contextOf(t.document, i)
		p.entry = memory.Entry{
			Source: p.Text, From: t.options.From, To: t.options.To, By: memory.Model, Context: context,
			Settings: p.settings(t.options, t.prompt), Model: t.options.Model,
		}
		if e, ok := edits[i]; ok {
			p.edit = &e
			p.recollect(memory.Entry{Target: e.target, By: memory.Person, Of: e.writtenFor()})
			continue
		}
		e, ok := t.remembered(p)
		if ok && (e.By == memory.Person || !past.Fresh) {
			p.recollect(e)
		}
	}
	return nil
}

// remembered is what counts for a passage.
func (t *task) remembered(p *passage) (memory.Entry, bool) {
	m, past := t.options.Past.Memory, t.options.Past
	if past.Discard {
		if e, ok := m.At(t.options.To, p.Text, p.entry.Context); ok {
			e.Drop = true
			t.dropped = append(t.dropped, e)
			return memory.Entry{}, false
		}
	}
	return m.Find(t.options.To, p.Text, p.entry.Context, p.entry.Settings)
}

// writtenFor is what the entry says of a stale edit's source.
func (e *edit) writtenFor() string {
	switch {
	case !e.stale:
		return ""
	case e.of == "":
		return "?"
	}
	return e.of
}

// recollect takes a translation that need not be asked for.
func (p *passage) recollect(e memory.Entry) {
	p.recalled = true
	own := p.entry
	own.Target, own.By, own.Of, own.Shown, own.Doubtful = e.Target, e.By, e.Of, e.Shown, e.Doubtful
	if e.By == memory.Person {
		own.Settings, own.Model = memory.Settings{}, ""
	} else {
		own.Model, own.Context = e.Model, e.Context
	}
	p.entry = own
}

// retell checks what was recalled as if it had been answered now. What a person wrote
// is not judged.
func (t *task) retell() {
	for _, p := range t.passages {
		if !p.recalled {
			continue
		}
		a := assessed{reply: reply{text: p.entry.Target, whole: true}}
		if !p.person() {
			a = p.assess(a.reply, t.options)
		}
		p.take(a)
	}
}

// staleFinding is about a person's words for another source; nil where they are not.
func (p *passage) staleFinding() []result.Finding {
	if !p.person() || p.entry.Of == "" {
		return nil
	}
	reason := "its source has changed since a person wrote this"
	if p.entry.Of != "?" {
		reason += ": it was “" + shorten(memory.Words(p.entry.Of)) + "”"
	}
	return []result.Finding{segmentFinding(p.shown, reason+"; write it anew, or take the mark [?] away")}
}

// remember keeps what the passages were given. text is the finished document.
func (t *task) remember(text string) error {
	past := t.options.Past
	if past == nil || past.Memory == nil {
		return nil
	}
	shown := t.shown(text)
	entries := t.dropped
	for i, p := range t.passages {
		e := p.entry
		e.Target, e.Doubtful = p.target, !result.Worst(p.claims).Good()
		if e.Of != "" || e.By == memory.Person {
			e.Doubtful = false
		}
		if e.Shown = ""; shown != nil && memory.Words(shown[i]) != memory.Words(e.Target) {
			e.Shown = shown[i]
		}
		if !past.Memory.Has(e) {
			entries = append(entries, e)
		}
	}
	return past.Memory.Put(entries...)
}

// shown are the passages as they stand in the finished document; nil where it is read
// in other passages.
func (t *task) shown(text string) []string {
	d, err := t.document.Like(text)
	if err != nil || len(d.Segments) != len(t.passages) {
		return nil
	}
	list := make([]string, len(d.Segments))
	for i := range list {
		list[i], _ = d.Shown(i)
	}
	return list
}

// pastWarnings tell what of a document is a person's.
func (t *task) pastWarnings() []result.Warning {
	var list []result.Warning
	edited, first := 0, 0
	for i, p := range t.passages {
		if p.edit != nil && !p.edit.stale {
			if edited++; edited == 1 {
				first = i
			}
		}
		for _, term := range p.terms {
			if p.person() && !term.renders(p.Masked(p.target), t.options.To) {
				list = append(list, result.Warning{Code: "glossary", Message: fmt.Sprintf(
					"segment %d, %q, which a person wrote, is without a term of the glossary: %s is %s",
					i+1, shorten(p.shown), term.Source, term.Target)})
			}
		}
	}
	if edited > 0 {
		list = append(list, result.Warning{Code: "edited", Message: fmt.Sprintf(
			"%s, and kept as a person's: segment %d, %q", counted(edited, "changed passage was found",
				"changed passages were found"), first+1, shorten(t.passages[first].shown))})
	}
	return list
}

// Status is how a document stands to its earlier translation.
type Status struct {
	Segments int
	Due      int // that a model would be asked for
	Edited   int // that a person changed since the last run
	Stale    int // that a person wrote for another source
	// Text is the translation, where nothing is due.
	Text string
}

// StatusOf says what Run would do. It asks nobody, and keeps nothing.
func StatusOf(a *article.Article, d *document.Document, o Options) (Status, error) {
	t, err := newTask(nil, a, d, o)
	if err == nil {
		err = t.recall()
	}
	if err != nil {
		return Status{}, err
	}
	s := Status{Segments: len(t.passages)}
	for _, p := range t.passages {
		switch {
		case !p.recalled:
			s.Due++
		case p.person() && p.entry.Of != "":
			s.Stale++
		case p.edit != nil:
			s.Edited++
		}
	}
	if s.Due > 0 {
		return s, nil
	}
	judge(t.passages)
	r, err := t.result()
	if err == nil {
		s.Text = r.Text
	}
	return s, err
}

// Seen is what a run's documents had in common. It is safe for concurrent use.
type Seen struct {
	mu     sync.Mutex
	others map[string]int // passages by their model, where that is another one
	terms  map[Term]bool  // of the glossary, that occurred
	texts  int
}

// add notes a document.
func (s *Seen) add(t *task) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.others == nil {
		s.others, s.terms = map[string]int{}, map[Term]bool{}
	}
	s.texts++
	for _, p := range t.passages {
		if p.recalled && !p.person() && p.entry.Model != t.options.Model {
			s.others[p.entry.Model]++
		}
		for _, term := range p.terms {
			s.terms[term] = true
		}
	}
}

// Notices tell what is to be known of the run.
func (s *Seen) Notices(o Options) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, model := range slices.Sorted(maps.Keys(s.others)) {
		list = append(list, fmt.Sprintf("%s by another model, %s, and kept; --force asks %s again",
			counted(s.others[model], "passage is", "passages are"), model, o.Model))
	}
	if s.texts > 0 && len(o.Glossary) > 0 && len(s.terms) == 0 {
		list = append(list, fmt.Sprintf("none of the %d terms of the glossary occurs in the text; the first field of "+
			"a line is the text's, the second its translation", len(o.Glossary)))
	}
	return list
}

func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}
