package cmd

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/goccy/go-yaml"
	"github.com/urfave/cli/v2"
)

// profile is one endpoint in config.yaml.
type profile struct {
	Backend     string   `yaml:"backend"`
	BaseURL     string   `yaml:"base_url"`
	Model       string   `yaml:"model"`
	APIKeyFile  string   `yaml:"api_key_file"`
	Temperature *float64 `yaml:"temperature"`
	Seed        *int     `yaml:"seed"`
	MaxTokens   int      `yaml:"max_tokens"`
	Timeout     string   `yaml:"timeout"`
	Retries     *int     `yaml:"retries"`
}

// configFile is config.yaml.
type configFile struct {
	Default  string             `yaml:"default"`
	Profiles map[string]profile `yaml:"profiles"`
}

// configDir is the folder of config.yaml and prompts/.
func configDir(c *cli.Context) string {
	if path := configPath(c); path != "" {
		return filepath.Dir(path)
	}
	return filepath.Join(xdg.ConfigHome, "newsbrief")
}

// configPath is the configuration that the user named, or "".
func configPath(c *cli.Context) string {
	if path := c.String("config"); path != "" {
		return path
	}
	return os.Getenv("NEWSBRIEF_CONFIG")
}

// loadProfile returns the profile in force; an empty one where there is no
// configuration.
func loadProfile(c *cli.Context) (profile, error) {
	name := firstOf(c.String("profile"), os.Getenv("NEWSBRIEF_PROFILE"))
	path, named := configPath(c), true
	if path == "" {
		path, named = filepath.Join(configDir(c), "config.yaml"), false
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named && name == "" {
		return profile{}, nil
	}
	if err != nil {
		return profile{}, usagef("cannot read the configuration: %v", err)
	}
	var file configFile
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return profile{}, usagef("%s: %s", path, yaml.FormatError(err, false, false))
	}
	return file.profile(path, firstOf(name, file.Default))
}

func (f configFile) profile(path, name string) (profile, error) {
	if name == "" {
		return profile{}, nil
	}
	p, ok := f.Profiles[name]
	if !ok {
		names := make([]string, 0, len(f.Profiles))
		for n := range f.Profiles {
			names = append(names, n)
		}
		slices.Sort(names)
		return profile{}, usagef("%s has no profile %q; it has: %s", path, name, strings.Join(names, ", "))
	}
	p.APIKeyFile = expandHome(p.APIKeyFile)
	return p, nil
}

func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// settings say which model is asked, and how: flag over environment over
// profile over default.
type settings struct {
	backend     string // openai, offline or mock
	automatic   bool   // offline was chosen because nothing is configured
	baseURL     string
	key         string
	keySource   string
	model       string
	temperature *float64
	seed        *int
	maxTokens   int
	timeout     time.Duration
	retries     int
}

// openAIURL is where a key without an address belongs.
const openAIURL = "https://api.openai.com/v1"

func loadSettings(c *cli.Context) (settings, error) {
	p, err := loadProfile(c)
	if err != nil {
		return settings{}, err
	}
	s := settings{
		backend:     firstOf(c.String("backend"), os.Getenv("NEWSBRIEF_BACKEND"), p.Backend, "auto"),
		model:       firstOf(c.String("model"), os.Getenv("NEWSBRIEF_MODEL"), os.Getenv("OPENAI_MODEL"), p.Model),
		temperature: p.Temperature,
		seed:        p.Seed,
		maxTokens:   p.MaxTokens,
	}
	if err := s.loadEndpoint(c, p); err != nil {
		return settings{}, err
	}
	if err := s.loadNumbers(c, p); err != nil {
		return settings{}, err
	}
	return s, s.chooseBackend()
}

// loadEndpoint finds the address and the key that belongs to it. A profile's
// key goes to the profile's address only, and OPENAI_API_KEY never to a
// profile's: each was configured for another host.
func (s *settings) loadEndpoint(c *cli.Context, p profile) error {
	own := firstOf(c.String("base-url"), os.Getenv("NEWSBRIEF_BASE_URL"), os.Getenv("OPENAI_BASE_URL"))
	s.baseURL = firstOf(own, p.BaseURL)
	fromProfile := own == "" && p.BaseURL != ""
	var file string
	switch {
	case c.String("api-key-file") != "":
		file = c.String("api-key-file")
	case os.Getenv("NEWSBRIEF_API_KEY") != "":
		s.key, s.keySource = os.Getenv("NEWSBRIEF_API_KEY"), "NEWSBRIEF_API_KEY"
	case fromProfile || s.baseURL == "" && p.APIKeyFile != "":
		file = p.APIKeyFile
	default:
		s.key, s.keySource = os.Getenv("OPENAI_API_KEY"), "OPENAI_API_KEY"
	}
	if file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return usagef("cannot read the API key: %v", err)
		}
		s.key, s.keySource = string(data), file
	}
	s.key = strings.TrimSpace(s.key)
	if s.key != "" && s.baseURL == "" {
		s.baseURL = openAIURL
	}
	return nil
}

func (s *settings) loadNumbers(c *cli.Context, p profile) error {
	if c.IsSet("temperature") {
		t := c.Float64("temperature")
		s.temperature = &t
	}
	if c.IsSet("seed") {
		n := c.Int("seed")
		s.seed = &n
	}
	if c.IsSet("max-tokens") {
		s.maxTokens = c.Int("max-tokens")
	}
	s.retries = c.Int("retries")
	if !c.IsSet("retries") && p.Retries != nil {
		s.retries = *p.Retries
	}
	s.timeout = c.Duration("timeout")
	if !c.IsSet("timeout") && p.Timeout != "" {
		d, err := time.ParseDuration(p.Timeout)
		if err != nil {
			return usagef("profile: timeout: %v", err)
		}
		s.timeout = d
	}
	return s.validate()
}

func (s *settings) validate() error {
	switch {
	case s.timeout <= 0:
		return usagef("--timeout must be more than 0")
	case s.retries < 0:
		return usagef("--retries must not be negative")
	case s.maxTokens < 0:
		return usagef("--max-tokens must not be negative")
	case s.temperature != nil && *s.temperature < 0:
		return usagef("--temperature must not be negative")
	}
	return nil
}

func (s *settings) chooseBackend() error {
	switch s.backend {
	case "auto":
		s.backend = "openai"
		if s.baseURL == "" {
			s.backend, s.automatic = "offline", true
		}
	case "openai":
		if s.baseURL == "" {
			return usagef("--backend openai needs --base-url or OPENAI_BASE_URL, a key in OPENAI_API_KEY, or a profile")
		}
	case "offline", "mock":
	default:
		return usagef("--backend is auto, openai, offline or mock, not %q", s.backend)
	}
	if s.backend == "openai" {
		return validURL(s.baseURL)
	}
	return nil
}

func validURL(base string) error {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return usagef("the base URL %q is not of the form http://HOST:PORT/v1", redactURL(base))
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return usagef("the base URL must hold no user, query or fragment: %q", redactURL(base))
	}
	return nil
}

// redactURL is base without what may be secret in it.
func redactURL(base string) string {
	if _, after, found := strings.Cut(base, "@"); found {
		base = "…@" + after
	}
	base, _, _ = strings.Cut(base, "?")
	return base
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// parseVars reads --var K=V.
func parseVars(c *cli.Context) (map[string]string, error) {
	vars := map[string]string{}
	for _, pair := range c.StringSlice("var") {
		k, v, ok := strings.Cut(pair, "=")
		if !ok || k == "" {
			return nil, usagef("--var is NAME=VALUE, not %q", pair)
		}
		vars[k] = v
	}
	return vars, nil
}
