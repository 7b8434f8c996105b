package mock

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Fault is a way to misbehave that a model's name can ask for.
type Fault struct{ Name, Doc string }

// ending says what follows an answer's text.
type ending int

const (
	complete   ending = iota
	broken            // the connection ends
	silent            // nothing more comes, and the connection stays
	errorEvent        // an error object stands in the stream
)

// reply is an answer before it is written.
type reply struct {
	status    int // 200, or an error's
	code      string
	page      bool // an HTML page
	early     bool // the ending comes before any text
	comments  int  // comment lines before the first token
	reasoning string
	text      string
	finish    string
	ending    ending
}

// fault changes a good reply.
type fault struct {
	Fault
	apply func(*reply, *question)
}

// faults are all steps but the HTTP status numbers.
var faults = sync.OnceValue(func() []fault {
	return slices.Concat(connectionFaults(), textFaults(), smallServers(),
		translationFaults(), placeholderFaults(), senseFaults(), batchFaults())
})

// connectionFaults are a good answer, and what happens to one on its way.
func connectionFaults() []fault {
	return []fault{
		{Fault{"ok", "a good answer"}, func(*reply, *question) {}},
		{Fault{"quota", "429 insufficient_quota"},
			func(r *reply, _ *question) { r.status, r.code = 429, "insufficient_quota" }},
		{Fault{"context", "400 context_length_exceeded"},
			func(r *reply, _ *question) { r.status, r.code = 400, "context_length_exceeded" }},
		{Fault{"html", "200 with a web page"}, func(r *reply, _ *question) { r.page = true }},
		{Fault{"drop", "the connection closes without an answer"},
			func(r *reply, _ *question) { r.status, r.ending = 0, broken }},
		{Fault{"hang", "headers, then nothing"}, func(r *reply, _ *question) { r.early, r.ending = true, silent }},
		{Fault{"stall", "half an answer, then nothing"},
			func(r *reply, _ *question) { r.text, r.ending = half(r.text), silent }},
		{Fault{"cut", "the stream breaks off in the middle of a line"},
			func(r *reply, _ *question) { r.text, r.ending = half(r.text), broken }},
		{Fault{"error", "an error object in the middle of the stream"},
			func(r *reply, _ *question) { r.text, r.ending = half(r.text), errorEvent }},
	}
}

// textFaults are what a model's text may be.
func textFaults() []fault {
	return []fault{
		{Fault{"length", "finish_reason length in the middle of a line"},
			func(r *reply, _ *question) { r.text, r.finish = half(r.text), "length" }},
		{Fault{"stopcut", "finish_reason stop in the middle of a line"},
			func(r *reply, _ *question) { r.text = half(r.text) }},
		{Fault{"empty", "an answer without text"}, func(r *reply, _ *question) { r.text = "" }},
		{Fault{"prose", "an answer without a bullet"},
			func(r *reply, _ *question) { r.text = "I am afraid that I would rather talk about the weather.\n" }},
		{Fault{"few", "one bullet less than asked for"},
			func(r *reply, q *question) { r.text = q.answer(q.bullets - 1) }},
		{Fault{"many", "twice as many bullets as asked for"},
			func(r *reply, q *question) { r.text = q.answer(2 * q.bullets) }},
		{Fault{"liar", "one number of the answer is altered"},
			func(r *reply, _ *question) { r.text = alterNumber(r.text) }},
		{Fault{"invent", "a line that is not in the article, without a sentence number"}, func(r *reply, q *question) {
			r.text = "- Submarines were never mentioned anywhere\n" + q.answer(q.bullets-1)
		}},
		{Fault{"german", "an answer in German, whatever was asked for"}, eachCited(func(i int, s string) string {
			line := fmt.Sprintf("Die Brücke %d ist seit dem Morgen für den Verkehr gesperrt "+
				"und wird nicht vor dem Abend wieder geöffnet.", i+1)
			if number, _, ok := strings.Cut(s, "] "); ok && strings.HasPrefix(s, "[") && number != "[end" {
				return number + "] " + line
			}
			return "- " + line + s[max(strings.LastIndex(s, " ["), 0):]
		})},
		{Fault{"foreign", "bullets in a pseudo-language"}, inPseudoLanguage},
		{Fault{"foreignliar", "bullets in a pseudo-language, with one number altered"}, func(r *reply, q *question) {
			inPseudoLanguage(r, q)
			r.text = alterNumber(r.text)
		}},
		{Fault{"nocite", "bullets without sentence numbers"},
			eachLine(func(_ int, s string) string { return "- " + s })},
		{Fault{"badcite", "bullets with numbers of no sentence"},
			eachLine(func(_ int, s string) string { return "- " + s + " [9999]" })},
		{Fault{"numbered", "a numbered list"},
			eachCited(func(i int, s string) string { return fmt.Sprintf("%d. %s", i+1, s) })},
		{Fault{"stars", "other bullet marks"},
			eachCited(func(i int, s string) string { return []string{"* ", "• ", "– "}[i%3] + s })},
		{Fault{"fence", "a preamble, a code fence and a closing remark"}, func(r *reply, _ *question) {
			r.text = "Here is the summary you asked for:\n\n```markdown\n" + r.text +
				"```\n\nLet me know if you need more!\n"
		}},
		{Fault{"think", "a <think> block first"},
			func(r *reply, _ *question) { r.text = "<think>\n" + draft + "</think>\n\n" + r.text }},
		{Fault{"openthink", "reasoning whose opening tag is missing"},
			func(r *reply, _ *question) { r.text = draft + "</think>\n\n" + r.text }},
		{Fault{"neverclosed", "a <think> block that never ends"},
			func(r *reply, _ *question) { r.text = "<think>\n" + r.text }},
		{Fault{"reasoning", "reasoning in a field of its own first"},
			func(r *reply, _ *question) { r.reasoning = draft }},
		{Fault{"thinkonly", "all tokens spent on reasoning"},
			func(r *reply, _ *question) { r.reasoning, r.text, r.finish = draft, "", "length" }},
		{Fault{"escape", "terminal escapes, bidi overrides and tag characters in the answer"},
			eachCited(func(_ int, s string) string {
				return "- \x1b[31m\x1b]0;title\x07\u009b2J\u202e" + s + "\U000E0041"
			})},
		{Fault{"comments", "500 keep-alive comments before the first token"},
			func(r *reply, _ *question) { r.comments = 500 }},
	}
}

