package llm

import (
	"maps"
	"net/url"
	"strings"
)

// chatURL is where questions go. Azure has an address for each deployment,
// whose name stands for the model's; a base URL that names one already keeps
// it.
func (c Config) chatURL(model string) string {
	if c.AzureVersion == "" {
		return c.BaseURL + "/chat/completions"
	}
	base := c.BaseURL
	if !strings.Contains(base, "/deployments/") {
		base = c.azureRoot() + "/deployments/" + url.PathEscape(model)
	}
	return c.versioned(base + "/chat/completions")
}

// modelsURL is where the models are listed.
func (c Config) modelsURL() string { return c.resourceURL("/models", nil) }

// resourceURL is the address of something that belongs to no model.
func (c Config) resourceURL(path string, query url.Values) string {
	base := c.BaseURL
	if c.AzureVersion != "" {
		base, _, _ = strings.Cut(c.azureRoot(), "/deployments/")
		query = maps.Clone(query)
		if query == nil {
			query = url.Values{}
		}
		query.Set("api-version", c.AzureVersion)
	}
	if len(query) == 0 {
		return base + path
	}
	return base + path + "?" + query.Encode()
}

// azureRoot is https://NAME.openai.azure.com/openai, which may be written
// without its end.
func (c Config) azureRoot() string {
	if strings.Contains(c.BaseURL, "/openai") {
		return c.BaseURL
	}
	return c.BaseURL + "/openai"
}

func (c Config) versioned(address string) string {
	return address + "?api-version=" + url.QueryEscape(c.AzureVersion)
}

// AzureDeployment is the deployment that a base URL names; "" for none.
func AzureDeployment(base string) string {
	_, name, _ := strings.Cut(base, "/deployments/")
	name, _, _ = strings.Cut(name, "/")
	return name
}
