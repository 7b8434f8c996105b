package prompts_test

import (
	"fmt"
	"log"

	"newsbrief/prompts"
)

// Built-in templates are found by their names, those of a folder of the reader's own
// before them.
func ExampleLoader() {
	template, err := prompts.Loader{}.Load(prompts.Figures)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(template.Name, template.Task)
	// Output: figures figures
}