// draft is what a model might think; it looks like an answer on purpose.
const draft = "The user wants bullets. Let me try.\n" +
	"- Something about 77 ducks that is not in the article. [1]\n" +
	"No, that is wrong.\n"

// Faults lists the steps that a model's name can ask for.
func Faults() []Fault {
	list := []Fault{{"400 … 599", "that HTTP status, in OpenAI's shape"}}
	for _, f := range faults() {
		list = append(list, f.Fault)
	}
	return list
}

// findFault returns the step of that name.
func findFault(name string) (fault, bool) {
	if status, err := strconv.Atoi(name); err == nil && status >= 400 && status <= 599 {
		return fault{apply: func(r *reply, _ *question) { r.status = status }}, true
	}
	all := faults()
	i := slices.IndexFunc(all, func(f fault) bool { return f.Name == name })
	if i < 0 {
		return fault{}, false
	}
	return all[i], true
}

// half cuts the text in the middle of its last line.
func half(text string) string {
	start := strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n") + 1
	return strings.ToValidUTF8(text[:start+(len(text)-start)/2], "")
}

// eachCited writes every line anew, given without its mark.
func eachCited(write func(i int, text string) string) func(*reply, *question) {
	return func(r *reply, _ *question) {
		lines := strings.Split(strings.TrimSuffix(r.text, "\n"), "\n")
		for i, l := range lines {
			lines[i] = write(i, strings.TrimPrefix(l, "- "))
		}
		r.text = strings.Join(lines, "\n") + "\n"
	}
}

// eachLine is eachCited for lines without their sentence numbers.
func eachLine(write func(i int, text string) string) func(*reply, *question) {
	return eachCited(func(i int, s string) string { return write(i, s[:max(strings.LastIndex(s, " ["), 0)]) })
}

// alterNumber changes the last digit of the first number in the text that is
// no sentence number and no placeholder's.
func alterNumber(text string) string {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '[':
			i += max(strings.IndexByte(text[i:], ']'), 0)
		case c == '<':
			i += max(strings.IndexByte(text[i:], '>'), 0)
		case c >= '0' && c <= '9':
			for i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
				i++
			}
			return text[:i] + string('0'+(text[i]-'0'+1)%10) + text[i+1:]
		}
	}
	return text
}

// errorFor is the body of an error status, as OpenAI words it.
func errorFor(w http.ResponseWriter, r *http.Request, p *reply) {
	kind, text := "invalid_request_error", "the mock was asked for status "+strconv.Itoa(p.status)
	switch {
	case p.code == "insufficient_quota":
		kind, text = p.code, "You exceeded your current quota, please check your plan and billing details."
	case p.code == "context_length_exceeded":
		text = "This model's maximum context length is 16 tokens."
	case p.status == http.StatusUnauthorized:
		p.code = "invalid_api_key"
		text = "Incorrect API key provided: " + strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") + "."
	case p.status == http.StatusTooManyRequests:
		kind, p.code = "requests", "rate_limit_exceeded"
		w.Header().Set("Retry-After-Ms", "1")
	case p.status >= 500:
		kind = "server_error"
		w.Header().Set("Retry-After-Ms", "1")
	}
	writeError(w, p.status, kind, text, "", p.code)
}

