package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// The test binary is the program itself where it is told so.
func TestMain(m *testing.M) {
	if os.Getenv("NEWSBRIEF_MCP_SERVE") != "" {
		main()
	}
	os.Exit(m.Run())
}

const story = "The ferry to Skarholm ran aground on Monday. Nine of the 84 passengers were hurt.\n\n" +
	"The harbour master, Ida Brandt, said that fog had hidden the buoy. The line is to run again on Friday.\n"

// session is a client's session with the real program, which may read one folder.
func session(t *testing.T) (s *mcp.ClientSession, folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "ferry.txt"), []byte(story), 0o666); err != nil {
		t.Fatal(err)
	}
	program := exec.Command(os.Args[0], "--backend=mock", folder)
	program.Env = append(os.Environ(), "NEWSBRIEF_MCP_SERVE=1", "NEWSBRIEF_CACHE=off")
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	s, err := client.Connect(t.Context(), &mcp.CommandTransport{Command: program}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, folder
}

// call calls a tool and returns the text of its result.
func call(t *testing.T, s *mcp.ClientSession, tool string, args map[string]any) (text string, failed bool) {
	t.Helper()
	r, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	first, ok := r.Content[0].(*mcp.TextContent)
	if !ok {
		t.Fatalf("%s: no text in %v", tool, r.Content)
	}
	return first.Text, r.IsError
}

// line is what any result tells of a line.
type line struct {
	Text, Status string
	Evidence     []struct{ Quote string }
}

func TestTools(t *testing.T) {
	s, folder := session(t)
	list, err := s.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "ask check digest extract figures summarize" {
		t.Errorf("tools: %s", got)
	}
	path := filepath.Join(folder, "ferry.txt")
	var brief struct {
		Kind    string
		Bullets []line
	}
	text, failed := call(t, s, "summarize", map[string]any{"path": path, "bullets": 2})
	if err := json.Unmarshal([]byte(text), &brief); err != nil || failed {
		t.Fatalf("summarize: %v, %s", err, text)
	}
	if len(brief.Bullets) != 2 || brief.Bullets[0].Status == "" || len(brief.Bullets[0].Evidence) == 0 {
		t.Errorf("a bullet without status or evidence: %s", text)
	}
	for tool, want := range map[string]string{
		"figures": `"kind": "figures"`, "extract": `"text": "The ferry to Skarholm`, "ask": `"kind": "answer"`,
	} {
		args := map[string]any{"text": story}
		if tool == "ask" {
			args["question"] = "How many passengers were hurt?"
		}
		if text, failed := call(t, s, tool, args); failed || !strings.Contains(text, want) {
			t.Errorf("%s lacks %q: %s", tool, want, text)
		}
	}
}

func TestDigest(t *testing.T) {
	s, folder := session(t)
	text, failed := call(t, s, "digest", map[string]any{"paths": []string{folder}, "stories": 1})
	for _, want := range []string{`"kind": "digest"`, `"stories": [`, `"quote": "The ferry to Skarholm`} {
		if failed || !strings.Contains(text, want) {
			t.Errorf("the digest lacks %s: %s", want, text)
		}
	}
}

// What a check finds is a result, whether the source is a file or a text.
func TestCheck(t *testing.T) {
	s, folder := session(t)
	for name, source := range map[string]map[string]any{
		"file": {"path": filepath.Join(folder, "ferry.txt")}, "text": {"text": story},
	} {
		source["candidate"] = "Of 84 passengers 19 were hurt."
		var check struct {
			Status string
			Claims []line
		}
		text, failed := call(t, s, "check", source)
		if err := json.Unmarshal([]byte(text), &check); err != nil || failed {
			t.Fatalf("%s: %v, %s", name, err, text)
		}
		if check.Status != "unsupported" || len(check.Claims) == 0 {
			t.Errorf("%s: 19 for 9 is not found: %s", name, text)
		}
	}
}

// No path leads out of the folders: not by dots, nor by a link, nor by a flag.
func TestPaths(t *testing.T) {
	s, folder := session(t)
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte(story), 0o666); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link.txt")
	if err := os.Symlink(secret, link); err != nil {
		t.Skip(err)
	}
	relative, err := filepath.Rel(folder, secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{secret, link, filepath.Join(folder, relative), folder + "/../" + filepath.Base(folder) + "x"} {
		for tool, args := range map[string]map[string]any{
			"extract": {"path": path}, "check": {"path": path, "candidate": "x"},
			"ask": {"question": "Who?", "paths": []string{path}}, "digest": {"paths": []string{path}},
		} {
			if text, failed := call(t, s, tool, args); !failed || strings.Contains(text, "ferry") {
				t.Errorf("%s read %s: %s", tool, path, text)
			}
		}
	}
	if text, failed := call(t, s, "summarize", map[string]any{"text": story, "language": "--config=" + secret}); !failed {
		t.Errorf("a flag for a language: %s", text)
	}
	if text, failed := call(t, s, "summarize", map[string]any{}); !failed || !strings.Contains(text, "path or a text") {
		t.Errorf("without an article: %s", text)
	}
}
