package article

import "testing"

// FuzzRecords: any text gives articles with one text each, or an error.
func FuzzRecords(f *testing.F) {
	f.Add(`{"items":[{"id":1,"title":{"rendered":"a"},"content_html":"<p>a b c d e f</p>","authors":[{"name":"b"}]}]}`)
	f.Add(`[{"fields":{"id":"c","body":"a b c d e f"}}] {"text":["a"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		records, _ := recordsOf(text)
		for _, r := range records {
			if (r.text == "") == (r.html == "") {
				t.Errorf("%+v", r)
			}
		}
	})
}
