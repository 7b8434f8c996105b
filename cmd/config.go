package cmd

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/goccy/go-yaml"
	"github.com/urfave/cli/v2"

	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/run"
	"newsbrief/internal/terminal"
)

// profile is one endpoint in config.yaml.
type profile struct {
	Backend     string      `yaml:"backend"`
	Kind        string      `yaml:"kind"` // openai or azure
	BaseURL     string      `yaml:"base_url"`
	APIVersion  string      `yaml:"api_version"` // of Azure
	Model       string      `yaml:"model"`
	APIKeyFile  string      `yaml:"api_key_file"`
	Temperature *float64    `yaml:"temperature"`
	Seed        *int        `yaml:"seed"`
	MaxTokens   int         `yaml:"max_tokens"`
	Context     int         `yaml:"context"`
	Timeout     string      `yaml:"timeout"`
	Retries     *int        `yaml:"retries"`
	RPM         int         `yaml:"rpm"`
	TPM         int         `yaml:"tpm"`
	Insecure    bool        `yaml:"insecure"`
	Prices      *run.Prices `yaml:"prices"`
	// Checker judges what the model writes; nil: nobody.
	Checker *checkerProfile `yaml:"checker"`
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

// configFilePath is the configuration's file, which need not exist.
func configFilePath(c *cli.Context) string {
	return firstOf(configPath(c), filepath.Join(configDir(c), "config.yaml"))
}

// byteOrderMark begins what some editors write.
var byteOrderMark = []byte("\uFEFF")

// loadProfile returns the profile in force; an empty one where there is no
// configuration.
func loadProfile(c *cli.Context) (profile, error) {
	name := firstOf(c.String("profile"), os.Getenv("NEWSBRIEF_PROFILE"))
	path, named := configFilePath(c), configPath(c) != ""
	data, err := durable.ReadPlain(path, largestConfig)
	if errors.Is(err, fs.ErrNotExist) && name == "" && (!named || c.Bool("write")) {
		return profile{}, nil
	}
	if err != nil {
		return profile{}, terminal.Usagef("cannot read the configuration: %v", err)
	}
	file, err := parseConfig(data)
	if err != nil {
		return profile{}, terminal.Usagef("%s: %v", path, err)
	}
	return file.profile(path, firstOf(name, file.Default))
}

// largestConfig is the most bytes of a configuration.
const largestConfig = 1 << 20

func parseConfig(data []byte) (configFile, error) {
	var file configFile
	if err := yaml.UnmarshalWithOptions(bytes.TrimPrefix(data, byteOrderMark), &file, yaml.Strict()); err != nil {
		return configFile{}, errors.New(yaml.FormatError(err, false, false))
	}
	return file, nil
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
		return profile{}, terminal.Usagef("%s has no profile %q; it has: %s", path, name, strings.Join(names, ", "))
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
	ownBackend  bool   // of a batch: mock or offline was named
	baseURL     string
	azure       string // api-version; "" where the endpoint is none of Azure's
	key         string
	keySource   string
	insecure    bool
	model       string
	temperature *float64
	seed        *int
	maxTokens   int
	context     int
	timeout     time.Duration
	ownTimeout  bool // the user named it
	retries     int
	rpm, tpm    int
	jobs        int // 0: as many as the endpoint bears
	cache       llm.CacheMode
	cacheDir    string
	prices      *run.Prices // nil: unknown
	checker     checkerSettings
}

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
		context:     p.Context,
		cacheDir:    cacheDir(c),
		prices:      p.Prices,
	}
	if s.cache, err = cacheMode(c.String("cache")); err != nil {
		return settings{}, err
	}
	if err := s.loadEndpoint(c, p); err != nil {
		return settings{}, err
	}
	if err := s.loadNumbers(c, p); err != nil {
		return settings{}, err
	}
	if err := s.chooseBackend(); err != nil {
		return settings{}, err
	}
	s.checker, err = loadChecker(c, p, s)
	return s, err
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
	if c.IsSet("context") {
		s.context = c.Int("context")
	}
	s.retries = c.Int("retries")
	if !c.IsSet("retries") && p.Retries != nil {
		s.retries = *p.Retries
	}
	s.timeout, s.ownTimeout = c.Duration("timeout"), c.IsSet("timeout") || p.Timeout != ""
	if !c.IsSet("timeout") && p.Timeout != "" {
		d, err := time.ParseDuration(p.Timeout)
		if err != nil {
			return terminal.Usagef("profile: timeout: %v", err)
		}
		s.timeout = d
	}
	s.jobs = c.Int("jobs")
	s.rpm, s.tpm = p.RPM, p.TPM
	if c.IsSet("rpm") {
		s.rpm = c.Int("rpm")
	}
	if c.IsSet("tpm") {
		s.tpm = c.Int("tpm")
	}
	if c.IsSet("jobs") && s.jobs < 1 {
		return terminal.Usagef("--jobs must be at least 1")
	}
	return s.validate()
}

func (s *settings) validate() error {
	switch {
	case s.timeout <= 0:
		return terminal.Usagef("--timeout must be more than 0")
	case s.retries < 0:
		return terminal.Usagef("--retries must not be negative")
	case s.rpm < 0 || s.tpm < 0:
		return terminal.Usagef("--rpm and --tpm must not be negative")
	case s.maxTokens < 0:
		return terminal.Usagef("--max-tokens must not be negative")
	case s.context < 0:
		return terminal.Usagef("--context must not be negative")
	case s.temperature != nil && !(*s.temperature >= 0 && *s.temperature < math.Inf(1)):
		return terminal.Usagef("--temperature must be a number from 0 on")
	}
	return nil
}

// forBatch are the settings of a run whose endpoint is a batch service.
func (s settings) forBatch() settings {
	s.ownBackend = s.backend != "openai" && !s.automatic
	s.backend, s.automatic = "openai", false
	return s
}

func (s *settings) chooseBackend() error {
	switch s.backend {
	case "auto":
		s.backend = "openai"
		if s.baseURL == "" && s.cache != llm.CacheOnly {
			s.backend, s.automatic = "offline", true
		}
	case "openai":
		if s.baseURL == "" && s.cache != llm.CacheOnly {
			return terminal.Usagef("--backend openai needs --base-url or OPENAI_BASE_URL, a key in OPENAI_API_KEY, " +
				"or a profile")
		}
	case "offline", "mock":
	default:
		return terminal.Usagef("--backend is auto, openai, offline or mock, not %q", s.backend)
	}
	if s.baseURL == "" && s.backend == "openai" {
		s.baseURL = openAIURL // never asked
	}
	if s.backend == "openai" {
		return validURL(s.baseURL)
	}
	return nil
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
			return nil, terminal.Usagef("--var is NAME=VALUE, not %q", pair)
		}
		vars[k] = v
	}
	return vars, nil
}
