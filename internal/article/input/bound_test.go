package input

import (
	"strings"
	"testing"
)

func TestBound(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("<a b='>'>", n) + strings.Repeat("</a>", n) }
	for name, tt := range map[string]struct {
		xml string
		ok  bool
	}{
		"no XML":              {"a < b", true},
		"deep":                {deep(maxDepth), true},
		"too deep":            {deep(maxDepth + 1), false},
		"one after another":   {strings.Repeat(deep(1), 1000), true},
		"empty elements":      {"<a>" + strings.Repeat("<b c='/>'/>", 1000) + "</a>", true},
		"comments":            {"<a>" + strings.Repeat("<!-- <b> -->", 1000), true},
		"sections":            {"<a>" + strings.Repeat("<![CDATA[<b>]]>", 1000), true},
		"instructions":        {strings.Repeat("<?b c?><!DOCTYPE d>", 1000), true},
		"many":                {strings.Repeat("<a/>", maxElements), true},
		"too many":            {strings.Repeat("<a/>", maxElements+1), false},
		"many attributes":     {"<a " + strings.Repeat("b='c' ", maxElements) + "/>", false},
		"an open tag":         {"<a b='", true},
		"an open comment":     {"<!-- <a>", true},
		"an angle at the end": {"a<", true},
	} {
		if err := Bound(tt.xml); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
