package style

import "strings"

// The window that media queries are asked for: a common desktop.
const (
	screenWidth  = 1280
	screenHeight = 800
)

// mediaMatches says whether one of a list of media queries holds on a screen. What
// it does not know does not hold.
func mediaMatches(list string) bool {
	list = strings.ToLower(strings.TrimSpace(list))
	if list == "" {
		return true
	}
	for _, query := range splitTop(list, ',') {
		if queryMatches(query) {
			return true
		}
	}
	return false
}

func queryMatches(query string) bool {
	query, negated := strings.CutPrefix(query, "not ")
	query = strings.TrimPrefix(query, "only ")
	for _, part := range strings.Split(query, " and ") {
		if part = strings.TrimSpace(part); !partMatches(part) {
			return negated
		}
	}
	return !negated
}

func partMatches(part string) bool {
	if part == "all" || part == "screen" {
		return true
	}
	feature, bracket := strings.CutPrefix(part, "(")
	if !bracket {
		return false
	}
	feature = strings.TrimSpace(strings.TrimSuffix(feature, ")"))
	name, value, found := strings.Cut(feature, ":")
	if name = strings.TrimSpace(name); !found {
		return name == "color" || name == "hover" || name == "pointer" || rangeMatches(feature)
	}
	return featureMatches(name, strings.TrimSpace(value))
}

func featureMatches(name, value string) bool {
	length, isLength := pixels(value, 0)
	switch name {
	case "min-width", "min-device-width":
		return isLength && screenWidth >= length
	case "max-width", "max-device-width":
		return isLength && screenWidth <= length
	case "min-height", "min-device-height":
		return isLength && screenHeight >= length
	case "max-height", "max-device-height":
		return isLength && screenHeight <= length
	case "orientation":
		return value == "landscape"
	case "prefers-color-scheme":
		return value == "light"
	case "prefers-reduced-motion", "prefers-contrast":
		return value == "no-preference"
	case "hover", "any-hover":
		return value == "hover"
	case "pointer", "any-pointer":
		return value == "fine"
	}
	return false
}

// rangeMatches reads "width >= 600px" and "400px <= width < 700px".
func rangeMatches(feature string) bool {
	f := strings.Fields(strings.NewReplacer("<=", " <= ", ">=", " >= ", "<", " < ", ">", " > ").Replace(feature))
	feature = strings.Join(f, " ")
	feature = strings.NewReplacer("< =", "<=", "> =", ">=").Replace(feature)
	f = strings.Fields(feature)
	if len(f) != 3 && len(f) != 5 {
		return false
	}
	for i := 0; i+2 < len(f); i += 2 {
		if !compares(f[i], f[i+1], f[i+2]) {
			return false
		}
	}
	return true
}

func compares(left, sign, right string) bool {
	a, ok := sizeOf(left)
	b, also := sizeOf(right)
	switch {
	case !ok || !also:
		return false
	case sign == "<":
		return a < b
	case sign == "<=":
		return a <= b
	case sign == ">":
		return a > b
	case sign == ">=":
		return a >= b
	}
	return sign == "=" && a == b
}

func sizeOf(s string) (float64, bool) {
	switch s {
	case "width":
		return screenWidth, true
	case "height":
		return screenHeight, true
	}
	return pixels(s, 0)
}
