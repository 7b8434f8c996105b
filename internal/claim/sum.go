package claim

import "math"

func (c *cardinal) addAll(atoms []atom, language string) bool {
	for _, a := range atoms {
		if c.ordinal && a.class&(classOrd|classOrdscale) == 0 || !c.add(a, language) {
			return false
		}
		c.some = true
	}
	return true
}

// add takes the next part; false where it cannot belong to the number.
func (c *cardinal) add(a atom, language string) bool {
	switch a.class {
	case classCard, classOrd:
		if a.value >= c.room || c.some && a.value == 0 || c.zero() {
			return false
		}
		c.group += a.value
		c.counted = true
		c.room = roomAfter(a.value)
		c.ordinal = a.class == classOrd
		return true
	}
	if a.class == classOrdscale {
		c.ordinal = true
	}
	if language == "fr" && a.value == 100 && c.group >= 20 {
		return false // quarante-cinq cents: coins
	}
	return c.scale(a)
}

// zero says whether the number is a plain zero, which nothing follows.
func (c *cardinal) zero() bool { return c.some && c.group == 0 && len(c.parts) == 0 }

func roomAfter(v float64) float64 {
	switch {
	case v >= 100 && math.Mod(v, 100) == 0:
		return 100
	case v >= 20 && v < 100 && math.Mod(v, 10) == 0:
		return 10
	}
	return 0
}

func (c *cardinal) scale(a atom) bool {
	bare := !c.counted
	if bare && a.class == classScale && (c.some || a.value == 12 || a.value == 20) && !c.scalable(a.value) {
		return false
	}
	if a.value < 1000 {
		if c.group >= 100 || bare && c.some && c.room < 1000 {
			return false
		}
		if bare {
			c.group = 1
		}
		c.group *= a.value
		c.counted = true
		c.room = roomAfter(a.value)
		if a.value >= 100 {
			c.room = 100
		}
		c.step = a.value
		return true
	}
	low := c.group
	kept := c.parts[:0]
	for _, p := range c.parts {
		if p.scale == a.value {
			return false
		}
		if p.scale < a.value {
			low += p.value
		} else {
			kept = append(kept, p)
		}
	}
	if low == 0 {
		low = 1
	}
	c.parts = append(kept, part{low * a.value, a.value})
	c.group, c.room, c.counted, c.step = 0, 1000, false, a.value
	return true
}

// scalable says whether parts read so far are multiplied by a scale that
// follows another directly: "mil millones".
func (c *cardinal) scalable(scale float64) bool {
	return len(c.parts) > 0 && c.parts[len(c.parts)-1].scale < scale
}
