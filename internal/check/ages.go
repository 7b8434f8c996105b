package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article"
	"newsbrief/internal/article/words"
	"newsbrief/internal/claim"
	"newsbrief/internal/claim/lex"
	"newsbrief/internal/lang"
	"newsbrief/result"
)

// agedPerson is an age with the words of the name that it belongs to, bare.
type agedPerson struct {
	Located
	name []string
}

// agesOf are the ages that a text gives to names, by their last words.
func agesOf(a *article.Article, claims []Located) map[string][]agedPerson {
	ages := map[string][]agedPerson{}
	for _, l := range claims {
		span := a.Sentences[l.Sentence]
		if name := nameOfAge(a.Text[span.Start:span.End], l.Claim, span.Start, a.Language); len(name) > 0 {
			last := name[len(name)-1]
			ages[last] = append(ages[last], agedPerson{l, name})
		}
	}
	return ages
}

// nameOfAge are the words of the name right beside an age in a sentence, which
// begins at byte start: "Ida Moss, 31, was", "Ida Moss (31)", "31-year-old Ida
// Moss". There are none where the number is no age or stands apart.
func nameOfAge(sentence string, c claim.Claim, start int, language string) []string {
	const oldest = 120
	years := c.Age && c.Unit == "year"
	bare := c.Kind == claim.Number && c.Unit == "" && !c.Words && !c.Ordinal && c.High == c.Value
	if c.Value > oldest || !years && !bare || c.Start < start || c.End > start+len(sentence) {
		return nil
	}
	before, behind := sentence[:c.Start-start], sentence[c.End-start:]
	lead := leadOfAge(before, language)
	beside := strings.TrimRight(lead, ",(")
	if beside != lead && closesAside(behind) {
		return capitalsBefore(beside, language)
	}
	if !years || behind == "" {
		return nil
	}
	return capitalsBehind(behind, language)
}

// leadOfAge is what stands before an age and the words that lead to it: aged,
// who is.
func leadOfAge(before, language string) string {
	const most = 3 // words
	lead := strings.TrimRight(before, " ")
	for range most {
		w := lead[strings.LastIndexByte(lead, ' ')+1:]
		if w == "" || !lex.InClass(strings.ToLower(w), language, lex.Age|lex.Func) {
			break
		}
		lead = strings.TrimRight(strings.TrimSuffix(lead, w), " ")
	}
	return lead
}

// closesAside says whether what follows a number ends what stands between
// commas or brackets.
func closesAside(behind string) bool {
	return behind == "" || strings.IndexByte(",.;)", behind[0]) >= 0 || strings.HasPrefix(behind, " and ")
}

// capitalsBefore are the words with capitals that a text ends with, bare.
func capitalsBefore(text, language string) []string {
	list := strings.Fields(text[max(0, len(text)-60):])
	from := len(list)
	for from > 0 && startsName(list[from-1], language) {
		if from < len(list) && strings.ContainsAny(list[from-1], ",;:") {
			break
		}
		from--
	}
	return bareWords(list[from:])
}

// capitalsBehind are the first words with capitals of a text, bare, behind no
// more than three that say what somebody is.
func capitalsBehind(text, language string) []string {
	const most = 3
	list := strings.Fields(text[:min(len(text), 90)])
	from := 0
	for from < len(list) && !startsName(list[from], language) {
		small := strings.Trim(list[from], "abcdefghijklmnopqrstuvwxyzäöüß-") == ""
		if from == most || !small || lex.InClass(list[from], language, lex.Func) {
			return nil
		}
		from++
	}
	to := from
	for to < len(list) && startsName(list[to], language) {
		to++
		if strings.ContainsAny(list[to-1], ",.;:)") {
			break
		}
	}
	return bareWords(list[from:to])
}

// startsName says whether a word may be one of a person's name.
func startsName(word, language string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && !lex.InClass(strings.ToLower(word), language, lex.Func|lex.Title|lex.Month|lex.Weekday)
}

func bareWords(list []string) []string {
	var bare []string
	for _, w := range list {
		if l := words.Bare(strings.Trim(w, ",.;:()\"'“”’")); l != "" {
			bare = append(bare, lang.WithoutGenitive(l))
		}
	}
	return bare
}

// agedOtherwise rules on the age of somebody whom the source gives another.
func agedOtherwise(v *Verdict, p *passage) bool {
	name := nameOfAge(p.text, v.Claim, p.start, p.article.Language)
	if len(name) == 0 {
		return false
	}
	found := false
	for _, other := range p.source.ages()[name[len(name)-1]] {
		if len(name) > 1 && len(other.name) > 1 && name[0] != other.name[0] {
			continue // another one of the family
		}
		if other.Value == v.Value {
			return false
		}
		found = true
		v.Status, v.Sentence = result.Contradicted, other.Sentence+1
		v.Reason = fmt.Sprintf("the article gives the age as %q", other.Text)
	}
	return found
}
