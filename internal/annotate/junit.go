package annotate

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// JUnit writes the report as the XML that test runners and CI servers share: a case
// a candidate, failed where the check found something.
// https://github.com/testmoapp/junitxml
func (r *Report) JUnit(w io.Writer) error {
	suite := junitSuite{Name: "newsbrief check", Tests: len(r.files)}
	for _, f := range r.files {
		c := junitCase{Name: f.name, Class: "newsbrief.check"}
		switch {
		case f.failure != "":
			suite.Errors++
			c.Error = &junitProblem{Message: f.failure, Type: "unreadable"}
		case len(f.notes) > 0:
			suite.Failures++
			c.Failure = f.problem()
		}
		suite.Cases = append(suite.Cases, c)
	}
	text, err := xml.MarshalIndent(junitSuites{Suites: []junitSuite{suite}}, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

// problem is all that was found of a candidate, a line each; its kind is the first's.
func (f file) problem() *junitProblem {
	var lines strings.Builder
	for _, n := range f.notes {
		where := f.name
		if n.line > 0 {
			where = fmt.Sprintf("%s:%d:%d", f.name, n.line, n.column)
		}
		fmt.Fprintf(&lines, "%s: %s %s\n", where, n.rule, n.said())
	}
	message := fmt.Sprintf("%d not borne out by the source", len(f.notes))
	return &junitProblem{Message: message, Type: string(f.notes[0].rule), Text: lines.String()}
}

type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}
