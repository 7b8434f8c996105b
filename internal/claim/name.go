package claim

import (
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/claim/lex"
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
	end := i + 1
	for end < len(t.Tokens) && t.Tokens[end].End <= limit {
		if capital(t, end) && sameLine(t, end) && !ends(t, end-1) {
			end++
			continue
		}
		next := joiner(t, end)
		if next == 0 || next >= len(t.Tokens) || t.Tokens[next].End > limit || !capital(t, next) {
			break
		}
		end = next + 1
	}
	// Digits belong to a name they are glued to, as in G20 or COVID-19.
	for end < len(t.Tokens) && t.Glued(end) && t.Tokens[end].End <= limit && (t.Kind(end) == lex.Digits || t.Is(end, "-") && t.Kind(end+1) == lex.Digits && t.Glued(end+1)) {
		end++
	}
	return end
}

func sameLine(t *lex.Text, i int) bool {
	return len(t.Source[t.Tokens[i-1].End:t.Tokens[i].Start]) <= 2 && t.Source[t.Tokens[i].Start-1] != '\n'
}

// ends says whether token i is a full stop that ends a sentence.
func ends(t *lex.Text, i int) bool { return t.Kind(i) == lex.Punct && !t.Is(i, ".") && !t.Is(i, "-") }

// joiner returns the token behind what joins two parts of a name at token i;
// 0 where nothing does.
func joiner(t *lex.Text, i int) int {
	switch {
	case t.Is(i, "-") || t.Is(i, "'") || t.Is(i, "’"):
		if t.Glued(i) && t.Glued(i+1) {
			return i + 1
		}
	case t.Is(i, ".") && t.Glued(i) && len(t.Tokens[i-1].Lower) == 1:
		return i + 1 // an initial
	case t.Is(i, "&"):
		return i + 1
	}
	if e, k := t.Find(i, lex.Particle); k == 1 && t.Kind(i) == lex.Word && e.Class != 0 && sameLine(t, i) && i+1 < len(t.Tokens) && !t.Is(i, "and") && !t.Is(i, "und") && !t.Is(i, "en") && !t.Is(i, "y") && !t.Is(i, "e") && !t.Is(i, "et") {
		if e2, k2 := t.Find(i+1, lex.Particle); k2 == 1 && e2.Class != 0 && !capital(t, i+1) {
			return i + 2
		}
		return i + 1
	}
	return 0
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
	if count == 1 {
		token := t.Tokens[from]
		if acronym(t, from) {
			return len(token.Lower) > 1
		}
		if utf8.RuneCountInString(token.Lower) < 2 || t.Has(from, lex.Weekday) || t.Has(from, lex.Month) || t.Has(from, lex.Title) {
			return false
		}
		return t.Language != "de" && !sentenceStart(t, from)
	}
	return count > 1
}

// sentenceStart says whether a sentence, a quotation or a line begins at token
// i, where capitals mean nothing.
func sentenceStart(t *lex.Text, i int) bool {
	if i == 0 {
		return true
	}
	for at := t.Tokens[i-1].End; at < t.Tokens[i].Start; at++ {
		if t.Source[at] == '\n' {
			return true
		}
	}
	switch t.Tokens[i-1].Lower {
	case ".", "!", "?", ":", "\"", "“", "„", "«", "‘", "…", "•", "(", "—", "–", "¿", "¡", "*", "]", ";", "‹", "»", "”", "'":
		return true
	}
	return false
}
