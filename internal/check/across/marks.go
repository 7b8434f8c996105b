package across

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/words"
	"newsbrief/internal/check/across/sound"
	"newsbrief/internal/claim"
)

// mark gives each paragraph what it is aligned by.
func (t *translation) mark() {
	t.markAll(t.from)
	t.markAll(t.to)
}

func (t *translation) markAll(list []paragraph) {
	for i := range list {
		p := &list[i]
		p.unit.Length = letters(p.text)
		p.unit.Marks = t.marksOf(p)
	}
}

// marksOf returns, in order and each once, what keeps its form or its value
// across languages: figures, the values of words, the parts of dates, names by
// their first letters or, where the scripts differ, by their sounds, and the
// marks of questions and of speech.
func (t *translation) marksOf(p *paragraph) []string {
	var marks []string
	for _, n := range figuresOf(p.text) {
		marks = append(marks, number(n))
	}
	for _, l := range p.claims {
		marks = append(marks, claimMarks(l.Claim)...)
	}
	marks = append(marks, t.nameMarks(p.text)...)
	if strings.ContainsAny(p.text, "?？؟") {
		marks = append(marks, "?")
	}
	if strings.ContainsAny(p.text, quoteMarks) {
		marks = append(marks, "\"")
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

func number(n float64) string { return "=" + strconv.FormatFloat(short(n), 'g', -1, 64) }

// claimMarks are those of a value. "One" of something says too little.
func claimMarks(c claim.Claim) []string {
	switch {
	case c.Kind == claim.Name, c.Kind == claim.Quote, c.Kind == claim.URL, c.Kind == claim.Code:
		return nil
	case c.Kind != claim.Date && (c.Value <= 1 || c.Fold):
		return nil
	case c.Kind != claim.Date:
		return []string{number(c.Value)}
	}
	var marks []string
	for _, part := range [...]struct {
		sign  string
		value int
	}{{"m", c.Date.Month}, {"w", c.Date.Weekday}, {"=", c.Date.Year}, {"=", c.Date.Day}} {
		if part.value != 0 {
			marks = append(marks, part.sign+strconv.Itoa(part.value))
		}
	}
	return marks
}

// nameMarks are the words that may be names.
func (t *translation) nameMarks(text string) []string {
	var marks []string
	for _, w := range nameWords(text) {
		mark := words.Start(words.Bare(w))
		if t.otherScript {
			if mark = t.soundKey(w); len(mark) < 3 {
				mark = ""
			}
		}
		if mark != "" {
			marks = append(marks, "~"+mark)
		}
	}
	return marks
}

// nameWords yields, with the byte of each, the words that may be names: those
// with a capital, all of scripts without capitals, and in Chinese the runs of
// characters that write the sounds of foreign names.
func nameWords(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at, w := range words.Written(text) {
			r, _ := utf8.DecodeRuneInString(w)
			switch {
			case unicode.Is(unicode.Han, r):
				for i, run := range soundRuns(w) {
					if !yield(at+i, run) {
						return
					}
				}
			case strings.IndexFunc(w, unicode.IsUpper) >= 0 || caseless(r) && utf8.RuneCountInString(w) > 2:
				if !yield(at, w) {
					return
				}
			}
		}
	}
}

// caseless says whether a letter is of a script without capitals that may write
// names.
func caseless(r rune) bool {
	return unicode.IsLetter(r) && !unicode.IsLower(r) && !unicode.Is(unicode.Hiragana, r)
}

// soundRuns yields the runs of two characters or more that write sounds.
func soundRuns(w string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start, count := 0, 0
		for i, r := range w + " " {
			if sound.Known(r) {
				count++
				continue
			}
			if count > 1 && !yield(start, w[start:i]) {
				return
			}
			start, count = i+utf8.RuneLen(r), 0
		}
	}
}
