package style

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsbrief/internal/article/tree"
)

// far is how many pixels off the page nobody looks for a text.
const far = 990

// isPaint says whether a property is a colour.
func isPaint(name string) bool {
	return name == "color" || name == "background-color" || name == "-webkit-text-fill-color"
}

// isSuspectValue says whether a value, with what else may hold, can hide text.
func (s *styles) isSuspectValue(name, value string) bool {
	switch name {
	case "color", "-webkit-text-fill-color":
		c, ok := colorOf(value)
		return ok && (c.a < 0.05 || s.isBackground(c))
	case "background-color":
		c, ok := colorOf(value)
		return ok && c.a > 0.9 && c.isNear(black)
	}
	p := props{name: &declaration{name: name, value: value}}
	return p.mayHide(name)
}

func (s *styles) isBackground(c color) bool {
	for _, ground := range s.backgrounds {
		if c.isNear(ground) {
			return true
		}
	}
	return false
}

// mayHide judges one property without those that it depends on.
func (p props) mayHide(name string) bool {
	switch name {
	case "height", "max-height", "width", "max-width":
		return p.isNothing(name)
	case "left", "right", "top", "bottom":
		return p.isFar(name)
	case "clip":
		return isClipped(p.get(name))
	case "visibility", "font-size":
		return p.isSilent() || p.isTiny()
	case "text-indent":
		indent, ok := pixels(p.get(name), screenWidth/100.0)
		return ok && (indent <= -far || indent >= far)
	case "transform":
		return transformsAway(p.get(name), "hidden")
	}
	return p.isGone() || p.isMoved()
}

// hides says whether nothing that is in an element is displayed, but what other
// parts of the page may still show by themselves.
func (p props) hides(inline bool) bool {
	switch {
	case p.isGone():
		return true
	case p.isMoved(), p.isPlacedAway():
		return true
	case isClipped(p.get("clip")) && p.isPositioned():
		return true
	}
	return !inline && (p.isFlat("height", "top", "bottom", "y") || p.isFlat("width", "left", "right", "x"))
}

// isGone knows what leaves no box, or an empty one.
func (p props) isGone() bool {
	if p.get("display") == "none" || p.get("content-visibility") == "hidden" {
		return true
	}
	if opacity, ok := share(p.get("opacity")); ok && opacity < 0.05 {
		return true
	}
	if zoom, ok := share(p.get("zoom")); ok && zoom > 0 && zoom < 0.1 {
		return true
	}
	if inner, found := strings.CutPrefix(p.get("filter"), "opacity("); found {
		opacity, ok := share(strings.TrimSuffix(inner, ")"))
		return ok && opacity < 0.05
	}
	return cutsAll(p.get("clip-path"))
}

// isMoved knows transforms and indents that take text out of sight.
func (p props) isMoved() bool {
	if scale, ok := share(firstOf(p.get("scale"))); ok && scale < 0.05 {
		return true
	}
	if isFarOff(p.get("translate")) || transformsAway(p.get("transform"), p.get("backface-visibility")) {
		return true
	}
	indent, ok := pixels(p.get("text-indent"), screenWidth/100.0)
	if ok && (indent <= -far || indent >= far && isClipping(p.get("overflow-x"))) {
		return true
	}
	return isBefore(p.get("margin-left")) || isBefore(p.get("margin-top"))
}

func isBefore(margin string) bool {
	length, ok := pixels(margin, 0)
	return ok && length <= -far
}

func firstOf(value string) string {
	first, _, _ := strings.Cut(value, " ")
	return first
}

// isFarOff says whether one of some lengths leads off the page.
func isFarOff(lengths string) bool {
	for part := range strings.FieldsFuncSeq(lengths, func(r rune) bool { return r == ',' || r == ' ' }) {
		if length, ok := pixels(part, 0); ok && (length <= -far || length >= 4*far) {
			return true
		}
	}
	return false
}

