package llm

import (
	"context"
	"io"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// A model that is being loaded is waited for like a first token, and no longer.
func TestLoading(t *testing.T) {
	for name, tt := range map[string]struct {
		loads       time.Duration
		well        bool
		least, most time.Duration
	}{
		"for half a minute": {30 * time.Second, true, 30 * time.Second, 45 * time.Second},
		"for ever":          {time.Hour, false, time.Minute, 2 * time.Minute},
	} {
		inMemory(t, Config{Retries: 1}, func(w http.ResponseWriter, _ *http.Request) {
			if time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) > tt.loads {
				answerWell(w)
				return
			}
			w.WriteHeader(503)
			io.WriteString(w, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`)
		}, func(t *testing.T, c *Client) {
			start := time.Now()
			_, err := complete(c, Request{})
			if took := time.Since(start); (err == nil) != tt.well || took < tt.least || took > tt.most {
				t.Errorf("%s: %v after %v", name, err, took)
			}
		})
	}
}

// Where nothing listens the user learns it soon; a server that was there may
// come back.
func TestNothingListens(t *testing.T) {
	for _, reached := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			dials := 0
			c, err := New(Config{BaseURL: "http://server.test/v1", Timeout: time.Minute, Retries: 4, Dial: func(context.Context, string, string) (net.Conn, error) {
				dials++
				return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
			}})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.reached.Store(reached)
			start := time.Now()
			_, err = complete(c, Request{})
			switch took := time.Since(start); {
			case reached:
				if check(t, err, Network, "connection refused"); dials != 5 || took < 3*time.Second {
					t.Errorf("%d tries in %v", dials, took)
				}
			default:
				if check(t, err, Unreachable, "connection refused"); dials != 3 || took > 2250*time.Millisecond {
					t.Errorf("%d tries in %v", dials, took)
				}
			}
		})
	}
}
