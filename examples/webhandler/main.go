// Webhandler is a web service that summarises articles: POST a text, and checked
// bullets come back while the model writes them, as server-sent events.
//
//	OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=qwen2.5:7b go run .
//	curl -N --data-binary @article.txt http://127.0.0.1:8090/summarize
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"newsbrief/lib/extract"
	"newsbrief/prompts"
	"newsbrief/result"
	"newsbrief/summarize"
)

func main() {
	client, err := summarize.Connect(os.Getenv("OPENAI_BASE_URL"), os.Getenv("OPENAI_API_KEY"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	server := &http.Server{
		Addr: "127.0.0.1:8090", Handler: handler(client, os.Getenv("OPENAI_MODEL")), ReadTimeout: time.Minute,
	}
	log.Fatal(server.ListenAndServe())
}

// handler serves POST /summarize. One client serves all requests.
func handler(client *summarize.Client, model string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /summarize", func(w http.ResponseWriter, r *http.Request) {
		article, err := read(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		if err := stream(r.Context(), w, client, model, article); err != nil {
			send(w, "error", map[string]string{"error": err.Error()})
		}
	})
	return mux
}

// read makes clean text of what was posted: a page, a PDF, plain text.
func read(r *http.Request) (*summarize.Article, error) {
	posted, err := extract.From(r.Context(), "article", r.Body, extract.Options{
		ContentType: r.Header.Get("Content-Type"), MaxBytes: 1 << 20,
	})
	if err != nil {
		return nil, err
	}
	return summarize.NewArticle("article", posted.Text)
}

// stream sends each bullet once it is whole and checked, and the whole brief at the
// end. A reader who goes away ends the request to the model.
func stream(ctx context.Context, w http.ResponseWriter, client *summarize.Client, model string,
	article *summarize.Article) error {
	brief, err := summarize.Run(ctx, client, article, summarize.Options{
		Asking:    prompts.Asking{Model: model, Repair: 1},
		OnBullet:  func(b result.Bullet) { send(w, "bullet", b) },
		OnRestart: func() { send(w, "restart", struct{}{}) },
	})
	var failed *summarize.Error
	switch {
	case errors.As(err, &failed):
		return fmt.Errorf("%w; %s", failed, failed.Help())
	case err != nil:
		return err
	}
	send(w, "brief", brief)
	return nil
}

// send writes one event.
func send(w http.ResponseWriter, event string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		text = []byte(`{}`)
	}
	fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, text)
	_ = http.NewResponseController(w).Flush()
}
