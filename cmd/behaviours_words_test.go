package cmd_test

import (
	"fmt"
	"strings"
)

// oddWords are errors in the words of more servers.
func oddWords() []behaviour {
	var list []behaviour
	for name, answer := range map[string]func(*exchange){
		"xAI":       status(400, `{"code":"Client specified an invalid argument","error":"This model's maximum prompt length is 131072 but the request contains 200000 tokens."}`),
		"Bedrock":   status(400, `{"message":"Input is too long for requested model."}`),
		"Claude":    status(400, `{"error":{"message":"input length and max_tokens exceed context limit: 199000 + 20000 > 200000, decrease input length or max_tokens and try again","type":"invalid_request_error"}}`),
		"Moonshot":  status(400, `{"error":{"message":"Invalid request: Your request exceeded model token limit: 8192","type":"invalid_request_error"}}`),
		"Qwen":      status(400, `{"error":{"code":"invalid_parameter_error","message":"<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]"}}`),
		"Zhipu":     status(400, `{"error":{"code":"1261","message":"Prompt exceeds max length"}}`),
		"SGLang":    status(400, `{"object":"error","message":"Input length (5210 tokens) exceeds the maximum allowed length (4091 tokens). Use a shorter input or enable --allow-auto-truncate.","code":400}`),
		"TabbyAPI":  status(400, `{"detail":"Prompt length 5210 is greater than max_seq_len 4096"}`),
		"GitHub":    status(413, `{"error":{"code":"tokens_limit_reached","message":"Request body too large for gpt-4o model. Max size: 8000 tokens."}}`),
		"Cerebras":  status(400, `{"message":"Please reduce the length of the messages or completion. Current length is 9000 while limit is 8192","type":"invalid_request_error","code":"context_length_exceeded"}`),
		"llama.cpp": status(500, `{"error":{"code":500,"message":"input is too large to process. increase the physical batch size","type":"server_error"}}`),
		"Ollama":    status(400, `{"error":{"message":"prompt too long; exceeded max context length by 812 tokens"}}`),
		"OpenAI":    status(400, `{"error":{"message":"Invalid 'messages[1].content': string too long. Expected a string with maximum length 1048576, but got a string with length 1100000 instead.","type":"invalid_request_error","code":"string_above_max_length"}}`),
	} {
		list = append(list, fails("overflow in the words of "+name, both, 2, "endpoint answered \\d+: .*\n  the article is longer than the model's context.*", answer))
	}
	for name, answer := range map[string]func(*exchange){
		"OpenAI":      status(429, `{"error":{"message":"Your account is not active, please check your billing details on our website.","type":"billing_not_active","code":"billing_not_active"}}`),
		"Moonshot":    status(429, `{"error":{"message":"Your account is suspended, please check your plan and billing details","type":"exceeded_current_quota_error"}}`),
		"Zhipu":       status(429, `{"error":{"code":"1113","message":"余额不足或无可用资源包,请充值。"}}`),
		"SiliconFlow": status(403, `{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}`),
		"new-api":     status(403, `{"error":{"message":"user quota is not enough","type":"new_api_error","code":"insufficient_user_quota"}}`),
		"OpenRouter":  status(402, `{"error":{"message":"Insufficient credits. Add more using https://openrouter.ai/credits","code":402}}`),
		"xAI":         status(429, `{"code":"Some resource has been exhausted","error":"Your team has either used all available credits or reached its monthly spending limit."}`),
		"DashScope":   status(400, `{"error":{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}}`),
	} {
		list = append(list, fails("spent quota in the words of "+name, both, 1, "endpoint answered \\d+: .*\n", answer))
	}
	for name, answer := range map[string]func(*exchange){
		"xAI":       status(400, `{"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***xx. You can obtain an API key from https://console.x.ai."}`),
		"a proxy":   status(400, `{"error":{"message":"Invalid API Key"}}`),
		"vLLM":      status(401, `{"error":"Unauthorized"}`),
		"DashScope": status(401, `{"error":{"message":"Incorrect API key provided. ","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`),
		"Zhipu":     status(401, `{"error":{"code":"1002","message":"Authorization Token非法"}}`),
	} {
		list = append(list, fails("refused key in the words of "+name, both, 1, "endpoint answered 40\\d: the key in OPENAI_API_KEY was refused\n", answer))
	}
	for name, answer := range map[string]func(*exchange){
		"OpenAI's projects": status(403, `{"error":{"message":"Project `+"`proj_x`"+` does not have access to model `+"`gpt-4`"+`","type":"invalid_request_error","param":null,"code":"model_not_found"}}`),
		"Groq":              status(404, `{"error":{"message":"The model 'x' does not exist or you do not have access to it.","type":"invalid_request_error","code":"model_not_found"}}`),
		"Mistral":           status(400, `{"object":"error","message":"Invalid model: x","type":"invalid_model","param":null,"code":"1500"}`),
		"llama-swap":        status(400, "could not find real modelID for x"),
		"Azure":             status(404, `{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}`),
		"OpenRouter":        status(404, `{"error":{"message":"No endpoints found for x/y.","code":404}}`),
		"LiteLLM":           status(400, `{"error":{"message":"/chat/completions: Invalid model name passed in model=x. Call /v1/models to view available models for your key.","type":"None","param":"None","code":"400"}}`),
	} {
		list = append(list, fails("unknown model in the words of "+name, both, 1, "endpoint answered \\d+: .*\n  choose another with --model.*", answer))
	}
	return list
}

