package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"newsbrief/cmd"
)

// server answers calls of tools by newsbrief's commands.
type server struct {
	endpoint []string // flags of commands that ask a model
	folders  []string // absolute, without symbolic links
}

func newServer(endpoint, folders []string) (*server, error) {
	s := &server{endpoint: endpoint}
	for _, f := range folders {
		path, err := resolved(f)
		if err != nil {
			return nil, err
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("%s is no folder", f)
		}
		s.folders = append(s.folders, path)
	}
	return s, nil
}

// article is where a tool's article comes from.
type article struct {
	Path string `json:"path,omitempty" jsonschema:"file in a folder that the server was started with"`
	Text string `json:"text,omitempty" jsonschema:"the article itself, instead of a path"`
}

type summarizeInput struct {
	article
	Bullets  int    `json:"bullets,omitempty" jsonschema:"how many bullets, 5 without"`
	Language string `json:"language,omitempty" jsonschema:"of the bullets, a BCP 47 tag; the article's without"`
}

type checkInput struct {
	article
	Candidate string `json:"candidate" jsonschema:"the summary or translation to check"`
	To        string `json:"to,omitempty" jsonschema:"language of the candidate, where it is a translation"`
}

type askInput struct {
	Question string   `json:"question" jsonschema:"what is asked of the article or articles"`
	Paths    []string `json:"paths,omitempty" jsonschema:"files in folders that the server was started with"`
	Text     string   `json:"text,omitempty" jsonschema:"the article itself, instead of paths"`
}

type digestInput struct {
	Paths   []string `json:"paths" jsonschema:"files or folders in folders that the server was started with"`
	Stories int      `json:"stories,omitempty" jsonschema:"how many stories at most, all without"`
}

const instructions = `What these tools return was checked against the article: each line has a status ` +
	`(supported, derived, contradicted, unsupported), a doubt from 0 to 1 and the sentences that bear it out. ` +
	`Repeat no line that is contradicted or unsupported without saying so.`

// mcp is the server with its tools.
func (s *server) mcp() *mcp.Server {
	m := mcp.NewServer(&mcp.Implementation{Name: "newsbrief", Version: version()},
		&mcp.ServerOptions{Instructions: instructions})
	add(m, "summarize", "Bullets that say what an article says, each with its evidence and status.", s.summarize)
	add(m, "figures", "Key figures, people and organisations of an article, with their evidence.", s.figures)
	add(m, "check", "Checks any summary or translation against its source; asks no model.", s.check)
	add(m, "extract", "The clean text of a page, PDF, book, letter or feed, in numbered sentences.", s.extract)
	add(m, "ask", "Answers a question from articles only, with evidence, or says that they do not.", s.ask)
	add(m, "digest", "Many articles as stories, each told once, with all its sources; differences named.", s.digest)
	return m
}

func add[In any](m *mcp.Server, name, text string, call func(context.Context, In) (*mcp.CallToolResult, error)) {
	tool := &mcp.Tool{
		Name: name, Description: text, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
	}
	mcp.AddTool(m, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		r, err := call(ctx, in)
		return r, nil, err
	})
}

func (s *server) summarize(ctx context.Context, in summarizeInput) (*mcp.CallToolResult, error) {
	args := []string{"summarize"}
	if in.Bullets != 0 {
		args = append(args, "--bullets="+strconv.Itoa(in.Bullets))
	}
	if in.Language != "" {
		args = append(args, "--lang="+in.Language)
	}
	return s.read(ctx, in.article, append(args, s.endpoint...)...)
}

func (s *server) figures(ctx context.Context, in article) (*mcp.CallToolResult, error) {
	return s.read(ctx, in, append([]string{"figures"}, s.endpoint...)...)
}

func (s *server) extract(ctx context.Context, in article) (*mcp.CallToolResult, error) {
	return s.read(ctx, in, "extract")
}

func (s *server) check(ctx context.Context, in checkInput) (*mcp.CallToolResult, error) {
	args := []string{"check", "--sense=off"}
	if in.To != "" {
		args = append(args, "--to="+in.To)
	}
	if in.Path == "" {
		pair, err := json.Marshal(map[string]string{"id": "candidate", "source": in.Text, "candidate": in.Candidate})
		if err != nil {
			return nil, err
		}
		return command(ctx, string(pair), append(args, "--pairs=-")...)
	}
	path, err := s.path(in.Path)
	if err != nil {
		return nil, err
	}
	return command(ctx, in.Candidate, append(args, "--format=json", "--source="+path, "--", "-")...)
}

func (s *server) ask(ctx context.Context, in askInput) (*mcp.CallToolResult, error) {
	args := append([]string{"ask", "--format=json"}, s.endpoint...)
	args = append(args, "--", in.Question)
	if len(in.Paths) == 0 {
		return command(ctx, in.Text, append(args, "-")...)
	}
	return s.readAll(ctx, in.Paths, args)
}

func (s *server) digest(ctx context.Context, in digestInput) (*mcp.CallToolResult, error) {
	args := append([]string{"digest", "--format=json"}, s.endpoint...)
	if in.Stories != 0 {
		args = append(args, "--stories="+strconv.Itoa(in.Stories))
	}
	if len(in.Paths) == 0 {
		return nil, errors.New("give paths")
	}
	return s.readAll(ctx, in.Paths, append(args, "--"))
}

// readAll runs a command on several files.
func (s *server) readAll(ctx context.Context, names, args []string) (*mcp.CallToolResult, error) {
	for _, name := range names {
		path, err := s.path(name)
		if err != nil {
			return nil, err
		}
		args = append(args, path)
	}
	return command(ctx, "", args...)
}

// read runs a command on one article.
func (s *server) read(ctx context.Context, in article, args ...string) (*mcp.CallToolResult, error) {
	args = append(args, "--format=json", "--")
	switch {
	case in.Path == "" && in.Text == "":
		return nil, errors.New("give a path or a text")
	case in.Path == "":
		return command(ctx, in.Text, append(args, "-")...)
	}
	path, err := s.path(in.Path)
	if err != nil {
		return nil, err
	}
	return command(ctx, "", append(args, path)...)
}

// path is a file inside the folders; links are followed before they are judged.
func (s *server) path(name string) (string, error) {
	path, err := resolved(name)
	if err != nil {
		return "", err
	}
	for _, f := range s.folders {
		if inside, err := filepath.Rel(f, path); err == nil && filepath.IsLocal(inside) {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s is outside the folders that the server was started with", name)
}

// resolved is a path from the root, without symbolic links.
func resolved(name string) (string, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// version is that of the module as it was built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}

// command runs newsbrief and returns what it printed, as text and as data, with what
// it told on standard error.
func command(ctx context.Context, stdin string, args ...string) (*mcp.CallToolResult, error) {
	const ok, unsupported = 0, 3
	var out, told strings.Builder
	code := cmd.Run(ctx, append([]string{"newsbrief"}, args...), strings.NewReader(stdin), &out, &told)
	if code != ok && (code != unsupported || out.Len() == 0) {
		return nil, errors.New(strings.TrimSpace(told.String()))
	}
	r := &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: out.String()}}}
	if told.Len() > 0 {
		r.Content = append(r.Content, &mcp.TextContent{Text: told.String()})
	}
	r.StructuredContent = json.RawMessage(out.String())
	return r, nil
}
