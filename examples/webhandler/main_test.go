package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"newsbrief/lib/mock"
	"newsbrief/summarize"
)

const story = "The ferries run every 20 minutes from the old pier. They take cars, too. The bridge reopens on 3 May."

// post returns the events that the service sends, by name and data.
func post(t *testing.T, model, text string) (events [][2]string, status int) {
	t.Helper()
	endpoint := httptest.NewServer(mock.Handler())
	t.Cleanup(endpoint.Close)
	client, err := summarize.Connect(endpoint.URL+"/v1", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	service := httptest.NewServer(handler(client, model))
	t.Cleanup(service.Close)
	answer, err := http.Post(service.URL+"/summarize", "text/plain", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	name := ""
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if event, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			name = event
		}
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			events = append(events, [2]string{name, data})
		}
	}
	return events, answer.StatusCode
}

func TestBulletsAreStreamed(t *testing.T) {
	events, _ := post(t, "mock", story)
	if len(events) < 2 || events[0][0] != "bullet" || events[len(events)-1][0] != "brief" {
		t.Fatalf("%v", events)
	}
	var bullet struct {
		Status   string
		Evidence []struct{ Quote string }
	}
	if err := json.Unmarshal([]byte(events[0][1]), &bullet); err != nil || bullet.Status == "" || len(bullet.Evidence) == 0 {
		t.Errorf("%v: %s", err, events[0][1])
	}
}

func TestErrorsAreTold(t *testing.T) {
	if events, _ := post(t, "mock:401", story); len(events) != 1 || events[0][0] != "error" {
		t.Errorf("%v", events)
	}
	if _, status := post(t, "mock", ""); status != http.StatusUnprocessableEntity {
		t.Errorf("an empty article: %d", status)
	}
}
