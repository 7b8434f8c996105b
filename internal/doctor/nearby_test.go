package doctor

import (
	"errors"
	"testing"
)

func TestUseOf(t *testing.T) {
	ollama := localServer{url: "http://127.0.0.1:11434/v1", models: []string{"llama3.2:latest", "qwen2.5"}}
	llama := localServer{url: "http://127.0.0.1:8080/v1", models: []string{"phi-4"}}
	closed := localServer{url: "http://127.0.0.1:8000/v1", err: errors.New("401")}
	for name, tt := range map[string]struct {
		found []localServer
		model string
		want  string
	}{
		"none": {nil, "m", "no server with a model was found on this machine; start one, as: ollama serve\n" +
			"or name one with --base-url URL, or set OPENAI_API_KEY for OpenAI"},
		"one that tells no model": {[]localServer{closed}, "m",
			"no server with a model was found on this machine; start one, as: ollama serve\n" +
				"or name one with --base-url URL, or set OPENAI_API_KEY for OpenAI"},
		"another model": {[]localServer{closed, llama}, "m", "llamacpp is at http://127.0.0.1:8080/v1 and has 1 model: phi-4\n" +
			"newsbrief figures --base-url http://127.0.0.1:8080/v1 --model phi-4 …\n" +
			"or for all commands: export OPENAI_BASE_URL=http://127.0.0.1:8080/v1 OPENAI_MODEL=phi-4"},
		"the second has it": {[]localServer{llama, ollama}, "llama3.2",
			"llamacpp is at http://127.0.0.1:8080/v1 and has 1 model: phi-4\n" +
				"ollama is at http://127.0.0.1:11434/v1 and has 2 models: llama3.2:latest, qwen2.5\n" +
				"newsbrief figures --base-url http://127.0.0.1:11434/v1 --model llama3.2 …\n" +
				"or for all commands: export OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=llama3.2"},
	} {
		if got := useOf(tt.found, "figures", tt.model); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
	}
}
