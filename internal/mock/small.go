package mock

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

// smallContext is the context, in tokens, of the steps named after servers.
const smallContext = 1024

// smallServers are the steps whose context is small. Shorter prompts are
// answered well.
func smallServers() []fault {
	good := func(*reply, *question) {}
	return []fault{
		{Fault{"ollama", "a context of 1,024 tokens: the head of a longer article is cut silently"}, good},
		{Fault{"llamacpp", "the same context; 400 exceed_context_size_error"}, good},
		{Fault{"vllm", "the same context; 400 with the limit in the message"}, good},
		{Fault{"lmstudio", "the same context; 200 with an error event, or 400 with a bare string"}, good},
	}
}

// overflow plays what a server of that name does with a prompt that is too
// long, and says whether that was its answer.
func overflow(w http.ResponseWriter, q *request, server string) (answered bool) {
	n := q.promptTokens()
	if n <= smallContext {
		return false
	}
	tooLong := fmt.Sprintf("This model's maximum context length is %d tokens. However, your messages have %d tokens in the messages.", smallContext, n)
	switch server {
	case "ollama":
		q.cutHead()
		return false
	case "llamacpp":
		writeJSON(w, http.StatusBadRequest, map[string]any{"error": map[string]any{
			"code": 400, "type": "exceed_context_size_error", "n_prompt_tokens": n, "n_ctx": smallContext,
			"message": "the request exceeds the available context size, try increasing it"}})
	case "vllm":
		writeJSON(w, http.StatusBadRequest, map[string]any{"object": "error", "message": tooLong, "type": "BadRequestError", "param": nil, "code": 400})
	case "lmstudio":
		tooLong = fmt.Sprintf("The number of tokens to keep from the initial prompt is greater than the context length (%d).", smallContext)
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
	var prompt strings.Builder
	for _, m := range q.Messages {
		io.WriteString(&prompt, string(m.Content))
	}
	return tokens(prompt.String())
}

// cutHead drops the beginning of the article, so that the whole fits.
func (q *request) cutHead() {
	for i, m := range q.Messages {
		if m.Role == "user" {
			extra := min(len(m.Content), 4*(q.promptTokens()-smallContext))
			q.Messages[i].Content = content(strings.ToValidUTF8(string(m.Content[extra:]), ""))
			return
		}
	}
}
