package translate

import (
	"slices"
	"strings"

	"newsbrief/internal/document"
	"newsbrief/internal/memory"
)

// Past is what is known of earlier translations into the same language.
type Past struct {
	Memory  *memory.Memory
	Earlier *Earlier // what stands where the translation goes; nil: nothing
	Fresh   bool     // what models translated is asked for again
	Discard bool     // what people wrote for this document is given up
	Seen    *Seen    // is told of each document; nil: nobody is
}

// Earlier is a translation that was made before.
type Earlier struct {
	Text    string
	Touched bool  // a person may have changed it
	Changed bool  // a person has
	Current bool  // it was made of the same source
	Refused error // why it may not be replaced unless what a person changed in it is kept
}

// ErrEdits means that a person changed a translation in a way that passages cannot hold.
var ErrEdits error = editsError{}

type editsError struct{}

func (editsError) Error() string { return "was changed in more than the words of its passages" }

// Help is the next step for the user.
func (editsError) Help() string { return "move it away, or give the changes up with --discard-edits" }

// edit is what a person wrote for a passage.
type edit struct {
	target string
	at     int    // in the earlier translation
	stale  bool   // it was written for another source
	of     string // that source, where it is known
}

// edits finds what people wrote in the earlier translation, by the index of the segment
// that it belongs to. known says that the memory, or newsbrief's own record, is of it.
func (p *Past) edits(d *document.Document, to string) (list map[int]edit, known bool, err error) {
	if p == nil || p.Memory == nil || p.Earlier == nil || p.Discard {
		return nil, false, nil
	}
	there, err := d.Like(strings.TrimPrefix(p.Earlier.Text, "\uFEFF"))
	if err != nil {
		return nil, false, ErrEdits
	}
	r := &reconciler{Past: p, to: to, source: d, there: there, edits: map[int]edit{}}
	r.read()
	if !r.isKnown() {
		return nil, false, nil
	}
	r.align()
	if p.Earlier.Changed {
		r.compare()
	}
	return r.edits, true, r.err
}

// reconciler compares a document with its earlier translation.
type reconciler struct {
	*Past
	to            string
	source, there *document.Document
	has           map[string]bool // sources
	lines         []line          // of there
	edits         map[int]edit
	pairs         [][2]int // segments, and where their translations stand
	err           error
}

// line is a segment of the earlier translation.
type line struct {
	text, words string
	marked      bool
	written     []memory.Entry // that read so
	source      string         // that it is a translation of, "": none is known
	person      *memory.Entry  // it was a person's before
}

func (r *reconciler) read() {
	r.has = map[string]bool{}
	for _, s := range r.source.Segments {
		r.has[s.Text] = true
	}
	for i := range r.there.Segments {
		var l line
		l.text, l.marked = r.there.Shown(i)
		l.words = memory.Words(l.text)
		l.written = r.Memory.Written(r.to, l.words)
		for k, e := range l.written {
			if l.source == "" || r.has[e.Source] && !r.has[l.source] {
				l.source = e.Source
			}
			if e.By == memory.Person {
				l.person = &l.written[k]
			}
		}
		r.lines = append(r.lines, l)
	}
}

// isKnown says whether what stands there is a translation of the document that the
// memory knows: in a file of newsbrief's own, or of the user's choice, any passage of it,
// in any other half of them.
func (r *reconciler) isKnown() bool {
	written, translated := 0, 0
	for _, l := range r.lines {
		if l.source != "" {
			written++
		}
	}
	for _, s := range r.source.Segments {
		if r.Memory.Knows(r.to, s.Text) {
			translated++
		}
	}
	if r.Earlier.Changed || r.Earlier.Refused == nil {
		return written+translated > 0
	}
	return 2*written >= len(r.lines) && written > 0 ||
		translated == len(r.source.Segments) && len(r.lines) == translated
}

