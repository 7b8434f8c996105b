package check_test

import (
	"context"
	"fmt"
	"log"

	"newsbrief/lib/check"
)

func ExampleCheck() {
	source := "Ferries run every 20 minutes. The bridge reopens on 3 May."
	found, err := check.Check(context.Background(), source, "Ferries run every 30 minutes.", check.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range found.Claims {
		fmt.Printf("%s %q: %s\n", c.Status, c.Text, c.Reason)
	}
	// Output: contradicted "30 minutes": the article says "20 minutes" here
}

// A translation is compared by values and names, sentence by sentence.
func ExampleCheck_translation() {
	source := "The ferries run every 20 minutes from the old pier of the town."
	translation := "Die Fähren fahren alle 30 Minuten vom alten Anleger der Stadt."
	found, err := check.Check(context.Background(), source, translation, check.Options{To: "de"})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range found.Claims {
		fmt.Printf("%s %q\n", c.Status, c.Text)
	}
	// Output: contradicted "30 Minuten"
}
