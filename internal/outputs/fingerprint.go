package outputs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"sync"

	"newsbrief/internal/article"
)

// Hash is the same for values that have the same JSON.
func Hash(values ...any) (string, error) {
	data, err := json.Marshal(values)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16]), nil
}

// Content is a hash of what an article says: of its file, or, where it has none
// of its own, of its text and what is known about it.
func Content(ctx context.Context, in article.Input) (string, error) {
	if in.Path == "" {
		a, err := in.Load(ctx)
		if err != nil {
			return "", err
		}
		return Hash(a.Text, a.Source(), a.Title, a.Byline, a.Published, a.Language, a.URL)
	}
	f, err := os.Open(in.Path)
	var path *os.PathError
	if errors.As(err, &path) {
		return "", path.Err // the caller names the article
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum, err := sumOf(f)
	return hex.EncodeToString(sum[:16]), err
}

// buffers are for reading files: a rerun reads every article and output.
var buffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// sumOf is the SHA-256 of what is left of f.
func sumOf(f *os.File) (sum [32]byte, err error) {
	buffer := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buffer)
	h := sha256.New()
	_, err = io.CopyBuffer(h, struct{ io.Reader }{f}, buffer[:]) // the file's own WriteTo would take a new buffer
	return [32]byte(h.Sum(nil)), err
}
