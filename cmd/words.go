package cmd

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	line "newsbrief/internal/cli"
	"newsbrief/internal/durable"
	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/internal/plain"
	"newsbrief/prompts"
)

// completion knows the words of a command line that the help does not list.
type completion struct {
	command string
	given   map[string]string // values of the flags before
}

// knownWords are the words that a flag may take, or the inputs of a command about
// templates.
func knownWords(name, command string, given map[string]string) []line.Candidate {
	k := &completion{command, given}
	switch name {
	case "lang":
		return languageTags()
	case "model":
		return k.models()
	case "profile":
		return k.profiles()
	case "prompt":
		return k.templates(command)
	case "template":
		return k.templates("")
	case "var":
		return k.variables()
	}
	return nil
}

func languageTags() []line.Candidate {
	var list []line.Candidate
	for tag, name := range lang.Names() {
		list = append(list, line.Candidate{Text: tag, Help: name})
	}
	return list
}

// models are those of the profiles and of the kept answers. No endpoint is
// asked: a key press sends nothing.
func (k *completion) models() []line.Candidate {
	dir := firstOf(k.given["cache-dir"], os.Getenv("NEWSBRIEF_CACHE_DIR"), filepath.Join(xdg.CacheHome, "newsbrief"))
	names := llm.CachedModels(dir)
	for _, p := range k.configuration().Profiles {
		names = append(names, p.Model)
	}
	slices.Sort(names)
	var list []line.Candidate
	for _, name := range slices.Compact(names) {
		if name != "" {
			list = append(list, line.Candidate{Text: plain.Line(name)})
		}
	}
	return list
}

func (k *completion) profiles() []line.Candidate {
	var list []line.Candidate
	for name, p := range k.configuration().Profiles {
		list = append(list, line.Candidate{Text: name, Help: strings.TrimSpace(p.Model + " " + redactURL(p.BaseURL))})
	}
	slices.SortFunc(list, func(a, b line.Candidate) int { return strings.Compare(a.Text, b.Text) })
	return list
}

// configPath is the configuration's file. The shell hands a leading ~ over.
func (k *completion) configPath() string {
	named := firstOf(expandHome(k.given["config"]), os.Getenv("NEWSBRIEF_CONFIG"))
	return firstOf(named, filepath.Join(xdg.ConfigHome, "newsbrief", "config.yaml"))
}

// configuration is empty where there is none, or a broken one.
func (k *completion) configuration() configFile {
	data, err := durable.ReadPlain(k.configPath(), largestConfig)
	if err != nil {
		return configFile{}
	}
	file, _ := parseConfig(data)
	return file
}

func (k *completion) loader() prompts.Loader {
	return prompts.Loader{Dir: filepath.Join(filepath.Dir(k.configPath()), "prompts")}
}

// templates are those for a task; "": for any.
func (k *completion) templates(task string) []line.Candidate {
	var list []line.Candidate
	all, _ := k.loader().List()
	for _, t := range all {
		if task == "" || t.Task == task {
			list = append(list, line.Candidate{Text: t.Name, Help: t.Description})
		}
	}
	return list
}

// variables are those of the prompt template in force.
func (k *completion) variables() []line.Candidate {
	t, err := k.loader().Load(firstOf(k.given["prompt"], k.command))
	if err != nil {
		return nil
	}
	var list []line.Candidate
	for _, name := range t.Required {
		list = append(list, line.Candidate{Text: name + "=", Help: "must be set"})
	}
	for name, value := range t.Vars {
		list = append(list, line.Candidate{Text: name + "=", Help: value})
	}
	slices.SortFunc(list, func(a, b line.Candidate) int { return strings.Compare(a.Text, b.Text) })
	return list
}