// transformsAway reads the functions of a transform.
func transformsAway(transform, backface string) bool {
	for f := range strings.SplitSeq(transform, ")") {
		name, arguments, _ := strings.Cut(strings.TrimSpace(f), "(")
		arguments = strings.Join(strings.FieldsFunc(arguments, func(r rune) bool { return r == ',' || r == ' ' }), " ")
		switch name {
		case "scale", "scalex", "scaley", "scale3d":
			for factor := range strings.FieldsSeq(arguments) {
				if n, ok := share(factor); ok && n < 0.05 && n > -0.05 {
					return true
				}
			}
		case "translate", "translatex", "translatey", "translate3d":
			if isFarOff(arguments) {
				return true
			}
		case "rotatex", "rotatey":
			if arguments == "90deg" || arguments == "180deg" && backface == "hidden" {
				return true
			}
		case "matrix":
			if strings.HasPrefix(arguments, "0 0 0 0 ") {
				return true
			}
		}
	}
	return false
}

func (p props) isPositioned() bool {
	return p.get("position") == "absolute" || p.get("position") == "fixed"
}

// isPlacedAway says whether a position leads off the page.
func (p props) isPlacedAway() bool {
	if !p.isPositioned() && p.get("position") != "relative" {
		return false
	}
	return p.isFar("left") || p.isFar("top") || p.isFar("right") || p.isFar("bottom")
}

func (p props) isFar(side string) bool {
	percent := screenWidth / 100.0
	if side == "top" || side == "bottom" {
		percent = screenHeight / 80.0
	}
	length, ok := pixels(p.get(side), percent)
	if ok && p.get("position") == "fixed" && length >= far {
		return true
	}
	return ok && (length <= -far || length >= 4*far)
}

func (p props) isNothing(size string) bool {
	length, ok := pixels(p.get(size), 10)
	return ok && length <= 1 && length >= 0 && p.get(size) != ""
}

// isFlat says whether a box is cut to nothing in one direction.
func (p props) isFlat(size, start, end, axis string) bool {
	if !p.isNothing(size) && !p.isNothing("max-"+size) || !isClipping(p.get("overflow-"+axis)) {
		return false
	}
	for _, name := range []string{"min-" + size, "padding-" + start, "padding-" + end} {
		if value := p.get(name); value != "" && !p.isNothing(name) {
			return false
		}
	}
	return !strings.HasPrefix(p.get("display"), "table")
}

func isClipping(overflow string) bool {
	switch overflow {
	case "hidden", "clip", "auto", "scroll":
		return true
	}
	return false
}

// isClipped reads rect() of the property clip: top, right, bottom, left.
func isClipped(clip string) bool {
	inner, found := strings.CutPrefix(clip, "rect(")
	if !found {
		return false
	}
	var sides []float64
	between := func(r rune) bool { return r == ',' || r == ' ' }
	for side := range strings.FieldsFuncSeq(strings.TrimSuffix(inner, ")"), between) {
		length, ok := pixels(side, 0)
		if !ok {
			return false
		}
		sides = append(sides, length)
	}
	return len(sides) == 4 && (sides[2]-sides[0] <= 1 || sides[1]-sides[3] <= 1)
}

// cutsAll reads the shapes of clip-path that leave nothing.
func cutsAll(shape string) bool {
	name, inner, _ := strings.Cut(strings.TrimSuffix(shape, ")"), "(")
	inner, _, _ = strings.Cut(inner, " round ")
	switch name {
	case "inset":
		sides := fourOf(inner)
		top, _ := pixels(sides[0], 1)
		bottom, _ := pixels(sides[2], 1)
		right, _ := pixels(sides[1], 1)
		left, _ := pixels(sides[3], 1)
		return top+bottom >= 100 || left+right >= 100
	case "circle", "ellipse":
		radius, ok := pixels(firstOf(inner), 1)
		return ok && radius == 0
	case "polygon":
		points := strings.Split(inner, ",")
		for _, p := range points {
			if strings.TrimSpace(p) != strings.TrimSpace(points[0]) {
				return false
			}
		}
		return true
	case "rect", "xywh":
		return strings.Trim(inner, " 0px%") == ""
	}
	return false
}

