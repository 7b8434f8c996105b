package mock

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// question is what the mock reads of a request: the numbered sentences between
// their tags and the machine-readable head below them, never the prose.
type question struct {
	engine     Engine
	task       string
	language   string
	bullets    int
	figures    int // at most, and as many people
	fewer      bool
	form       string
	sentences  []string
	numbers    []string // as the client numbered them: 3, or B3 of several articles
	paragraphs []int
	said       string   // by the assistant so far
	repair     []string // lines to be mended

	statements []statement // to be judged
	asked      string      // the question of the task ask
	headed     bool        // a headline is asked for
	title      string      // of the first of several articles
	from       string      // the text's language where a free template asks for another
	output     string      // of the task write
	schema     string      // of the task record

	to       string // of a translation: its language
	glossary [][2]string
	try      int // of the same passages, from 1
}

// parseQuestion reads a conversation: its last message with a text asks, what
// stands before are examples, and what follows goes on. ok is false where no
// message has a text, or the one that asks no head.
func parseQuestion(messages []message) (q question, ok bool) {
	asking := lastText(messages)
	if asking < 0 {
		return q, false
	}
	text, below := cutText(string(messages[asking].Content))
	q.readSentences(text)
	q.readNotes(below)
	head := headBelow(below)
	q.task, q.language = head["task"], head["language"]
	if q.task == "translate" && head["to"] != "" {
		q.to = head["to"]
		q.bullets = len(q.sentences)
		return q, true
	}
	if q.task == taskSense {
		q.statements = statementsBelow(below)
		return q, true
	}
	if q.task == taskAsk {
		q.asked = head["question"]
	}
	q.from, q.output, q.schema = head["from"], head["output"], head["schema"]
	if q.from != "" { // a pseudo-translation, marked so
		for i, s := range q.sentences {
			q.sentences[i] = pseudo(s, q.language, nil)
		}
	}
	q.bullets, q.figures, q.form = number(head["bullets"]), number(head["figures"]), head["form"]
	q.fewer = head["fewer"] != ""
	q.headed = q.task == "digest"
	known := q.bullets+q.figures > 0 && slices.Contains([]string{"summarize", "figures"}, q.task) ||
		slices.Contains([]string{taskAsk, taskWrite, taskRecord, "digest"}, q.task)
	if !known {
		return q, false
	}
	for _, m := range messages[asking+1:] {
		text := string(m.Content)
		more := parseHead(text)
		switch {
		case m.Role == "assistant":
			q.said += text + "\n"
		case more["task"] == "continue":
			q.bullets, q.figures = number(more["bullets"]), number(more["figures"])
		case more["task"] == "repair":
			q.repair = listed(text)
		}
	}
	return q, true
}

// lastText is the index of the last message of the user with a text; -1: none.
func lastText(messages []message) int {
	for i, m := range slices.Backward(messages) {
		if text, _ := cutText(string(m.Content)); m.Role == "user" && text != "" {
			return i
		}
	}
	return -1
}

// openingTag begins the line before a text.
const openingTag = "<article-"

// cutText finds the lines between the first tag that opens a text and the one that
// closes it, and what stands below. Where a server cut off the first one, the text
// begins the message.
func cutText(message string) (text, below string) {
	if _, after, found := strings.Cut("\n"+message, "\n"+openingTag); found {
		tag, after, _ := strings.Cut(after, ">\n")
		text, below, _ = strings.Cut(after, "</article-"+tag+">\n")
		return text, below
	}
	text, below, found := strings.Cut(message, "\n</article-")
	if !found {
		return "", ""
	}
	_, below, _ = strings.Cut(below, "\n")
	return text, below
}

// headBelow is the head under a text: behind the notes, if any, and a blank line.
func headBelow(below string) map[string]string {
	_, head, _ := strings.Cut("\n"+below, "\n\n")
	return parseHead(head)
}

// number is 0 for what is none.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// listed are the lines "- text [3]" without their mark.
func listed(text string) []string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		if rest, ok := strings.CutPrefix(line, "- "); ok {
			list = append(list, rest)
		}
	}
	return list
}

// citation is the first sentence that a line names; "": none.
func citation(line string) string {
	cited, _, _ := strings.Cut(line[strings.LastIndexByte(line, '[')+1:], ",")
	return strings.TrimSuffix(cited, "]")
}

// parseHead reads "key: value" lines up to the first line of another shape.
func parseHead(text string) map[string]string {
	head := map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			break
		}
		head[key] = strings.TrimSpace(value)
	}
	return head
}

// readSentences takes the lines "[n] text", and "# text" of headings and questions, whose
// numbers are those between their neighbours'.
func (q *question) readSentences(text string) {
	paragraph, open := 0, 0 // lines without a number yet
	for line := range strings.SplitSeq(text, "\n") {
		label, sentence, ok := strings.Cut(strings.TrimPrefix(line, "["), "] ")
		if heading, is := strings.CutPrefix(line, "# "); is {
			label, sentence, ok = "", heading, true
			open++
		}
		if strings.HasPrefix(line, "Article ") { // with labels of its own
			q.follow(open)
			open = 0
		}
		switch {
		case line == "":
			paragraph++
		case strings.HasPrefix(line, "Article A"):
			_, q.title, _ = strings.Cut(line, ": ")
		case ok && (label == "" || labelled(label, 0) != ""):
			q.sentences = append(q.sentences, sentence)
			q.numbers = append(q.numbers, label)
			q.paragraphs = append(q.paragraphs, paragraph)
			if label != "" {
				q.number(open)
				open = 0
			}
		}
	}
	q.follow(open)
}

// follow numbers the last so many sentences on from the one before them.
func (q *question) follow(open int) {
	for n := len(q.numbers) - open; n > 0 && n < len(q.numbers); n++ {
		q.numbers[n] = labelled(q.numbers[n-1], 1)
	}
}

