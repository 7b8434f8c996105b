package translate_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"

	"newsbrief/internal/mock"
	"newsbrief/prompts"
	"newsbrief/summarize"
	"newsbrief/translate"
)

// The example asks the mock, which translates into other letters.
var endpoint = httptest.NewServer(mock.NewHandler()).URL + "/v1"

func ExampleText() {
	client, err := summarize.Connect(endpoint, "") // as http://127.0.0.1:11434/v1
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	text := "# Repairs\n\nThe bridge will close for `120` days.\n"
	t, err := translate.Text(context.Background(), client, "bridge.md", text, translate.Options{Asking: prompts.Asking{Model: "mock", Repair: 1}, To: "fr"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(t.From, t.To, t.Doubtful())
	for _, s := range t.Segments {
		fmt.Printf("%s: %s\n", s.Status, s.Target)
	}
	fmt.Print(t.Text)
	// Output:
	// en fr false
	// supported: ⟦Repairs⟧
	// supported: ⟦The brǐǐdgėė wǐǐll clȯȯsėė fȯȯr 120 dȧȧys.⟧
	// # ⟦Repairs⟧
	//
	// ⟦The brǐǐdgėė wǐǐll clȯȯsėė fȯȯr `120` dȧȧys.⟧
}
