package article

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"newsbrief/internal/plain"
)

// Parse cleans data into an article. Errors are of type *InputError: data is
// empty, binary or not decodable.
func Parse(name string, data []byte) (*Article, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	head, body := cutFrontMatter(normalize(text))
	if !strings.ContainsFunc(body, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return nil, &InputError{"is empty: there is no text to read", ""}
	}
	sum := sha256.Sum256([]byte(body))
	a := &Article{
		Name: name, Title: head["title"], Byline: head["author"], Published: head["date"],
		Text: body, SHA256: hex.EncodeToString(sum[:]), Words: countWords(body), Language: detectLanguage(body),
	}
	paragraphs := paragraphsOf(body)
	if a.Title == "" {
		a.Title = titleOf(body, paragraphs)
	}
	for n, p := range paragraphs {
		for _, s := range sentencesOf(body[p.start:p.end], a.Language) {
			a.Sentences = append(a.Sentences, Sentence{p.start + s.start, p.start + s.end, n})
		}
	}
	return a, nil
}

// span is a part of a text, in bytes.
type span struct{ start, end int }

// normalize makes line ends, spaces and invisible characters uniform.
func normalize(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\u00ad", "").Replace(text)
	lines := strings.Split(plain.Clean(text), "\n")
	var b strings.Builder
	blank := 0
	for _, line := range lines {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(blank+1, 2)])
		}
		blank = 0
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}

// cutFrontMatter splits a YAML head of Markdown from the text and returns its
// plain "key: value" lines.
func cutFrontMatter(text string) (head map[string]string, body string) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, text
	}
	yaml, body, ok := strings.Cut(rest, "\n---\n")
	if !ok || strings.Contains(yaml, "\n\n") {
		return nil, text
	}
	head = map[string]string{}
	for line := range strings.SplitSeq(yaml, "\n") {
		key, value, found := strings.Cut(line, ":")
		if !found {
			return nil, text // a rule and a text, not a head
		}
		head[strings.ToLower(strings.TrimSpace(key))] = strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return head, strings.TrimSpace(body)
}

// paragraphsOf splits text at blank lines, and at the single line ends that
// end a paragraph: around headings and list items, and wherever most lines of
// the block end as sentences do (then they are no soft wraps).
func paragraphsOf(text string) []span {
	var paragraphs []span
	start := 0
	for block := range strings.SplitSeq(text, "\n\n") {
		for _, p := range splitBlock(block) {
			paragraphs = append(paragraphs, span{start + p.start, start + p.end})
		}
		start += len(block) + 2
	}
	return paragraphs
}

func splitBlock(block string) []span {
	lines := strings.Split(block, "\n")
	joints, ended := 0, 0 // between lines of prose
	for i, line := range lines[:len(lines)-1] {
		if isItem(line) || isItem(lines[i+1]) {
			continue
		}
		joints++
		if endsSentence(line) {
			ended++
		}
	}
	wrapped := 3*ended < 2*joints
	var paragraphs []span
	at := 0
	for i, line := range lines {
		s := span{at + markLength(line), at + len(line)}
		joins := i > 0 && wrapped && !isItem(line) && !strings.HasPrefix(lines[i-1], "#")
		switch {
		case joins:
			paragraphs[len(paragraphs)-1].end = s.end
		case s.end > s.start:
			paragraphs = append(paragraphs, s)
		default:
			paragraphs = append(paragraphs, span{at, s.end})
		}
		at += len(line) + 1
	}
	return paragraphs
}

// isItem says whether a line is a heading or a list item of Markdown.
func isItem(line string) bool { return markLength(line) > 0 }

// markLength is the length of a heading's or list item's mark with its spaces.
func markLength(line string) int {
	body := strings.TrimLeft(line, " \t")
	mark := strings.TrimLeft(body, "#")
	if mark == body || len(body)-len(mark) > 6 {
		mark = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(body, "-"), "*"), ">")
		if len(body)-len(mark) != 1 {
			return 0
		}
	}
	text := strings.TrimLeft(mark, " \t")
	if text == mark || text == "" {
		return 0
	}
	return len(line) - len(text)
}

func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»«)]」』* ")
	for _, end := range []string{".", "!", "?", "…", ":", "。", "！", "？", "؟", "।"} {
		if strings.HasSuffix(line, end) {
			return true
		}
	}
	return false
}

// titleOf is a Markdown heading on the first line, or a short first paragraph
// that does not end as a sentence.
func titleOf(text string, paragraphs []span) string {
	if len(paragraphs) < 2 {
		return ""
	}
	first := text[paragraphs[0].start:paragraphs[0].end]
	if strings.HasPrefix(text, "#") || len(first) <= 150 && !endsSentence(first) {
		return plain.Line(first)
	}
	return ""
}

// countWords counts words between white space; in scripts written without
// spaces every letter counts as half a word.
func countWords(text string) int {
	words, letters, in := 0, 0, false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			letters++
			in = false
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			in = true
		}
	}
	return words + (letters+1)/2
}