// oddRefusals are parameters refused in more words.
func oddRefusals() []behaviour {
	every := []string{"--temperature", "0", "--seed", "7", "--max-tokens", "500"}
	temperature := func(x *exchange) bool { return x.request.Temperature != nil }
	seed := func(x *exchange) bool { return x.request.Seed != nil }
	budget := func(x *exchange) bool { return x.request.MaxTokens > 0 }
	system := func(x *exchange) bool { return x.request.Messages[0].Role == "system" }
	options := func(x *exchange) bool { return x.request.StreamOptions != nil }
	var list []behaviour
	for i, row := range []struct {
		there func(*exchange) bool
		code  int
		says  string
	}{
		{seed, 400, `{"error":{"message":"property 'seed' is unsupported, did you mean 'stop'?","type":"invalid_request_error"}}`},
		{seed, 400, `{"error":{"message":"Unrecognized key(s) in object: 'seed'"}}`},
		{seed, 400, `{"error":"json: unknown field \"seed\""}`},
		{seed, 400, `{"error":{"message":"seed is not a valid parameter"}}`},
		{seed, 400, `{"error":{"message":"This model does not accept the parameter seed."}}`},
		{seed, 422, `{"detail":"parameter seed is not recognized"}`},
		{seed, 400, `[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"seed\": Cannot find field.","status":"INVALID_ARGUMENT"}}]`},
		{seed, 500, `{"error":"Completions.create() got an unexpected keyword argument 'seed'"}`},
		{seed, 400, `{"error":{"message":"litellm.UnsupportedParamsError: x does not support parameters: ['seed'], for model=y"}}`},
		{seed, 400, `{"error":{"message":"Argument not supported on this model: seed"}}`},
		{temperature, 400, `{"error":{"message":"temperature must be unset for reasoning models"}}`},
		{temperature, 400, `{"error":{"message":"temperature should not be set with this model"}}`},
		{temperature, 400, `{"error":{"message":"` + "`temperature`" + ` may only be set to 1 when thinking is enabled."}}`},
		{temperature, 400, `{"error":{"message":"This model is incompatible with temperature"}}`},
		{temperature, 400, `{"error":{"message":"` + "`temperature`" + ` is deprecated for this model."}}`},
		{temperature, 400, `{"error":{"message":"temperature must be 1"}}`},
		{budget, 400, `{"error":{"message":"this model is not supported MaxTokens, please use MaxCompletionTokens"}}`},
		{budget, 400, `{"error":{"message":"max_tokens is deprecated. Use max_completion_tokens."}}`},
		{options, 400, `{"error":{"message":"[] is too short - 'messages'; Additional properties are not allowed ('stream_options' was unexpected)"}}`},
		{options, 422, `{"detail":[{"loc":["body","stream_options"],"msg":"extra fields not permitted","type":"value_error.extra"}]}`},
		{system, 400, `{"error":{"message":"Only user and assistant roles are supported!"}}`},
		{system, 422, `{"detail":[{"type":"literal_error","loc":["body","messages",0,"role"],"msg":"Input should be 'user' or 'assistant'"}]}`},
		{system, 400, `{"error":{"message":"Developer instruction is not enabled for models/gemma-3-27b-it","status":"INVALID_ARGUMENT"}}`},
		{system, 400, `{"error":{"message":"messages: Unexpected role \"system\". The Messages API accepts a top-level system parameter."}}`},
		{system, 400, `{"error":{"message":"role: system is not supported, only user and assistant are"}}`},
	} {
		b := behaviour{name: fmt.Sprintf("refusal %d", i), args: every, stdout: good, requests: 2, serve: func(x *exchange) {
			if row.there(x) {
				status(row.code, row.says)(x)
				return
			}
			x.good()
		}}
		if strings.Contains(row.says, "stream_options") {
			b.form = stream
		}
		list = append(list, b)
	}
	return list
}
