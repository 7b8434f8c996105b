package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/testscript"

	"newsbrief/internal/mock"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"newsbrief": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Setup:               setup,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"valid": validCommand,
			"fill":  fillCommand,
		},
	})
}

// setup gives each script a home of its own, the test articles ($ARTICLES)
// and the mock as a real server ($MOCK).
func setup(env *testscript.Env) error {
	articles, err := filepath.Abs("testdata/articles")
	if err != nil {
		return err
	}
	server := httptest.NewServer(mock.NewHandler())
	env.Defer(func() {
		server.CloseClientConnections()
		server.Close()
	})
	env.Setenv("ARTICLES", articles)
	env.Setenv("MOCK", server.URL+"/v1")
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
	env.Setenv("NO_PROXY", "*")
	return nil
}

var briefSchema = sync.OnceValues(func() (*jsonschema.Resolved, error) {
	data, err := os.ReadFile("docs/schema/newsbrief-v1.json")
	if err != nil {
		return nil, err
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(data, &schema); err != nil {
		return nil, err
	}
	return schema.Resolve(nil)
})

// validCommand is "valid FILE…": every JSON value in the files, or every
// member where it is an array, follows the published schema.
func validCommand(ts *testscript.TestScript, neg bool, args []string) {
	schema, err := briefSchema()
	ts.Check(err)
	for _, name := range args {
		count, err := validate(schema, ts.ReadFile(name))
		switch {
		case err == nil && count == 0:
			ts.Fatalf("%s: no JSON", name)
		case err == nil && neg:
			ts.Fatalf("%s: valid, against expectation", name)
		case err != nil && !neg:
			ts.Fatalf("%s: %v", name, err)
		}
	}
}

func validate(schema *jsonschema.Resolved, text string) (count int, err error) {
	for d := json.NewDecoder(bytes.NewReader([]byte(text))); ; {
		var value any
		if err := d.Decode(&value); err == io.EOF {
			return count, nil
		} else if err != nil {
			return count, err
		}
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, one := range list {
			if err := schema.Validate(one); err != nil {
				return count, fmt.Errorf("value %d: %w", count+1, err)
			}
			count++
		}
	}
}

// fillCommand is "fill FILE N": a file of N bytes of prose.
func fillCommand(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	line := []byte("The town council met again on Monday and put off its vote.\n")
	text := bytes.Repeat(line, n/len(line)+1)[:n]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}
