// Sbom writes the software bill of materials of programs that Go built: sbom
// NAME VERSION TIME PROGRAM… prints SPDX 2.3 as JSON. TIME is RFC 3339. What a
// program is made of it says itself; the same programs give the same bytes.
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) < 5 {
		fmt.Fprintln(os.Stderr, "usage: sbom NAME VERSION TIME PROGRAM…")
		os.Exit(2)
	}
	text, err := bill(os.Args[1], os.Args[2], os.Args[3], os.Args[4:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
	os.Stdout.Write(text)
}

// document, pack and relation are those of SPDX 2.3; ISO/IEC 5962 is 2.2.1.
type document struct {
	Version    string     `json:"spdxVersion"`
	License    string     `json:"dataLicense"`
	ID         string     `json:"SPDXID"`
	Name       string     `json:"name"`
	Namespace  string     `json:"documentNamespace"`
	Creation   creation   `json:"creationInfo"`
	Packages   []pack     `json:"packages"`
	Relations  []relation `json:"relationships"`
	namesTaken map[string]bool
}

type creation struct {
	Created  string   `json:"created"`
	Creators []string `json:"creators"`
}

type pack struct {
	ID        string     `json:"SPDXID"`
	Name      string     `json:"name"`
	Version   string     `json:"versionInfo"`
	From      string     `json:"downloadLocation"`
	Analyzed  bool       `json:"filesAnalyzed"`
	Declared  string     `json:"licenseDeclared"`
	Concluded string     `json:"licenseConcluded"`
	Copyright string     `json:"copyrightText"`
	Purpose   string     `json:"primaryPackagePurpose,omitempty"`
	Checksums []checksum `json:"checksums,omitempty"`
	Refs      []ref      `json:"externalRefs,omitempty"`
}

type checksum struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"checksumValue"`
}

type ref struct {
	Category string `json:"referenceCategory"`
	Type     string `json:"referenceType"`
	Locator  string `json:"referenceLocator"`
}

type relation struct {
	From string `json:"spdxElementId"`
	Kind string `json:"relationshipType"`
	To   string `json:"relatedSpdxElement"`
}

const (
	unsaid = "NOASSERTION"
	root   = "SPDXRef-DOCUMENT"
)

// bill lists programs, each with what it is made of.
func bill(name, version, when string, programs []string) ([]byte, error) {
	d := &document{
		Version: "SPDX-2.3", License: "CC0-1.0", ID: root, Name: name + "-" + version,
		Creation:   creation{when, []string{"Tool: " + name + "-release-sbom"}},
		namesTaken: map[string]bool{},
	}
	all := sha256.New()
	for _, path := range programs {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		info, err := buildinfo.ReadFile(path)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		all.Write(sum[:])
		d.program(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), version, hex.EncodeToString(sum[:]), info)
	}
	d.Namespace = "https://spdx.org/spdxdocs/" + d.Name + "-" + hex.EncodeToString(all.Sum(nil)[:16])
	text, err := json.MarshalIndent(d, "", "  ")
	return append(text, '\n'), err
}

// program adds a program, and the modules in it where they are new.
func (d *document) program(name, version, sum string, info *debug.BuildInfo) {
	p := newPack("Program", name, version)
	p.Purpose, p.Declared = "APPLICATION", "MIT"
	p.Checksums = []checksum{{"SHA256", sum}}
	d.Packages = append(d.Packages, p)
	d.Relations = append(d.Relations, relation{root, "DESCRIBES", p.ID})
	modules := []*debug.Module{{Path: "std", Version: strings.TrimPrefix(info.GoVersion, "go")}}
	for _, m := range slices.Concat(modules, info.Deps) {
		if m.Replace != nil {
			m = m.Replace
		}
		d.Relations = append(d.Relations, relation{p.ID, "CONTAINS", d.module(m)})
	}
}

// module is the name of a module's package, which is added where it is new.
func (d *document) module(m *debug.Module) string {
	p := newPack("Module", m.Path, m.Version)
	p.Refs = []ref{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + strings.ToLower(m.Path) + "@" + m.Version}}
	if m.Path != "std" {
		p.From = "https://proxy.golang.org/" + escaped(m.Path) + "/@v/" + escaped(m.Version) + ".zip"
	}
	if !d.namesTaken[p.ID] {
		d.namesTaken[p.ID] = true
		d.Packages = append(d.Packages, p)
	}
	return p.ID
}

func newPack(kind, name, version string) pack {
	id := regexp.MustCompile(`[^A-Za-z0-9.-]+`).ReplaceAllString(name+"-"+version, "-")
	return pack{ID: "SPDXRef-" + kind + "-" + id, Name: name, Version: version, From: unsaid, Declared: unsaid,
		Concluded: unsaid, Copyright: unsaid}
}

// escaped is a path as the proxy has it: !x for X (go.dev/ref/mod#module-proxy).
func escaped(path string) string {
	marked := func(s string) string { return "!" + strings.ToLower(s) }
	return regexp.MustCompile(`[A-Z]`).ReplaceAllStringFunc(path, marked)
}