// inPseudoLanguage keeps the numbers and names of bullets.
func inPseudoLanguage(r *reply, q *question) {
	eachCited(func(_ int, s string) string {
		at := max(strings.LastIndex(s, " ["), 0)
		return "- " + pseudo(s[:at], "und", nil) + s[at:]
	})(r, q)
}

// translationFaults are the steps for translations; on other tasks they do
// nothing.
func translationFaults() []fault {
	return []fault{
		{Fault{"skip", "a translation leaves one segment out"}, eachPassage(func(l []string, _ *question) []string {
			return append(l[:(len(l)-1)/2], l[(len(l)+1)/2:]...)
		})},
		{Fault{"merge", "a translation joins two segments in one"}, eachPassage(func(l []string, _ *question) []string {
			if len(l) < 2 {
				return l
			}
			l[0] += " " + textOf(l[1])
			return append(l[:1], l[2:]...)
		})},
		{Fault{"swap", "a translation gives two segments each other's text"},
			eachPassage(func(l []string, _ *question) []string {
				if len(l) > 1 {
					l[0], l[1] = numberOf(l[0])+textOf(l[1]), numberOf(l[1])+textOf(l[0])
				}
				return l
			})},
		{Fault{"shift", "a translation gives each segment the text of the one before it"},
			eachPassage(func(l []string, _ *question) []string {
				for i := len(l) - 1; i > 0; i-- {
					l[i] = numberOf(l[i]) + textOf(l[i-1])
				}
				return l
			})},
		{Fault{"double", "a translation gives two segments the same text"},
			eachPassage(func(l []string, _ *question) []string {
				if len(l) > 1 {
					l[1] = numberOf(l[1]) + textOf(l[0])
				}
				return l
			})},
		{Fault{"leave", "a translation leaves the longest segment as it was"},
			eachPassage(func(l []string, q *question) []string {
				i := q.longest()
				l[i] = numberOf(l[i]) + q.sentences[i]
				return l
			})},
		{Fault{"echo", "a translation gives every segment back as it was"},
			eachPassage(func(l []string, q *question) []string {
				for i := range l {
					l[i] = numberOf(l[i]) + q.sentences[i]
				}
				return l
			})},
		{Fault{"babel", "a translation has the longest segment in a third language"},
			eachPassage(func(l []string, q *question) []string {
				i := q.longest()
				l[i] = numberOf(l[i]) + inThirdLanguage(q.sentences[i], q.to)
				return l
			})},
		{Fault{"halve", "a translation has half of the longest segment"},
			eachPassage(func(l []string, q *question) []string {
				i := q.longest()
				runes := []rune(textOf(l[i]))
				l[i] = numberOf(l[i]) + string(runes[:len(runes)*2/5])
				return l
			})},
		{Fault{"note", "a translation with the translator's notes"},
			eachPassage(func(l []string, _ *question) []string {
				l[0] += " (Translator's note: a play on words)"
				return append(l, "Note: names were kept.")
			})},
		{Fault{"remark", "a translation with a remark in no brackets behind a segment"},
			eachPassage(func(l []string, _ *question) []string {
				l[0] += " Note: this is a play on words in the original."
				return l
			})},
		{Fault{"chat", "a translation with a line that belongs to no segment"},
			eachPassage(func(l []string, _ *question) []string {
				return append(l[:1:1], append([]string{"This one was hard to put into words."}, l[1:]...)...)
			})},
	}
}

// placeholderFaults are those of translations that lose or double a placeholder.
func placeholderFaults() []fault {
	return []fault{
		{Fault{"retag", "a translation has a placeholder twice"}, eachPassage(func(l []string, _ *question) []string {
			for i := range l {
				if at := strings.LastIndexByte(l[i], '<'); at >= 0 {
					l[i] += " " + l[i][at:strings.IndexByte(l[i][at:], '>')+at+1]
					break
				}
			}
			return l
		})},
		{Fault{"unlink", "a translation without a placeholder for code or a link"},
			eachPassage(func(l []string, _ *question) []string {
				for i := range l {
					if end := strings.Index(l[i], "/>"); end >= 0 {
						l[i] = l[i][:strings.LastIndexByte(l[i][:end], '<')] + l[i][end+2:]
						break
					}
				}
				return l
			})},
		{Fault{"untag", "a translation without the placeholders of one segment"},
			eachPassage(func(l []string, _ *question) []string {
				for i := range l {
					if bare := withoutTags(l[i]); bare != l[i] {
						l[i] = bare
						break
					}
				}
				return l
			})},
	}
}