// align finds which segment is whose translation, in order, and looks at what lies
// between those that are known to be.
func (r *reconciler) align() {
	segments := r.source.Segments
	sources := make([]string, len(segments))
	for i, s := range segments {
		sources[i] = s.Text
	}
	others := make([]string, len(r.lines))
	for j, l := range r.lines {
		others[j] = l.source
	}
	i, j := 0, 0
	for _, p := range append(subsequence(sources, others), [2]int{len(sources), len(others)}) {
		r.gap(span{i, p[0]}, span{j, p[1]})
		if p[0] < len(sources) {
			r.pairs = append(r.pairs, p)
			r.pair(p[0], p[1])
		}
		i, j = p[0]+1, p[1]+1
	}
}

type span struct{ start, end int }

func (s span) size() int { return s.end - s.start }

// compare looks for changes of other things than words: between passages that still
// follow one another.
func (r *reconciler) compare() {
	list := r.pairs
	for i, e := range r.edits {
		list = append(list, [2]int{i, e.at})
	}
	slices.SortFunc(list, func(a, b [2]int) int { return a[0] - b[0] })
	for k, p := range list {
		follows := k > 0 && list[k-1] == [2]int{p[0] - 1, p[1] - 1} || p == [2]int{}
		if follows && !r.source.SameBetween(p[0], r.there, p[1]) {
			r.err = ErrEdits
		}
	}
	if len(list) > 0 {
		last := list[len(list)-1]
		ends := last == [2]int{len(r.source.Segments) - 1, len(r.there.Segments) - 1}
		if ends && !r.source.SameEnd(r.there) {
			r.err = ErrEdits
		}
	}
}

// pair looks at a segment and what was written for it: a person may have taken the mark
// of doubt away, or gone back to other words.
func (r *reconciler) pair(i, j int) {
	if !r.Earlier.Touched {
		return
	}
	l := &r.lines[j]
	source, context := r.source.Segments[i].Text, contextOf(r.source, i)
	here, was := r.Memory.At(r.to, source, context)
	other := was && memory.Words(shownIn(here)) != l.words
	approved := !l.marked && slices.ContainsFunc(l.written, func(e memory.Entry) bool {
		return e.Source == source && (e.Doubtful || e.Of != "")
	}) && !slices.ContainsFunc(l.written, func(e memory.Entry) bool {
		return e.Source == source && !e.Doubtful && e.Of == ""
	})
	if other || approved {
		r.edited(i, j)
	}
}

// shownIn is an entry's translation as outputs have it.
func shownIn(e memory.Entry) string {
	if e.Shown != "" {
		return e.Shown
	}
	return e.Target
}

// edited notes what a person wrote for segment i.
func (r *reconciler) edited(i, j int) {
	if target, ok := r.adopt(i, j); ok {
		r.edits[i] = edit{target: target, at: j}
	}
}

// outdated notes what a person wrote for another source than segment i.
func (r *reconciler) outdated(i, j int) {
	e := edit{stale: true, at: j}
	if p := r.lines[j].person; p != nil {
		if e.of = p.Of; e.of == "" {
			e.of = p.Source
		}
	}
	var ok bool
	if e.target, ok = r.adopt(i, j); ok {
		r.edits[i] = e
	}
}

func (r *reconciler) adopt(i, j int) (string, bool) {
	target, ok := r.source.Adopt(i, r.there, j)
	target = strings.TrimSpace(strings.TrimSuffix(target, document.Doubtful))
	if !ok || target == "" {
		r.err = ErrEdits
		return "", false
	}
	return target, true
}

// gap looks at segments, and what stands there, that do not belong together as far as
// is known. What a person wrote belongs to the passages that were translated before, or
// where there are as many of both, to the one in its place.
func (r *reconciler) gap(own, there span) {
	var known, people []int
	fresh := 0
	for j := there.start; j < there.end; j++ {
		l := &r.lines[j]
		if l.person != nil || l.source == "" && r.Earlier.Touched {
			people = append(people, j)
		}
		if l.source == "" {
			fresh++
		}
	}
	if len(people) == 0 {
		return
	}
	for i := own.start; i < own.end; i++ {
		if r.Memory.Knows(r.to, r.source.Segments[i].Text) {
			known = append(known, i)
		}
	}
	switch {
	case fresh == len(people) && fresh == len(known):
		for k, i := range known {
			r.edited(i, people[k])
		}
	case own.size() == there.size():
		for _, j := range people {
			r.inPlace(own.start+j-there.start, j, own.size() == 1)
		}
	default:
		for _, j := range people {
			r.nearest(own, j)
		}
	}
}

