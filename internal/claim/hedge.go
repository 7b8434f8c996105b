package claim

// hedged completes a claim of the tokens from start to end with its place and
// the hedges around it: those before it ("about") and behind it ("or more").
func (s *scanner) hedged(c Claim, start, end int) Claim {
	from, to := start, end
	if _, k := s.before(start, classBetween); k > 0 && c.High > c.Value {
		from -= k
	}
	e, k := s.before(from, classHedge)
	if e.name == "atmost" && s.reached(from, k) {
		e, k = entry{}, 0
	}
	if after, more := s.hedgeBehind(end); more > end && (k == 0 || e.name == "about") {
		e, k, to = after, 1, more // "about 20 or more"
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

// hedgeBehind returns the hedge behind a number and the token behind it; in
// ideographs a counter may stand between them, as in 300人以上.
func (s *scanner) hedgeBehind(end int) (entry, int) {
	if after, k := s.find(end, classAfter); k > 0 {
		if s.has(end+k, classCard) || s.kind(end+k) == digits && after.name == "about" {
			return entry{}, end // "alle 17 circa 200"
		}
		return after, end + k
	}
	if s.kind(end) == glyph {
		if _, counter := s.find(end, classCounter); counter > 0 {
			if after, k := s.find(end+counter, classAfter); k > 0 {
				return after, end + counter + k
			}
		}
	}
	return entry{}, end
}

// reached says whether the k tokens before token i, which may mean "up to",
// mean "to" here: a change before them ends at the value, as in "выросла до 5".
func (s *scanner) reached(i, k int) bool {
	if _, own := s.find(i-k, classRange); k == 0 || own != k {
		return false
	}
	for at := i - k - 1; at >= max(i-k-8, 0) && !s.pause(at); at-- {
		if s.has(at, classDiff) {
			return true
		}
	}
	return false
}

// pause says whether token i ends a clause, as no mark inside a number does.
func (s *scanner) pause(i int) bool {
	return s.isAny(i, ".", ",", ";", ":") && !s.glued(i+1)
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
