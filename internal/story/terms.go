package story

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/across/sound"
	"newsbrief/internal/lang"
)

// Parts of an article by how much their words say of what it tells.
const (
	leadWords  = 40 // of the text, which begins with what happened
	titleShare = 1.0
	leadShare  = 0.8
	tailShare  = 0.3 // what else is mentioned: another fire, the match before
)

// vocabulary are the words of all items: in how many each stands, and whether it is a
// name.
type vocabulary struct {
	ids      map[string]int
	namers   map[string]*namer // by language
	words    []string
	holders  []float64 // items with the word, of each event about once
	capitals []int     // where a capital tells a name
	small    []int     // without
	items    float64
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]int{}, namers: map[string]*namer{}}
}

func (v *vocabulary) id(word string) int {
	id, ok := v.ids[word]
	if !ok {
		id = len(v.words)
		v.ids[word] = id
		v.words = append(v.words, word)
		v.holders, v.capitals, v.small = append(v.holders, 0), append(v.capitals, 0), append(v.small, 0)
	}
	return id
}

// term is a word of an item with its weight.
type term struct {
	id     int
	weight float64
}

// The kinds of words that two items are compared by.
const (
	own     = iota // stems, of items in one language
	foreign        // beginnings of words, of items in two languages with one alphabet
	heard          // the sound of names, of items in two alphabets
	kinds
)

// Marks keep the kinds of words apart.
var marks = [kinds]string{"", "^", "~"}

// profile is an item in words.
type profile struct {
	shares [kinds]map[int]float64 // by word: how much the part says that it stands in
	terms  [kinds][]term          // weighted, of length 1, by word
	names  [kinds]map[int]int     // words that name somebody or something: how surely
	surely [kinds]int             // how many of them are sure
	script rune
	words  int // with content
}

// read cuts an item into words.
func (v *vocabulary) read(item Item) *profile {
	p := &profile{}
	for kind := range p.shares {
		p.shares[kind], p.names[kind] = map[int]float64{}, map[int]int{}
	}
	title, text := withoutOutlet(item.Title), strings.TrimSpace(item.Text)
	if item.Title != "" {
		text = strings.TrimPrefix(text, strings.TrimSpace(item.Title))
	}
	v.readPart(p, part{title, item.Language, true, titleCased(title)})
	v.readPart(p, part{text, item.Language, false, false})
	return p
}

func (v *vocabulary) namer(language string) *namer {
	if v.namers[language] == nil {
		v.namers[language] = newNamer(language)
	}
	return v.namers[language]
}

// part is the title or the text of an item.
type part struct {
	text, language string
	title          bool
	cased          bool // all its words have capitals
}

// share is how much the nth word counts.
func (p part) share(n int) float64 {
	switch {
	case p.title:
		return titleShare
	case n < leadWords:
		return leadShare
	}
	return tailShare
}

// readPart reads the words of a part.
func (v *vocabulary) readPart(p *profile, of part) {
	index := words.New(of.language, len(of.text), func(yield func(int, string) bool) { yield(0, of.text) })
	namer := v.namer(of.language)
	names := !of.cased && !lang.Of(of.language).Has("trait", "capitalnouns")
	before := ""
	p.words += len(index.Words(0))
	for n, w := range index.Words(0) {
		written := of.text[w.Start:w.End]
		first, _ := utf8.DecodeRuneInString(written)
		if unicode.IsDigit(first) {
			for kind := range kinds {
				v.add(p, kind, plainNumber(written), of.share(n))
			}
			before = ""
			continue
		}
		stem := index.Text(w.Stem)
		id := v.add(p, own, stem, of.share(n))
		if before != "" && of.title {
			v.add(p, own, before+" "+stem, pairShare)
		}
		before = stem
		name := namer.nameOf(of, w.Start, written)
		p.addName(own, id, name)
		v.addPortable(p, written, of.share(n), name)
		switch capital := unicode.IsUpper(first); {
		case !capital:
			v.small[id]++
		case names && !startsSentence(of.text, w.Start):
			v.capitals[id]++
		}
	}
}

// add counts a word in.
func (v *vocabulary) add(p *profile, kind int, word string, share float64) (id int) {
	id = v.id(marks[kind] + word)
	p.shares[kind][id] = max(p.shares[kind][id], share)
	return id
}

// addName notes that a word is a name, and how surely.
func (p *profile) addName(kind, id, name int) {
	if known := p.names[kind][id]; name > known {
		p.names[kind][id] = name
		p.surely[kind] += name/sure - known/sure
	}
}

// addPortable counts in what a word has in common with those of other languages.
func (v *vocabulary) addPortable(p *profile, written string, share float64, name int) {
	const long, sounds = 4, 3
	first, _ := utf8.DecodeRuneInString(written)
	if p.script == 0 {
		p.script = scriptOf(first)
	}
	bare := words.Bare(written)
	if unicode.IsUpper(first) || utf8.RuneCountInString(bare) >= long {
		p.addName(foreign, v.add(p, foreign, beginning(bare), share), name)
	}
	cased := p.script < arabic
	if key := sound.Key(written); len(key) >= sounds && (unicode.IsUpper(first) || !cased) {
		p.addName(heard, v.add(p, heard, key, share), name)
	}
}

