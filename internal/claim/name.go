package claim

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
)

// names returns the names of people, organisations and places outside the
// other claims, by their capitals. A single capitalised word at the start of a
// sentence tells nothing and is left out, as are single nouns in German.
func names(t *lex.Text, found, taken []Claim) []Claim {
	k := 0
	for i := 0; i < len(t.Tokens); {
		for k < len(taken) && taken[k].End <= t.Tokens[i].Start {
			k++
		}
		if k < len(taken) && taken[k].Start <= t.Tokens[i].Start {
			i++
			continue
		}
		limit := len(t.Source)
		if k < len(taken) {
			limit = taken[k].Start
		}
		end := nameEnd(t, i, limit)
		if end == i {
			i++
			continue
		}
		if from, to := trimName(t, i, end); from < to && isName(t, from, to) {
			found = append(found, span(t, Name, from, to))
		}
		i = end
	}
	return found
}

// nameEnd is the token behind the run of capitalised words at token i; their
// particles ("of", "van") and hyphens belong to it.
func nameEnd(t *lex.Text, i, limit int) int {
	if !capital(t, i) {
		return i
	}
	end := elided(t, i+1)
	for end < len(t.Tokens) && t.Tokens[end].End <= limit {
		if capital(t, end) && sameLine(t, end) && !ends(t, end-1) {
			end = elided(t, end+1)
			continue
		}
		next := joiner(t, end)
		if next == 0 || next >= len(t.Tokens) || t.Tokens[next].End > limit || !capital(t, next) {
			break
		}
		end = elided(t, next+1)
	}
	// Digits belong to a name they are glued to, as in G20 or COVID-19.
	for t.Glued(end) && t.Tokens[end].End <= limit {
		hyphen := t.Is(end, "-") && t.Glued(end+1) && t.Kind(end+1) == lex.Digits
		if t.Kind(end) != lex.Digits && !hyphen {
			break
		}
		end++
	}
	return end
}

// elided steps over the rest of a word behind an apostrophe, as in Don't and
// Ba'ath; the s of a possessive is no part of a name.
func elided(t *lex.Text, i int) int {
	if i+1 >= len(t.Tokens) || !t.IsAny(i, "'", "’") || !t.Glued(i) || !t.Glued(i+1) {
		return i
	}
	if t.Kind(i+1) != lex.Word || capital(t, i+1) || t.Is(i+1, "s") {
		return i
	}
	return i + 2
}

// sameLine says whether the token at place i goes on the line of the one before
// it.
func sameLine(t *lex.Text, i int) bool {
	gap := t.Gap(i)
	return len(gap) <= 2 && !strings.HasSuffix(gap, "\n")
}

// ends says whether token i is a full stop that ends a sentence.
func ends(t *lex.Text, i int) bool { return t.Kind(i) == lex.Punct && !t.Is(i, ".") && !t.Is(i, "-") }

// joiner returns the token behind what joins two parts of a name at token i;
// 0 where nothing does.
func joiner(t *lex.Text, i int) int {
	switch {
	case t.IsAny(i, "-", "'", "’"):
		if t.Solid(i-1, 3) {
			return i + 1
		}
	case t.GluedIs(i, ".") && len(t.Tokens[i-1].Lower) == 1:
		return i + 1 // an initial
	case t.Is(i, "&"):
		return i + 1
	}
	if !particle(t, i) || t.Own(i)&lex.And != 0 || !sameLine(t, i) || i+1 == len(t.Tokens) {
		return 0
	}
	if _, k := t.Find(i+1, lex.Particle); k == 1 && !capital(t, i+1) {
		return i + 2
	}
	return i + 1
}

// particle says whether the word at place i may stand inside a name.
func particle(t *lex.Text, i int) bool {
	_, k := t.Find(i, lex.Particle)
	return k == 1 && t.Kind(i) == lex.Word
}

// capital says whether token i is a word that begins with a capital letter.
func capital(t *lex.Text, i int) bool {
	if t.Kind(i) != lex.Word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.Source[t.Tokens[i].Start:])
	return unicode.IsUpper(r)
}

// trimName drops words of the language's grammar from both ends ("The", "In").
func trimName(t *lex.Text, from, to int) (int, int) {
	for from < to && (t.Kind(from) != lex.Word || grammar(t, from)) {
		from++
	}
	for to > from && (t.Kind(to-1) == lex.Punct || grammar(t, to-1) && !acronym(t, to-1)) {
		to--
	}
	return from, to
}

func grammar(t *lex.Text, i int) bool {
	_, k := t.Find(i, lex.Func)
	return k == 1 && !(acronym(t, i) && len(t.Tokens[i].Lower) > 2)
}

// acronym says whether a word has a capital behind its first letter.
func acronym(t *lex.Text, i int) bool {
	w := t.Written(i)
	for k, r := range w {
		if k > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// isName decides whether capitalised words are a name.
func isName(t *lex.Text, from, to int) bool {
	count := 0
	for i := from; i < to; i++ {
		if t.Kind(i) == lex.Word {
			count++
		}
	}
	if count != 1 {
		return count > 1
	}
	if t.Glued(from) && t.Kind(from-1) == lex.Digits {
		return false // 777-200LR, 2100GMT
	}
	w := t.Tokens[from].Lower
	if acronym(t, from) {
		return len(w) > 1
	}
	if utf8.RuneCountInString(w) < 2 || t.Has(from, lex.Weekday|lex.Month|lex.Title) {
		return false
	}
	return !t.Trait(lex.CapitalNouns) && !sentenceStart(t, from)
}

// sentenceStart says whether a sentence, a quotation or a line begins at token
// i, where capitals mean nothing.
func sentenceStart(t *lex.Text, i int) bool {
	if i == 0 {
		return true
	}
	if strings.Contains(t.Gap(i), "\n") {
		return true
	}
	before := t.Tokens[i-1]
	return before.Kind == lex.Punct && strings.Contains(".!?:\"“„«‘…•(—–¿¡*];‹»”'", before.Lower)
}

// places maps each form of a place to all its forms.
var places = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, r := range lang.Shared("places") {
		for _, f := range r.Forms() {
			all[f] = append(all[f], r.Forms()...)
		}
	}
	return all
})

// IsPlace says whether a name in lower case is that of a country or its people, in English.
func IsPlace(lower string) bool { return places()[lower] != nil }

// SamePlace calls has with the other forms of a country or its people
// ("french" for "france") until one returns more than 0, and returns that.
func SamePlace(l string, has func(form string) int) int {
	for _, form := range places()[strings.ToLower(l)] {
		if n := has(form); n > 0 {
			return n
		}
	}
	return 0
}
