package llm

import (
	"encoding/json"
	"io"
	"os"
	"regexp"
	"slices"
)

// CachedModels are the models whose answers dir holds, sorted. It looks at a
// thousand entries at most, and at the head of each, where the name stands.
func CachedModels(dir string) []string {
	named := regexp.MustCompile(`\n  "model": ("(?:[^"\\]|\\.)*"),\n`)
	var models []string
	looked := 0
	for path, err := range entries(dir) {
		if looked++; err != nil || looked > 1000 {
			break
		}
		m := named.FindSubmatch(headOf(path))
		var model string
		if m != nil && json.Unmarshal(m[1], &model) == nil && !slices.Contains(models, model) {
			models = append(models, model)
		}
	}
	slices.Sort(models)
	return models
}

// headOf is the beginning of a file; nothing where it cannot be read.
func headOf(path string) []byte {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(f, head)
	return head[:n]
}
