package fetch

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// TestFetcher: an answer that was kept is taken only for the page that it is of, and
// only where it is whole; a site that has had too many requests gets no more.
func TestFetcher(t *testing.T) {
	target := "/one"
	var full atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) })
	page := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`) // the same for every page, as of a careless site
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(r.URL.Path))
	}
	mux.HandleFunc("/one", page)
	mux.HandleFunc("/two", page)
	mux.HandleFunc("/full", func(w http.ResponseWriter, _ *http.Request) {
		full.Add(1)
		http.Error(w, "no", http.StatusTooManyRequests)
	})
	site := httptest.NewServer(mux)
	defer site.Close()
	options := Options{MaxBytes: 1000, AllowPrivate: true}
	dir := t.TempDir()
	get := func(want string) {
		t.Helper()
		f := &Fetcher{Options: options, Dir: dir}
		if p, err := f.Get(t.Context(), site.URL+"/feed"); err != nil || string(p.Data) != want {
			t.Errorf("%v, %v; want %s", p, err, want)
		}
	}
	get("/one")
	get("/one")
	target = "/two"
	get("/two")
	kept, err := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	if err := os.WriteFile(kept[0], []byte(`{"Tag":"\"1\"","Da`), 0o600); err != nil {
		t.Fatal(err)
	}
	get("/two")
	f := &Fetcher{Options: options}
	addresses := []string{site.URL + "/full", site.URL + "/full?2", site.URL + "/full?3", site.URL + "/full?4"}
	f.Ahead(t.Context(), addresses)
	for _, address := range append(addresses, site.URL+"/one") {
		if _, err := f.Get(t.Context(), address); err == nil || !strings.Contains(err.Error(), "too many") &&
			!strings.Contains(err.Error(), "Too Many") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := full.Load(); n > atHost {
		t.Errorf("a site that had too many requests got %d", n)
	}
}
