package cmd_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// fails is a row that ends in an error; its pattern is that of the message.
func fails(name string, f form, requests int, pattern string, serve func(*exchange), args ...string) behaviour {
	return behaviour{name: name, serve: serve, code: 1, stderr: "newsbrief: standard input: " + pattern, requests: requests, form: f, args: args}
}

// heals is a row whose first answer is bad and whose second is good.
func heals(name string, f form, serve func(*exchange), args ...string) behaviour {
	return behaviour{name: name + ", then well", serve: once(serve), stdout: good, requests: 2, form: f, args: args}
}

// brokenAnswers end too early: they are asked for again, and never printed.
func brokenAnswers() []behaviour {
	lost := func(x *exchange) { x.half(); x.cut() }
	ended := func(x *exchange) { x.half() }
	inFrame := func(x *exchange) {
		list := deltas(x.answer())
		x.events(list[:2]...)
		io.WriteString(x.w, list[2][:30])
	}
	nothing := func(x *exchange) { x.w.WriteHeader(200) }
	dropped := func(*exchange) { panic(http.ErrAbortHandler) }
	gone := func(x *exchange) { x.events(deltas(x.answer())...) }
	return []behaviour{
		heals("connection lost in the middle", both, lost),
		fails("connection lost in the middle", both, 2, "the connection ended in the middle of the answer\n", lost),
		heals("stream ends in the middle", stream, ended),
		fails("stream ends in the middle", stream, 2, "the answer broke off: the stream ended without saying that it is finished\n", ended),
		fails("stream ends with all text and no end mark", stream, 2, "the answer broke off.*", gone),
		fails("stream ends inside a frame", stream, 2, "the answer broke off.*", inFrame),
		fails("JSON ends in the middle", whole, 2, "the connection ended in the middle of the answer\n", func(x *exchange) {
			x.json(200, message(`{"content":"- x`, `"`)[:60])
		}),
		heals("empty body", both, nothing),
		fails("empty body", both, 2, "endpoint answered with nothing at all\n", nothing),
		heals("connection closed without an answer", both, dropped),
		fails("connection closed without an answer", both, 2, "cannot reach http://.*/v1: the server closed the connection without an answer\n", dropped),
	}
}

// timeouts are servers that keep the user waiting.
func timeouts() []behaviour {
	headers := func(x *exchange) { x.w.WriteHeader(200); x.hang() }
	nothing := func(x *exchange) { x.hang() }
	halfway := func(x *exchange) { x.half(); x.hang() }
	endless := func(event string, every time.Duration) func(*exchange) {
		return func(x *exchange) {
			for x.r.Context().Err() == nil {
				x.events(event)
				time.Sleep(every)
			}
		}
	}
	const silence = "no word from the endpoint in (2|10)s\n  raise --timeout if the model is slow to start\n"
	const notice = "newsbrief: no word from the endpoint in (2|10)s; asking again in .* \\(1 of 1\\)\n"
	late := func(b behaviour) behaviour {
		b.stderr = notice + b.stderr
		return b
	}
	return []behaviour{
		late(fails("no answer at all", both, 2, silence, nothing)),
		late(fails("headers and no body", both, 2, silence, headers)),
		late(heals("headers and no body", both, headers)),
		late(fails("stall in the middle", both, 2, silence, halfway)),
		late(heals("stall in the middle", both, halfway)),
		late(fails("comments for ever", stream, 2, silence, endless(": wait\n\n", time.Second))),
		late(fails("events without text for ever", stream, 2, silence, endless(delta(`{"content":""}`), time.Second))),
		late(fails("white space for ever", whole, 2, silence, endless(" \n", time.Second))),
		{name: "tokens for ever", serve: endless(delta(`{"content":"x"}`), time.Second), code: 1, requests: 1, form: stream, args: []string{"--retries", "0"},
			stderr: "newsbrief: standard input: the answer was not finished in 30s\n  raise --timeout, or ask for less\n"},
	}
}

