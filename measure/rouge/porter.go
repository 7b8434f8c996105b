package rouge

import "strings"

// Stem is Porter's stemmer ("An algorithm for suffix stripping", 1980) with
// the extensions that NLTK, and so rouge_score, has on by default: a few
// irregular words and kinder rules for short ones. word is in lower case.
func Stem(word string) string {
	if stem, ok := irregular(word); ok {
		return stem
	}
	if len(word) <= 2 {
		return word
	}
	word = pastAndGerund(plural(word))
	if stem, ok := strings.CutSuffix(word, "y"); ok && len(stem) > 1 && consonant(stem, len(stem)-1) {
		word = stem + "i"
	}
	word = doubleSuffix(word)
	word = replace(word, positive, "icate", "ic", "ative", "", "alize", "al", "iciti", "ic", "ical", "ic", "ful", "", "ness", "")
	return finalE(lastSuffix(word))
}

func irregular(word string) (stem string, ok bool) {
	switch word {
	case "sky", "skies":
		return "sky", true
	case "dying", "lying", "tying":
		return word[:1] + "ie", true
	case "innings", "outings", "cannings":
		return word[:len(word)-1], true
	case "news", "inning", "outing", "canning", "howe", "proceed", "exceed", "succeed":
		return word, true
	}
	return "", false
}

// plural is step 1a.
func plural(word string) string {
	if len(word) == 4 && strings.HasSuffix(word, "ies") {
		return word[:3]
	}
	always := func(string) bool { return true }
	return replace(word, always, "sses", "ss", "ies", "i", "ss", "ss", "s", "")
}

// pastAndGerund is step 1b.
func pastAndGerund(word string) string {
	if stem, ok := strings.CutSuffix(word, "ied"); ok {
		if len(stem) == 1 {
			return stem + "ie"
		}
		return stem + "i"
	}
	if stem, ok := strings.CutSuffix(word, "eed"); ok {
		if positive(stem) {
			return stem + "ee"
		}
		return word
	}
	stem, ok := strings.CutSuffix(word, "ed")
	if !ok || !hasVowel(stem) {
		if stem, ok = strings.CutSuffix(word, "ing"); !ok || !hasVowel(stem) {
			return word
		}
	}
	n := len(stem)
	switch {
	case strings.HasSuffix(stem, "at"), strings.HasSuffix(stem, "bl"), strings.HasSuffix(stem, "iz"):
		return stem + "e"
	case n >= 2 && stem[n-1] == stem[n-2] && consonant(stem, n-1):
		if strings.ContainsRune("lsz", rune(stem[n-1])) {
			return stem
		}
		return stem[:n-1]
	case measure(stem) == 1 && endsShort(stem):
		return stem + "e"
	}
	return stem
}

// doubleSuffix is step 2.
func doubleSuffix(word string) string {
	if stem, ok := strings.CutSuffix(word, "alli"); ok && positive(stem) {
		return doubleSuffix(stem + "al")
	}
	if stem, ok := strings.CutSuffix(word, "logi"); ok {
		if positive(stem + "l") {
			return stem + "log"
		}
		return word
	}
	return replace(word, positive,
		"ational", "ate", "tional", "tion", "enci", "ence", "anci", "ance", "izer", "ize", "bli", "ble",
		"alli", "al", "entli", "ent", "eli", "e", "ousli", "ous", "ization", "ize", "ation", "ate",
		"ator", "ate", "alism", "al", "iveness", "ive", "fulness", "ful", "ousness", "ous",
		"aliti", "al", "iviti", "ive", "biliti", "ble", "fulli", "ful")
}

// lastSuffix is step 4.
func lastSuffix(word string) string {
	long := func(stem string) bool { return measure(stem) > 1 }
	if stem, ok := strings.CutSuffix(word, "ion"); ok {
		if long(stem) && (strings.HasSuffix(stem, "s") || strings.HasSuffix(stem, "t")) {
			return stem
		}
		return word
	}
	return replace(word, long, "al", "", "ance", "", "ence", "", "er", "", "ic", "", "able", "", "ible", "", "ant", "",
		"ement", "", "ment", "", "ent", "", "ou", "", "ism", "", "ate", "", "iti", "", "ous", "", "ive", "", "ize", "")
}

// finalE is step 5.
func finalE(word string) string {
	if stem, ok := strings.CutSuffix(word, "e"); ok {
		if m := measure(stem); m > 1 || m == 1 && !endsShort(stem) {
			word = stem
		}
	}
	if strings.HasSuffix(word, "ll") && measure(word[:len(word)-1]) > 1 {
		return word[:len(word)-1]
	}
	return word
}

// replace looks for the first suffix of the pairs that word ends in and
// replaces it where the rest passes; no other suffix is tried then.
func replace(word string, pass func(stem string) bool, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if stem, ok := strings.CutSuffix(word, pairs[i]); ok {
			if pass(stem) {
				return stem + pairs[i+1]
			}
			return word
		}
	}
	return word
}

// consonant says whether word[i] is one: y is a vowel after a consonant.
func consonant(word string, i int) bool {
	switch word[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(word, i-1)
	}
	return true
}

// measure counts the changes from vowels to consonants.
func measure(stem string) int {
	n := 0
	for i := 1; i < len(stem); i++ {
		if consonant(stem, i) && !consonant(stem, i-1) {
			n++
		}
	}
	return n
}

func positive(stem string) bool { return measure(stem) > 0 }

func hasVowel(stem string) bool {
	for i := range len(stem) {
		if !consonant(stem, i) {
			return true
		}
	}
	return false
}

// endsShort says whether a word ends in consonant, vowel and a consonant other
// than w, x and y, or is a vowel and a consonant.
func endsShort(word string) bool {
	n := len(word)
	if n < 2 || !consonant(word, n-1) || consonant(word, n-2) {
		return false
	}
	return n == 2 || consonant(word, n-3) && !strings.ContainsRune("wxy", rune(word[n-1]))
}
