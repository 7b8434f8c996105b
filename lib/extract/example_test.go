package extract_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"newsbrief/lib/extract"
)

func ExampleFrom() {
	page := `<html lang="en"><title>Ferries</title><nav>Home | News</nav>
<article><h1>Ferries run again</h1><p>The ferries run every 20 minutes.</p><p>They take cars, too.</p></article></html>`
	article, err := extract.From(context.Background(), "ferries.html", strings.NewReader(page), extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(article.Source.Title, article.Source.Language)
	for _, s := range article.Sentences {
		fmt.Println(article.Text[s.Start:s.End])
	}
	// Output:
	// Ferries en
	// The ferries run every 20 minutes.
	// They take cars, too.
}
