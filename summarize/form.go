package summarize

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsbrief/internal/article/furniture"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/talk"
	"newsbrief/prompts"
)

// guide is the form of an answer of so many bullets and at most so many rows, at least
// one line. A small model that is held to a form without an end may never reach it.
func guide(bullets, rows int) *llm.Guide {
	root := fmt.Sprintf("bullet{%d}", max(bullets, 1))
	switch {
	case bullets < 1:
		root = fmt.Sprintf("row{1,%d}", max(rows, 1))
	case rows > 0:
		root += fmt.Sprintf(" row{0,%d}", rows)
	}
	const grammar = "root ::= %s\n" +
		`bullet ::= "- " [^\n\[\]]{1,400} " " cites "\n"` + "\n" +
		`row ::= cell " | " cell " | " cites "\n"` + "\n" +
		`cell ::= [^\n\[\]|]{1,100}` + "\n" +
		`cites ::= "[" [0-9]{1,4} ("," [0-9]{1,4}){0,4} "]"` + "\n"
	const schema = `{"type":"object","properties":{"lines":{"type":"array","items":{"type":"string"},` +
		`"minItems":%d,"maxItems":%d}},"required":["lines"],"additionalProperties":false}`
	return &llm.Guide{
		Grammar: fmt.Sprintf(grammar, root),
		Schema:  json.RawMessage(fmt.Sprintf(schema, max(bullets, 1), max(bullets+rows, 1))),
	}
}

// unpack is the lines that a line of an answer stands for: the strings of a list
// in JSON, the cells of a table's row that holds a bullet, else itself.
func unpack(line string, rows bool) []string {
	trimmed := strings.TrimSpace(line)
	switch {
	case strings.HasPrefix(trimmed, "["+`"`), strings.HasPrefix(trimmed, "{"):
		if list := jsonStrings(trimmed); len(list) > 0 {
			return marked(list)
		}
	case strings.HasPrefix(trimmed, `"`):
		var text string
		if json.Unmarshal([]byte(strings.TrimRight(trimmed, ",")), &text) == nil {
			return marked([]string{text})
		}
	case !rows && strings.HasPrefix(trimmed, "|") && strings.HasSuffix(trimmed, "|"):
		return tableRow(trimmed)
	}
	return []string{line}
}

// jsonStrings are the strings in lists of a JSON text, which may be cut.
func jsonStrings(text string) []string {
	var list []string
	decoder := json.NewDecoder(strings.NewReader(text))
	depth := 0 // of lists
	for {
		token, err := decoder.Token()
		if err != nil {
			return list
		}
		switch t := token.(type) {
		case json.Delim:
			switch t {
			case '[':
				depth++
			case ']':
				depth--
			}
		case string:
			if depth > 0 {
				list = append(list, t)
			}
		}
	}
}

