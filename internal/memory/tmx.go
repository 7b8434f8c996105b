package memory

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// readTMX reads a TMX (version 1.4b, www.gala-global.org/tmx-14b): of every unit the
// segment in the source language, with each of its others. A translation that does not
// say who made it is a person's.
func readTMX(r io.Reader) ([]*Entry, error) {
	d := xml.NewDecoder(transform.NewReader(r, unicode.BOMOverride(transform.Nop)))
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") { // by its mark it is UTF-8 already
			return r, nil
		}
		return nil, fmt.Errorf("the encoding %s: save it as UTF-8", label)
	}
	var list []*Entry
	from := ""
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case start.Name.Local == "header":
			from = attribute(start, "srclang")
		case start.Name.Local == "tu":
			var u unit
			if err := d.DecodeElement(&u, &start); err != nil {
				return nil, err
			}
			list = append(list, u.entries(cmp.Or(u.From, from))...)
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// unit is a <tu>.
type unit struct {
	From  string `xml:"srclang,attr"`
	Props []struct {
		Type  string `xml:"type,attr"`
		Value string `xml:",chardata"`
	} `xml:"prop"`
	Texts []struct {
		Lang    string  `xml:"lang,attr"`
		Segment segment `xml:"seg"`
	} `xml:"tuv"`
}

func (u *unit) entries(from string) []*Entry {
	e := Entry{From: from, By: Person}
	for _, p := range u.Props {
		switch p.Type {
		case "x-by":
			e.By = p.Value
		case "x-context":
			e.Context = p.Value
		case "x-model":
			e.Model = p.Value
		case "x-prompt":
			e.Prompt = p.Value
		case "x-tone":
			e.Tone = p.Value
		case "x-term":
			e.Terms = append(e.Terms, p.Value)
		case "x-shown":
			e.Shown = p.Value
		case "x-of":
			e.Of = p.Value
		case "x-doubtful":
			e.Doubtful = true
		}
	}
	same := func(a, b string) bool { return strings.EqualFold(a, b) || from == "*all*" }
	for _, t := range u.Texts {
		if same(t.Lang, from) && e.Source == "" {
			e.Source, e.From = string(t.Segment), t.Lang
		}
	}
	var list []*Entry
	for i, t := range u.Texts {
		if strings.EqualFold(t.Lang, e.From) && (from != "*all*" || i == 0) {
			continue
		}
		one := e
		one.To, one.Target = t.Lang, string(t.Segment)
		if one.check() == nil {
			list = append(list, &one)
		}
	}
	return list
}

// segment is a <seg>: markup in it becomes placeholders, numbered as it appears.
type segment string

// UnmarshalXML reads the text and the elements in it.
func (s *segment) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var b strings.Builder
	numbers := map[string]int{} // of bpt, by its i
	next := 0
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			if t.Name.Local == "seg" {
				*s = segment(strings.Join(strings.Fields(b.String()), " "))
				return nil
			}
		case xml.StartElement:
			if t.Name.Local == "hi" || t.Name.Local == "sub" {
				continue // text
			}
			if err := d.Skip(); err != nil {
				return err
			}
			i := attribute(t, "i")
			if t.Name.Local == "ept" {
				fmt.Fprintf(&b, "</%d>", numbers[i])
				continue
			}
			next++
			number := next
			if x, err := strconv.Atoi(attribute(t, "x")); err == nil && x > 0 {
				number = x
			}
			if t.Name.Local == "bpt" {
				numbers[i] = number
				fmt.Fprintf(&b, "<%d>", number)
			} else {
				fmt.Fprintf(&b, "<%d/>", number)
			}
		}
	}
}

// writeTMX writes entries as TMX 1.4b, a line each.
func writeTMX(w io.Writer, list []*Entry) error {
	from := "*all*"
	for _, e := range list {
		from = cmp.Or(e.From, from)
		break
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s<tmx version=\"1.4\">\n<header creationtool=\"newsbrief\" creationtoolversion=\"1\" "+
		"segtype=\"block\" o-tmf=\"newsbrief\" adminlang=\"en\" srclang=\"%s\" datatype=\"plaintext\"/>\n<body>\n",
		xml.Header, escaped(from))
	slices.SortFunc(list, order)
	for _, e := range list {
		e.writeUnit(b)
	}
	b.WriteString("</body>\n</tmx>\n")
	return b.Flush()
}

func (e *Entry) writeUnit(b *bufio.Writer) {
	from := cmp.Or(e.From, "und")
	fmt.Fprintf(b, `<tu srclang="%s">`, escaped(from))
	prop := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, `<prop type="%s">%s</prop>`, name, escaped(value))
		}
	}
	prop("x-by", e.By)
	prop("x-context", e.Context)
	prop("x-model", e.Model)
	prop("x-prompt", e.Prompt)
	prop("x-tone", e.Tone)
	for _, t := range e.Terms {
		prop("x-term", t)
	}
	prop("x-shown", e.Shown)
	prop("x-of", e.Of)
	if e.Doubtful {
		prop("x-doubtful", "yes")
	}
	fmt.Fprintf(b, `<tuv xml:lang="%s"><seg>%s</seg></tuv><tuv xml:lang="%s"><seg>%s</seg></tuv></tu>`+"\n",
		escaped(from), inline(e.Source), escaped(e.To), inline(e.Target))
}

// inline is a text whose placeholders are TMX's elements for markup.
func inline(text string) string {
	var b strings.Builder
	for text != "" {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		n := placeholder(text[at:])
		if n == 0 {
			b.WriteString(escaped(text[:at+1]))
			text = text[at+1:]
			continue
		}
		b.WriteString(escaped(text[:at]))
		tag := text[at : at+n]
		number := strings.Trim(tag, "</>")
		switch {
		case strings.HasPrefix(tag, "</"):
			fmt.Fprintf(&b, `<ept i="%s"/>`, number)
		case strings.HasSuffix(tag, "/>"):
			fmt.Fprintf(&b, `<ph x="%s"/>`, number)
		default:
			fmt.Fprintf(&b, `<bpt i="%s" x="%s"/>`, number, number)
		}
		text = text[at+n:]
	}
	return b.String() + escaped(text)
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes all
	return b.String()
}
