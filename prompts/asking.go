package prompts

import "cmp"

// Asking is how a model is asked for a task, the same for every task. All may
// be left out; an endpoint nearly always wants a Model.
type Asking struct {
	Template *Template // nil: the built-in one
	Vars     map[string]string

	Backend     string // as reported in a result's usage; "": openai
	Model       string
	Temperature *float64
	Seed        *int
	MaxTokens   int

	// Jobs is how many requests about one article are in flight at once; 0: one.
	Jobs int
	// Repair is how often the model is asked for what is missing in a
	// translation, or to mend what the checks found wrong.
	Repair int
}

// WithDefaults fills in what the zero value leaves open.
func (a Asking) WithDefaults(task string) (_ Asking, err error) {
	a.Backend = cmp.Or(a.Backend, "openai")
	if a.Template == nil {
		a.Template, err = Loader{}.Load(task)
	}
	return a, err
}
