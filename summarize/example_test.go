package summarize_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http/httptest"

	"newsbrief/internal/mock"
	"newsbrief/prompts"
	"newsbrief/summarize"
)

// The examples ask the mock, which answers with sentences of the article.
var endpoint = httptest.NewServer(mock.NewHandler()).URL + "/v1"

const text = `The Halverd harbour bridge will close on 3 May for repairs that cost 4.2 million euros.
Inspectors found cracks in 17 of the bridge's 64 steel hangers in February.
Ferries will run every 20 minutes at no charge.`

func Example() {
	client, err := summarize.Connect(endpoint, "") // as http://127.0.0.1:11434/v1
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	a, err := summarize.NewArticle("bridge.txt", text)
	if err != nil {
		log.Fatal(err)
	}
	brief, err := summarize.Run(context.Background(), client, a, summarize.Options{Asking: prompts.Asking{Model: "mock", Repair: 1}, Bullets: 2})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range brief.Bullets {
		fmt.Println(b.Status, b.Text)
		for _, e := range b.Evidence {
			fmt.Println("  sentence", e.Sentence, "bytes", e.Start, e.End, a.Text[e.Start:e.End] == e.Quote)
		}
	}
	// Output:
	// supported The Halverd harbour bridge will close on 3 May for repairs that cost 4.2 million euros.
	//   sentence 1 bytes 0 87 true
	// supported Inspectors found cracks in 17 of the bridge's 64 steel hangers in February.
	//   sentence 2 bytes 88 163 true
}

// A model that states what the article does not, and is not asked to mend it.
func ExampleRun_doubtful() {
	client, err := summarize.Connect(endpoint, "")
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	a, err := summarize.NewArticle("bridge.txt", text)
	if err != nil {
		log.Fatal(err)
	}
	brief, err := summarize.Run(context.Background(), client, a, summarize.Options{Asking: prompts.Asking{Model: "mock:liar"}, Bullets: 1})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range brief.Bullets[0].Claims {
		if !c.Status.Good() {
			fmt.Printf("%s %s: %s\n", c.Status, c.Text, c.Reason)
		}
	}
	// Output: contradicted 4 May: the article says "3 May" here
}

// Errors of the endpoint say what failed and what can be done.
func ExampleError() {
	client, err := summarize.Connect(endpoint, "")
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	a, err := summarize.NewArticle("bridge.txt", text)
	if err != nil {
		log.Fatal(err)
	}
	_, err = summarize.Run(context.Background(), client, a, summarize.Options{Asking: prompts.Asking{Model: "mock:401"}})
	var failed *summarize.Error
	if errors.As(err, &failed) {
		fmt.Println(failed.Status, failed)
	}
	// Output: 401 endpoint answered 401: it wants a key
}

// Key figures and people, by the template that asks for nothing else.
func ExampleRun_figures() {
	client, err := summarize.Connect(endpoint, "")
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	a, err := summarize.NewArticle("bridge.txt", text)
	if err != nil {
		log.Fatal(err)
	}
	template, err := prompts.Loader{}.Load(prompts.Figures)
	if err != nil {
		log.Fatal(err)
	}
	o := summarize.Options{Asking: prompts.Asking{Model: "mock", Template: template}, Figures: summarize.DefaultFigures}
	brief, err := summarize.Run(context.Background(), client, a, o)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(brief.Figures[0].Text, brief.Figures[0].Status)
	// Output: 4.2 million euros supported
}
