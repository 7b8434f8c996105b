package annotate

import (
	"encoding/json"
	"io"
	"net/url"
	"path"
	"path/filepath"
)

// SARIF writes the report as a log of the Static Analysis Results Interchange Format
// 2.1.0, which code scanning reads; version is the program's.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
func (r *Report) SARIF(w io.Writer, version string) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "newsbrief", Version: version}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	for _, rule := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{string(rule.id), sarifText{rule.text}})
	}
	invocation := sarifInvocation{Successful: true}
	for _, f := range r.files {
		if f.failure != "" {
			invocation.Successful = false
			invocation.Notes = append(invocation.Notes, sarifNote{
				"error", sarifText{f.failure}, []sarifLocation{{Physical: sarifPhysical{Artifact: artifact(f.name)}}},
			})
		}
		for _, n := range f.notes {
			run.Results = append(run.Results, n.sarif(f.name))
		}
	}
	run.Invocations = []sarifInvocation{invocation}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// sarif is the note as a result about the file called name.
func (n note) sarif(name string) sarifResult {
	r := sarifResult{Rule: string(n.rule), Level: "error", Message: sarifText{n.said()}}
	if n.rule == doubtful {
		r.Level = "warning"
	}
	here := sarifLocation{Physical: sarifPhysical{Artifact: artifact(name)}}
	if n.line > 0 {
		here.Physical.Region = &sarifRegion{n.line, n.column, n.endLine, n.endCol}
	}
	r.Locations = []sarifLocation{here}
	if n.sentence != "" && n.source != "" {
		r.Related = []sarifLocation{{
			Physical: sarifPhysical{Artifact: artifact(n.source)}, Message: &sarifText{n.sentence},
		}}
	}
	return r
}

// artifact is a file by a URI: relative paths stay relative, so that a reader finds
// them in the repository.
func artifact(name string) sarifArtifact {
	u := url.URL{Path: path.Clean(filepath.ToSlash(name))}
	if filepath.IsAbs(name) {
		u.Scheme = "file"
	}
	return sarifArtifact{u.String()}
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
}

type sarifInvocation struct {
	Successful bool        `json:"executionSuccessful"`
	Notes      []sarifNote `json:"toolExecutionNotifications,omitempty"`
}

type sarifNote struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifResult struct {
	Rule      string          `json:"ruleId"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
	Related   []sarifLocation `json:"relatedLocations,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifText struct {
	Text string `json:"text"`
}
