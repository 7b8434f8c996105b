package cmd_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// oddDialects are good answers in forms that only some servers write.
func oddDialects() []behaviour {
	const other = `{"index":1,"delta":{"content":"- Lies. [1]\n"},"finish_reason":"stop"}`
	typed := func(kind string) func(*exchange) {
		return func(x *exchange) {
			text, body := x.answer(), ""
			if body = message(`{"content":`+quote(text)+`}`, `"stop"`); x.request.Stream {
				body = strings.Join(append(deltas(text), finish(`"stop"`), done), "")
			}
			x.w.Header().Set("Content-Type", kind)
			io.WriteString(x.w, body)
		}
	}
	// inUsage sends with in place of the usage's object.
	inUsage := func(with string) func(*exchange) {
		const object = `{"prompt_tokens":90,"completion_tokens":30,"total_tokens":120}`
		return func(x *exchange) {
			if x.request.Stream {
				replaced(object, with)(x)
				return
			}
			x.json(200, strings.Replace(message(`{"content":`+quote(x.answer())+`}`, `"stop"`), object, with, 1))
		}
	}
	noError := func(with string) func(*exchange) {
		return func(x *exchange) {
			if x.request.Stream {
				replaced(`{"id":"c",`, `{"id":"c","error":`+with+`,`)(x)
				return
			}
			x.json(200, strings.Replace(message(`{"content":`+quote(x.answer())+`}`, `"stop"`), `{"id":"c",`, `{"id":"c","error":`+with+`,`, 1))
		}
	}
	return []behaviour{
		well("lines that end in CR", stream, rewritten(func(s string) string { return strings.ReplaceAll(s, "\n", "\r") })),
		well("lines that end in CR, each sent alone", stream, func(x *exchange) {
			for _, e := range append(deltas(x.answer()), finish(`"stop"`), done) {
				x.events(strings.ReplaceAll(e, "\n", "\r"))
			}
			x.hang()
		}),
		well("text and what came before it, as Perplexity", stream, func(x *exchange) {
			sofar := ""
			for _, piece := range strings.SplitAfter(x.answer(), " ") {
				sofar += piece
				x.events(choice(`"delta":{"content":` + quote(piece) + `},"message":{"role":"assistant","content":` + quote(sofar) + `},"finish_reason":null`))
			}
			x.events(choice(`"delta":{"content":""},"message":{"content":`+quote(sofar)+`},"finish_reason":"stop"`), done)
		}),
		well("the whole message behind its parts", stream, func(x *exchange) {
			text := x.answer()
			x.events(append(deltas(text), choice(`"message":{"content":`+quote(text)+`},"finish_reason":"stop"`), done)...)
		}),
		well("[DONE] with a space behind it, no finish_reason", stream, func(x *exchange) {
			x.events(append(deltas(x.answer()), "data: [DONE] \n\n")...)
		}),
		well("data that is no JSON among the events", stream, replaced("data: {", "data: heartbeat\n\ndata: {")),
		well("pings with text", stream, replaced("data: {", "event: ping\ndata: 2026-01-02 03:04:05\n\ndata: {")),
		well("usage a list, as PHP's empty object", both, inUsage("[]")),
		well("usage a text", both, inUsage(`"none"`)),
		well("usage null", both, inUsage("null")),
		well("usage with texts for numbers", both, inUsage(`{"prompt_tokens":"90","completion_tokens":null}`)),
		well("usage below 0 and beyond all numbers", both, inUsage(`{"prompt_tokens":-1,"completion_tokens":1e300}`)),
		well("usage in every event", stream, replaced(`"choices":[{`, `"usage":{"prompt_tokens":90,"completion_tokens":1},"choices":[{`)),
		well("error an empty text", both, noError(`""`)),
		well("error false", both, noError(`false`)),
		well("error an empty object", both, noError(`{}`)),
		well("content type text/html", both, typed("text/html; charset=UTF-8")),
		well("content type nonsense", both, typed("no type; at all=")),
		well("content type of a file", both, typed("application/octet-stream")),
		well("content encoding UTF-8", both, func(x *exchange) {
			x.w.Header().Set("Content-Encoding", "UTF-8")
			x.good()
		}),
		well("status 206", both, func(x *exchange) {
			x.w.WriteHeader(http.StatusPartialContent)
			typed("text/plain")(x)
		}),
		well("early hints", both, func(x *exchange) {
			x.w.WriteHeader(http.StatusEarlyHints)
			x.w.WriteHeader(http.StatusProcessing)
			x.good()
		}),
		well("trailers", both, func(x *exchange) {
			x.w.Header().Set("Trailer", "X-Cost")
			x.good()
			x.w.Header().Set("X-Cost", "1")
		}),
		well("the second choice ends first", stream, func(x *exchange) {
			list := deltas(x.answer())
			x.events(strings.Replace(list[1], `"choices":[`, `"choices":[`+other+`,`, 1))
			time.Sleep(timeout - time.Second/10) // no longer than between tokens, longer than behind the end
			x.events(append(list[2:], finish(`"stop"`), done)...)
		}),
		fails("the second choice ends and nothing follows", stream, 2, "the answer broke off.*", func(x *exchange) {
			list := deltas(x.answer())
			x.events(append(list[:len(list)-2], strings.Replace(list[1], `"choices":[{"index":0`, `"choices":[`+other+`,{"index":0`, 1))...)
		}),
		well("events in two parts within a letter", stream, func(x *exchange) {
			x.w.Header().Set("Content-Type", "text/event-stream")
			all := strings.Join(append(deltas(x.answer()), delta(`{"reasoning":"é漢🌍"}`), finish(`"stop"`), done), "")
			for i := 0; i < len(all); i += 3 {
				io.WriteString(x.w, all[i:min(i+3, len(all))])
				x.flush()
			}
		}),
		well("JSON whose connection stays open", whole, func(x *exchange) {
			x.json(200, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
			x.hang()
		}),
		well("JSON that is shorter than announced", whole, func(x *exchange) {
			x.w.Header().Set("Content-Length", "100000")
			x.json(200, message(`{"content":`+quote(x.answer())+`}`, `"stop"`))
			x.cut()
		}),
		well("JSON with indents", both, func(x *exchange) {
			x.json(200, strings.NewReplacer("{", "{\n  ", ",\"", ",\n  \"", "}", "\n}").Replace(message(`{"content":`+quote(x.answer())+`}`, `"stop"`)))
		}),
		well("reasoning null", both, func(x *exchange) {
			if x.request.Stream {
				replaced(`"content"`, `"reasoning":null,"reasoning_content":null,"refusal":null,"tool_calls":null,"audio":null,"content"`)(x)
				return
			}
			x.json(200, message(`{"reasoning":null,"refusal":null,"tool_calls":[],"content":`+quote(x.answer())+`}`, `"stop"`))
		}),
		well("end marks of templates", both, func(x *exchange) { x.send(strings.TrimSpace(x.answer()) + "<|im_end|>\n<|endoftext|>") }),
		well("</s> at the end", both, func(x *exchange) { x.send(strings.TrimSpace(x.answer()) + "</s>") }),
		well("a code fence", both, func(x *exchange) { x.send("```markdown\n" + x.answer() + "```\n") }),
	}
}

// oddReasonings are thoughts in other marks than <think>.
func oddReasonings() []behaviour {
	const thought = "Let me think.\n- About 77 ducks swam past. [1]\n"
	var list []behaviour
	for name, wrap := range map[string]string{
		"<THINK>":               "<THINK>\n%s</THINK>\n",
		"<think> with a name":   "<think type=\"deep\">\n%s</think>\n",
		"Magistral":             "[THINK]%s[/THINK]",
		"Kimi":                  "◁think▷%s◁/think▷",
		"Seed":                  "<seed:think>%s</seed:think>",
		"Cohere":                "<|START_THINKING|>%s<|END_THINKING|><|START_RESPONSE|>",
		"OpenThinker":           "<|begin_of_thought|>\n%s<|end_of_thought|>\n<|begin_of_solution|>\n",
		"gpt-oss":               "<|channel|>analysis<|message|>%s<|end|><|start|>assistant<|channel|>final<|message|>",
		"gpt-oss without marks": "analysis%sassistantfinal",
		"<thought>":             "<thought>%s</thought>\n",
		"<reflection>":          "<reflection>%s</reflection>\n",
		"Gemma":                 "<unused94>thought\n%s<unused95>",
		"two blocks":            "<think>\n%s</think>\n<think>\n- Again 77. [1]\n</think>\n",
	} {
		list = append(list, well("thoughts in marks of "+name, both, func(x *exchange) {
			x.send(fmt.Sprintf(wrap, thought) + x.answer())
		}))
	}
	hungry := "the model used its tokens on thinking and gave no answer\n  raise --max-tokens.*"
	return append(list,
		fails("[THINK] that never ends", both, 2, hungry, func(x *exchange) { x.send("[THINK]" + thought) }),
		fails("analysis that never ends", both, 2, hungry, func(x *exchange) { x.send("<|channel|>analysis<|message|>" + thought) }),
		fails("reasoning as a list, and no text", both, 2, hungry, func(x *exchange) {
			const inner = `{"content":"","reasoning_details":[{"type":"reasoning.text","text":"- 77 ducks. [1]"}],"reasoning_content":"x"}`
			if x.request.Stream {
				x.events(delta(inner), finish(`"stop"`), done)
				return
			}
			x.json(200, message(inner, `"stop"`))
		}),
	)
}

// oddFailures are errors in forms that only some servers write.
func oddFailures() []behaviour {
	damaged := func(bad string) func(*exchange) {
		return func(x *exchange) {
			text := strings.Replace(quote(x.answer()), "rose by", "rose b"+bad+"y", 1)
			if x.request.Stream {
				x.events(delta(`{"content":`+text+`}`), finish(`"stop"`), done)
				return
			}
			x.json(200, message(`{"content":`+text+`}`, `"stop"`))
		}
	}
	tool := func(x *exchange) {
		const inner = `{"content":null,"tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"answer","arguments":"{}"}}]}`
		if x.request.Stream {
			x.events(delta(inner), finish(`"tool_calls"`), done)
			return
		}
		x.json(200, message(inner, `"tool_calls"`))
	}
	bad := func(event string) func(*exchange) {
		return func(x *exchange) {
			list := deltas(x.answer())
			x.events(append(append(list[:3:3], event), append(list[4:], finish(`"stop"`), done)...)...)
		}
	}
	return []behaviour{
		fails("a call of a tool instead of text", both, 2, "the model called a tool instead of answering\n.*", tool),
		heals("half an event among whole ones", stream, bad("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"3.\n\n")),
		fails("half an event among whole ones", stream, 2, "an event of the answer is damaged\n", bad("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"3.\n\n")),
		{name: "letters torn by the stream", serve: func(x *exchange) {
			if x.request.Stream {
				damaged("\xe4")(x)
				return
			}
			x.good()
		}, stdout: good, requests: 2, form: stream},
		fails("letters torn in one piece", whole, 2, "the answer's text is damaged.*", damaged("\xe4")),
		fails("half a surrogate", whole, 2, "the answer's text is damaged.*", damaged(`\ud83d`)),
		fails("status 204", both, 2, "endpoint answered with nothing at all\n", func(x *exchange) { x.w.WriteHeader(204) }),
		fails("an error event with text", both, 2, "endpoint .*: no GPU is free\n", func(x *exchange) {
			if x.request.Stream {
				x.events("event: error\ndata: no GPU is free\n\n")
				return
			}
			x.json(200, `{"error":"no GPU is free"}`)
		}),
		fails("an error event of two lines", stream, 2, "endpoint .*: no GPU is free\n", func(x *exchange) {
			x.half()
			x.events("event: error\ndata: {\"error\":\ndata: {\"message\":\"no GPU is free\"}}\n\n")
		}),
		fails("MiniMax", both, 1, "endpoint .*: the key in OPENAI_API_KEY was refused\n", func(x *exchange) {
			const body = `{"id":"c","choices":null,"base_resp":{"status_code":1004,"status_msg":"login fail: invalid api key"}}`
			if x.request.Stream {
				x.events("data: " + body + "\n\n")
				return
			}
			x.json(200, body)
		}),
		fails("an error of FastAPI under 200", both, 2, "endpoint .*: no GPU is free\n", func(x *exchange) {
			if x.request.Stream {
				x.events(`data: {"detail":"no GPU is free"}`+"\n\n", done)
				return
			}
			x.json(200, `{"detail":"no GPU is free"}`)
		}),
		fails("gzip that is none", both, 2, "the connection ended in the middle of the answer\n", func(x *exchange) {
			x.w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(x.w, "{\"choices\":[]}")
		}),
		fails("an error in another encoding", both, 2, "endpoint answered 500: internal server error\n", status(500, "\x1b\x03\x80\xff\xfe\x00", "Content-Encoding: br", "Retry-After-Ms: 20")),
		fails("redirect to https", both, 1, "endpoint redirects to https://127.0.0.\\d:\\d+/v1, which is not followed\n  if that is the right address, make it the base URL\n", func(x *exchange) {
			http.Redirect(x.w, x.r, "https://"+x.r.Host+x.r.URL.Path, http.StatusMovedPermanently)
		}),
		fails("redirect to a login page", both, 1, "endpoint redirects to http://127.0.0.\\d:\\d+/login, which is not followed\n.*", func(x *exchange) {
			http.Redirect(x.w, x.r, "/login?next=/v1&key="+secret, http.StatusFound)
		}),
		fails("status 304", both, 1, "endpoint answered 304: not modified\n", func(x *exchange) { x.w.WriteHeader(304) }),
		fails("status 302 without an address", both, 1, "endpoint answered 302: found\n", func(x *exchange) { x.w.WriteHeader(302) }),
		fails("415", both, 1, "endpoint answered 415: unsupported media type\n", status(415, "")),
		fails("451", both, 1, "endpoint answered 451: unavailable for legal reasons\n", status(451, "")),
		fails("501", both, 2, "endpoint answered 501: not implemented\n", status(501, "", "Retry-After-Ms: 20")),
	}
}
