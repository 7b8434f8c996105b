package cmd

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/lang"
	"newsbrief/internal/llm"
	"newsbrief/prompts"
)

// valuesOf are the values that a flag takes, as its placeholder and its usage
// text tell them: nothing is listed a second time here.
func (k *completer) valuesOf(f cli.Flag) (list []candidate, shell string) {
	placeholder, usage := unquote(f.(cli.DocGenerationFlag).GetUsage())
	switch f.Names()[0] {
	case "model":
		return k.models(), ""
	case "profile":
		return k.profiles(), ""
	case "prompt":
		return k.templates(k.command.Name), filesToo
	case "var":
		return k.variables(), ""
	}
	if placeholder == "LANG" {
		return languageTags(), ""
	}
	return offered(usage), shellFor(placeholder)
}

// inputs are the words behind the command, as its usage line tells them.
func (k *completer) inputs() (list []candidate, shell string) {
	usage, _, _ := strings.Cut(k.command.UsageText, "\n")
	last := strings.Trim(usage[strings.LastIndexByte(usage, ' ')+1:], "[]…")
	switch {
	case strings.Contains(last, "NAME"):
		list = k.templates("")
	case strings.Contains(last, "|"):
		for name := range strings.SplitSeq(last, "|") {
			list = append(list, candidate{name, ""})
		}
	}
	if k.words > 0 && !strings.Contains(usage, "…") {
		return nil, "" // there was the only one
	}
	return list, shellFor(last)
}

// shellFor is what the shell adds where a placeholder stands.
func shellFor(placeholder string) string {
	switch name := placeholder[strings.LastIndexByte(placeholder, '|')+1:]; name {
	case "FILE", "PATH", "INPUT", "CANDIDATE":
		return filesToo
	case "DIR":
		return foldersToo
	}
	return ""
}

// offered are the words of a usage text that begins as "auto, off or only".
func offered(usage string) []candidate {
	end := strings.IndexAny(usage, ":;(")
	if end < 0 {
		end = len(usage)
	}
	words := strings.Split(strings.ReplaceAll(strings.TrimSpace(usage[:end]), " or ", ", "), ", ")
	var list []candidate
	for _, w := range words {
		if len(words) < 2 || strings.Contains(w, " ") {
			return nil
		}
		list = append(list, candidate{w, ""})
	}
	return list
}

func languageTags() []candidate {
	var list []candidate
	for tag, name := range lang.Names() {
		list = append(list, candidate{tag, name})
	}
	return list
}

// models are those of the profiles and of the kept answers. No endpoint is
// asked: a key press sends nothing.
func (k *completer) models() []candidate {
	dir := firstOf(k.given["cache-dir"], os.Getenv("NEWSBRIEF_CACHE_DIR"), filepath.Join(xdg.CacheHome, "newsbrief"))
	names := llm.CachedModels(dir)
	for _, p := range k.configuration().Profiles {
		names = append(names, p.Model)
	}
	slices.Sort(names)
	var list []candidate
	for _, name := range slices.Compact(names) {
		if name != "" {
			list = append(list, candidate{name, ""})
		}
	}
	return list
}

func (k *completer) profiles() []candidate {
	var list []candidate
	for name, p := range k.configuration().Profiles {
		list = append(list, candidate{name, strings.TrimSpace(p.Model + " " + p.BaseURL)})
	}
	slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(a.text, b.text) })
	return list
}

// configPath is the configuration's file. The shell hands a leading ~ over.
func (k *completer) configPath() string {
	named := firstOf(expandHome(k.given["config"]), os.Getenv("NEWSBRIEF_CONFIG"))
	return firstOf(named, filepath.Join(xdg.ConfigHome, "newsbrief", "config.yaml"))
}

// configuration is empty where there is none, or a broken one.
func (k *completer) configuration() configFile {
	data, err := os.ReadFile(k.configPath())
	if err != nil {
		return configFile{}
	}
	file, _ := parseConfig(data)
	return file
}

func (k *completer) loader() prompts.Loader {
	return prompts.Loader{Dir: filepath.Join(filepath.Dir(k.configPath()), "prompts")}
}

// templates are those for a task; "": for any.
func (k *completer) templates(task string) []candidate {
	var list []candidate
	all, _ := k.loader().List()
	for _, t := range all {
		if task == "" || t.Task == task {
			list = append(list, candidate{t.Name, t.Description})
		}
	}
	return list
}

// variables are those of the prompt template in force.
func (k *completer) variables() []candidate {
	t, err := k.loader().Load(firstOf(k.given["prompt"], k.command.Name))
	if err != nil {
		return nil
	}
	var list []candidate
	for _, name := range t.Required {
		list = append(list, candidate{name + "=", "must be set"})
	}
	for name, value := range t.Vars {
		list = append(list, candidate{name + "=", value})
	}
	slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(a.text, b.text) })
	return list
}
