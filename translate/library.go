package translate

import (
	"context"
	"errors"

	"newsbrief/internal/article"
	"newsbrief/internal/document"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

// Text asks the model for a translation of a text: plain, Markdown, HTML, SRT
// or WebVTT, told by its name and content, which comes back as the same kind.
// It is Run for those who have a text.
func Text(ctx context.Context, c *summarize.Client, name, text string, o Options) (*result.Translation, error) {
	a, err := article.ParseText(name, text)
	if err != nil {
		return nil, err
	}
	d, err := DocumentOf(a)
	if err != nil {
		return nil, err
	}
	return Run(ctx, c, a, d, o)
}

// DocumentOf is the document that an article was read from; where that is no
// text file, the article's text. It sets the article's language to that of what
// is to be translated.
func DocumentOf(a *article.Article) (*document.Document, error) {
	text := a.Source
	if text == "" {
		text = a.Text
	}
	d, err := document.Parse(document.KindOf(a.Name, text), text)
	switch {
	case err != nil:
		return nil, err
	case len(d.Segments) == 0:
		return nil, errors.New("is empty: there is no text to translate")
	}
	if d.Kind == document.SRT || d.Kind == document.VTT {
		a.Title = "" // the first cue is none
	}
	a.Language = article.Exact("", d.Plain(), "").Language // code and links are of none
	return d, nil
}

// withDefaults fills in what the zero value leaves open.
func (o Options) withDefaults(a *article.Article) (Options, error) {
	if o.Backend == "" {
		o.Backend = "openai"
	}
	if o.From == "" {
		o.From = a.Language
	}
	if o.Tone == "" {
		o.Tone = "neutral"
	}
	if o.Template != nil {
		return o, nil
	}
	var err error
	o.Template, err = prompts.Loader{}.Load(prompts.Translate)
	return o, err
}
