package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsbrief/cmd"
	"newsbrief/internal/mock"
	"newsbrief/result"
)

// press is sites with feeds, some of them broken, that counts what it is asked.
type press struct {
	sites []*httptest.Server
	mu    sync.Mutex
	bare  []string // paths that were asked for without a condition, and had given a mark
	gave  map[string]bool
	same  int // answers of 304
	peak  map[string]int
	now   map[string]int
}

const feedsOfPress, entriesOfFeed, sitesOfPress = 30, 30, 6

// faults are those of feeds, by their numbers.
var pressFaults = map[int]string{
	3: "slow", 7: "broken", 11: "moved", 13: "500", 17: "cut off", 19: "a picture", 23: "404", 25: "dated", 29: "loop",
}

func newPress(t *testing.T) *press {
	p := &press{gave: map[string]bool{}, peak: map[string]int{}, now: map[string]int{}}
	for range sitesOfPress {
		site := httptest.NewServer(p)
		t.Cleanup(site.Close)
		p.sites = append(p.sites, site)
	}
	return p
}

// address is where a feed is asked for.
func (p *press) address(feed int) string {
	return fmt.Sprintf("%s/feed/%d", p.sites[feed%sitesOfPress].URL, feed)
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.enter(r.Host, 1)
	defer p.enter(r.Host, -1)
	var feed int
	_, _ = fmt.Sscanf(r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:], "%d", &feed)
	fault := pressFaults[feed]
	tag, dated := fmt.Sprintf(`W/"%d"`, feed), "Thu, 15 Oct 2026 10:00:00 GMT"
	switch {
	case fault == "500" || fault == "404":
		http.Error(w, "no", map[string]int{"500": 500, "404": 404}[fault])
		return
	case fault == "loop":
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
		return
	case fault == "moved" && !strings.HasPrefix(r.URL.Path, "/new/"):
		http.Redirect(w, r, fmt.Sprintf("/new/%d", feed), http.StatusMovedPermanently)
		return
	case p.asked(r, tag, dated, fault):
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	if fault == "dated" {
		w.Header().Set("Last-Modified", dated)
	} else if fault != "cut off" {
		w.Header().Set("ETag", tag)
	}
	p.write(w, feed, fault)
}

// enter counts the requests that a site has at once.
func (p *press) enter(host string, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now[host] += n
	p.peak[host] = max(p.peak[host], p.now[host])
}

// asked notes a request, and says whether what was given before still holds.
func (p *press) asked(r *http.Request, tag, dated, fault string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	holds := r.Header.Get("If-None-Match") == tag
	if fault == "dated" {
		holds = r.Header.Get("If-Modified-Since") == dated
	}
	if p.gave[r.URL.Path] && !holds {
		p.bare = append(p.bare, r.URL.Path)
	}
	p.gave[r.URL.Path] = fault != "cut off"
	if holds {
		p.same++
	}
	return holds
}

func (p *press) write(w http.ResponseWriter, feed int, fault string) {
	text := p.feed(feed)
	switch fault {
	case "slow":
		for len(text) > 0 {
			n := min(len(text), 2000)
			fmt.Fprint(w, text[:n])
			w.(http.Flusher).Flush()
			text = text[n:]
			time.Sleep(5 * time.Millisecond)
		}
	case "broken":
		fmt.Fprint(w, text[:strings.Index(text, "<item><title>Entry 12 ")]+"<item><title>Entr")
	case "cut off":
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		fmt.Fprint(w, text[:len(text)/2])
		panic(http.ErrAbortHandler)
	case "a picture":
		fmt.Fprint(w, "\x89PNG\r\n\x1a\n\x00\x00")
	default:
		fmt.Fprint(w, text)
	}
}

