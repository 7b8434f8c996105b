package lang

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// script is the ISO 15924 code of the script that a text of the tag is written
// in, as "Latn": the tag's own, else the usual one of the language and region
// (CLDR, likely subtags); "Zzzz" where nothing is known.
func (l *Language) script() string {
	if l.code == language.Und {
		return "Zzzz"
	}
	script, _ := l.code.Script()
	return script.String()
}

// scripts are those that the language is written in, several where its file
// says so and the tag names none.
func (l *Language) scripts() []string {
	_, named, _ := l.code.Raw()
	if several := l.Forms("scripts"); len(several) > 0 && named.String() == "Zzzz" {
		return several
	}
	return []string{l.script()}
}

// RightToLeft says whether the language is written from right to left.
func (l *Language) RightToLeft() bool {
	return slices.Contains(strings.Fields("Arab Hebr Thaa Syrc Armi Mand Nkoo Adlm Rohg Samr"), l.script())
}

// tablesOf are Unicode's tables of ISO 15924 codes; none of a code that no
// language of the files has.
func tablesOf(codes []string) []*unicode.RangeTable {
	var tables []*unicode.RangeTable
	for _, s := range [...]struct {
		code  string
		table *unicode.RangeTable
	}{
		{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Grek", unicode.Greek},
		{"Armn", unicode.Armenian}, {"Geor", unicode.Georgian}, {"Arab", unicode.Arabic},
		{"Hebr", unicode.Hebrew}, {"Syrc", unicode.Syriac}, {"Thaa", unicode.Thaana},
		{"Ethi", unicode.Ethiopic}, {"Deva", unicode.Devanagari}, {"Beng", unicode.Bengali},
		{"Gujr", unicode.Gujarati}, {"Guru", unicode.Gurmukhi}, {"Taml", unicode.Tamil},
		{"Telu", unicode.Telugu}, {"Knda", unicode.Kannada}, {"Mlym", unicode.Malayalam},
		{"Sinh", unicode.Sinhala}, {"Thai", unicode.Thai}, {"Laoo", unicode.Lao}, {"Khmr", unicode.Khmer},
		{"Mymr", unicode.Myanmar}, {"Mong", unicode.Mongolian}, {"Hira Jpan", unicode.Hiragana},
		{"Kana Jpan", unicode.Katakana}, {"Hans Hant Hani Jpan", unicode.Han}, {"Hang Kore", unicode.Hangul},
	} {
		if slices.ContainsFunc(codes, func(code string) bool { return strings.Contains(s.code, code) }) {
			tables = append(tables, s.table)
		}
	}
	return tables
}