// beginning is what a word shares with its like in other languages: planetarium and
// planetário, Tavoria and Tavorie.
func beginning(bare string) string {
	const letters = 6
	n := 0
	for i := range bare {
		if n++; n > letters {
			return bare[:i]
		}
	}
	return bare
}

// plainNumber is a number without what groups its digits.
func plainNumber(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '.' && s[i] != ',' {
			b.WriteByte(s[i])
			continue
		}
		digits := len(s[i+1:]) - len(strings.TrimLeft(s[i+1:], "0123456789"))
		if digits != 3 {
			b.WriteByte('.')
		}
	}
	return b.String()
}

// arabic is where the scripts begin that have no capitals, in the order of Unicode.
const arabic = 0x0600

// scriptOf is the first letter of a block of scripts; 'a' for Latin.
func scriptOf(r rune) rune {
	for _, first := range []rune{0x3040, 0x0E00, 0x0900, arabic, 0x0590, 0x0530, 0x0400, 0x0370} {
		if r >= first {
			return first
		}
	}
	return 'a'
}

// startsSentence says whether a capital at a place tells nothing.
func startsSentence(text string, at int) bool {
	before := strings.TrimRight(text[:at], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?:\n\"“„«‘'(—–-|", last)
}

// titleCased says whether a title writes all its words with capitals.
func titleCased(title string) bool {
	const long = 4 // letters: shorter ones have none there either
	capitals, all := 0, 0
	fields := strings.Fields(title)
	for _, w := range fields[min(1, len(fields)):] {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) && utf8.RuneCountInString(w) >= long {
			all++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	return 4*capitals >= 3*all
}

// separators stand between a title and the name of its outlet.
var separators = []string{" | ", " - ", " – ", " — ", " :: "}

// withoutOutlet is a title without the outlet that its end, or its beginning, names.
func withoutOutlet(title string) string {
	const most, fewest = 4, 4 // words of an outlet, and of what is left
	isOutlet := func(outlet, rest string) bool {
		return len(strings.Fields(outlet)) <= most && len(strings.Fields(rest)) >= fewest
	}
	for _, s := range separators {
		at := strings.LastIndex(title, s)
		for at >= 0 && isOutlet(title[at+len(s):], title[:at]) {
			title = title[:at]
			at = strings.LastIndex(title, s)
		}
	}
	if head, tail, found := strings.Cut(title, " | "); found && isOutlet(head, tail) {
		return tail
	}
	return title
}

// count counts in how many groups of items each word stands. Those of a group are about
// one event, and count less the more there are: what hundreds say of one ceremony makes
// its words no commonplace.
func (v *vocabulary) count(profiles []*profile, groups [][]int) {
	clear(v.holders)
	v.items = 0
	for _, group := range groups {
		own := map[int]float64{}
		for _, i := range group {
			for kind := range profiles[i].shares {
				for id := range profiles[i].shares[kind] {
					own[id]++
				}
			}
		}
		for id, n := range own {
			v.holders[id] += math.Pow(n, repetition)
		}
		v.items += math.Pow(float64(len(group)), repetition)
	}
}

// weigh turns the shares of an item's words into weights.
func (v *vocabulary) weigh(p *profile) {
	for kind := range p.shares {
		var list []term
		for id, share := range p.shares[kind] {
			list = append(list, term{id, share * v.rarity(id)})
		}
		slices.SortFunc(list, func(a, b term) int { return cmp.Compare(a.id, b.id) })
		p.terms[kind] = list
	}
	length := math.Sqrt(dot(p.terms[own], p.terms[own]))
	for kind := range p.terms {
		for i := range p.terms[kind] {
			p.terms[kind][i].weight /= max(length, 1e-9)
		}
	}
}

// rarity is how much a word tells: the fewer items have it the more. So many items
// more are taken to be there, of which none has it, so that in a small set too what all
// have tells something.
func (v *vocabulary) rarity(id int) float64 {
	r := math.Log((v.items + others) / (v.holders[id] + 1))
	if c := v.capitals[id]; c > 0 && c >= 4*v.small[id] {
		r *= nameWeight
	}
	return max(r, 0)
}

func dot(a, b []term) float64 {
	sum := 0.0
	both(a, b, func(_ int, weight float64) { sum += weight })
	return sum
}

// both calls do for each word of two items with the product of its weights.
func both(a, b []term, do func(id int, weight float64)) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].id < b[0].id:
			a = a[1:]
		case a[0].id > b[0].id:
			b = b[1:]
		default:
			do(a[0].id, a[0].weight*b[0].weight)
			a, b = a[1:], b[1:]
		}
	}
}

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// mostShared is how many words tell why two items stand together.
const mostShared = 5

// shared are the words of two items that weigh most.
func (v *vocabulary) shared(a, b *profile) []string {
	var best []term
	for kind := range kinds {
		both(a.terms[kind], b.terms[kind], func(id int, weight float64) { best = append(best, term{id, weight}) })
	}
	slices.SortFunc(best, func(x, y term) int { return cmp.Or(cmp.Compare(y.weight, x.weight), x.id-y.id) })
	var list []string
	for _, t := range best {
		word := strings.TrimLeft(v.words[t.id], "^~")
		within := func(known string) bool { return strings.HasPrefix(known, word) || strings.HasPrefix(word, known) }
		if len(list) < mostShared && !slices.ContainsFunc(list, within) {
			list = append(list, word)
		}
	}
	return list
}
