package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/doctor"
	"newsbrief/internal/durable"
)

// writeTo adds a profile for the endpoint to the configuration, and tells so.
func (s *settings) writeTo(ctx *cli.Context, d *doctor.Doctor) {
	d.Print("\nProfile\n")
	if s.backend != "openai" {
		d.Fail("none", errors.New("the engines in this process need no profile"), "")
		return
	}
	if configPath(ctx) == "" && homeless() {
		d.Fail("none", errors.New("there is no folder for it: HOME is not set"), "name a file with --config FILE")
		return
	}
	path := configFilePath(ctx)
	name, command, err := s.writeProfile(path)
	var exists *profileExists
	switch {
	case errors.As(err, &exists):
		d.OK(exists.name, "is in "+path+" already")
	case err != nil:
		d.Fail("none", err, "")
	default:
		d.Say("ok", name, "written to "+path, command)
		d.Say("try", "", "newsbrief summarize --profile "+name+" article.txt", "")
	}
}

// homeless says whether nothing tells where this user's configuration is.
func homeless() bool {
	_, err := os.UserHomeDir()
	return err != nil && os.Getenv("XDG_CONFIG_HOME") == ""
}

// writeProfile returns the name of the profile, and the command that puts the
// key in its place where that is still to be done: a key is never written.
func (s *settings) writeProfile(path string) (name, command string, err error) {
	data, err := durable.ReadPlain(path, largestConfig)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", "", err
	}
	file, err := parseConfig(data)
	if err != nil && len(bytes.TrimSpace(data)) > 0 {
		return "", "", err
	}
	p := profile{APIVersion: s.azure, BaseURL: s.baseURL, Model: s.model, Insecure: s.insecure}
	if s.azure != "" {
		p.Kind = "azure"
	}
	name = unusedName(file, doctor.NameOf(p.BaseURL))
	if p.APIKeyFile, command, err = s.keyFile(filepath.Join(filepath.Dir(path), name+".key")); err != nil {
		return "", "", err
	}
	for other, known := range file.Profiles {
		if known.BaseURL == p.BaseURL && known.Model == p.Model {
			return "", "", &profileExists{other}
		}
	}
	data, err = addProfile(data, file, name, p)
	if err != nil {
		return "", "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", "", err
	}
	return name, command, durable.WriteFile(path, 0o600, durable.Bytes(data))
}

// profileExists says that the configuration has the endpoint under that name.
type profileExists struct{ name string }

func (e *profileExists) Error() string { return e.name }

// keyFile is the file that the profile takes its key from: the one in use, or
// at, which command makes from the environment.
func (s *settings) keyFile(at string) (file, command string, err error) {
	switch {
	case s.key == "":
		return "", "", nil
	case os.Getenv(s.keySource) == "":
		file, err = filepath.Abs(s.keySource)
		return file, "", err
	}
	file, err = filepath.Abs(at)
	return file, fmt.Sprintf("the key is not in it; put it there: (umask 077; "+
		"printenv %s > '%s')", s.keySource, file), err
}

// unusedName is name, or name-2 and so on where the configuration has it.
func unusedName(file configFile, name string) string {
	unused := name
	for n := 2; ; n++ {
		if _, taken := file.Profiles[unused]; !taken {
			return unused
		}
		unused = fmt.Sprintf("%s-%d", name, n)
	}
}

// addProfile puts a profile into the text of a configuration and leaves the
// rest as it is, comments too. A first profile becomes the default.
func addProfile(data []byte, before configFile, name string, p profile) ([]byte, error) {
	entry := fmt.Sprintf("%s: %s\n", name, flowProfile(p))
	head := regexp.MustCompile(`(?m)^profiles:[ \t]*(?:#.*)?\r?$\n?`).FindIndex(data)
	var text string
	switch {
	case len(before.Profiles) == 0 && head == nil:
		text = strings.TrimLeft(string(data)+"\n", "\n")
		if before.Default == "" {
			text += "default: " + name + "\n"
		}
		text += "profiles:\n  " + entry
	case head != nil:
		indent := regexp.MustCompile(`(?m)^([ ]+)[^\s#]`).FindSubmatch(data[head[1]:])
		margin := "  "
		if indent != nil {
			margin = string(indent[1])
		}
		text = strings.TrimRight(string(data[:head[1]]), "\n") + "\n" + margin + entry + string(data[head[1]:])
	}
	after, err := parseConfig([]byte(text))
	if err != nil || !onlyAdds(before, after, name, p) {
		return nil, fmt.Errorf("the configuration is written in a way that cannot be added to; add this to its "+
			"profiles: %s", strings.TrimSpace(entry))
	}
	return []byte(text), nil
}

// onlyAdds says whether the one difference is that profile.
func onlyAdds(before, after configFile, name string, p profile) bool {
	if !reflect.DeepEqual(after.Profiles[name], p) || len(after.Profiles) != len(before.Profiles)+1 {
		return false
	}
	for known, old := range before.Profiles {
		if !reflect.DeepEqual(after.Profiles[known], old) {
			return false
		}
	}
	return before.Default == after.Default || before.Default == "" && len(before.Profiles) == 0
}

// flowProfile writes what is set of a profile on one line.
func flowProfile(p profile) string {
	var fields []string
	add := func(key, value string) {
		if value != "" {
			fields = append(fields, key+": "+strconv.Quote(value))
		}
	}
	add("kind", p.Kind)
	add("base_url", p.BaseURL)
	add("api_version", p.APIVersion)
	add("model", p.Model)
	add("api_key_file", p.APIKeyFile)
	if p.Insecure {
		fields = append(fields, "insecure: true")
	}
	return "{" + strings.Join(fields, ", ") + "}"
}
