package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
)

// patience is how long a browser may take for one answer: machines are loaded.
const patience = time.Minute

// findBrowser is the command of $CHROMIUM, which must be there where it is set,
// or any Chromium. Without one the test is skipped.
func findBrowser(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the browser is driven through a pipe that Windows lacks")
	}
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	wanted := os.Getenv("CHROMIUM")
	if wanted != "" {
		names = []string{wanted}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if wanted != "" {
		t.Fatalf("no browser: CHROMIUM is %s", wanted)
	}
	t.Skip("no Chromium is installed; the page is not tested in a browser")
	return ""
}

// message is what the browser says: an answer has the number of a call, an
// event a method.
type message struct {
	ID        int             `json:"id"`
	Method    string          `json:"method"`
	Params    json.RawMessage `json:"params"`
	Result    json.RawMessage `json:"result"`
	Error     json.RawMessage `json:"error"`
	SessionID string          `json:"sessionId"`
}

// browser is a Chromium without a window, spoken to in the DevTools protocol
// through a pipe. It is for one goroutine.
type browser struct {
	to       *os.File
	messages chan message // closed when the browser ends
	calls    int
}

func startBrowser(t *testing.T) *browser {
	t.Helper()
	path := findBrowser(t)
	dir, err := os.MkdirTemp("", "newsbrief-browser-")
	if err != nil {
		t.Fatal(err)
	}
	fromUs, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, toUs, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--hide-scrollbars", "--user-data-dir="+dir, "--remote-debugging-pipe", "about:blank")
	command.ExtraFiles = []*os.File{fromUs, toUs} // its descriptors 3 and 4
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	fromUs.Close()
	toUs.Close()
	b := &browser{to: to, messages: make(chan message, 64)}
	go b.listen(from)
	t.Cleanup(func() {
		to.Close() // it ends with its pipe
		for range b.messages {
		}
		_ = command.Wait()
		_ = os.RemoveAll(dir) // a helper of the browser may still be writing
	})
	return b
}

func (b *browser) listen(from *os.File) {
	defer close(b.messages)
	defer from.Close()
	for r := bufio.NewReader(from); ; {
		data, err := r.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(data[:len(data)-1], &m) == nil {
			b.messages <- m
		}
	}
}

// tab is one page of the browser.
type tab struct {
	*browser
	t       *testing.T
	session string
	events  []message
}

// open makes a page of a size with the file; before prepares it.
func (b *browser) open(t *testing.T, file string, width, height int, before ...func(*tab)) *tab {
	t.Helper()
	p := &tab{browser: b, t: t}
	var target struct{ TargetID, SessionID string }
	p.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	p.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &target)
	p.session = target.SessionID
	for _, domain := range []string{"Page", "Network", "Log", "Runtime"} {
		p.call(domain+".enable", nil, nil)
	}
	p.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}, nil)
	for _, f := range before {
		f(p)
	}
	p.call("Page.navigate", map[string]any{"url": "file://" + file}, nil)
	p.wait("Page.loadEventFired")
	t.Cleanup(func() { p.call("Target.closeTarget", map[string]any{"targetId": target.TargetID}, nil) })
	return p
}

// next is the next message of any page.
func (p *tab) next() message {
	p.t.Helper()
	select {
	case m, ok := <-p.messages:
		if !ok {
			p.t.Fatal("the browser ended")
		}
		if m.Method != "" && m.SessionID == p.session {
			p.events = append(p.events, m)
		}
		return m
	case <-time.After(patience):
		p.t.Fatal("the browser does not answer")
		panic("not reached")
	}
}

func (p *tab) call(method string, params, result any) {
	p.t.Helper()
	p.calls++
	request := map[string]any{"id": p.calls, "method": method}
	if params != nil {
		request["params"] = params
	}
	if p.session != "" {
		request["sessionId"] = p.session
	}
	data, err := json.Marshal(request)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := p.to.Write(append(data, 0)); err != nil {
		p.t.Fatal(err)
	}
	m := p.next()
	for m.ID != p.calls {
		m = p.next()
	}
	if m.Error != nil {
		p.t.Fatalf("%s: %s", method, m.Error)
	}
	if result != nil {
		if err := json.Unmarshal(m.Result, result); err != nil {
			p.t.Fatal(err)
		}
	}
}

// wait waits for an event that has not come yet or has not been waited for.
func (p *tab) wait(method string) message {
	p.t.Helper()
	for {
		for i, m := range p.events {
			if m.Method == method {
				p.events = append(p.events[:i:i], p.events[i+1:]...)
				return m
			}
		}
		p.next()
	}
}

// eval is the value of an expression, as JSON shows it; it may be a promise.
func (p *tab) eval(expression string) string {
	p.t.Helper()
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	p.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &answer)
	if answer.ExceptionDetails != nil {
		p.t.Fatalf("%s: %s", expression, answer.ExceptionDetails)
	}
	return string(answer.Result.Value)
}

// want compares the value of an expression.
func (p *tab) want(expression, want string) {
	p.t.Helper()
	if got := p.eval(expression); got != want {
		p.t.Errorf("%s is %s, want %s", expression, got, want)
	}
}

// until waits for an expression to be true. The page's own timers cannot pace
// it: they stand still where its scripts do.
func (p *tab) until(expression string) {
	p.t.Helper()
	for end := time.Now().Add(patience); p.eval("!!("+expression+")") != "true"; {
		if time.Now().After(end) {
			p.t.Fatalf("never true: %s", expression)
		}
	}
}

// point moves the mouse to the middle of an element; click clicks there.
func (p *tab) point(selector string) { p.t.Helper(); p.mouse(selector, "mouseMoved") }
func (p *tab) click(selector string) {
	p.t.Helper()
	p.mouse(selector, "mousePressed", "mouseReleased")
}

func (p *tab) mouse(selector string, kinds ...string) {
	p.t.Helper()
	var at [2]float64
	place := p.eval(fmt.Sprintf("(() => { const e = document.querySelector(%q); e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()", selector))
	if err := json.Unmarshal([]byte(place), &at); err != nil {
		p.t.Fatalf("no place of %s: %s", selector, place)
	}
	for _, kind := range kinds {
		p.call("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1}, nil)
	}
}

// press presses keys by name, or types a text that is none.
func (p *tab) press(keys ...string) {
	p.t.Helper()
	codes := map[string]int{"Tab": 9, "Enter": 13}
	for _, k := range keys {
		if codes[k] == 0 {
			p.call("Input.insertText", map[string]any{"text": k}, nil)
			continue
		}
		text := map[string]string{"Enter": "\r"}[k]
		p.call("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": k, "code": k, "windowsVirtualKeyCode": codes[k], "text": text}, nil)
		p.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": k, "code": k, "windowsVirtualKeyCode": codes[k]}, nil)
	}
}

// requests are the addresses that the page has asked for.
func (p *tab) requests() (list []string) {
	p.eval("0") // what came before has been told by now
	for _, m := range p.events {
		if m.Method == "Network.requestWillBeSent" {
			var e struct{ Request struct{ URL string } }
			if err := json.Unmarshal(m.Params, &e); err != nil {
				p.t.Fatal(err)
			}
			list = append(list, e.Request.URL)
		}
	}
	return list
}