// inBandErrors come under a good status.
func inBandErrors() []behaviour {
	// inside plays events behind a part of an answer, or the JSON alone.
	inside := func(events, json string) func(*exchange) {
		return func(x *exchange) {
			if x.request.Stream {
				x.half()
				x.events(events)
				return
			}
			x.json(200, json)
		}
	}
	var list []behaviour
	add := func(name string, f form, events, json string) {
		serve := inside(events, json)
		list = append(list,
			heals(name, f, serve),
			fails(name, f, 2, "endpoint (failed in the middle of the answer|answered with an error): no GPU is free\n", serve))
	}
	const object = `{"error":{"message":"no GPU is free","type":"server_error","code":500}}`
	add("error of OpenAI", both, "data: "+object+"\n\n", object)
	add("error of OpenRouter", both,
		`data: {"id":"c","error":{"code":502,"message":"no GPU is free"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}`+"\n\n",
		`{"id":"c","choices":[{"index":0,"error":{"code":502,"message":"no GPU is free"},"message":{"content":"- half"},"finish_reason":"error"}]}`)
	add("error of vLLM", both, `data: {"object":"error","message":"no GPU is free","type":"InternalServerError","code":500}`+"\n\n",
		`{"object":"error","message":"no GPU is free","type":"InternalServerError","code":500}`)
	add("error of LM Studio", both, "event: error\ndata: {\"error\":{\"message\":\"no GPU is free\"}}\n\n", `{"error":"no GPU is free"}`)
	add("error of LM Studio as text", stream, "event: error\ndata: {\"message\":\"no GPU is free\"}\n\n", "")
	add("error of llama.cpp", both, "error: "+object+"\n\n", object)
	add("error of Ollama", both, object+"\n", object)
	add("error as text", both, `data: {"error":"no GPU is free"}`+"\n\n", `{"error":"no GPU is free"}`)
	add("error of Gemini", both, "data: ["+object+"]\n\n", "["+object+"]")
	overflow := "Trying to keep the first 5210 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens"
	rate := `{"error":{"message":"slow down","code":429}}`
	quota := `{"error":{"message":"no credit left","code":402}}`
	failed := func(reason string) func(*exchange) {
		return func(x *exchange) {
			if x.request.Stream {
				x.events(append(deltas(x.answer()), finish(reason), done)...)
				return
			}
			x.json(200, message(`{"content":`+quote(x.answer())+`}`, reason))
		}
	}
	return append(list,
		heals("rate limit in the answer", both, inside("data: "+rate+"\n\n", rate)),
		fails("quota in the answer", both, 1, "endpoint .*: no credit left\n", inside("data: "+quota+"\n\n", quota)),
		fails("overflow of LM Studio", both, 2, "endpoint .*context length of only 4096 tokens\n  .*", inside("event: error\ndata: {\"error\":{\"message\":"+quote(overflow)+"}}\n\n", `{"error":`+quote(overflow)+`}`)),
		heals("finish_reason error", both, failed(`"error"`)),
		fails("finish_reason network_error", both, 2, "endpoint .*: the answer ended with finish_reason network_error\n", failed(`"network_error"`)),
		fails("finish_reason insufficient_system_resource", both, 2, "endpoint .*insufficient_system_resource\n", failed(`"insufficient_system_resource"`)),
	)
}

// badAnswers are finished, and no answers.
func badAnswers() []behaviour {
	ends := func(text, reason string) func(*exchange) {
		return func(x *exchange) {
			if x.request.Stream {
				x.events(append(deltas(text), finish(reason), done)...)
				return
			}
			x.json(200, message(`{"content":`+quote(text)+`}`, reason))
		}
	}
	short := func(reason string) func(*exchange) {
		return func(x *exchange) {
			text := x.answer()
			ends(text[:len(text)-20], reason)(x)
		}
	}
	refusal := func(x *exchange) {
		if x.request.Stream {
			x.events(delta(`{"refusal":"I cannot help with that."}`), finish(`"stop"`), done)
			return
		}
		x.json(200, message(`{"content":null,"refusal":"I cannot help with that."}`, `"stop"`))
	}
	page := func(x *exchange) {
		x.w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(x.w, "<!DOCTYPE html><html><head><title>Log in &amp; go on</title></head><body>"+strings.Repeat("<p>No.</p>", 100))
	}
	said := func(kind, body string) func(*exchange) {
		return func(x *exchange) {
			x.w.Header().Set("Content-Type", kind)
			io.WriteString(x.w, body)
		}
	}
	const hint = "\n  is the base URL right\\? Most end in /v1\n"
	return []behaviour{
		fails("token limit", both, 2, "the answer hit the token limit\n  raise --max-tokens.*", short(`"length"`)),
		fails("token limit, as Anthropic says it", both, 2, "the answer hit the token limit\n.*", short(`"max_tokens"`)),
		{name: "token limit, then the rest", serve: once(short(`"length"`)), stdout: good, requests: 2},
		fails("half a line, called finished", both, 2, "the answer was cut short.*\n", short(`"stop"`)),
		fails("content filter", both, 1, "the endpoint's content filter stopped the answer\n", short(`"content_filter"`)),
		fails("Gemini's SAFETY", both, 1, "the endpoint's content filter stopped the answer\n", short(`"SAFETY"`)),
		fails("refusal", both, 1, "the model refused: I cannot help with that\\.\n", refusal),
		fails("empty answer", both, 2, "the answer is empty\n", ends("", `"stop"`)),
		fails("blank answer", both, 2, "the answer is empty\n", ends(" \n\n ", `"stop"`)),
		heals("empty answer", both, ends("", `"stop"`)),
		fails("no choices", both, 2, "the answer is empty\n", func(x *exchange) {
			if x.request.Stream {
				x.events(done)
				return
			}
			x.json(200, `{"choices":[]}`)
		}),
		fails("choices null in one piece", whole, 2, "the answer is empty\n", said("application/json", `{"id":"c","choices":null}`)),
		fails("prose", both, 2, "the answer holds no bullet.*\n", ends("I would rather talk about the weather.\n", `"stop"`)),
		fails("login page", both, 1, "endpoint answered with a web page: Log in & go on"+hint, page),
		fails("plain text", both, 1, "endpoint answered with text that is no answer: Ollama is running"+hint, said("text/plain", "Ollama is running")),
		fails("JSON of another service", both, 1, `endpoint answered with JSON that is no answer: {"status":"ok"}`+hint, said("application/json", `{"status":"ok"}`)),
		fails("a JSON list", both, 2, "endpoint answered with an error: .*", said("application/json", `[1,2]`)),
		fails("an encoding that nobody asked for", both, 1, "endpoint answered in an encoding that was not asked for: br\n", func(x *exchange) {
			x.w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(x.w, "\x1b\x03")
		}),
		fails("events that are not JSON", stream, 1, "endpoint answered with text that is no answer: hello\n.*", func(x *exchange) { x.events("data: hello\n\n", done) }),
	}
}
