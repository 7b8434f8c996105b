package sense

// deaths finds somebody told as dead in whose place the source has nobody dead:
// it has no word of death at all, or of what may be one.
func deaths(c *comparison) []Finding {
	killed := side{"fate", "killed"}
	for i := range c.words {
		same, _ := c.words[i].hasSide(killed)
		if !same || len(c.near) == 0 || denied(c.Source, c.words, i) || c.mortal {
			continue
		}
		return []Finding{c.finding(c.words[i], c.near[0], "the article speaks of no death")}
	}
	return nil
}
