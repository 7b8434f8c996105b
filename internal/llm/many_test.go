package llm

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"newsbrief/internal/durable"
)

// A thousand requests in flight take a thousand connections, which those that follow
// use again. Afterwards neither they nor goroutines are left: TestMain sees the latter.
func TestThousandAtOnce(t *testing.T) {
	const jobs, rounds = 1000, 3
	before := openFiles(t)
	if files := durable.MostOpen(); files < 2*jobs+200 { // both ends of the connections
		t.Skipf("this process may have %d files open", files)
	}
	var mu sync.Mutex
	opened, asked, all := 0, 0, make(chan struct{})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		if asked++; asked == jobs {
			close(all)
		}
		mu.Unlock()
		<-all
		w.Header().Set("Content-Type", sse)
		io.WriteString(w, one+stop+done)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		mu.Lock()
		defer mu.Unlock()
		if state == http.StateNew {
			opened++
		}
	}
	server.Start()
	c, err := New(Config{BaseURL: server.URL + "/v1", Timeout: time.Minute, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	for range rounds { // between which all of them are idle, as in a pause
		var workers sync.WaitGroup
		for range jobs {
			workers.Go(func() {
				if _, err := c.Complete(context.Background(), Request{Model: "m"}, func(Line) {}); err != nil {
					t.Error(err)
				}
			})
		}
		workers.Wait()
	}
	c.Close()
	server.Close()
	if asked != jobs*rounds || opened > jobs+jobs/50 {
		t.Errorf("%d requests, %d connections", asked, opened)
	}
	if after := openFiles(t); after > before+5 { // what else runs may open one
		t.Errorf("%d files open, %d before", after, before)
	}
}

// openFiles counts the files of this process; 0 where the system does not tell.
func openFiles(t *testing.T) int {
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Log(err)
	}
	return len(files)
}
