package document

import "strings"

// RightToLeft says whether a language is written from right to left.
func RightToLeft(tag string) bool {
	base, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	script, _, _ := strings.Cut(rest, "-")
	switch script {
	case "arab", "hebr", "thaa", "syrc":
		return true
	case "latn", "cyrl":
		return false
	}
	switch base {
	case "ar", "fa", "he", "iw", "ur", "ps", "yi", "dv", "sd", "ug", "ckb", "syr", "arc":
		return true
	}
	return false
}
