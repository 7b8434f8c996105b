package article

import "newsbrief/internal/article/refusal"

// ParseText is Parse for a text. A PDF or an archive is an error: reading one
// takes another process, which only the newsbrief program can start.
func ParseText(name, text string) (*Article, error) {
	if k, _ := kindOf([]byte(text[:min(len(text), headSize)])); k == kindPDF || k == kindZIP {
		return nil, refusal.New("is no text", "save its text first: newsbrief extract FILE")
	}
	return Parse(name, []byte(text))
}