// inPlace notes what a person wrote where segment i stands now.
func (r *reconciler) inPlace(i, j int, alone bool) {
	source := r.source.Segments[i].Text
	switch person := r.lines[j].person; {
	case r.Memory.Knows(r.to, source):
		if person == nil || r.Earlier.Current || r.has[person.Source] {
			r.edited(i, j)
		} else { // the words of another passage, which stood here, or was written alike
			r.outdated(i, j)
		}
	case alone || person == nil || alikeTexts(person.Source, source) > leastAlike:
		r.outdated(i, j)
	}
}

// nearest finds the segment whose source is most like that which a person's words were
// for. Where there is none, it is gone, and the words stay in the memory.
func (r *reconciler) nearest(own span, j int) {
	person := r.lines[j].person
	if person == nil {
		r.err = ErrEdits // whose they are is not known
		return
	}
	best, most := -1, leastAlike
	for i := own.start; i < own.end; i++ {
		source := r.source.Segments[i].Text
		if _, taken := r.edits[i]; taken || r.Memory.Knows(r.to, source) {
			continue
		}
		if n := alikeTexts(person.Source, source); n > most {
			best, most = i, n
		}
	}
	if best >= 0 {
		r.outdated(best, j)
	}
}

// leastAlike is how much two texts share at least where one is the other, changed.
const leastAlike = 0.3

// alikeTexts is the part of their words that two texts share, 0 to 1 (Dice).
func alikeTexts(a, b string) float64 {
	x, y := wordsOf(memory.Words(a)), wordsOf(memory.Words(b))
	slices.Sort(x)
	slices.Sort(y)
	x, y = slices.Compact(x), slices.Compact(y)
	n := 0
	for _, w := range x {
		if _, found := slices.BinarySearch(y, w); found {
			n++
		}
	}
	return 2 * float64(n) / float64(max(len(x)+len(y), 1))
}

// contextOf tells segment i apart from others with its words.
func contextOf(d *document.Document, i int) string {
	before, behind := "", ""
	if i > 0 {
		before = d.Segments[i-1].Text
	}
	if i+1 < len(d.Segments) {
		behind = d.Segments[i+1].Text
	}
	return memory.Context(before, behind)
}

// mostCells is how much of two texts is compared at most: of longer ones only what they
// begin and end with alike.
const mostCells = 16 << 20

// subsequence are the pairs of a longest common subsequence of two lists, in order. "" is
// common to none.
func subsequence(a, b []string) [][2]int {
	var head, tail [][2]int
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] && a[start] != "" {
		head = append(head, [2]int{start, start})
		start++
	}
	endA, endB := len(a), len(b)
	for endA > start && endB > start && a[endA-1] == b[endB-1] && a[endA-1] != "" {
		endA, endB = endA-1, endB-1
		tail = append(tail, [2]int{endA, endB})
	}
	slices.Reverse(tail)
	a, b = a[start:endA], b[start:endB]
	if len(a)*len(b) > mostCells {
		return append(head, tail...)
	}
	// length[i][j] is that of a common subsequence of a[i:] and b[j:].
	width := len(b) + 1
	length := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			n := max(length[(i+1)*width+j], length[i*width+j+1])
			if a[i] == b[j] && a[i] != "" {
				n = max(n, length[(i+1)*width+j+1]+1)
			}
			length[i*width+j] = n
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j] && a[i] != "" && length[i*width+j] == length[(i+1)*width+j+1]+1:
			head = append(head, [2]int{start + i, start + j})
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return append(head, tail...)
}
