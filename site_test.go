package main

import (
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const sitePage = `<!DOCTYPE html><html lang="en"><head><title>Tunnel opens</title></head><body><article><p>The tunnel under the fjord
opened on Monday, two years late and at twice the price that the county had named when the work began in 2019.</p></article></body></html>`

// newSite serves pages as the Web does, the bad ones too.
func newSite() *httptest.Server {
	mux := http.NewServeMux()
	page := func(path, contentType, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
				http.Error(w, "credentials", http.StatusTeapot)
				return
			}
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, body)
		})
	}
	page("/news", "text/html; charset=utf-8", sitePage)
	page("/latin1", "text/plain; charset=iso-8859-1", "Le caf\xe9 est ferm\xe9 depuis le d\xe9but de l'ann\xe9e.")
	page("/feed", "application/rss+xml", `<rss version="2.0"><channel><item><title>One</title><description>The first entry.</description></item>`+
		`<item><title>Two</title><description>The second entry.</description></item></channel></rss>`)
	page("/teasers", "application/rss+xml", `<rss version="2.0"><channel><item><title>The mill</title><link>/news</link>`+
		`<description>It begins …</description></item><item><title>Lost</title><link>/404</link><description>Only this is known.`+
		`</description></item></channel></rss>`)
	page("/video", "video/mp4", "\x00\x00")
	page("/disguised", "text/html", "\x89PNG\r\n\x1a\n\x00\x00")
	page("/empty", "text/html", "")
	page("/paywall", "text/html", strings.Replace(sitePage, "</article>", "<p>Subscribe now to continue reading.</p></article>", 1))
	page("/robots", "text/html", "<title>Just a moment...</title><body><p>Checking if the site connection is secure. This takes a moment.</p>")
	page("/app", "text/html", `<html><body><div id="app"></div><script src="/app.js"></script></body></html>`)
	for _, status := range []int{401, 402, 403, 404, 429, 451, 500} {
		mux.HandleFunc(fmt.Sprintf("/%d", status), func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", status) })
	}
	mux.Handle("/moved", http.RedirectHandler("/news", http.StatusMovedPermanently))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.Handle("/file", http.RedirectHandler("file:///etc/passwd", http.StatusFound))
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros := strings.Repeat("a", 1<<20)
		for range 64 {
			if _, err := z.Write([]byte(zeros)); err != nil {
				return
			}
		}
		z.Close()
	})
	mux.HandleFunc("/members", func(w http.ResponseWriter, r *http.Request) {
		if name, password, _ := r.BasicAuth(); name != "reader" || password != "hunter2" {
			http.Error(w, "members only", http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, sitePage)
	})
	mux.Handle("/lobby", http.RedirectHandler("/members", http.StatusFound))
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { // to another host's name
		_, port, _ := net.SplitHostPort(r.Host)
		http.Redirect(w, r, "http://localhost:"+port+"/news", http.StatusFound)
	})
	return httptest.NewServer(mux)
}

// TestSite keeps the site honest: a page that would answer credentials with
// anything but an error proves nothing.
func TestSite(t *testing.T) {
	site := newSite()
	defer site.Close()
	request, err := http.NewRequest(http.MethodGet, site.URL+"/news", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer x")
	response, err := site.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusTeapot {
		t.Errorf("credentials got %d", response.StatusCode)
	}
}