// feed is a feed. The first entry of each is that of the feed before too: two feeds of
// a site list it.
func (p *press) feed(feed int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>A paper</title>`)
	for entry := range entriesOfFeed {
		from := feed
		if entry == 0 && feed >= sitesOfPress {
			from = feed - sitesOfPress
		}
		fmt.Fprintf(&b, "<item><title>Entry %d of Paper%d</title><link>%s</link><pubDate>Thu, 15 Oct 2026 %02d:00:00 GMT"+
			"</pubDate><description>%s</description></item>", entry, from, p.link(from, entry), entry%24, pressText(from, entry))
	}
	return b.String() + "</channel></rss>"
}

func (p *press) link(feed, entry int) string {
	return fmt.Sprintf("%s/story/%d-%d?utm_source=rss", p.sites[feed%sitesOfPress].URL, feed, entry)
}

// pressText is words that no other entry has.
func pressText(feed, entry int) string {
	n := feed*entriesOfFeed + entry
	syllables := []string{"ba", "ko", "ri", "mu", "le", "fa", "so", "ti", "nu", "ge"}
	word := func(n int) string {
		s := ""
		for range 4 {
			s, n = s+syllables[n%10], n/10
		}
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return fmt.Sprintf("The council of %s opened a bridge of %d metres. %s, the mayor, thanked the firm %s.",
		word(n*7+1), 100+n, word(n*7+2), word(n*7+3))
}

// readable are the links that a digest can tell.
func (p *press) readable() map[string]bool {
	links := map[string]bool{}
	for feed := range feedsOfPress {
		last := entriesOfFeed
		switch pressFaults[feed] {
		case "500", "404", "loop", "cut off", "a picture":
			continue
		case "broken":
			last = 12
		}
		for entry := range last {
			from := feed
			if entry == 0 && feed >= sitesOfPress {
				from = feed - sitesOfPress
			}
			links[p.link(from, entry)] = true
		}
	}
	return links
}

// TestFeeds: of many feeds, some of them faulty, all that can be read is told once, what
// cannot is named, and the same command asks no model again and no site without a
// condition.
func TestFeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of stories take long")
	}
	p := newPress(t)
	asked := 0
	var mu sync.Mutex
	model := mock.NewHandler()
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/chat/completions") {
			mu.Lock()
			asked++
			mu.Unlock()
		}
		model.ServeHTTP(w, r)
	}))
	defer endpoint.Close()
	dir := t.TempDir()
	list := `<opml version="2.0"><body>`
	for feed := range feedsOfPress {
		list += fmt.Sprintf(`<outline xmlUrl="%s"/>`, p.address(feed))
	}
	opml := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(opml, []byte(list+"</body></opml>"), 0o600); err != nil {
		t.Fatal(err)
	}
	digest := func() (*result.Digest, string) {
		var stdout, stderr bytes.Buffer
		args := []string{"newsbrief", "digest", "--allow-private", "--format", "json", "--cache-dir", dir, "--model", "mock",
			"--base-url", endpoint.URL + "/v1", opml}
		if code := cmd.Run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != 1 {
			t.Fatalf("exit code %d\n%s", code, stderr.String())
		}
		var d result.Digest
		if err := json.Unmarshal(stdout.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		return &d, stderr.String()
	}
	d, told := digest()
	once := map[string]bool{}
	for _, s := range d.Stories {
		for _, source := range s.Sources {
			if once[source.URL] {
				t.Errorf("%s is told twice", source.URL)
			}
			once[source.URL] = true
		}
	}
	want := p.readable()
	if !maps.Equal(once, want) {
		t.Errorf("%d articles are told, %d can be read", len(once), len(want))
	}
	if len(d.Warnings) != 5 {
		t.Errorf("%d inputs are missed, want 5: %+v", len(d.Warnings), d.Warnings)
	}
	for feed, fault := range pressFaults {
		named := strings.Contains(told, p.address(feed)+":")
		if named == (fault == "slow" || fault == "moved" || fault == "dated") {
			t.Errorf("feed %d (%s): told of: %v\n%s", feed, fault, named, told)
		}
	}
	for host, most := range p.peak {
		if most > 2 {
			t.Errorf("%s had %d requests at once", host, most)
		}
	}
	t.Logf("%d stories, %d requests to the model", len(d.Stories), asked)
	asked, p.bare = 0, nil
	again, _ := digest()
	if asked != 0 || len(again.Stories) != len(d.Stories) {
		t.Errorf("the second run asked the model %d times, for %d stories", asked, len(again.Stories))
	}
	if len(p.bare) > 0 || p.same != feedsOfPress-4 {
		t.Errorf("the second run had %d answers kept; without a condition it asked for %q", p.same, p.bare)
	}
}
