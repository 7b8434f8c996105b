package cmd_test

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// statuses are answers whose HTTP status is an error.
func statuses() []behaviour {
	openai := func(text, code string) string {
		return fmt.Sprintf(`{"error":{"message":%s,"type":"error","param":null,"code":%s}}`, quote(text), quote(code))
	}
	soon := "Retry-After-Ms: 20"
	rate := openai("Rate limit reached. Visit https://platform.openai.com/account/billing to add a payment method.", "rate_limit_exceeded")
	const gateway = "<html>\r\n<head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
	list := []behaviour{
		heals("429 with retry-after-ms", both, status(429, rate, soon)),
		heals("429 with Retry-After in seconds", both, status(429, rate, "Retry-After: 0.02")),
		heals("429 with a Retry-After of long ago", both, status(429, rate, "Retry-After: "+time.Unix(0, 0).UTC().Format(http.TimeFormat))),
		heals("429 with x-ratelimit-reset-requests", both, status(429, rate, "X-Ratelimit-Remaining-Requests: 0", "X-Ratelimit-Reset-Requests: 20ms", "X-Ratelimit-Remaining-Tokens: 9", "X-Ratelimit-Reset-Tokens: 6m0s")),
		heals("429 with the wait in words", both, status(429, openai("Rate limit reached. Please try again in 20ms.", "rate_limit_exceeded"))),
		heals("429 with retry-after-ms before Retry-After", both, status(429, rate, soon, "Retry-After: 600")),
		heals("429 without a wait", both, status(429, rate)),
		heals("Gemini's quota of a minute", both, status(429, `[{"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"0.02s"}]}}]`)),
		fails("429 for ever", both, 2, "endpoint answered 429: Rate limit reached\\..*\n", status(429, rate, soon)),
		fails("429 with a wait of ten minutes", both, 1, "endpoint answered 429: .*; it asks to wait 10m0s\n  run the same command again then\n", status(429, rate, "Retry-After: 600")),
		fails("429 with a reset of a day", both, 1, "endpoint answered 429: .*; it asks to wait (23h59m.*|24h0m0s)\n.*", func(x *exchange) {
			status(429, rate, fmt.Sprint("X-Ratelimit-Reset: ", time.Now().Add(24*time.Hour).UnixMilli()))(x)
		}),
		fails("429 for a spent quota", both, 1, "endpoint answered 429: You exceeded your current quota.*\n", status(429, openai("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota"), soon)),
		fails("402 of DeepSeek", both, 1, "endpoint answered 402: Insufficient Balance\n", status(402, `{"error":{"message":"Insufficient Balance"}}`)),
		heals("408", both, status(408, "", soon)),
		heals("409", both, status(409, openai("conflict", "conflict"), soon)),
		heals("500", both, status(500, openai("The server had an error", "server_error"), soon)),
		fails("500 for ever", both, 2, "endpoint answered 500: The server had an error\n", status(500, openai("The server had an error", "server_error"), soon)),
		fails("500 with x-should-retry false", both, 1, "endpoint answered 500: no\n", status(500, openai("no", "x"), "X-Should-Retry: false")),
		heals("400 with x-should-retry true", both, status(400, openai("once more, please", "x"), "X-Should-Retry: true", soon)),
		heals("502 with a page", both, status(502, gateway, soon)),
		fails("502 with a page for ever", both, 2, "endpoint answered 502: 502 Bad Gateway\n", status(502, gateway, soon)),
		heals("503 while llama.cpp loads", both, status(503, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`, soon)),
		heals("504 without a body", both, status(504, "", soon)),
		heals("520 of Cloudflare", both, status(520, "error code: 520", soon)),
		heals("529 of Anthropic", both, status(529, `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`, soon)),
		fails("400", both, 1, "endpoint answered 400: bad messages\n", status(400, openai("bad messages", "invalid_request_error"))),
		fails("400 of HTTPS on http://", both, 1, "endpoint answered 400: .*\n  write https:// in the base URL\n", status(400, "Client sent an HTTP request to an HTTPS server.\n")),
		fails("401", both, 1, "endpoint answered 401: the key in OPENAI_API_KEY was refused\n", status(401, openai("Incorrect API key provided: "+secret+".", "invalid_api_key"))),
		fails("400 for a bad key", both, 1, "endpoint answered 400: the key in OPENAI_API_KEY was refused\n", status(400, `[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]`)),
		fails("401 with a page", both, 1, "endpoint answered 401: the key in OPENAI_API_KEY was refused\n", status(401, gateway)),
		fails("403", both, 1, "endpoint answered 403: country not supported\n", status(403, openai("country not supported", "unsupported_country"))),
		fails("404 for a path", both, 1, "endpoint answered 404: 404 page not found\n", status(404, "404 page not found\n")),
		fails("405", both, 1, "endpoint answered 405: method not allowed\n", status(405, "")),
		fails("422 of FastAPI", both, 1, `endpoint answered 422: \[{"loc":\["body","messages"\],"msg":"bad"}\]`+"\n", status(422, `{"detail":[{"loc":["body","messages"],"msg":"bad"}]}`)),
		fails("error of Cloudflare", both, 1, "endpoint answered 400: no such route\n", status(400, `{"success":false,"errors":[{"code":7000,"message":"no such route"}]}`)),
		fails("content filter of Azure", both, 1, "endpoint answered 400: The response was filtered.*\n", status(400, `{"error":{"message":"The response was filtered due to the prompt triggering Azure's content management policy.","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}`)),
	}
	const choose = "\n  choose another with --model.*"
	for name, answer := range map[string]func(*exchange){
		"OpenAI":     status(404, openai("The model `x` does not exist or you do not have access to it.", "model_not_found")),
		"Ollama":     status(404, `{"error":{"message":"model 'x' not found, try pulling it first","type":"api_error","param":null,"code":null}}`),
		"vLLM":       status(404, `{"object":"error","message":"The model 'x' does not exist.","type":"NotFoundError","param":null,"code":404}`),
		"OpenRouter": status(400, `{"error":{"message":"x is not a valid model ID","code":400}}`),
		"DeepSeek":   status(400, openai("Model Not Exist", "invalid_request_error")),
		"LM Studio":  status(404, `{"error":{"message":"No models loaded. Please load a model in the developer page or use the 'lms load' command.","type":"invalid_request_error"}}`),
	} {
		list = append(list, fails("unknown model of "+name, both, 1, "endpoint answered 40[04]: .*"+choose, answer))
	}
	return list
}

// overflows are articles that do not fit, in the words of each server. None is
// worth another try but that without the examples.
func overflows() []behaviour {
	var list []behaviour
	for name, answer := range map[string]func(*exchange){
		"OpenAI":      status(400, `{"error":{"message":"This model's maximum context length is 4097 tokens. However, your messages resulted in 5210 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`),
		"llama.cpp":   status(400, `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":5210,"n_ctx":4096}}`),
		"llama.cpp 2": status(500, `{"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}`),
		"vLLM":        status(400, `{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5210 tokens in the messages.","type":"BadRequestError","param":null,"code":400}`),
		"LM Studio":   status(400, `{"error":"The number of tokens to keep from the initial prompt is greater than the context length."}`),
		"TGI":         status(422, "{\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5210 `inputs` tokens\",\"error_type\":\"validation\"}"),
		"Anthropic":   status(400, `{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}`),
		"a proxy":     status(413, "<html><head><title>413 Request Entity Too Large</title></head>"),
		"a minute":    status(429, `{"error":{"message":"Request too large for m on tokens per min (TPM): Limit 6000, Requested 9000.","type":"tokens","code":"rate_limit_exceeded"}}`),
	} {
		list = append(list, fails("overflow of "+name, both, 2, "endpoint answered \\d+: .*\n  the article is longer than the model's context.*", answer))
	}
	return list
}

// refusedParameters are left out one by one; a second request goes without.
func refusedParameters() []behaviour {
	every := []string{"--temperature", "0", "--seed", "7", "--max-tokens", "500"}
	// strict refuses what is there with what it says about it.
	strict := func(code int, says string, there func(*exchange) bool) func(*exchange) {
		return func(x *exchange) {
			if there(x) {
				status(code, says)(x)
				return
			}
			x.good()
		}
	}
	row := func(name string, f form, code int, says string, there func(*exchange) bool) behaviour {
		return behaviour{name: name, form: f, args: every, stdout: good, requests: 2, serve: strict(code, says, there)}
	}
	unsupported := func(param, text string) string {
		return fmt.Sprintf(`{"error":{"message":%s,"type":"invalid_request_error","param":%s,"code":"unsupported_parameter"}}`, quote(text), quote(param))
	}
	temperature := func(x *exchange) bool { return x.request.Temperature != nil }
	seed := func(x *exchange) bool { return x.request.Seed != nil }
	budget := func(x *exchange) bool { return x.request.MaxTokens > 0 }
	options := func(x *exchange) bool { return x.request.StreamOptions != nil }
	system := func(x *exchange) bool { return x.request.Messages[0].Role == "system" }
	all := func(x *exchange) {
		switch {
		case system(x):
			status(400, `{"object":"error","message":"System role not supported","code":400}`)(x)
		case seed(x):
			status(422, `{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}`)(x)
		case temperature(x):
			status(400, unsupported("temperature", "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."))(x)
		case budget(x):
			status(400, unsupported("max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."))(x)
		case x.request.MaxCompletionTokens > 0:
			status(400, unsupported("max_completion_tokens", "Unknown parameter: 'max_completion_tokens'."))(x)
		default:
			x.good()
		}
	}
	stubborn := func(x *exchange) { status(400, unsupported("temperature", "'temperature' is not supported"))(x) }
	return []behaviour{
		row("temperature", both, 400, unsupported("temperature", "Unsupported value: 'temperature' does not support 0 with this model."), temperature),
		row("temperature of Moonshot", both, 400, `{"error":{"message":"invalid temperature: only 1 is allowed for this model","type":"invalid_request_error"}}`, temperature),
		row("seed", both, 400, `{"error":{"message":"Unrecognized request argument supplied: seed","type":"invalid_request_error"}}`, seed),
		row("seed of Mistral", both, 422, `{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":7}]}`, seed),
		row("max_tokens", both, 400, unsupported("max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."), budget),
		row("stream_options", stream, 400, unsupported("stream_options", "Unknown parameter: 'stream_options'."), options),
		row("stream_options of Azure", stream, 400, `{"error":{"message":"Unrecognized request argument supplied: stream_options","type":"invalid_request_error","param":null,"code":null}}`, options),
		row("stream", stream, 400, unsupported("stream", "Your organization must be verified to stream this model."), func(x *exchange) bool { return x.request.Stream }),
		row("system role of Gemma", both, 400, `{"object":"error","message":"System role not supported","type":"BadRequestError","param":null,"code":400}`, system),
		row("system role of llama.cpp", both, 500, `{"error":{"code":500,"message":"Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...","type":"server_error"}}`, system),
		row("system role of o1-mini", both, 400, unsupported("messages[0].role", "Unsupported value: 'messages[0].role' does not support 'system' with this model."), system),
		{name: "all of them", serve: all, args: every, stdout: good, requests: 6},
		fails("temperature again and again", both, 2, "endpoint answered 400: 'temperature' is not supported\n", stubborn, every...),
		fails("a temperature out of range", both, 1, "endpoint answered 400: temperature must be between 0 and 1\n", strict(400, `{"error":{"message":"temperature must be between 0 and 1","param":"temperature"}}`, temperature), every...),
		fails("too large a max_tokens", both, 1, "endpoint answered 400: max_tokens is too large: 500\\..*\n", strict(400, `{"error":{"message":"max_tokens is too large: 500. This model allows at most 100.","param":"max_tokens"}}`, budget), every...),
		{name: "names of models that go-openai judges", serve: (*exchange).good, args: append(strings.Fields("--model gpt-5-mini"), every...), stdout: good, requests: 1, form: stream},
	}
}
