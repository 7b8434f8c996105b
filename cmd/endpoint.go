package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"newsbrief/internal/durable"
	"newsbrief/internal/llm"
	"newsbrief/internal/terminal"
)

// openAIURL is where a key without an address belongs.
const openAIURL = "https://api.openai.com/v1"

// azureVersion is the api-version where a profile names none: the last one
// that is generally available for deployment URLs.
const azureVersion = "2024-10-21"

// loadEndpoint finds the address and the key that belongs to it. A profile's
// key goes to the profile's address only, and OPENAI_API_KEY never to a
// profile's: each was configured for another host.
func (s *settings) loadEndpoint(c *cli.Context, p profile) error {
	own := firstOf(c.String("base-url"), os.Getenv("NEWSBRIEF_BASE_URL"), os.Getenv("OPENAI_BASE_URL"))
	s.baseURL = strings.TrimSpace(firstOf(own, p.BaseURL))
	fromProfile := own == "" && p.BaseURL != ""
	s.insecure = c.Bool("insecure") || fromProfile && p.Insecure
	if err := s.loadKind(p, fromProfile); err != nil {
		return err
	}
	if err := s.loadKey(c, p, fromProfile); err != nil {
		return err
	}
	if s.key != "" && s.baseURL == "" {
		s.baseURL = openAIURL
	}
	return nil
}

// loadKind says what kind of endpoint a profile's address is.
func (s *settings) loadKind(p profile, fromProfile bool) error {
	switch {
	case p.Kind == "" || p.Kind == "openai":
	case p.Kind != "azure":
		return terminal.Usagef("profile: kind is openai or azure, not %q", p.Kind)
	case fromProfile && !strings.HasSuffix(strings.TrimRight(p.BaseURL, "/"), "/v1"): // that is as anywhere
		// The portal shows an address with the version in it.
		base, version, _ := strings.Cut(p.BaseURL, "?api-version=")
		s.baseURL, s.azure = base, firstOf(p.APIVersion, version, azureVersion)
		s.model = firstOf(llm.AzureDeployment(p.BaseURL), s.model)
		if s.model == "" {
			return terminal.Usagef("profile: model is to name the Azure deployment")
		}
	}
	return nil
}

func (s *settings) loadKey(c *cli.Context, p profile, fromProfile bool) error {
	var file string
	switch {
	case c.String("api-key-file") != "":
		file = c.String("api-key-file")
	case os.Getenv("NEWSBRIEF_API_KEY") != "":
		s.key, s.keySource = os.Getenv("NEWSBRIEF_API_KEY"), "NEWSBRIEF_API_KEY"
	case fromProfile && p.Kind == "azure" && p.APIKeyFile == "":
		s.key, s.keySource = os.Getenv("AZURE_OPENAI_API_KEY"), "AZURE_OPENAI_API_KEY"
	case fromProfile || s.baseURL == "" && p.APIKeyFile != "":
		file = p.APIKeyFile
	default:
		s.key, s.keySource = os.Getenv("OPENAI_API_KEY"), "OPENAI_API_KEY"
	}
	if file != "" {
		return s.readKey(file)
	}
	s.key = bareKey(s.key)
	return nil
}

func (s *settings) readKey(file string) error {
	data, err := durable.ReadPlain(file, 64<<10)
	if err != nil {
		return terminal.Usagef("cannot read the API key: %v", withoutKey(file, err))
	}
	if s.key, s.keySource = bareKey(string(data)), file; s.key == "" {
		return terminal.Usagef("the key file %s is empty", file)
	}
	return nil
}

// bareKey is a key without what surrounds it where it was copied with its
// assignment, or written by an editor: NAME=, quotes, a byte order mark.
func bareKey(key string) string {
	key = strings.TrimSpace(strings.TrimPrefix(key, string(byteOrderMark)))
	name, value, assigned := strings.Cut(strings.TrimPrefix(key, "export "), "=")
	if assigned && strings.Trim(value, "=") != "" && isVariable(name) {
		key = strings.TrimSpace(value)
	}
	for _, quote := range []string{`"`, "'"} {
		if len(key) >= 2 && strings.HasPrefix(key, quote) && strings.HasSuffix(key, quote) {
			key = key[1 : len(key)-1]
		}
	}
	return strings.TrimSpace(key)
}

// isVariable says whether a name is as those of variables with keys, and no key.
func isVariable(name string) bool {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
	return len(name) >= 3 && strings.Trim(name, letters) == ""
}

// withoutKey is err without the file's name where that may be the key itself.
func withoutKey(file string, err error) error {
	var path *fs.PathError
	key := strings.HasPrefix(file, "sk-") || len(file) >= 20 && !strings.ContainsAny(file, `./\`)
	if errors.As(err, &path) && key {
		return fmt.Errorf("%w; --api-key-file names the file that holds it", path.Err)
	}
	return err
}

func validURL(base string) error {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return terminal.Usagef("the base URL %q is not of the form "+
			"http://HOST:PORT/v1%s", redactURL(base), withScheme(base))
	}
	if port, err := strconv.Atoi(u.Port()); err == nil && port > 65535 {
		return terminal.Usagef("the base URL %q names a port above 65535", redactURL(base))
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return terminal.Usagef("the base URL must hold no user, query or fragment: %q", redactURL(base))
	}
	return nil
}

// withScheme proposes an address where only the scheme is missing.
func withScheme(base string) string {
	u, err := url.Parse("http://" + base)
	if err != nil || strings.Contains(base, "://") || u.Port() == "" && !strings.Contains(u.Host, ".") {
		return ""
	}
	return "; write http://" + redactURL(base)
}

// redactURL is base without what may be secret in it. A key may stand there by
// mistake.
func redactURL(base string) string {
	if strings.HasPrefix(base, "sk-") {
		return "…"
	}
	if i := strings.LastIndexByte(base, '@'); i >= 0 {
		base = "…" + base[i:]
	}
	base, _, _ = strings.Cut(base, "?")
	return base
}
