package doctor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"newsbrief/internal/llm"
	"newsbrief/internal/terminal"
)

// localServer is what answers, or fails to, at a port of this machine.
type localServer struct {
	url    string
	usual  string // whose port it usually is; "" where nobody's
	models []string
	err    error
}

// usualPorts are those that servers listen on unless they are told otherwise.
var usualPorts = []struct {
	port int
	name string
}{
	{11434, "ollama"}, {8080, "llamacpp"}, {1234, "lmstudio"}, {8000, "vllm"}, {30000, "sglang"},
	{5001, "koboldcpp"}, {5000, "textgen"}, {1337, "jan"}, {4000, "litellm"}, {4891, "gpt4all"},
}

// UsualName is whose port it usually is; "": nobody's.
func UsualName(port int) string {
	for _, p := range usualPorts {
		if p.port == port {
			return p.name
		}
	}
	return ""
}

// ParsePorts reads "11434,8080"; "" is the usual ports.
func ParsePorts(list string) ([]int, error) {
	var ports []int
	if list == "" {
		for _, p := range usualPorts {
			ports = append(ports, p.port)
		}
		return ports, nil
	}
	for word := range strings.SplitSeq(list, ",") {
		port, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || port < 1 || port > 65535 {
			return nil, terminal.Usagef("--ports are numbers as 11434,8080, not %q", word)
		}
		ports = append(ports, port)
	}
	return ports, nil
}

// probeTimeout is how long a local port may take to answer.
const probeTimeout = 3 * time.Second

// findLocal asks the ports of this machine for models, all at once and without
// a key. Ports where nothing listens are left out.
func findLocal(ctx context.Context, ports []int) []localServer {
	all := make([]localServer, len(ports))
	var asking sync.WaitGroup
	for i, port := range ports {
		asking.Go(func() {
			s := localServer{url: fmt.Sprintf("http://127.0.0.1:%d/v1", port), usual: UsualName(port)}
			s.models, s.err = listModels(ctx, s.url)
			all[i] = s
		})
	}
	asking.Wait()
	var found []localServer
	for _, s := range all {
		if !listensNot(s.err) {
			found = append(found, s)
		}
	}
	return found
}

// listModels asks an address for its models without a key.
func listModels(ctx context.Context, base string) ([]string, error) {
	client, err := llm.New(llm.Config{BaseURL: base, Timeout: probeTimeout})
	if err != nil {
		return nil, err
	}
	defer client.Close()
	return client.Models(ctx)
}

// listensNot says that nothing answers at all.
func listensNot(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && (e.Kind == llm.Unreachable || e.Kind == llm.Network || e.Kind == llm.Timeout)
}

// answers says whether an address is an endpoint, also one that wants a key.
func answers(ctx context.Context, base string) bool {
	_, err := listModels(ctx, base)
	var e *llm.Error
	return err == nil || errors.As(err, &e) && e.Kind == llm.Auth
}

// variants are addresses that may have been meant instead of base: with /v1,
// with nothing but /v1 for a path, with the other scheme.
func variants(base string) []string {
	u, err := url.Parse(strings.TrimRight(base, "/"))
	if err != nil {
		return nil
	}
	var list []string
	add := func(scheme, path string) {
		v := url.URL{Scheme: scheme, Host: u.Host, Path: path}
		if s := v.String(); s != u.String() {
			list = append(list, s)
		}
	}
	other := map[string]string{"http": "https", "https": "http"}[u.Scheme]
	for _, scheme := range []string{u.Scheme, other} {
		add(scheme, u.Path)
		add(scheme, strings.TrimSuffix(u.Path, "/v1")+"/v1")
		if u.Path != "" && u.Path != "/v1" {
			add(scheme, "/v1")
		}
	}
	return list
}

// OnlyModel is the endpoint's model where it has just one.
func OnlyModel(ctx context.Context, client *llm.Client) (string, error) {
	models, err := client.Models(ctx)
	if err != nil {
		return "", fmt.Errorf("no model is named and the endpoint's could not be listed: %w", err)
	}
	switch len(models) {
	case 0:
		return "", terminal.Usagef("no model is named and the endpoint has none; load one, or name it with --model")
	case 1:
		return models[0], nil
	}
	const most = 20
	list := strings.Join(models[:min(most, len(models))], ", ")
	if len(models) > most {
		list += fmt.Sprintf(" and %d more", len(models)-most)
	}
	return "", terminal.Usagef("no model is named; choose one with --model or OPENAI_MODEL: %s", list)
}

// NameOf is a name for an endpoint: that of the server whose port it is,
// or the host's.
func NameOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return "endpoint"
	}
	port, _ := strconv.Atoi(u.Port())
	host := strings.TrimPrefix(strings.TrimPrefix(u.Hostname(), "api."), "www.")
	switch {
	case UsualName(port) != "":
		return UsualName(port)
	case net.ParseIP(host) != nil || host == "localhost":
		return "local"
	}
	name, _, _ := strings.Cut(host, ".")
	return name
}
