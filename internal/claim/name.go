package claim

import (
	"unicode"
	"unicode/utf8"
)

// names returns the names of people, organisations and places outside the
// other claims, by their capitals. A single capitalised word at the start of a
// sentence tells nothing and is left out, as are single nouns in German.
func (s *scanner) names(taken []Claim) []Claim {
	k := 0
	for i := 0; i < len(s.tokens); {
		for k < len(taken) && taken[k].End <= s.tokens[i].start {
			k++
		}
		if k < len(taken) && taken[k].Start <= s.tokens[i].start {
			i++
			continue
		}
		limit := len(s.text)
		if k < len(taken) {
			limit = taken[k].Start
		}
		end := s.nameEnd(i, limit)
		if end == i {
			i++
			continue
		}
		if from, to := s.trimName(i, end); from < to && s.isName(from, to) {
			s.byName = append(s.byName, s.span(Name, from, to))
		}
		i = end
	}
	return s.byName
}

// nameEnd is the token behind the run of capitalised words at token i; their
// particles ("of", "van") and hyphens belong to it.
func (s *scanner) nameEnd(i, limit int) int {
	if !s.capital(i) {
		return i
	}
	end := i + 1
	for end < len(s.tokens) && s.tokens[end].end <= limit {
		if s.capital(end) && s.sameLine(end) && !s.ends(end-1) {
			end++
			continue
		}
		next := s.joiner(end)
		if next == 0 || next >= len(s.tokens) || s.tokens[next].end > limit || !s.capital(next) {
			break
		}
		end = next + 1
	}
	// Digits belong to a name they are glued to, as in G20 or COVID-19.
	for end < len(s.tokens) && s.glued(end) && s.tokens[end].end <= limit && (s.kind(end) == digits || s.is(end, "-") && s.kind(end+1) == digits && s.glued(end+1)) {
		end++
	}
	return end
}

func (s *scanner) sameLine(i int) bool {
	return len(s.text[s.tokens[i-1].end:s.tokens[i].start]) <= 2 && s.text[s.tokens[i].start-1] != '\n'
}

// ends says whether token i is a full stop that ends a sentence.
func (s *scanner) ends(i int) bool { return s.kind(i) == punct && !s.is(i, ".") && !s.is(i, "-") }

// joiner returns the token behind what joins two parts of a name at token i;
// 0 where nothing does.
func (s *scanner) joiner(i int) int {
	switch {
	case s.is(i, "-") || s.is(i, "'") || s.is(i, "’"):
		if s.glued(i) && s.glued(i+1) {
			return i + 1
		}
	case s.is(i, ".") && s.glued(i) && len(s.tokens[i-1].lower) == 1:
		return i + 1 // an initial
	case s.is(i, "&"):
		return i + 1
	}
	if e, k := s.find(i, classParticle); k == 1 && s.kind(i) == word && e.class != 0 && s.sameLine(i) && i+1 < len(s.tokens) && !s.is(i, "and") && !s.is(i, "und") && !s.is(i, "en") && !s.is(i, "y") && !s.is(i, "e") && !s.is(i, "et") {
		if e2, k2 := s.find(i+1, classParticle); k2 == 1 && e2.class != 0 && !s.capital(i+1) {
			return i + 2
		}
		return i + 1
	}
	return 0
}

// capital says whether token i is a word that begins with a capital letter.
func (s *scanner) capital(i int) bool {
	if s.kind(i) != word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].start:])
	return unicode.IsUpper(r)
}

// trimName drops words of the language's grammar from both ends ("The", "In").
func (s *scanner) trimName(from, to int) (int, int) {
	for from < to && (s.kind(from) != word || s.grammar(from)) {
		from++
	}
	for to > from && (s.kind(to-1) == punct || s.grammar(to-1) && !s.acronym(to-1)) {
		to--
	}
	return from, to
}

func (s *scanner) grammar(i int) bool {
	_, k := s.find(i, classFunc)
	return k == 1 && !(s.acronym(i) && len(s.tokens[i].lower) > 2)
}

// acronym says whether a word has a capital behind its first letter.
func (s *scanner) acronym(i int) bool {
	w := s.text[s.tokens[i].start:s.tokens[i].end]
	for k, r := range w {
		if k > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// isName decides whether capitalised words are a name.
func (s *scanner) isName(from, to int) bool {
	count := 0
	for i := from; i < to; i++ {
		if s.kind(i) == word {
			count++
		}
	}
	if count == 1 {
		t := s.tokens[from]
		if s.acronym(from) {
			return len(t.lower) > 1
		}
		if utf8.RuneCountInString(t.lower) < 2 || s.has(from, classWeekday) || s.has(from, classMonth) || s.has(from, classTitle) {
			return false
		}
		return s.language != "de" && !s.sentenceStart(from)
	}
	return count > 1
}

// sentenceStart says whether a sentence, a quotation or a line begins at token
// i, where capitals mean nothing.
func (s *scanner) sentenceStart(i int) bool {
	if i == 0 {
		return true
	}
	for at := s.tokens[i-1].end; at < s.tokens[i].start; at++ {
		if s.text[at] == '\n' {
			return true
		}
	}
	switch s.tokens[i-1].lower {
	case ".", "!", "?", ":", "\"", "“", "„", "«", "‘", "…", "•", "(", "—", "–", "¿", "¡", "*", "]", ";", "‹", "»", "”", "'":
		return true
	}
	return false
}
