package cmd_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// behaviours are the rows of the conformance table.
func behaviours() []behaviour {
	var all []behaviour
	for _, list := range [][]behaviour{
		dialects(), reasonings(), brokenAnswers(), timeouts(), inBandErrors(), badAnswers(),
		statuses(), overflows(), refusedParameters(), hostile(), connections(),
		oddDialects(), oddReasonings(), oddFailures(), oddWords(), oddRefusals(),
	} {
		all = append(all, list...)
	}
	return all
}

// well is a row whose answer is good at the first request.
func well(name string, f form, serve func(*exchange)) behaviour {
	return behaviour{name: name, serve: serve, stdout: good, requests: 1, form: f}
}

// rewritten sends OpenAI's events as rewrite changes them.
func rewritten(rewrite func(string) string) func(*exchange) {
	return func(x *exchange) {
		x.events(rewrite(strings.Join(append(deltas(x.answer()), finish(`"stop"`), usage, done), "")))
	}
}

func replaced(old, with string) func(*exchange) {
	return rewritten(func(s string) string { return strings.ReplaceAll(s, old, with) })
}

// dialects are the ways in which servers write a good answer.
func dialects() []behaviour {
	return []behaviour{
		well("OpenAI", both, (*exchange).good),
		well("no [DONE]", stream, replaced(done, "")),
		well("finish_reason null, as old Ollama", stream, replaced(`"stop"`, "null")),
		well("finish_reason empty", stream, replaced(`"finish_reason":null`, `"finish_reason":""`)),
		well("a finish_reason nobody knows", stream, replaced(`"stop"`, `"eos_token"`)),
		well("last frame without newline", stream, rewritten(func(s string) string { return strings.TrimSuffix(s, "\n\n"+usage+done) })),
		well("CRLF", stream, replaced("\n", "\r\n")),
		well("data over several lines", stream, replaced(`"choices"`, "\ndata: \"choices\"")),
		well("no space behind data:", stream, replaced("data: ", "data:")),
		well("no blank line between events", stream, replaced("\n\n", "\n")),
		well("byte order mark", stream, rewritten(func(s string) string { return "\ufeff" + s })),
		well("byte order mark before the first words", stream, func(x *exchange) {
			x.events("\ufeff"+delta(`{"content":`+quote(x.answer())+`}`), finish(`"stop"`), usage, done)
		}),
		well("all of the answer so far in each event", stream, func(x *exchange) {
			all := ""
			for piece := range strings.SplitAfterSeq(x.answer(), " ") {
				all += piece
				x.events(delta(`{"content":` + quote(all) + `}`))
			}
			x.events(finish(`"stop"`), usage, done)
		}),
		well("id, event and retry fields", stream, replaced("data: {", "id: 7\nevent: message\nretry: 100\ndata: {")),
		well("10,000 comments", stream, rewritten(func(s string) string { return strings.Repeat(": OPENROUTER PROCESSING\n\n", 10_000) + s })),
		well("comments among the events", stream, replaced("data: ", ": keep-alive\n\ndata: ")),
		well("events of other kinds", stream, replaced("data: [DONE]", "event: ping\ndata: {\"type\":\"ping\"}\n\ndata: [DONE]")),
		well("Azure's first event without choices", stream, rewritten(func(s string) string {
			return `data: {"id":"","object":"","created":0,"model":"","choices":[],"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]}` + "\n\n" + s
		})),
		well("choices null", stream, replaced(`"choices":[],`, `"choices":null,`)),
		well("numbers of other types", stream, replaced(`"id":"c","object":"chat.completion.chunk","created":1`, `"id":7,"object":null,"created":1.7e9,"system_fingerprint":3`)),
		well("index as text", stream, replaced(`"index":0`, `"index":"0"`)),
		well("usage with fractions", both, func(x *exchange) {
			if x.request.Stream {
				replaced(`"prompt_tokens":90`, `"prompt_tokens":90.0,"prompt_tokens_details":"none"`)(x)
				return
			}
			x.json(200, strings.Replace(message(`{"content":`+quote(x.answer())+`}`, `"stop"`), `"prompt_tokens":90`, `"prompt_tokens":9e1`, 1))
		}),
		well("lines of JSON without data:", stream, replaced("data: {", "{")),
		well("the whole answer in one event", stream, func(x *exchange) {
			x.events(delta(`{"content":`+quote(x.answer())+`}`), finish(`"stop"`), done)
		}),
		well("message in place of delta", stream, replaced(`"delta"`, `"message"`)),
		well("text in place of delta", stream, func(x *exchange) { x.events(choice(`"text":`+quote(x.answer())), finish(`"stop"`), done) }),
		well("JSON though a stream was asked for", stream, func(x *exchange) {
			x.json(200, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
		}),
		well("events though none were asked for", whole, rewritten(func(s string) string { return s })),
		well("content in parts", both, func(x *exchange) {
			parts := fmt.Sprintf(`{"content":[{"type":"text","text":%s}]}`, quote(x.answer()))
			if x.request.Stream {
				x.events(delta(parts), finish(`"stop"`), done)
				return
			}
			x.json(200, message(parts, `"stop"`))
		}),
		well("finish_reason null in one piece", whole, func(x *exchange) {
			x.json(200, message(`{"content":`+quote(x.answer())+`}`, `null`))
		}),
		well("error null", whole, func(x *exchange) {
			x.json(200, strings.Replace(message(`{"content":`+quote(x.answer())+`}`, `"stop"`), "{", `{"error":null,`, 1))
		}),
		well("white space to keep the connection", whole, func(x *exchange) {
			x.w.Header().Set("Content-Type", "application/json")
			for range 100 {
				io.WriteString(x.w, " \n")
				x.flush()
			}
			io.WriteString(x.w, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
		}),
		well("content type text/plain", both, func(x *exchange) {
			if x.request.Stream {
				x.w.Header().Set("Content-Type", "text/plain")
				io.WriteString(x.w, strings.Join(append(deltas(x.answer()), done), ""))
				return
			}
			x.w.Header().Set("Content-Type", "text/plain")
			io.WriteString(x.w, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
		}),
		well("two choices", both, func(x *exchange) {
			other := `{"index":1,"delta":{"content":"- Lies. [1]\n"},"message":{"content":"- Lies. [1]\n"},"finish_reason":"stop"}`
			if x.request.Stream {
				replaced(`"choices":[{`, `"choices":[`+other+`,{`)(x)
				return
			}
			x.json(200, strings.Replace(message(`{"content":`+quote(x.answer())+`}`, `"stop"`), `"choices":[`, `"choices":[`+other+`,`, 1))
		}),
		well("status 201", both, func(x *exchange) {
			if x.request.Stream {
				x.w.WriteHeader(http.StatusCreated)
				io.WriteString(x.w, strings.Join(append(deltas(x.answer()), done), ""))
				return
			}
			x.json(http.StatusCreated, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
		}),
		well("compressed", both, func(x *exchange) {
			x.w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(x.w)
			if x.request.Stream {
				io.WriteString(z, strings.Join(append(deltas(x.answer()), finish(`"stop"`), done), ""))
			} else {
				io.WriteString(z, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
			}
			z.Close()
		}),
		well("a byte at a time", both, func(x *exchange) {
			x.w.Header().Set("Content-Type", "text/event-stream")
			text := message(`{"content":`+quote(x.answer())+`}`, `"stop"`)
			if x.request.Stream {
				text = strings.Join(append(deltas(x.answer()), finish(`"stop"`), done), "")
			}
			for i := range len(text) {
				io.WriteString(x.w, text[i:i+1])
				x.flush()
			}
		}),
		well("connection kept behind [DONE]", stream, func(x *exchange) { x.good(); x.hang() }),
		well("connection kept behind finish_reason", stream, func(x *exchange) {
			x.events(append(deltas(x.answer()), finish(`"stop"`))...)
			x.hang()
		}),
		well("connection lost behind finish_reason", stream, func(x *exchange) {
			x.events(append(deltas(x.answer()), finish(`"stop"`))...)
			x.cut()
		}),
		well("slow, but a token comes in time", stream, func(x *exchange) {
			for _, e := range append(deltas(x.answer()), finish(`"stop"`), done) {
				x.events(e)
				time.Sleep(timeout / 2)
			}
		}),
	}
}

// reasonings are answers with thoughts, which look like bullets on purpose.
func reasonings() []behaviour {
	const thought = "Let me think.\n- About 77 ducks swam past. [1]\n"
	inField := func(name string) func(*exchange) {
		return func(x *exchange) {
			if x.request.Stream {
				x.events(append([]string{delta(`{"` + name + `":` + quote(thought) + `}`)}, append(deltas(x.answer()), finish(`"stop"`), done)...)...)
				return
			}
			x.json(200, message(`{"`+name+`":`+quote(thought)+`,"content":`+quote(x.answer())+`}`, `"stop"`))
		}
	}
	starved := func(field string) func(*exchange) {
		return func(x *exchange) {
			if x.request.Stream {
				x.events(delta(`{"`+field+`":`+quote(thought)+`}`), finish(`"length"`), done)
				return
			}
			x.json(200, message(`{"`+field+`":`+quote(thought)+`,"content":null}`, `"length"`))
		}
	}
	const hungry = "newsbrief: standard input: the model used its tokens on thinking and gave no answer\n  raise --max-tokens.*"
	return []behaviour{
		well("reasoning_content", both, inField("reasoning_content")),
		well("reasoning", both, inField("reasoning")),
		well("<think>", both, func(x *exchange) { x.send("<think>\n" + thought + "</think>\n\n" + x.answer()) }),
		well("<think> on one line", both, func(x *exchange) { x.send("<think>- 77 ducks swam. [1]</think>" + x.answer()) }),
		well("</think> without its beginning", both, func(x *exchange) { x.send(thought + "</think>\n" + x.answer()) }),
		well("thinking in parts", both, func(x *exchange) {
			parts := fmt.Sprintf(`{"content":[{"type":"thinking","thinking":[{"type":"text","text":%s}]},{"type":"text","text":%s}]}`, quote(thought), quote(x.answer()))
			if x.request.Stream {
				x.events(delta(parts), finish(`"stop"`), done)
				return
			}
			x.json(200, message(parts, `"stop"`))
		}),
		{name: "nothing but reasoning_content", serve: starved("reasoning_content"), code: 1, stderr: hungry, requests: 2},
		{name: "nothing but reasoning", serve: starved("reasoning"), code: 1, stderr: hungry, requests: 2},
		{name: "nothing but reasoning, then an answer", serve: once(starved("reasoning")), stdout: good, requests: 2},
		{name: "<think> that never ends", serve: func(x *exchange) { x.send("<think>\n" + thought) }, code: 1, stderr: hungry, requests: 2},
	}
}