// marked are texts as lines of a list. A row of figures has no mark.
func marked(texts []string) []string {
	var lines []string
	for _, text := range texts {
		for line := range strings.SplitSeq(text, "\n") {
			if _, isMarked := cutMark(line, 0); !isMarked && !strings.ContainsRune(line, '|') {
				line = "- " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// tableRow is the bullet in a table's row: its longest cell, with the citation that
// stands in another. The row below the head has none.
func tableRow(row string) []string {
	longest, cites := "", ""
	for cell := range strings.SplitSeq(strings.Trim(row, "|"), "|") {
		cell = strings.TrimSpace(cell)
		text, _ := cutCitations(cell, 0)
		if text == "" {
			cites += cell
		}
		if len(cell) > len(longest) {
			longest = cell
		}
	}
	if strings.Trim(longest, "-: ") == "" || cites == "" && !strings.ContainsAny(longest, "[【") {
		return nil
	}
	return []string{"- " + longest + " " + cites}
}

// isBold says whether a line is set in bold as a whole, as titles are.
func isBold(line string) bool {
	body, _ := cutMark(strings.TrimSpace(line), 0)
	inner, opened := strings.CutPrefix(strings.TrimLeft(body, "0123456789.) "), "**")
	inner, closed := strings.CutSuffix(strings.TrimRight(inner, ": "), "**")
	return opened && closed && !strings.Contains(inner, "**")
}

// isCitation says whether a line has citations alone.
func isCitation(line string) bool {
	text, cites := cutCitations(line, 0)
	return len(cites) > 0 && strings.Trim(text, " .,") == ""
}

// tellsAll says whether a line is a whole sentence, or cites one.
func tellsAll(line string) bool {
	text, cites := cutCitations(line, 0)
	return len(cites) > 0 || lang.EndsSentence(text)
}

// labelWords is the most words of a label.
const labelWords = 3

// isTold says whether a text can be a bullet: it tells something, where a title,
// a label, half a sentence or an invitation to subscribe does not.
func isTold(text, language string) bool {
	if furniture.Line(text) || furniture.Invitation(text) {
		return false
	}
	if lang.EndsSentence(text) {
		return !isWord(text)
	}
	return !isLabel(text) && !isHalf(text, language)
}

func isLabel(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	few := len(strings.Fields(text)) <= labelWords
	return few && !lang.Unspaced(first) && !strings.ContainsFunc(text, unicode.IsDigit)
}

// isWord says whether a sentence is one word without a number: "Fine." tells nothing.
func isWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	one := len(strings.Fields(text)) == 1
	return one && !lang.Unspaced(first) && !strings.ContainsFunc(text, unicode.IsDigit)
}

// isHalf says whether a text without a full stop goes on: it ends with a comma or a
// word of grammar.
func isHalf(text, language string) bool {
	if strings.HasSuffix(text, ",") || strings.HasSuffix(text, "، ") {
		return true
	}
	words := strings.Fields(text)
	if len(words) == 0 {
		return true
	}
	last := strings.ToLower(words[len(words)-1])
	return lang.Of(language).Has("grammar", last)
}

// isHeading says whether a text is one of the article's headings or its title, be it
// with a full stop.
func (s *support) isHeading(text string) bool {
	same := func(other string) bool { return strings.EqualFold(unstopped(text), unstopped(other)) }
	heading := func(n int) bool { return same(s.article.Sentence(n)) }
	return same(s.article.Title) || slices.ContainsFunc(s.article.Headings(), heading)
}

// unstopped is a text without what ends a sentence.
func unstopped(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(lang.Unclosed(text)), " "), ".。")
}

// asks says whether a text is a question of the article, as those of an interview are:
// it tells nothing.
func (s *support) asks(text string) bool {
	return lang.Asks(text) && strings.Contains(strings.Join(strings.Fields(s.article.Text), " "), text)
}

// repeatsPrompt says whether a line comes from the worked examples, from what the
// model was told to do, or from the tag around the article.
func (s *support) repeatsPrompt(line string) bool {
	text, _ := cutCitations(line, s.sentences())
	body, _ := cutMark(strings.TrimSpace(text), 0)
	if s.namesTag(body) {
		return true
	}
	told := len(body) >= toldBytes && strings.Contains(s.told, body)
	return told && !strings.Contains(s.article.Text, body) || prompts.RepeatsExample(body, s.article.Text)
}

// namesTag says whether a word of a line is the tag's, or most of it.
func (s *support) namesTag(line string) bool {
	const most = 8
	tag := talk.Tag(s.article.SHA256)
	if !strings.ContainsFunc(line, unicode.IsDigit) {
		return false
	}
	return slices.ContainsFunc(strings.Fields(line), func(w string) bool {
		w = strings.TrimPrefix(strings.Trim(w, "<>/.,:;*`"), "article-")
		return len(w) >= most && strings.Contains(tag, w)
	})
}

// repeatsRule says whether a cell of a row has several words in a row from the built-in
// template, and not from the article: "number of people hurt or concerned". A template of
// the user's own may name what a row is to say.
func (s *support) repeatsRule(cell string) bool {
	const several = 4
	rules := strings.ToLower(s.rules)
	words := strings.Fields(strings.ToLower(cell))
	for i := range len(words) - several + 1 {
		phrase := strings.Join(words[i:i+several], " ")
		if strings.Contains(rules, phrase) && !strings.Contains(strings.ToLower(s.article.Text), phrase) {
			return true
		}
	}
	return false
}

// toldBytes is from where on a line is no accident: shorter ones may stand in an
// instruction by chance.
const toldBytes = 24
