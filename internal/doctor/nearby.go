package doctor

import (
	"context"
	"fmt"
	"strings"

	"newsbrief/internal/plain"
)

// Nearby says which servers of this machine have a model, and how a command uses one
// of them: that which has the model, else the first.
func Nearby(ctx context.Context, command, model string) string {
	ports, _ := ParsePorts("")
	return useOf(findLocal(ctx, ports), command, model)
}

func useOf(found []localServer, command, model string) string {
	var lines []string
	best, named := localServer{}, ""
	for _, s := range found {
		if len(s.models) == 0 {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s is at %s and has %s", NameOf(s.url), s.url, countModels(s.models)))
		if has := listsModel(s.models, model); named == "" || has && named != model {
			best, named = s, s.models[0]
			if has {
				named = model
			}
		}
	}
	if best.url == "" {
		return "no server with a model was found on this machine; start one, as: ollama serve\n" +
			"or name one with --base-url URL, or set OPENAI_API_KEY for OpenAI"
	}
	lines = append(lines,
		fmt.Sprintf("newsbrief %s --base-url %s --model %s …", command, best.url, named),
		fmt.Sprintf("or for all commands: export OPENAI_BASE_URL=%s OPENAI_MODEL=%s", best.url, named))
	for i, line := range lines {
		lines[i] = plain.Line(line)
	}
	return strings.Join(lines, "\n")
}