// isSilent: what is in the element may be visible again.
func (p props) isSilent() bool {
	switch p.get("visibility") {
	case "hidden", "collapse":
		return true
	}
	return false
}

func (p props) isTiny() bool {
	size, ok := pixels(p.get("font-size"), 0.16)
	return ok && size <= 2
}

// isInline says whether sizes and transforms do not count for an element.
func isInline(n *html.Node, p props) bool {
	display := p.get("display")
	switch {
	case p.isPositioned(), p.get("float") != "" && p.get("float") != "none":
		return false
	case display != "":
		return display == "inline" || display == "contents"
	}
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em,
		atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span,
		atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Nobr, 0,
		atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Table:
		return true
	}
	return false
}

// reason is why a text is not seen where something in the same element can be.
type reason int

const (
	silent reason = iota // visibility
	tiny                 // font size
	faint                // the colour of its ground
)

func (r reason) holds(s *styles, n *html.Node, p props) bool {
	switch r {
	case silent:
		return p.isSilent() && !hasAnimation(p)
	case tiny:
		return p.isTiny()
	}
	return s.isFaint(n)
}

func hasAnimation(p props) bool { return p.get("animation") != "" && p.get("animation") != "none" }

// ends says whether an element inside is seen again.
func (r reason) ends(s *styles, n *html.Node, p props) bool {
	switch r {
	case silent:
		return p.get("visibility") == "visible" || p.get("visibility") == "initial"
	case tiny:
		return regainsSize(p.get("font-size"))
	}
	return !s.isFaint(n)
}

// regainsSize: sizes that do not depend on that of the element around.
func regainsSize(size string) bool {
	switch {
	case size == "", size == "inherit", size == "smaller", size == "larger":
		return false
	case strings.HasSuffix(size, "rem"):
	case strings.HasSuffix(size, "em"), strings.HasSuffix(size, "%"):
		return false
	}
	length, ok := pixels(size, 0)
	return !ok || length > 2
}

// isFaint says whether a text has the colour of its ground, or none.
func (s *styles) isFaint(n *html.Node) bool {
	text, known := s.paint(n)
	if !known {
		return false
	}
	p := s.of(n)
	if text.a < 0.05 {
		return p.get("background-clip") != "text" && (p.get("text-shadow") == "" || p.get("text-shadow") == "none")
	}
	ground, known := s.ground(n)
	return known && text.over(ground).isNear(ground)
}

// paint is the colour of a text.
func (s *styles) paint(n *html.Node) (color, bool) {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		p := s.of(n)
		for _, name := range []string{"-webkit-text-fill-color", "color"} {
			switch value := p.get(name); value {
			case "", "inherit", "currentcolor", "unset":
			default:
				return colorOf(value)
			}
		}
		if s.isPainted(n) {
			return color{}, false
		}
	}
	return black, !s.elsewhere
}

// isPainted says whether sheets that are not read may paint an element.
func (s *styles) isPainted(n *html.Node) bool {
	if !s.elsewhere {
		return false
	}
	class := tree.Attribute(n, "class")
	id := tree.Attribute(n, "id")
	return class != "" || id != ""
}

// ground is the colour behind a text; not known where an image is, or another sheet
// may have painted.
func (s *styles) ground(n *html.Node) (color, bool) {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		p := s.of(n)
		if image := p.get("background-image"); image != "" && image != "none" {
			return color{}, false
		}
		value := p.get("background-color")
		if p["background-color"] == nil || value == "transparent" || value == "inherit" {
			if s.isPainted(n) {
				return color{}, false
			}
			continue
		}
		c, ok := colorOf(value)
		if !ok || c.a > 0.95 {
			return c, ok
		}
		if c.a > 0.05 {
			return color{}, false
		}
	}
	return white, !s.elsewhere
}
