package mail

import (
	"strings"
)

// What is left out of a letter.
const (
	Quotation = "quoted mail"
	Signature = "signature"
)

// letter is a plain letter without the mails that it quotes and its signature, and
// which of these were left out. One that holds nothing else, as a mail passed on,
// stays as it is.
func letter(text string) (body string, leftOut []string) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	end := len(lines)
	for i, line := range lines {
		if isSignatureMark(line) && i > 0 {
			end, leftOut = i, append(leftOut, Signature)
			break
		}
	}
	for i, line := range lines[:end] {
		if beginsOriginal(line, lines[i+1:end]) {
			end, leftOut = i, append(leftOut, Quotation)
			break
		}
	}
	kept, quoted := withoutQuotes(lines[:end])
	if quoted {
		leftOut = append(leftOut, Quotation)
	}
	body = strings.TrimSpace(strings.Join(kept, "\n"))
	if body == "" {
		return text, nil
	}
	return body, leftOut
}

// isSignatureMark says whether a line stands above a signature (RFC 3676, 4.3), also
// where a program dropped its space.
func isSignatureMark(line string) bool { return line == "-- " || line == "--" }

// beginsOriginal says whether a mail that is answered follows from a line on: a rule
// and the mail's header.
func beginsOriginal(line string, next []string) bool {
	body := strings.Trim(line, " -_")
	rule := len(line)-len(body) >= 8 && strings.Trim(line[:5], "-_") == ""
	if !rule {
		return false
	}
	fields := 0
	for i, l := range next {
		if i == 6 || fields == 2 {
			break
		}
		name, value, ok := strings.Cut(strings.Trim(l, "* "), ":")
		if ok && len(name) < 20 && !strings.Contains(name, " ") && strings.TrimSpace(value) != "" {
			fields++
		}
	}
	return fields == 2
}

// withoutQuotes drops the lines that a ">" stands before, with the one above that says
// who wrote them.
func withoutQuotes(lines []string) (kept []string, quoted bool) {
	for _, line := range lines {
		if !strings.HasPrefix(line, ">") {
			kept = append(kept, line)
			continue
		}
		if !quoted || len(kept) > 0 && kept[len(kept)-1] != "" {
			kept = withoutAttribution(kept)
		}
		quoted = true
	}
	return kept, quoted
}

// withoutAttribution drops "On 3 May Ida Holm wrote:" at the end, which may run over
// three lines: in every language it ends with a colon and names an address, a date or
// a time.
func withoutAttribution(lines []string) []string {
	end := len(lines)
	for end > 0 && strings.TrimSpace(lines[end-1]) == "" {
		end--
	}
	if end == 0 || !strings.HasSuffix(strings.TrimSpace(lines[end-1]), ":") {
		return lines
	}
	start := end - 1
	for start > 0 && end-start < 3 && strings.TrimSpace(lines[start-1]) != "" {
		start--
	}
	text := strings.Join(lines[start:end], " ")
	if !strings.ContainsAny(text, "0123456789@") || len(text) > 250 {
		return lines
	}
	return lines[:start]
}

// unflowed joins the lines of a flowed text: one that ends with a space goes on
// (RFC 3676).
func unflowed(text string, deleteSpace bool) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if !strings.HasPrefix(line, ">") {
			line = strings.TrimPrefix(line, " ") // stuffed
		}
		flows := strings.HasSuffix(line, " ") && line != "-- "
		if flows && deleteSpace {
			line = line[:len(line)-1]
		}
		b.WriteString(line)
		if !flows {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