// number numbers so many sentences before the last.
func (q *question) number(open int) {
	last := len(q.numbers) - 1
	for back := 1; back <= open; back++ {
		q.numbers[last-back] = labelled(q.numbers[last], -back)
	}
}

// labelled is a label such as 3 or B3 further on by so many; "": it is none.
func labelled(label string, by int) string {
	digits := strings.TrimLeft(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(label, digits) + strconv.Itoa(n+by)
}

// answer is n bullets and the figures, or the mended lines.
func (q *question) answer(n int) string {
	switch q.task {
	case "translate":
		return q.translation(n)
	case taskSense:
		return judgementOf(q)
	}
	if q.repair != nil {
		return q.mended()
	}
	switch {
	case q.task == taskAsk && q.said == "":
		return answersTo(q)
	case q.task == taskWrite:
		return written(q)
	case q.task == taskRecord:
		return record(q)
	}
	if q.headed && q.said == "" && len(q.sentences) > 0 {
		return q.story(n)
	}
	return q.bulletLines(max(n, 0)) + strings.Join(q.figureLines(q.figures), "")
}

// bulletLines are the n best sentences that were not said yet, each with its
// number, in their order.
func (q *question) bulletLines(n int) string {
	var sentences []string
	var paragraphs, at []int
	for i, s := range q.sentences {
		if !strings.Contains(q.said, "- "+s) {
			sentences, paragraphs, at = append(sentences, s), append(paragraphs, q.paragraphs[i]), append(at, i)
		}
	}
	var b strings.Builder
	a := Article{sentences, paragraphs, q.language}
	for _, line := range q.engine.Bullets(a, Wish{n, q.form, q.fewer}) {
		text := cmp.Or(line.Text, sentences[line.Sentences[0]])
		if strings.Contains(q.said, "- "+text+" [") {
			continue
		}
		var cited []string
		for _, i := range line.Sentences {
			cited = append(cited, q.numbers[at[i]])
		}
		fmt.Fprintf(&b, "- %s [%s]\n", text, strings.Join(cited, ","))
	}
	return b.String()
}

// story is the first article's title as a headline, and n bullets.
func (q *question) story(n int) string {
	title := cmp.Or(q.title, q.sentences[0])
	q.form = Story
	return fmt.Sprintf("# %s [%s]\n", title, q.numbers[0]) + q.bulletLines(max(n, 0))
}

func (q *question) bulletLine(i int) string {
	return fmt.Sprintf("- %s [%s]\n", q.sentences[i], q.numbers[i])
}

// figureLines are at most n key figures and n people that were not said yet.
func (q *question) figureLines(n int) []string {
	if n == 0 {
		return nil
	}
	var lines []string
	add := func(first, second string, i int) {
		line := fmt.Sprintf("%s | %s | [%s]", cell(first), cell(second), q.numbers[i])
		if !strings.Contains(q.said, line) {
			lines = append(lines, line+"\n")
		}
	}
	a := Article{q.sentences, q.paragraphs, q.language}
	for _, f := range q.engine.Facts(a, n) {
		add(f.Text, f.About, f.Sentence)
	}
	const none = "none\n" // said again to whoever does not believe it
	if len(lines) == 0 && (q.said == "" || q.said == none) && q.bullets == 0 {
		lines = []string{none}
	}
	return lines
}

// cell is a text that does not break a line of figures.
func cell(text string) string {
	return strings.NewReplacer("|", "/", "｜", "/", "[", "(", "]", ")").Replace(text)
}

// mended answers each line to be mended: a bullet by the sentence that it
// cites, a figure by the one of that sentence with the same label.
func (q *question) mended() string {
	var b strings.Builder
	q.said = ""
	facts := q.figureLines(len(q.sentences) + 1)
	for _, line := range q.repair {
		if _, rest, isFigure := strings.Cut(line, " | "); isFigure {
			i := slices.IndexFunc(facts, func(f string) bool { return strings.HasSuffix(f, " | "+rest+"\n") })
			if i >= 0 {
				b.WriteString(facts[i])
			}
			continue
		}
		if i := max(slices.Index(q.numbers, citation(line)), 0); i < len(q.sentences) {
			b.WriteString(q.bulletLine(i))
		}
	}
	return b.String()
}

// noHead answers other clients.
const noHead = "mock: this server summarises for newsbrief; " +
	"no message has a text between tags and below it a head with task, bullets or figures.\n"

// Article is what an engine reads: a text in sentences.
type Article struct {
	Sentences  []string
	Paragraphs []int  // the number of each sentence's paragraph
	Language   string // BCP 47; "" or "und" where it is not known
}

// Fact is a value with what it measures, or a name with a role. Sentence
// counts from 0.
type Fact struct {
	Text, About string
	Sentence    int
}

// Line is a bullet: sentences, counted from 0, and a text of their words; "" for the
// first of them as it stands.
type Line struct {
	Text      string
	Sentences []int
}

// Wish is which bullets are wanted: how many, in the form that the head names (headline,
// tldr, timeline; "": a list in the order of the text; Story: of several articles), and
// whether fewer will do.
type Wish struct {
	Bullets int
	Form    string
	Fewer   bool
}

// Story is the form of what is told of several articles.
const Story = "story"

// Engine finds what the server answers with. Bullets returns lines as wished, or fewer
// where there are no more; Facts at most n values, and behind them at most n
// people.
// Answers returns the indices, ascending, of sentences that answer a question; where
// none does, answered is false, and they are those that come nearest, best first.
type Engine struct {
	Bullets func(a Article, w Wish) []Line
	Facts   func(a Article, n int) []Fact
	Answers func(a Article, question string) (sentences []int, answered bool)
}
