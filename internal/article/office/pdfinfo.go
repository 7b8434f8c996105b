package office

import (
	"html"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"newsbrief/internal/article/words"
)

// infoNames are the entries of a PDF's Info dictionary that are read (ISO 32000-1,
// 14.3.3). The helper tells them as pdftotext does, in the head of a page.
var infoNames = [...]string{"Title", "Author", "CreationDate"}

// headOf is the head that tells what a PDF's Info dictionary says, "" of a broken one:
// the text does not hang on it.
func headOf(reader *pdf.Reader) (head string) {
	defer func() {
		if recover() != nil {
			head = ""
		}
	}()
	info := reader.Trailer().Key("Info")
	var b strings.Builder
	b.WriteString("<head>\n")
	for _, name := range infoNames {
		b.WriteString(`<meta name="` + name + `" content="` + html.EscapeString(info.Key(name).Text()) + "\"/>\n")
	}
	return b.String() + "</head>\n"
}

// cutHead parts the head of a reader's output from the rest; a reader without one
// tells nothing.
func cutHead(out string) (info map[string]string, rest string) {
	before, behind, found := strings.Cut(out, "<head>")
	head, body, ended := strings.Cut(behind, "</head>")
	if !found || !ended || before != "" && !strings.HasPrefix(before, "<!DOCTYPE html") {
		return nil, out
	}
	info = map[string]string{}
	_, title, _ := strings.Cut(head, "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	info["Title"] = html.UnescapeString(title)
	for _, name := range infoNames {
		if _, value, ok := strings.Cut(head, `<meta name="`+name+`" content="`); ok {
			value, _, _ = strings.Cut(value, `"/>`)
			info[name] = html.UnescapeString(value)
		}
	}
	return info, before + strings.TrimPrefix(body, "\n")
}

// aboutPDF is a PDF's text with what its Info dictionary says of it, where the text
// bears it out: programs fill in the names of files, templates, accounts and
// themselves, and the day on which a copy was made.
func aboutPDF(info map[string]string, text string) *Document {
	d := &Document{Text: text}
	known := words.Set(text)
	title, author, date := spaced(info["Title"]), spaced(info["Author"]), dayOf(info["CreationDate"])
	if standsIn(title, known, 2) && !isFileName(title) {
		d.Title = title
	}
	if standsIn(author, known, 2) && !strings.ContainsAny(author, "0123456789@") {
		d.Byline = author
	}
	if date != "" && known[date[:4]] {
		d.Published = date
	}
	return d
}

// standsIn says whether a text has all words of a line, and the line at least so many.
func standsIn(line string, known map[string]bool, least int) bool {
	own := words.Set(line)
	for w := range own {
		if !known[w] {
			return false
		}
	}
	return len(own) >= least && len(line) <= 300
}

// spaced is a value on one line; "" of what is no text.
func spaced(value string) string {
	value = strings.TrimPrefix(value, "\ufeff")
	if !utf8.ValidString(value) || strings.ContainsRune(value, utf8.RuneError) {
		return ""
	}
	return strings.Join(strings.Fields(value), " ")
}

// isFileName says whether a title has no spaces, or ends as files' names do.
func isFileName(title string) bool {
	at := strings.LastIndexByte(title, '.')
	ending := title[at+1:]
	ended := at > 0 && 2 < len(ending) && len(ending) < 6 && !strings.Contains(ending, " ")
	return !strings.Contains(title, " ") || ended
}

// dayOf is the day of a PDF's date, D:YYYYMMDDHHmmSS (ISO 32000-1, 7.9.4), or of
// what pdftotext makes of one, 2006-01-02T15:04:05Z; "" of anything else.
func dayOf(date string) string {
	date = strings.TrimPrefix(date, "D:")
	for _, layout := range []string{"20060102", time.DateOnly} {
		if day, err := time.Parse(layout, date[:min(len(layout), len(date))]); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return ""
}
