package about

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"newsbrief/internal/article/furniture"
	"newsbrief/internal/article/tree"
	"newsbrief/internal/lang"
)

// chooseByline takes the authors that the page states for programs, those first that
// readers see too; what readers see alone, unless it is the site's own name, where
// nothing is stated.
func (f *facts) chooseByline() string {
	seen := f.firstSeen()
	best := ""
	for _, stated := range append([][]string{f.stated}, f.metaAuthors()...) {
		line := f.join(stated)
		switch {
		case line == "":
			continue
		case seen != "" && (strings.HasPrefix(letters(seen), letters(line)) || isTurned(line, seen)):
			return seen
		case f.isSeen(line):
			return line
		}
		best = first(best, line)
	}
	return first(best, seen)
}

// isTurned says whether a name is another with the family name first: "Lund, Marit".
func isTurned(stated, seen string) bool {
	family, given, found := strings.Cut(stated, ", ")
	return found && letters(given+family) == letters(seen)
}

// isSeen says whether a name is also marked as an author's where readers see it.
func (f *facts) isSeen(name string) bool { return contains(f.seen, name) || contains(f.linked, name) }

// metaAuthors are the authors that meta elements name, by key.
func (f *facts) metaAuthors() (list [][]string) {
	for _, key := range []string{
		"author", "article:author", "article:author_name", "og:article:author", "parsely-author", "sailthru.author",
		"dc.creator", "dcterms.creator", "dc.creator.aut", "byl", "byline", "author_name", "citation_author",
	} {
		if values := f.metas[key]; len(values) > 0 {
			list = append(list, values)
		}
	}
	return list
}

// join cleans stated names and leaves out what are none, or the site's.
func (f *facts) join(stated []string) string {
	var names []string
	for _, s := range stated {
		name := cleanName(s)
		if name != "" && !f.isSite(name) && !contains(names, name) && (len(stated) == 1 || !isCompany(name)) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Name is the name in a byline that was found by its place, "" where it has none.
func Name(byline string) string { return nameIn(byline) }

// isCompany says whether a name ends as those of companies do.
func isCompany(name string) bool {
	for _, form := range []string{" Inc.", " Inc", " Ltd", " Ltd.", " LLC", " GmbH", " AG", " S.A.", " Corp."} {
		if strings.HasSuffix(name, form) {
			return true
		}
	}
	return false
}

func contains(list []string, name string) bool {
	for _, n := range list {
		if letters(n) == letters(name) {
			return true
		}
	}
	return false
}

func (f *facts) firstSeen() string {
	for _, name := range append(f.seen, f.linked...) {
		if !f.isSite(name) {
			return name
		}
	}
	return ""
}

// longestName of an author, and of a list of authors, in bytes.
const (
	longestName  = 60
	longestNames = 300
)

// cleanName is a stated name without "By" before it; "" of what is no name: an
// address, an account, a date.
func cleanName(s string) string {
	s = strings.Trim(withoutBy(spaced(s)), " ,，;|·•–—-/")
	if len(s) > longestNames || !strings.ContainsFunc(s, unicode.IsLetter) || strings.Contains(s, "://") {
		return ""
	}
	if strings.HasPrefix(s, "@") || strings.Contains(s, "@") && !strings.Contains(s, " ") || isStamped(s) {
		return ""
	}
	return s
}

// withoutBy is a line without the words before its names: "By", "Written by", "Von",
// in any language, alone or with a colon.
func withoutBy(s string) string {
	if label, rest, found := strings.Cut(s, "："); found && (isWord("byline", label) || isWord("bylabel", label)) {
		return strings.TrimSpace(rest)
	}
	for {
		word, rest, _ := strings.Cut(s, " ")
		bare := strings.ToLower(strings.TrimRight(word, ":："))
		colon := bare != strings.ToLower(word)
		switch {
		case isWord("byline", bare) && (rest == "" || colon || !startsLower(rest) || isWord("byline", firstOf(rest))):
			s = strings.TrimSpace(rest)
		case colon && rest != "" && isWord("bylabel", bare):
			s = strings.TrimSpace(rest)
		default:
			return s
		}
	}
}

func firstOf(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return strings.ToLower(strings.TrimRight(word, ":："))
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func isWord(class, word string) bool { return lang.Of("und").Has(class, word) }

// isStamped says whether a text has a date in digits or a word that only stands
// beside dates.
func isStamped(s string) bool {
	if strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, ":/,.年") {
		return true
	}
	return hasStamp(s)
}

// hasStamp says whether a line has a word that only stands beside dates.
func hasStamp(line string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(line)) {
		if isWord("stampdate", strings.Trim(w, ".,:：")) {
			return true
		}
	}
	return false
}

// markedName is nameOf an element that is certainly the author's: there an account is
// a name, too, and one may be an attribute.
func markedName(n *html.Node) string {
	if name := nameOf(n); name != "" {
		return name
	}
	texts := textsOf(n)
	for d := range n.Descendants() {
		if tree.Attribute(d, "itemprop") == "name" && len(texts) == 0 {
			return cleanName(tree.Attribute(d, "content"))
		}
	}
	if len(texts) != 1 || len(texts[0]) > longestName || isWord("bylabel", texts[0]) {
		return ""
	}
	if strings.ContainsAny(texts[0], " @0123456789") {
		return ""
	}
	return cleanName(texts[0])
}

// wholeName is the text of a link that is nothing but a name, or an account's.
func wholeName(n *html.Node) string {
	name, text := markedName(n), spaced(textBelow(n))
	if letters(name) != letters(withoutBy(text)) || furniture.Line(text) {
		return ""
	}
	return name
}

// nameOf reads the names in a part of a page that is marked as the author's: the
// first text in it that is a name, and those joined to it by commas and "and".
func nameOf(n *html.Node) string {
	var line strings.Builder
	joined := false
	for _, text := range textsOf(n) {
		switch bare := strings.ToLower(strings.Trim(text, " ,")); {
		case isWord("byand", bare) || bare == "&" || bare == "" && strings.Contains(text, ","):
			joined = line.Len() > 0
			if joined {
				line.WriteString(map[bool]string{true: ",", false: " " + bare}[bare == ""])
			}
		case line.Len() > 0 && !joined:
			return endOf(line.String())
		default:
			name := nameIn(text)
			if name == "" && line.Len() > 0 {
				return endOf(line.String())
			}
			if name != "" && line.Len() > 0 {
				line.WriteByte(' ')
			}
			line.WriteString(name)
			joined = strings.HasSuffix(strings.TrimSpace(text), ",")
			if joined && name != "" {
				line.WriteByte(',')
			}
		}
		if line.Len() > longestNames {
			return ""
		}
	}
	return endOf(line.String())
}

// endOf drops what joins the last name to nothing.
func endOf(line string) string {
	line = strings.TrimRight(line, ", ")
	if at := strings.LastIndexByte(line, ' '); at >= 0 && isWord("byand", strings.ToLower(line[at+1:])) {
		line = line[:at]
	}
	return strings.TrimRight(line, ", &")
}

// textsOf are the texts below n, apart, at most so many that they can be a byline.
func textsOf(n *html.Node) (list []string) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" && !isCode(d.Parent) {
			if list = append(list, spaced(d.Data)); len(list) > 40 {
				return nil
			}
		}
	}
	return list
}

