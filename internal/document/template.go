package document

import "strings"

// templateLength is the length of the template code that rest begins with, 0 for
// none: {{…}} and {%…%} of Jinja, Liquid, Go, Twig and Vue, {#…#} of Jinja, <?…?>
// of PHP and XML, <%…%> of ERB and EJS.
func templateLength(rest string) int {
	for _, pair := range [...][2]string{{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<?", "?>"}, {"<%", "%>"}} {
		if strings.HasPrefix(rest, pair[0]) {
			return codeLength(rest, pair[1])
		}
	}
	return 0
}

// longestTemplate bounds a piece of template code, in bytes; PHP may be longer.
const longestTemplate = 4000

// codeLength is the length of code that ends with end. What holds the end of an
// element is none, but for code between angle brackets; that of PHP may last to
// the end of the file.
func codeLength(rest, end string) int {
	angled := rest[0] == '<'
	if !angled {
		rest = rest[:min(len(rest), longestTemplate)]
	}
	n := strings.Index(rest[2:], end)
	switch {
	case n < 0 && strings.HasPrefix(rest, "<?php"):
		return len(rest)
	case n < 0, !angled && strings.Contains(rest[:2+n], "</"):
		return 0
	}
	return 2 + n + len(end)
}

// masked is HTML with letters in place of template code, byte for byte: no sign in
// it is taken for markup.
func masked(text string) string {
	if !strings.Contains(text, "{{") && !strings.Contains(text, "{%") && !strings.Contains(text, "{#") &&
		!strings.Contains(text, "<?") && !strings.Contains(text, "<%") {
		return text
	}
	var b strings.Builder
	at := 0
	for i := 0; i < len(text); i++ {
		if text[i] != '{' && text[i] != '<' {
			continue
		}
		if n := templateLength(text[i:]); n > 0 {
			b.WriteString(text[at:i])
			b.WriteString(strings.Repeat("x", n))
			at = i + n
			i = at - 1
		}
	}
	b.WriteString(text[at:])
	return b.String()
}

// opensTemplate says whether a template may take what rest begins with for code.
func opensTemplate(rest string) bool {
	return len(rest) > 1 && rest[0] == '{' && (rest[1] == '{' || rest[1] == '%' || rest[1] == '#')
}
