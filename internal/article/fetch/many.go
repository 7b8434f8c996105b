package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"newsbrief/internal/article/input"
	"newsbrief/internal/durable"
)

// Limits of many fetches.
const (
	atOnce = 8 // in flight
	atHost = 2 // of these, at one host
)

// Fetcher fetches many addresses: few at once, fewer from one host, none from a host
// that has had too many, and, where the site had given a mark of its answer, only if
// it has another. It is safe for concurrent use.
type Fetcher struct {
	Options
	Dir string // where answers with a mark are kept; "": nowhere
	// Warn is told, once, why answers cannot be kept; nil: nobody.
	Warn func(error)

	once   sync.Once
	slots  chan struct{}
	warned sync.Once
	mu     sync.Mutex
	hosts  map[string]*host
	ahead  map[string]*promise
}

// host is a site as a run knows it.
type host struct {
	slots chan struct{}
	full  error // it answered that it had too many; nil: it did not
}

// promise is a fetch that was begun before anybody asked for it.
type promise struct {
	address string
	room    chan struct{} // a place in it is taken until somebody asks
	done    chan struct{}
	page    *Page
	err     error
}

// Ahead begins to fetch addresses that Get will be asked for in this order, some at a
// time.
func (f *Fetcher) Ahead(ctx context.Context, addresses []string) {
	const most = 2 * atOnce // begun, and not asked for
	f.prepare()
	room := make(chan struct{}, most)
	var promises []*promise
	f.mu.Lock()
	for _, address := range addresses {
		if f.ahead[address] == nil {
			p := &promise{address: address, room: room, done: make(chan struct{})}
			f.ahead[address], promises = p, append(promises, p)
		}
	}
	f.mu.Unlock()
	go func() {
		for _, p := range promises {
			select {
			case room <- struct{}{}:
				go p.keep(ctx, f)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// keep makes a promise true.
func (p *promise) keep(ctx context.Context, f *Fetcher) {
	p.page, p.err = f.fetch(ctx, p.address)
	close(p.done)
}

func (f *Fetcher) prepare() {
	f.once.Do(func() {
		f.slots = make(chan struct{}, atOnce)
		f.hosts, f.ahead = map[string]*host{}, map[string]*promise{}
	})
}

// Get is the function Get within the limits. What Ahead has begun is waited for.
func (f *Fetcher) Get(ctx context.Context, address string) (*Page, error) {
	f.prepare()
	f.mu.Lock()
	p := f.ahead[address]
	delete(f.ahead, address)
	f.mu.Unlock()
	if p == nil {
		return f.fetch(ctx, address)
	}
	select {
	case <-p.done:
		<-p.room
		return p.page, p.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// fetch waits for its turn.
func (f *Fetcher) fetch(ctx context.Context, address string) (*Page, error) {
	h := f.host(address)
	for _, slots := range []chan struct{}{h.slots, f.slots} {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	f.mu.Lock()
	full := h.full
	f.mu.Unlock()
	if full != nil {
		return nil, full
	}
	before := f.kept(address)
	page, err := get(ctx, address, f.Options, before)
	switch {
	case errors.Is(err, errTooMany):
		f.mu.Lock()
		h.full = input.Refuse("was not fetched: its site has had too many requests", errTooMany.Help())
		f.mu.Unlock()
	case err == nil && page != before:
		f.keep(address, page)
	}
	return page, err
}

func (f *Fetcher) host(address string) *host {
	name := address
	if u, err := url.Parse(address); err == nil {
		name = u.Host
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.hosts[name] == nil {
		f.hosts[name] = &host{slots: make(chan struct{}, atHost)}
	}
	return f.hosts[name]
}

// condition asks for a page only if it is another than p; nil: for any.
func (p *Page) condition(header http.Header) {
	switch {
	case p == nil:
	case p.Tag != "":
		header.Set("If-None-Match", p.Tag)
	default:
		header.Set("If-Modified-Since", p.Modified)
	}
}

// path is where the answer of an address is kept. The address itself may hold a
// password, and is not.
func (f *Fetcher) path(address string) string {
	sum := sha256.Sum256([]byte(address))
	name := hex.EncodeToString(sum[:])
	return filepath.Join(f.Dir, name[:2], name+".json")
}

// kept returns the answer kept of an address; nil: there is none, or a damaged one.
func (f *Fetcher) kept(address string) *Page {
	if f.Dir == "" {
		return nil
	}
	data, err := os.ReadFile(f.path(address))
	p := &Page{}
	if err != nil || json.Unmarshal(data, p) != nil || len(p.Data) == 0 || p.Tag+p.Modified == "" {
		return nil
	}
	return p
}

// keep stores an answer that can be asked about with a condition.
func (f *Fetcher) keep(address string, page *Page) {
	if f.Dir == "" || page.Tag+page.Modified == "" {
		return
	}
	data, err := json.Marshal(page)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(f.path(address)), 0o700)
	}
	if err == nil {
		err = durable.WriteFile(f.path(address), 0o600, durable.Bytes(data))
	}
	if err != nil && f.Warn != nil {
		f.warned.Do(func() { f.Warn(err) })
	}
}
