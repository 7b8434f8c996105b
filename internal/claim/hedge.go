package claim

// hedged completes a claim of the tokens from start to end with its place and
// the hedges around it: those before it ("about") and behind it ("or more").
func (s *scanner) hedged(c Claim, start, end int) Claim {
	from, to := start, end
	if _, k := s.before(start, classBetween); k > 0 && c.High > c.Value {
		from -= k
	}
	e, k := s.before(from, classHedge)
	if after, more := s.find(end, classAfter); more > 0 && (k == 0 || e.name == "about") {
		e, k, to = after, more, to+more // "about 20 or more"
	} else if outer, more := s.before(from-k, classHedge); k > 0 && more > 0 && e.name == "about" {
		e, from = outer, from-k-more // "no more than about 20"
	} else {
		from -= k
	}
	if k > 0 {
		c.Hedge, c.Limit = hedgeOf(e.name)
	}
	c.Start, c.End = s.tokens[start].start, s.tokens[end-1].end
	c.From, c.To = s.tokens[from].start, s.tokens[to-1].end
	return c
}

// hedgeOf is what a hedge of the tables says.
func hedgeOf(name string) (Hedge, Limit) {
	switch name {
	case "about":
		return About, NoLimit
	case "nearly":
		return Under, NoLimit
	case "under":
		return Under, Open
	case "atmost":
		return Under, Closed
	case "over":
		return Over, Open
	case "atleast":
		return Over, Closed
	case "equal":
		return Exact, Closed
	}
	return Exact, NoLimit
}
