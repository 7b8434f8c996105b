// Package told remembers, from day to day, which stories a digest has told, and of
// which articles. It hides the file that holds them.
package told

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"newsbrief/internal/durable"
	"newsbrief/result"
)

// forget is how long a story is remembered whose articles are in no input.
const forget = 30 * 24 * time.Hour

// Story is a story as it was told.
type Story struct {
	ID       string    `json:"id"`
	Headline string    `json:"headline"`
	Told     time.Time `json:"told"` // last
	Seen     time.Time `json:"seen"` // when one of its articles was last in the inputs
	Articles []Article `json:"articles"`
}

// Article is an article of a story that was told.
type Article struct {
	Key    string        `json:"key"` // of no other article, and the same tomorrow
	Source result.Source `json:"source"`
	Text   string        `json:"text"`
}

// Memory is what was told. Its file is a line for its schema and a line a story.
type Memory struct {
	Stories []*Story

	path string
	lock *durable.Lock
	dir  *os.Root
}

// schema is the first line of the file.
type schema struct {
	Schema string `json:"schema"`
}

const version = "newsbrief-told/v1"

// Open reads the memory of a file, which may be yet to be made, and keeps others off it
// until Close. A *durable.LockedError says that another process uses it.
func Open(path string) (*Memory, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	dir, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	lock, err := durable.TakeLock(dir, "."+filepath.Base(path)+".lock", false)
	if err != nil {
		return nil, errors.Join(err, dir.Close())
	}
	m, err := Peek(path)
	if err != nil {
		return nil, errors.Join(err, lock.Release(), dir.Close())
	}
	m.lock, m.dir = lock, dir
	return m, nil
}

// Peek reads the memory of a file for who will not change it.
func Peek(path string) (*Memory, error) {
	m := &Memory{path: path}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(bytes.TrimSpace(data)) == 0 {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	lines := json.NewDecoder(bytes.NewReader(data))
	var head schema
	if err := lines.Decode(&head); err != nil || head.Schema != version {
		return nil, errors.New("is no file of told stories; name another with --state")
	}
	for {
		s := &Story{}
		switch err := lines.Decode(s); {
		case err == io.EOF:
			return m, nil
		case err != nil:
			return nil, fmt.Errorf("is damaged (%w); remove it, and all is new once more", err)
		}
		m.Stories = append(m.Stories, s)
	}
}

// Close lets others use the file.
func (m *Memory) Close() error {
	if m.lock == nil {
		return nil
	}
	return errors.Join(m.lock.Release(), m.dir.Close())
}

// Save writes the memory. What was not seen for long is forgotten.
func (m *Memory) Save(now time.Time) error {
	m.Stories = slices.DeleteFunc(m.Stories, func(s *Story) bool { return now.Sub(s.Seen) > forget })
	return durable.WriteFile(m.path, 0o600, func(to io.Writer) error {
		w := bufio.NewWriter(to)
		lines := json.NewEncoder(w)
		err := lines.Encode(schema{version})
		for _, s := range m.Stories {
			err = errors.Join(err, lines.Encode(s))
		}
		return errors.Join(err, w.Flush())
	})
}

// Tell notes a story that was told now. Articles that it was told of before stay.
func (m *Memory) Tell(id, headline string, now time.Time, articles []Article) {
	s := m.find(id)
	if s == nil {
		s = &Story{ID: id}
		m.Stories = append(m.Stories, s)
	}
	s.Headline, s.Told, s.Seen = headline, now, now
	for _, a := range articles {
		at := slices.IndexFunc(s.Articles, func(old Article) bool { return old.Key == a.Key })
		if at < 0 {
			s.Articles = append(s.Articles, a)
		} else {
			s.Articles[at] = a
		}
	}
}

func (m *Memory) find(id string) *Story {
	for _, s := range m.Stories {
		if s.ID == id {
			return s
		}
	}
	return nil
}