func isCode(n *html.Node) bool { return n != nil && (n.Data == "script" || n.Data == "style") }

// nameIn finds the name in one text: behind "by", up to what is none.
func nameIn(text string) string {
	text = spaced(text)
	if at := strings.LastIndex(" "+strings.ToLower(text), " by "); at >= 0 {
		text = text[at+len("by "):]
	}
	text = withoutBy(text)
	for _, end := range []string{" | ", " · ", " • ", " / ", " — ", " – ", "("} {
		text, _, _ = strings.Cut(text, end)
	}
	words := strings.Fields(text)
	count := 0
	dated := strings.ContainsAny(text, "0123456789")
	for count < len(words) && isOfName(words[count], dated) {
		count++
	}
	name := strings.Trim(strings.Join(words[:count], " "), " ,，;|·•–—-/")
	if name = endOf(name); count > 40 || len(name) > longestNames || !isName(name) {
		return ""
	}
	return name
}

// isOfName says whether a word may stand in names: one with a capital, of a script
// without them, a particle, or "and". Months are names, too, where no date is.
func isOfName(word string, dated bool) bool {
	lower := strings.ToLower(strings.Trim(word, ",.;:"))
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case strings.ContainsAny(word, "0123456789@"), isWord("stampdate", lower):
		return false
	case dated && isWord("stamp", lower) && !isParticle(lower):
		return false
	case unicode.IsLower(r):
		return isParticle(lower) || isWord("byand", lower)
	}
	return unicode.IsLetter(r) || word == "&"
}

func isParticle(word string) bool { return isWord("nameparticle", word) }

// isName says whether a text is long enough, and not too long, to be names.
func isName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) || unicode.IsLower(r) || utf8.RuneCountInString(s) < 2 {
		return false
	}
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '&' }) {
		if len(part) > longestName || len(strings.Fields(part)) > 7 {
			return false
		}
	}
	return !isWord("bylabel", strings.ToLower(strings.TrimRight(s, ":：")))
}
