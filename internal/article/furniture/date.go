package furniture

import (
	"strings"
	"unicode"

	"newsbrief/internal/lang"
)

// stampWords are what stands beside the date of an article.
const stampWords = " published updated posted first last modified original by on at am pm a.m p.m est edt cst" +
	" cdt pst pdt gmt utc bst ist et pt hst amt day days hour hours minute minutes min read ago" +
	" jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august" +
	" september october november december" +
	" monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun" +
	" von am um uhr aktualisiert veröffentlicht januar februar märz mai juni juli oktober dezember montag" +
	" dienstag mittwoch donnerstag freitag samstag sonntag" +
	" publié mis à jour le par janvier février mars avril juin juillet août septembre octobre novembre décembre" +
	" lundi mardi mercredi jeudi vendredi samedi dimanche" +
	" publicado actualizado por el de del enero febrero marzo abril mayo junio julio agosto septiembre octubre" +
	" noviembre diciembre lunes martes miércoles jueves viernes sábado domingo" +
	" às em atualizado janeiro fevereiro março maio junho julho setembro outubro novembro dezembro feira" +
	" segunda terça quarta quinta sexta" +
	" pubblicato aggiornato il di gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen" +
	" mag giu lug ago set ott dic" +
	" опубликовано обновлено января февраля марта апреля мая июня" +
	" июля августа сентября октября ноября декабря" +
	" pada maret mei agustus desember "

// datedWords are those of them that stand beside dates only.
const datedWords = " published updated posted ago read aktualisiert publié publicado atualizado "

// Stamp says whether a line is little more than the date, byline or reading
// time of an article.
func Stamp(line string) bool {
	if len(line) > 160 || !strings.ContainsAny(line, "0123456789") || lang.EndsSentence(line) && len(line) > 60 {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.'
	})
	digits, known, dated := 0, 0, false
	for _, w := range words {
		w = strings.Trim(w, ".")
		switch {
		case strings.ContainsAny(w, "0123456789"):
			digits++
			dated = dated || isYear(w)
		case strings.Contains(stampWords, " "+w+" "):
			known++
			dated = dated || strings.Contains(datedWords, " "+w+" ")
		}
	}
	if digits == 0 || !dated {
		return false
	}
	return known > 0 && len(words)-digits-known <= known+digits || known == 0 && digits == len(words) && digits >= 3
}

// isYear says whether a word is a year or a date in digits that ends with one.
func isYear(w string) bool {
	w = w[strings.LastIndexByte(w, '.')+1:]
	if len(w) != 4 || strings.Trim(w, "0123456789") != "" {
		return false
	}
	return w[:2] == "19" || w[:2] == "20"
}

// Byline says whether a line names an author and nothing else.
func Byline(line string) bool {
	words := strings.Fields(line)
	if len(words) < 1 || len(words) > 12 || lang.EndsSentence(line) {
		return false
	}
	switch strings.ToLower(strings.Trim(words[0], ":")) {
	case "by", "von", "par", "por", "di", "door", "автор", "od", "av", "af":
		return true
	}
	return false
}
