package result_test

import (
	"encoding/json"
	"fmt"
	"log"

	"newsbrief/result"
)

// What newsbrief --format json printed is read by the types of this package.
func ExampleBrief() {
	printed := `{"schema":"newsbrief/v1","kind":"brief","bullets":[{"text":"Ferries run every 30 minutes.",
"status":"contradicted","doubt":0.9,"claims":[{"kind":"duration","text":"30 minutes","status":"contradicted","sentence":1}]}]}`
	var brief result.Brief
	if err := json.Unmarshal([]byte(printed), &brief); err != nil {
		log.Fatal(err)
	}
	for _, b := range brief.Bullets {
		fmt.Println(b.Status.Good(), b.Text)
	}
	// Output: false Ferries run every 30 minutes.
}
