package mock_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"

	"newsbrief/lib/mock"
	"newsbrief/prompts"
	"newsbrief/summarize"
)

// The model's name plays a fault: this one is refused once, and answered then.
func ExampleHandler() {
	server := httptest.NewServer(mock.Handler())
	defer server.Close()
	client, err := summarize.Connect(server.URL+"/v1", "")
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	article, err := summarize.NewArticle("ferries", "The ferries run every 20 minutes. They take cars, too.")
	if err != nil {
		log.Fatal(err)
	}
	asking := prompts.Asking{Model: "mock:503,ok"}
	brief, err := summarize.Run(context.Background(), client, article, summarize.Options{Asking: asking, Bullets: 1})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(brief.Bullets[0].Text, brief.Usage.Requests)
	// Output: The ferries run every 20 minutes. 2
}
