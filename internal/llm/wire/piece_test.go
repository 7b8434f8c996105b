package wire

import "testing"

// FuzzPiece: whatever an event holds, it is a piece of an answer, an error of the
// server's, or neither, and nothing else.
func FuzzPiece(f *testing.F) {
	for _, data := range []string{
		`{"choices":[{"index":0,"delta":{"content":"- one [1]"},"finish_reason":null}]}`,
		`{"choices":[{"message":{"content":[{"type":"text","text":"x"},{"thinking":[]}]},"finish_reason":"length"}]}`,
		`{"choices":[{"error":{"message":"no GPU"}}],"usage":{"prompt_tokens":{},"completion_tokens":"7"}}`,
		`{"error":{"message":"no GPU","code":"503"}}`, `[{"error":7}]`, `{"base_resp":{"status_code":1}}`, `{"choices":7}`, `{`,
	} {
		f.Add("", data)
	}
	f.Add("error", `{"message":"no GPU"}`)
	f.Fuzz(func(t *testing.T, name, data string) {
		if data == "" {
			return
		}
		v := Event{Name: name, Data: []byte(data)}
		v.Decode()
		var r Reader
		p, said, err := r.Piece(v)
		results := 0
		for _, is := range []bool{p != nil, said != nil, err != nil} {
			if is {
				results++
			}
		}
		if results != 1 {
			t.Errorf("%v, %v, %v", p, said, err)
		}
	})
}
