package outputs

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of Of parts of a batch, counted from 1; the zero value is the
// whole.
type Shard struct{ Part, Of int }

// ParseShard reads K/N.
func ParseShard(text string) (Shard, error) {
	part, of, ok := strings.Cut(text, "/")
	k, errK := strconv.Atoi(part)
	n, errN := strconv.Atoi(of)
	if !ok || errK != nil || errN != nil || k < 1 || k > n {
		return Shard{}, fmt.Errorf("a shard is K/N, as 2/8, with K from 1 to N, not %q", text)
	}
	return Shard{k, n}, nil
}

// Holds says whether the article of that path, relative to its folder, belongs
// to the shard. It depends on nothing else: the first 8 bytes of the SHA-256 of
// the path with slashes, modulo the number of shards.
func (s Shard) Holds(path string) bool {
	if s.Of <= 1 {
		return true
	}
	sum := sha256.Sum256([]byte(path))
	return binary.BigEndian.Uint64(sum[:])%uint64(s.Of) == uint64(s.Part-1)
}

// Name is that of a part in the names of its files, as 1-of-4; "" for the whole.
func (s Shard) Name() string {
	if s.Of <= 1 {
		return ""
	}
	return fmt.Sprintf("%d-of-%d", s.Part, s.Of)
}
