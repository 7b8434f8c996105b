// Client is a minimal OpenAI client: it sends the request in the file
// os.Args[2] to os.Args[1] and copies the answer.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	body, err := os.Open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	response, err := http.Post(os.Args[1]+"/chat/completions", "application/json", body)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}