// eachPassage changes the lines "[n] text" of a translation, without its end.
func eachPassage(change func(lines []string, q *question) []string) func(*reply, *question) {
	return func(r *reply, q *question) {
		if q.task != "translate" || len(q.sentences) == 0 {
			return
		}
		lines := strings.Split(strings.TrimSuffix(r.text, "\n[end]\n"), "\n")
		r.text = strings.Join(append(change(lines, q), "[end]"), "\n") + "\n"
	}
}

// longest is the index of the longest passage.
func (q *question) longest() int {
	longest := 0
	for i := range q.sentences {
		if len(q.sentences[i]) > len(q.sentences[longest]) {
			longest = i
		}
	}
	return longest
}

// inThirdLanguage is a text of about the length of a passage, with its figures
// and placeholders, in Spanish, or in Portuguese where Spanish is asked for.
func inThirdLanguage(passage, to string) string {
	words := strings.Fields("pero también es muy grande para los que viven " +
		"en las casas del puerto y no hay otra para su gente")
	if strings.HasPrefix(strings.ToLower(to), "es") {
		words = strings.Fields("mas também é muito grande para os que vivem " +
			"nas casas do porto e não há outra para a sua gente")
	}
	var b strings.Builder
	for i, w := range wordsOf(passage) {
		if strings.HasPrefix(w, "<") || !strings.ContainsFunc(w, unicode.IsLetter) {
			b.WriteString(w)
		} else {
			b.WriteString(words[i/2%len(words)])
		}
	}
	return b.String()
}

// numberOf is the "[n] " that a line begins with.
func numberOf(line string) string { return line[:strings.IndexByte(line, ' ')+1] }

func textOf(line string) string { return strings.TrimPrefix(line, numberOf(line)) }

// withoutTags is a line without its placeholders.
func withoutTags(line string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(line, "<")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, line, _ = strings.Cut(after, ">")
	}
}

// smallContext is the context, in tokens, of the steps named after servers.
const smallContext = 1024

// smallServers are the steps whose context is small. Shorter prompts are
// answered well.
func smallServers() []fault {
	good := func(*reply, *question) {}
	return []fault{
		{Fault{"ollama", "1,024 tokens of context: longer articles lose their head silently"}, good},
		{Fault{"llamacpp", "the same context; 400 exceed_context_size_error"}, good},
		{Fault{"vllm", "the same context; 400 with the limit in the message"}, good},
		{Fault{"lmstudio", "the same context; 200 with an error event, or 400 with a string"}, good},
	}
}

// overflow plays what a server of that name does with a prompt that is too
// long, and says whether that was its answer.
func overflow(w http.ResponseWriter, q *request, server string) (answered bool) {
	n := q.promptTokens()
	if n <= smallContext {
		return false
	}
	tooLong := fmt.Sprintf("This model's maximum context length is %d tokens. "+
		"However, your messages have %d tokens in the messages.", smallContext, n)
	switch server {
	case "ollama":
		q.cutHead()
		return false
	case "llamacpp":
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": map[string]any{
			"code": 400, "type": "exceed_context_size_error", "n_prompt_tokens": n, "n_ctx": smallContext,
			"message": "the request exceeds the available context size, try increasing it"}})
	case "vllm":
		writeJSON(w, http.StatusBadRequest, map[string]any{
			"object": "error", "message": tooLong, "type": "BadRequestError", "param": nil, "code": 400})
	case "lmstudio":
		tooLong = fmt.Sprintf("The number of tokens to keep from the initial prompt "+
			"is greater than the context length (%d).", smallContext)
		if !q.Stream {
			writeJSON(w, http.StatusBadRequest, map[string]any{"error": tooLong})
			return true
		}
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprintf(w, "event: error\ndata: {\"error\":{\"message\":%q}}\n\n", tooLong)
	default:
		return false
	}
	return true
}

func (q *request) promptTokens() int {
	texts := make([]string, len(q.Messages))
	for i, m := range q.Messages {
		texts[i] = string(m.Content)
	}
	return tokens(texts...)
}

// cutHead drops messages between the system's and the last, the oldest first, and
// where that does not do, the beginning of the last, so that the whole fits.
func (q *request) cutHead() {
	for len(q.Messages) > 2 && q.promptTokens() > smallContext {
		q.Messages = slices.Delete(q.Messages, 1, 2)
	}
	last := &q.Messages[len(q.Messages)-1].Content
	extra := min(len(*last), max(4*(q.promptTokens()-smallContext), 0))
	*last = content(strings.ToValidUTF8(string((*last)[extra:]), ""))
}
