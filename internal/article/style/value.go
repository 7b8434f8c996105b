package style

import (
	"math"
	"strconv"
	"strings"
)

// units are the pixels of each unit of length, those of a font and a window by
// their usual sizes.
var units = [...]struct {
	name   string
	pixels float64
}{
	{"px", 1}, {"rem", 16}, {"em", 16}, {"ex", 8}, {"ch", 8}, {"vw", screenWidth / 100.0}, {"vh", screenHeight / 100.0},
	{"vmax", screenWidth / 100.0}, {"vmin", screenHeight / 100.0}, {"pt", 4 / 3.0}, {"pc", 16}, {"in", 96},
	{"cm", 96 / 2.54}, {"mm", 9.6 / 2.54}, {"q", 2.4 / 2.54},
}

// pixels reads a length, or a sum in calc(), as pixels; percent are the pixels of
// one per cent, 0 where there can be none.
func pixels(value string, percent float64) (float64, bool) {
	if inner, found := strings.CutPrefix(value, "calc("); found {
		return sum(strings.TrimSuffix(inner, ")"), percent)
	}
	if number, found := strings.CutSuffix(value, "%"); found {
		n, err := strconv.ParseFloat(number, 64)
		return n * percent, err == nil && percent != 0
	}
	for _, unit := range units {
		if number, found := strings.CutSuffix(value, unit.name); found {
			if n, err := strconv.ParseFloat(number, 64); err == nil {
				return n * unit.pixels, true
			}
		}
	}
	n, err := strconv.ParseFloat(value, 64)
	return n, err == nil && n == 0
}

// sum adds and multiplies from left to right, which is right for a sum of lengths
// or a product.
func sum(terms string, percent float64) (total float64, ok bool) {
	sign := "+"
	for i, term := range strings.Fields(terms) {
		if i%2 == 1 {
			sign = term
			continue
		}
		n, err := strconv.ParseFloat(term, 64)
		if err != nil {
			if n, ok = pixels(term, percent); !ok {
				return 0, false
			}
		}
		switch sign {
		case "+":
			total += n
		case "-":
			total -= n
		case "*":
			total *= n
		case "/":
			total /= n
		}
	}
	return total, !math.IsNaN(total)
}

// share reads a number or a percentage as a part of one.
func share(value string) (float64, bool) {
	number, percent := strings.CutSuffix(value, "%")
	n, err := strconv.ParseFloat(number, 64)
	if percent {
		n /= 100
	}
	return n, err == nil
}

// color is red, green, blue (0 to 255) and opacity (0 to 1).
type color struct{ r, g, b, a float64 }

var (
	white = color{255, 255, 255, 1}
	black = color{0, 0, 0, 1}
)

// isNear says whether a text of one colour cannot be told from a ground of the
// other.
func (c color) isNear(other color) bool {
	const step = 8
	return math.Abs(c.r-other.r) <= step && math.Abs(c.g-other.g) <= step && math.Abs(c.b-other.b) <= step
}

// over is the colour seen where c lies on another.
func (c color) over(ground color) color {
	mix := func(top, below float64) float64 { return top*c.a + below*(1-c.a) }
	return color{mix(c.r, ground.r), mix(c.g, ground.g), mix(c.b, ground.b), 1}
}

// colorNames are the colours of CSS 2 and those near white, by their hex values.
const colorNames = " white#ffffff black#000000 silver#c0c0c0 gray#808080 grey#808080 maroon#800000 red#ff0000" +
	" purple#800080 fuchsia#ff00ff magenta#ff00ff green#008000 lime#00ff00 olive#808000 yellow#ffff00 navy#000080" +
	" blue#0000ff teal#008080 aqua#00ffff cyan#00ffff orange#ffa500 snow#fffafa ivory#fffff0 azure#f0ffff" +
	" whitesmoke#f5f5f5 floralwhite#fffaf0 ghostwhite#f8f8ff mintcream#f5fffa aliceblue#f0f8ff beige#f5f5dc" +
	" lightgray#d3d3d3 lightgrey#d3d3d3 canvas#ffffff canvastext#000000 "

// colorOf reads a colour in most of the ways of CSS Color 4. ok is false where it
// does not know.
func colorOf(value string) (c color, ok bool) {
	if value == "transparent" {
		return color{}, true
	}
	if hex, found := strings.CutPrefix(value, "#"); found {
		return hexColor(hex)
	}
	name, arguments, isFunction := strings.Cut(strings.TrimSuffix(value, ")"), "(")
	if !isFunction {
		_, hex, known := strings.Cut(colorNames, " "+value+"#")
		if !known || value == "" {
			return color{}, false
		}
		return hexColor(hex[:6])
	}
	f := strings.FieldsFunc(arguments, func(r rune) bool { return r == ',' || r == '/' || r == ' ' })
	if len(f) != 3 && len(f) != 4 {
		return color{}, false
	}
	c.a, ok = 1, true
	if len(f) == 4 {
		c.a, ok = share(f[3])
	}
	switch name {
	case "rgb", "rgba":
		r, g, b, known := channels(f)
		return color{r, g, b, c.a}, ok && known
	case "hsl", "hsla":
		return gray(f, c.a)
	}
	return color{}, false
}

func channels(f []string) (r, g, b float64, ok bool) {
	var n [3]float64
	for i := range n {
		value, known := share(f[i])
		if !known {
			return 0, 0, 0, false
		}
		if n[i] = value; strings.HasSuffix(f[i], "%") {
			n[i] *= 255
		}
	}
	return n[0], n[1], n[2], true
}

// gray reads those colours of hue, saturation and lightness that have no hue.
func gray(f []string, alpha float64) (color, bool) {
	saturation, ok := share(f[1])
	lightness, also := share(f[2])
	level := lightness * 255
	none := saturation == 0 || lightness == 0 || lightness == 1 || alpha == 0
	return color{level, level, level, alpha}, ok && also && none
}

func hexColor(hex string) (color, bool) {
	if len(hex) == 3 || len(hex) == 4 {
		var long strings.Builder
		for _, c := range hex {
			long.WriteRune(c)
			long.WriteRune(c)
		}
		hex = long.String()
	}
	if len(hex) == 6 {
		hex += "ff"
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	byteAt := func(shift int) float64 { return float64(n >> shift & 0xff) }
	return color{byteAt(24), byteAt(16), byteAt(8), byteAt(0) / 255}, err == nil && len(hex) == 8
}

// colorIn is the colour of a background shorthand.
func colorIn(value string) string {
	depth, start := 0, 0
	for i := 0; i <= len(value); i++ {
		switch {
		case i < len(value) && value[i] == '(':
			depth++
		case i < len(value) && value[i] == ')':
			depth--
		case i == len(value) || value[i] == ' ' && depth == 0:
			word := value[start:i]
			if _, ok := colorOf(word); ok || strings.HasPrefix(word, "var(") {
				return word
			}
			start = i + 1
		}
	}
	if imageOf(value) != "none" || value == "none" {
		return "transparent"
	}
	return "" // a colour that is not known
}

// imageOf is "url" where a background has an image.
func imageOf(value string) string {
	if strings.Contains(value, "url(") || strings.Contains(value, "gradient(") || strings.Contains(value, "image") {
		return "url"
	}
	return "none"
}
